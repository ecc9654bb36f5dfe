package main

import "sync"

// side is who speaks in a talk.
type side int

const (
	visitorSide side = 0
	agentSide   side = 1
)

// witness is where a message was seen.
type witness int

const (
	byVisitor witness = 0 // the visitor's stream
	byAgent   witness = 1 // the agent's stream
	byLog     witness = 2 // the log, read again at the end
	witnesses         = 3
)

// untimed is the intended time of messages that prepare the load; they are checked, not measured.
const untimed = -1

// message is one that the load has sent, or still tries to.
type message struct {
	intended int64 // when it was to be sent, in ns since the load began
	acked    bool  // the server said 2xx
	refused  bool  // the server said 4xx: it is not tried again
	seq      [witnesses]int64
}

// sample is one message's way to the other side's stream, in ns since the load began.
type sample struct{ from, to int64 }

// talk is one conversation and the check of it: every message by (side, n).
type talk struct {
	mu     sync.Mutex
	index  int
	said   [2][]message // by side; message n is at n-1
	newest [witnesses]int64
	took   [2][]sample // by the side that spoke
	late   int         // came after a message with a higher seq
	double int         // one message under two numbers
	alien  int         // a message that nobody has sent
}

// say notes a new message and answers its n.
func (t *talk) say(by side, intended int64) int {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.said[by] = append(t.said[by], message{intended: intended})
	return len(t.said[by])
}

// answered notes what the server said about message n.
func (t *talk) answered(by side, n int, kept bool) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.said[by][n-1].acked, t.said[by][n-1].refused = kept, !kept
}

// see notes that a witness has seen a message as entry seq at now. The same entry may come again
// (after a reconnect the browser leaves it out by its number); the same message as another may not.
func (t *talk) see(w witness, m mark, seq, now int64) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if m.n > len(t.said[m.side]) {
		t.alien++
		return
	}
	msg := &t.said[m.side][m.n-1]
	switch msg.seq[w] {
	case seq:
		return
	case 0:
		msg.seq[w] = seq
	default:
		t.double++
		return
	}
	if w == byLog {
		return
	}
	if seq < t.newest[w] {
		t.late++
	}
	t.newest[w] = max(t.newest[w], seq)
	if int(w) != int(m.side) && msg.intended >= 0 {
		t.took[m.side] = append(t.took[m.side], sample{from: msg.intended, to: now})
	}
}

// foreign notes that a message of another talk was shown in this one.
func (t *talk) foreign() {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.alien++
}

// tally is what the check found, over all talks.
type tally struct {
	Sent         int `json:"sent"`
	Acknowledged int `json:"acknowledged"`
	Unanswered   int `json:"not_acknowledged"`
	Refused      int `json:"refused"`
	Lost         int `json:"lost"`
	Doubled      int `json:"doubled"`
	OutOfOrder   int `json:"out_of_order"`
	// Missing is where the lost ones were not seen: the visitor's stream, the agent's stream, the log.
	Missing [witnesses]int `json:"missing_by_witness"`
}

// good says whether nothing was lost, doubled or out of order.
func (y *tally) good() bool { return y.Lost == 0 && y.Doubled == 0 && y.OutOfOrder == 0 }

// add counts one talk. A message that was not acknowledged may be seen once or not at all; one that
// was acknowledged must be seen by all of the witnesses asked, under one number.
func (y *tally) add(t *talk, asked ...witness) {
	t.mu.Lock()
	defer t.mu.Unlock()
	y.OutOfOrder += t.late
	y.Doubled += t.double + t.alien
	for _, said := range t.said {
		var before [witnesses]int64
		for i := range said {
			y.one(&said[i], asked)
			for _, w := range asked {
				seq := said[i].seq[w]
				if seq > 0 && seq < before[w] {
					y.OutOfOrder++
				}
				before[w] = max(before[w], seq)
			}
		}
	}
}

func (y *tally) one(m *message, asked []witness) {
	y.Sent++
	switch {
	case m.acked:
		y.Acknowledged++
	case m.refused:
		y.Refused++
	default:
		y.Unanswered++
	}
	lost, seq := false, int64(0)
	for _, w := range asked {
		switch {
		case m.seq[w] == 0 && m.acked:
			lost = true
			y.Missing[w]++
		case m.seq[w] != 0 && seq != 0 && seq != m.seq[w]:
			y.Doubled++
		}
		seq = max(seq, m.seq[w])
	}
	if lost {
		y.Lost++
	}
}

// settled says whether everything was answered, and all that was kept has been seen on both streams.
func (t *talk) settled() bool {
	t.mu.Lock()
	defer t.mu.Unlock()
	for _, said := range t.said {
		for i := len(said) - 1; i >= 0; i-- {
			m := &said[i]
			if m.refused {
				continue
			}
			if !m.acked || m.seq[byVisitor] == 0 || m.seq[byAgent] == 0 {
				return false
			}
		}
	}
	return true
}
