package back

import (
	"context"
	"net/http"

	"github.com/a-h/templ"

	"deskbell/handlers/web"
	"deskbell/models"
	view "deskbell/views/back"
	"deskbell/views/join"
)

// token is the link's; one that cannot be any is none.
func token(r *http.Request) string {
	if t := web.Param(r, "token"); web.IsSecret(t) {
		return t
	}
	return ""
}

// take makes the browser the visitor's for the conversation of the mail: by the secret that it has just made or,
// where it could read that before, by the one that it had, which is then good for no less.
func (b *back) take(w http.ResponseWriter, r *http.Request) error {
	if err := b.takes.Check(web.AddressKey(r), b.Now()); err != nil {
		return err
	}
	if err := web.Parse(r); err != nil {
		return err
	}
	secret, had := r.PostForm.Get("secret"), r.PostForm.Get("had")
	if !web.IsSecret(secret) {
		return &models.Error{Code: models.CodeInvalid, Field: "secret", Message: "The chat needs JavaScript, which is switched off in this browser."}
	}
	way, err := b.Ways.WayBack(r.Context(), token(r), b.Now())
	if err != nil {
		return lost(w, r, err)
	}
	mine, err := b.his(r.Context(), way, had)
	if err != nil {
		return err
	}
	if mine {
		secret = had
	}
	if _, err = b.Ways.TakeBack(r.Context(), token(r), web.SecretHash(secret), b.Now()); err != nil {
		return lost(w, r, err)
	}
	return web.JSON(w, http.StatusOK, struct {
		Had bool `json:"had"`
	}{mine})
}

// his says whether a secret is the visitor's already, for the conversation of the way back too.
func (b *back) his(ctx context.Context, way models.WayBack, secret string) (bool, error) {
	if !web.IsSecret(secret) {
		return false, nil
	}
	visitor, err := b.Visitors.VisitorByToken(ctx, way.Bot, web.SecretHash(secret), b.Now())
	if models.CodeOf(err) == models.CodeNotFound {
		return false, nil
	}
	return visitor.ID == way.Visitor && visitor.Only.Reads(way.Conversation, way.BegunWith), err
}

// shown draws a page for a link that is good.
func (b *back) shown(w http.ResponseWriter, r *http.Request, page func(view.Opening) templ.Component) error {
	if err := b.looks.Check(web.AddressKey(r), b.Now()); err != nil {
		return err
	}
	way, err := b.Ways.WayBack(r.Context(), token(r), b.Now())
	if err != nil {
		return lost(w, r, err)
	}
	return b.draw(w, r, way, page)
}

func (b *back) draw(w http.ResponseWriter, r *http.Request, way models.WayBack, page func(view.Opening) templ.Component) error {
	bot, err := models.BotByID(r.Context(), b.Bots, way.Bot)
	if err != nil {
		return lost(w, r, err)
	}
	w.Header().Add("Vary", "Accept-Language")
	return web.Render(w, r, http.StatusOK, page(view.Opening{Bot: bot.Header(), Address: way.Address, Key: bot.Key, Path: "/c/" + token(r), Stopped: !way.StoppedAt.IsZero(),
		Language: bot.Settings.Words(r.Header.Get("Accept-Language")).Language()}))
}

// lost answers for a link that is not good: in a language, the same for all that are not.
func lost(w http.ResponseWriter, r *http.Request, err error) error {
	if models.CodeOf(err) != models.CodeNotFound || web.WantsJSON(r) {
		return err
	}
	return web.Render(w, r, http.StatusNotFound, join.BadLink(web.Words(w, r)))
}
