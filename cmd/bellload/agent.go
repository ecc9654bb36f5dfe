package main

import (
	"context"
	"fmt"
	"net/url"
	"strconv"
	"strings"
	"sync"
	"time"
)

// agent is one team member at the desk.
type agent struct {
	ld    *load
	index int
	login login
	who   *caller
	tail  *tail
	calls chan string // conversations to take over

	mu    sync.Mutex
	list  string
	open  []*chat // in the order in which the stream names them
	byID  map[string]*chat
	quota int // chats to take in all
	asked int // of them taken or about to be
}

// chat is a conversation that the agent has open.
type chat struct {
	id    string
	after int64 // newest seq on the page
	voice *voice
}

// login is what an agent signs in with.
type login struct{ email, password string }

func (ld *load) newAgent(i int, with login) *agent {
	return &agent{
		ld: ld, index: i, login: with, list: "waiting", quota: ld.share(i),
		byID: map[string]*chat{}, calls: make(chan string, mostChats),
	}
}

// mostChats is the most chats that an agent may have (models.MostChats).
const mostChats = 50

// signIn gets the session's cookie.
func (a *agent) signIn(ctx context.Context) error {
	from := fmt.Sprintf("10.250.%d.%d", a.index>>8, a.index&255)
	form := url.Values{"email": {a.login.email}, "password": {a.login.password}, "next": {"/desk"}}
	rep, err := a.ld.insist(ctx, a.ld.wire.caller(from), ask{method: "POST", path: "/login", body: []byte(form.Encode())})
	if err != nil {
		return err
	}
	if rep.status >= 400 || len(rep.cookies) == 0 {
		return fmt.Errorf("POST /login answered %d without a session: %s", rep.status, rep.text)
	}
	a.who = a.ld.wire.caller(from, "Cookie: "+strings.Join(rep.cookies, "; "))
	a.tail = &tail{ld: a.ld, who: a.who, path: a.path, each: a.see, over: a.forget, up: &a.ld.up}
	return nil
}

// switchOn makes the agent available.
func (a *agent) switchOn(ctx context.Context) error {
	rep, err := a.ld.insist(ctx, a.who, ask{method: "POST", path: "/desk/online", body: []byte("on=1")})
	if err == nil && rep.status >= 300 {
		err = fmt.Errorf("POST /desk/online answered %d: %s", rep.status, rep.text)
	}
	return err
}

func (a *agent) path() string {
	a.mu.Lock()
	defer a.mu.Unlock()
	var b strings.Builder
	b.WriteString("/desk/stream?list=" + a.list)
	for _, c := range a.open {
		b.WriteString("&open=" + c.id + ":" + strconv.FormatInt(c.after, 10))
	}
	return b.String()
}

// forget makes the agent read everything anew.
func (a *agent) forget() {
	a.mu.Lock()
	defer a.mu.Unlock()
	for _, c := range a.open {
		c.after = 0
	}
}

func (a *agent) see(ev *event) {
	now := a.ld.now()
	a.ld.count.bytes[agentSide].Add(int64(len(ev.data)))
	a.mu.Lock()
	defer a.mu.Unlock()
	scan(ev.data, a.ld.run, func(it item) {
		if it.row != nil {
			a.ring(it.row)
			return
		}
		c := a.byID[string(it.conversation)]
		if c == nil {
			a.ld.notes.add("the desk's stream showed an entry of a conversation that was not asked for")
			return
		}
		c.after = max(c.after, it.seq)
		if !it.marked || it.mark.talk >= len(a.ld.visitors) {
			return
		}
		t := a.ld.visitors[it.mark.talk].talk
		if c.voice == nil {
			c.voice = a.ld.bind(t, &voice{ld: a.ld, talk: t, side: agentSide, who: a.who, path: "/desk/" + c.id + "/say"})
		}
		if c.voice.talk != t {
			t.foreign()
			return
		}
		t.see(byAgent, it.mark, it.seq, now)
	})
}

// ring is called for each row of the waiting list: the first agent with a free place takes it over.
func (a *agent) ring(row []byte) {
	if a.list == "waiting" && a.asked < a.quota && a.ld.claim(string(row)) {
		a.asked++
		a.calls <- string(row) // has room for the whole quota
	}
}

// takeOvers takes over what rang, until ctx ends.
func (a *agent) takeOvers(ctx context.Context) {
	for {
		select {
		case <-ctx.Done():
			return
		case id := <-a.calls:
			rep, err := a.ld.insist(ctx, a.who, ask{method: "POST", path: "/desk/" + id + "/takeover"})
			if err != nil || rep.status >= 300 {
				a.ld.notes.add("POST /desk/…/takeover: %d %s", rep.status, rep.text)
				a.mu.Lock()
				a.asked--
				a.mu.Unlock()
				continue
			}
			a.mu.Lock()
			c := &chat{id: id}
			a.open = append(a.open, c)
			a.byID[id] = c
			a.mu.Unlock()
			a.ld.taken.Add(1)
		}
	}
}

// watch shows the active list and all that the agent took, on a new stream.
func (a *agent) watch() {
	a.mu.Lock()
	a.list = "active"
	a.mu.Unlock()
	a.tail.fresh()
}

// insist calls until there is an answer that is not "later", for half a minute.
func (ld *load) insist(ctx context.Context, who *caller, q ask) (reply, error) {
	began := time.Now()
	for {
		rep, err := ld.wire.call(who, q)
		late := time.Since(began) > 30*time.Second
		switch {
		case err == nil && rep.status == 429:
			ld.count.limited.Add(1)
		case err == nil && rep.status < 500:
			return rep, nil
		}
		if late {
			return rep, err
		}
		if ctx.Err() != nil {
			return rep, ctx.Err()
		}
		pause(ctx, max(rep.after, 100*time.Millisecond))
	}
}
