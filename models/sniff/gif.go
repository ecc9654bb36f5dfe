package sniff

import (
	"encoding/binary"

	"deskbell/models/picture"
)

// gif walks through the blocks and counts the pictures, without unpacking any.
func (in *input) gif() extent {
	screen := in.bytes(13)[6:]
	e := extent{width: int(binary.LittleEndian.Uint16(screen)), height: int(binary.LittleEndian.Uint16(screen[2:]))}
	in.colours(screen[4])
	for in.err == nil && !e.tooLarge() && e.frames <= mostFrames {
		switch in.bytes(1)[0] {
		case 0x21: // an extension
			in.skip(1)
			in.blocks()
		case 0x2c:
			at := in.bytes(9)
			number := func(i int) int { return int(binary.LittleEndian.Uint16(at[i:])) }
			if number(0)+number(4) > max(e.width, picture.LongestSide) || number(2)+number(6) > max(e.height, picture.LongestSide) {
				return in.broken()
			}
			e.frames++
			in.colours(at[8])
			in.skip(1)
			in.blocks()
		case 0x3b:
			return e
		default:
			return in.ended(e)
		}
	}
	return in.ended(e)
}

// ended is what was found where a file stops early: browsers show what is there.
func (in *input) ended(e extent) extent {
	if e.frames == 0 {
		return in.broken()
	}
	in.err = nil
	return e
}

// colours skips a table of them.
func (in *input) colours(flags byte) {
	if flags&0x80 != 0 {
		in.skip(3 << (flags&7 + 1))
	}
}

// blocks skips data up to its end.
func (in *input) blocks() {
	for in.err == nil {
		n, err := in.ReadByte()
		if in.err = err; err != nil || n == 0 {
			return
		}
		in.skip(int64(n))
	}
}
