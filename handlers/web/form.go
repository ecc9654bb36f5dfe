package web

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"mime"
	"net/http"
	"net/url"
	"strings"
	"unicode/utf8"

	"deskbell/models"
)

// maxFields is far more than any form here has.
const maxFields = 100

// Parse reads a form body into r.PostForm and r.Form. Errors: CodeTooLarge, and CodeInvalid for what
// is no form, has too many fields, or is not UTF-8.
func Parse(r *http.Request) error { return ParseFields(r, maxFields) }

// ParseFields is Parse for a form of up to so many fields.
func ParseFields(r *http.Request, most int) error {
	body, err := io.ReadAll(r.Body)
	var large *http.MaxBytesError
	switch {
	case errors.As(err, &large):
		return tooLarge(large.Limit)
	case err != nil:
		return &models.Error{Code: models.CodeInvalid, Message: "The request was cut off."}
	}
	if kind, _, err := mime.ParseMediaType(r.Header.Get("Content-Type")); len(body) > 0 && (err != nil || kind != "application/x-www-form-urlencoded") {
		return &models.Error{Code: models.CodeInvalid, Message: "This address takes forms only."}
	}
	if bytes.Count(body, []byte("&")) >= most {
		return &models.Error{Code: models.CodeInvalid, Message: fmt.Sprintf("A form has at most %d fields.", most)}
	}
	form, err := url.ParseQuery(string(body))
	if err != nil {
		return &models.Error{Code: models.CodeInvalid, Message: "The form cannot be read."}
	}
	for name, values := range form {
		for _, v := range append(values, name) {
			if err := readable(strings.ToValidUTF8(name, "?"), v); err != nil {
				return err
			}
		}
	}
	r.PostForm, r.Form = form, form
	return nil
}

// Field is a field of the form that Parse has read or, where it was not called, of the query. It
// errors with CodeInvalid for more than max characters and for what is not UTF-8.
func Field(r *http.Request, name string, max int) (string, error) {
	values := r.PostForm
	if values == nil {
		values = r.URL.Query()
	}
	value := values.Get(name)
	if err := readable(name, value); err != nil {
		return "", err
	}
	if n := utf8.RuneCountInString(value); n > max {
		return "", &models.Error{Code: models.CodeInvalid, Field: name,
			Message: fmt.Sprintf("This has %d characters; at most %d go.", n, max)}
	}
	return value, nil
}

func readable(name, value string) error {
	if utf8.ValidString(value) && strings.IndexByte(value, 0) < 0 {
		return nil
	}
	return &models.Error{Code: models.CodeInvalid, Field: name, Message: "This has characters that cannot be kept."}
}
