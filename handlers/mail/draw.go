package mail

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"deskbell/models"
	mailview "deskbell/views/mail"
)

// draw makes the mail that a delivery asks for, with its links as they are now. It errors with ErrNotFound when
// they are not good any more.
func (s *Sender) draw(ctx context.Context, server *Server, d models.Delivery) (page, error) {
	m, err := d.Mail()
	if err != nil {
		return page{}, errors.New("the mail cannot be read")
	}
	p := page{delivery: d, mail: m}
	if p.mail.Purpose == "" {
		p.mail.Purpose = models.MailFlow
	}
	links := mailview.Links{Base: s.Base}
	if links.Token, err = s.Links.MailToken(ctx, p.mail); err != nil {
		return p, err
	}
	if err = s.still(ctx, server); err != nil {
		return p, err
	}
	if p.mail.Purpose.ToVisitor() && links.Token != "" {
		p.stop = s.Base + "/c/" + links.Token + "/stop"
		links.Stop = p.stop
	}
	if p.reply, err = s.replyTo(ctx, server, &p.mail); err != nil {
		return p, err
	}
	p.mail.Answerable = p.reply != ""
	if p.drawn, err = mailview.Draw(p.mail, links); err != nil {
		return p, fmt.Errorf("it cannot be drawn: %w", err)
	}
	return p, nil
}

const serverChanged = "The mail server was changed meanwhile."

// still errors where the server is not the one that is set any more: the link was not given for that one.
func (s *Sender) still(ctx context.Context, server *Server) error {
	now, err := s.Server(ctx)
	if err == nil && !now.since.Equal(server.since) {
		err = sentence(serverChanged)
	}
	return err
}

// replyTo is where answers to a mail go: the inbox's address with what tells the conversation behind a plus; ""
// where none are taken.
func (s *Sender) replyTo(ctx context.Context, server *Server, m *models.Mail) (string, error) {
	if server.inbox == "" || m.Purpose != models.MailAnswer {
		return "", nil
	}
	sign, err := s.Links.ReplySign(ctx, *m)
	if err != nil || sign == "" {
		return "", err
	}
	name, host, _ := strings.Cut(server.inbox, "@")
	return name + "+" + sign + "@" + host, nil
}
