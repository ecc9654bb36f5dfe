package admin

import (
	"net/http"
	"net/url"

	"deskbell/handlers/web"
	"deskbell/models"
	view "deskbell/views/admin"
)

// What is done here, as the audit log calls it.
const (
	actAISaved  = "AI settings changed"
	actAIForgot = "AI service removed"
)

// mountAI puts the pages about the AI on the server.
func (a *admin) mountAI(s *web.Server) {
	page := func(p models.Permission, method, path string, h action) {
		s.Handle(method, "/settings/ai"+path, a.only(p, h))
	}
	page(models.PermitBots, "GET", "", a.aiSettings)
	page(models.PermitBots, "POST", "", a.saveAI)
	page(models.PermitBots, "POST", "/test", a.tryAI)
	page(models.PermitBots, "GET", "/forget", a.askForgetAI)
	page(models.PermitBots, "POST", "/forget", a.forgetAI)
	page(models.PermitArticles, "GET", "/answers", a.aiAnswers)
	page(models.PermitArticles, "POST", "/answers/done", a.aiDone)
	page(models.PermitArticles, "POST", "/answers/undo", a.aiUndo)
}

// aiHead is what stands around the page, and the settings as they are kept.
func (a *admin) aiHead(r *http.Request, me *models.Agent) (view.AIPage, models.AISettings, error) {
	p := view.AIPage{Me: me}
	switch r.URL.Query().Get("done") {
	case "saved":
		p.Done = "Saved. It counts from now on."
	case "forgot":
		p.Done = "The service that was saved here is removed, and its key deleted."
	}
	kept, err := a.AI.AISettings(r.Context())
	if err != nil {
		return p, kept, err
	}
	p.Kept, p.Started = kept, a.StartedAI.On()
	if p.Stands = kept.Or(a.StartedAI); kept.HasKey {
		_, err := a.AI.OpenAISettings(r.Context())
		p.Shut = err != nil && r.Context().Err() == nil
	}
	p.Stands.Key = "" // of the program's start
	return p, kept, nil
}

// aiSettings shows which service answers.
func (a *admin) aiSettings(w http.ResponseWriter, r *http.Request, me *models.Agent) error {
	p, kept, err := a.aiHead(r, me)
	if err != nil {
		return err
	}
	p.Form = view.AIFormOf(kept)
	p.Form.Was = aiStamp(kept)
	return web.Render(w, r, http.StatusOK, view.AI(p))
}

// aiStamp says which state of the settings a form was made of.
func aiStamp(s models.AISettings) string {
	s.Key = ""
	return hashOf(s, s.HasKey)
}

const overtakenAI = "Somebody else has changed these settings in the meantime. What you typed is still here, but for a key; save again to put it in place of theirs."

// overtakeAI has a form tell that others have saved meanwhile; sent again it takes the place of what they did.
func overtakeAI(f *view.AIForm, kept models.AISettings) {
	f.Was, f.HasKey, f.Overtaken, f.Message = aiStamp(kept), kept.HasKey, true, overtakenAI
}

// saveAI keeps the settings, or shows the form again with what was typed and what is wrong with it.
func (a *admin) saveAI(w http.ResponseWriter, r *http.Request, me *models.Agent) error {
	if err := web.Parse(r); err != nil {
		return err
	}
	p, kept, err := a.aiHead(r, me)
	if err != nil {
		return err
	}
	f := typedAI(r, kept)
	s := aiOf(f, kept)
	switch {
	case f.Was != aiStamp(kept):
		overtakeAI(&f, kept)
	case len(f.Problems) == 0:
		err = inAIField(a.AI.SaveAISettings(r.Context(), s, a.Now()), &f)
	}
	if models.CodeOf(err) == models.CodeConflict { // since it was read, just now
		if p, kept, err = a.aiHead(r, me); err == nil {
			overtakeAI(&f, kept)
		}
	}
	if err != nil {
		return err
	}
	if len(f.Problems) == 0 && f.Message == "" {
		now, err := a.AI.AISettings(r.Context())
		if err != nil {
			return err
		}
		a.note(r, me, models.Act{What: actAISaved, Object: view.AIHost(now.URL), Detail: aiChanges(kept, now, s.Key != "")})
		return toAI(w, r, "?done=saved")
	}
	if f.Message == "" {
		f.Message = notYet
	}
	status := http.StatusUnprocessableEntity
	if f.Overtaken {
		status = http.StatusConflict
	}
	p.Form, p.Done = f, ""
	return web.Render(w, r, status, view.AI(p))
}

func toAI(w http.ResponseWriter, r *http.Request, rest string) error {
	http.Redirect(w, r, "/settings/ai"+rest, http.StatusSeeOther)
	return nil
}

func (a *admin) askForgetAI(w http.ResponseWriter, r *http.Request, me *models.Agent) error {
	p, kept, err := a.aiHead(r, me)
	if err != nil {
		return err
	}
	if kept.URL == "" {
		return toAI(w, r, "")
	}
	return web.Render(w, r, http.StatusOK, view.ForgetAI(p))
}

// forgetAI drops the service and its key; limits and prices stay.
func (a *admin) forgetAI(w http.ResponseWriter, r *http.Request, me *models.Agent) error {
	if err := web.Parse(r); err != nil {
		return err
	}
	s, err := a.AI.AISettings(r.Context())
	if err != nil {
		return err
	}
	if s.URL != "" {
		was := view.AIHost(s.URL)
		s.URL, s.HasKey = "", false
		if err := a.AI.SaveAISettings(r.Context(), s, a.Now()); err != nil {
			return err
		}
		a.note(r, me, models.Act{What: actAIForgot, Object: was})
	}
	return toAI(w, r, "?"+url.Values{"done": {"forgot"}}.Encode())
}
