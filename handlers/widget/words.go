package widget

import (
	"errors"
	"fmt"
	"net/http"

	"deskbell/models"
	"deskbell/models/wording"
)

// spoken is the words for a request: in the language that a preview names, else in one that the browser asks for.
// The chat's own page asks for the one that it is in.
func spoken(r *http.Request, bot *models.Bot) wording.Set {
	return bot.Settings.Words(r.URL.Query().Get("lang") + "," + r.Header.Get("Accept-Language"))
}

// audience are those whom an entry is drawn for once: all visitors of a bot that read the same words.
func (f *feed) audience() string {
	who := "visitor:" + f.words.Language()
	if len(f.at.bot.Settings.Texts) > 0 {
		who += fmt.Sprint(":", f.at.bot.UpdatedAt.UnixMilli()) // its own words may be others with each save
	}
	return who
}

// told answers with what was refused in the visitor's words.
func (h *widget) told(handle func(http.ResponseWriter, *http.Request) error) func(http.ResponseWriter, *http.Request) error {
	return func(w http.ResponseWriter, r *http.Request) error {
		err := handle(w, r)
		if err == nil {
			return nil
		}
		bot, unknown := h.bot(w, r)
		if unknown != nil {
			return err
		}
		return translated(spoken(r, bot), err)
	}
}

// refusal is an error with the sentence that a visitor reads.
type refusal struct {
	error
	said *models.Error
}

func (e *refusal) Unwrap() error { return e.error }

// As gives the sentence; all else about it is that of the error.
func (e *refusal) As(target any) bool {
	known, ok := target.(**models.Error)
	if ok {
		*known = e.said
	}
	return ok
}

func translated(say wording.Set, err error) error {
	var large *http.MaxBytesError
	var known *models.Error
	switch {
	case say.Plain():
		return err
	case errors.As(err, &known):
		return &refusal{err, &models.Error{Code: known.Code, Field: known.Field, Message: sentence(say, known)}}
	case errors.As(err, &large):
		return &refusal{err, &models.Error{Code: models.CodeTooLarge, Message: say.Of(wording.OverLimit, "most", fmt.Sprintf("%d KB", large.Limit>>10))}}
	}
	return err
}

// sentence is a refusal in the visitor's words; one that there are none for in those for its kind.
func sentence(say wording.Set, e *models.Error) string {
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
