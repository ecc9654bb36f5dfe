package portrait

import (
	"bytes"
	"encoding/binary"
	"hash/crc32"
	"image"
	"image/color"
	"image/gif"
	"image/jpeg"
	"image/png"
	"strings"
	"testing"

	"deskbell/models"
)

// halves is a picture that is red on the left and blue on the right, with green above on both.
func halves(w, h int) image.Image {
	img := image.NewRGBA(image.Rect(0, 0, w, h))
	for y := range h {
		for x := range w {
			c := color.RGBA{R: 255, A: 255}
			if x >= w/2 {
				c = color.RGBA{B: 255, A: 255}
			}
			if y < h/4 {
				c.G = 255
			}
			img.SetRGBA(x, y, c)
		}
	}
	return img
}

func made(t *testing.T, photo []byte) image.Image {
	t.Helper()
	out, err := Make(photo)
	if err != nil {
		t.Fatal(err)
	}
	img, kind, err := image.Decode(bytes.NewReader(out))
	if err != nil || kind != "jpeg" || img.Bounds().Dx() != Side || img.Bounds().Dy() != Side || len(out) > 20<<10 {
		t.Fatalf("%v, %s, %d bytes", err, kind, len(out))
	}
	return img
}

// near says whether a pixel of the lower half is rather red or rather blue.
func near(img image.Image, x, y int) string {
	r, _, b, _ := img.At(x, y).RGBA()
	if r > b {
		return "red"
	}
	return "blue"
}

func TestMake_EveryKind_IsASmallSquareOfTheMiddle(t *testing.T) {
	var asPNG, asJPEG, asGIF bytes.Buffer
	if err := png.Encode(&asPNG, halves(300, 100)); err != nil {
		t.Fatal(err)
	}
	if err := jpeg.Encode(&asJPEG, halves(60, 90), nil); err != nil {
		t.Fatal(err)
	}
	if err := gif.Encode(&asGIF, halves(500, 500), nil); err != nil {
		t.Fatal(err)
	}
	for kind, photo := range map[string][]byte{"png": asPNG.Bytes(), "jpeg": asJPEG.Bytes(), "gif": asGIF.Bytes()} {
		img := made(t, photo)
		if near(img, 20, 100) != "red" || near(img, 108, 100) != "blue" {
			t.Errorf("%s: the sides are wrong", kind)
		}
	}
}

func TestMake_CameraThatWasTurned_StandsUprightAndKeepsNothingOfTheFile(t *testing.T) {
	var plain bytes.Buffer
	if err := jpeg.Encode(&plain, halves(120, 120), nil); err != nil {
		t.Fatal(err)
	}
	exif := "Exif\x00\x00II*\x00\x08\x00\x00\x00\x01\x00\x12\x01\x03\x00\x01\x00\x00\x00\x03\x00\x00\x00secret place"
	segment := binary.BigEndian.AppendUint16([]byte{0xff, 0xe1}, uint16(len(exif)+2))
	photo := append(append(append([]byte{}, plain.Bytes()[:2]...), append(segment, exif...)...), plain.Bytes()[2:]...)
	img := made(t, photo)
	if near(img, 20, 60) != "blue" || near(img, 108, 60) != "red" {
		t.Error("upside down")
	}
	if out, _ := Make(photo); bytes.Contains(out, []byte("secret place")) || bytes.Contains(out, []byte("Exif")) {
		t.Error("what the camera wrote is still there")
	}
}

func TestMake_SeeThrough_IsOnWhite(t *testing.T) {
	var photo bytes.Buffer
	if err := png.Encode(&photo, image.NewNRGBA(image.Rect(0, 0, 10, 10))); err != nil {
		t.Fatal(err)
	}
	if r, g, b, _ := made(t, photo.Bytes()).At(64, 64).RGBA(); r < 0xf000 || g < 0xf000 || b < 0xf000 {
		t.Errorf("%x %x %x", r, g, b)
	}
}

func TestMake_NoPicture_TooManyPixels_AreRefusedBeforeTheyAreDecoded(t *testing.T) {
	bomb := []byte("\x89PNG\r\n\x1a\n")
	head := []byte("IHDR\x00\x00\xff\xff\x00\x00\xff\xff\x08\x06\x00\x00\x00")
	bomb = append(binary.BigEndian.AppendUint32(bomb, 13), head...)
	bomb = binary.BigEndian.AppendUint32(bomb, crc32.ChecksumIEEE(head))
	for name, photo := range map[string][]byte{"nothing": nil, "text": []byte("hello"), "a page": []byte("<svg onload=alert(1)>"), "a bomb": bomb,
		"cut off": []byte("\xff\xd8\xff\xe0")} {
		_, err := Make(photo)
		if models.CodeOf(err) != models.CodeUnsupported || strings.Contains(err.Error(), "image:") {
			t.Errorf("%s: %v", name, err)
		}
	}
}
