package main

import (
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"time"
)

// report is what one run found. Times are in ms, memory in MiB.
type report struct {
	Target   string `json:"target"` // deskbell or bare
	Visitors int    `json:"visitors,omitempty"`
	Agents   int    `json:"agents,omitempty"`
	*traffic
	Idle   *idleReport `json:"idle,omitempty"`
	Cold   *coldReport `json:"coldstart,omitempty"`
	Server cost        `json:"server"`
	Notes  []string    `json:"notes,omitempty"`
}

// traffic is what became of the messages.
type traffic struct {
	Asked          float64 `json:"asked_per_second,omitempty"` // 0: closed loop
	Achieved       float64 `json:"achieved_per_second"`        // acknowledged
	VisitorToAgent latency `json:"visitor_to_agent"`
	AgentToVisitor latency `json:"agent_to_visitor"`
	tally
	Limited    int64   `json:"rate_limited"` // answers 429
	Retried    int64   `json:"retried"`
	Reconnects int64   `json:"reconnects"`
	Epochs     int64   `json:"epoch_changes"`
	Kills      int     `json:"kills"`
	Back       float64 `json:"longest_until_all_are_back_ms,omitempty"`
	Generator  float64 `json:"generator_cpu_percent"`
	// DeskBytes and VisitorBytes are what the streams brought for one message, over all of a side.
	DeskBytes    float64 `json:"desk_stream_bytes_per_message"`
	VisitorBytes float64 `json:"visitor_stream_bytes_per_message"`
	// Damage is what is wrong with the database after kills; empty: sound.
	Damage string `json:"damage,omitempty"`
}

// latency is from the intended time of the post to the other side's stream.
type latency struct {
	Count    int     `json:"count"`
	Excluded int     `json:"excluded"` // because the server was being killed
	P50      float64 `json:"p50_ms"`
	P99      float64 `json:"p99_ms"`
	Max      float64 `json:"max_ms"`
}

// cost is what the server used.
type cost struct {
	RSS        float64 `json:"rss_mib"`
	Peak       float64 `json:"peak_mib"`
	CPU        float64 `json:"cpu_percent"` // of one core
	PerMessage float64 `json:"cpu_ms_per_message,omitempty"`
}

// latencyOf leaves out what was under way while the server was away.
func latencyOf(samples []sample, away []span) latency {
	var l latency
	took := make([]int64, 0, len(samples))
	for _, s := range samples {
		if slices.ContainsFunc(away, func(a span) bool { return s.from <= a.to && s.to >= a.from }) {
			l.Excluded++
			continue
		}
		took = append(took, s.to-s.from)
	}
	if l.Count = len(took); l.Count == 0 {
		return l
	}
	slices.Sort(took)
	at := func(q float64) float64 {
		return millis(time.Duration(took[min(int(q*float64(len(took))), len(took)-1)]))
	}
	l.P50, l.P99, l.Max = at(0.5), at(0.99), at(1)
	return l
}

func (l latency) String() string {
	return fmt.Sprintf("p50 %.2f ms  p99 %.2f ms  max %.2f ms  (%d, %d left out)", l.P50, l.P99, l.Max, l.Count, l.Excluded)
}

func millis(d time.Duration) float64 {
	return float64(d.Round(time.Microsecond)) / float64(time.Millisecond)
}

func mib(bytes int64) float64 { return float64(bytes*10>>20) / 10 }

// measured is what the load's talks say. asked names the witnesses that have to have seen everything.
func (ld *load) measured(asked ...witness) *traffic {
	tr := &traffic{
		Limited: ld.count.limited.Load(), Retried: ld.count.retried.Load(),
		Reconnects: ld.count.reconnects.Load(), Epochs: ld.count.epochs.Load(), Kills: len(ld.kills),
	}
	if ld.opt.Saturate == 0 {
		tr.Asked = ld.opt.Rate
	}
	var took [2][]sample
	for _, v := range ld.visitors {
		tr.add(v.talk, asked...)
		for s := range took {
			took[s] = append(took[s], v.talk.took[s]...)
		}
	}
	for _, k := range ld.kills {
		tr.Back = max(tr.Back, millis(time.Duration(k.to-k.from)))
	}
	tr.VisitorToAgent = latencyOf(took[visitorSide], ld.kills)
	tr.AgentToVisitor = latencyOf(took[agentSide], ld.kills)
	return tr
}

// good says whether the run may count as passed.
func (r *report) good() bool { return r.traffic == nil || r.tally.good() && r.Damage == "" }

// write prints reports for people or, with asJSON, as one document.
func write(out io.Writer, all []report, asJSON bool) error {
	if asJSON {
		enc := json.NewEncoder(out)
		enc.SetIndent("", "  ")
		return enc.Encode(all)
	}
	for i := range all {
		all[i].print(out)
	}
	if len(all) == 2 && all[0].traffic != nil && all[1].traffic != nil {
		a, b := all[0], all[1]
		fmt.Fprintf(out, "against the floor: visitor→agent p50 ×%.1f p99 ×%.1f, agent→visitor p50 ×%.1f p99 ×%.1f, rate ×%.2f, CPU per message ×%.1f\n",
			a.VisitorToAgent.P50/b.VisitorToAgent.P50, a.VisitorToAgent.P99/b.VisitorToAgent.P99,
			a.AgentToVisitor.P50/b.AgentToVisitor.P50, a.AgentToVisitor.P99/b.AgentToVisitor.P99,
			a.Achieved/b.Achieved, a.Server.PerMessage/b.Server.PerMessage)
	}
	return nil
}

func (r *report) print(out io.Writer) {
	p := func(format string, args ...any) { fmt.Fprintf(out, format+"\n", args...) }
	p("%s", r.Target)
	if t := r.traffic; t != nil {
		p("  people            %d visitors, %d agents", r.Visitors, r.Agents)
		asked := "as fast as it goes"
		if t.Asked > 0 {
			asked = fmt.Sprintf("asked %.0f", t.Asked)
		}
		p("  messages          %.1f/s acknowledged (%s); generator %.0f %% of a core", t.Achieved, asked, t.Generator)
		p("  visitor → agent   %s", t.VisitorToAgent)
		p("  agent → visitor   %s", t.AgentToVisitor)
		p("  sent              %d: %d acknowledged, %d not acknowledged, %d refused; 429 %d times, %d retried", t.Sent, t.Acknowledged, t.Unanswered, t.Refused, t.Limited, t.Retried)
		p("  lost %d   doubled %d   out of order %d   (missing on visitor's stream %d, agent's %d, log %d)", t.Lost, t.Doubled, t.OutOfOrder, t.Missing[byVisitor], t.Missing[byAgent], t.Missing[byLog])
		p("  streams           %.0f bytes a message to the desk, %.0f to visitors", t.DeskBytes, t.VisitorBytes)
		if t.Damage != "" {
			p("  DATABASE DAMAGED  %s", t.Damage)
		}
		p("  kills             %d, everybody back after at most %.0f ms; %d reconnects, %d epoch changes", t.Kills, t.Back, t.Reconnects, t.Epochs)
	}
	if i := r.Idle; i != nil {
		p("  idle              %d streams: %.1f KiB each (%.1f → %.1f MiB), CPU %.2f %% of a core; nobody connected: %.1f MiB, %.2f %%", i.Streams, i.PerStream, i.Before, i.After, i.CPU, i.Before, i.AloneCPU)
	}
	if c := r.Cold; c != nil {
		p("  cold start        %.1f ms to ready (median of %d; %.1f to %.1f); %.1f MiB; graceful stop %.0f ms", c.Median, c.Runs, c.Min, c.Max, c.RSS, c.Stop)
	}
	p("  server            RSS %.1f MiB (peak %.1f), CPU %.1f %% of a core, %.3f ms a message", r.Server.RSS, r.Server.Peak, r.Server.CPU, r.Server.PerMessage)
	for _, n := range r.Notes {
		p("  note: %s", n)
	}
}
