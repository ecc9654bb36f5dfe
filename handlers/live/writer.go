package live

import (
	"errors"
	"net/http"
	"os"
	"sync"
	"time"
)

var errEnded = errors.New("live: the stream has ended")

// writer is the response as the library sees it. It gives each event a deadline, counts those that
// are out, and can be ended while a write waits. The deadline is cleared after each flush: one left
// set would reset an idle HTTP/2 stream.
type writer struct {
	http.ResponseWriter
	control *http.ResponseController
	timeout time.Duration
	stream  *stream
	// progress is woken by each flush.
	progress chan struct{}

	mu      sync.Mutex
	ended   bool
	writing bool
	timed   bool // the deadline is set
	flushed int
}

func newWriter(w http.ResponseWriter, timeout time.Duration, s *stream) *writer {
	return &writer{
		ResponseWriter: w,
		control:        http.NewResponseController(w),
		timeout:        timeout,
		stream:         s,
		progress:       make(chan struct{}, 1),
	}
}

// over changes to a line that was taken over, before anything is written.
func (w *writer) over(l *line) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.ResponseWriter, w.control = l, http.NewResponseController(l)
}

// Write takes one line of an event, as the library writes them.
func (w *writer) Write(line []byte) (int, error) {
	if !w.begin() {
		return 0, errEnded
	}
	n := len(line)
	if string(line) == "data: "+nothing+"\n" {
		line = []byte("data: \n")
	}
	_, err := w.ResponseWriter.Write(line)
	w.finish(err)
	if err != nil {
		return 0, err
	}
	return n, nil
}

// Flush ends an event.
func (w *writer) Flush() {
	if !w.begin() {
		return
	}
	err := w.control.Flush()
	w.mu.Lock()
	if err == nil && !w.ended {
		w.timed = false
		err = w.control.SetWriteDeadline(time.Time{})
	}
	w.flushed++
	first := w.flushed == 1
	w.writing = false // before anybody can know that the event is out and end the stream
	w.mu.Unlock()
	w.finish(err)
	select {
	case w.progress <- struct{}{}:
	default:
	}
	if first {
		w.stream.started()
	}
}

// reached says whether n flushes are done; the first is that of the headers.
func (w *writer) reached(n int) bool {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.flushed >= n
}

// end refuses all further writes and frees one that waits. Nothing else of the connection is
// touched: it may serve another request next.
func (w *writer) end() {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.ended {
		return
	}
	w.ended = true
	if w.writing {
		_ = w.control.SetWriteDeadline(time.Unix(1, 0)) // it ends anyway
	}
}

func (w *writer) begin() bool {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.ended {
		return false
	}
	if !w.timed {
		w.timed = true
		if w.control.SetWriteDeadline(time.Now().Add(w.timeout)) != nil {
			w.ended = true
			return false
		}
	}
	w.writing = true
	return true
}

func (w *writer) finish(err error) {
	w.mu.Lock()
	w.writing = false
	cut := err != nil && !w.ended && errors.Is(err, os.ErrDeadlineExceeded)
	w.mu.Unlock()
	if cut {
		w.stream.hub.counts.cut.Inc()
	}
	if err != nil {
		w.stream.stop()
	}
}
