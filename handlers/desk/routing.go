package desk

import "deskbell/handlers/web"

// mountRouting has the routes of offers, and passing a chat on.
func (d *desk) mountRouting(_ *web.Server) {}
