package mail

import (
	"context"
	"errors"
	"fmt"
	"net/mail"
	"strings"
	"unicode"

	gomail "github.com/wneessen/go-mail"

	"deskbell/models"
)

// letter is a delivery as it is sent, the same each time. The library encodes what stands in headers;
// addresses are parsed, and an error when they are none.
func (s *Server) letter(d models.Delivery, m models.Mail) (*gomail.Msg, error) {
	letter := gomail.NewMsg(gomail.WithNoDefaultUserAgent())
	letter.FromMailAddress(s.from)
	to, err := addresses(m.To)
	if err != nil || len(to) == 0 {
		return nil, errors.Join(errNobody, err)
	}
	cc, err := addresses(m.CC)
	if err != nil {
		return nil, err
	}
	letter.ToMailAddress(to...)
	letter.CcMailAddress(cc...)
	if m.ReplyTo != "" {
		reply, err := addresses([]string{m.ReplyTo})
		if err != nil {
			return nil, err
		}
		letter.ReplyToMailAddress(reply...)
	}
	letter.Subject(line(m.Subject))
	letter.SetMessageIDWithValue(d.Key + "@" + s.domain())
	letter.SetDateWithValue(d.CreatedAt)
	letter.SetGenHeader(gomail.Header("Auto-Submitted"), "auto-generated") // so that no machine answers
	letter.SetGenHeader(gomail.Header("X-Auto-Response-Suppress"), "All")
	letter.SetBodyString(gomail.TypeTextPlain, m.Text)
	return letter, nil
}

var errNobody = errors.New("it has nobody to go to")

// addresses are bare ones: no names, no groups.
func addresses(list []string) ([]*mail.Address, error) {
	var all []*mail.Address
	for _, one := range list {
		a, err := mail.ParseAddress(one)
		if err != nil || a.Name != "" || a.Address != one || strings.ContainsFunc(one, unicode.IsControl) {
			return nil, fmt.Errorf("%.100q is no email address", one)
		}
		all = append(all, a)
	}
	return all, nil
}

// line is a text without anything that could end a header.
func line(text string) string {
	return strings.Map(func(c rune) rune {
		if unicode.IsControl(c) || c == '\u2028' || c == '\u2029' {
			return ' '
		}
		return c
	}, text)
}

// outcome is what became of a try.
type outcome struct {
	err   error
	final bool // another try does no better
	split bool // one of several recipients was refused, and nothing was sent
	code  int  // of the server; 0: it did not come to one
}

// hand gives a letter to the server. It returns when ctx ends, though the server may have taken it.
func (s *Server) hand(ctx context.Context, letter *gomail.Msg) outcome {
	client, err := s.client()
	if err != nil {
		return outcome{err: err}
	}
	done := make(chan error, 1)
	go func() { done <- client.DialAndSendWithContext(ctx, letter) }()
	select {
	case err = <-done:
	case <-ctx.Done():
		return outcome{err: ctx.Err()}
	}
	if err == nil || letter.IsDelivered() { // what is wrong after that is no matter of the mail
		return outcome{}
	}
	o := outcome{err: err}
	var refused *gomail.SendError
	if !errors.As(err, &refused) {
		return o // no connection, no TLS, no sign-in: the operator can mend that
	}
	o.code = refused.ErrorCode()
	switch refused.Reason {
	case gomail.ErrSMTPRcptTo, gomail.ErrSMTPData, gomail.ErrSMTPDataClose, gomail.ErrGetRcpts, gomail.ErrGetSender, gomail.ErrNoUnencoded:
		o.final = !refused.IsTemp() && (o.code == 0 || o.code >= 500)
	}
	if refused.Reason == gomail.ErrSMTPDataClose && o.code == 0 || refused.Reason == gomail.ErrSMTPData && o.code == 0 {
		o.final = false // the connection broke
	}
	o.split = refused.Reason == gomail.ErrSMTPRcptTo
	return o
}
