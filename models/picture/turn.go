package picture

import (
	"image"
	"image/draw"
)

// Place is where a pixel of a picture of this size belongs when the camera was held as turn says.
func Place(at image.Point, size image.Point, turn int) image.Point {
	right, below := size.X-1-at.X, size.Y-1-at.Y
	switch turn {
	case 2:
		return image.Pt(right, at.Y)
	case 3:
		return image.Pt(right, below)
	case 4:
		return image.Pt(at.X, below)
	case 5:
		return image.Pt(at.Y, at.X)
	case 6:
		return image.Pt(below, at.X)
	case 7:
		return image.Pt(below, right)
	case 8:
		return image.Pt(at.Y, right)
	}
	return at
}

// Upright turns a decoded picture as it is seen. Those of cameras are turned as they are kept, a plane at a
// time, so that they need no more memory than once more.
func Upright(m image.Image, turn int) image.Image {
	if turn < 2 || turn > 8 {
		return m
	}
	switch m := m.(type) {
	case *image.YCbCr:
		if out := turnedYCbCr(m, turn); out != nil {
			return out
		}
	case *image.Gray:
		out := image.NewGray(turnedBounds(m.Rect, turn))
		turnPlane(plane{out.Pix, out.Stride, out.Rect.Size()}, plane{m.Pix, m.Stride, m.Rect.Size()}, turn)
		return out
	}
	flat := plain(m)
	out := image.NewRGBA(turnedBounds(flat.Rect, turn))
	size := flat.Rect.Size()
	for y := range size.Y {
		for x := range size.X {
			to := Place(image.Pt(x, y), size, turn)
			copy(out.Pix[to.Y*out.Stride+4*to.X:][:4], flat.Pix[y*flat.Stride+4*x:])
		}
	}
	return out
}

// plain is a picture as RGBA, from (0, 0) on.
func plain(m image.Image) *image.RGBA {
	flat := image.NewRGBA(image.Rectangle{Max: m.Bounds().Size()})
	draw.Draw(flat, flat.Rect, m, m.Bounds().Min, draw.Src)
	return flat
}

func turnedBounds(r image.Rectangle, turn int) image.Rectangle {
	if turn >= 5 {
		return image.Rect(0, 0, r.Dy(), r.Dx())
	}
	return image.Rect(0, 0, r.Dx(), r.Dy())
}

// turnedYCbCr is nil for the rare ratios that have no turned one.
func turnedYCbCr(m *image.YCbCr, turn int) *image.YCbCr {
	ratio := m.SubsampleRatio
	if turn >= 5 {
		switch ratio {
		case image.YCbCrSubsampleRatio422:
			ratio = image.YCbCrSubsampleRatio440
		case image.YCbCrSubsampleRatio440:
			ratio = image.YCbCrSubsampleRatio422
		case image.YCbCrSubsampleRatio444, image.YCbCrSubsampleRatio420:
		default:
			return nil
		}
	}
	out := image.NewYCbCr(turnedBounds(m.Rect, turn), ratio)
	turnPlane(plane{out.Y, out.YStride, out.Rect.Size()}, plane{m.Y, m.YStride, m.Rect.Size()}, turn)
	from := chroma(m)
	to := from
	if turn >= 5 {
		to = image.Pt(from.Y, from.X)
	}
	turnPlane(plane{out.Cb, out.CStride, to}, plane{m.Cb, m.CStride, from}, turn)
	turnPlane(plane{out.Cr, out.CStride, to}, plane{m.Cr, m.CStride, from}, turn)
	return out
}

// chroma is how many samples of colour there are.
func chroma(m *image.YCbCr) image.Point {
	last := m.COffset(m.Rect.Max.X-1, m.Rect.Max.Y-1) - m.COffset(m.Rect.Min.X, m.Rect.Min.Y)
	return image.Pt(last%m.CStride+1, last/m.CStride+1)
}

// plane is one sample for each of its points.
type plane struct {
	pix    []uint8
	stride int
	size   image.Point
}

func turnPlane(to, from plane, turn int) {
	for y := range from.size.Y {
		row := from.pix[y*from.stride:][:from.size.X]
		for x, sample := range row {
			at := Place(image.Pt(x, y), from.size, turn)
			to.pix[at.Y*to.stride+at.X] = sample
		}
	}
}
