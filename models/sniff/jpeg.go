package sniff

import (
	"bytes"
	"encoding/binary"
)

// jpeg reads the segments up to the one with the size, and on the way how the picture is turned.
func (in *input) jpeg() extent {
	in.skip(2)
	turned := false
	for in.err == nil {
		marker := in.marker()
		switch {
		case in.err != nil:
			return extent{}
		case marker == 0x01 || marker >= 0xd0 && marker <= 0xd7: // stands alone
			continue
		case marker == 0xd8 || marker == 0xd9 || marker == 0xda: // pixels before their size
			return in.broken()
		}
		length := int(binary.BigEndian.Uint16(in.bytes(2))) - 2
		if length < 0 {
			return in.broken()
		}
		switch {
		case marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc:
			at := in.bytes(5)
			e := extent{width: int(binary.BigEndian.Uint16(at[3:])), height: int(binary.BigEndian.Uint16(at[1:])), frames: 1}
			if turned {
				e.width, e.height = e.height, e.width
			}
			return e
		case marker == 0xe1 && !turned:
			turned = lies(in.bytes(length))
		default:
			in.skip(int64(length))
		}
	}
	return extent{}
}

// marker is the next one; what fills the room before it is skipped.
func (in *input) marker() byte {
	if in.bytes(1)[0] != 0xff {
		in.broken()
		return 0
	}
	for in.err == nil {
		if b := in.bytes(1)[0]; b != 0xff {
			return b
		}
	}
	return 0
}

// lies says whether the camera was held so that width and height change places (Exif's Orientation, 5
// to 8). Whatever cannot be read does not lie.
func lies(segment []byte) bool {
	tiff, found := bytes.CutPrefix(segment, []byte("Exif\x00\x00"))
	if !found || len(tiff) < 8 {
		return false
	}
	var order binary.ByteOrder = binary.BigEndian
	if tiff[0] == 'I' {
		order = binary.LittleEndian
	}
	at := uint64(order.Uint32(tiff[4:]))
	if at+2 > uint64(len(tiff)) {
		return false
	}
	entries := tiff[at+2:]
	for range order.Uint16(tiff[at:]) {
		if len(entries) < 12 {
			return false
		}
		if order.Uint16(entries) == 0x0112 {
			turn := order.Uint16(entries[8:])
			return turn >= 5 && turn <= 8
		}
		entries = entries[12:]
	}
	return false
}
