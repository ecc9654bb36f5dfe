package main

import (
	"context"

	"deskbell/handlers/mailbox"
	"deskbell/handlers/outbound"
)

// newInbox takes answers to mails. The server of the mailbox is one that somebody has typed: it is connected to by
// the same rules as all others.
func (a *app) newInbox(c serveConfig) *mailbox.Box {
	return mailbox.New(mailbox.Options{Store: a.store, Turns: a.turns, Files: a.store, Blocks: a.store, Bots: a.store, Team: a.store,
		Domain: mailDomain(c.BaseURL), Dial: outbound.Dialer(outbound.Options{Allow: c.AllowOutbound}).DialContext, Roots: c.Roots,
		Now: utcNow, Log: c.Log})
}

// readMails reads the mailbox that answers arrive in.
func (a *app) readMails(ctx context.Context) { a.inbox.Run(ctx) }
