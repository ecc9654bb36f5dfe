package web

import (
	"net/http"
	"net/url"
	"strings"
)

// policy is the Content-Security-Policy without who may frame the page: everything comes from the
// server's own files, nothing stands in the page itself.
const policy = "default-src 'none'; script-src 'self'; style-src 'self'; " + ownMedia + "; connect-src 'self'; manifest-src 'self'; " +
	"form-action 'self'; base-uri 'none'; object-src 'none'; frame-src 'self'; frame-ancestors "

// Frame says who may show the page in a frame: origins as scheme://host[:port], or 'self'. What is
// none of these is left out; when nothing is left, nobody may.
func Frame(w http.ResponseWriter, ancestors []string) {
	var may []string
	for _, a := range ancestors {
		if a == "'self'" || isOrigin(a) {
			may = append(may, a)
		}
	}
	if len(may) == 0 {
		may = []string{"'none'"}
	}
	w.Header().Set("Content-Security-Policy", policy+strings.Join(may, " "))
}

// What a page shows: what the server has, or pictures and recordings of other hosts as well, and what its script
// has fetched.
const (
	ownMedia = "img-src 'self' data:; media-src 'self'"
	anyMedia = "img-src 'self' data: blob: https:; media-src 'self' blob: https:"
)

// AnyMedia lets the page, whose frame was said before, show pictures and recordings of other hosts over
// https. It is for the chat alone, where they are what an admin has put into a block: on the team's pages
// they would tell those hosts who reads.
func AnyMedia(w http.ResponseWriter) {
	said := w.Header().Get("Content-Security-Policy")
	w.Header().Set("Content-Security-Policy", strings.Replace(said, ownMedia, anyMedia, 1))
}

// defaultHeaders are on every answer; a handler may replace them. Referrer-Policy is same-origin
// rather than no-referrer because browsers then send "Origin: null" with the server's own forms.
func (s *Server) defaultHeaders(h http.Header) {
	ancestors := "'none'"
	if s.options.SelfFrame {
		ancestors = "'self'"
	}
	h.Set("Content-Security-Policy", policy+ancestors)
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("Referrer-Policy", "same-origin")
	h.Set("Permissions-Policy", "camera=(), microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=()")
	h.Set("Cross-Origin-Opener-Policy", "same-origin")
	h.Set("Cache-Control", "no-store")
	if s.options.Secure {
		h.Set("Strict-Transport-Security", "max-age=31536000")
	}
}

func isOrigin(text string) bool {
	u, err := url.Parse(text)
	return err == nil && (u.Scheme == "http" || u.Scheme == "https") && u.Hostname() != "" &&
		text == u.Scheme+"://"+u.Host && !strings.ContainsAny(u.Host, "*;,'\" \t\r\n")
}
