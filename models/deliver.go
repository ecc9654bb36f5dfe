package models

import (
	"errors"
	"strings"
	"time"

	"deskbell/models/flow"
)

// mostBody is how many bytes of an answer are kept.
const mostBody = 1 << 20

// Deliver lets the flow go on with what a request came to. While a person has the chat it is kept, and
// the flow goes on with it after the hand-back. An old token changes nothing, so that a result may come
// twice.
func Deliver(token string, result flow.Result, now time.Time) func(*Conversation) (Change, error) {
	return func(c *Conversation) (Change, error) {
		w := c.Flow.Wait
		if w == nil || w.Kind != flow.WaitResult || w.AwaitsAI() || w.Token != token {
			return Change{}, nil
		}
		if len(result.Body) > mostBody {
			result.Body = strings.ToValidUTF8(result.Body[:mostBody], "")
		}
		switch c.State {
		case StateBot:
			d := newDraft(c, now)
			err := d.step(flow.Event{Kind: flow.EventResult, Token: token, Result: result})
			return d.done(), err
		case StateLive, StateWaiting, StateLeft:
			return Change{Outcomes: []Outcome{{Token: token, Result: result}}}, nil
		}
		return Change{}, nil
	}
}

// goOnWithResult takes a run up that waits for a result: it goes on with one that came meanwhile. One
// that is still under way is waited for, so that nothing is sent twice.
func (d *draft) goOnWithResult() error {
	token := d.token()
	d.c.Flow.Trail = nil
	result, err := d.c.Records.Outcome(token)
	if err == nil {
		d.cancelWait()
		return d.step(flow.Event{Kind: flow.EventResult, Token: token, Result: result})
	}
	if !errors.Is(err, ErrNotFound) {
		return err
	}
	pending, err := d.c.Records.Undelivered(token)
	if err != nil {
		return err
	}
	if pending {
		d.timer(token, later(d.c.Flow.Wait.Due, d.clock().Add(lookAgain)))
		return nil
	}
	return d.step(flow.Event{Kind: flow.EventResume, Token: token})
}

func later(a, b time.Time) time.Time {
	if a.After(b) {
		return a
	}
	return b
}

// request sends an HTTP request; a trial may pretend that it fails.
func (d *draft) request(e flow.Effect) (*flow.Event, error) {
	if t := d.c.Trial; t != nil && t.HTTPFails {
		return d.result(e, flow.Result{Error: "This trial pretends that requests fail."})
	}
	return nil, d.deliver(DeliverHTTP, e.Token, e.Request)
}

// agents answers whether somebody is there.
func (d *draft) agents(e flow.Effect) (*flow.Event, error) {
	there, free, err := d.present()
	if err != nil {
		return nil, err
	}
	if e.Text == "free" {
		there = free
	}
	port := "no"
	if there {
		port = "yes"
	}
	return d.result(e, flow.Result{OK: true, Port: port})
}

// mostAnswers is how many questions to the world one turn answers, and mostPlayed how many blocks it plays
// with them: a flow that asks in a circle would never end.
const (
	mostAnswers = 64
	mostPlayed  = 1000
)

// result is what the flow asked for in this turn.
func (d *draft) result(e flow.Effect, r flow.Result) (*flow.Event, error) {
	d.answers++
	if d.answers > mostAnswers || len(d.path) > mostPlayed {
		return nil, d.fault("the flow goes round in a circle without a wait" + d.way())
	}
	return &flow.Event{Kind: flow.EventResult, Token: e.Token, Result: r}, nil
}

// way is how the turn came here, for the team.
func (d *draft) way() string {
	const most = 40
	path := d.path
	if len(path) > most {
		path = path[len(path)-most:]
	}
	if len(path) == 0 {
		return ""
	}
	return "; the way here: " + strings.Join(path, " → ")
}
