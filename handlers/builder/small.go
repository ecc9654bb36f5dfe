package builder

import (
	"errors"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"deskbell/handlers/web"
	"deskbell/models"
	"deskbell/models/flow"
	"deskbell/models/flow/edit"
	view "deskbell/views/builder"
)

// mostBlocks is how many blocks one request may name.
const mostBlocks = 5000

// mostElsewhere is in how many flows an exit may be led to any block; with more, to their starts alone.
const mostElsewhere = 100

// suggestions are what the page's lists are filled from.
func (b *builder) suggestions(w http.ResponseWriter, r *http.Request, v visit) error {
	d, err := b.draft(r.Context(), v, look(r))
	if err != nil {
		return err
	}
	s := view.Suggestions{Draft: d}
	for _, f := range d.Flows {
		if f.ID == d.ID {
			continue
		}
		if len(d.Flows) > mostElsewhere {
			s.Elsewhere = append(s.Elsewhere, view.Elsewhere{Flow: f})
			continue
		}
		other, err := b.Drafts.Draft(r.Context(), f.ID)
		if err != nil {
			return err
		}
		s.Elsewhere = append(s.Elsewhere, view.Elsewhere{Flow: f, Items: flow.Outline(&other.Document)})
	}
	return web.Render(w, r, http.StatusOK, view.SuggestionsView(s))
}

// palette is what may be added.
func (b *builder) palette(w http.ResponseWriter, r *http.Request, v visit) error {
	d, err := b.draft(r.Context(), v, look(r))
	if err != nil {
		return err
	}
	query := r.URL.Query()
	p := view.Palette{Draft: d, After: query.Get("after"), Port: query.Get("port")}
	if !query.Has("after") {
		p.After = loose(d)
	}
	if _, there := d.Document.Blocks[p.After]; !there {
		p.After, p.Port = "", ""
	}
	return web.Render(w, r, http.StatusOK, view.PaletteView(p))
}

// loose is the last block on the way from the start that leads nowhere yet; "" for none.
func loose(d *view.Draft) string {
	for _, item := range slices.Backward(d.Items) {
		b := d.Document.Blocks[item.Block]
		if port := onwardPort(b); !item.Unreachable && port != "" && b.Out[port] == (flow.Target{}) {
			return item.Block
		}
	}
	return ""
}

// removal asks before blocks are deleted that others lead to; 204 where nothing leads to them.
func (b *builder) removal(w http.ResponseWriter, r *http.Request, v visit) error {
	d, err := b.draft(r.Context(), v, look(r))
	if err != nil {
		return err
	}
	blocks, err := named(d, r.URL.Query().Get("blocks"))
	if err != nil {
		return err
	}
	var ways []view.Way
	for _, block := range blocks {
		for _, way := range d.WaysTo(block) {
			if !slices.Contains(blocks, way.Block) {
				ways = append(ways, way)
			}
		}
	}
	if len(ways) == 0 {
		return web.NoContent(w)
	}
	return web.Render(w, r, http.StatusOK, view.Removal(d, blocks, ways))
}

// named are the blocks of a list with commas that are there. Errors: ErrNotFound when none is.
func named(d *view.Draft, list string) ([]string, error) {
	var blocks []string
	for block := range strings.SplitSeq(list, ",") {
		if _, there := d.Document.Blocks[block]; there && len(blocks) < mostBlocks {
			blocks = append(blocks, block)
		}
	}
	if len(blocks) == 0 {
		return nil, models.ErrNotFound
	}
	return blocks, nil
}

func (b *builder) rename(w http.ResponseWriter, r *http.Request, v visit) error {
	d, err := b.draft(r.Context(), v, look(r))
	if err != nil {
		return err
	}
	return web.Render(w, r, http.StatusOK, view.Rename(d))
}

// copy is blocks as they go onto the clipboard.
func (b *builder) copy(w http.ResponseWriter, r *http.Request, v visit) error {
	d, err := b.draft(r.Context(), v, look(r))
	if err != nil {
		return err
	}
	blocks, err := named(d, r.URL.Query().Get("blocks"))
	if err != nil {
		return err
	}
	text, err := edit.Copy(&d.Document, blocks)
	var refusal *edit.Refusal
	if errors.As(err, &refusal) {
		return &models.Error{Code: models.CodeInvalid, Field: "blocks", Message: refusal.Message}
	}
	if err != nil {
		return err
	}
	w.Header().Set("Content-Type", "application/json")
	w.Header().Set("Content-Length", strconv.Itoa(len(text)))
	_, err = w.Write(text)
	return err
}
