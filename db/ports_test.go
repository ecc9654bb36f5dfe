package db

import (
	"github.com/alexedwards/scs/v2"

	"deskbell/models"
)

// What the rest of the program builds on.
var (
	_ models.Turns    = (*Store)(nil)
	_ models.Logs     = (*Store)(nil)
	_ models.Visitors = (*Store)(nil)
	_ models.Desk     = (*Store)(nil)
	_ models.Bots     = (*Store)(nil)
	_ models.Flows    = (*Store)(nil)
	_ models.Team     = (*Store)(nil)
	_ models.Presence = (*Store)(nil)
	_ models.Timers   = (*Store)(nil)
	_ models.Articles = (*Store)(nil)
	_ models.Outbox   = (*Store)(nil)
	_ models.Visits   = (*Store)(nil)
	_ models.Line     = (*Store)(nil)

	_ models.Deliveries = Deliveries{}
	_ models.Secrets    = Secrets{}

	_ models.Drafts = (*Store)(nil)
	_ models.Files  = (*Store)(nil)
	_ scs.CtxStore  = Sessions{}
)
