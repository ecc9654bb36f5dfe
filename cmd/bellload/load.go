package main

import (
	"context"
	"fmt"
	"sync"
	"sync/atomic"
	"time"
)

// load is one run: the people, and what they and the checks share.
type load struct {
	opt    options
	wire   *wire
	server *process // nil: somebody else's
	run    string   // marks this run's messages
	bot    string   // key
	made   time.Time
	setUp  atomic.Int64 // ns from made until the load began; streams ask for the time while it is set

	visitors []*visitor
	agents   []*agent
	voices   []*voice // of the agents, by talk

	up      atomic.Int64 // open streams
	taken   atomic.Int64 // conversations that an agent has
	bound   atomic.Int64 // of them known by their messages
	posting sync.WaitGroup
	count   counts
	notes   notes

	mu      sync.Mutex
	claimed map[string]bool
	kills   []span // when the server was away
}

// span is from the kill until everybody was back, in ns since the load began.
type span struct{ from, to int64 }

// now is the time since the load began, in ns.
func (ld *load) now() int64 { return int64(time.Since(ld.began())) }

// begin is called once, when everybody is there.
func (ld *load) begin() { ld.setUp.Store(int64(time.Since(ld.made))) }

func (ld *load) began() time.Time { return ld.made.Add(time.Duration(ld.setUp.Load())) }

// share is how many of the visitors agent i takes.
func (ld *load) share(i int) int {
	n := ld.opt.Visitors / ld.opt.Agents
	if i < ld.opt.Visitors%ld.opt.Agents {
		n++
	}
	return n
}

// claim answers true to the first who asks for a conversation.
func (ld *load) claim(id string) bool {
	ld.mu.Lock()
	defer ld.mu.Unlock()
	if ld.claimed[id] {
		return false
	}
	ld.claimed[id] = true
	return true
}

// bind keeps the agent's side of a talk. It is called once a talk, by the agent who has it.
func (ld *load) bind(t *talk, v *voice) *voice {
	ld.mu.Lock()
	defer ld.mu.Unlock()
	if ld.voices[t.index] == nil {
		ld.voices[t.index] = v
		ld.bound.Add(1)
	}
	return v
}

// meet brings everybody together: agents at the desk, visitors who ask for a person, each taken over.
// It returns when every stream is open and every agent knows whose conversation is whose.
func (ld *load) meet(ctx context.Context, logins []login) error {
	for i, with := range logins {
		a := ld.newAgent(i, with)
		if err := a.signIn(ctx); err != nil {
			return err
		}
		ld.agents = append(ld.agents, a)
		go a.tail.run(ctx)
		go a.takeOvers(ctx)
	}
	if err := ld.until(ctx, "agents' streams are open", len(ld.agents), &ld.up); err != nil {
		return err
	}
	for _, a := range ld.agents {
		if err := a.switchOn(ctx); err != nil {
			return err
		}
	}
	ld.arrive(ctx)
	if err := ld.until(ctx, "streams are open", len(ld.agents)+len(ld.visitors), &ld.up); err != nil {
		return err
	}
	if err := ld.until(ctx, "conversations are taken over", len(ld.visitors), &ld.taken); err != nil {
		return err
	}
	for _, a := range ld.agents {
		a.watch()
	}
	if err := ld.until(ctx, "conversations are on the desk with their messages", len(ld.visitors), &ld.bound); err != nil {
		return err
	}
	return ld.until(ctx, "streams are open again", len(ld.agents)+len(ld.visitors), &ld.up)
}

// arrive lets all visitors begin, some at a time, and opens their streams.
func (ld *load) arrive(ctx context.Context) {
	var all sync.WaitGroup
	places := make(chan struct{}, 16)
	for _, v := range ld.visitors {
		places <- struct{}{}
		all.Go(func() {
			defer func() { <-places }()
			v.begin(ctx)
			go v.tail.run(ctx)
		})
	}
	all.Wait()
}

// until waits for a counter to reach want. The patience ends when nothing has moved for 30 s.
func (ld *load) until(ctx context.Context, what string, want int, have *atomic.Int64) error {
	last, moved := int64(-1), time.Now()
	for {
		now := have.Load()
		if now >= int64(want) {
			return nil
		}
		if now != last {
			last, moved = now, time.Now()
		}
		if time.Since(moved) > 30*time.Second {
			return fmt.Errorf("only %d of %d %s; %v", now, want, what, ld.notes.lines())
		}
		if ctx.Err() != nil {
			return fmt.Errorf("interrupted with %d of %d %s", now, want, what)
		}
		time.Sleep(5 * time.Millisecond)
	}
}

// settle waits until everything was answered and seen, at most for the time given.
func (ld *load) settle(ctx context.Context, patience time.Duration) {
	for end := time.Now().Add(patience); time.Now().Before(end) && ctx.Err() == nil; {
		open := 0
		for _, v := range ld.visitors {
			if !v.talk.settled() {
				open++
			}
		}
		if open == 0 {
			return
		}
		time.Sleep(50 * time.Millisecond)
	}
}

// reread lets every visitor read the log again.
func (ld *load) reread(ctx context.Context) {
	var all sync.WaitGroup
	places := make(chan struct{}, 8)
	for _, v := range ld.visitors {
		places <- struct{}{}
		all.Go(func() {
			defer func() { <-places }()
			if err := v.reread(ctx); err != nil {
				ld.notes.add("%v", err)
			}
		})
	}
	all.Wait()
}

// leave ends the conversations, so that data that is used again has no open ones.
func (ld *load) leave(ctx context.Context) {
	for _, v := range ld.visitors {
		path := "/w/" + ld.bot + "/end"
		if rep, err := ld.insist(ctx, v.voice.who, ask{method: "POST", path: path}); err != nil || rep.status >= 300 {
			ld.notes.add("POST %s: %d %s", place(path), rep.status, rep.text)
		}
	}
}
