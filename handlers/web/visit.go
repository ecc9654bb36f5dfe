package web

import (
	"context"
	"crypto/rand"
	"net/http"
	"net/netip"
	"time"
)

// visit is what is known of a request besides the request.
type visit struct {
	server  *Server
	id      string
	began   time.Time
	address netip.Addr
	route   Route           // Path is "" until the router has found one
	client  context.Context // ends when the client has gone
}

type visitKey struct{}

func visitOf(ctx context.Context) *visit {
	v, _ := ctx.Value(visitKey{}).(*visit)
	return v
}

func (s *Server) newVisit(r *http.Request) *visit {
	return &visit{server: s, id: rand.Text(), began: time.Now(), address: s.peer(r), client: r.Context()}
}

// RequestID is the number that the answer, the log and an error page have in common; "" outside of a
// request.
func RequestID(ctx context.Context) string {
	if v := visitOf(ctx); v != nil {
		return v.id
	}
	return ""
}

// recorder notes what was answered.
type recorder struct {
	http.ResponseWriter
	status int // 0 until the header is written
	bytes  int64
}

func (w *recorder) WriteHeader(status int) {
	if w.status == 0 && (status >= 200 || status == http.StatusSwitchingProtocols) {
		w.status = status
	}
	w.ResponseWriter.WriteHeader(status)
}

func (w *recorder) Write(p []byte) (int, error) {
	if w.status == 0 {
		w.status = http.StatusOK
	}
	n, err := w.ResponseWriter.Write(p)
	w.bytes += int64(n)
	return n, err
}

// Unwrap is for http.ResponseController.
func (w *recorder) Unwrap() http.ResponseWriter { return w.ResponseWriter }

// innermost finds the recorder below what others have put around it.
func innermost(w http.ResponseWriter) (*recorder, bool) {
	for {
		switch known := w.(type) {
		case *recorder:
			return known, true
		case interface{ Unwrap() http.ResponseWriter }:
			w = known.Unwrap()
		default:
			return nil, false
		}
	}
}

// written says whether something has begun to answer.
func written(w http.ResponseWriter) bool {
	rec, ok := innermost(w)
	return ok && rec.status != 0
}
