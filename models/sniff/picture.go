package sniff

import (
	"bufio"
	"encoding/binary"
	"errors"
	"io"

	"deskbell/models/picture"
)

// mostFrames is how many pictures of one that moves go.
const mostFrames = 1_000

type extent struct {
	width, height int
	frames        int // of one that moves
}

func (e extent) tooLarge() bool {
	return e.width > picture.LongestSide || e.height > picture.LongestSide || e.width*e.height > picture.MostPixels
}

func (e extent) checked() (extent, error) {
	if e.width <= 0 || e.height <= 0 {
		return e, picture.ErrBroken
	}
	return e, nil
}

// measure reads how large a picture is from what is written before its pixels, and of those that move
// how many pictures they are.
func measure(mime string, from io.Reader) (extent, error) {
	in := &input{Reader: bufio.NewReaderSize(from, 32<<10)}
	var e extent
	switch mime {
	case "image/png":
		e = in.png()
	case "image/gif":
		e = in.gif()
	case "image/webp":
		e = in.webp()
	default:
		var head picture.Head
		head, in.err = picture.ReadHead(in)
		e.width, e.height = head.Upright()
		e.frames = 1
	}
	if in.err != nil {
		return e, in.err
	}
	return e.checked()
}

// input reads binary numbers; after the first error all are 0.
type input struct {
	*bufio.Reader
	err error
}

func (in *input) bytes(n int) []byte {
	b := make([]byte, n)
	if in.err == nil {
		_, in.err = io.ReadFull(in.Reader, b)
	}
	if in.err != nil {
		clear(b)
	}
	return b
}

func (in *input) skip(n int64) {
	if in.err == nil {
		_, in.err = io.CopyN(io.Discard, in.Reader, n)
	}
}

func (in *input) broken() extent {
	if in.err == nil {
		in.err = picture.ErrBroken
	}
	return extent{}
}

// png reads the chunks before the first pixels: IHDR comes first, acTL counts the pictures.
func (in *input) png() extent {
	in.skip(8)
	var e extent
	for first := true; in.err == nil; first = false {
		head := in.bytes(8)
		length, name := int64(binary.BigEndian.Uint32(head)), string(head[4:])
		if first != (name == "IHDR") || name == "IHDR" && length != 13 || length > 1<<31-1 {
			return in.broken()
		}
		switch name {
		case "IHDR":
			at := in.bytes(8)
			e = extent{width: int(binary.BigEndian.Uint32(at)), height: int(binary.BigEndian.Uint32(at[4:])), frames: 1}
			in.skip(5 + 4)
			if e.tooLarge() {
				return e
			}
		case "acTL":
			e.frames = int(binary.BigEndian.Uint32(in.bytes(4)))
			in.skip(length - 4 + 4)
		case "IDAT", "IEND":
			return e
		default:
			in.skip(length + 4)
		}
	}
	return e
}

// webp reads the chunks: VP8X has the size where there is one, ANMF are the pictures.
func (in *input) webp() extent {
	in.skip(12)
	var e extent
	for in.err == nil {
		head := in.bytes(8)
		length := int64(binary.LittleEndian.Uint32(head[4:]))
		left := length + length&1
		switch string(head[:4]) {
		case "VP8X":
			b := in.bytes(10)
			left -= 10
			e.width, e.height = 1+int24(b[4:]), 1+int24(b[7:])
		case "VP8 ", "VP8L":
			return in.still(string(head[:4]), e)
		case "ANMF":
			e.frames++
		}
		if e.tooLarge() || e.frames > mostFrames {
			return e
		}
		if left < 0 {
			return in.broken()
		}
		in.skip(left)
	}
	if e.frames > 0 && (errors.Is(in.err, io.EOF) || errors.Is(in.err, io.ErrUnexpectedEOF)) {
		in.err = nil // that was the last chunk
	}
	return e
}

func int24(b []byte) int { return int(b[0]) | int(b[1])<<8 | int(b[2])<<16 }

// still is the size of one picture; outer is that of the canvas, where there is one.
func (in *input) still(name string, outer extent) extent {
	var e extent
	if name == "VP8L" {
		b := in.bytes(5)
		if b[0] != 0x2f {
			return in.broken()
		}
		bits := binary.LittleEndian.Uint32(b[1:])
		e = extent{width: int(bits&0x3fff) + 1, height: int(bits>>14&0x3fff) + 1, frames: 1}
	} else {
		b := in.bytes(10)
		if b[0]&1 != 0 || b[3] != 0x9d || b[4] != 0x01 || b[5] != 0x2a {
			return in.broken()
		}
		e = extent{width: int(binary.LittleEndian.Uint16(b[6:]) & 0x3fff), height: int(binary.LittleEndian.Uint16(b[8:]) & 0x3fff), frames: 1}
	}
	if outer.width > 0 && (e.width > outer.width || e.height > outer.height) {
		return in.broken()
	}
	return e
}
