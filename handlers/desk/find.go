package desk

import "deskbell/handlers/web"

// mountLists has the routes of finding conversations: search and filters.
func (d *desk) mountLists(_ *web.Server) {}
