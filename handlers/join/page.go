package join

import (
	"context"
	"crypto/rand"
	"net/http"

	"deskbell/handlers/web"
	"deskbell/models"
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
	form := view.NameForm{Bot: j.botName(r.Context(), link.Bot), Name: lastName(r), Left: r.URL.Query().Has("left")}
	if r.URL.Query().Has(justIn) {
		form.Notice = "Your browser did not keep the cookie by which it is known here. Allow cookies for this page, or open the link in another browser."
	}
	return j.ask(w, r, http.StatusOK, form)
}

// justIn is in the address that Join leads to: who has no cookie there keeps none.
const justIn = "in"

// slash is for those who add one to the address.
func (j *join) slash(w http.ResponseWriter, r *http.Request) error {
	token := web.Param(r, "token")
	if !secretPattern.MatchString(token) {
		return j.badLink(w, r, models.ErrNotFound)
	}
	http.Redirect(w, r, pathOf(token), http.StatusPermanentRedirect)
	return nil
}

// ask draws the form. Its hidden field makes it one form however often it is sent.
func (j *join) ask(w http.ResponseWriter, r *http.Request, status int, f view.NameForm) error {
	f.Path = pathOf(web.Param(r, "token"))
	if !secretPattern.MatchString(f.Once) {
		f.Once = newSecret()
	}
	return web.Render(w, r, status, view.Name(f))
}

// newSecret is 256 random bits.
func newSecret() string {
	return secretOf(rand.Text(), rand.Text())
}

// badLink is one same page for every link that is not good.
func (j *join) badLink(w http.ResponseWriter, r *http.Request, err error) error {
	if models.CodeOf(err) != models.CodeNotFound {
		return err
	}
	return web.Render(w, r, http.StatusNotFound, view.BadLink())
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
	t.Entries, t.Earlier = entries, len(entries) > 0 && entries[0].Seq > 1
	return web.Render(w, r, http.StatusOK, view.TalkPage(t))
}

// talkOf is all about the conversation but its log.
func (j *join) talkOf(ctx context.Context, a at, c models.Conversation) (view.Talk, error) {
	bot, err := j.bot(ctx, c.BotID)
	return view.Talk{Guest: a.guest, Bot: bot, Conversation: c, Base: a.base(), Epoch: j.Epoch, Now: j.Now()}, err
}

func (j *join) bot(ctx context.Context, id models.BotID) (*models.Bot, error) {
	bots, err := j.Bots.Bots(ctx)
	if err != nil {
		return nil, err
	}
	for i := range bots {
		if bots[i].ID == id {
			return &bots[i], nil
		}
	}
	return nil, models.ErrNotFound
}

// botName is how visitors know the bot; "" where that cannot be known now.
func (j *join) botName(ctx context.Context, id models.BotID) string {
	bot, err := j.bot(ctx, id)
	if err != nil {
		return ""
	}
	return bot.Header()
}
