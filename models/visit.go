package models

import (
	"time"

	"deskbell/models/flow"
)

// Visit is a block that a run came to.
type Visit struct {
	Flow    string `json:"flow"`
	Version int    `json:"version"`
	Block   string `json:"block"`
	Port    string `json:"port,omitempty"` // by which it was left; "" while the run stands there
	// Left says that the conversation ended while the run waited here.
	Left bool `json:"left,omitempty"`
}

// Failed says that the block was left because it did not work.
func (v Visit) Failed() bool {
	return v.Port == flow.PortFailed || v.Port == flow.PortTimeout || v.Port == flow.PortError
}

// Answered says that the block was left in another way.
func (v Visit) Answered() bool { return v.Port != "" && !v.Failed() }

// BlockQuery asks how often the blocks of a flow were visited.
type BlockQuery struct {
	Flow    string
	Version int // 0: all
	// From and To are the first and the last day, in UTC; their hours do not matter.
	From, To time.Time
}

// BlockCount is how many conversations came to a block, and how they went on from there.
type BlockCount struct {
	Block    string
	Reached  int64
	Answered int64 // left by any exit but a failed one
	Failed   int64 // left by failed, timeout or error
	Left     int64 // the conversation ended there
}

// mostTrace is how many visits of a trial are remembered: the newest.
const mostTrace = 500

// visit notes that a block was played: for a trial to show it, else to be counted.
func (d *draft) visit(e flow.Effect) {
	v := Visit{Flow: e.Frame.Flow, Version: e.Frame.Version, Block: e.Block, Port: e.Port}
	d.path = append(d.path, e.Block)
	if t := d.c.Trial; t != nil {
		t.Trace = append(t.Trace, v)
		if extra := len(t.Trace) - mostTrace; extra > 0 {
			t.Trace = t.Trace[extra:]
		}
	}
	if !d.c.Playground {
		d.change.Visits = append(d.change.Visits, v)
	}
}

// abandoned counts the block at which the run stands when the conversation ends. A chat that a person
// had was answered; a message that was left is neither.
func (d *draft) abandoned() {
	w, stack := d.c.Flow.Wait, d.c.Flow.Stack
	if w == nil || len(stack) == 0 || d.c.Playground || d.c.State == StateLeft {
		return
	}
	top := stack[len(stack)-1]
	v := Visit{Flow: top.Flow, Version: top.Version, Block: top.Block, Left: true}
	if d.c.State == StateLive {
		if w.Kind != flow.WaitPerson {
			return
		}
		v.Left, v.Port = false, flow.PortNext
	}
	d.change.Visits = append(d.change.Visits, v)
}
