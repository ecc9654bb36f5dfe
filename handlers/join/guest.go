package join

import (
	"crypto/sha256"
	"encoding/base64"
	"net/http"
	"strings"
	"time"

	"deskbell/handlers/web"
	"deskbell/models"
	"deskbell/models/wording"
)

// errOut is the same whatever is not right: with the link, with the browser, with both.
var errOut error = &models.Error{Code: models.CodeNotFound,
	Message: "This link does not let you in any more. Open it again from the mail, or ask whoever sent it for a new one."}

const cookieName = "bell_guest"

// cookieLife is longer than any conversation; a link that is over lets nobody in, whatever cookie there is.
const cookieLife = 30 * 24 * time.Hour

// at is who asks, and by which link.
type at struct {
	guest models.Guest
	token string
	hash  string // of the browser's secret
}

func (a at) reader() models.Reader { return models.Reader{Guest: &a.guest} }

// base is the address of the guest's page; all others lie below it.
func (a at) base() string { return pathOf(a.token) }

func pathOf(token string) string { return "/join/" + token }

// known finds the guest behind a request; errOut for everybody else.
func (j *join) known(r *http.Request) (at, error) {
	a := at{token: web.Param(r, "token")}
	cookie, err := r.Cookie(cookieName)
	if err != nil || !web.IsSecret(a.token) || !web.IsSecret(cookie.Value) {
		return a, errOut
	}
	a.hash = web.SecretHash(cookie.Value)
	guest, err := j.Guests.GuestBySession(r.Context(), a.token, a.hash, j.Now())
	if models.CodeOf(err) == models.CodeNotFound {
		return a, errOut
	}
	if err != nil {
		return a, err
	}
	a.guest = *guest
	return a, nil
}

// action is a handler that knows who asks.
type action func(w http.ResponseWriter, r *http.Request, a at) error

// in lets only guests through who are in the conversation. Everybody else may ask seldom.
func (j *join) in(next action) web.Handler {
	return j.hidden(func(w http.ResponseWriter, r *http.Request) error {
		a, err := j.let(r)
		if err == nil {
			err = j.limits.reads.Check(string(a.guest.ID), j.Now())
		}
		if err != nil {
			return web.Told(web.Words(w, r), err)
		}
		if err := next(w, r, a); err != nil {
			return web.Told(j.spoken(w, r, a), err)
		}
		return nil
	})
}

// let is known, and seldom enough for who is not.
func (j *join) let(r *http.Request) (at, error) {
	a, err := j.known(r)
	if err == errOut {
		if err := j.limits.looks.Check(web.AddressKey(r), j.Now()); err != nil {
			return a, err
		}
	}
	return a, err
}

// spoken are the words of a guest's page; where they cannot be known now, those that the browser asks for.
func (j *join) spoken(w http.ResponseWriter, r *http.Request, a at) wording.Set {
	c, err := j.Logs.Conversation(r.Context(), a.reader(), a.guest.Conversation)
	if err != nil {
		return web.Words(w, r)
	}
	bot, err := models.BotByID(r.Context(), j.Bots, c.BotID)
	if err != nil {
		return web.Words(w, r)
	}
	return bot.Settings.GuestWords()
}

// link is the one of the address while it is good; ErrNotFound. Who asks for too many is refused before he knows
// whether one of them was good.
func (j *join) link(r *http.Request) (models.GuestLink, error) {
	if err := j.limits.looks.Check(web.AddressKey(r), j.Now()); err != nil {
		return models.GuestLink{}, err
	}
	token := web.Param(r, "token")
	if !web.IsSecret(token) {
		return models.GuestLink{}, models.ErrNotFound
	}
	return j.Guests.GuestLink(r.Context(), token, j.Now())
}

// remember gives the browser its secret; "" takes it away.
func (j *join) remember(w http.ResponseWriter, token, secret string) {
	c := &http.Cookie{Name: cookieName, Value: secret, Path: pathOf(token), MaxAge: int(cookieLife / time.Second),
		HttpOnly: true, Secure: strings.HasPrefix(j.Base, "https://"), SameSite: http.SameSiteLaxMode}
	if secret == "" {
		c.MaxAge = -1
	}
	http.SetCookie(w, c)
}

// secretOf makes the browser's secret from what the name form was drawn with, so that a form which is sent twice
// lets one guest in.
func secretOf(once, token string) string {
	sum := sha256.Sum256([]byte("deskbell guest\x00" + once + "\x00" + token))
	return base64.RawURLEncoding.EncodeToString(sum[:])
}
