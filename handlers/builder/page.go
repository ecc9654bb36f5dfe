package builder

import (
	"context"
	"net/http"
	"slices"
	"strconv"

	"github.com/a-h/templ"

	"deskbell/handlers/web"
	"deskbell/models"
	"deskbell/models/flow"
	"deskbell/models/flow/edit"
	view "deskbell/views/builder"
)

// page is the whole builder. Without a view in the address it is the outline, which needs no pointer.
func (b *builder) page(w http.ResponseWriter, r *http.Request, v visit) error {
	d, err := b.draft(r.Context(), v, look(r))
	if err != nil {
		return err
	}
	panel, err := b.panel(r.Context(), d, unknown)
	if err != nil {
		return err
	}
	setRev(w, d)
	return web.Render(w, r, http.StatusOK, view.PageView(view.Page{Epoch: b.Epoch, Now: b.Now(), Draft: *d, Panel: panel}))
}

// looked is how the page of the asker looks.
type looked struct {
	view, chosen string
	since        int64         // the revision that it shows
	numbers      *view.Numbers // nil: none
}

// unknown is the revision of a page that does not say what it shows.
const unknown = -1

// look reads that from the query; edits send it there as well.
func look(r *http.Request) looked {
	query := r.URL.Query()
	l := looked{view: view.ViewOutline, chosen: query.Get("block"), numbers: numbersOf(query)}
	if query.Get("view") == view.ViewCanvas {
		l.view = view.ViewCanvas
	}
	since, err := strconv.ParseInt(query.Get("since"), 10, 64)
	if err != nil || since < 0 {
		since = unknown
	}
	l.since = since
	return l
}

// draft reads the flow with all that its page draws. Errors: ErrNotFound, also for another bot's.
func (b *builder) draft(ctx context.Context, v visit, l looked) (*view.Draft, error) {
	kept, err := b.kept(ctx, v)
	if err != nil {
		return nil, err
	}
	return b.drawn(ctx, v, l, kept)
}

// kept is the flow as it is in the making. Errors: ErrNotFound, also for another bot's.
func (b *builder) kept(ctx context.Context, v visit) (models.FlowDraft, error) {
	kept, err := b.Drafts.Draft(ctx, v.flow)
	if err == nil && kept.Bot != v.bot.ID {
		err = models.ErrNotFound
	}
	return kept, err
}

// drawn is a draft of the bot that was just read or made, with all that its page draws.
func (b *builder) drawn(ctx context.Context, v visit, l looked, kept models.FlowDraft) (*view.Draft, error) {
	flows, err := b.Drafts.FlowsOf(ctx, v.bot.ID)
	if err != nil {
		return nil, err
	}
	d := &view.Draft{FlowDraft: kept, Me: v.me, Bot: v.bot, View: l.view, Flows: flows}
	if _, there := kept.Document.Blocks[l.chosen]; there {
		d.Chosen = l.chosen
	}
	if d.Undo, d.Redo, err = b.Drafts.Undoable(ctx, v.flow, v.me.ID); err != nil {
		return nil, err
	}
	if err := b.count(ctx, d, l.numbers); err != nil {
		return nil, err
	}
	d.Items = flow.Outline(&d.Document)
	d.Around = b.around(ctx, d)
	d.Problems = flow.CheckAll(&d.Document, d.Around)
	return d, nil
}

// around is the bot's flows as they are in the making, own among them: what a document may lead to, and
// which variables there are. One that cannot be read is left out.
func (b *builder) around(ctx context.Context, own *view.Draft) flow.Around {
	byID := make(map[string]*flow.Document, len(own.Flows))
	all := flow.Around{Others: func(id string) *flow.Document { return byID[id] }}
	for _, f := range own.Flows {
		document := &own.Document
		if f.ID != own.ID {
			other, err := b.Drafts.Draft(ctx, f.ID)
			if err != nil {
				continue
			}
			document = &other.Document
		}
		byID[f.ID] = document
		all.Flows = append(all.Flows, document)
	}
	return all
}

// parts are those that may have changed since the revision that the asker's page shows.
func (b *builder) parts(w http.ResponseWriter, r *http.Request, v visit) error {
	l := look(r)
	d, err := b.draft(r.Context(), v, l)
	if err != nil {
		return err
	}
	return b.answer(w, r, l, d)
}

// answer sends the parts of a draft.
func (b *builder) answer(w http.ResponseWriter, r *http.Request, l looked, d *view.Draft) error {
	panel, err := b.panel(r.Context(), d, l.since)
	if err != nil {
		return err
	}
	setRev(w, d)
	parts := []templ.Component{view.Tools(d), view.Problems(d)}
	if d.View == view.ViewCanvas {
		parts = append(parts, view.CanvasParts(view.BoardOf(d), b.boardAt(r.Context(), d, l.since)))
	} else {
		parts = append(parts, view.Outline(d))
	}
	switch {
	case panel != nil:
		parts = append(parts, view.Settings(panel))
	case l.chosen != "":
		parts = append(parts, view.NoSettings(d))
	}
	return web.Render(w, r, http.StatusOK, templ.Join(parts...))
}

// boardAt is the canvas as it was at an older revision; nil where that cannot be made out any more.
func (b *builder) boardAt(ctx context.Context, d *view.Draft, rev int64) *view.Board {
	if rev == unknown || rev > d.Rev {
		return nil
	}
	edits, err := b.Drafts.EditsSince(ctx, d.ID, rev)
	if err != nil || int64(len(edits)) != d.Rev-rev {
		return nil
	}
	was := &d.Document
	for _, e := range slices.Backward(edits) {
		if was, err = edit.Apply(was, e.Patch.Inverse()); err != nil {
			return nil
		}
	}
	before := *d
	before.Document, before.Problems = *was, flow.CheckAll(was, d.Around)
	board := view.BoardOf(&before)
	return &board
}

// block is the settings of one block alone.
func (b *builder) block(w http.ResponseWriter, r *http.Request, v visit) error {
	l := look(r)
	d, err := b.draft(r.Context(), v, l)
	if err != nil {
		return err
	}
	if d.Chosen == "" {
		return models.ErrNotFound
	}
	if !isPart(r) {
		http.Redirect(w, r, d.BlockPath(d.Chosen), http.StatusSeeOther)
		return nil
	}
	panel, err := b.panel(r.Context(), d, l.since)
	if err != nil {
		return err
	}
	setRev(w, d)
	return web.Render(w, r, http.StatusOK, view.Settings(panel))
}

// setRev says which revision the answer shows.
func setRev(w http.ResponseWriter, d *view.Draft) {
	w.Header().Set("Deskbell-Rev", strconv.FormatInt(d.Rev, 10))
}
