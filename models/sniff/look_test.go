package sniff

import (
	"archive/zip"
	"bytes"
	"encoding/binary"
	"hash/crc32"
	"image"
	"image/color"
	"image/color/palette"
	"image/gif"
	"image/jpeg"
	"image/png"
	"io"
	"runtime"
	"strings"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"

	"deskbell/models"
	"deskbell/models/picture"
)

func look(name string, content []byte) (Found, error) {
	return Look(name, bytes.NewReader(content))
}

func pngOf(t testing.TB, w, h int) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := png.Encode(&b, image.NewGray(image.Rect(0, 0, w, h))); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func jpegOf(t testing.TB, w, h int) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := jpeg.Encode(&b, image.NewGray(image.Rect(0, 0, w, h)), nil); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// gifOf has so many pictures of the size.
func gifOf(t testing.TB, w, h, frames int) []byte {
	t.Helper()
	g := &gif.GIF{}
	for i := range frames {
		p := image.NewPaletted(image.Rect(0, 0, w, h), palette.Plan9[:4])
		p.Set(0, 0, color.Gray{uint8(i)})
		g.Image, g.Delay = append(g.Image, p), append(g.Delay, 1)
	}
	var b bytes.Buffer
	if err := gif.EncodeAll(&b, g); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// turned puts an Exif segment with the orientation behind the beginning of a JPEG.
func turned(plain []byte, orientation uint16, order binary.ByteOrder) []byte {
	tiff := []byte("MM\x00\x2a")
	if order == binary.LittleEndian {
		tiff = []byte("II\x2a\x00")
	}
	put := func(n uint64, size int) {
		for i := range size {
			shift := 8 * (size - 1 - i)
			if order == binary.LittleEndian {
				shift = 8 * i
			}
			tiff = append(tiff, byte(n>>shift))
		}
	}
	put(8, 4)
	put(2, 2)
	for _, entry := range [][2]uint64{{0x010f, 7}, {0x0112, uint64(orientation)}} {
		put(entry[0], 2)
		put(3, 2)
		put(1, 4)
		put(entry[1], 2)
		put(0, 2)
	}
	put(0, 4)
	segment := append([]byte("Exif\x00\x00"), tiff...)
	head := []byte{0xff, 0xd8, 0xff, 0xe1, byte((len(segment) + 2) >> 8), byte(len(segment) + 2)}
	return append(append(head, segment...), plain[2:]...)
}

func riffOf(form string, chunks ...string) []byte {
	body := form + strings.Join(chunks, "")
	return append(binary.LittleEndian.AppendUint32([]byte("RIFF"), uint32(len(body))), body...)
}

func chunk(name string, content ...byte) string {
	out := binary.LittleEndian.AppendUint32([]byte(name), uint32(len(content)))
	if out = append(out, content...); len(content)%2 == 1 {
		out = append(out, 0)
	}
	return string(out)
}

func lossless(w, h int) string {
	return chunk("VP8L", append(binary.LittleEndian.AppendUint32([]byte{0x2f}, uint32(w-1)|uint32(h-1)<<14), 0, 0)...)
}

func lossy(w, h int) string {
	return chunk("VP8 ", 0x10, 0, 0, 0x9d, 0x01, 0x2a, byte(w), byte(w>>8), byte(h), byte(h>>8), 0, 0)
}

func extended(w, h int) string {
	return chunk("VP8X", 2, 0, 0, 0, byte(w-1), byte((w-1)>>8), byte((w-1)>>16), byte(h-1), byte((h-1)>>8), byte((h-1)>>16))
}

// zipOf has files of these names and contents.
func zipOf(t testing.TB, parts ...string) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for i := 0; i+1 < len(parts); i += 2 {
		method := zip.Deflate
		if parts[i] == "mimetype" {
			method = zip.Store
		}
		w, err := z.CreateRaw(&zip.FileHeader{Name: parts[i], Method: zip.Store, CRC32: crc32.ChecksumIEEE([]byte(parts[i+1])),
			CompressedSize64: uint64(len(parts[i+1])), UncompressedSize64: uint64(len(parts[i+1]))})
		if method == zip.Deflate {
			w, err = z.Create(parts[i])
		}
		if err == nil {
			_, err = io.WriteString(w, parts[i+1])
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

const odt = "application/vnd.oasis.opendocument.text"

// M-10
func TestLook_KindsThatGo_AreKnownByContentAndName(t *testing.T) {
	office := "application/vnd.openxmlformats-officedocument."
	mkv := func(doc string) []byte {
		return []byte("\x1a\x45\xdf\xa3\x01\x00\x00\x00\x00\x00\x00\x1f\x42\x86\x81\x01\x42\x82\x84" + doc)
	}
	for name, c := range map[string]struct {
		content []byte
		want    string
		called  string
	}{
		"a.png": {pngOf(t, 3, 2), "image/png", ""}, "a.JPG": {jpegOf(t, 3, 2), "image/jpeg", ""}, "a.gif": {gifOf(t, 3, 2, 2), "image/gif", ""},
		"a.webp": {riffOf("WEBP", lossless(3, 2)), "image/webp", ""}, "b.webp": {riffOf("WEBP", lossy(3, 2)), "image/webp", ""},
		"c.webp":    {riffOf("WEBP", extended(3, 2), chunk("ICCP", 1), chunk("ANMF", 1, 2), chunk("ANMF", 1)), "image/webp", ""},
		"wrong.jpg": {riffOf("WEBP", lossless(3, 2)), "image/webp", "wrong.webp"}, "photo": {jpegOf(t, 3, 2), "image/jpeg", "photo.jpg"},
		"a.pdf": {[]byte("%PDF-1.7\n"), "application/pdf", ""}, "letter": {[]byte("%PDF-1.7\n"), "application/pdf", "letter.pdf"},
		"a.docx": {zipOf(t, "[Content_Types].xml", "<x/>", "word/document.xml", "<x/>"), office + "wordprocessingml.document", ""},
		"a.xlsx": {zipOf(t, "xl/workbook.xml", "<x/>"), office + "spreadsheetml.sheet", ""},
		"a.pptx": {zipOf(t, "_rels/.rels", "<x/>"), office + "presentationml.presentation", ""},
		"a.odt":  {zipOf(t, "mimetype", odt, "content.xml", "<x/>"), odt, ""},
		"a.ods":  {zipOf(t, "mimetype", "application/vnd.oasis.opendocument.spreadsheet"), "application/vnd.oasis.opendocument.spreadsheet", ""},
		"a.zip":  {zipOf(t, "x", "y"), "application/zip", ""},
		"a.mp3":  {[]byte("ID3\x04\x00"), "audio/mpeg", ""}, "b.mp3": {[]byte("\xff\xfb\x90\x64\x00"), "audio/mpeg", ""},
		"a.ogg": {[]byte("OggS\x00"), "audio/ogg", ""}, "a.wav": {riffOf("WAVE"), "audio/wav", ""},
		"a.m4a": {[]byte("\x00\x00\x00\x1cftypM4A \x00"), "audio/mp4", ""}, "a.mp4": {[]byte("\x00\x00\x00\x1cftypisom\x00"), "video/mp4", ""},
		"b.m4a": {[]byte("\x00\x00\x00\x1cftypisom\x00"), "audio/mp4", ""}, "a.mov": {[]byte("\x00\x00\x00\x14ftypqt  \x00"), "video/quicktime", ""},
		"a.webm": {mkv("webm"), "video/webm", ""},
		"a.txt":  {[]byte("Hello, \xc3\xa5 <b>not a page</b>\n"), "text/plain", ""}, "a.csv": {[]byte("a;b\n1;2\n"), "text/csv", ""},
		"lat.csv": {[]byte("stra\xdfe;1\n"), "text/csv", ""}, "wide.txt": {[]byte("\xff\xfeH\x00i\x00"), "text/plain", ""},
	} {
		got, err := look(name, c.content)
		if c.called == "" {
			c.called = name
		}
		if err != nil || got.Type != c.want || got.Name != c.called {
			t.Errorf("%s is %+v, %v", name, got, err)
		}
		if strings.HasPrefix(c.want, "image/") && (got.Width != 3 || got.Height != 2) {
			t.Errorf("%s is %d × %d", name, got.Width, got.Height)
		}
		if !Known(got.Type) {
			t.Errorf("%s has a type that nobody knows", name)
		}
	}
}

// A5
func TestLook_WhatCouldRun_IsRefusedWithASentence(t *testing.T) {
	svg := `<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>`
	for name, content := range map[string]string{
		"a.svg": svg, "a.png": svg, "a.jpg": "<!doctype html><script>alert(1)</script>", "a.html": "<p>x", "a.htm": "<p>x", "a.xhtml": "<?xml version=\"1.0\"?><html/>",
		"a.xml": `<?xml version="1.0"?><?xml-stylesheet type="text/xsl" href="x"?>`, "a.txt": "\ufeff <!DOCTYPE html><script>", "b.txt": svg, "c.txt": "#!/bin/sh\nrm -rf /",
		"d.csv": "<html>", "e.txt": "<?php echo 1;", "a.exe": "MZ\x90\x00\x03", "a.pdf": "MZ\x90\x00%PDF-1.7", "b.pdf": "GIF89a%PDF-", "a.js": "alert(1)", "a.sh": "#!/bin/sh",
		"a.docm": string(zipOf(t, "[Content_Types].xml", "x")), "a.docx": string(zipOf(t, "evil.exe", "MZ")), "a.odt": string(zipOf(t, "x", "y")),
		"b.odt": string(zipOf(t, "mimetype", odt+"-master")), "a.jar": string(zipOf(t, "META-INF/", "")), "a.gif": "GIF87", "b.gif": "\x89PNG\r\n\x1a\n", "a.tiff": "II*\x00\x08\x00\x00\x00",
		"a.mkv": "\x1a\x45\xdf\xa3matroska", "a.webm": "\x1a\x45\xdf\xa3\x42\x82\x88matroska", "a.mp4": "\x00\x00\x00\x1cftypqt  ", "a.heic": "\x00\x00\x00\x1cftypheic",
		"a.mp3": "ID2", "noending": "\x7fELF", "page": "<p>x</p>", "a.pdf.exe": "%PDF-1.7", "a.png ": "x", "empty.txt": "", "nul.txt": "a\x00b", "a.lnk": "L\x00\x00\x00",
	} {
		got, err := look(name, []byte(content))
		if models.CodeOf(err) != models.CodeUnsupported || len(err.Error()) < 20 {
			t.Errorf("%s was taken as %+v, %v", name, got, err)
		}
	}
	for _, mime := range []string{"image/svg+xml", "text/html", "application/xml", "", "text/javascript"} {
		if Known(mime) || Shown(mime) {
			t.Errorf("%q may be served", mime)
		}
	}
	for _, mime := range []string{"application/pdf", "text/plain", "text/csv", "application/zip"} {
		if Shown(mime) {
			t.Errorf("%q is shown in a page", mime)
		}
	}
}

// A7
func TestLook_PicturesThatWouldFillMemory_AreRefusedUnpacked(t *testing.T) {
	vast := pngOf(t, 1, 1)
	binary.BigEndian.PutUint32(vast[16:], 30_000)
	binary.BigEndian.PutUint32(vast[20:], 30_000)
	wide := jpegOf(t, 8, 8)
	at := bytes.Index(wide, []byte("\xff\xc0"))
	binary.BigEndian.PutUint16(wide[at+5:], 30_000)
	binary.BigEndian.PutUint16(wide[at+7:], 30_000)
	film := gifOf(t, 2, 2, 3)
	one := film[bytes.Index(film, []byte("!\xf9")):]
	one = one[:len(one)-1]
	film = append(film[:len(film)-1], append(bytes.Repeat(one, 10_000), 0x3b)...)
	screen := gifOf(t, 2, 2, 1)
	binary.LittleEndian.PutUint16(screen[6:], 65_535)
	apng := pngOf(t, 2, 2)
	apng = append(apng[:33:33], append([]byte("\x00\x00\x00\x08acTL\x00\x01\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00"), apng[33:]...)...)
	flicker := riffOf("WEBP", extended(2, 2), strings.Repeat(chunk("ANMF", 0, 0), 10_000))
	for name, content := range map[string][]byte{
		"vast.png": vast, "wide.jpg": wide, "film.gif": film, "screen.gif": screen, "apng.png": apng, "flicker.webp": flicker,
		"vp8l.webp": riffOf("WEBP", lossless(16_384, 16_384)), "canvas.webp": riffOf("WEBP", extended(1<<24, 1<<24)), "larger.webp": riffOf("WEBP", extended(2, 2), lossless(3, 3)),
		"broken.png": vast[:20], "broken.jpg": wide[:at], "nosize.jpg": []byte("\xff\xd8\xff\xda\x00\x08"), "zero.png": append(bytes.Clone(pngOf(t, 1, 1)[:16]), make([]byte, 40)...),
		"other.webp": riffOf("WEBP", chunk("ALPH", 1)), "endless.png": append(bytes.Clone(pngOf(t, 1, 1)[:33]), "\xff\xff\xff\xfftEXt"...),
		"bomb.docx": zipOf(t, "evil.xml", strings.Repeat("\x00", 50<<20)),
	} {
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		_, err := look(name, content)
		runtime.ReadMemStats(&after)
		if models.CodeOf(err) != models.CodeUnsupported {
			t.Errorf("%s: %v", name, err)
		}
		if used := after.TotalAlloc - before.TotalAlloc; used > 16<<20 { // with the race detector it is 10 MiB for the film
			t.Errorf("%s took %d bytes", name, used)
		}
	}
}

func TestLook_PictureOfAPhoneHeldUpright_IsAsHighAsItLooks(t *testing.T) {
	plain := jpegOf(t, 40, 30)
	for orientation := range uint16(10) {
		for _, order := range []binary.ByteOrder{binary.BigEndian, binary.LittleEndian} {
			w, h := 40, 30
			if orientation >= 5 && orientation <= 8 {
				w, h = 30, 40
			}
			if got, err := look("a.jpg", turned(plain, orientation, order)); err != nil || got.Width != w || got.Height != h {
				t.Errorf("turned by %d (%v): %+v, %v", orientation, order, got, err)
			}
		}
	}
}

func TestLook_AnyBytes_NeverPanicAndNeverReadForEver(t *testing.T) {
	samples := [][]byte{pngOf(t, 3, 2), jpegOf(t, 3, 2), turned(jpegOf(t, 3, 2), 6, binary.LittleEndian), gifOf(t, 3, 2, 3),
		riffOf("WEBP", extended(3, 2), lossy(3, 2)), riffOf("WEBP", lossless(3, 2)), zipOf(t, "mimetype", odt)}
	endings := []string{".png", ".jpg", ".gif", ".webp", ".docx", ".txt", ".mp3", ""}
	rapid.Check(t, func(t *rapid.T) {
		content := bytes.Clone(rapid.SampledFrom(samples).Draw(t, "sample"))
		for range rapid.IntRange(0, 6).Draw(t, "changes") {
			content[rapid.IntRange(0, len(content)-1).Draw(t, "at")] = rapid.Byte().Draw(t, "byte")
		}
		content = content[:rapid.IntRange(0, len(content)).Draw(t, "cut")]
		found, err := look("x"+rapid.SampledFrom(endings).Draw(t, "ending"), content)
		if err == nil && (!Known(found.Type) || found.Name == "" || found.Width < 0 || found.Width > picture.LongestSide || found.Height > picture.LongestSide) {
			t.Fatalf("found %+v", found)
		}
		if err != nil && models.CodeOf(err) != models.CodeUnsupported {
			t.Fatal(err)
		}
	})
}

// A6
func TestCleanName_WhateverCame_IsOneHarmlessName(t *testing.T) {
	for name, want := range map[string]string{
		"../../etc/passwd": "passwd", `C:\temp\a.png`: "a.png", "a\x00b.png": "ab.png", "a\r\nSet-Cookie: x.png": "a Set-Cookie_ x.png",
		`";x="y.png`: "__x=_y.png", "\u202egnp.exe": "gnp.exe", "": "file", "...": "file", ".png": "file.png", "  a   b .txt ": "a b.txt",
		"con.txt": "_con.txt", "LPT1": "_LPT1", "Фото 1.JPG": "Фото 1.JPG", "\xff\xfe.txt": "file.txt", "a\u200bb\u2028c.txt": "ab c.txt",
		"a%2e%2e.txt": "a_2e_2e.txt", "a<b>.txt": "a_b_.txt", "日本語.pdf": "日本語.pdf", "version 1.2 of the text": "version 1.2 of the text",
	} {
		if got := CleanName(name); got != want {
			t.Errorf("%q becomes %q, want %q", name, got, want)
		}
	}
	long := CleanName(strings.Repeat("ä", 5000) + ".jpeg")
	if utf8.RuneCountInString(long) != longestName || !strings.HasSuffix(long, "ä.jpeg") {
		t.Errorf("a long name becomes %q", long)
	}
	rapid.Check(t, func(t *rapid.T) {
		name := CleanName(rapid.String().Draw(t, "name"))
		if name == "" || name == "." || name == ".." || strings.ContainsAny(name, "/\\\r\n\x00\";") || !utf8.ValidString(name) || CleanName(name) != name {
			t.Fatalf("%q, and then %q", name, CleanName(name))
		}
	})
}
