package builder

import (
	"context"
	"net/http"
	"slices"

	"deskbell/handlers/web"
	"deskbell/models"
	"deskbell/models/flow"
	"deskbell/models/flow/trial"
	view "deskbell/views/builder"
)

const (
	longestCheck = 100 // characters of a check's name
	mostEntries  = 500 // of a log that is played again
)

func (b *builder) mountChecks(s *web.Server) {
	const at = "/bots/:bot/flows/:flow"
	s.Handle("GET", at+"/checks", b.only(b.checks))
	s.Handle("POST", at+"/checks/:check", b.only(b.changeCheck))
	s.Handle("GET", at+"/replay", b.only(b.replay))
}

// keep makes a check of a run of the playground.
func (b *builder) keep(w http.ResponseWriter, r *http.Request, v visit) error {
	if err := web.Parse(r); err != nil {
		return err
	}
	name, err := checkName(r)
	if err != nil {
		return err
	}
	c, err := b.tried(r, v)
	if err != nil {
		return err
	}
	entries, err := b.Logs.EntriesBefore(r.Context(), models.Reader{Agent: v.me}, models.Position{Conversation: c.ID, Limit: mostEntries})
	if err != nil {
		return err
	}
	draft, err := b.Drafts.Draft(r.Context(), c.Trial.Start.Flow)
	if err != nil {
		return err
	}
	check := models.FlowCheck{Flow: draft.ID, ByName: v.me.Name, At: b.Now(), Check: trial.Check{Name: name, Start: c.Trial.Start,
		World: models.WorldOf(&c, v.bot, entries), Inputs: c.Trial.Inputs}}
	check.Expect = check.Play(c.Trial.Library(b.Flows.Published(r.Context())), c.Trial.Version)
	if _, err := b.FlowChecks.SaveCheck(r.Context(), check); err != nil {
		return err
	}
	return web.Render(w, r, http.StatusOK, view.Kept(v.bot, draft.FlowHead, name))
}

func checkName(r *http.Request) (string, error) {
	name, err := web.Field(r, "name", longestCheck)
	if err != nil {
		return "", err
	}
	if name = models.CleanLine(name, longestCheck); name == "" {
		return "", &models.Error{Code: models.CodeInvalid, Field: "name", Message: "Give the check a name."}
	}
	return name, nil
}

// drafts is a library of the bot's flows in which this one, and those that were never published, are as
// they are in the making.
func (b *builder) drafts(ctx context.Context, d *view.Draft) (flow.Library, error) {
	lib := models.Drafted{Library: b.Flows.Published(ctx), Documents: map[string]*flow.Document{d.ID: &d.Document}}
	for _, head := range d.Flows {
		if head.ID == d.ID || head.Latest > 0 {
			continue
		}
		other, err := b.Drafts.Draft(ctx, head.ID)
		if err != nil {
			return nil, err
		}
		lib.Documents[head.ID] = &other.Document
	}
	return lib, nil
}

// runChecks plays all checks of a flow against its draft; lib is what they were played on.
func (b *builder) runChecks(ctx context.Context, d *view.Draft) (runs []view.CheckRun, lib flow.Library, err error) {
	all, err := b.FlowChecks.Checks(ctx, d.ID)
	if err != nil || len(all) == 0 {
		return nil, nil, err
	}
	if lib, err = b.drafts(ctx, d); err != nil {
		return nil, nil, err
	}
	runs = make([]view.CheckRun, len(all))
	for i, check := range all {
		runs[i] = view.CheckRun{FlowCheck: check, Difference: check.Compare(lib, models.DraftVersion)}
	}
	return runs, lib, nil
}

// checks is the page of a flow's checks. All of them are run; one is shown line by line.
func (b *builder) checks(w http.ResponseWriter, r *http.Request, v visit) error {
	d, err := b.draft(r.Context(), v, looked{view: view.ViewOutline})
	if err != nil {
		return err
	}
	p := view.ChecksPage{Draft: d, Now: b.Now()}
	var lib flow.Library
	if p.Runs, lib, err = b.runChecks(r.Context(), d); err != nil {
		return err
	}
	shown := r.URL.Query().Get("check")
	at := slices.IndexFunc(p.Runs, func(run view.CheckRun) bool { return run.ID == shown })
	if shown != "" && at < 0 {
		return models.ErrNotFound
	}
	if at >= 0 {
		p.Shown, p.Got = &p.Runs[at], p.Runs[at].Play(lib, models.DraftVersion)
	}
	return web.Render(w, r, http.StatusOK, view.ChecksView(p))
}

// changeCheck renames a check, deletes it, or takes what the draft does now for right.
func (b *builder) changeCheck(w http.ResponseWriter, r *http.Request, v visit) error {
	if err := web.Parse(r); err != nil {
		return err
	}
	d, err := b.draft(r.Context(), v, looked{view: view.ViewOutline})
	if err != nil {
		return err
	}
	all, err := b.FlowChecks.Checks(r.Context(), d.ID)
	if err != nil {
		return err
	}
	at := slices.IndexFunc(all, func(c models.FlowCheck) bool { return c.ID == web.Param(r, "check") })
	if at < 0 {
		return models.ErrNotFound
	}
	if err := b.change(r, d, all[at]); err != nil {
		return err
	}
	to := view.ChecksPath(d, "")
	if r.PostForm.Get("do") != "delete" {
		to = view.ChecksPath(d, all[at].ID)
	}
	http.Redirect(w, r, to, http.StatusSeeOther)
	return nil
}

func (b *builder) change(r *http.Request, d *view.Draft, c models.FlowCheck) error {
	var err error
	switch r.PostForm.Get("do") {
	case "delete":
		return b.FlowChecks.DeleteCheck(r.Context(), d.ID, c.ID)
	case "rename":
		if c.Name, err = checkName(r); err != nil {
			return err
		}
	case "expect":
		lib, err := b.drafts(r.Context(), d)
		if err != nil {
			return err
		}
		c.Expect = c.Play(lib, models.DraftVersion)
	default:
		return &models.Error{Code: models.CodeInvalid, Field: "do", Message: "There is nothing of that kind to do."}
	}
	_, err = b.FlowChecks.SaveCheck(r.Context(), c)
	return err
}
