package web

import (
	"bytes"
	"encoding/json"
	"net/http"
	"strconv"
	"strings"

	"github.com/a-h/templ"
)

// Render answers with a component. It is drawn in full first: an error half-way leaves nothing
// written and is returned.
func Render(w http.ResponseWriter, r *http.Request, status int, c templ.Component) error {
	var page bytes.Buffer
	if err := c.Render(r.Context(), &page); err != nil {
		return err
	}
	return HTML(w, r, status, page.Bytes())
}

// send answers with a text whose Content-Type is set, compressed where that is worth it.
func send(w http.ResponseWriter, r *http.Request, status int, text []byte) error {
	h := w.Header()
	h.Add("Vary", "Accept-Encoding")
	if v := visitOf(r.Context()); v != nil && len(text) > worthPressing {
		if pressed, encoding := v.server.presses.press(r.Header.Get("Accept-Encoding"), text); encoding != "" {
			h.Set("Content-Encoding", encoding)
			text = pressed
		}
	}
	h.Set("Content-Length", strconv.Itoa(len(text)))
	w.WriteHeader(status)
	_, err := w.Write(text)
	return ignoreGone(r, err)
}

// JSON answers with v.
func JSON(w http.ResponseWriter, status int, v any) error {
	body, err := json.Marshal(v)
	if err != nil {
		return err
	}
	w.Header().Set("Content-Type", "application/json")
	w.Header().Set("Content-Length", strconv.Itoa(len(body)))
	w.WriteHeader(status)
	_, err = w.Write(body)
	return err
}

// NoContent says that it is done.
func NoContent(w http.ResponseWriter) error {
	w.WriteHeader(http.StatusNoContent)
	return nil
}

// IsHTMX says whether htmx asks, for a part of a page.
func IsHTMX(r *http.Request) bool { return r.Header.Get("HX-Request") == "true" }

// WantsJSON says whether a script asks, rather than a person who follows a link or sends a form.
func WantsJSON(r *http.Request) bool {
	if IsHTMX(r) {
		return true
	}
	return r.Header.Get("Sec-Fetch-Mode") != "navigate" && !strings.Contains(r.Header.Get("Accept"), "text/html")
}

// ignoreGone forgets that an answer could not be written to a client that has gone.
func ignoreGone(r *http.Request, err error) error {
	if r.Context().Err() != nil {
		return nil
	}
	return err
}
