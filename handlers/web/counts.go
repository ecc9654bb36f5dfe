package web

import (
	"strconv"
	"time"

	"github.com/prometheus/client_golang/prometheus"
)

// counts is what operators see of the requests, by route, never by address.
type counts struct {
	requests *prometheus.CounterVec
	seconds  *prometheus.HistogramVec
}

func newCounts() counts {
	return counts{
		requests: prometheus.NewCounterVec(prometheus.CounterOpts{
			Name: "deskbell_requests_total", Help: "Requests answered."}, []string{"method", "route", "status"}),
		seconds: prometheus.NewHistogramVec(prometheus.HistogramOpts{
			Name: "deskbell_request_seconds", Help: "Time to answer, without streams.",
			Buckets: []float64{.0005, .001, .0025, .005, .01, .025, .05, .1, .25, 1, 5}}, []string{"route"}),
	}
}

func (c counts) register(r prometheus.Registerer) { r.MustRegister(c.requests, c.seconds) }

// add counts one. A route that was not found has no name and no method: both are the client's.
func (c counts) add(route Route, status int, took time.Duration) {
	method, path := route.Method, route.Path
	if path == "" {
		method, path = "other", "unmatched"
	}
	c.requests.WithLabelValues(method, path, strconv.Itoa(status)).Inc()
	if !route.Stream {
		c.seconds.WithLabelValues(path).Observe(took.Seconds())
	}
}
