package desk

import "deskbell/handlers/web"

// mountNotices has the routes of what agents are told.
func (d *desk) mountNotices(_ *web.Server) {}
