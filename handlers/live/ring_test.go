package live

import (
	"context"
	"fmt"
	"net/http"
	"sync/atomic"
	"testing"
)

// BenchmarkRing is the time from a ring to the reader having the event, over HTTP/1.1 in one process.
func BenchmarkRing(b *testing.B) {
	h := quiet(Options{})
	var n atomic.Int64
	s := serve(b, h, func(*http.Request) Stream {
		return Stream{Owner: "v", Topics: []string{"t"}, Load: func(context.Context, string) (Batch, error) {
			return Batch{Payload: fmt.Append(nil, n.Load())}, nil
		}}
	})
	c := listen(b, http.DefaultClient, s.URL, "")
	c.until(b, named(""))
	for b.Loop() {
		want := fmt.Sprint(n.Add(1))
		h.RingTopic("t")
		c.until(b, func(e event) bool { return e.data == want })
	}
}
