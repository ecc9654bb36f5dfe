package join

import (
	"crypto/rand"
	"net/http"

	"deskbell/handlers/web"
	"deskbell/models"
	"deskbell/models/flow"
)

// decision is what a turn runs.
type decision = func(*models.Conversation) (models.Change, error)

// turn runs a decision on the guest's conversation.
func (j *join) turn(w http.ResponseWriter, r *http.Request, a at, decide decision) error {
	_, err := j.Turns.Turn(r.Context(), a.guest.Conversation, decide)
	if models.CodeOf(err) == models.CodeNotFound && !isField(err) {
		return errOut // he was in a moment ago
	}
	if err != nil {
		return err
	}
	return j.done(w, r, a.base())
}

// done answers a script with no content; a form that was sent without one leads back to a page.
func (j *join) done(w http.ResponseWriter, r *http.Request, page string) error {
	if web.WantsJSON(r) {
		return web.NoContent(w)
	}
	http.Redirect(w, r, page, http.StatusSeeOther)
	return nil
}

func (j *join) takeOver(w http.ResponseWriter, r *http.Request, a at) error {
	return j.turn(w, r, a, models.GuestTakeOver(a.guest.ID, j.Now()))
}

func (j *join) handBack(w http.ResponseWriter, r *http.Request, a at) error {
	return j.turn(w, r, a, models.GuestHandBack(a.guest.ID, j.Now()))
}

// leave ends what this browser may do; the link lets it in again.
func (j *join) leave(w http.ResponseWriter, r *http.Request, a at) error {
	_, err := j.Turns.Turn(r.Context(), a.guest.Conversation, models.GuestLeave(a.guest.ID, j.Now()))
	if err != nil && models.CodeOf(err) != models.CodeNotFound {
		return err
	}
	j.remember(w, a.token, "")
	return j.done(w, r, a.base()+"?left")
}

// say keeps what the guest wrote and attached.
func (j *join) say(w http.ResponseWriter, r *http.Request, a at) error {
	if err := j.limits.says.Check(string(a.guest.ID), j.Now()); err != nil {
		return err
	}
	if err := web.Parse(r); err != nil {
		return err
	}
	files, err := j.attached(r, a)
	if err != nil {
		return err
	}
	id := r.PostForm.Get("client_id")
	if id == "" {
		id = rand.Text() // a form that was sent without a script
	}
	return j.turn(w, r, a, models.GuestReply(models.GuestAnswer{Guest: a.guest.ID, Now: j.Now(), ClientID: id, Text: r.PostForm.Get("text"), Files: files}))
}

// attached are the files that the form names, if the guest attached them.
func (j *join) attached(r *http.Request, a at) ([]flow.File, error) {
	ids, err := models.FileIDs(r.PostForm["file"])
	if err != nil || len(ids) == 0 {
		return nil, err
	}
	c, err := j.Logs.Conversation(r.Context(), a.reader(), a.guest.Conversation)
	if err != nil {
		return nil, err
	}
	return j.Files.FilesOf(r.Context(), models.FileSender{Bot: c.BotID, Guest: a.guest.ID, Conversation: c.ID}, ids)
}
