// Package picture draws pictures anew, so that nothing of a file that somebody has sent is kept but what one
// sees: not where and when it was taken, by whom and with what, and nothing that hides in it. Which kinds it
// can read is up to who registers them with package image; JPEG, PNG and GIF are.
package picture

import (
	"context"
	"fmt"
	"image"
	"image/gif"
	"image/jpeg"
	"image/png"
	"io"
	"sync"

	"deskbell/models"
)

// What a picture may be at most. It is asked before anything is decoded.
const (
	LongestSide = 16_384     // pixels
	MostPixels  = 40_000_000 // in all
	// mostMemory is what decoding may take, of all pictures that are decoded at a time: a photograph of forty
	// million pixels with all colours needs it alone, those of a usual camera share it.
	mostMemory = 160_000_000 // bytes
	mostAtOnce = 2
	parts      = 16 // of mostMemory, which pictures take some of

	// mostScans is how often a JPEG may go over its picture: each time takes a while, and some bytes of the file.
	mostScans = 200

	quality = 85
	// hurried is from how many pixels on a PNG is packed fast rather than well.
	hurried = 8_000_000
)

// Easel draws few pictures at a time: each takes a processor and much memory.
type Easel struct {
	slots  chan struct{}
	queue  sync.Mutex // of those who take parts of the memory: one who needs many is not overtaken for ever
	memory chan struct{}
}

// NewEasel makes one; a program needs one for all.
func NewEasel() *Easel {
	return &Easel{slots: make(chan struct{}, mostAtOnce), memory: make(chan struct{}, parts)}
}

// Drawn is what a picture has become.
type Drawn struct {
	Type          string // MIME type
	Width, Height int    // as it is seen
}

// Draw writes a picture of a kind ("image/jpeg") anew: photographs upright as JPEG, what has sharp edges or
// is seen through as PNG, what moves as GIF. Errors: CodeUnsupported with the end of a sentence for what
// cannot be read or is too large, CodeUnavailable when ctx ends before it is its turn; those of from and to.
func (e *Easel) Draw(ctx context.Context, from io.ReadSeeker, kind string, to io.Writer) (Drawn, error) {
	size, need, err := measure(from, kind)
	if err != nil {
		return Drawn{}, err
	}
	if size.X > LongestSide || size.Y > LongestSide || size.X*size.Y > MostPixels || need > mostMemory {
		return Drawn{}, unsupported(fmt.Sprintf("has %d × %d pixels, which are too many for a picture of its kind. Make it smaller first.", size.X, size.Y))
	}
	leave, err := e.enter(ctx, need)
	if err != nil {
		return Drawn{}, err
	}
	defer leave()
	if _, err := from.Seek(0, io.SeekStart); err != nil {
		return Drawn{}, err
	}
	switch kind {
	case "image/jpeg":
		return photograph(from, to)
	case "image/gif":
		return moving(from, to)
	}
	m, _, err := image.Decode(from)
	if err != nil {
		return Drawn{}, damaged()
	}
	if _, flat := m.(*image.YCbCr); flat { // a WebP that nothing shows through
		return encoded(m, "image/jpeg", to)
	}
	return encoded(m, "image/png", to)
}

// enter waits for a processor and memory.
func (e *Easel) enter(ctx context.Context, need int) (leave func(), err error) {
	taken := 0
	give := func(n int) {
		for range n {
			<-e.memory
		}
	}
	select {
	case e.slots <- struct{}{}:
	case <-ctx.Done():
		return nil, busy()
	}
	e.queue.Lock()
	defer e.queue.Unlock()
	for want := 1 + (need-1)*parts/mostMemory; taken < min(want, parts); taken++ {
		select {
		case e.memory <- struct{}{}:
		case <-ctx.Done():
			give(taken)
			<-e.slots
			return nil, busy()
		}
	}
	return func() { give(taken); <-e.slots }, nil
}

func photograph(from io.ReadSeeker, to io.Writer) (Drawn, error) {
	head, err := ReadHead(from)
	if err == nil {
		_, err = from.Seek(0, io.SeekStart)
	}
	if err != nil || scans(from) > mostScans {
		return Drawn{}, damaged()
	}
	if _, err := from.Seek(0, io.SeekStart); err != nil {
		return Drawn{}, err
	}
	m, err := jpeg.Decode(from)
	if err != nil {
		return Drawn{}, damaged()
	}
	if _, printed := m.(*image.CMYK); printed {
		m = plain(m)
	}
	return encoded(Upright(m, head.Turn), "image/jpeg", to)
}

// moving looks whether the first picture can be read, and keeps them all as they are.
func moving(from io.ReadSeeker, to io.Writer) (Drawn, error) {
	size, err := gif.DecodeConfig(from)
	if err == nil {
		_, err = from.Seek(0, io.SeekStart)
	}
	if err == nil {
		_, err = gif.Decode(from)
	}
	if err == nil {
		_, err = from.Seek(0, io.SeekStart)
	}
	if err != nil {
		return Drawn{}, damaged()
	}
	if err := bareGIF(to, from); err != nil {
		return Drawn{}, err
	}
	return Drawn{"image/gif", size.Width, size.Height}, nil
}

func encoded(m image.Image, kind string, to io.Writer) (Drawn, error) {
	size := m.Bounds().Size()
	drawn := Drawn{kind, size.X, size.Y}
	if kind == "image/jpeg" {
		return drawn, jpeg.Encode(to, m, &jpeg.Options{Quality: quality})
	}
	how := png.Encoder{CompressionLevel: png.DefaultCompression}
	if size.X*size.Y > hurried {
		how.CompressionLevel = png.BestSpeed
	}
	return drawn, how.Encode(to, m)
}

func damaged() error {
	return unsupported("is damaged, or moves in a way that is not taken: it cannot be read as a picture.")
}

func unsupported(sentence string) error {
	return &models.Error{Code: models.CodeUnsupported, Field: "file", Message: sentence}
}

func busy() error {
	return &models.Error{Code: models.CodeUnavailable, Message: "Many pictures are on their way. Try again in a moment."}
}
