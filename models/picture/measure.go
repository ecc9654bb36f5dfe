package picture

import (
	"image"
	"image/color"
	"io"
)

// measure says how large a picture is, and how many bytes of memory it takes to draw it anew, without decoding
// it.
func measure(from io.ReadSeeker, kind string) (size image.Point, need int, err error) {
	if _, err := from.Seek(0, io.SeekStart); err != nil {
		return size, 0, err
	}
	if kind == "image/jpeg" {
		head, err := ReadHead(from)
		if err != nil || head.Width < 1 || head.Height < 1 {
			return size, 0, damaged()
		}
		size = image.Pt(head.Width, head.Height)
		return size, size.X * size.Y / 100 * head.need(), nil
	}
	about, name, err := image.DecodeConfig(from)
	if err != nil || about.Width < 1 || about.Height < 1 || "image/"+name != kind {
		return size, 0, damaged()
	}
	size = image.Pt(about.Width, about.Height)
	need = size.X * size.Y * bytesOf(kind, about.ColorModel)
	if kind == "image/png" && interlaced(from) {
		need *= 2
	}
	return size, need, nil
}

// interlaced PNGs are put together from seven pictures.
func interlaced(from io.ReadSeeker) bool {
	var head [29]byte
	if _, err := from.Seek(0, io.SeekStart); err != nil {
		return true
	}
	_, err := io.ReadFull(from, head[:])
	return err != nil || head[28] != 0
}

// need is bytes for each hundred pixels: the samples themselves, four bytes of each while a progressive one is
// put together, once more where it is turned, and as RGBA where it was made for printers.
func (h Head) need() int {
	each := 1
	if h.Turn > 1 {
		each++
	}
	need := h.Samples * each
	if h.Components == 4 {
		need = h.Samples + 400*each
	}
	if h.Progressive {
		need += 4 * h.Samples
	}
	return max(need, 100)
}

// bytesOf are for each pixel.
func bytesOf(kind string, colours color.Model) int {
	switch {
	case kind == "image/webp":
		return 8 // it is put together from parts that take as much
	case kind == "image/gif":
		return 1
	}
	switch colours {
	case color.GrayModel:
		return 1
	case color.Gray16Model:
		return 2
	case color.RGBA64Model, color.NRGBA64Model:
		return 8
	case color.RGBAModel, color.NRGBAModel:
		return 4
	}
	return 1 // a palette
}
