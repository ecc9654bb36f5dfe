package db

import (
	"database/sql"
	"errors"
	"sync"
	"time"
)

// How much of vectors is held in memory, and for how long after the last question.
const (
	mostHeld    = 16 << 20 // bytes: of 10,000 passages with 1,536 numbers all
	vectorsIdle = 10 * time.Minute
)

// vectors are held between questions.
type vectors struct {
	mu    sync.Mutex
	held  *heldVectors
	idle  *time.Timer
	model string // of which nothing was missing
	at    stamp
}

// heldVectors are of one model, in the order of their passages. Nobody changes them.
type heldVectors struct {
	model   string
	dims    int
	at      stamp
	nums    []int64
	scales  []float64
	numbers []byte
	more    bool // there are some that are not held
}

// whole says that no passage was without a vector at a time.
func (v *vectors) whole(model string, now stamp) bool {
	v.mu.Lock()
	defer v.mu.Unlock()
	return v.model == model && v.at == now
}

// found remembers that.
func (v *vectors) found(model string, now stamp) {
	v.mu.Lock()
	defer v.mu.Unlock()
	v.model, v.at = model, now
}

// open are the vectors as they are now.
func (v *vectors) open(on asker, model string, dims int) (*heldVectors, error) {
	v.mu.Lock()
	defer v.mu.Unlock()
	if v.idle == nil {
		v.idle = time.AfterFunc(vectorsIdle, v.drop)
	} else {
		v.idle.Reset(vectorsIdle)
	}
	now, err := vectorsNow(on)
	if err != nil {
		return nil, err
	}
	if h := v.held; h != nil && h.model == model && h.dims == dims && h.at == now {
		return h, nil
	}
	v.held = nil // two at a time are too much
	h := &heldVectors{model: model, dims: dims, at: now}
	if err := h.load(on); err != nil {
		return nil, err
	}
	v.held = h
	return h, nil
}

// drop gives the memory back.
func (v *vectors) drop() {
	v.mu.Lock()
	defer v.mu.Unlock()
	v.held = nil
}

// ForgetVectors implements models.PassageVectors.
func (s *Store) ForgetVectors() { s.vectors.drop() }

// errFull ends a reading.
var errFull = errors.New("db: enough vectors are held")

func (h *heldVectors) load(on asker) error {
	var n int
	if err := on.Row("SELECT COUNT(*) FROM passage_vectors pv WHERE pv.model = $1 AND pv.dims = $2", h.model, h.dims).Scan(&n); err != nil {
		return err
	}
	most := mostHeld / h.dims
	n = min(n, most)
	h.nums, h.scales, h.numbers = make([]int64, 0, n), make([]float64, 0, n), make([]byte, 0, n*h.dims)
	err := on.Each(vectorsAfter, []any{h.model, h.dims, 0}, func(row scanner) error {
		if len(h.nums) == most {
			h.more = true
			return errFull
		}
		var num int64
		var scale float64
		var numbers sql.RawBytes
		err := row.Scan(&num, &scale, &numbers)
		if err == nil && len(numbers) == h.dims {
			h.nums, h.scales, h.numbers = append(h.nums, num), append(h.scales, scale), append(h.numbers, numbers...)
		}
		return err
	})
	if errors.Is(err, errFull) {
		return nil
	}
	return err
}

// last is the number of the last passage that is held.
func (h *heldVectors) last() int64 {
	if len(h.nums) == 0 {
		return 0
	}
	return h.nums[len(h.nums)-1]
}

func (h *heldVectors) compare(near *nearest) {
	for i, num := range h.nums {
		near.look(num, h.scales[i], h.numbers[i*h.dims:(i+1)*h.dims])
	}
}
