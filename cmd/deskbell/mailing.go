package main

import (
	"context"
	"net"
	"net/netip"
	"net/url"
	"time"

	"deskbell/db"
	"deskbell/handlers/mail"
	"deskbell/handlers/mailbox"
	"deskbell/models"
)

// rungMailing wakes who sends mails once something has changed for him.
type rungMailing struct {
	*db.Store
	out   outgoing
	inbox *mailbox.Box
}

// mailing is how mail goes, for the pages of settings and for all that write mails outside of a turn.
func (a *app) mailing() rungMailing { return rungMailing{a.store, a.out, a.inbox} }

// SaveMailSettings implements models.Mailing.
func (m rungMailing) SaveMailSettings(ctx context.Context, s models.MailSettings, now time.Time) error {
	err := m.rung(m.Store.SaveMailSettings(ctx, s, now))
	if err == nil {
		m.inbox.Wake()
	}
	return err
}

// PutMail implements models.Mailing.
func (m rungMailing) PutMail(ctx context.Context, mail models.OutMail, now time.Time) (string, error) {
	id, err := m.Store.PutMail(ctx, mail, now)
	return id, m.rung(err)
}

// SendAgain implements models.Mailing.
func (m rungMailing) SendAgain(ctx context.Context, id string, now time.Time) error {
	return m.rung(m.Store.SendAgain(ctx, id, now))
}

func (m rungMailing) rung(err error) error {
	if err == nil {
		m.out.wakeUp(models.DeliverMail)
	}
	return err
}

// mailServer is who takes mails now: what was set in the settings, else what the program was started with.
func (a *app) mailServer(ctx context.Context) (*mail.Server, error) {
	s, err := a.store.OpenMailSettings(ctx)
	if err != nil {
		return nil, err
	}
	return mail.FromSettings(s, a.out.mail, a.out.dialer)
}

// sendMails sends what is in the outbox; without a mail server it waits there.
func (a *app) sendMails(ctx context.Context) {
	if server, err := a.mailServer(ctx); err == nil {
		a.log.Info("mails go out", "server", server.Name())
	}
	s := mail.Sender{Server: a.mailServer, From: a.store.Outgoing(), Links: a.store, Base: a.out.base, Wake: a.out.wake[models.DeliverMail],
		Now: utcNow, Log: a.log}
	s.Run(ctx)
}

// mailDomain is what Message-IDs end with: the host of the server's address.
func mailDomain(address string) string {
	base, err := url.Parse(address)
	if err != nil {
		return ""
	}
	host := base.Hostname()
	if at, err := netip.ParseAddr(host); err == nil && at.Is6() {
		return "[IPv6:" + at.WithZone("").String() + "]"
	} else if net.ParseIP(host) != nil {
		return "[" + host + "]"
	}
	return host
}
