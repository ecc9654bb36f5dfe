package main

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"strings"
	"time"
)

// run does one run against Deskbell or, with floor, against the bare pipeline. The error says that
// the run could not be done; what the check found is in the report.
func run(ctx context.Context, opt options, floor bool) (report, error) {
	t, err := newTarget(ctx, opt, floor)
	if err != nil {
		return report{}, err
	}
	defer t.close()
	switch {
	case opt.Coldstart:
		return t.coldstart(ctx)
	case opt.Idle > 0:
		return t.idle(ctx)
	}
	return t.messages(ctx)
}

// newLoad prepares a run; nobody is there yet.
func (t *target) newLoad(visitors int, bot string) (*load, error) {
	w, err := newWire(t.base)
	if err != nil {
		return nil, err
	}
	ld := &load{
		opt: t.opt, wire: w, server: t.server, bot: bot, made: time.Now(), claimed: map[string]bool{},
		run: strings.ToLower(rand.Text()[:6]), voices: make([]*voice, visitors),
	}
	for i := range visitors {
		ld.visitors = append(ld.visitors, ld.newVisitor(i))
	}
	return ld, nil
}

// messages is the run that most of this program is for.
func (t *target) messages(ctx context.Context) (report, error) {
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	logins, err := t.prepare(ctx)
	if err != nil {
		return report{}, err
	}
	ld, err := t.newLoad(t.opt.Visitors, loadBot)
	if err != nil {
		return report{}, err
	}
	if err := ld.meet(ctx, logins); err != nil {
		return report{}, fmt.Errorf("bringing the people together: %w", err)
	}
	time.Sleep(500 * time.Millisecond) // what the arrival left behind is not to be measured
	ld.count.reconnects.Store(0)
	ld.count.bytes[visitorSide].Store(0)
	ld.count.bytes[agentSide].Store(0)
	ld.begin()
	before, own := t.usage(), ownCPU()
	ld.drive(ctx)
	took := min(time.Since(ld.began()), t.opt.Duration+time.Second)
	after, ownAfter := t.usage(), ownCPU()
	ld.reread(ctx)
	if ctx.Err() != nil {
		return report{}, errors.New("interrupted")
	}
	r := report{Target: t.name, Visitors: len(ld.visitors), Agents: len(ld.agents), traffic: ld.measured(byVisitor, byAgent, byLog)}
	said := r.Acknowledged - len(ld.visitors) // the first ones came before
	r.Achieved = float64(said) / t.opt.Duration.Seconds()
	r.Generator = percent(ownAfter-own, took)
	r.Server = costOf(before, after, took)
	if said > 0 {
		r.Server.PerMessage = millis(after.cpu-before.cpu) / float64(said)
		r.DeskBytes = float64(ld.count.bytes[agentSide].Load()) / float64(said)
		r.VisitorBytes = float64(ld.count.bytes[visitorSide].Load()) / float64(said)
	}
	if t.keep {
		ld.leave(ctx)
	}
	stop() // everybody leaves
	if r.Kills > 0 {
		t.server.stop()
		r.Damage = damage(context.WithoutCancel(ctx), t.dir)
	}
	r.Notes = ld.notes.lines()
	return r, nil
}

func costOf(before, after usage, took time.Duration) cost {
	return cost{RSS: mib(after.rss), Peak: mib(after.peak), CPU: percent(after.cpu-before.cpu, took)}
}

func percent(part, of time.Duration) float64 { return float64(part) / float64(of) * 100 }
