package desk

import "deskbell/handlers/web"

// mountComposer has the routes of what an agent writes and attaches.
func (d *desk) mountComposer(_ *web.Server) {}
