package live

import (
	"bytes"
	"strings"
	"time"

	"github.com/r3labs/sse/v2"
)

// nothing stands for empty data, which the library would take for the end; the writer takes it away.
const nothing = "\x00"

// publish hands one event to the library. Every event carries the newest id, since one without would
// clear the client's.
func (s *stream) publish(name string, data []byte) {
	data = clean(data)
	if len(data) == 0 {
		if name == "" {
			return
		}
		data = []byte(nothing)
	}
	e := &sse.Event{ID: []byte(oneLine(s.Epoch + "." + s.cursor)), Data: data}
	if name != "" {
		e.Event = []byte(oneLine(name))
	}
	if name == eventBye {
		e.Retry = data
	}
	s.sent++
	s.hub.server.Publish(s.name, e)
}

func (s *stream) whisper(w Whisper) {
	if w.Event != "" {
		s.publish(w.Event, []byte(w.Data))
	}
}

// part sends the last event and waits a moment for it to arrive.
func (s *stream) part(event string) {
	data := "."
	if event == eventBye {
		data = returnAfter()
	}
	time.AfterFunc(lastWord, s.stop)
	s.publish(event, []byte(data))
	s.arrived()
}

// arrived waits until all that was published is with the reader's side; false when the stream ended
// before.
func (s *stream) arrived() bool {
	for !s.out.reached(s.sent) {
		select {
		case <-s.out.progress:
		case <-s.ctx.Done():
			return false
		}
	}
	return true
}

// clean takes away what would break an event's lines apart: the library splits at \n only, while
// clients take \r for the end of a line as well.
func clean(data []byte) []byte {
	if bytes.IndexByte(data, '\r') < 0 && bytes.IndexByte(data, 0) < 0 {
		return data
	}
	kept := make([]byte, 0, len(data))
	for _, b := range data {
		if b != '\r' && b != 0 {
			kept = append(kept, b)
		}
	}
	return kept
}

// oneLine is for names and ids.
func oneLine(s string) string {
	if printable(s) {
		return s
	}
	return strings.Map(func(r rune) rune {
		if r < ' ' || r == 0x7f {
			return -1
		}
		return r
	}, s)
}

func printable(s string) bool {
	for i := range len(s) {
		if s[i] < ' ' || s[i] > '~' {
			return false
		}
	}
	return true
}
