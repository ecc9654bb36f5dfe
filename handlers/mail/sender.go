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

// How many mails are under way at once.
const atOnce = 2

// sendWithin is for one try to all its recipients; its lease is longer.
const sendWithin = 100 * time.Second

// mostTries are as many as go into about a day.
const mostTries = 18

// Sender sends mails.
type Sender struct {
	Server *Server
	From   outbound.Outgoing
	Wake   <-chan struct{}
	Now    func() time.Time
	Log    *slog.Logger
}

// Run works until ctx ends.
func (s *Sender) Run(ctx context.Context) {
	q := outbound.Deliveries(s.From, models.DeliverMail)
	q.Wake, q.AtOnce, q.OfOne, q.Do, q.Now, q.Log = s.Wake, atOnce, atOnce, s.send, s.Now, s.Log
	q.Run(ctx)
}

// send tries one once. When the program ends between the server's yes and the note of it, it is sent
// again with the same Message-ID.
func (s *Sender) send(ctx context.Context, d models.Delivery) {
	m, err := d.Mail()
	if err != nil {
		s.fail(ctx, d, outcome{err: errors.New("the mail cannot be read"), final: true})
		return
	}
	within, cancel := context.WithTimeout(ctx, sendWithin)
	defer cancel()
	o := s.try(within, d, m)
	if o.split && o.final && len(m.To)+len(m.CC) > 1 {
		o = s.apart(within, d, m)
	}
	switch {
	case ctx.Err() != nil && o.err != nil: // the program ends: it comes again
	case o.err != nil:
		s.fail(ctx, d, o)
	default:
		s.Log.Info("mail sent", "delivery", d.ID, "bot", d.Bot, "try", d.Tries)
		s.note(ctx, d, s.From.Done(ctx, d.ID, s.Now()))
	}
}

func (s *Sender) try(ctx context.Context, d models.Delivery, m models.Mail) outcome {
	letter, err := s.Server.letter(d, m)
	if err != nil {
		return outcome{err: err, final: true}
	}
	return s.Server.hand(ctx, letter)
}

// apart sends to each recipient alone, where the server has refused one of them and so all. It is not
// tried again then: those who got it would get it twice.
func (s *Sender) apart(ctx context.Context, d models.Delivery, m models.Mail) outcome {
	var failed []string
	var last outcome
	for _, one := range append(append([]string{}, m.To...), m.CC...) {
		alone := m
		alone.To, alone.CC = []string{one}, nil
		if o := s.try(ctx, d, alone); o.err != nil {
			failed, last = append(failed, one), o
		}
	}
	if len(failed) == 0 {
		return outcome{}
	}
	return outcome{err: fmt.Errorf("not sent to %s: %w", strings.Join(failed, ", "), last.err), final: true, code: last.code}
}

// fail notes what was wrong, and when it is tried again. The log has nothing of whom it went to.
func (s *Sender) fail(ctx context.Context, d models.Delivery, o outcome) {
	now := s.Now()
	back := models.Setback{ID: d.ID, Error: words(o), Now: now}
	if !o.final && d.Tries < mostTries {
		back.Next = now.Add(pause(d.Tries))
	}
	s.Log.Warn("mail not sent", "delivery", d.ID, "bot", d.Bot, "try", d.Tries, "code", o.code, "again", !back.Next.IsZero())
	s.note(ctx, d, s.From.Failed(ctx, back))
}

func (s *Sender) note(ctx context.Context, d models.Delivery, err error) {
	if err != nil && !errors.Is(err, models.ErrNotFound) && ctx.Err() == nil {
		s.Log.Error("mail", "delivery", d.ID, "error", err)
	}
}

// words say for the team what was wrong. A server's own are the best there are.
func words(o outcome) string {
	text := o.err.Error()
	for _, inner := range []string{"dial failed: ", "send failed: "} {
		text = strings.TrimPrefix(text, inner)
	}
	text, _, _ = strings.Cut(text, ", affected message ID")
	return text
}

// pause before another try: one minute, twice as long each time, two hours at most, and up to a quarter
// more, so that not all come back at once.
func pause(tries int) time.Duration {
	wait := min(time.Minute<<min(max(tries, 1)-1, 10), 2*time.Hour)
	return wait + rand.N(wait/4)
}
