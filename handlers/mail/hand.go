package mail

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/textproto"
	"os"
	"strconv"
	"strings"

	gomail "github.com/wneessen/go-mail"

	"deskbell/handlers/outbound"
	"deskbell/models"
)

// outcome is what became of a try.
type outcome struct {
	err   error
	final bool // another try does no better
	split bool // one of several recipients was refused, and nothing was sent
	code  int  // of the server; 0: it did not come to one
	// away: it did not come to the mail itself; fault: it is the server's trouble more than the mail's.
	away, fault bool
}

// statusUnavailable is a server that takes nothing at all now.
const statusUnavailable = 421

// hand gives a letter to the server. It returns when ctx ends, though the server may have taken it.
func (s *Server) hand(ctx context.Context, letter *gomail.Msg) outcome {
	client, err := s.client()
	if err != nil {
		return outcome{err: err, away: true, fault: true}
	}
	done := make(chan error, 1)
	go func() { done <- client.DialAndSendWithContext(ctx, letter) }()
	select {
	case err = <-done:
	case <-ctx.Done():
		return outcome{err: ctx.Err(), fault: true}
	}
	if err == nil || letter.IsDelivered() { // what is wrong after that is no matter of the mail
		return outcome{}
	}
	o := outcome{err: err}
	var refused *gomail.SendError
	if !errors.As(err, &refused) { // no connection, no TLS, no sign-in: the operator can mend that
		o.away, o.fault = true, true
		return o
	}
	o.code = refused.ErrorCode()
	switch refused.Reason {
	case gomail.ErrSMTPRcptTo, gomail.ErrSMTPData, gomail.ErrSMTPDataClose, gomail.ErrGetRcpts, gomail.ErrGetSender, gomail.ErrNoUnencoded:
		o.final = !refused.IsTemp() && (o.code == 0 || o.code >= 500)
	}
	inTalk := refused.Reason != gomail.ErrGetRcpts && refused.Reason != gomail.ErrGetSender && refused.Reason != gomail.ErrNoUnencoded
	if inTalk && o.code == 0 {
		o.final = false // the connection broke
	}
	o.fault = inTalk && (o.code == 0 || o.code == statusUnavailable) || refused.Reason == gomail.ErrSMTPMailFrom
	o.split = refused.Reason == gomail.ErrSMTPRcptTo
	return o
}

// words say for the team what was wrong. A server's own are the best there are.
func words(o outcome) string {
	var slow net.Error
	if errors.Is(o.err, context.DeadlineExceeded) || errors.Is(o.err, os.ErrDeadlineExceeded) || errors.As(o.err, &slow) && slow.Timeout() {
		return "The mail server did not answer in time."
	}
	var closed *outbound.Refusal
	if errors.As(o.err, &closed) {
		return "It was not connected to: " + closed.Why + ". A mail server that is not public is given by --smtp, or its network is allowed by --allow-outbound."
	}
	text := strings.TrimPrefix(o.err.Error(), "dial failed: ")
	var said *textproto.Error
	if errors.As(o.err, &said) {
		text = strings.Replace(text, said.Error(), fmt.Sprintf("%d %s", said.Code, said.Msg), 1)
	}
	var refused *gomail.SendError
	if errors.As(o.err, &refused) {
		text = refused.Error()
		text, _, _ = strings.Cut(text, ", affected recipient(s): ")
		text, _, _ = strings.Cut(text, ", affected message ID: ")
		if refused.ErrorCode() != 0 {
			text = ownWords(strings.TrimPrefix(text, refused.Reason.String()+": "))
		}
	}
	if strings.HasSuffix(text, "EOF") {
		return "The mail server has cut the connection."
	}
	return text
}

// ownWords are a server's without the quotes that the library puts around them.
func ownWords(text string) string {
	code, rest, _ := strings.Cut(text, " ")
	if plain, err := strconv.Unquote(rest); err == nil {
		return code + " " + plain
	}
	return text
}

// whyDropped says for the team what was wrong with a mail's link.
func whyDropped(err error) string {
	if errors.Is(err, models.ErrNotOwners) {
		return models.ErrNotOwners.Message
	}
	return takenBack
}
