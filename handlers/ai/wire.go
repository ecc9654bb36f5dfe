package ai

import (
	"context"
	"errors"
	"net/http/httptrace"
	"sync/atomic"
)

// wire knows whether a request has left: what was sent may cost, whatever becomes of the answer.
type wire struct{ sent atomic.Bool }

func (w *wire) watch(ctx context.Context) context.Context {
	return httptrace.WithClientTrace(ctx, &httptrace.ClientTrace{WroteRequest: func(wrote httptrace.WroteRequestInfo) {
		if wrote.Err == nil {
			w.sent.Store(true)
		}
	}})
}

// costs says that a request which ended with an error may have cost something: it has left, and the service has not
// said that it does not do it.
func (w *wire) costs(err error) bool {
	var no *refusal
	return w.sent.Load() && !errors.As(err, &no)
}
