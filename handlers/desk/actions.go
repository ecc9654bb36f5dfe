package desk

import (
	"net/http"

	"deskbell/handlers/web"
	"deskbell/models"
	view "deskbell/views/desk"
)

// mountActions has the routes of what an agent does with a conversation beside writing.
func (d *desk) mountActions(s *web.Server) {
	answer, jump := models.PermitAnswer, models.PermitTakeOverBot
	on := func(method, path string, p models.Permission, h action) {
		s.Handle(method, "/desk/:conversation"+path, d.permitted(p, h))
	}
	on("GET", "/close", answer, d.endForm)
	on("POST", "/close", answer, d.close)
	on("GET", "/jump", jump, d.places)
	on("GET", "/jump/look", jump, d.foresee)
	on("POST", "/jump", jump, d.jump)
	on("GET", "/articles", answer, d.articles)
	on("GET", "/articles/:article", answer, d.article)
	on("POST", "/article", answer, d.sendArticle)
	on("GET", "/animation", jump, d.animations)
	on("POST", "/animation", jump, d.animate)
	on("GET", "/block", jump, d.blockForm)
	on("POST", "/block", jump, d.block)
	on("POST", "/unblock", jump, d.unblock)
	on("GET", "/transcript", answer, d.transcript)
	on("POST", "/transcript", answer, d.mailTranscript)
	on("GET", "/erase", models.PermitOwner, d.eraseForm)
	on("POST", "/erase", models.PermitOwner, d.erase)
	s.Handle("GET", "/settings/blocked", d.permitted(jump, d.blocked))
	s.Handle("POST", "/settings/blocked/:block/lift", d.permitted(jump, d.lift))
}

// permitted lets only signed-in agents through whose role may do p.
func (d *desk) permitted(p models.Permission, next action) web.Handler {
	return func(w http.ResponseWriter, r *http.Request) error {
		me, err := d.Sessions.Permitted(r.Context(), d.Team, p)
		if err != nil {
			return err
		}
		return next(w, r, me)
	}
}

// opening is the conversation of the address with what its dialogs are drawn from.
func (d *desk) opening(r *http.Request, me *models.Agent) (*view.Open, error) {
	c, err := d.conversation(r, me)
	if err != nil {
		return nil, err
	}
	return d.opened(r.Context(), me, c)
}

// posted is opening for a form that was sent: who may not see the conversation is refused before it is read.
func (d *desk) posted(r *http.Request, me *models.Agent) (models.Conversation, error) {
	c, err := d.conversation(r, me)
	if err == nil {
		err = web.Parse(r)
	}
	return c, err
}

func (d *desk) endForm(w http.ResponseWriter, r *http.Request, me *models.Agent) error {
	o, err := d.opening(r, me)
	if err != nil {
		return err
	}
	return web.Render(w, r, http.StatusOK, view.EndForm(*o))
}

// close ends the chat, with what it was about.
func (d *desk) close(w http.ResponseWriter, r *http.Request, me *models.Agent) error {
	if _, err := d.posted(r, me); err != nil {
		return err
	}
	category, err := d.chosenCategory(r)
	if err != nil {
		return err
	}
	return d.turn(w, r, models.End(models.Ending{Agent: me.ID, Summary: r.PostForm.Get("summary"), Category: category, Now: d.Now()}))
}

// chosenCategory is one of the list; what is not in it is "", so that the conversation keeps what it has.
func (d *desk) chosenCategory(r *http.Request) (string, error) {
	name := r.PostForm.Get("category")
	if name == "" {
		return "", nil
	}
	all, err := d.Categories.Categories(r.Context())
	for _, c := range all {
		if c.Name == name {
			return name, err
		}
	}
	return "", err
}

func (d *desk) animations(w http.ResponseWriter, r *http.Request, me *models.Agent) error {
	c, err := d.conversation(r, me)
	if err != nil {
		return err
	}
	return web.Render(w, r, http.StatusOK, view.AnimationForm(c.ID, view.Animations()))
}

// animate plays an animation at the visitor, one every few seconds.
func (d *desk) animate(w http.ResponseWriter, r *http.Request, me *models.Agent) error {
	c, err := d.posted(r, me)
	if err != nil {
		return err
	}
	if ok, wait := d.plays.Allow(string(c.ID), d.Now()); !ok {
		return web.TooMany(wait)
	}
	return d.turn(w, r, models.PlayAnimation(models.Sending{Agent: me.ID, ClientID: r.PostForm.Get("client_id"),
		Animation: r.PostForm.Get("name"), Now: d.Now()}))
}
