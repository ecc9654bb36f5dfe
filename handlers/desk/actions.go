package desk

import "deskbell/handlers/web"

// mountActions has the routes of what an agent does with a conversation beside writing.
func (d *desk) mountActions(_ *web.Server) {}
