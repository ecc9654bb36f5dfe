package main

import (
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
)

// turnFigures are what the writer tells about its groups.
type turnFigures struct {
	members, seconds prometheus.Histogram
	failed           prometheus.Counter
}

func newTurnFigures(r prometheus.Registerer) *turnFigures {
	f := &turnFigures{
		members: prometheus.NewHistogram(prometheus.HistogramOpts{Name: "deskbell_commit_members",
			Help: "Turns and other writes that one commit made durable.", Buckets: prometheus.ExponentialBuckets(1, 2, 8)}),
		seconds: prometheus.NewHistogram(prometheus.HistogramOpts{Name: "deskbell_commit_seconds",
			Help: "Time from the begin of a transaction until it was durable.", Buckets: prometheus.ExponentialBuckets(0.0001, 3, 9)}),
		failed: prometheus.NewCounter(prometheus.CounterOpts{Name: "deskbell_commit_failures_total",
			Help: "Transactions that the database could not keep."}),
	}
	r.MustRegister(f.members, f.seconds, f.failed, collectors.NewGoCollector(),
		collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}))
	return f
}

// committed is told after each group.
func (f *turnFigures) committed(members int, took time.Duration, err error) {
	if err != nil {
		f.failed.Inc()
		return
	}
	f.members.Observe(float64(members))
	f.seconds.Observe(took.Seconds())
}
