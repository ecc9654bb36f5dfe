package models

import (
	"maps"
	"slices"
	"time"

	"deskbell/models/flow"
	"deskbell/models/wording"
)

// AnswerAI lets the flow go on with what the AI answered to the wait of a token, and keeps what it cost. Of an answer
// that nobody waits for any more, for somebody took over, the visitor closed the chat, or its time was over, nothing
// is said: it counts as AIDropped, also when the bot has the chat again by then.
func AnswerAI(token string, a AIAnswer, r flow.Result, now time.Time) func(*Conversation) (Change, error) {
	return func(c *Conversation) (Change, error) {
		a := a
		a.Seq = 0
		if a.At.IsZero() {
			a.At = now
		}
		if w := c.Flow.Wait; c.State != StateBot || !w.AwaitsAI() || w.Token != token {
			a.Port = AIDropped
			return Change{Answers: []AIAnswer{a}}, nil
		}
		r := r
		if r.Port == "" && !r.OK {
			r.Port = string(a.Port)
		}
		if r.Answer = a.ID; r.Sources == nil {
			r.Sources = a.Sources
		}
		d := newDraft(c, now)
		if err := d.step(flow.Event{Kind: flow.EventResult, Token: token, Result: r}); err != nil {
			return Change{}, err
		}
		for i := range d.change.Entries {
			if e := &d.change.Entries[i]; e.shows(a.ID) {
				a.Seq = e.Seq
			}
		}
		d.change.Answers = append(d.change.Answers, a)
		return d.done(), nil
	}
}

// shows says whether an entry is the AI's answer of an id; "": any.
func (e *Entry) shows(id string) bool {
	c := e.Body.Content
	return e.Kind == EntrySaid && c != nil && c.Kind == flow.ContentAnswer && c.Answer != "" && (id == "" || c.Answer == id)
}

// RateAnswer keeps what the visitor thinks of an answer of the AI: 1, -1, or 0 to take it back. The same again changes
// nothing. Errors: ErrNotFound for an entry that is none, CodeInvalid, field rating.
func RateAnswer(seq int64, rating int, now time.Time) func(*Conversation) (Change, error) {
	return func(c *Conversation) (Change, error) {
		if rating < -1 || rating > 1 {
			return Change{}, invalid("rating", "An answer is rated with 1, -1 or 0.")
		}
		e, err := c.Records.EntryAt(seq)
		if err != nil {
			return Change{}, err
		}
		if e.Audience != ForAll || !e.shows("") {
			return Change{}, ErrNotFound
		}
		if e.Body.Content.Rated == rating {
			return Change{}, nil
		}
		content := *e.Body.Content
		content.Rated, e.Body.Content = rating, &content
		d := newDraft(c, now)
		d.change.Revised = append(d.change.Revised, e)
		d.change.Rated = &Rated{Seq: seq, Rating: rating}
		return d.aside(), nil
	}
}

// words are the bot's, in the visitor's language.
func (d *draft) words() wording.Set {
	if d.c.Bot == nil {
		return wording.Set{}
	}
	return d.c.Bot.Settings.Words(d.c.Language)
}

// askAI asks the AI. A trial may pretend that it fails; and where a conversation asks and asks, two machines talk: in no
// AILately it asks more than MostAILately times. Then it fails as well, and the team is told, once in that time.
func (d *draft) askAI(e flow.Effect) (*flow.Event, error) {
	if t := d.c.Trial; t != nil && t.HTTPFails {
		return d.result(e, flow.Result{Error: "This trial pretends that requests fail."})
	}
	s, now := &d.c.Flow, d.now.UnixMilli()
	before := now - AILately.Milliseconds()
	if s.AIAsked = lately(s.AIAsked, before, now); len(s.AIAsked) < MostAILately {
		s.AIAsked = append(s.AIAsked, now)
		return nil, d.deliver(DeliverAI, e.Token, WithoutSecrets(d.c.Flow, *e.AI))
	}
	if s.AITold = min(s.AITold, now); s.AITold <= before {
		s.AITold = now
		d.add(Entry{Kind: EntryFault, Author: Author{Kind: BySystem}, Audience: ForTeam,
			Text: "The AI was asked again and again in a few minutes: two machines may be talking. It does not answer here for a while."})
	}
	return d.result(e, flow.Result{Error: "It was asked too often in this conversation."})
}

// lately are the times after one, in a slice of their own. What a clock that was put back since would have in the future
// is as of now: it counts, and not for longer than all else.
func lately(times []int64, after, now int64) []int64 {
	var left []int64
	for _, at := range times {
		if at = min(at, now); at > after {
			left = append(left, at)
		}
	}
	return left
}

// WithoutSecrets is a request as it may be kept and sent: without what the visitor has answered to sensitive questions.
// A template has none of it: who answers with one of its words is not to take that out.
func WithoutSecrets(s flow.State, ai flow.AIRequest) flow.AIRequest {
	ai.Question, ai.Category = withoutSecrets(s, ai.Question), withoutSecrets(s, ai.Category)
	if !ai.Template {
		ai.Instructions = withoutSecrets(s, ai.Instructions)
	}
	ai.Values = maps.Clone(ai.Values)
	maps.DeleteFunc(ai.Values, func(name, _ string) bool { return slices.Contains(s.Secret, name) })
	for name, value := range ai.Values {
		ai.Values[name] = withoutSecrets(s, value)
	}
	return ai
}

// giveUp takes a question to the AI from the outbox that nobody waits for any more.
func (d *draft) giveUp(w *flow.Wait) {
	if w.AwaitsAI() && !slices.Contains(d.change.GivenUp, w.Token) {
		d.change.GivenUp = append(d.change.GivenUp, w.Token)
	}
}
