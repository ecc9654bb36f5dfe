// Package files hands out what was sent in conversations and put into blocks. The address is the right
// to read: its id cannot be guessed, and pictures in a page cannot say who asks for them.
package files

import (
	"net/http"
	"net/url"
	"strings"
	"time"
	"unicode"

	"deskbell/handlers/web"
	"deskbell/models"
	"deskbell/models/sniff"
)

type files struct {
	files models.Files
	reads *web.Limiter
	now   func() time.Time
}

// Mount puts the routes on the server.
func Mount(s *web.Server, kept models.Files, now func() time.Time) {
	f := &files{files: kept, reads: web.NewLimiter(50, 1000, 50_000), now: now}
	s.Handle("GET", "/files/:id/:name", f.file, web.NoSession())
}

// policy holds also for what a browser opens by itself: nothing in it runs, sends or is framed.
const policy = "default-src 'none'; img-src 'self'; media-src 'self'; frame-ancestors 'none'; sandbox"

// file answers with the bytes, and with parts of them where a player asks for those. The name in the
// address is for people.
func (h *files) file(w http.ResponseWriter, r *http.Request) error {
	if err := h.reads.Check(web.AddressKey(r), h.now()); err != nil {
		return err
	}
	f, bytes, err := h.files.OpenFile(r.Context(), models.FileID(web.Param(r, "id")))
	if err != nil {
		return err
	}
	defer func() { _ = bytes.Close() }()
	head := w.Header()
	head.Set("Content-Type", typeOf(f))
	head.Set("Content-Disposition", disposition(f))
	head.Set("Content-Security-Policy", policy)
	head.Set("Cross-Origin-Resource-Policy", "same-origin")
	head.Set("Cache-Control", keep(f))
	head.Set("ETag", `"`+f.SHA256[:min(len(f.SHA256), 32)]+`"`)
	web.Patient(w, f.Size)
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

// keep is how long a browser needs not ask again: what was sent is nobody else's business, what stands in
// a block is for everybody.
func keep(f models.StoredFile) string {
	if f.Conversation == "" {
		return "public, max-age=86400"
	}
	return "private, max-age=3600"
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
