package admin

import (
	"errors"
	"net/http"
	"slices"
	"strings"

	"deskbell/handlers/web"
	"deskbell/models"
	"deskbell/models/flow"
	view "deskbell/views/admin"
	builderview "deskbell/views/builder"
)

// mostVarBots is of how many bots the variables are shown beside a canned reply.
const mostVarBots = 12

func (a *admin) mountCanned(s *web.Server) {
	s.Handle("GET", "/settings/canned", a.only(models.PermitAnswer, a.canned))
	page := func(method, path string, h action) {
		s.Handle(method, path, a.only(models.PermitArticles, h), web.Body(128<<10))
	}
	page("POST", "/settings/canned", a.saveCanned)
	page("GET", "/settings/canned/new", a.editCanned)
	page("POST", "/settings/canned/preview", a.previewCanned)
	page("GET", "/settings/canned/:reply", a.editCanned)
	page("POST", "/settings/canned/:reply", a.saveCanned)
	page("GET", "/settings/canned/:reply/delete", a.askCanned)
	page("POST", "/settings/canned/:reply/delete", a.deleteCanned)
}

// canned lists those that one may see, or those with some words in them.
func (a *admin) canned(w http.ResponseWriter, r *http.Request, me *models.Agent) error {
	all, err := a.Canned.AllCanned(r.Context(), models.Reader{Agent: me})
	if err != nil {
		return err
	}
	bots, err := a.seen(r, me)
	if err != nil {
		return err
	}
	query, err := web.Field(r, "q", 100)
	if err != nil {
		return err
	}
	p := view.CannedPage{Me: me, All: len(all), Query: strings.TrimSpace(query), Bots: bots, Done: cannedDone(r.URL.Query().Get("done"))}
	words := strings.Fields(strings.ToLower(query))
	p.Replies = slices.DeleteFunc(all, func(c models.CannedReply) bool {
		text := strings.ToLower(c.Slash() + " " + c.Title + " " + c.Text)
		return slices.ContainsFunc(words, func(word string) bool { return !strings.Contains(text, word) })
	})
	return web.Render(w, r, http.StatusOK, view.Canned(p))
}

func cannedDone(what string) string {
	switch what {
	case doneSaved:
		return "The reply is saved. It is found on the desk from now on."
	case doneDeleted:
		return "The reply is deleted."
	}
	return ""
}

// seen are the bots that somebody may see.
func (a *admin) seen(r *http.Request, me *models.Agent) ([]models.Bot, error) {
	all, err := a.Bots.Bots(r.Context())
	return slices.DeleteFunc(all, func(b models.Bot) bool { return !me.MaySee(b.ID) }), err
}

// reply is the one of the address; a zero one for a new one.
func (a *admin) reply(r *http.Request, me *models.Agent) (models.CannedReply, error) {
	id := web.Param(r, "reply")
	if id == "" {
		return models.CannedReply{}, nil
	}
	all, err := a.Canned.AllCanned(r.Context(), models.Reader{Agent: me})
	if err != nil {
		return models.CannedReply{}, err
	}
	at := slices.IndexFunc(all, func(c models.CannedReply) bool { return c.ID == id })
	if at < 0 {
		return models.CannedReply{}, models.ErrNotFound
	}
	return all[at], nil
}

func (a *admin) editCanned(w http.ResponseWriter, r *http.Request, me *models.Agent) error {
	kept, err := a.reply(r, me)
	if err != nil {
		return err
	}
	form, err := a.cannedForm(r, me, kept)
	if err != nil {
		return err
	}
	return web.Render(w, r, http.StatusOK, view.EditCanned(form))
}

func (a *admin) cannedForm(r *http.Request, me *models.Agent, c models.CannedReply) (view.CannedForm, error) {
	f := view.CannedForm{Me: me, ID: c.ID, Bot: c.Bot, Shortcut: c.Shortcut, Title: c.Title, Text: c.Text,
		Vars: []view.VarGroup{{Origin: "Known of every conversation", Vars: models.CannedVars()}}}
	var err error
	if f.Bots, err = a.seen(r, me); err != nil {
		return f, err
	}
	for i := range f.Bots[:min(len(f.Bots), mostVarBots)] {
		vars, err := a.varsOf(r, &f.Bots[i])
		if err != nil {
			return f, err
		}
		if len(vars) > 0 {
			f.Vars = append(f.Vars, view.VarGroup{Origin: "From the flows of " + f.Bots[i].Name, Vars: vars})
		}
	}
	return f, nil
}

// varsOf are the variables that the bot's flows fill, each once.
func (a *admin) varsOf(r *http.Request, b *models.Bot) ([]flow.VarDoc, error) {
	file, err := a.Bots.ExportBot(r.Context(), b.Key)
	if err != nil {
		return nil, err
	}
	var all []flow.VarDoc
	for i := range file.Flows {
		all = append(all, builderview.VarsOf(&file.Flows[i])...)
	}
	slices.SortStableFunc(all, func(a, b flow.VarDoc) int { return strings.Compare(a.Name, b.Name) })
	return slices.CompactFunc(all, func(a, b flow.VarDoc) bool { return a.Name == b.Name }), nil
}

// saveCanned keeps a new reply or one that was changed, or shows the form again.
func (a *admin) saveCanned(w http.ResponseWriter, r *http.Request, me *models.Agent) error {
	kept, err := a.reply(r, me)
	if err == nil {
		err = web.Parse(r)
	}
	if err != nil {
		return err
	}
	get := r.PostForm.Get
	c := models.CannedReply{ID: kept.ID, Bot: models.BotID(get("bot")), Shortcut: get("shortcut"), Title: get("title"), Text: get("text")}
	typed := c
	err = a.Canned.SaveCanned(r.Context(), models.Reader{Agent: me}, &c, a.Now())
	if err == nil {
		web.Note(r, a.Audit, models.Act{By: me, What: models.ActCannedSaved, Object: c.Slash(), Detail: c.Title, Now: a.Now()})
		http.Redirect(w, r, "/settings/canned?done="+doneSaved, http.StatusSeeOther)
		return nil
	}
	var known *models.Error
	if !errors.As(err, &known) || known.Code == models.CodeUnavailable || known.Code == models.CodeNotFound || known.Code == models.CodeForbidden {
		return err
	}
	form, err := a.cannedForm(r, me, typed)
	if err != nil {
		return err
	}
	form.Field, form.Problem = known.Field, known.Message
	return web.Render(w, r, http.StatusUnprocessableEntity, view.EditCanned(form))
}

// previewCanned draws what is typed, as a visitor would see it.
func (a *admin) previewCanned(w http.ResponseWriter, r *http.Request, _ *models.Agent) error {
	if err := web.Parse(r); err != nil {
		return err
	}
	text, err := web.Field(r, "text", models.MaxText)
	if err != nil {
		return err
	}
	return web.Render(w, r, http.StatusOK, view.CannedPreview(text))
}

func (a *admin) askCanned(w http.ResponseWriter, r *http.Request, me *models.Agent) error {
	c, err := a.reply(r, me)
	if err != nil {
		return err
	}
	return web.Render(w, r, http.StatusOK, view.DeleteCanned(me, c))
}

func (a *admin) deleteCanned(w http.ResponseWriter, r *http.Request, me *models.Agent) error {
	if err := web.Parse(r); err != nil { // nothing is read from it, but what is no form was not sent by our page
		return err
	}
	c, err := a.reply(r, me)
	if err == nil {
		err = a.Canned.DeleteCanned(r.Context(), models.Reader{Agent: me}, c.ID)
	}
	if err != nil {
		return err
	}
	web.Note(r, a.Audit, models.Act{By: me, What: models.ActCannedGone, Object: c.Slash(), Detail: c.Title, Now: a.Now()})
	http.Redirect(w, r, "/settings/canned?done="+doneDeleted, http.StatusSeeOther)
	return nil
}
