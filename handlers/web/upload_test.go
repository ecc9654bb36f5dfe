package web

import (
	"bytes"
	"errors"
	"io"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"deskbell/models"
)

func multipartOf(t *testing.T, fields ...string) (string, *bytes.Buffer) {
	t.Helper()
	var body bytes.Buffer
	form := multipart.NewWriter(&body)
	for i := 0; i+2 < len(fields); i += 3 {
		var part io.Writer
		var err error
		if fields[i+1] == "" {
			part, err = form.CreateFormField(fields[i])
		} else {
			part, err = form.CreateFormFile(fields[i], fields[i+1])
		}
		if err == nil {
			_, err = io.WriteString(part, fields[i+2])
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := form.Close(); err != nil {
		t.Fatal(err)
	}
	return form.FormDataContentType(), &body
}

func TestFile_InAnyPart_IsReadAsItComes(t *testing.T) {
	kind, body := multipartOf(t, "note", "", "x", "other", "b.txt", "no", "file", "../a.txt", "yes")
	r := httptest.NewRequest("POST", "/", body)
	r.Header.Set("Content-Type", kind)
	name, file, err := File(r, "file")
	if err != nil {
		t.Fatal(err)
	}
	if words, err := io.ReadAll(file); name != "a.txt" || string(words) != "yes" || err != nil {
		t.Errorf("%q %q %v", name, words, err)
	}
}

// A16
func TestFile_WhateverElseComes_IsASentence(t *testing.T) {
	kind, whole := multipartOf(t, "file", "a.txt", strings.Repeat("x", 5000))
	noFile, without := multipartOf(t, "file", "", "x", "other", "b.txt", "x")
	many := make([]string, 0, 60)
	for range 20 {
		many = append(many, "x", "", "y")
	}
	manyKind, parts := multipartOf(t, append(many, "file", "a.txt", "x")...)
	for name, c := range map[string]struct {
		kind string
		body io.Reader
		most int64
		code models.Code
	}{
		"no form": {"text/plain", strings.NewReader("x"), 100, models.CodeInvalid}, "an ordinary form": {"application/x-www-form-urlencoded", strings.NewReader("file=x"), 100, models.CodeInvalid},
		"no boundary": {"multipart/form-data", strings.NewReader("x"), 100, models.CodeInvalid}, "nothing": {"multipart/form-data; boundary=x", strings.NewReader(""), 100, models.CodeInvalid},
		"no file": {noFile, without, 10_000, models.CodeInvalid}, "many parts": {manyKind, parts, 10_000, models.CodeInvalid},
		"cut off": {kind, bytes.NewReader(whole.Bytes()[:3000]), 10_000, models.CodeInvalid}, "too large": {kind, bytes.NewReader(whole.Bytes()), 4000, models.CodeTooLarge},
	} {
		r := httptest.NewRequest("POST", "/", nil)
		r.Body = http.MaxBytesReader(httptest.NewRecorder(), io.NopCloser(c.body), c.most)
		r.Header.Set("Content-Type", c.kind)
		_, file, err := File(r, "file")
		if err == nil {
			_, err = io.Copy(io.Discard, file)
		}
		if models.CodeOf(err) != c.code || !strings.HasSuffix(err.Error(), ".") {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// A57
func TestGate_Full_LetsInWhoComesAfterOneHasLeft(t *testing.T) {
	g := NewGate(3, 2)
	first, ok := g.Enter("a")
	if _, also := g.Enter("a"); !ok || !also {
		t.Fatal("two of one do not fit")
	}
	if _, ok := g.Enter("a"); ok {
		t.Error("three of one fit")
	}
	if _, ok := g.Enter("b"); !ok {
		t.Error("another does not fit")
	}
	if _, ok := g.Enter("c"); ok {
		t.Error("four fit")
	}
	first()
	if _, ok := g.Enter("c"); !ok {
		t.Error("nobody fits after one has left")
	}
	if len(g.keys) != 3 {
		t.Errorf("keys %v", g.keys)
	}
}

func TestRefusal_OfAKindThatIsNotTaken_Is415(t *testing.T) {
	f := refusalOf(errors.Join(&models.Error{Code: models.CodeUnsupported, Message: "No."}))
	if f.status != http.StatusUnsupportedMediaType {
		t.Errorf("status %d", f.status)
	}
}
