package widget

import (
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"deskbell/models"
)

// mostFields is for the longest form, and for everything chosen of a long list.
const mostFields = 300

// fieldPrefix stands before the id of a form's field.
const fieldPrefix = "f."

// message is what was posted. Errors: CodeInvalid for what cannot be read, ErrFileGone for a file that is
// not the visitor's.
func (h *widget) message(r *http.Request, who models.Beginning) (models.Message, error) {
	form := r.PostForm
	m := models.Message{Now: h.Now(), Text: form.Get("text"), ClientID: form.Get("client_id"), Token: form.Get("token"),
		Choice: form.Get("choice"), Choices: form["choices"], Fields: fieldsOf(form)}
	var err error
	if m.Version, m.Seed, err = shown(form); err != nil {
		return m, err
	}
	m.Files, err = h.files(r, who)
	return m, err
}

// shown is which greeting the page has shown.
func shown(form url.Values) (version int, seed uint64, err error) {
	if v := form.Get("version"); v != "" {
		if version, err = strconv.Atoi(v); err != nil || version < 0 {
			return 0, 0, &models.Error{Code: models.CodeInvalid, Field: "version", Message: "version is a whole number."}
		}
	}
	if v := form.Get("seed"); v != "" {
		if seed, err = strconv.ParseUint(v, 10, 64); err != nil {
			return 0, 0, &models.Error{Code: models.CodeInvalid, Field: "seed", Message: "seed is a whole number."}
		}
	}
	return version, seed, nil
}

// fieldsOf are the fields of a form that the flow has asked to fill, by their ids; nil without any.
func fieldsOf(form url.Values) map[string]string {
	var fields map[string]string
	for name := range form {
		if id, ok := strings.CutPrefix(name, fieldPrefix); ok {
			if fields == nil {
				fields = map[string]string{}
			}
			fields[id] = form.Get(name)
		}
	}
	return fields
}
