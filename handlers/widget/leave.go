package widget

import (
	"errors"
	"net/http"

	"deskbell/handlers/web"
	"deskbell/models"
	view "deskbell/views/widget"
)

// leave keeps a message left in the form; a form with a mistake is drawn again as it was filled.
func (h *widget) leave(w http.ResponseWriter, r *http.Request) error {
	who, err := h.beginning(w, r)
	if err != nil {
		return err
	}
	letter := models.Letter{Now: who.Now, ClientID: r.PostForm.Get("client_id"), Name: r.PostForm.Get("name"),
		Email: r.PostForm.Get("email"), Phone: r.PostForm.Get("phone"), Message: r.PostForm.Get("message")}
	if letter.Files, err = h.files(r, who); err != nil {
		return err
	}
	change, err := h.Turns.Begin(r.Context(), who, h.starting(r, models.LeaveWord(letter)))
	var mistake *models.Error
	if errors.As(err, &mistake) && mistake.Code == models.CodeInvalid && mistake.Field != "client_id" && web.IsHTMX(r) {
		return h.leaveAgain(w, r, letter, mistake)
	}
	if err != nil {
		return err
	}
	h.moved(change)
	return web.NoContent(w)
}

func (h *widget) leaveAgain(w http.ResponseWriter, r *http.Request, letter models.Letter, mistake *models.Error) error {
	a, err := h.known(w, r)
	if err != nil {
		return err
	}
	panel := h.panel(r.Context(), a)
	form := &panel.Form
	form.ClientID, form.Name, form.Email, form.Phone, form.Message = letter.ClientID, letter.Name, letter.Email, letter.Phone, letter.Message
	said := web.InWords(a.words, mistake)
	form.Problem, form.Problems = said.Message, said.Fields()
	return web.Render(w, r, http.StatusUnprocessableEntity, view.Prompt(panel))
}
