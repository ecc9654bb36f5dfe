package join

import (
	"context"
	"crypto/rand"
	"net/http"

	"deskbell/handlers/web"
	"deskbell/models"
	"deskbell/models/wording"
	view "deskbell/views/join"
)

// pageOfLog is how many entries are shown at once.
const pageOfLog = 50

// page is the conversation for who is in it, and for everybody else who has the link a form that asks for a name
// and tells nothing. Neither changes anything.
func (j *join) page(w http.ResponseWriter, r *http.Request) error {
	a, err := j.known(r)
	if err == nil {
		if err := j.limits.reads.Check(string(a.guest.ID), j.Now()); err != nil {
			return err
		}
		return j.talk(w, r, a)
	}
	if err != errOut {
		return err
	}
	link, err := j.link(r)
	if err != nil {
		return j.badLink(w, r, err)
	}
	form := j.form(r.Context(), link)
	form.Name, form.Left = lastName(r), r.URL.Query().Has("left")
	if r.URL.Query().Has(justIn) {
		form.Notice = form.Say.Of(wording.GuestNoCookie)
	}
	return j.ask(w, r, http.StatusOK, form)
}

// justIn is in the address that Join leads to: who has no cookie there keeps none.
const justIn = "in"

// slash is for those who add one to the address.
func (j *join) slash(w http.ResponseWriter, r *http.Request) error {
	token := web.Param(r, "token")
	if !web.IsSecret(token) {
		return j.badLink(w, r, models.ErrNotFound)
	}
	http.Redirect(w, r, pathOf(token), http.StatusPermanentRedirect)
	return nil
}

// form knows which bot the link is of, and speaks as the mail did that it was in. Where that cannot be known now,
// the form goes without.
func (j *join) form(ctx context.Context, link models.GuestLink) view.NameForm {
	bot, err := models.BotByID(ctx, j.Bots, link.Bot)
	if err != nil {
		return view.NameForm{}
	}
	return view.NameForm{Bot: bot.Header(), Say: bot.Settings.GuestWords()}
}

// ask draws the form. Its hidden field makes it one form however often it is sent.
func (j *join) ask(w http.ResponseWriter, r *http.Request, status int, f view.NameForm) error {
	f.Path = pathOf(web.Param(r, "token"))
	if !web.IsSecret(f.Once) {
		f.Once = newSecret()
	}
	return web.Render(w, r, status, view.Name(f))
}

// newSecret is 256 random bits.
func newSecret() string {
	return secretOf(rand.Text(), rand.Text())
}

// badLink is one same page for every link that is not good, in a language that the browser asks for.
func (j *join) badLink(w http.ResponseWriter, r *http.Request, err error) error {
	if models.CodeOf(err) != models.CodeNotFound {
		return err
	}
	return web.Render(w, r, http.StatusNotFound, view.BadLink(web.Words(w, r)))
}

// talk is the conversation.
func (j *join) talk(w http.ResponseWriter, r *http.Request, a at) error {
	ctx := r.Context()
	c, err := j.Logs.Conversation(ctx, a.reader(), a.guest.Conversation)
	if err != nil {
		return j.badLink(w, r, err)
	}
	entries, err := j.Logs.EntriesBefore(ctx, a.reader(), models.Position{Conversation: c.ID, Limit: pageOfLog})
	if err != nil {
		return j.badLink(w, r, err)
	}
	t, err := j.talkOf(ctx, a, c)
	if err != nil {
		return err
	}
	t.Entries, t.Earlier = entries, models.MoreBefore(entries)
	return web.Render(w, r, http.StatusOK, view.TalkPage(t))
}

// talkOf is all about the conversation but its log.
func (j *join) talkOf(ctx context.Context, a at, c models.Conversation) (view.Talk, error) {
	bot, err := models.BotByID(ctx, j.Bots, c.BotID)
	if err != nil {
		return view.Talk{}, err
	}
	return view.Talk{Guest: a.guest, Bot: bot, Conversation: c, Base: a.base(), Epoch: j.Epoch, Now: j.Now(), Say: bot.Settings.GuestWords()}, nil
}
