package admin

import (
	"cmp"
	"errors"
	"net/http"
	"net/url"
	"slices"
	"strconv"

	"deskbell/handlers/intake"
	"deskbell/handlers/web"
	"deskbell/models"
	view "deskbell/views/admin"
)

func (a *admin) mountImports(s *web.Server) {
	page := func(method, path string, h action, o ...web.RouteOption) {
		s.Handle(method, path, a.only(models.PermitArticles, h), o...)
	}
	page("GET", "/articles/import", a.importArticles)
	page("POST", "/articles/import", a.lookAtArticles, web.Upload(models.MostUpload))
	page("GET", "/articles/import/:import", a.articleImport)
	page("POST", "/articles/import/:import", a.keepArticles, web.Body(256<<10))
	page("POST", "/articles/import/:import/stop", a.stopImport, web.Body(256<<10))
	page("GET", "/articles/import/:import/back", a.askTakeBack)
	page("POST", "/articles/import/:import/back", a.takeBack)
	page("GET", "/articles/export", a.exportArticles, web.Upload(0)) // it may take minutes to go
}

// articleImport is one import: how far it is, what it holds or how it went.
func (a *admin) articleImport(w http.ResponseWriter, r *http.Request, me *models.Agent) error {
	id := web.Param(r, "import")
	job, err := a.Imports.JobOf(me.ID, id)
	if err != nil {
		return a.showReport(w, r, me, id)
	}
	seen := job.Seen()
	if seen.Phase == intake.PhaseDone {
		if web.IsHTMX(r) {
			return a.showReport(w, r, me, seen.Report)
		}
		http.Redirect(w, r, importAt(seen.Report), http.StatusSeeOther)
		return nil
	}
	return a.showJob(w, r, http.StatusOK, jobPage(me, seen))
}

// jobPage is what one sees of a job.
func jobPage(me *models.Agent, seen intake.Seen) view.ArticleJobPage {
	p := view.ArticleJobPage{Me: me, ID: seen.ID, What: seen.What, Done: seen.Done, Of: seen.Of, Items: seen.Items,
		Stopped: seen.Phase == intake.PhaseStopped, Back: seen.Report != "", Choice: models.ImportChoice{State: models.SaidDraft}}
	switch seen.Phase {
	case intake.PhaseWaits:
		p.Busy = "Waiting for another import"
		if seen.Before == 1 {
			p.Busy = "Waiting: 1 other import is before it in line"
		} else if seen.Before > 1 {
			p.Busy = "Waiting: " + strconv.Itoa(seen.Before) + " other imports are before it in line"
		}
	case intake.PhaseReads:
		p.Busy = "Reading pages"
	case intake.PhaseKeeps:
		p.Busy = "Importing"
	case intake.PhaseBack:
		p.Busy = "Taking it back"
	case intake.PhaseFailed:
		p.Failed = seen.Problem
	}
	return p
}

func (a *admin) showJob(w http.ResponseWriter, r *http.Request, status int, p view.ArticleJobPage) error {
	if p.Busy == "" && len(p.Items) > 0 {
		shelf, err := a.Imports.Imports.ArticleShelf(r.Context(), models.Reader{Agent: p.Me})
		if err != nil {
			return err
		}
		p.Categories = slices.DeleteFunc(shelf.Categories, func(name string) bool { return name == "" })
		if p.Choice.Language == "" && p.Problem == "" {
			p.Choice.Language = cmp.Or(shelf.Language, "en")
		}
	}
	if web.IsHTMX(r) {
		return web.Render(w, r, status, view.ArticleJobNews(p))
	}
	return web.Render(w, r, status, view.ArticleJob(p))
}

// showReport is an import that is over, or was.
func (a *admin) showReport(w http.ResponseWriter, r *http.Request, me *models.Agent, id string) error {
	p, err := a.reportPage(r, me, id)
	if err != nil {
		return err
	}
	if web.IsHTMX(r) {
		return web.Render(w, r, http.StatusOK, view.ArticleReported(p))
	}
	return web.Render(w, r, http.StatusOK, view.ArticleReport(p))
}

func (a *admin) reportPage(r *http.Request, me *models.Agent, id string) (view.ArticleReportPage, error) {
	report, err := a.Imports.Imports.ArticleImport(r.Context(), models.Reader{Agent: me}, id)
	if err != nil {
		return view.ArticleReportPage{}, err
	}
	return view.ArticleReportPage{Me: me, Import: *report, Broken: report.State == models.ImportGoing && !a.Imports.Going(id)}, nil
}

// keepArticles begins the import of what was chosen, or shows again what it holds.
func (a *admin) keepArticles(w http.ResponseWriter, r *http.Request, me *models.Agent) error {
	job, err := a.Imports.JobOf(me.ID, web.Param(r, "import"))
	if err == nil {
		err = web.ParseFields(r, models.MostArticles+models.MostPages+10)
	}
	if err != nil {
		return err
	}
	seen := job.Seen()
	taking, err := chosen(r.PostForm, seen)
	if err == nil {
		err = a.Imports.Keep(job, intake.By{Agent: me, Address: web.Address(r)}, taking)
	}
	var known *models.Error
	if errors.As(err, &known) && known.Code == models.CodeInvalid && seen.Phase == intake.PhaseLooked {
		p := jobPage(me, seen)
		p.Choice, p.Taken, p.Field, p.Problem = taking.ImportChoice, taking.Take, known.Field, known.Message
		return a.showJob(w, r, http.StatusUnprocessableEntity, p)
	}
	if err != nil && models.CodeOf(err) != models.CodeConflict { // begun already: its page says how far it is
		return err
	}
	http.Redirect(w, r, importAt(job.ID), http.StatusSeeOther)
	return nil
}

// chosen is what somebody wants of an import. Errors: CodeInvalid with the field language or category.
func chosen(form url.Values, seen intake.Seen) (intake.Taking, error) {
	t := intake.Taking{ImportChoice: models.ImportChoice{Language: form.Get("language"), Category: form.Get("category"), State: form.Get("state")}, Take: map[int]bool{}}
	lacking := false
	for _, value := range form["take"] {
		if n, err := strconv.Atoi(value); err == nil && n >= 0 && n < len(seen.Items) {
			t.Take[n] = true
			lacking = lacking || seen.Items[n].Tongue == "" && seen.Items[n].Known == nil
		}
	}
	if len(t.Take) == 0 {
		return t, &models.Error{Code: models.CodeInvalid, Message: "Nothing is ticked. Tick what is to be imported."}
	}
	if t.State != models.SaidDraft && t.State != models.SaidPublished {
		t.State = ""
	}
	language, err := models.CleanLanguage("language", t.Language)
	if err == nil {
		t.Language = language
	} else if lacking || t.Language != "" {
		return t, err
	}
	category, err := models.CleanArticleCategory(t.Category)
	if err == nil {
		t.Category = category
	}
	return t, err
}

// stopImport ends what is going on; of what was not begun nothing is kept.
func (a *admin) stopImport(w http.ResponseWriter, r *http.Request, me *models.Agent) error {
	job, err := a.Imports.JobOf(me.ID, web.Param(r, "import"))
	if err == nil {
		err = web.ParseFields(r, models.MostArticles+models.MostPages+10)
	}
	if err != nil {
		return err
	}
	looked := job.Seen().Phase == intake.PhaseLooked
	a.Imports.Stop(job)
	if looked {
		http.Redirect(w, r, "/articles/import", http.StatusSeeOther)
		return nil
	}
	http.Redirect(w, r, importAt(job.ID), http.StatusSeeOther)
	return nil
}

// askTakeBack asks before an import is undone.
func (a *admin) askTakeBack(w http.ResponseWriter, r *http.Request, me *models.Agent) error {
	p, err := a.reportPage(r, me, web.Param(r, "import"))
	if err != nil {
		return err
	}
	p.Asks = true
	return web.Render(w, r, http.StatusOK, view.ArticleReport(p))
}

func (a *admin) takeBack(w http.ResponseWriter, r *http.Request, me *models.Agent) error {
	if err := web.Parse(r); err != nil { // nothing is read from it, but what is no form was not sent by our page
		return err
	}
	job, err := a.Imports.TakeBack(r.Context(), intake.By{Agent: me, Address: web.Address(r)}, web.Param(r, "import"))
	if err != nil {
		return err
	}
	http.Redirect(w, r, importAt(job.ID), http.StatusSeeOther)
	return nil
}
