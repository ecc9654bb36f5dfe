package live

import (
	"context"
	"sync"
	"time"
)

// The named events that the hub sends by itself.
const (
	eventBeat  = "hb"
	eventEpoch = "epoch"
	eventBye   = "bye"
	eventGone  = "gone"
)

// lastWord is how long a stream that ends may take to send its last event.
const lastWord = 500 * time.Millisecond

// maxWhispers is how many whispers wait for a stream that is busy.
const maxWhispers = 16

// want is what a stream has to do next.
type want uint8

const (
	wantLoad want = 1 << iota
	wantBeat
)

// stream is one connection. It has a goroutine of its own only while there is something to do: an
// idle one would keep the stack that rendering needed.
type stream struct {
	hub *Hub
	Stream
	name   string // of the library's stream
	ctx    context.Context
	cancel context.CancelFunc
	out    *writer
	until  time.Time // when it has lived long enough
	spot   spot      // in the wheel

	mu       sync.Mutex
	ready    bool // the headers are out
	running  bool // its goroutine runs
	closed   bool // no goroutine is started any more
	want     want
	whispers []Whisper
	farewell string // the named event to end with
	rung     uint64 // the newest ring it has heard
	again    *time.Timer
	runs     sync.WaitGroup

	// Only its goroutine uses these.
	cursor string
	astray bool // the client comes from another epoch and was not told yet
	sent   int  // events handed to the library, and the headers

	beside string // the one more topic; changed by its goroutine alone, with the registry locked
}

// ring asks for a load; the same ring over two topics is heard once.
func (s *stream) ring(n uint64) {
	s.poke(func() {
		if s.rung != n {
			s.rung = n
			s.want |= wantLoad
		}
	})
}

func (s *stream) ask(w want) { s.poke(func() { s.want |= w }) }

func (s *stream) hear(w Whisper) {
	s.poke(func() {
		if len(s.whispers) == maxWhispers {
			s.whispers = append(s.whispers[:0], s.whispers[1:]...)
		}
		s.whispers = append(s.whispers, w)
	})
}

// leave ends the stream with a named event, or without where the reader does not take it in time.
func (s *stream) leave(event string) {
	s.poke(func() {
		if s.farewell == "" {
			s.farewell = event
			time.AfterFunc(lastWord, s.stop)
		}
	})
}

// started is called when the headers are out.
func (s *stream) started() { s.poke(func() { s.ready = true }) }

// poke changes what is to do and sees that it is done.
func (s *stream) poke(change func()) {
	s.mu.Lock()
	defer s.mu.Unlock()
	change()
	if s.ready && !s.running && !s.closed && s.busy() {
		s.running = true
		s.runs.Add(1)
		go s.run()
	}
}

func (s *stream) busy() bool {
	return s.want != 0 || len(s.whispers) > 0 || s.farewell != ""
}

// stop ends the connection at once, even while a write waits for the reader.
func (s *stream) stop() {
	s.cancel()
	s.out.end()
}

// finish lets go of everything; after it nothing of the stream runs.
func (s *stream) finish() {
	s.stop()
	s.hub.wheel.remove(s)
	s.hub.open.remove(s)
	s.mu.Lock()
	s.closed = true
	if s.again != nil {
		s.again.Stop()
	}
	s.mu.Unlock()
	s.runs.Wait()
	if s.Done != nil {
		s.Done()
	}
}
