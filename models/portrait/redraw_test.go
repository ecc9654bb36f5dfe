package portrait

import (
	"bytes"
	"image"
	"image/color"
	"image/color/palette"
	"image/gif"
	"image/jpeg"
	"image/png"
	"strings"
	"testing"

	"deskbell/models"
)

func encoded(t *testing.T, kind string, picture image.Image) []byte {
	t.Helper()
	var b bytes.Buffer
	var err error
	switch kind {
	case "png":
		err = png.Encode(&b, picture)
	case "jpg":
		err = jpeg.Encode(&b, picture, &jpeg.Options{Quality: 95})
	case "gif":
		one := image.NewPaletted(image.Rect(0, 0, 8, 8), palette.Plan9)
		err = gif.EncodeAll(&b, &gif.GIF{Image: []*image.Paletted{one, one, one}, Delay: []int{5, 5, 5}})
	}
	if err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// with puts a segment with words behind the beginning of a JPEG.
func with(photo []byte, marker byte, words string) []byte {
	n := len(words) + 2
	return append(append(append([]byte{}, photo[:2]...), append([]byte{0xff, marker, byte(n >> 8), byte(n)}, words...)...), photo[2:]...)
}

func TestRedraw_Pictures_KeepWhatIsSeenAndNothingElse(t *testing.T) {
	held := "Exif\x00\x00II*\x00\x08\x00\x00\x00\x01\x00\x12\x01\x03\x00\x01\x00\x00\x00\x06\x00\x00\x00\x00\x00\x00\x00GPS of my house"
	photo := with(with(encoded(t, "jpg", halves(60, 40)), 0xfe, "a comment"), 0xe1, held)
	got, err := Redraw("my photo.jpeg", photo)
	if err != nil || got.Name != "my photo.jpg" || bytes.Contains(got.Bytes, []byte("GPS")) || bytes.Contains(got.Bytes, []byte("comment")) {
		t.Fatalf("%s, %v", got.Name, err)
	}
	img, err := jpeg.Decode(bytes.NewReader(got.Bytes))
	if err != nil || img.Bounds().Dx() != 40 || img.Bounds().Dy() != 60 { // it was held on its side
		t.Fatalf("%v, %v", img.Bounds(), err)
	}
	if near(img, 5, 5) != "red" || near(img, 5, 55) != "blue" {
		t.Error("it was turned the other way")
	}
	behind := append(encoded(t, "png", halves(30, 20)), "<script>alert(1)</script>"...)
	if got, err = Redraw("a.png", behind); err != nil || bytes.Contains(got.Bytes, []byte("script")) || got.Name != "a.png" {
		t.Errorf("%s, %v", got.Name, err)
	}
	if got, err = Redraw("moves", encoded(t, "gif", nil)); err != nil || got.Name != "moves.gif" {
		t.Fatalf("%s, %v", got.Name, err)
	}
	if all, err := gif.DecodeAll(bytes.NewReader(got.Bytes)); err != nil || len(all.Image) != 3 {
		t.Errorf("%v", err)
	}
}

func TestRedraw_LargePicture_IsMadeSmaller(t *testing.T) {
	large := image.NewNRGBA(image.Rect(0, 0, 4096, 100))
	for x := range 4096 {
		for y := range 100 {
			large.SetNRGBA(x, y, color.NRGBA{G: 255, A: uint8(255 * (x / 2048))})
		}
	}
	got, err := Redraw("wide.png", encoded(t, "png", large))
	if err != nil {
		t.Fatal(err)
	}
	img, err := png.Decode(bytes.NewReader(got.Bytes))
	if err != nil || img.Bounds().Dx() != MostSide || img.Bounds().Dy() != 50 {
		t.Fatalf("%v, %v", img.Bounds(), err)
	}
	_, g, _, a := img.At(2000, 25).RGBA()
	if _, _, _, none := img.At(10, 25).RGBA(); none != 0 || a != 0xffff || g != 0xffff {
		t.Errorf("alpha %d and %d, green %d", none, a, g)
	}
}

func TestRedraw_WhatIsNoPicture_IsRefused(t *testing.T) {
	cut := encoded(t, "png", halves(300, 200))
	for name, body := range map[string][]byte{"a.svg": []byte("<svg onload=alert(1)>"), "a.png": []byte("<svg>"), "a.pdf": []byte("%PDF-1.4"), "cut.png": cut[:len(cut)/2],
		"large.png": encoded(t, "png", image.NewGray(image.Rect(0, 0, 16000, 1100))), "a.txt": []byte(strings.Repeat("words ", 9))} {
		if _, err := Redraw(name, body); models.CodeOf(err) != models.CodeUnsupported {
			t.Errorf("%s: %v", name, err)
		}
	}
}
