package main

import (
	"context"
	"errors"
	"slices"
	"sync"
	"time"
)

// idleReport is what open streams cost that nothing happens on.
type idleReport struct {
	Streams   int     `json:"streams"`
	Before    float64 `json:"rss_before_mib"`
	After     float64 `json:"rss_after_mib"`
	PerStream float64 `json:"kib_per_stream"`
	CPU       float64 `json:"cpu_percent"`
	AloneCPU  float64 `json:"cpu_percent_nobody_connected"`
}

// coldReport is how fast the server is there.
type coldReport struct {
	Runs   int     `json:"runs"`
	Median float64 `json:"median_ms"`
	Min    float64 `json:"min_ms"`
	Max    float64 `json:"max_ms"`
	RSS    float64 `json:"rss_mib"`
	Stop   float64 `json:"graceful_stop_ms"`
}

// idle begins a conversation for every stream, starts the server anew so that nothing of that is
// counted, and opens them.
func (t *target) idle(ctx context.Context) (report, error) {
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	t.opt.Agents = 1
	if _, err := t.prepare(ctx); err != nil {
		return report{}, err
	}
	ld, err := t.newLoad(t.opt.Idle, idleBot)
	if err != nil {
		return report{}, err
	}
	each(ld.visitors, func(v *visitor) { v.begin(ctx) })
	ld.wire.drop()
	t.server.stop()
	if err := t.server.start(ctx); err != nil {
		return report{}, err
	}
	pause(ctx, 2*time.Second)
	began, before := time.Now(), t.usage()
	pause(ctx, t.opt.Duration/4)
	alone := percent(t.usage().cpu-before.cpu, time.Since(began))
	for _, v := range ld.visitors {
		go v.tail.run(ctx)
		if v.talk.index%20 == 19 { // 10,000 within 5 s, as people come
			pause(ctx, 10*time.Millisecond)
		}
	}
	if err := ld.until(ctx, "streams are open", len(ld.visitors), &ld.up); err != nil {
		return report{}, err
	}
	pause(ctx, 3*time.Second)
	began, open := time.Now(), t.usage()
	pause(ctx, t.opt.Duration)
	after := t.usage()
	if ctx.Err() != nil {
		return report{}, errors.New("interrupted")
	}
	if left := ld.up.Load(); left < int64(len(ld.visitors)) {
		ld.notes.add("only %d of %d streams were still open at the end", left, len(ld.visitors))
	}
	r := report{Target: t.name, Server: costOf(open, after, time.Since(began)), Notes: ld.notes.lines()}
	r.Idle = &idleReport{
		Streams: len(ld.visitors), Before: mib(before.rss), After: mib(after.rss), AloneCPU: alone,
		PerStream: float64(after.rss-before.rss) / 1024 / float64(len(ld.visitors)), CPU: r.Server.CPU,
	}
	return r, nil
}

// each calls f for all, some at a time.
func each(all []*visitor, f func(*visitor)) {
	var under sync.WaitGroup
	places := make(chan struct{}, 32)
	for _, v := range all {
		places <- struct{}{}
		under.Go(func() {
			defer func() { <-places }()
			f(v)
		})
	}
	under.Wait()
}

// coldstart starts and stops the server on existing data.
func (t *target) coldstart(ctx context.Context) (report, error) {
	const runs = 7
	if _, err := t.prepare(ctx); err != nil {
		return report{}, err
	}
	var took []float64
	var last usage
	var stopped time.Duration
	for range runs {
		stopped = t.server.stop()
		if err := t.server.start(ctx); err != nil {
			return report{}, err
		}
		took = append(took, millis(t.server.ready))
		last = t.usage()
	}
	slices.Sort(took)
	return report{Target: t.name, Server: costOf(last, last, time.Second), Cold: &coldReport{
		Runs: runs, Median: took[runs/2], Min: took[0], Max: took[runs-1], RSS: mib(last.rss), Stop: millis(stopped),
	}}, nil
}
