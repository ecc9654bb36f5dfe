package picture

import (
	"bytes"
	"context"
	"encoding/binary"
	"hash/crc32"
	"image"
	"image/color"
	"image/gif"
	"image/jpeg"
	"image/png"
	"runtime"
	"strings"
	"sync"
	"testing"

	"deskbell/models"
	"pgregory.net/rapid"
)

// corner is a picture whose left upper corner is white, the rest black.
func corner(m interface {
	image.Image
	Set(x, y int, c color.Color)
}) image.Image {
	box := m.Bounds()
	for y := range box.Dy() {
		for x := range box.Dx() {
			c := color.Gray{}
			if x < box.Dx()/2 && y < box.Dy()/2 {
				c.Y = 255
			}
			m.Set(x, y, c)
		}
	}
	return m
}

func jpegOf(t testing.TB, m image.Image) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := jpeg.Encode(&b, m, &jpeg.Options{Quality: 95}); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func pngOf(t testing.TB, m image.Image) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := png.Encode(&b, m); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// held puts Exif into a JPEG, with a place that nobody is to know.
func held(photo []byte, turn uint16, order binary.AppendByteOrder) []byte {
	mark := "MM\x00*\x00\x00\x00\x08"
	if order == binary.AppendByteOrder(binary.LittleEndian) {
		mark = "II*\x00\x08\x00\x00\x00"
	}
	exif := order.AppendUint16([]byte("Exif\x00\x00"+mark), 1)
	exif = order.AppendUint16(order.AppendUint16(exif, orientationTag), 3)
	exif = order.AppendUint16(order.AppendUint32(exif, 1), turn)
	exif = append(exif, "\x00\x00\x00\x00\x00\x00GPS 52.52 13.40"...)
	segment := binary.BigEndian.AppendUint16([]byte{0xff, 0xe1}, uint16(len(exif)+2))
	return append(append(append([]byte{}, photo[:2]...), append(segment, exif...)...), photo[2:]...)
}

func drawn(t testing.TB, kind string, file []byte) (Drawn, []byte) {
	t.Helper()
	var out bytes.Buffer
	got, err := NewEasel().Draw(t.Context(), bytes.NewReader(file), kind, &out)
	if err != nil {
		t.Fatal(err)
	}
	return got, out.Bytes()
}

// white says in which quarter the corner is now: "lu", "ru", "rl", "ll".
func white(t testing.TB, file []byte) string {
	t.Helper()
	m, _, err := image.Decode(bytes.NewReader(file))
	if err != nil {
		t.Fatal(err)
	}
	box := m.Bounds()
	for name, at := range map[string]image.Point{"lu": {1, 1}, "ru": {3, 1}, "ll": {1, 3}, "rl": {3, 3}} {
		if r, _, _, _ := m.At(box.Min.X+at.X*box.Dx()/4, box.Min.Y+at.Y*box.Dy()/4).RGBA(); r > 0x8000 {
			return name
		}
	}
	return "none"
}

// M-10 A18
func TestDraw_PhotographHeldAnyWay_StandsUprightAndTellsNothing(t *testing.T) {
	box := image.Rect(0, 0, 41, 21) // odd, so that colours do not fall on pixels
	grey, full := corner(image.NewGray(box)), corner(image.NewRGBA(box))
	for turn, want := range map[uint16]string{1: "lu", 2: "ru", 3: "rl", 4: "ll", 5: "lu", 6: "ru", 7: "rl", 8: "ll"} {
		for name, photo := range map[string][]byte{"grey": jpegOf(t, grey), "colour": jpegOf(t, full)} {
			for _, order := range []binary.AppendByteOrder{binary.BigEndian, binary.LittleEndian} {
				got, out := drawn(t, "image/jpeg", held(photo, turn, order))
				wide, high := 41, 21
				if turn >= 5 {
					wide, high = 21, 41
				}
				about, kind, err := image.DecodeConfig(bytes.NewReader(out))
				if err != nil || kind != "jpeg" || about.Width != wide || about.Height != high || got != (Drawn{"image/jpeg", wide, high}) {
					t.Errorf("%s held as %d: %+v, %+v, %v", name, turn, got, about, err)
				}
				if at := white(t, out); at != want {
					t.Errorf("%s held as %d: the corner is at %s, want %s", name, turn, at, want)
				}
				if bytes.Contains(out, []byte("Exif")) || bytes.Contains(out, []byte("GPS")) {
					t.Errorf("%s held as %d: it tells where it was taken", name, turn)
				}
			}
		}
	}
}

func TestUpright_EveryRatioOfColours_TurnsAlike(t *testing.T) {
	for ratio := image.YCbCrSubsampleRatio444; ratio <= image.YCbCrSubsampleRatio410; ratio++ {
		m := image.NewYCbCr(image.Rect(0, 0, 16, 8), ratio)
		for i := range m.Cb {
			m.Cb[i], m.Cr[i] = 128, 128
		}
		for y := range 4 {
			for x := range 8 {
				m.Y[m.YOffset(x, y)] = 255
			}
		}
		for turn := range 9 {
			got := Upright(m, turn)
			var b bytes.Buffer
			if err := png.Encode(&b, got); err != nil {
				t.Fatal(err)
			}
			if want := []string{"lu", "lu", "ru", "rl", "ll", "lu", "ru", "rl", "ll"}[turn]; white(t, b.Bytes()) != want {
				t.Errorf("%v turned by %d: %s, want %s", ratio, turn, white(t, b.Bytes()), want)
			}
		}
	}
}

// A5
func TestDraw_PNG_KeepsWhatIsSeenAlone(t *testing.T) {
	file := pngOf(t, corner(image.NewNRGBA(image.Rect(0, 0, 8, 8))))
	words := []byte("tEXtAuthor\x00Somebody")
	chunk := binary.BigEndian.AppendUint32(nil, uint32(len(words)-4))
	chunk = binary.BigEndian.AppendUint32(append(chunk, words...), crc32.ChecksumIEEE(words))
	file = append(append(append([]byte{}, file[:33]...), chunk...), append(file[33:], "<script>alert(1)</script>"...)...)
	got, out := drawn(t, "image/png", file)
	if got != (Drawn{"image/png", 8, 8}) || white(t, out) != "lu" || bytes.Contains(out, []byte("Somebody")) || bytes.Contains(out, []byte("script")) {
		t.Errorf("%+v, %q", got, out)
	}
}

func gifOf(t testing.TB, frames int) []byte {
	t.Helper()
	g := gif.GIF{LoopCount: 3}
	for range frames {
		m := image.NewPaletted(image.Rect(0, 0, 8, 8), color.Palette{color.Black, color.White})
		g.Image, g.Delay = append(g.Image, corner(m).(*image.Paletted)), append(g.Delay, 7)
	}
	var b bytes.Buffer
	if err := gif.EncodeAll(&b, &g); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestDraw_GIF_MovesOnAndTellsNothing(t *testing.T) {
	for _, frames := range []int{1, 3} {
		file := gifOf(t, frames)
		at := bytes.Index(file, []byte("!\xf9"))
		more := "!\xfe\x09a comment\x00" + "!\xff\x0bXMP DataXMP\x04GPS \x00" + "!\xff\x0bNETSCAPE2.0\x03\x02\x00\x00\x00" + "!\x01\x0c123456789012\x00"
		file = append(append(append([]byte{}, file[:at]...), more...), append(file[at:], "<svg onload=alert(1)>"...)...)
		_, out := drawn(t, "image/gif", file)
		for _, word := range []string{"comment", "GPS", "XMP", "svg"} {
			if bytes.Contains(out, []byte(word)) {
				t.Errorf("it has %q", word)
			}
		}
		all, err := gif.DecodeAll(bytes.NewReader(out))
		if err != nil || len(all.Image) != frames || all.Delay[0] != 7 || frames > 1 && all.LoopCount != 3 {
			t.Errorf("%d pictures: %+v, %v", frames, all, err)
		}
	}
	file := gifOf(t, 3)
	_, out := drawn(t, "image/gif", file[:len(file)-12]) // it stops early
	if m, err := gif.Decode(bytes.NewReader(out)); err != nil || m.Bounds().Dx() != 8 {
		t.Error(err)
	}
}

// A5 A6
func TestDraw_TooLargeOrDamaged_IsRefusedBeforeItIsDecoded(t *testing.T) {
	bomb := func(w, h uint32, depth, colours, interlaced byte) []byte {
		head := binary.BigEndian.AppendUint32(binary.BigEndian.AppendUint32([]byte("IHDR"), w), h)
		head = append(head, depth, colours, 0, 0, interlaced)
		file := binary.BigEndian.AppendUint32([]byte("\x89PNG\r\n\x1a\n"), 13)
		return binary.BigEndian.AppendUint32(append(file, head...), crc32.ChecksumIEEE(head))
	}
	wide := jpegOf(t, image.NewGray(image.Rect(0, 0, 8, 8)))
	at := bytes.Index(wide, []byte{0xff, 0xc0})
	progressive := append(bytes.Clone(wide[:at]), "\xff\xc2\x00\x11\x08\x10\x00\x20\x00\x03\x01\x11\x00\x02\x11\x00\x03\x11\x00"...)
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	for name, c := range map[string]struct {
		kind  string
		file  []byte
		large bool
	}{
		"too wide": {"image/png", bomb(20_000, 10, 8, 6, 0), true}, "too many pixels": {"image/png", bomb(8_000, 6_000, 8, 6, 0), true},
		"deep": {"image/png", bomb(6_000, 5_000, 16, 6, 0), true}, "interlaced": {"image/png", bomb(6_000, 5_000, 8, 6, 1), true},
		"overflow": {"image/png", bomb(1<<31-1, 1<<31-1, 16, 6, 0), false}, "progressive": {"image/jpeg", progressive, true},
		"no picture": {"image/png", []byte("<svg/>"), false}, "nothing": {"image/jpeg", nil, false}, "another kind": {"image/gif", bomb(1, 1, 8, 6, 0), false},
		"cut": {"image/jpeg", wide[:len(wide)/2], false}, "cut early": {"image/jpeg", wide[:at], false}, "no pixels": {"image/png", bomb(4_000, 4_000, 8, 6, 0), false},
	} {
		var out bytes.Buffer
		_, err := NewEasel().Draw(t.Context(), bytes.NewReader(c.file), c.kind, &out)
		if models.CodeOf(err) != models.CodeUnsupported || strings.Contains(err.Error(), "too many") != c.large {
			t.Errorf("%s: %v", name, err)
		}
	}
	runtime.ReadMemStats(&after)
	if used := after.TotalAlloc - before.TotalAlloc; used > 96<<20 {
		t.Errorf("to refuse them took %d bytes", used)
	}
}

// A7: a small file that goes over its picture again and again would keep the processor for an hour.
func TestDraw_JPEGOfManyScans_IsRefusedAtOnce(t *testing.T) {
	photo := jpegOf(t, image.NewGray(image.Rect(0, 0, 800, 600)))
	at := bytes.Index(photo, []byte{0xff, 0xda})
	file := append(bytes.Clone(photo[:at]), bytes.Repeat(photo[at:at+12], mostScans)...)
	_, err := NewEasel().Draw(t.Context(), bytes.NewReader(append(file, photo[at:]...)), "image/jpeg", &bytes.Buffer{})
	if models.CodeOf(err) != models.CodeUnsupported {
		t.Error(err)
	}
}

func TestEasel_ManyAtOnce_AllGetTheirTurnAndTheImpatientLeave(t *testing.T) {
	e := NewEasel()
	var group sync.WaitGroup
	file := pngOf(t, image.NewNRGBA(image.Rect(0, 0, 400, 300)))
	for range 40 {
		group.Go(func() {
			var out bytes.Buffer
			if _, err := e.Draw(context.Background(), bytes.NewReader(file), "image/png", &out); err != nil {
				t.Error(err)
			}
		})
	}
	group.Wait()
	leave, err := e.enter(t.Context(), mostMemory)
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := e.enter(ctx, 1); models.CodeOf(err) != models.CodeUnavailable {
		t.Errorf("%v", err)
	}
	leave()
	for range 3 { // whoever gave up has left nothing behind
		if leave, err = e.enter(t.Context(), mostMemory); err != nil {
			t.Fatal(err)
		}
		leave()
	}
}

func TestDraw_AnyBytes_NeverPanic(t *testing.T) {
	samples := map[string][]byte{"image/png": pngOf(t, corner(image.NewPaletted(image.Rect(0, 0, 9, 7), color.Palette{color.Black, color.White}))),
		"image/jpeg": held(jpegOf(t, corner(image.NewRGBA(image.Rect(0, 0, 9, 7)))), 6, binary.LittleEndian), "image/gif": gifOf(t, 2)}
	kinds := []string{"image/png", "image/jpeg", "image/gif"}
	e := NewEasel()
	rapid.Check(t, func(t *rapid.T) {
		kind := rapid.SampledFrom(kinds).Draw(t, "kind")
		file := bytes.Clone(samples[kind])
		for range rapid.IntRange(0, 5).Draw(t, "changes") {
			file[rapid.IntRange(0, len(file)-1).Draw(t, "at")] = rapid.Byte().Draw(t, "byte")
		}
		file = file[:rapid.IntRange(0, len(file)).Draw(t, "cut")]
		var out bytes.Buffer
		_, err := e.Draw(context.Background(), bytes.NewReader(file), kind, &out)
		if err != nil && models.CodeOf(err) != models.CodeUnsupported {
			t.Fatal(err)
		}
	})
}

// BenchmarkDraw is a photograph of twelve million pixels, held on its side.
func BenchmarkDraw(b *testing.B) {
	m := image.NewYCbCr(image.Rect(0, 0, 4000, 3000), image.YCbCrSubsampleRatio420)
	for i := range m.Y {
		m.Y[i] = uint8(i * i >> 3)
	}
	photo := held(jpegOf(b, m), 6, binary.BigEndian)
	e := NewEasel()
	for b.Loop() {
		var out bytes.Buffer
		if _, err := e.Draw(b.Context(), bytes.NewReader(photo), "image/jpeg", &out); err != nil {
			b.Fatal(err)
		}
	}
}
