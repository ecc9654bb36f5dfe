package portrait

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/gif"
	"image/jpeg"
	"image/png"
	"path"
	"strings"

	"deskbell/models"
	"deskbell/models/picture"
	"deskbell/models/sniff"
)

// MostSide is the longest side of a picture that was drawn anew; larger ones are made smaller.
const MostSide = 2048 // pixels

// mostMoving is how many pixels all the pictures of one that moves may have together.
const mostMoving = 48 << 20

// redrawnQuality is that of a JPEG which is looked at closely.
const redrawnQuality = 88

// Redrawn is a picture of which nothing came along but what one sees: no place where it was taken, no comments.
type Redrawn struct {
	Name  string // with the ending of what it is now
	Bytes []byte
}

// Redraw draws a PNG, a JPEG or a GIF anew, upright and at most MostSide long. Errors: CodeUnsupported for others
// and for too many pixels.
func Redraw(name string, photo []byte) (Redrawn, error) {
	found, err := sniff.Look(name, bytes.NewReader(photo))
	if err != nil {
		return Redrawn{}, err
	}
	stem := strings.TrimSuffix(found.Name, path.Ext(found.Name))
	var out bytes.Buffer
	var ending string
	pixels := found.Width * found.Height
	switch {
	case found.Type == "image/gif" && pixels*max(found.Frames, 1) > mostMoving:
		return Redrawn{}, badFile("%s moves for too long: %d pictures of %d × %d pixels.", found.Name, found.Frames, found.Width, found.Height)
	case pixels > mostPixels:
		return Redrawn{}, badFile("%s has %d × %d pixels; at most 16 million go. Make it smaller first.", found.Name, found.Width, found.Height)
	case found.Type == "image/gif":
		ending, err = ".gif", moving(&out, photo)
	case found.Type == "image/png":
		ending, err = ".png", still(&out, photo, encodePNG)
	case found.Type == "image/jpeg":
		ending, err = ".jpg", still(&out, photo, encodeJPEG)
	default:
		return Redrawn{}, badFile("%s cannot be shown in an article. Use a PNG, JPEG or GIF.", found.Name)
	}
	if err != nil {
		return Redrawn{}, badFile("%s is damaged. Use another one.", found.Name)
	}
	return Redrawn{Name: stem + ending, Bytes: out.Bytes()}, nil
}

func badFile(format string, args ...any) error {
	return &models.Error{Code: models.CodeUnsupported, Field: "file", Message: fmt.Sprintf(format, args...)}
}

func encodePNG(to *bytes.Buffer, m image.Image) error { return png.Encode(to, m) }

func encodeJPEG(to *bytes.Buffer, m image.Image) error {
	return jpeg.Encode(to, m, &jpeg.Options{Quality: redrawnQuality})
}

// still draws one picture.
func still(out *bytes.Buffer, photo []byte, encode func(*bytes.Buffer, image.Image) error) error {
	decoded, kind, err := image.Decode(bytes.NewReader(photo))
	if err != nil {
		return err
	}
	return encode(out, picture.Upright(smaller(decoded), held(photo, kind)))
}

// moving draws all pictures of one that moves; what stands between them is left out.
func moving(out *bytes.Buffer, photo []byte) error {
	all, err := gif.DecodeAll(bytes.NewReader(photo))
	if err != nil {
		return err
	}
	return gif.EncodeAll(out, all)
}

// smaller is the picture with its longest side at most MostSide, each pixel the mean of those it stands for.
func smaller(from image.Image) image.Image {
	box := from.Bounds()
	longest := max(box.Dx(), box.Dy())
	if longest <= MostSide {
		return from
	}
	out := image.NewNRGBA(image.Rect(0, 0, max(box.Dx()*MostSide/longest, 1), max(box.Dy()*MostSide/longest, 1)))
	for y := range out.Rect.Dy() {
		for x := range out.Rect.Dx() {
			cut := image.Rect(box.Min.X+x*box.Dx()/out.Rect.Dx(), box.Min.Y+y*box.Dy()/out.Rect.Dy(),
				box.Min.X+(x+1)*box.Dx()/out.Rect.Dx(), box.Min.Y+(y+1)*box.Dy()/out.Rect.Dy())
			out.Set(x, y, mean(from, cut))
		}
	}
	return out
}

// mean is the colour of a part of a picture.
func mean(from image.Image, part image.Rectangle) color.Color {
	var r, g, b, a, n uint64
	for y := part.Min.Y; y < max(part.Max.Y, part.Min.Y+1); y++ {
		for x := part.Min.X; x < max(part.Max.X, part.Min.X+1); x++ {
			pr, pg, pb, pa := from.At(x, y).RGBA()
			r, g, b, a, n = r+uint64(pr), g+uint64(pg), b+uint64(pb), a+uint64(pa), n+1
		}
	}
	return color.RGBA64{R: uint16(r / n), G: uint16(g / n), B: uint16(b / n), A: uint16(a / n)}
}
