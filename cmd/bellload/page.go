package main

import (
	"bufio"
	"bytes"
	"context"
	"fmt"
	"io"
	"net/http"
	"strings"
	"time"
)

// pageOnce asks for a page of the log; again is how long to wait where another try may help.
func (v *visitor) pageOnce(ctx context.Context, path string) (lowest int64, again time.Duration, err error) {
	conn, resp, err := v.ld.wire.open(ctx, v.voice.who, ask{method: "GET", path: path})
	if err != nil {
		return 0, 100 * time.Millisecond, err
	}
	defer conn.Close()
	body, err := io.ReadAll(io.LimitReader(resp.Body, 8<<20))
	if err != nil {
		return 0, 100 * time.Millisecond, err
	}
	if resp.StatusCode != http.StatusOK {
		err = fmt.Errorf("GET %s: %d %.200s", place(path), resp.StatusCode, body)
		if resp.StatusCode == http.StatusTooManyRequests || resp.StatusCode >= 500 {
			return 0, time.Second, err
		}
		return 0, 0, err
	}
	note := func(it item) {
		if it.seq == 0 {
			return
		}
		if it.marked && it.mark.talk == v.talk.index {
			v.talk.see(byLog, it.mark, it.seq, 0)
		}
		if lowest == 0 || it.seq < lowest {
			lowest = it.seq
		}
	}
	if !strings.HasPrefix(resp.Header.Get("Content-Type"), "text/event-stream") {
		scan(body, v.ld.run, note)
		return lowest, 0, nil
	}
	// Unlike a stream, a page that ended in good order is whole: its last event counts as well.
	in := eventReader{in: bufio.NewReader(bytes.NewReader(append(body, "\n\n"...)))}
	for {
		ev, err := in.next()
		if err != nil {
			return lowest, 0, nil
		}
		scan(ev.data, v.ld.run, note)
	}
}
