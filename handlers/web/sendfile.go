package web

import (
	"io"
	"net/http"
	"net/url"
	"strings"
	"unicode"

	"deskbell/models"
	"deskbell/models/sniff"
)

// filePolicy holds also for what a browser opens by itself: nothing in it runs, sends or is framed.
const filePolicy = "default-src 'none'; img-src 'self'; media-src 'self'; frame-ancestors 'none'; sandbox"

// SendFile answers with a file that the reader may have, or with parts of it where a player asks for those. It
// closes the bytes. Pictures, sound and video are shown, everything else is downloaded.
func SendFile(w http.ResponseWriter, r *http.Request, f models.StoredFile, bytes io.ReadSeekCloser) error {
	defer func() { _ = bytes.Close() }()
	head := w.Header()
	head.Set("Content-Type", typeOf(f))
	head.Set("Content-Disposition", disposition(f))
	head.Set("Content-Security-Policy", filePolicy)
	head.Set("Cross-Origin-Resource-Policy", "same-origin")
	if f.Public() {
		head.Set("Cache-Control", "public, max-age=86400")
	} else { // whoever may no longer see the conversation finds it in no cache
		head.Set("Cache-Control", "private, no-store")
	}
	head.Set("ETag", `"`+f.SHA256[:min(len(f.SHA256), 32)]+`"`)
	Patient(w, f.Size)
	http.ServeContent(w, r, "", f.At, bytes)
	return nil
}

// typeOf is one that is known; anything else is just bytes.
func typeOf(f models.StoredFile) string {
	if !sniff.Known(f.Type) {
		return "application/octet-stream"
	}
	return f.Type
}

// disposition says whether a browser shows it, and what it is called (RFC 6266).
func disposition(f models.StoredFile) string {
	how := "attachment"
	if sniff.Shown(f.Type) {
		how = "inline"
	}
	plain := strings.Map(func(r rune) rune {
		if r > unicode.MaxASCII || unicode.IsControl(r) || strings.ContainsRune(`"\%`, r) {
			return '_'
		}
		return r
	}, f.Name)
	return how + `; filename="` + plain + `"; filename*=UTF-8''` + strings.ReplaceAll(url.QueryEscape(f.Name), "+", "%20")
}
