package web

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"net/http"
	"strings"
	"time"

	"github.com/a-h/templ"
)

// keepPublic is how long a browser may show a public page before it asks again.
const keepPublic = time.Minute

// RenderPublic is Render for a page that is the same for everybody who asks for its address: it may be kept for a
// while, and is not sent again while it is what it was. Vary names headers that make it another one.
func RenderPublic(w http.ResponseWriter, r *http.Request, c templ.Component, vary ...string) error {
	var page bytes.Buffer
	if err := c.Render(r.Context(), &page); err != nil {
		return err
	}
	sum := sha256.Sum256(page.Bytes())
	tag := `W/"` + hex.EncodeToString(sum[:12]) + `"` // weak: it is compressed in several ways
	head := w.Header()
	head.Set("Cache-Control", fmt.Sprintf("public, max-age=%d", int(keepPublic.Seconds())))
	head.Set("ETag", tag)
	head.Del("Vary") // who is signed in makes no difference
	for _, name := range vary {
		head.Add("Vary", name)
	}
	for known := range strings.SplitSeq(r.Header.Get("If-None-Match"), ",") {
		if known = strings.TrimSpace(known); known == tag || known == "*" {
			head.Add("Vary", "Accept-Encoding")
			w.WriteHeader(http.StatusNotModified)
			return nil
		}
	}
	return HTML(w, r, http.StatusOK, page.Bytes())
}
