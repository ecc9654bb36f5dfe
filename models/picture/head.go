package picture

import (
	"bufio"
	"bytes"
	"encoding/binary"
	"errors"
	"io"
)

// ErrBroken is a picture that is not written as its kind is.
var ErrBroken = errors.New("picture: broken")

// Head is what stands in a JPEG before its pixels.
type Head struct {
	Width, Height int
	// Turn is how the camera was held, as Exif counts: 1 to 8, 1 is upright.
	Turn int
	// Progressive ones are kept in memory twice while they are decoded.
	Progressive bool
	Components  int
	// Samples are those of all components, for each hundred pixels.
	Samples int
}

// Upright is the size as it is seen.
func (h Head) Upright() (width, height int) {
	if h.Turn >= 5 {
		return h.Height, h.Width
	}
	return h.Width, h.Height
}

// ReadHead reads a JPEG up to where its size is. Errors: ErrBroken, and those of from.
func ReadHead(from io.Reader) (Head, error) {
	s := &segments{in: bufio.NewReader(from)}
	h := Head{Turn: 1}
	s.take(2)
	for s.err == nil {
		marker := s.marker()
		switch {
		case s.err != nil:
			return h, s.err
		case marker == 0x01 || marker >= 0xd0 && marker <= 0xd7: // stands alone
			continue
		case marker == 0xd8 || marker == 0xd9 || marker == 0xda: // pixels before their size
			return h, ErrBroken
		}
		length := int(binary.BigEndian.Uint16(s.take(2))) - 2
		if length < 0 {
			return h, ErrBroken
		}
		switch {
		case marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc:
			h.Progressive = marker == 0xc2
			return h, s.frame(&h, length)
		case marker == 0xe1 && h.Turn == 1:
			if tiff, found := bytes.CutPrefix(s.take(length), []byte("Exif\x00\x00")); found {
				h.Turn = turnIn(tiff)
			}
		default:
			s.skip(length)
		}
	}
	return h, s.err
}

// segments reads binary numbers; after the first error all are 0.
type segments struct {
	in  *bufio.Reader
	err error
}

func (s *segments) take(n int) []byte {
	b := make([]byte, n)
	if s.err == nil {
		_, s.err = io.ReadFull(s.in, b)
	}
	if s.err != nil {
		clear(b)
	}
	return b
}

func (s *segments) skip(n int) {
	if s.err == nil {
		_, s.err = io.CopyN(io.Discard, s.in, int64(n))
	}
}

// marker is the next one; what fills the room before it is skipped.
func (s *segments) marker() byte {
	if s.take(1)[0] != 0xff && s.err == nil {
		s.err = ErrBroken
	}
	for s.err == nil {
		if b := s.take(1)[0]; b != 0xff {
			return b
		}
	}
	return 0
}

// frame reads the size, and how many samples there are.
func (s *segments) frame(h *Head, length int) error {
	b := s.take(length)
	if s.err != nil {
		return s.err
	}
	if length < 6 || length < 6+3*int(b[5]) {
		return ErrBroken
	}
	h.Height, h.Width = int(binary.BigEndian.Uint16(b[1:])), int(binary.BigEndian.Uint16(b[3:]))
	h.Components = int(b[5])
	sum, wide, high := 0, 1, 1
	for i := range h.Components {
		across, down := int(b[7+3*i]>>4), int(b[7+3*i]&15)
		sum, wide, high = sum+across*down, max(wide, across), max(high, down)
	}
	h.Samples = (100*sum + wide*high - 1) / (wide * high)
	return nil
}

// scans counts how often a JPEG goes over its picture, the small ones within it included; a file that cannot be
// read has too many.
func scans(from io.Reader) int {
	in, n := bufio.NewReaderSize(from, 64<<10), 0
	for marked := false; ; {
		b, err := in.ReadByte()
		if err == io.EOF {
			return n
		}
		if err != nil {
			return mostScans + 1
		}
		if marked && b == 0xda {
			n++
		}
		marked = b == 0xff
	}
}

// orientationTag is that of Exif that says how the camera was held.
const orientationTag = 0x0112

// turnIn is 1 where nothing can be read.
func turnIn(tiff []byte) int {
	if len(tiff) < 8 {
		return 1
	}
	var order binary.ByteOrder = binary.BigEndian
	if tiff[0] == 'I' {
		order = binary.LittleEndian
	}
	at := uint64(order.Uint32(tiff[4:]))
	if at+2 > uint64(len(tiff)) {
		return 1
	}
	entries := tiff[at+2:]
	for range order.Uint16(tiff[at:]) {
		if len(entries) < 12 {
			return 1
		}
		if order.Uint16(entries) == orientationTag {
			if turn := int(order.Uint16(entries[8:])); turn >= 1 && turn <= 8 {
				return turn
			}
			return 1
		}
		entries = entries[12:]
	}
	return 1
}
