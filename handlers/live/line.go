package live

import (
	"bytes"
	"context"
	"crypto/tls"
	"net"
	"net/http"
	"strconv"
	"time"
)

// line is an HTTP/1.1 connection that was taken over from net/http, which would keep two buffers, a
// deep stack and the whole request for as long as the stream is open: 60 KiB, against 15 here. It is
// the http.ResponseWriter that the library writes to.
type line struct {
	conn net.Conn
	head http.Header
	open bool         // the head is out
	text bytes.Buffer // what was written since the last flush
}

// lineCap is the largest buffer that an idle line keeps.
const lineCap = 2 << 10

// takeOver frees the connection of r from net/http. HTTP/2 and test writers cannot; they are served
// where they are.
func takeOver(w http.ResponseWriter, r *http.Request) (*line, bool) {
	if !r.ProtoAtLeast(1, 1) || r.ProtoMajor != 1 {
		return nil, false
	}
	conn, _, err := http.NewResponseController(w).Hijack()
	if err != nil {
		return nil, false
	}
	giveUpAfterDeath(conn)
	return &line{conn: conn, head: w.Header().Clone()}, true
}

// deadAfter is less than an agent's lease: who is gone does not stay reachable.
const deadAfter = 45 * time.Second

func giveUpAfterDeath(conn net.Conn) {
	if secured, ok := conn.(*tls.Conn); ok {
		conn = secured.NetConn()
	}
	if tcp, ok := conn.(*net.TCPConn); ok {
		giveUpAfter(tcp, deadAfter)
	}
}

// Header is sent with the first flush.
func (l *line) Header() http.Header { return l.head }

// WriteHeader is called with 200 alone: refusals are answered before a connection is taken over.
func (l *line) WriteHeader(int) {}

// Write keeps p until the flush.
func (l *line) Write(p []byte) (int, error) { return l.text.Write(p) }

// FlushError sends what was written as one chunk.
func (l *line) FlushError() error {
	var out bytes.Buffer
	if !l.open {
		l.open = true
		out.WriteString("HTTP/1.1 200 OK\r\n")
		l.head.Set("Date", time.Now().UTC().Format(http.TimeFormat))
		l.head.Set("Connection", "close")
		l.head.Set("Transfer-Encoding", "chunked")
		_ = l.head.Write(&out) // a bytes.Buffer takes everything
		out.WriteString("\r\n")
		l.head = http.Header{}
	}
	if l.text.Len() > 0 {
		out.WriteString(strconv.FormatInt(int64(l.text.Len()), 16))
		out.WriteString("\r\n")
		l.text.WriteString("\r\n")
		_, _ = l.text.WriteTo(&out)
	}
	if l.text.Cap() > lineCap {
		l.text = bytes.Buffer{}
	}
	if out.Len() == 0 {
		return nil
	}
	_, err := l.conn.Write(out.Bytes())
	return err
}

// SetWriteDeadline is for http.ResponseController.
func (l *line) SetWriteDeadline(at time.Time) error { return l.conn.SetWriteDeadline(at) }

// watch calls gone when the client has hung up. What it sends is read and dropped: nothing may come.
func (l *line) watch(gone func()) {
	var drop [64]byte
	for {
		if _, err := l.conn.Read(drop[:]); err != nil {
			gone()
			return
		}
	}
}

// hangUp ends the answer as HTTP wants it ended, if the client still takes it, and closes.
func (l *line) hangUp() {
	if l.open && l.conn.SetWriteDeadline(time.Now().Add(lastWord)) == nil {
		_, _ = l.conn.Write([]byte("0\r\n\r\n")) // who is gone misses nothing
	}
	_ = l.conn.Close() // nothing can be done about it
}

// ride serves the stream over its own line, in goroutines of its own.
func (h *Hub) ride(st *stream, l *line) {
	h.riders.Add(2)
	go func() {
		defer h.riders.Done()
		l.watch(st.stop)
	}()
	go func() {
		defer h.riders.Done()
		h.server.ServeHTTP(st.out, st.request())
		st.finish()
		l.hangUp()
	}()
}

// Wait returns when every stream has ended, or ctx has. Close has to come first.
func (h *Hub) Wait(ctx context.Context) {
	ended := make(chan struct{})
	go func() {
		h.riders.Wait()
		close(ended)
	}()
	select {
	case <-ended:
	case <-ctx.Done():
	}
}
