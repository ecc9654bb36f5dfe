package desk

import "deskbell/handlers/web"

// mountPanel has the routes of what the panel beside the conversation keeps.
func (d *desk) mountPanel(_ *web.Server) {}
