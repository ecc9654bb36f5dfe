// Package portrait draws pictures anew, so that nothing of the file that came is kept but what one sees: of a
// photograph a face, which is a small square JPEG, and pictures for articles as they are.
package portrait

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	_ "image/gif" // registers itself
	"image/jpeg"
	_ "image/png" // registers itself

	"deskbell/models"
	"deskbell/models/picture"
)

// What is made, and what it is made of at most. To decode so many pixels takes some 100 MiB.
const (
	Side       = 128 // pixels
	MostBytes  = 10 << 20
	mostPixels = 16 << 20
	quality    = 85
	// samples is how many pixels of the photograph, along each side, make one of the portrait.
	samples = 8
)

// Make cuts the largest square out of the middle. Errors: CodeUnsupported for what is no JPEG, PNG or GIF, and
// for too many pixels.
func Make(photo []byte) ([]byte, error) {
	about, kind, err := image.DecodeConfig(bytes.NewReader(photo))
	if err != nil {
		return nil, unsupported("This is not a picture that can be read. Use a JPEG, PNG or GIF.")
	}
	if about.Width < 1 || about.Height < 1 || int64(about.Width)*int64(about.Height) > mostPixels {
		return nil, unsupported(fmt.Sprintf("This picture has %d × %d pixels; at most 16 million go. Make it smaller first.", about.Width, about.Height))
	}
	decoded, _, err := image.Decode(bytes.NewReader(photo))
	if err != nil {
		return nil, unsupported("This picture is damaged. Use another one.")
	}
	var out bytes.Buffer
	if err := jpeg.Encode(&out, shrink(decoded, held(photo, kind)), &jpeg.Options{Quality: quality}); err != nil {
		return nil, fmt.Errorf("portrait: %w", err)
	}
	return out.Bytes(), nil
}

func unsupported(sentence string) error {
	return &models.Error{Code: models.CodeUnsupported, Field: "picture", Message: sentence}
}

// shrink draws the middle of a picture, upright, on white.
func shrink(photo image.Image, turn int) *image.RGBA {
	box := photo.Bounds()
	side := min(box.Dx(), box.Dy())
	left, top := box.Min.X+(box.Dx()-side)/2, box.Min.Y+(box.Dy()-side)/2
	out := image.NewRGBA(image.Rect(0, 0, Side, Side))
	for y := range Side {
		for x := range Side {
			cut := image.Rect(left+x*side/Side, top+y*side/Side, left+(x+1)*side/Side, top+(y+1)*side/Side)
			to := picture.Place(image.Pt(x, y), image.Pt(Side, Side), turn)
			out.SetRGBA(to.X, to.Y, average(photo, cut))
		}
	}
	return out
}

// average is the colour of a part, of which at least one pixel is looked at.
func average(photo image.Image, part image.Rectangle) color.RGBA {
	var r, g, b, n uint64
	for j := range samples {
		for i := range samples {
			x := part.Min.X + i*max(part.Dx(), 1)/samples
			y := part.Min.Y + j*max(part.Dy(), 1)/samples
			pr, pg, pb, pa := photo.At(x, y).RGBA()
			white := uint64(0xffff - pa)
			r, g, b, n = r+uint64(pr)+white, g+uint64(pg)+white, b+uint64(pb)+white, n+1
		}
	}
	return color.RGBA{R: uint8(r / n >> 8), G: uint8(g / n >> 8), B: uint8(b / n >> 8), A: 0xff}
}

// held is how the camera was held, as Exif counts; 1, upright, where nothing says so.
func held(photo []byte, kind string) int {
	head, err := picture.ReadHead(bytes.NewReader(photo))
	if kind != "jpeg" || err != nil {
		return 1
	}
	return head.Turn
}
