package models

import "deskbell/models/flow"

// way is what a Live chat block does when nobody answers.
type way struct {
	answer  string // flow.UnavailableExit, …Jump or …Leave
	port    string // for Jump
	message string
}

// wayOf is the block's way for a reason. What it does not say for "closed" and "waited too long" is as
// for "nobody there".
func wayOf(lc flow.LiveChat, reason string) way {
	w := way{lc.Unavailable, flow.PortUnavailable, lc.Messages.Offline}
	own := way{}
	switch reason {
	case reasonClosed:
		own = way{lc.Closed, flow.PortClosed, lc.Messages.Closed}
	case reasonTimeout:
		own = way{lc.TimedOut, flow.PortTimeout, lc.Messages.TimedOut}
	}
	if own.answer != "" {
		w.answer, w.port = own.answer, own.port
	}
	if own.message != "" {
		w.message = own.message
	}
	return w
}
