package main

import (
	"context"
	"time"

	"deskbell/models"
)

// mailNoticesEvery is how often agents are looked for who want to be told by mail.
const mailNoticesEvery = 5 * time.Second

// mailNotices tells agents by mail what they have not seen.
func (a *app) mailNotices(ctx context.Context) {
	a.every(ctx, mailNoticesEvery, "notices by mail", func() error { return a.mailNoticesOnce(ctx, utcNow()) })
}

// mailNoticesOnce does it once. Without a mail server nothing is kept for one.
func (a *app) mailNoticesOnce(ctx context.Context, now time.Time) error {
	on := a.mailsGo(ctx)
	a.store.MailingNotices(on)
	if !on {
		return nil
	}
	mails, err := a.store.MailNotices(ctx, now)
	if mails > 0 {
		a.mailed()
	}
	return err
}

// mailed says that a mail was put into the outbox.
func (a *app) mailed() { a.out.wakeUp(models.DeliverMail) }

// mailsGo says whether there is a mail server. Where that cannot be known there is none.
func (a *app) mailsGo(ctx context.Context) bool {
	_, err := a.mailServer(ctx)
	return err == nil
}
