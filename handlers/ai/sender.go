// Package ai talks to the services that answer: any that is OpenAI-compatible. What it tells them is data between
// marks, without card numbers and what is sensitive; what they say is cleaned before anybody reads it. Without a service,
// or when what may be used of it is used up, the articles alone answer.
package ai

import (
	"context"
	"errors"
	"log/slog"
	"time"

	"deskbell/handlers/outbound"
	"deskbell/models"
	"deskbell/models/flow"
)

// How many answers are written at once, in all and for one bot.
const (
	atOnce = 16
	ofBot  = 8
)

// longestQueue is how long a question waits for the service at most: behind that the articles alone answer, at once.
const longestQueue = 20 * time.Second

// mostTries is how often an answer is begun: it may be what ends the program. For longestUnbegun it is tried to begin.
const (
	mostTries      = 3
	longestUnbegun = 10 * time.Minute
)

const notUsable = "The database could not be used for this; the log of the program says why."

// How often, and how far apart, it is tried to keep an answer that has come.
const (
	mostKeeps = 4
	keepEvery = time.Second
)

// Sender works off what flows ask of the AI.
type Sender struct {
	Turns    models.Turns
	From     outbound.Outgoing
	Answerer *Answerer
	Bell     Bell
	Running  *Running
	Wake     <-chan struct{}
	Now      func() time.Time
	Log      *slog.Logger
}

// Run works until ctx ends.
func (s *Sender) Run(ctx context.Context) {
	q := outbound.Deliveries(s.From, models.DeliverAI)
	q.Wake, q.AtOnce, q.OfOne, q.Do, q.Now, q.Log = s.Wake, atOnce, ofBot, s.send, s.Now, s.Log
	q.Run(ctx)
}

// send does one, once. When the program ends in between it is begun again, unless it was said already.
func (s *Sender) send(ctx context.Context, d models.Delivery) {
	request, err := d.AI()
	if err != nil {
		s.book().Note(ctx, d, s.From.Failed(ctx, models.Setback{ID: d.ID, Error: "the request cannot be read", Now: s.Now()}))
		return
	}
	if request.Purpose == flow.AISummary {
		s.sumUp(ctx, d)
		return
	}
	work, stop := s.Running.begin(ctx, d) // before the look: who takes over from now on stops it
	defer stop()
	j, err := s.read(ctx, d, request)
	if err != nil {
		s.lost(ctx, d, err)
		return
	}
	if d.Tries > mostTries {
		s.finish(ctx, d, begunTooOften(d, j.exchange, s.Now()))
		return
	}
	half := newWriter(s.Bell, d.Conversation)
	defer half.takeBack() // also what a page has heard of it after its entry
	if j.on = half.say; request.Silent {
		j.on = nil
	}
	o := s.Answerer.answer(work, j)
	if ctx.Err() != nil {
		return // the program ends: it comes again
	}
	stopped := work.Err() != nil
	stop() // its own turn is not to stop it
	if stopped && o.answer.Error != "" {
		o.answer.Port, o.answer.Error = models.AIDropped, ""
	}
	if o.answer.Port != models.AIAnswered || stopped {
		half.takeBack()
	}
	s.finish(ctx, d, o)
}

func begunTooOften(d models.Delivery, x models.AIExchange, now time.Time) outcome {
	o := outcome{answer: models.AIAnswer{ID: d.ID, Conversation: d.Conversation, Bot: d.Bot, Visitor: x.Conversation.Visitor.ID, At: now}}
	o.end(ending{}, "It was begun too often without an end.")
	return o
}

// read is what there is to do: ErrNotFound where the flow does not wait for it any more, for somebody took over, or has
// gone on meanwhile. Nothing in it is what the visitor has answered to sensitive questions.
func (s *Sender) read(ctx context.Context, d models.Delivery, request flow.AIRequest) (job, error) {
	j := job{id: d.ID, request: request, late: s.Now().Sub(d.CreatedAt) > longestQueue}
	waited := models.ErrNotFound
	var run models.Conversation
	_, err := s.Turns.Turn(ctx, d.Conversation, func(c *models.Conversation) (models.Change, error) {
		if run.Flow = c.Flow; waits(c, d.Token) {
			waited = nil
		}
		return models.Change{}, nil
	})
	if err != nil {
		return j, err
	}
	if waited != nil {
		return j, waited
	}
	j.request = models.WithoutSecrets(run.Flow, request)
	j.exchange, err = s.Answerer.exchange(ctx, &run, d.Conversation)
	return j, err
}

// waits says whether a conversation waits for an answer.
func waits(c *models.Conversation, token string) bool {
	w := c.Flow.Wait
	return c.State == models.StateBot && w != nil && w.Kind == flow.WaitResult && w.Token == token
}

// finish gives the answer to the flow, and then takes the request off the outbox: in this order it is made once more
// rather than lost, and what it came to counts once.
func (s *Sender) finish(ctx context.Context, d models.Delivery, o outcome) {
	err := s.keep(ctx, d, models.AnswerAI(d.Token, o.answer, o.result, s.Now()))
	if err != nil && !errors.Is(err, models.ErrNotFound) {
		s.again(ctx, d, err)
		return
	}
	s.tell(d, o.answer)
	s.settle(ctx, d, o.answer)
}

// keep makes a turn, some times where the database cannot keep it just now: what it says is paid for.
func (s *Sender) keep(ctx context.Context, d models.Delivery, decide func(*models.Conversation) (models.Change, error)) error {
	for try := 1; ; try++ {
		_, err := s.Turns.Turn(ctx, d.Conversation, decide)
		if models.CodeOf(err) != models.CodeUnavailable || try == mostKeeps || !pause(ctx, keepEvery) {
			return err
		}
	}
}

// settle takes a request off the outbox.
func (s *Sender) settle(ctx context.Context, d models.Delivery, a models.AIAnswer) {
	if a.Error == "" {
		s.book().Note(ctx, d, s.From.Done(ctx, d.ID, s.Now()))
		return
	}
	s.book().Note(ctx, d, s.From.Failed(ctx, models.Setback{ID: d.ID, Error: a.Error, Now: s.Now()}))
}

// lost is a conversation that is gone, or that cannot be read now: of that nothing was begun.
func (s *Sender) lost(ctx context.Context, d models.Delivery, err error) {
	if errors.Is(err, models.ErrNotFound) {
		s.book().Note(ctx, d, s.From.Done(ctx, d.ID, s.Now()))
		return
	}
	s.book().Complain(ctx, d, err)
	s.book().Note(ctx, d, s.From.Failed(ctx, unbegun(d, s.Now())))
}

// unbegun has a request come again in 2, 4, 8 … 60 seconds, by how long it is there. Long after the last who could wait
// for it, it is given up.
func unbegun(d models.Delivery, now time.Time) models.Setback {
	since := d.CreatedAt
	if d.DoneAt.After(since) { // somebody has asked for it again
		since = d.DoneAt
	}
	back := models.Setback{ID: d.ID, Error: notUsable, Unbegun: true, Now: now}
	if age := now.Sub(since); age < longestUnbegun {
		back.Next = now.Add(min(max(age, 2*time.Second), time.Minute))
	}
	return back
}

// again has a request come again before what waits for it gives up: a lease is longer than that.
func (s *Sender) again(ctx context.Context, d models.Delivery, err error) {
	s.book().Complain(ctx, d, err)
	back := outbound.Setback(d, s.Now())
	back.Error = notUsable
	s.book().Note(ctx, d, s.From.Failed(ctx, back))
}

func (s *Sender) book() outbound.Book { return outbound.Book{Log: s.Log, What: "answer of the AI"} }

// tell logs an answer: nothing of what was asked or said.
func (s *Sender) tell(d models.Delivery, a models.AIAnswer) {
	level := slog.LevelInfo
	if a.Error != "" {
		level = slog.LevelWarn
	}
	s.Log.LogAttrs(context.Background(), level, "answer of the AI", slog.String("delivery", d.ID), slog.String("bot", string(d.Bot)),
		slog.String("port", string(a.Port)), slog.String("model", a.Model), slog.Int64("tokens_in", a.TokensIn), slog.Int64("tokens_out", a.TokensOut),
		slog.Int64("tokens_embedded", a.TokensEmbedded), slog.Duration("took", a.Took.Round(time.Millisecond)), slog.String("problem", a.Error))
}
