package live

import (
	"context"
	"errors"
	"runtime/debug"
	"time"

	"deskbell/models"
)

// errand is what the goroutine takes on in one go.
type errand struct {
	want     want
	whispers []Whisper
	farewell string
}

func (s *stream) run() {
	defer s.runs.Done()
	defer func() {
		if p := recover(); p != nil {
			s.hub.options.Log.Error("stream failed", "owner", s.Owner, "panic", p, "stack", string(debug.Stack()))
			s.stop()
		}
	}()
	for {
		e, ok := s.next()
		if !ok {
			return
		}
		if !s.do(e) {
			s.stop()
			return
		}
	}
}

func (s *stream) next() (errand, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.ctx.Err() != nil || !s.busy() {
		s.running = false
		return errand{}, false
	}
	e := errand{want: s.want, whispers: s.whispers, farewell: s.farewell}
	s.want, s.whispers = 0, nil
	return e, true
}

// do sends what is new and waits until the reader has it: so there is never more than one batch on
// its way, and a slow reader gets the more at once. False ends the stream.
func (s *stream) do(e errand) bool {
	if e.farewell != "" {
		s.part(e.farewell)
		return false
	}
	if s.astray {
		s.astray = false
		s.whisper(Whisper{Event: eventEpoch, Data: s.Epoch})
	}
	if e.want&wantLoad != 0 && !s.load() {
		return false
	}
	for _, w := range e.whispers {
		s.whisper(w)
	}
	if e.want&wantBeat != 0 && !s.beat() {
		return false
	}
	return s.arrived()
}

func (s *stream) load() bool {
	b, err := s.Load(s.ctx, s.cursor)
	if err != nil {
		s.failed(err)
		return false
	}
	if !s.take(b) {
		return true
	}
	if b.Beside != s.beside && s.hub.open.watch(s, b.Beside) && b.Beside != "" {
		s.ask(wantLoad) // for what rang before it was heard
	}
	s.publish("", b.Payload)
	for _, w := range b.Events {
		s.whisper(w)
	}
	return true
}

// take notes where the batch ends and when to load again. False: the stream was to end meanwhile,
// and nothing may be sent after that but the good-bye.
func (s *stream) take(b Batch) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.farewell != "" || s.closed {
		return false
	}
	if b.Cursor != "" {
		s.cursor = b.Cursor
	}
	if b.More {
		s.want |= wantLoad
	}
	switch {
	case b.Again > 0 && s.again == nil:
		s.again = time.AfterFunc(b.Again, func() { s.ask(wantLoad) })
	case b.Again > 0:
		s.again.Reset(b.Again)
	case s.again != nil:
		s.again.Stop()
	}
	return true
}

func (s *stream) beat() bool {
	if time.Now().After(s.until) {
		s.part(eventBye)
		return false
	}
	if s.Beat != nil {
		if err := s.Beat(s.ctx); err != nil {
			if models.CodeOf(err) == models.CodeUnavailable {
				s.part(eventBye)
			} else if s.ctx.Err() == nil {
				s.part(eventGone)
			}
			return false
		}
	}
	s.whisper(Whisper{Event: eventBeat, Data: "."})
	return true
}

func (s *stream) failed(err error) {
	switch models.CodeOf(err) {
	case models.CodeUnauthorised, models.CodeForbidden, models.CodeNotFound:
		s.part(eventGone)
	default:
		if s.ctx.Err() == nil && !errors.Is(err, context.Canceled) {
			s.hub.options.Log.Warn("stream could not load", "owner", s.Owner, "error", err)
		}
	}
}
