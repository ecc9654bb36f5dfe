package main

import (
	"context"
	"math/rand/v2"
	"sync"
	"time"
)

// drive is the measured part: the messages, and the kills. It returns when the time is over and
// nothing is under way any more.
func (ld *load) drive(ctx context.Context) {
	sending, stop := context.WithCancel(ctx)
	defer stop()
	killing, stopKilling := context.WithCancel(ctx)
	var killed sync.WaitGroup
	if ld.opt.KillEvery > 0 {
		killed.Go(func() { ld.killer(killing) })
	}
	if ld.opt.Saturate > 0 {
		ld.closedLoop(sending)
	} else {
		ld.openLoop(sending)
	}
	stopKilling()
	killed.Wait()
	ld.settle(ctx, 10*time.Second)
	stop()
	ld.posting.Wait()
}

// openLoop sends at the rate, whatever the server does; the sides take turns.
func (ld *load) openLoop(ctx context.Context) {
	order := rand.Perm(len(ld.visitors))
	plan := schedule{rate: ld.opt.Rate, duration: ld.opt.Duration}
	pace(ctx, ld.began(), plan, func(k int, intended time.Duration) {
		i := order[k/2%len(order)]
		if k%2 == 0 {
			ld.visitors[i].voice.say(ctx, int64(intended))
		} else {
			ld.voices[i].say(ctx, int64(intended))
		}
	})
}

// closedLoop has each sender post one message after the other, going round its own part of the
// talks; what a talk could not send waits for the next round.
func (ld *load) closedLoop(ctx context.Context) {
	hands := make([][]*voice, min(ld.opt.Saturate, 2*len(ld.visitors)))
	for i, v := range ld.visitors {
		at := 2 * i % len(hands)
		hands[at] = append(hands[at], v.voice)
		at = (2*i + 1) % len(hands)
		hands[at] = append(hands[at], ld.voices[i])
	}
	limited, stop := context.WithDeadline(ctx, ld.began().Add(ld.opt.Duration))
	defer stop()
	var all sync.WaitGroup
	for _, mine := range hands {
		all.Go(func() { ld.hand(limited, mine) })
	}
	all.Wait()
	for _, mine := range hands { // what is left over goes out as an open loop's
		for _, v := range mine {
			v.finish(ctx)
		}
	}
}

func (ld *load) hand(ctx context.Context, mine []*voice) {
	idle := 0
	for k := 0; ctx.Err() == nil; k++ {
		v := mine[k%len(mine)]
		if time.Now().Before(v.notTill) {
			if idle++; idle%len(mine) == 0 {
				pause(ctx, 2*time.Millisecond)
			}
			continue
		}
		idle = 0
		v.now(ld.now())
	}
}

// finish sends what is still in the outbox.
func (v *voice) finish(ctx context.Context) {
	v.mu.Lock()
	start := !v.busy && v.done < v.queued
	v.busy = v.busy || start
	v.mu.Unlock()
	if start {
		v.ld.posting.Add(1)
		go v.drain(ctx)
	}
}

// killer kills the server again and again, at random moments, and starts it again on the same data.
func (ld *load) killer(ctx context.Context) {
	for i := 0; ld.opt.Kills == 0 || i < ld.opt.Kills; i++ {
		pause(ctx, ld.opt.KillEvery*3/4+rand.N(ld.opt.KillEvery/2))
		if ctx.Err() != nil {
			return
		}
		from := ld.now()
		ld.server.kill()
		if err := ld.server.start(context.WithoutCancel(ctx)); err != nil {
			ld.notes.add("after a kill: %v", err)
			return
		}
		everybody := int64(len(ld.visitors) + len(ld.agents))
		for end := time.Now().Add(20 * time.Second); ld.up.Load() < everybody && time.Now().Before(end); {
			time.Sleep(5 * time.Millisecond)
		}
		ld.mu.Lock()
		ld.kills = append(ld.kills, span{from: from, to: ld.now()})
		ld.mu.Unlock()
	}
}
