package web

import (
	"bytes"
	"compress/gzip"
	"io"
	"strconv"
	"strings"
	"sync"
)

// worthPressing is the size in bytes from which a page is compressed.
const worthPressing = 1024

// presses keeps compressors, which are dear to make. The zero value is ready. Pages that are drawn are
// compressed with gzip alone: brotli would save a tenth of a few kilobytes, and its tables would stay in
// memory. Files are compressed with both beforehand.
type presses struct{ pool sync.Pool }

// press gives page in an encoding that the client accepts; encoding is "" when there is none.
func (p *presses) press(accepted string, page []byte) (pressed []byte, encoding string) {
	if !takesGzip(accepted) {
		return nil, ""
	}
	c, ok := p.pool.Get().(*gzip.Writer)
	if !ok {
		c = gzip.NewWriter(io.Discard)
	}
	defer p.pool.Put(c)
	var out bytes.Buffer
	out.Grow(len(page) / 3)
	c.Reset(&out)
	if _, err := c.Write(page); err != nil {
		return nil, ""
	}
	if err := c.Close(); err != nil {
		return nil, ""
	}
	return out.Bytes(), "gzip"
}

// takesGzip reads an Accept-Encoding; what was given q=0 is not taken.
func takesGzip(accepted string) bool {
	for part := range strings.SplitSeq(accepted, ",") {
		name, parameters, _ := strings.Cut(part, ";")
		if strings.TrimSpace(name) != "gzip" {
			continue
		}
		quality, found := strings.CutPrefix(strings.TrimSpace(parameters), "q=")
		q, err := strconv.ParseFloat(quality, 64)
		return !found || (err == nil && q > 0)
	}
	return false
}
