package picture

import (
	"bufio"
	"io"
)

// bareGIF writes a GIF without what is not seen of it: comments, words that no browser draws, what programs
// have put in, and what stands behind its end. How often it begins anew stays. It says how many pictures it
// has; of one that stops early those that are there.
func bareGIF(to io.Writer, from io.Reader) error {
	g := &gifCopy{in: bufio.NewReader(from), out: bufio.NewWriter(to)}
	screen := g.copy(13)
	g.colours(screen[4+6])
	for g.err == nil {
		switch block := g.byte(); {
		case g.err != nil:
		case block == 0x21:
			g.extension(g.byte())
		case block == 0x2c:
			g.put(block)
			g.colours(g.copy(9)[8])
			g.copy(1)
			g.blocks(true)
			g.pictures++
		default: // 0x3b is the end, and what is none of these is one as well
			g.put(0x3b)
			return g.ended()
		}
	}
	if g.pictures > 0 && (g.err == io.EOF || g.err == io.ErrUnexpectedEOF) {
		g.err = nil // browsers show what is there, and so is it kept
		g.put(0x00)
		g.put(0x3b)
	}
	return g.ended()
}

type gifCopy struct {
	in       *bufio.Reader
	out      *bufio.Writer
	pictures int
	err      error
}

func (g *gifCopy) ended() error {
	if g.err == nil && g.pictures == 0 {
		g.err = ErrBroken
	}
	if g.err != nil {
		return g.err
	}
	return g.out.Flush()
}

// extension keeps what belongs to the next picture, and how often all of them are played.
func (g *gifCopy) extension(label byte) {
	switch label {
	case 0xf9:
		g.put(0x21, label)
		g.blocks(true)
	case 0xff:
		name := g.read(int(g.byte()))
		if string(name) != "NETSCAPE2.0" || g.err != nil {
			g.blocks(false)
			return
		}
		times := g.read(int(g.byte()))
		if len(times) == 3 && times[0] == 1 {
			g.put(append(append([]byte{0x21, 0xff, 11}, "NETSCAPE2.0"...), 3, 1, times[1], times[2], 0)...)
		}
		if len(times) > 0 {
			g.blocks(false)
		}
	default:
		g.blocks(false)
	}
}

func (g *gifCopy) put(b ...byte) {
	if g.err == nil {
		_, g.err = g.out.Write(b)
	}
}

func (g *gifCopy) read(n int) []byte {
	b := make([]byte, n)
	if g.err == nil {
		_, g.err = io.ReadFull(g.in, b)
	}
	if g.err != nil {
		clear(b)
	}
	return b
}

func (g *gifCopy) byte() byte { return g.read(1)[0] }

func (g *gifCopy) copy(n int) []byte {
	b := g.read(n)
	g.put(b...)
	return b
}

// colours copies a table of them.
func (g *gifCopy) colours(flags byte) {
	if flags&0x80 != 0 {
		g.copy(3 << (flags&7 + 1))
	}
}

// blocks reads data up to its end.
func (g *gifCopy) blocks(keep bool) {
	for g.err == nil {
		n := g.byte()
		data := g.read(int(n))
		if keep {
			g.put(n)
			g.put(data...)
		}
		if n == 0 {
			return
		}
	}
}
