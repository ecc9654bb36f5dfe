package mail

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"math/rand/v2"
	"strings"
	"time"

	"deskbell/handlers/outbound"
	"deskbell/models"
)

// How many mails are under way at once; to one address one, so that they arrive in order.
const (
	atOnce    = 4
	ofAddress = 1
)

// sendWithin is for one try to all its recipients; its lease is longer.
const sendWithin = 100 * time.Second

// A mail is tried for a day from when it was written, or asked for again. tooSoon is before another try where it
// did not come to the mail itself.
const (
	triedFor = 24 * time.Hour
	tooSoon  = 5 * time.Second
)

const (
	waitedTooLong = "It waited too long for a mail server."
	takenBack     = "The link in it was taken back, or is over."
)

// Outbox is where mails come from.
type Outbox interface {
	outbound.Outgoing
	// LeaseMail takes the mail that was written first of those that are due, to another address than these;
	// ErrNotFound when there is none.
	LeaseMail(ctx context.Context, now time.Time, busy []string) (models.Delivery, error)
	// Drop says that one is not to be sent any more, and why.
	Drop(ctx context.Context, b models.Setback) error
}

// Sender sends mails.
type Sender struct {
	// Server is asked before each mail, so that a change counts at once. ErrNone: mails wait.
	Server func(ctx context.Context) (*Server, error)
	From   Outbox
	Links  models.MailLinks
	Base   string // address of this Deskbell, that links begin with
	Wake   <-chan struct{}
	Now    func() time.Time
	Log    *slog.Logger

	rest      rest
	complaint string // that was logged last
}

// Run works until ctx ends.
func (s *Sender) Run(ctx context.Context) {
	q := outbound.Queue[models.Delivery, string]{Name: "outbox of mail", Wake: s.Wake, AtOnce: atOnce, OfOne: ofAddress,
		Of: addressOf, Lease: s.lease, NextAt: s.nextAt, Do: s.send, Broken: s.broken, Now: s.Now, Log: s.Log,
		Recover: func(ctx context.Context, now time.Time) error { return s.From.Recover(ctx, models.DeliverMail, now) }}
	q.Run(ctx)
}

// addressOf is what mails wait for each other by.
func addressOf(d models.Delivery) string {
	if d.Address == "" {
		return d.ID
	}
	return d.Address
}

// lease takes the next one while there is a server that may be asked.
func (s *Sender) lease(ctx context.Context, now time.Time, busy []string) (models.Delivery, error) {
	server, err := s.server(ctx)
	if err != nil {
		return models.Delivery{}, models.ErrNotFound
	}
	if may, _ := s.rest.may(server.since, now); !may {
		return models.Delivery{}, models.ErrNotFound
	}
	d, err := s.From.LeaseMail(ctx, now, busy)
	if err == nil {
		s.rest.begin()
	}
	return d, err
}

// nextAt is when there is something to do; the outbox is looked at again when one of those under way ends.
func (s *Sender) nextAt(ctx context.Context) (time.Time, error) {
	server, err := s.server(ctx)
	if err != nil {
		return time.Time{}, models.ErrNotFound
	}
	next, err := s.From.NextAt(ctx, models.DeliverMail)
	if err != nil {
		return next, err
	}
	may, until := s.rest.may(server.since, s.Now())
	switch {
	case may:
		return next, nil
	case until.IsZero():
		return time.Time{}, models.ErrNotFound
	case until.After(next):
		return until, nil
	}
	return next, nil
}

// server is the one there is. What is wrong with the settings is logged once.
func (s *Sender) server(ctx context.Context) (*Server, error) {
	server, err := s.Server(ctx)
	said := ""
	if err != nil && !errors.Is(err, ErrNone) && ctx.Err() == nil {
		said = err.Error()
	}
	if said != "" && said != s.complaint {
		s.Log.Error("mails wait: the settings cannot be used", "error", err)
	}
	s.complaint = said
	return server, err
}

// send tries one once. When the program ends between the server's yes and the note of it, it is sent again with
// the same Message-ID.
func (s *Sender) send(ctx context.Context, d models.Delivery) {
	server, err := s.Server(ctx)
	if err != nil { // it was taken away just now
		s.rest.left()
		s.book().Note(ctx, d, s.From.Failed(ctx, models.Setback{ID: d.ID, Error: err.Error(), Next: s.Now(), Now: s.Now()}))
		return
	}
	if d.Tries <= 1 && s.Now().Sub(since(d)) > triedFor {
		s.rest.left()
		s.fail(ctx, d, server, outcome{err: sentence(waitedTooLong), final: true})
		return
	}
	within, cancel := context.WithTimeout(ctx, sendWithin)
	defer cancel()
	p, err := s.draw(within, server, d)
	switch {
	case models.CodeOf(err) == models.CodeNotFound:
		s.rest.left()
		s.Log.Info("mail dropped", "delivery", d.ID, "purpose", d.Purpose)
		s.book().Note(ctx, d, s.From.Drop(ctx, models.Setback{ID: d.ID, Error: whyDropped(err), Now: s.Now()}))
		return
	case err != nil:
		s.rest.left()
		s.fail(ctx, d, server, outcome{err: err})
		return
	}
	o := s.try(within, server, p)
	if o.split && o.final && len(p.mail.To)+len(p.mail.CC) > 1 {
		o = s.apart(within, server, p)
	}
	switch {
	case ctx.Err() != nil && o.err != nil: // the program ends: it comes again
		s.rest.left()
	case o.err != nil:
		s.fail(ctx, d, server, o)
	default:
		s.rest.worked()
		s.Log.Info("mail sent", "delivery", d.ID, "purpose", d.Purpose, "bot", d.Bot, "try", d.Tries)
		s.book().Note(ctx, d, s.From.Done(ctx, d.ID, s.Now()))
	}
}

// since is from when a mail's time counts.
func since(d models.Delivery) time.Time {
	if d.DoneAt.After(d.CreatedAt) { // somebody has asked for it again
		return d.DoneAt
	}
	return d.CreatedAt
}

func (s *Sender) try(ctx context.Context, server *Server, p page) outcome {
	letter, err := server.letter(p)
	if err != nil {
		return outcome{err: err, final: true}
	}
	return server.hand(ctx, letter)
}

// apart sends to each recipient alone, where the server has refused one of them and so all. It is not tried again
// then: those who got it would get it twice.
func (s *Sender) apart(ctx context.Context, server *Server, p page) outcome {
	var failed []string
	var last outcome
	for _, one := range append(append([]string{}, p.mail.To...), p.mail.CC...) {
		alone := p
		alone.mail.To, alone.mail.CC = []string{one}, nil
		if o := s.try(ctx, server, alone); o.err != nil {
			failed, last = append(failed, one), o
		}
	}
	if len(failed) == 0 {
		return outcome{}
	}
	return outcome{err: fmt.Errorf("not sent to %s: %s", strings.Join(failed, ", "), words(last)), final: true, code: last.code}
}

// fail notes what was wrong, and when it is tried again. The log has nothing of whom it went to.
func (s *Sender) fail(ctx context.Context, d models.Delivery, server *Server, o outcome) {
	now := s.Now()
	back := models.Setback{ID: d.ID, Error: words(o), Now: now}
	wait := pause(d.Tries)
	if o.away {
		wait = tooSoon + rand.N(tooSoon)
	}
	next := now.Add(wait)
	if o.fault {
		if until := s.rest.missed(server.since, now); until.After(next) {
			next = until
		}
	} else if o.code != 0 {
		s.rest.worked()
	} else {
		s.rest.left()
	}
	if !o.final && next.Before(since(d).Add(triedFor)) {
		back.Next = next
	}
	s.Log.Warn("mail not sent", "delivery", d.ID, "purpose", d.Purpose, "bot", d.Bot, "try", d.Tries, "code", o.code, "again", !back.Next.IsZero())
	s.book().Note(ctx, d, s.From.Failed(ctx, back))
}

func (s *Sender) book() outbound.Book { return outbound.Book{Log: s.Log, What: "mail"} }

// pause before another try: one minute, twice as long each time, two hours at most, and up to a quarter more, so
// that not all come back at once.
func pause(tries int) time.Duration {
	wait := min(time.Minute<<min(max(tries, 1)-1, 10), 2*time.Hour)
	return wait + rand.N(wait/4)
}

// sentence is an error in words for people.
type sentence string

func (s sentence) Error() string { return string(s) }
