package db

import (
	"github.com/alexedwards/scs/v2"

	"deskbell/models"
)

// What the rest of the program builds on.
var (
	_ models.Turns       = (*Store)(nil)
	_ models.Logs        = (*Store)(nil)
	_ models.Visitors    = (*Store)(nil)
	_ models.Desk        = (*Store)(nil)
	_ models.Bots        = (*Store)(nil)
	_ models.Flows       = (*Store)(nil)
	_ models.Team        = (*Store)(nil)
	_ models.Presence    = (*Store)(nil)
	_ models.Timers      = (*Store)(nil)
	_ models.Articles    = (*Store)(nil)
	_ models.ArticleDesk = (*Store)(nil)
	_ models.Outbox      = (*Store)(nil)
	_ models.Visits      = (*Store)(nil)
	_ models.Line        = (*Store)(nil)
	_ models.WaysBack    = (*Store)(nil)
	_ models.Guests      = (*Store)(nil)

	_ models.Background = (*Store)(nil)
	_ models.Blocks     = (*Store)(nil)
	_ models.Canned     = (*Store)(nil)
	_ models.Crew       = (*Store)(nil)
	_ models.Audit      = (*Store)(nil)

	_ models.Categories   = (*Store)(nil)
	_ models.CategoryUses = (*Store)(nil)

	_ models.Staff         = (*Store)(nil)
	_ models.Links         = (*Store)(nil)
	_ models.Profiles      = (*Store)(nil)
	_ models.Credentials   = (*Store)(nil)
	_ models.SecondFactors = (*Store)(nil)

	_ models.Deliveries = Deliveries{}
	_ models.Secrets    = Secrets{}

	_ models.Passages       = (*Store)(nil)
	_ models.AIKeeping      = (*Store)(nil)
	_ models.PassageVectors = (*Store)(nil)
	_ models.AIRecords      = (*Store)(nil)
	_ models.AIReports      = (*Store)(nil)

	_ models.Mailing   = (*Store)(nil)
	_ models.MailLinks = (*Store)(nil)

	_ models.Drafts = (*Store)(nil)
	_ models.Files  = (*Store)(nil)
	_ scs.CtxStore  = Sessions{}
)
