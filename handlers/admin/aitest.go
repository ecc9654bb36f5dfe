package admin

import (
	"cmp"
	"context"
	"net/http"
	"time"

	"deskbell/handlers/web"
	"deskbell/models"
	view "deskbell/views/admin"
)

// tryAI asks the service something, by what was typed. Nothing is saved.
func (a *admin) tryAI(w http.ResponseWriter, r *http.Request, me *models.Agent) error {
	if err := web.Parse(r); err != nil {
		return err
	}
	p, kept, err := a.aiHead(r, me)
	if err != nil {
		return err
	}
	p.Form = typedAI(r, kept)
	s := aiOf(p.Form, kept)
	status := http.StatusOK
	if s, err = a.triable(r, s, &p.Form); err != nil {
		return err
	}
	if p.Tried.Problem = view.FirstAIProblem(p.Form); p.Tried.Problem == "" {
		if err := a.triesOfAI.Check(string(me.ID), a.Now()); err != nil {
			return err
		}
		p.Tried = a.tried(r, s)
	} else {
		status = http.StatusUnprocessableEntity
	}
	if web.IsHTMX(r) {
		return web.Render(w, r, http.StatusOK, view.AITried(p.Tried))
	}
	return web.Render(w, r, status, view.AI(p))
}

// triable is what was typed, with the key that is kept where it stays with its service; with no service, the one
// that the program was started with.
func (a *admin) triable(r *http.Request, s models.AISettings, f *view.AIForm) (models.AISettings, error) {
	had, err := a.AI.OpenAISettings(r.Context())
	if err != nil {
		if r.Context().Err() != nil {
			return s, err
		}
		had = models.AISettings{} // it is told on the page that it cannot be opened
	}
	clean, err := s.Cleaned(had)
	if err != nil {
		return s, inAIField(err, f)
	}
	if clean = clean.Or(a.StartedAI); !clean.On() {
		f.Problems["url"] = "Write the address of a service first, and the name of a model."
	}
	return clean, nil
}

// longestTry is for how many seconds somebody looks at a button that was pressed.
const longestTry = 25

// longestTrouble is how many characters of what a service said are shown.
const longestTrouble = 600

// tried is what a try came to.
func (a *admin) tried(r *http.Request, s models.AISettings) view.AITry {
	if a.AITester == nil {
		return view.AITry{Problem: "This program was built without a way to services."}
	}
	s.Seconds = min(int(s.Within().Seconds()), longestTry)
	ctx, cancel := context.WithTimeout(r.Context(), s.Within()+time.Second)
	defer cancel()
	trial, err := a.AITester.TryAI(ctx, s)
	if err != nil {
		return view.AITry{Problem: models.CleanLine(err.Error(), longestTrouble), Host: view.AIHost(s.URL)}
	}
	trial.Model = cmp.Or(trial.Model, s.Model)
	return view.AITry{Trial: &trial, Host: view.AIHost(s.URL), Embedding: s.Embedding}
}
