package mailbox

import (
	"io"
	"mime"
	"regexp"
	"strings"
	"unicode/utf8"

	"github.com/emersion/go-message"
	"github.com/emersion/go-message/charset"
)

// What is read of the parts of a mail.
const (
	mostDepth = 10
	mostParts = 100
	mostText  = 1 << 20 // bytes of one part that is words, and of all that are kept
	mostWords = 4 << 20 // bytes of all parts that are words
	mostFiles = 30      // that are looked at; fewer are taken
)

// walker goes through the parts of a mail.
type walker struct {
	parts  int
	read   int             // bytes of words
	html   strings.Builder // all that was HTML, as text: what is shown in which part of it
	files  []File
	report *Report
}

// walk is what is to be read in a part, and keeps what is attached to it.
func (w *walker) walk(e *message.Entity, depth int) string {
	w.parts++
	if depth > mostDepth || w.parts > mostParts {
		return ""
	}
	kind, params := mediaType(e.Header)
	if strings.HasPrefix(kind, "multipart/") {
		return w.several(e, kind, depth)
	}
	if kind == "message/delivery-status" || kind == "message/feedback-report" || kind == "message/global-delivery-status" ||
		w.report != nil && (kind == "message/rfc822" || kind == "text/rfc822-headers" || kind == "message/rfc822-headers") {
		w.reported(kind, e.Body)
		return ""
	}
	how, name := disposition(e.Header, params)
	if (kind == "text/plain" || kind == "text/html") && how != "attachment" && name == "" {
		return w.words(e, kind, params)
	}
	w.attached(e, kind, name)
	return ""
}

// several are the parts of a part: of alternatives one is read, plain text if it says anything.
func (w *walker) several(e *message.Entity, kind string, depth int) string {
	if kind == "multipart/report" && w.report == nil && depth <= 1 {
		_, params := mediaType(e.Header)
		w.report = &Report{Type: strings.ToLower(params["report-type"])}
	}
	parts := e.MultipartReader()
	if parts == nil {
		return ""
	}
	var all []string
	for w.parts < mostParts {
		part, err := parts.NextPart()
		if part == nil || err != nil && !message.IsUnknownCharset(err) && !message.IsUnknownEncoding(err) {
			break // its end, or what is cut off
		}
		said := w.walk(part, depth+1)
		_, _ = io.Copy(io.Discard, io.LimitReader(part.Body, MostBytes))
		if strings.TrimSpace(said) == "" {
			continue
		}
		if kind == "multipart/alternative" && len(all) > 0 {
			continue // the plainest comes first
		}
		all = append(all, said)
	}
	return strings.Join(all, "\n\n")
}

// words of a part.
func (w *walker) words(e *message.Entity, kind string, params map[string]string) string {
	said := decoded(e.Body, min(mostText, mostWords-w.read))
	w.read += len(said)
	if kind == "text/html" {
		said = textOf(said)
		if w.html.Len() < mostText {
			w.html.WriteString(said + "\n")
		}
		return said
	}
	if strings.EqualFold(params["format"], "flowed") {
		return flowed(said, strings.EqualFold(params["delsp"], "yes"))
	}
	return said
}

// decoded reads words. What is no UTF-8, although it should be by now, is taken for what Windows writes.
func decoded(body io.Reader, most int) string {
	raw, _ := io.ReadAll(io.LimitReader(body, int64(most))) // what could be read counts
	said := string(raw)
	if !utf8.ValidString(trimRune(said)) {
		if western, err := charset.Reader("windows-1252", strings.NewReader(said)); err == nil {
			if raw, err := io.ReadAll(western); err == nil {
				said = string(raw)
			}
		}
	}
	said = strings.ToValidUTF8(said, "")
	said = strings.NewReplacer("\r\n", "\n", "\r", "\n", "\x00", "", "\ufeff", "").Replace(said)
	return said
}

// trimRune takes a character off that was cut in the middle.
func trimRune(s string) string {
	for i := 0; i < utf8.UTFMax && len(s) > 0; i++ {
		if r, n := utf8.DecodeLastRuneInString(s); r != utf8.RuneError || n != 1 {
			return s
		}
		s = s[:len(s)-1]
	}
	return s
}

// attached keeps a file; what only proves or encloses a mail is none.
func (w *walker) attached(e *message.Entity, kind, name string) {
	switch kind {
	case "application/pkcs7-signature", "application/x-pkcs7-signature", "application/pgp-signature", "application/pgp-keys":
		return
	}
	if len(w.files) >= mostFiles {
		return
	}
	raw, err := io.ReadAll(io.LimitReader(e.Body, MostBytes))
	if err != nil && len(raw) == 0 || len(raw) == 0 {
		return
	}
	id := strings.Trim(strings.TrimSpace(e.Header.Get("Content-Id")), "<>")
	w.files = append(w.files, File{Name: nameOf(name, kind), Type: kind, Bytes: raw, id: id})
}

// mediaType also reads what is not written as it should be.
func mediaType(h message.Header) (string, map[string]string) {
	kind, params, err := h.ContentType()
	if err != nil {
		first, _, _ := strings.Cut(h.Get("Content-Type"), ";")
		kind, params = strings.TrimSpace(first), map[string]string{}
	}
	kind = strings.ToLower(kind)
	if !strings.Contains(kind, "/") {
		kind = "text/plain"
	}
	return kind, params
}

var looseName = regexp.MustCompile(`(?i)(?:file)?name\*?\s*=\s*"?([^";\r\n]{1,300})`)

// disposition is how a part is to be shown, and its file name.
func disposition(h message.Header, typed map[string]string) (how, name string) {
	raw := h.Get("Content-Disposition")
	how, params, err := h.ContentDisposition()
	if err != nil {
		how, _, _ = strings.Cut(raw, ";")
	}
	for _, one := range []string{params["filename"], typed["name"]} {
		if name == "" {
			name = one
		}
	}
	if name == "" {
		for _, line := range []string{raw, h.Get("Content-Type")} {
			if loose := looseName.FindStringSubmatch(line); name == "" && loose != nil {
				name = loose[1]
			}
		}
	}
	if plain, err := (&mime.WordDecoder{CharsetReader: charset.Reader}).DecodeHeader(name); err == nil {
		name = plain
	}
	return strings.ToLower(strings.TrimSpace(how)), strings.TrimSpace(name)
}

// nameOf gives a file without a name one that says what it is.
func nameOf(name, kind string) string {
	if name != "" {
		return name
	}
	switch kind {
	case "message/rfc822":
		return "mail.eml"
	case "image/jpeg":
		return "picture.jpg"
	case "image/png", "image/gif", "image/webp":
		return "picture." + strings.TrimPrefix(kind, "image/")
	case "text/plain", "text/html":
		return "text.txt"
	case "application/pdf":
		return "document.pdf"
	}
	return "file"
}
