package live

import "github.com/prometheus/client_golang/prometheus"

// counts is what operators see of the streams.
type counts struct{ rings, refused, cut prometheus.Counter }

func newCounts() counts {
	return counts{
		rings: prometheus.NewCounter(prometheus.CounterOpts{
			Name: "deskbell_rings_total", Help: "Times the doorbell was rung."}),
		refused: prometheus.NewCounter(prometheus.CounterOpts{
			Name: "deskbell_streams_refused_total", Help: "Streams that were over a limit."}),
		cut: prometheus.NewCounter(prometheus.CounterOpts{
			Name: "deskbell_streams_cut_total", Help: "Streams that were ended because the reader did not read."}),
	}
}

func (c counts) register(r prometheus.Registerer, open *registry) {
	r.MustRegister(c.rings, c.refused, c.cut, prometheus.NewGaugeFunc(prometheus.GaugeOpts{
		Name: "deskbell_streams_open", Help: "Streams that are open now."}, open.count))
}
