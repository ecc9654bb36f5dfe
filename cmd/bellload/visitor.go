package main

import (
	"context"
	"crypto/rand"
	"encoding/base64"
	"fmt"
	"strconv"
	"sync/atomic"
	"time"
)

// visitor is one person with the chat open.
type visitor struct {
	ld    *load
	talk  *talk
	voice *voice
	tail  *tail
	after atomic.Int64 // newest seq on the page
}

// newVisitor makes a person with a secret and an address of their own; nothing is sent yet.
func (ld *load) newVisitor(i int) *visitor {
	var secret [32]byte
	_, _ = rand.Read(secret[:])
	v := &visitor{ld: ld, talk: &talk{index: i}}
	from := fmt.Sprintf("10.%d.%d.%d", 1+i>>16, i>>8&255, i&255)
	who := ld.wire.caller(from, "Authorization: Bearer "+base64.RawURLEncoding.EncodeToString(secret[:]))
	v.voice = &voice{ld: ld, talk: v.talk, side: visitorSide, who: who, path: "/w/" + ld.bot + "/say"}
	v.tail = &tail{ld: ld, who: who, path: v.path, each: v.see, over: func() { v.after.Store(0) }, up: &ld.up}
	return v
}

// begin says the first message, which makes the conversation, until it is kept.
func (v *visitor) begin(ctx context.Context) {
	v.voice.mu.Lock()
	v.voice.queued = v.talk.say(visitorSide, untimed)
	v.voice.mu.Unlock()
	for ctx.Err() == nil {
		wait := v.voice.attempt()
		if wait == 0 {
			return
		}
		pause(ctx, wait)
	}
}

func (v *visitor) path() string {
	return "/w/" + v.ld.bot + "/stream?after=" + strconv.FormatInt(v.after.Load(), 10)
}

func (v *visitor) see(ev *event) {
	now := v.ld.now()
	v.ld.count.bytes[visitorSide].Add(int64(len(ev.data)))
	scan(ev.data, v.ld.run, func(it item) {
		if it.seq == 0 {
			return
		}
		if it.marked && it.mark.talk == v.talk.index {
			v.talk.see(byVisitor, it.mark, it.seq, now)
		} else if it.marked {
			v.ld.notes.add("a visitor was shown another visitor's message")
			v.talk.foreign()
		}
		if it.seq > v.after.Load() {
			v.after.Store(it.seq)
		}
	})
}

// reread reads the whole log again, page by page from the newest: the second witness.
func (v *visitor) reread(ctx context.Context) error {
	before := int64(0)
	for {
		lowest, err := v.page(ctx, before)
		if err != nil || lowest <= 1 || lowest == before {
			return err
		}
		before = lowest
	}
}

// page reads one page and answers its lowest seq, 0 when it is empty.
func (v *visitor) page(ctx context.Context, before int64) (int64, error) {
	path := "/w/" + v.ld.bot + "/log"
	if before > 0 {
		path += "?before=" + strconv.FormatInt(before, 10)
	}
	ctx, stop := context.WithTimeout(ctx, 30*time.Second)
	defer stop()
	for {
		lowest, again, err := v.pageOnce(ctx, path)
		if err != nil && ctx.Err() == nil && again > 0 {
			pause(ctx, again)
			continue
		}
		return lowest, err
	}
}
