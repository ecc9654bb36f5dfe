package models

import (
	"maps"
	"slices"
	"time"

	"deskbell/models/flow"
	"deskbell/models/flow/trial"
)

// Trial is what a conversation of the playground tries, and what it pretends.
type Trial struct {
	Start   flow.Target `json:"start"`             // where it begins, instead of the bot's start
	Version int         `json:"version,omitempty"` // of Start's flow; 0: the newest
	// Pins are the versions of flows that are played instead of their newest ones.
	Pins map[string]int `json:"pins,omitempty"`
	// What is pretended: nobody is there, it is out of hours, requests fail.
	Nobody    bool `json:"nobody,omitempty"`
	Closed    bool `json:"closed,omitempty"`
	HTTPFails bool `json:"http_fails,omitempty"`
	// Skew is how far its clock is ahead: FastForward jumps over waiting times.
	Skew time.Duration `json:"skew,omitempty"`
	// Trace is the way through the flow, the oldest first, at most mostTrace visits.
	Trace []Visit `json:"trace,omitempty"`
	// Inputs are what was done in it, and Results what requests came to, by block: of the first run
	// alone. They make a check.
	Inputs  []trial.Input          `json:"inputs,omitempty"`
	Results map[string]flow.Result `json:"results,omitempty"`
	Over    bool                   `json:"over,omitempty"` // the first run has ended: nothing more is noted
}

// Pretence is what of a trial can be changed while it runs.
type Pretence struct {
	Nobody, Closed, HTTPFails bool
}

// SetTrial changes what a trial pretends from now on. Errors: ErrNotFound for a conversation that is
// none.
func SetTrial(p Pretence, now time.Time) func(*Conversation) (Change, error) {
	return func(c *Conversation) (Change, error) {
		if c.Trial == nil || !c.Playground {
			return Change{}, ErrNotFound
		}
		d := newDraft(c, now)
		d.c.Trial.Nobody, d.c.Trial.Closed, d.c.Trial.HTTPFails = p.Nobody, p.Closed, p.HTTPFails
		return d.done(), nil
	}
}

// FastForward jumps over the time that a trial waits for. Errors: ErrNotFound for a conversation that
// is no trial; CodeConflict when it waits for no time.
func FastForward(now time.Time) func(*Conversation) (Change, error) {
	return func(c *Conversation) (Change, error) {
		if c.Trial == nil || !c.Playground {
			return Change{}, ErrNotFound
		}
		d := newDraft(c, now)
		ahead, waits := d.ahead()
		if !waits {
			return Change{}, conflict("No time is waited for now.")
		}
		d.c.Trial.Skew += max(0, ahead)
		d.cancelWait()
		_, err := d.over(d.token())
		return d.done(), err
	}
}

// ahead is how long it is until the time that is waited for.
func (d *draft) ahead() (time.Duration, bool) {
	w := d.c.Flow.Wait
	switch {
	case d.c.State == StateWaiting:
		return d.c.WaitingUntil.Sub(d.now), true
	case w == nil:
	case d.c.State == StateBot && !w.Due.IsZero() && (w.Kind == flow.WaitTimer || w.Kind == flow.WaitReply):
		return w.Due.Sub(d.clock()), true
	}
	return 0, false
}

// Ahead is how long a trial still waits for a time at which it goes on; false when it waits for none.
func (c *Conversation) Ahead(now time.Time) (time.Duration, bool) {
	return (&draft{c: *c, now: now}).ahead()
}

// clock is the time that the flow sees. All that is kept outside of the flow has the real one.
func (d *draft) clock() time.Time {
	if d.c.Trial == nil {
		return d.now
	}
	return d.now.Add(d.c.Trial.Skew)
}

// timer sets a timer for a time of the flow's clock.
func (d *draft) timer(token string, due time.Time) {
	if d.c.Trial != nil {
		due = due.Add(-d.c.Trial.Skew)
	}
	d.change.Timers = append(d.change.Timers, Timer{Conversation: d.c.ID, Token: token, Due: due})
}

// hours are when the bot's people are there; a trial may pretend that it is never.
func (d *draft) hours() *flow.Hours {
	var hours *flow.Hours
	if d.c.Bot != nil {
		hours = d.c.Bot.Settings.Hours
	}
	if d.c.Trial == nil || !d.c.Trial.Closed {
		return hours
	}
	return hours.Never()
}

// own makes a draft's trial its own: the conversation that it was made of stays as it is.
func (t *Trial) own() *Trial {
	if t == nil {
		return nil
	}
	next := *t
	next.Trace, next.Inputs, next.Results = slices.Clone(t.Trace), slices.Clone(t.Inputs), maps.Clone(t.Results)
	return &next
}
