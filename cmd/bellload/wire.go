package main

import (
	"bufio"
	"bytes"
	"crypto/tls"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http/httputil"
	"net/url"
	"strconv"
	"strings"
	"sync"
	"time"
)

// wire is a small HTTP/1.1 client with a pool of kept connections, as a proxy in front of the server
// has one. It is used instead of net/http's because the load shares its cores with what it measures.
type wire struct {
	host   string // host:port
	origin string // scheme://host:port
	secure bool

	mu   sync.Mutex
	idle []*link
}

// errReply is an answer that is not HTTP.
var errReply = errors.New("the server's answer was not understood")

// newWire prepares for a server at base, as scheme://host[:port].
func newWire(base string) (*wire, error) {
	at, err := url.Parse(base)
	if err != nil || at.Host == "" || (at.Scheme != "http" && at.Scheme != "https") {
		return nil, fmt.Errorf("--url %q is not an address like http://127.0.0.1:8080", base)
	}
	w := &wire{host: at.Host, origin: at.Scheme + "://" + at.Host, secure: at.Scheme == "https"}
	if at.Port() == "" {
		w.host += map[bool]string{false: ":80", true: ":443"}[w.secure]
	}
	return w, nil
}

// caller is one person: the header lines that all of the person's requests carry.
type caller struct{ head []byte }

// caller makes a person who seems to call from an address; more are full header lines.
func (w *wire) caller(from string, more ...string) *caller {
	var b strings.Builder
	fmt.Fprintf(&b, "Host: %s\r\nOrigin: %s\r\nSec-Fetch-Site: same-origin\r\n", strings.TrimPrefix(strings.TrimPrefix(w.origin, "https://"), "http://"), w.origin)
	fmt.Fprintf(&b, "X-Forwarded-For: %s\r\nUser-Agent: bellload\r\n", from)
	for _, line := range more {
		b.WriteString(line + "\r\n")
	}
	return &caller{head: []byte(b.String())}
}

// ask is one request; a body is a form.
type ask struct {
	method, path string
	lastID       []byte
	body         []byte
}

// reply is what came back. text is the beginning of the body.
type reply struct {
	status  int
	after   time.Duration // Retry-After, 0 when not said
	cookies []string      // name=value
	text    string
	close   bool
}

// call sends a request and reads the whole answer. A kept connection that turns out to be dead is
// replaced and the request sent again, so it must be one that may be repeated.
func (w *wire) call(who *caller, a ask) (reply, error) {
	for {
		l, err := w.take()
		if err != nil {
			return reply{}, err
		}
		rep, err := l.exchange(who, a)
		if err == nil {
			if rep.close {
				l.conn.Close()
			} else {
				w.put(l)
			}
			return rep, nil
		}
		l.conn.Close()
		if !l.reused {
			return reply{}, err
		}
		w.drop() // the others are as old: they died with the same server
	}
}

// drop closes all kept connections.
func (w *wire) drop() {
	w.mu.Lock()
	old := w.idle
	w.idle = nil
	w.mu.Unlock()
	for _, l := range old {
		l.conn.Close()
	}
}

func (w *wire) take() (*link, error) {
	w.mu.Lock()
	if n := len(w.idle); n > 0 {
		l := w.idle[n-1]
		w.idle = w.idle[:n-1]
		w.mu.Unlock()
		l.reused = true
		return l, nil
	}
	w.mu.Unlock()
	conn, err := w.dial()
	if err != nil {
		return nil, err
	}
	return &link{conn: conn, in: bufio.NewReaderSize(conn, 4096)}, nil
}

func (w *wire) put(l *link) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.idle = append(w.idle, l)
}

func (w *wire) dial() (net.Conn, error) {
	d := net.Dialer{Timeout: 5 * time.Second}
	if w.secure {
		return tls.DialWithDialer(&d, "tcp", w.host, &tls.Config{InsecureSkipVerify: true, NextProtos: []string{"http/1.1"}}) //nolint:gosec // a load program trusts what it was pointed at
	}
	return d.Dial("tcp", w.host)
}

// link is one connection. It is used by one goroutine at a time.
type link struct {
	conn   net.Conn
	in     *bufio.Reader
	out    []byte
	reused bool
}

func (l *link) exchange(who *caller, a ask) (reply, error) {
	if err := l.conn.SetDeadline(time.Now().Add(15 * time.Second)); err != nil {
		return reply{}, err
	}
	l.out = appendRequest(l.out[:0], who, a)
	if _, err := l.conn.Write(l.out); err != nil {
		return reply{}, err
	}
	return l.read()
}

func appendRequest(out []byte, who *caller, a ask) []byte {
	out = append(out, a.method...)
	out = append(out, ' ')
	out = append(out, a.path...)
	out = append(out, " HTTP/1.1\r\n"...)
	out = append(out, who.head...)
	if len(a.lastID) > 0 {
		out = append(out, "Last-Event-ID: "...)
		out = append(out, a.lastID...)
		out = append(out, "\r\n"...)
	}
	if a.method == "POST" {
		out = append(out, "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: "...)
		out = strconv.AppendInt(out, int64(len(a.body)), 10)
		out = append(out, "\r\n"...)
	}
	out = append(out, "\r\n"...)
	return append(out, a.body...)
}

// read reads one answer; it leaves the connection at the next one or asks for its closing.
func (l *link) read() (reply, error) {
	line, err := l.in.ReadSlice('\n')
	if err != nil {
		return reply{}, err
	}
	if len(line) < 12 || !bytes.HasPrefix(line, []byte("HTTP/1.")) {
		return reply{}, errReply
	}
	rep := reply{}
	if rep.status, err = strconv.Atoi(string(line[9:12])); err != nil {
		return reply{}, errReply
	}
	length, err := l.headers(&rep)
	if err != nil || rep.status == 204 || rep.status == 304 || length == 0 {
		return rep, err
	}
	var body io.Reader = io.LimitReader(l.in, int64(length))
	if length < 0 {
		rep.close, body = true, httputil.NewChunkedReader(l.in)
	}
	var start [300]byte
	n, err := io.ReadFull(body, start[:])
	rep.text = string(start[:n])
	if err == nil {
		_, err = io.Copy(io.Discard, body)
	}
	if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
		err = nil
	}
	return rep, err
}

// headers reads the header lines and answers the length of the body, -1 when it comes in chunks.
func (l *link) headers(rep *reply) (int, error) {
	length := 0
	for {
		line, err := l.in.ReadSlice('\n')
		if err != nil {
			return 0, err
		}
		name, value, more := bytes.Cut(bytes.TrimRight(line, "\r\n"), []byte(":"))
		if !more {
			return length, nil
		}
		value = bytes.TrimSpace(value)
		switch {
		case is(name, "content-length"):
			length, _ = strconv.Atoi(string(value))
		case is(name, "transfer-encoding"):
			length = -1
		case is(name, "connection"):
			rep.close = rep.close || bytes.EqualFold(value, []byte("close"))
		case is(name, "retry-after"):
			seconds, _ := strconv.Atoi(string(value))
			rep.after = time.Duration(seconds) * time.Second
		case is(name, "set-cookie"):
			pair, _, _ := bytes.Cut(value, []byte(";"))
			rep.cookies = append(rep.cookies, string(pair))
		}
	}
}

func is(name []byte, want string) bool {
	return len(name) == len(want) && bytes.EqualFold(name, []byte(want))
}
