package web

import (
	"errors"
	"net/http"

	"deskbell/models"
	"deskbell/models/wording"
)

// Words are those of the language that the browser asks for. The answer says that it depends on that.
func Words(w http.ResponseWriter, r *http.Request) wording.Set {
	w.Header().Add("Vary", "Accept-Language")
	return wording.In(models.BestLanguage(r.Header.Get("Accept-Language"), wording.Languages()), nil)
}

// told is an error with the sentence that somebody reads.
type told struct {
	error
	said *models.Error
}

func (e *told) Unwrap() error { return e.error }

// As gives the sentence; all else about it is that of the error.
func (e *told) As(target any) bool {
	known, ok := target.(**models.Error)
	if ok {
		*known = e.said
	}
	return ok
}

// Told is an error with the sentence in the reader's words; one that has it already stays as it is.
func Told(say wording.Set, err error) error {
	var already *told
	var large *http.MaxBytesError
	var known *models.Error
	switch {
	case say.Plain() || errors.As(err, &already):
		return err
	case errors.As(err, &known):
		return &told{err, InWords(say, known)}
	case errors.As(err, &large):
		return Told(say, tooLarge(large.Limit))
	}
	return err
}

// InWords is a refusal, and what stands beside it, in the reader's words.
func InWords(say wording.Set, e *models.Error) *models.Error {
	said := &models.Error{Code: e.Code, Field: e.Field, Message: Sentence(say, e)}
	for _, other := range e.Beside {
		said.Beside = append(said.Beside, InWords(say, other))
	}
	return said
}

// Sentence is a refusal in the reader's words; one that there are none for in those for its kind.
func Sentence(say wording.Set, e *models.Error) string {
	said, found := say.Told(e.Message)
	switch {
	case found || say.Language() == "en":
		return said
	case e.Code == models.CodeTooMany:
		return say.Of(wording.ALotAtOnce)
	case e.Code == models.CodeUnavailable:
		return say.Of(wording.NotSaved)
	}
	return say.Of(wording.NotPossible)
}
