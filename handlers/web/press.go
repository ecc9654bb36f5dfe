package web

import (
	"bytes"
	"compress/gzip"
	"io"
	"strconv"
	"strings"
	"sync"

	"github.com/andybalholm/brotli"
)

// worthPressing is the size in bytes from which a page is compressed.
const worthPressing = 1024

// presses keeps compressors, which are dear to make. The zero value is ready.
type presses struct{ gzip, brotli sync.Pool }

// compressor is what both have.
type compressor interface {
	io.WriteCloser
	Reset(io.Writer)
}

// press gives page in an encoding that the client accepts; encoding is "" when there is none.
func (p *presses) press(accepted string, page []byte) (pressed []byte, encoding string) {
	pool := &p.brotli
	switch encoding = choose(accepted); encoding {
	case "":
		return nil, ""
	case "gzip":
		pool = &p.gzip
	}
	c, ok := pool.Get().(compressor)
	if !ok {
		c = newCompressor(encoding)
	}
	defer pool.Put(c)
	var out bytes.Buffer
	out.Grow(len(page) / 3)
	c.Reset(&out)
	if _, err := c.Write(page); err != nil {
		return nil, ""
	}
	if err := c.Close(); err != nil {
		return nil, ""
	}
	return out.Bytes(), encoding
}

func newCompressor(encoding string) compressor {
	if encoding == "gzip" {
		return gzip.NewWriter(io.Discard)
	}
	return brotli.NewWriterLevel(io.Discard, 4)
}

// choose takes br before gzip and what was given q=0 not at all.
func choose(accepted string) string {
	best := ""
	for part := range strings.SplitSeq(accepted, ",") {
		name, parameters, _ := strings.Cut(part, ";")
		quality, found := strings.CutPrefix(strings.TrimSpace(parameters), "q=")
		if q, err := strconv.ParseFloat(quality, 64); found && (err != nil || q <= 0) {
			continue
		}
		switch strings.TrimSpace(name) {
		case "br":
			return "br"
		case "gzip":
			best = "gzip"
		}
	}
	return best
}
