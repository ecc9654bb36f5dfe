package builder

import (
	"context"
	"net/http"
	"slices"
	"strconv"

	"deskbell/handlers/live"
	"deskbell/handlers/web"
	"deskbell/models"
	"deskbell/models/flow"
	view "deskbell/views/builder"
)

// longestNote is how many characters a version's note may have.
const longestNote = 500

// publishing is the dialog before a version is made: what it changes, and what is in its way.
func (b *builder) publishing(w http.ResponseWriter, r *http.Request, v visit) error {
	d, err := b.draft(r.Context(), v, look(r))
	if err != nil {
		return err
	}
	return b.ask(w, r, http.StatusOK, view.Publishing{Draft: d})
}

func (b *builder) ask(w http.ResponseWriter, r *http.Request, status int, p view.Publishing) error {
	was := &flow.Document{Start: p.Draft.Document.Start, Name: p.Draft.Document.Name}
	if p.Draft.Latest > 0 {
		var err error
		if was, err = b.Drafts.VersionOf(r.Context(), p.Draft.ID, p.Draft.Latest); err != nil {
			return err
		}
	}
	p.Difference = view.Compare(was, &p.Draft.Document, namesOf(p.Draft.Flows))
	if p.Checks == nil { // not run yet
		var err error
		if p.Checks, _, err = b.runChecks(r.Context(), p.Draft); err != nil {
			return err
		}
	}
	setRev(w, p.Draft)
	return web.Render(w, r, status, view.PublishView(p))
}

// publish makes the draft of the revision that was shown the newest version. Where it was changed
// meanwhile, or has errors, the dialog is shown again with what is now.
func (b *builder) publish(w http.ResponseWriter, r *http.Request, v visit) error {
	if err := web.Parse(r); err != nil {
		return err
	}
	note, err := web.Field(r, "note", longestNote)
	if err != nil {
		return err
	}
	rev, err := revOf(r)
	if err != nil {
		return err
	}
	l := look(r)
	d, err := b.draft(r.Context(), v, l)
	if err != nil {
		return err
	}
	if d.Rev != rev {
		return b.ask(w, r, http.StatusConflict, view.Publishing{Draft: d, Late: true, Note: note})
	}
	if len(d.Errors()) > 0 {
		return b.ask(w, r, http.StatusUnprocessableEntity, view.Publishing{Draft: d, Note: note})
	}
	if r.PostForm.Get("despite") != "1" {
		runs, _, err := b.runChecks(r.Context(), d)
		if err != nil {
			return err
		}
		if len(view.Failing(runs)) > 0 {
			return b.ask(w, r, http.StatusUnprocessableEntity, view.Publishing{Draft: d, Note: note, Checks: runs})
		}
	}
	_, err = b.Drafts.PublishFlow(r.Context(), models.Publication{Flow: v.flow, Rev: rev, Note: note, By: v.me, Now: b.Now()})
	if models.CodeOf(err) == models.CodeConflict {
		if d, err = b.draft(r.Context(), v, l); err != nil {
			return err
		}
		return b.ask(w, r, http.StatusConflict, view.Publishing{Draft: d, Late: true, Note: note})
	}
	if err != nil {
		return err
	}
	b.published(r, v, d.Document.Name)
	if !isPart(r) {
		http.Redirect(w, r, d.BlockPath(""), http.StatusSeeOther)
		return nil
	}
	return b.parts(w, r, v)
}

// published says so to the audit log and to all who have the flow open.
func (b *builder) published(r *http.Request, v visit, name string) {
	web.Note(r, b.Audit, models.Act{By: v.me, What: models.ActFlowPublish, Object: v.bot.Name, Detail: name, Now: b.Now()})
	b.Hub.RingTopic(live.FlowTopic(v.flow))
}

func namesOf(flows []models.FlowHead) map[string]string {
	names := make(map[string]string, len(flows))
	for _, f := range flows {
		names[f.ID] = f.Name
	}
	return names
}

// versions is the page of what was published, with one of them compared to the draft.
func (b *builder) versions(w http.ResponseWriter, r *http.Request, v visit) error {
	d, err := b.draft(r.Context(), v, looked{view: view.ViewOutline})
	if err != nil {
		return err
	}
	p := view.VersionsPage{Draft: d}
	if p.Versions, err = b.Drafts.Versions(r.Context(), v.flow); err != nil {
		return err
	}
	if number := web.Param(r, "version"); number != "" {
		if err := b.compare(r.Context(), &p, number); err != nil {
			return err
		}
	}
	return web.Render(w, r, http.StatusOK, view.VersionsView(p))
}

func (b *builder) compare(ctx context.Context, p *view.VersionsPage, number string) error {
	at := slices.IndexFunc(p.Versions, func(v models.FlowVersion) bool { return strconv.Itoa(v.Version) == number })
	if at < 0 {
		return models.ErrNotFound
	}
	p.Shown = &p.Versions[at]
	document, err := b.Drafts.VersionOf(ctx, p.Draft.ID, p.Shown.Version)
	if err != nil {
		return err
	}
	p.Against = view.Compare(document, &p.Draft.Document, namesOf(p.Draft.Flows))
	return nil
}
