package main

import (
	"context"
	"net/http"
	"strconv"
	"strings"
)

// stream shows the waiting list, when it is asked for, and the talks of open, each as id:after.
func (b *bare) stream(w http.ResponseWriter, r *http.Request, open []string) {
	s := &bareStream{frames: make(chan []byte, 1024)}
	var rows [][]byte
	b.mu.Lock()
	if r.FormValue("list") == "waiting" {
		b.desk[s] = true
		for id := range b.all {
			rows = append(rows, bareRow(id))
		}
	}
	for _, at := range open {
		id, _, _ := strings.Cut(at, ":")
		if t := b.all[id]; t != nil {
			t.subs[s] = true
		}
	}
	b.mu.Unlock()
	defer b.leave(s, open)
	w.Header().Set("Content-Type", "text/event-stream")
	flush := http.NewResponseController(w)
	for _, row := range rows {
		_, _ = w.Write(row)
	}
	for _, at := range open {
		id, after, _ := strings.Cut(at, ":")
		from, _ := strconv.ParseInt(after, 10, 64)
		if err := b.replay(r.Context(), id, from, func(frame []byte) { _, _ = w.Write(frame) }); err != nil {
			return
		}
	}
	_ = flush.Flush()
	for {
		select {
		case <-r.Context().Done():
			return
		case frame, more := <-s.frames:
			if !more {
				return
			}
			_, err := w.Write(frame)
			for ; err == nil && len(s.frames) > 0; _, err = w.Write(frame) {
				frame = <-s.frames
			}
			if err != nil || flush.Flush() != nil {
				return
			}
		}
	}
}

func (b *bare) leave(s *bareStream, open []string) {
	b.mu.Lock()
	defer b.mu.Unlock()
	delete(b.desk, s)
	for _, at := range open {
		id, _, _ := strings.Cut(at, ":")
		if t := b.all[id]; t != nil {
			delete(t.subs, s)
		}
	}
}

// replay reads what is kept after a number.
func (b *bare) replay(ctx context.Context, talk string, after int64, each func([]byte)) error {
	rows, err := b.db.QueryContext(ctx, `SELECT seq, text FROM entries WHERE talk = $1 AND seq > $2 ORDER BY seq`, talk, after)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		var seq int64
		var text string
		if err := rows.Scan(&seq, &text); err != nil {
			return err
		}
		each(bareFrame(talk, seq, text))
	}
	return rows.Err()
}
