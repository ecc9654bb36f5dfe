package live

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"runtime"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"deskbell/models"
)

// event is one that a client has read, field by field as the standard says.
type event struct {
	id, name, data string
	fields         int
}

// client reads one stream.
type client struct {
	body  io.ReadCloser
	lines *bufio.Reader
	stop  context.CancelFunc
	code  int
}

// listen opens a stream at address; last is the Last-Event-ID or "".
func listen(t testing.TB, h *http.Client, address, last string) *client {
	t.Helper()
	ctx, stop := context.WithCancel(context.Background())
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, address, nil)
	if err != nil {
		t.Fatal(err)
	}
	if last != "" {
		r.Header.Set("Last-Event-ID", last)
	}
	answer, err := h.Do(r)
	if err != nil {
		stop()
		t.Fatal(err)
	}
	c := &client{body: answer.Body, lines: bufio.NewReaderSize(answer.Body, 64<<10), stop: stop, code: answer.StatusCode}
	t.Cleanup(c.close)
	return c
}

func (c *client) close() {
	c.stop()
	c.body.Close()
}

// read is the next event; an error when the stream ended before it was whole. It takes \r, \n and
// \r\n for the end of a line, as browsers do.
func (c *client) read() (event, error) {
	var e event
	var data []string
	for {
		line, err := c.line()
		if err != nil {
			return event{}, err
		}
		if line == "" {
			if e.fields == 0 {
				continue
			}
			e.data = strings.Join(data, "\n")
			return e, nil
		}
		e.fields++
		name, value, _ := strings.Cut(line, ":")
		value = strings.TrimPrefix(value, " ")
		switch name {
		case "id":
			e.id = value
		case "event":
			e.name = value
		case "data":
			data = append(data, value)
		}
	}
}

func (c *client) line() (string, error) {
	var b strings.Builder
	for {
		ch, err := c.lines.ReadByte()
		switch {
		case err != nil:
			return "", err
		case ch == '\n':
			return b.String(), nil
		case ch == '\r':
			if next, err := c.lines.Peek(1); err == nil && next[0] == '\n' {
				c.lines.Discard(1)
			}
			return b.String(), nil
		}
		b.WriteByte(ch)
	}
}

// until reads on to the first event that fits.
func (c *client) until(t testing.TB, fits func(event) bool) event {
	t.Helper()
	stop := time.AfterFunc(time.Minute, c.stop)
	defer stop.Stop()
	for {
		e, err := c.read()
		if err != nil {
			t.Fatalf("the stream ended: %v", err)
		}
		if fits(e) {
			return e
		}
	}
}

func named(name string) func(event) bool { return func(e event) bool { return e.name == name } }

// serve answers all requests with the stream that make gives; an error becomes its code as status.
func serve(t testing.TB, h *Hub, stream func(r *http.Request) Stream) *httptest.Server {
	t.Helper()
	s := httptest.NewUnstartedServer(handler(h, stream))
	s.Start()
	t.Cleanup(func() { h.Close(); s.CloseClientConnections(); s.Close() })
	return s
}

func handler(h *Hub, stream func(r *http.Request) Stream) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if err := h.Serve(w, r, stream(r)); err != nil {
			status := http.StatusServiceUnavailable
			if models.CodeOf(err) == models.CodeTooMany {
				status = http.StatusTooManyRequests
			}
			http.Error(w, err.Error(), status)
		}
	})
}

// quiet is a hub that logs nothing.
func quiet(o Options) *Hub {
	o.Log = slog.New(slog.DiscardHandler)
	if o.Epoch == "" {
		o.Epoch = "e1"
	}
	return New(o)
}

// still is a stream that has nothing to say.
func still(owner string, topics ...string) Stream {
	return Stream{Owner: owner, Topics: topics, Start: "0",
		Load: func(context.Context, string) (Batch, error) { return Batch{}, nil }}
}

// book is a log as the database keeps it: what is in it is committed.
type book struct {
	id models.ConversationID
	mu sync.Mutex
	es []models.Entry
}

// write commits one entry and rings, as two steps: others may ring in between.
func (b *book) write(h *Hub, text string) {
	b.mu.Lock()
	e := models.Entry{Conversation: b.id, Seq: int64(len(b.es) + 1), Rev: int64(len(b.es) + 1), Text: text}
	b.es = append(b.es, e)
	b.mu.Unlock()
	runtime.Gosched()
	h.Ring(models.Change{Conversation: &models.Conversation{ID: b.id, BotID: "b"}, Entries: []models.Entry{e}})
}

func (b *book) after(seq int64, limit int) []models.Entry {
	b.mu.Lock()
	defer b.mu.Unlock()
	rest := b.es[min(seq, int64(len(b.es))):]
	return append([]models.Entry(nil), rest[:min(limit, len(rest))]...)
}

// load reads from memory where that is sure, else from the book, as the handlers do.
func (b *book) load(h *Hub) func(context.Context, string) (Batch, error) {
	return func(_ context.Context, cursor string) (Batch, error) {
		seq, err := strconv.ParseInt(cursor, 10, 64)
		if err != nil {
			return Batch{}, err
		}
		const page = 50
		entries, ok := h.Recent(b.id, seq)
		if !ok {
			entries = b.after(seq, page)
		}
		var out strings.Builder
		for _, e := range entries {
			html, err := h.Rendered(e, "visitor", func(w io.Writer) error {
				_, err := fmt.Fprintf(w, "<li>%d %s</li>", e.Seq, e.Text)
				return err
			})
			if err != nil {
				return Batch{}, err
			}
			out.Write(html)
			seq = e.Seq
		}
		return Batch{Payload: []byte(out.String()), Cursor: strconv.FormatInt(seq, 10), More: !ok && len(entries) == page}, nil
	}
}

// eventually waits until ok.
func eventually(t testing.TB, what string, ok func() bool) {
	t.Helper()
	for end := time.Now().Add(time.Minute); time.Now().Before(end); time.Sleep(time.Millisecond) {
		if ok() {
			return
		}
	}
	t.Fatalf("never: %s", what)
}

// goroutines counts those that run this package or the library.
func goroutines() int {
	stacks := make([]byte, 8<<20)
	stacks = stacks[:runtime.Stack(stacks, true)]
	n := 0
	for _, one := range strings.Split(string(stacks), "\n\n") {
		ours := strings.Contains(one, "handlers/live.(*") || strings.Contains(one, "r3labs/sse")
		if ours && !strings.Contains(one, "testing.tRunner") {
			n++
		}
	}
	return n
}
