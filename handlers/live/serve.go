package live

import (
	"context"
	"crypto/rand"
	mathrand "math/rand/v2"
	"net/http"
	"net/url"
	"strings"
	"time"
)

// Stream is what one open page watches. The caller has made sure that the owner may see it.
type Stream struct {
	// Owner is "visitor:<id>" or "agent:<id>"; limits count by it and End ends by it.
	Owner   string
	Address string // limits count by it; "" counts nowhere
	// Rights is what the owner was let in by; EndOthers ends the streams that began under others.
	Rights string
	Topics []string
	// Epoch names the history that the cursor counts in, where it is a part of the hub's; "": the hub's.
	Epoch string
	// Start is the cursor to begin with, unless the client sends a Last-Event-ID of this epoch.
	Start string
	// Load reads what comes after cursor. It is called at once and after each ring, never twice at
	// the same time. Its error ends the stream: with `gone` for what may not be seen (any more),
	// silently for what may work when the client comes back.
	Load func(ctx context.Context, cursor string) (Batch, error)
	// Beat is called at each heartbeat, not at the start: to renew a lease, to look whether the owner
	// still may watch. Its error ends the stream with `gone`, or with `bye` where it is CodeUnavailable.
	// Nil: nothing.
	Beat func(ctx context.Context) error
	// Deaf says that whispers of one of its topics are not for the owner any more. It is called at any time, by
	// any goroutine. Nil: none are.
	Deaf func(topic string) bool
	// Done is called once, after the last call of Load and Beat. Nil: nothing.
	Done func()
}

// MostPayload is where a Load stops and says More, in bytes, give or take an entry: a reader who does
// not read holds no more than this of the server's memory.
const MostPayload = 256 << 10

// Batch is what Load has read.
type Batch struct {
	// Payload becomes one unnamed event; empty: none.
	Payload []byte
	// Cursor is where the next Load goes on; "" where nothing has moved.
	Cursor string
	// More says that there is more to load at once.
	More bool
	// Again calls Load after this time even without a ring; 0: no.
	Again time.Duration
	// Events are sent after the payload.
	Events []Whisper
	// Beside is one more topic to hear until another batch names another one; "": none.
	Beside string
}

// Serve answers r with the stream s. Over HTTP/1.1 it takes the connection over and returns at once;
// else it blocks until the stream ends. It returns an error only when nothing was written yet:
// CodeTooMany past a limit, CodeUnavailable while the server stops.
func (h *Hub) Serve(w http.ResponseWriter, r *http.Request, s Stream) error {
	st, err := h.admit(w, r, &s)
	if err != nil {
		return err
	}
	if l, ok := takeOver(w, r); ok {
		st.out.over(l)
		h.ride(st, l)
		return nil
	}
	defer st.finish()
	defer context.AfterFunc(r.Context(), st.stop)()
	h.server.ServeHTTP(st.out, st.request())
	return nil
}

// admit counts the stream in. It is no part of Serve, whose stack stays as long as the stream does.
//
//go:noinline
func (h *Hub) admit(w http.ResponseWriter, r *http.Request, s *Stream) (*stream, error) {
	st := h.newStream(w, r, s)
	if err := h.open.add(st); err != nil {
		st.cancel()
		h.counts.refused.Inc()
		return nil, err
	}
	h.wheel.add(st)
	w.Header().Set("X-Accel-Buffering", "no")
	return st, nil
}

func (h *Hub) newStream(w http.ResponseWriter, r *http.Request, s *Stream) *stream {
	ctx, cancel := context.WithCancel(context.Background()) // a line outlives the request
	st := &stream{hub: h, Stream: *s, ctx: ctx, cancel: cancel, sent: 1}
	if st.Epoch == "" {
		st.Epoch = h.options.Epoch
	}
	st.until = time.Now().Add(h.options.MaxAge - mathrand.N(h.options.MaxAge/10+1))
	st.out = newWriter(w, h.options.WriteTimeout, st)
	st.cursor, st.astray = st.begin(r.Header.Get("Last-Event-ID"))
	st.want = wantLoad
	return st
}

// begin reads the client's last id. astray says that it counted in another history.
func (s *stream) begin(last string) (cursor string, astray bool) {
	if last == "" {
		return s.Start, false
	}
	cursor, ours := strings.CutPrefix(last, s.Epoch+".")
	switch {
	case !ours:
		return s.Start, true
	case cursor == "" || len(cursor) > maxCursor || !printable(cursor):
		return s.Start, false
	}
	return cursor, false
}

// maxCursor is far longer than any cursor that was given out.
const maxCursor = 1024

// request is what the library is told: its own random stream and nothing of the client's.
//
//go:noinline
func (s *stream) request() *http.Request {
	r := &http.Request{
		Method: http.MethodGet,
		URL:    &url.URL{RawQuery: "stream=" + rand.Text()},
		Header: http.Header{},
	}
	s.name = r.URL.RawQuery[len("stream="):]
	return r.WithContext(s.ctx)
}
