// Package back is behind the links of mails to visitors: the way back into the chat, in any browser, and the end
// of such mails. Nothing is shown of the conversation and nothing changes by looking, since scanners of mail open
// links: both take a press.
package back

import (
	"net/http"
	"time"

	"deskbell/handlers/web"
	"deskbell/models"
	view "deskbell/views/back"
)

// Options is what these pages need.
type Options struct {
	Ways     models.WaysBack
	Visitors models.Visitors
	Bots     models.Bots
	Now      func() time.Time
	Base     string // what the addresses of this server begin with
}

type back struct {
	Options
	looks, takes *web.Limiter // per address
}

// Mount puts the routes on the server.
func Mount(s *web.Server, o Options) {
	b := &back{Options: o, looks: web.NewLimiter(2, 120, 50_000), takes: web.NewLimiter(0.5, 30, 50_000)}
	s.Handle("GET", "/c/:token", web.Unlisted(b.Base, b.page), web.NoSession())
	s.Handle("POST", "/c/:token", web.Unlisted(b.Base, b.take), web.NoSession())
	s.Handle("GET", "/c/:token/stop", web.Unlisted(b.Base, b.ask), web.NoSession())
	s.Handle("POST", "/c/:token/stop", web.Unlisted(b.Base, b.stop), web.NoSession())
}

// page has a button and nothing else.
func (b *back) page(w http.ResponseWriter, r *http.Request) error {
	return b.shown(w, r, view.Page)
}

// ask asks whether mails are to end, and says so where they have.
func (b *back) ask(w http.ResponseWriter, r *http.Request) error {
	return b.shown(w, r, view.Stop)
}

// stop ends them. Programs that read mail post here on behalf of their user (RFC 8058), without a cookie and from
// no page: the token alone says who it is, and what is posted with it nobody reads.
func (b *back) stop(w http.ResponseWriter, r *http.Request) error {
	if err := b.takes.Check(web.AddressKey(r), b.Now()); err != nil {
		return err
	}
	way, err := b.Ways.StopMails(r.Context(), token(r), b.Now())
	if err != nil {
		return lost(w, r, err)
	}
	return b.draw(w, r, way, view.Stopped)
}
