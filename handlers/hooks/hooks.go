// Package hooks sends what flows ask of other systems, and gives the answers back to the flows. A
// request is tried until there is an answer or its tries are used up; when the program ends in between it
// is sent again with the same Idempotency-Key, and what it came to counts once.
package hooks

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"math/rand/v2"
	"net/url"
	"time"

	"deskbell/handlers/outbound"
	"deskbell/models"
	"deskbell/models/flow"
)

// How many requests are under way at once, in all and for one bot.
const (
	atOnce = 8
	ofBot  = 3
)

// mostBegun is how often a request is begun beyond its tries: it may be what ends the program.
const mostBegun = 5

// Sender sends requests.
type Sender struct {
	Turns  models.Turns
	From   outbound.Outgoing
	Caller *outbound.Caller
	Wake   <-chan struct{}
	Now    func() time.Time
	Log    *slog.Logger
}

// Run works until ctx ends.
func (s *Sender) Run(ctx context.Context) {
	q := outbound.Deliveries(s.From, models.DeliverHTTP)
	q.Wake, q.AtOnce, q.OfOne, q.Do, q.Now, q.Log = s.Wake, atOnce, ofBot, s.send, s.Now, s.Log
	q.Run(ctx)
}

// send tries one once.
func (s *Sender) send(ctx context.Context, d models.Delivery) {
	request, err := d.Request()
	if err != nil {
		s.finish(ctx, d, outbound.Answer{Result: flow.Result{Error: "the request cannot be read"}})
		return
	}
	if d.Tries > 1 {
		wanted, err := s.wanted(ctx, d)
		if err != nil {
			s.book().Complain(ctx, d, err)
			return
		}
		if !wanted { // its result was given back, and the program ended before that was noted
			s.book().Note(ctx, d, s.From.Done(ctx, d.ID, s.Now()))
			return
		}
	}
	if d.Tries > request.Retries+1+mostBegun {
		s.finish(ctx, d, outbound.Answer{Result: flow.Result{Error: "it was begun too often without an end"}})
		return
	}
	answer := s.Caller.Send(ctx, outbound.Call{Bot: d.Bot, Key: d.Key, Request: request})
	if ctx.Err() != nil && answer.Status == 0 {
		return // the program ends: it comes again
	}
	s.tell(ctx, d, request, answer)
	if answer.Again && d.Tries <= request.Retries {
		now := s.Now()
		s.book().Note(ctx, d, s.From.Failed(ctx, models.Setback{ID: d.ID, Error: words(answer), Next: now.Add(pause(d.Tries, answer.After)), Now: now}))
		return
	}
	s.finish(ctx, d, answer)
}

// wanted says whether the flow still waits for it, or nobody can say any more.
func (s *Sender) wanted(ctx context.Context, d models.Delivery) (bool, error) {
	wanted := false
	_, err := s.Turns.Turn(ctx, d.Conversation, func(c *models.Conversation) (models.Change, error) {
		w := c.Flow.Wait
		wanted = d.Token == "" || c.State == models.StateClosed || w != nil && w.Kind == flow.WaitResult && w.Token == d.Token
		if !wanted || c.State == models.StateClosed || d.Token == "" {
			return models.Change{}, nil
		}
		_, err := c.Records.Outcome(d.Token)
		if errors.Is(err, models.ErrNotFound) {
			return models.Change{}, nil
		}
		wanted = false
		return models.Change{}, err
	})
	if errors.Is(err, models.ErrNotFound) {
		return false, nil
	}
	return wanted, err
}

// finish gives the answer to the flow, and then takes the request off the outbox: in this order it is
// sent once more rather than lost.
func (s *Sender) finish(ctx context.Context, d models.Delivery, answer outbound.Answer) {
	_, err := s.Turns.Turn(ctx, d.Conversation, models.Deliver(d.Token, answer.Result, s.Now()))
	if err != nil && !errors.Is(err, models.ErrNotFound) {
		s.book().Complain(ctx, d, err)
		return
	}
	if answer.OK {
		s.book().Note(ctx, d, s.From.Done(ctx, d.ID, s.Now()))
		return
	}
	s.book().Note(ctx, d, s.From.Failed(ctx, models.Setback{ID: d.ID, Error: words(answer), Now: s.Now()}))
}

func (s *Sender) book() outbound.Book { return outbound.Book{Log: s.Log, What: "request of a flow"} }

// tell logs a try: nothing of what was sent or came back but host and status.
func (s *Sender) tell(ctx context.Context, d models.Delivery, request flow.Request, answer outbound.Answer) {
	level, host := slog.LevelInfo, ""
	if !answer.OK {
		level = slog.LevelWarn
	}
	if u, err := url.Parse(request.URL); err == nil {
		host = u.Host
	}
	s.Log.LogAttrs(ctx, level, "request of a flow", slog.String("delivery", d.ID), slog.String("bot", string(d.Bot)), slog.String("method", request.Method),
		slog.String("host", host), slog.Int("status", answer.Status), slog.Int("try", d.Tries), slog.Duration("took", answer.Took.Round(time.Millisecond)), slog.String("problem", answer.Error))
}

// words say what was wrong, for the team.
func words(a outbound.Answer) string {
	if a.Error != "" {
		return a.Error
	}
	return fmt.Sprintf("The other side has answered %d.", a.Status)
}

// pause before another try: 1, 2, 4 seconds and up to half as much, or as the other side wants it, as
// long as the flow's patience bears it.
func pause(tries int, after time.Duration) time.Duration {
	wait := time.Second << min(max(tries, 1)-1, 3)
	wait += rand.N(wait / 2)
	return max(wait, min(after, 8*time.Second))
}
