package live

import (
	"math/rand/v2"
	"sync"
	"time"
)

// spots is how many parts a turn of the wheel has: the streams beat a few at a time.
const spots = 100

// wheel beats for all streams with one timer, which stands still while there is no stream.
type wheel struct {
	step time.Duration

	mu    sync.Mutex
	parts [spots][]*stream
	at    int
	count int
	timer *time.Timer
}

// spot is where a stream sits.
type spot struct{ part, index int }

func newWheel(every time.Duration) *wheel {
	return &wheel{step: max(every/spots, time.Millisecond)}
}

// add gives s a random part, so that those who came together do not beat together.
func (w *wheel) add(s *stream) {
	w.mu.Lock()
	defer w.mu.Unlock()
	part := rand.IntN(spots)
	s.spot = spot{part, len(w.parts[part])}
	w.parts[part] = append(w.parts[part], s)
	w.count++
	switch {
	case w.timer == nil:
		w.timer = time.AfterFunc(w.step, w.turn)
	case w.count == 1:
		w.timer.Reset(w.step)
	}
}

func (w *wheel) remove(s *stream) {
	w.mu.Lock()
	defer w.mu.Unlock()
	part := w.parts[s.spot.part]
	last := part[len(part)-1]
	part[s.spot.index], last.spot = last, s.spot
	part[len(part)-1] = nil
	w.parts[s.spot.part] = part[:len(part)-1]
	if w.count--; w.count == 0 {
		w.timer.Stop()
	}
}

func (w *wheel) turn() {
	w.mu.Lock()
	w.at = (w.at + 1) % spots
	due := append([]*stream(nil), w.parts[w.at]...)
	if w.count > 0 {
		w.timer.Reset(w.step)
	}
	w.mu.Unlock()
	for _, s := range due {
		s.ask(wantBeat)
	}
}
