// Package sniff says what a file is: by its content first, and only then by its name. It knows the
// kinds that may be kept and refuses all others. Of a picture it reads the size without decoding it.
package sniff

import (
	"bytes"
	"net/http"
	"slices"
	"strings"
)

// kind is one that may be kept.
type kind struct {
	mime    string
	words   string   // what it is called in a sentence
	endings []string // the first is the usual one
	shown   bool     // browsers show it in a page; others are downloaded
	is      func(head []byte) bool
}

// headLength is how many bytes of a file is looks at.
const headLength = 4096

// kinds are asked in this order; what several share a beginning with is told apart by the name.
func kinds() []kind {
	const office = "application/vnd.openxmlformats-officedocument."
	const open = "application/vnd.oasis.opendocument."
	return []kind{
		{"image/png", "a PNG picture", []string{".png"}, true, begins("\x89PNG\r\n\x1a\n")},
		{"image/jpeg", "a JPEG picture", []string{".jpg", ".jpeg", ".jfif"}, true, begins("\xff\xd8\xff")},
		{"image/gif", "a GIF picture", []string{".gif"}, true, begins("GIF87a", "GIF89a")},
		{"image/webp", "a WebP picture", []string{".webp"}, true, riff("WEBP")},
		{"application/pdf", "a PDF", []string{".pdf"}, false, begins("%PDF-")},
		{office + "wordprocessingml.document", "a Word document", []string{".docx"}, false, parts("word/")},
		{office + "spreadsheetml.sheet", "an Excel sheet", []string{".xlsx"}, false, parts("xl/")},
		{office + "presentationml.presentation", "a PowerPoint file", []string{".pptx"}, false, parts("ppt/")},
		{open + "text", "an OpenDocument text", []string{".odt"}, false, declares(open + "text")},
		{open + "spreadsheet", "an OpenDocument sheet", []string{".ods"}, false, declares(open + "spreadsheet")},
		{"application/zip", "a ZIP archive", []string{".zip"}, false, begins("PK\x03\x04", "PK\x05\x06")},
		{"audio/mpeg", "an MP3", []string{".mp3"}, true, mp3},
		{"audio/ogg", "an Ogg sound", []string{".ogg", ".oga", ".opus"}, true, begins("OggS")},
		{"audio/wav", "a WAV sound", []string{".wav"}, true, riff("WAVE")},
		{"audio/mp4", "an M4A sound", []string{".m4a"}, true, brand("M4A ", "M4B ", "mp42", "mp41", "isom", "iso2", "iso5", "iso6")},
		{"video/mp4", "an MP4 video", []string{".mp4", ".m4v"}, true, brand("mp42", "mp41", "isom", "iso2", "iso4", "iso5", "iso6", "avc1", "M4V ", "MSNV", "dash", "mmp4", "3gp4", "3gp5")},
		{"video/quicktime", "a QuickTime video", []string{".mov"}, false, brand("qt  ")},
		{"video/webm", "a WebM video", []string{".webm"}, true, webm},
		{"text/plain", "plain text", []string{".txt", ".log"}, false, text},
		{"text/csv", "a CSV table", []string{".csv"}, false, text},
	}
}

// Shown says whether a type may be shown in a page, rather than downloaded.
func Shown(mime string) bool {
	at := slices.IndexFunc(kinds(), func(k kind) bool { return k.mime == mime })
	return at >= 0 && kinds()[at].shown
}

// Known says whether a type is one that is kept.
func Known(mime string) bool {
	return slices.ContainsFunc(kinds(), func(k kind) bool { return k.mime == mime })
}

// find is the kind of a file with this ending (".png"; lower case), or which the content is where the
// ending is none. It returns what the content is as well, for a sentence.
func find(ending string, head []byte) (named, real *kind) {
	for _, k := range kinds() {
		says, fits := slices.Contains(k.endings, ending), k.is(head)
		if says && fits {
			return &k, &k
		}
		if says {
			named = &k
		}
		if fits && real == nil {
			real = &k
		}
	}
	return named, real
}

func (k *kind) picture() bool { return strings.HasPrefix(k.mime, "image/") }

func begins(with ...string) func([]byte) bool {
	return func(head []byte) bool {
		return slices.ContainsFunc(with, func(start string) bool { return bytes.HasPrefix(head, []byte(start)) })
	}
}

func riff(form string) func([]byte) bool {
	return func(head []byte) bool {
		return len(head) >= 12 && string(head[:4]) == "RIFF" && string(head[8:12]) == form
	}
}

// brand is an MPEG-4 file of one of these brands.
func brand(names ...string) func([]byte) bool {
	return func(head []byte) bool {
		return len(head) >= 12 && string(head[4:8]) == "ftyp" && slices.Contains(names, string(head[8:12]))
	}
}

// mp3 begins with a tag, or with a frame of MPEG audio, layer III.
func mp3(head []byte) bool {
	if bytes.HasPrefix(head, []byte("ID3")) {
		return true
	}
	return len(head) >= 4 && head[0] == 0xff && head[1]&0xe6 == 0xe2 && head[2]&0xf0 != 0xf0 && head[2]&0x0c != 0x0c
}

// webm is Matroska that says it is WebM.
func webm(head []byte) bool {
	return bytes.HasPrefix(head, []byte("\x1a\x45\xdf\xa3")) && bytes.Contains(head[:min(len(head), 64)], []byte("\x42\x82\x84webm"))
}

// text has no bytes that text has not, and does not begin as a page, a drawing or a script does.
func text(head []byte) bool {
	if !strings.HasPrefix(http.DetectContentType(head), "text/plain") || bytes.IndexByte(head, 0) >= 0 && !wide(head) {
		return false
	}
	start := strings.ToLower(strings.TrimLeft(string(head[:min(len(head), 1024)]), "\xef\xbb\xbf \t\r\n\f"))
	for _, code := range []string{"#!", "\x7felf", "<svg", "<?", "<!doctype", "<html", "<script", "<%"} {
		if strings.HasPrefix(start, code) {
			return false
		}
	}
	return true
}

// wide is UTF-16.
func wide(head []byte) bool { return begins("\xff\xfe", "\xfe\xff")(head) }

// first is the name of the first file in a ZIP, and where its content begins.
func first(head []byte) (name string, content []byte) {
	const fixed = 30
	if len(head) < fixed || !bytes.HasPrefix(head, []byte("PK\x03\x04")) {
		return "", nil
	}
	length, extra := int(head[26])|int(head[27])<<8, int(head[28])|int(head[29])<<8
	if fixed+length+extra > len(head) {
		return "", nil
	}
	return string(head[fixed : fixed+length]), head[fixed+length+extra:]
}

// parts is an Office Open XML file: a ZIP whose first part is one that these begin with.
func parts(folder string) func([]byte) bool {
	return func(head []byte) bool {
		name, _ := first(head)
		return slices.ContainsFunc([]string{"[Content_Types].xml", "_rels/", "docProps/", "customXml/", "[trash]/", folder},
			func(start string) bool { return name != "" && strings.HasPrefix(name, start) })
	}
}

// declares is an OpenDocument file: its first part is its type.
func declares(mime string) func([]byte) bool {
	return func(head []byte) bool {
		name, content := first(head)
		return name == "mimetype" && bytes.HasPrefix(content, []byte(mime)) &&
			!bytes.HasPrefix(content[len(mime):], []byte("-"))
	}
}
