package builder

import (
	"encoding/json"
	"errors"
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"deskbell/handlers/live"
	"deskbell/handlers/web"
	"deskbell/models"
	"deskbell/models/flow"
	"deskbell/models/flow/edit"
	"deskbell/models/flow/layout"
	view "deskbell/views/builder"
)

// decision is what an edit is made of.
type decision func(*models.FlowTurn) (models.FlowEdit, error)

// op does one operation.
func (b *builder) op(w http.ResponseWriter, r *http.Request, v visit) error {
	if err := web.ParseFields(r, editFields); err != nil {
		return err
	}
	rev, err := revOf(r)
	if err != nil {
		return err
	}
	if r.PostForm.Get("op") == "shift" {
		return b.edit(w, r, v, b.shift(r, v, rev))
	}
	return b.edit(w, r, v, func(t *models.FlowTurn) (models.FlowEdit, error) {
		op, err := read(r.PostForm, &t.Draft.Document)
		if err != nil {
			return models.FlowEdit{}, err
		}
		return models.EditFlow(op, rev, v.me, b.Now())(t)
	})
}

func (b *builder) undo(w http.ResponseWriter, r *http.Request, v visit) error {
	return b.edit(w, r, v, models.UndoFlow(v.me, b.Now()))
}

func (b *builder) redo(w http.ResponseWriter, r *http.Request, v visit) error {
	return b.edit(w, r, v, models.RedoFlow(v.me, b.Now()))
}

// restore makes a version the draft again, from the page of versions.
func (b *builder) restore(w http.ResponseWriter, r *http.Request, v visit) error {
	if err := web.Parse(r); err != nil {
		return err
	}
	version, err := strconv.Atoi(r.PostForm.Get("version"))
	if err != nil {
		return models.ErrNotFound
	}
	rev, err := revOf(r)
	if err != nil {
		return err
	}
	return b.edit(w, r, v, models.RestoreVersion(version, rev, v.me, b.Now()))
}

// revOf is the revision on which what is posted was made.
func revOf(r *http.Request) (int64, error) {
	rev, err := strconv.ParseInt(r.PostForm.Get("rev"), 10, 64)
	if err != nil {
		return 0, &models.Error{Code: models.CodeInvalid, Field: "rev", Message: "rev is a whole number."}
	}
	return rev, nil
}

// edit keeps what decide chose, rings those who have the flow open, and answers with what the page has
// to change; who sends a form without a script is led back to the page.
func (b *builder) edit(w http.ResponseWriter, r *http.Request, v visit, decide decision) error {
	if err := b.edits.Check(string(v.me.ID), b.Now()); err != nil {
		return err
	}
	var made models.FlowEdit
	kept, err := b.Drafts.EditFlow(r.Context(), v.flow, func(t *models.FlowTurn) (models.FlowEdit, error) {
		if t.Draft.Bot != v.bot.ID {
			return models.FlowEdit{}, models.ErrNotFound
		}
		var err error
		made, err = decide(t)
		return made, err
	})
	if err != nil {
		return b.refuse(w, r, v, err)
	}
	if len(made.Patch) > 0 {
		b.Hub.RingTopic(live.FlowTopic(v.flow))
	}
	l := look(r)
	fresh := newBlocks(made.Patch)
	if len(fresh) > 0 {
		w.Header().Set("Deskbell-Block", strings.Join(fresh, ","))
		if r.URL.Query().Get("open") == "1" || !isPart(r) {
			l.chosen = fresh[0]
		}
	}
	d, err := b.drawn(r.Context(), v, l, kept)
	if err != nil {
		return err
	}
	if !isPart(r) {
		http.Redirect(w, r, d.BlockPath(d.Chosen), http.StatusSeeOther)
		return nil
	}
	return b.answer(w, r, l, d)
}

// refuse tells a page what stands against its edit; others get the error as it is.
func (b *builder) refuse(w http.ResponseWriter, r *http.Request, v visit, err error) error {
	var clash *models.ClashError
	var known *models.Error
	switch {
	case !isPart(r):
		return err
	case errors.As(err, &clash):
		d, failed := b.drawn(r.Context(), v, look(r), clash.Draft)
		if failed != nil {
			return failed
		}
		setRev(w, d)
		c := view.ClashOf(d, clash, r.PostForm.Get("key"))
		if c.Gone {
			c.Mine = typed(r.PostForm)
		}
		return web.Render(w, r, http.StatusConflict, view.ClashView(c))
	case models.CodeOf(err) == models.CodeConflict && r.PostForm.Get("op") == string(edit.OpSet):
		d, failed := b.draft(r.Context(), v, look(r))
		if failed != nil {
			return failed
		}
		setRev(w, d)
		return web.Render(w, r, http.StatusConflict, view.ClashView(view.ClashNow(d, view.Typed{Block: r.PostForm.Get("block"),
			Field: r.PostForm.Get("field"), Words: typed(r.PostForm), Key: r.PostForm.Get("key")})))
	case errors.As(err, &known) && known.Code == models.CodeInvalid:
		return web.Render(w, r, http.StatusUnprocessableEntity, view.Refusal(known.Field, known.Message))
	}
	return err
}

// typed is what a form sends of a setting, a line each: it is shown where the block is gone.
func typed(form url.Values) string {
	var lines []string
	for _, name := range slices.Sorted(maps.Keys(form)) {
		if strings.HasPrefix(name, "s.") && !strings.HasSuffix(name, ".id") && form.Get(name) != "" {
			lines = append(lines, form.Get(name))
		}
	}
	return strings.Join(lines, "\n")
}

// newBlocks are those that a patch has made.
func newBlocks(p edit.Patch) []string {
	var fresh []string
	for _, c := range p {
		if c.Block != "" && c.Path == "" && len(c.Before) == 0 {
			fresh = append(fresh, c.Block)
		}
	}
	return fresh
}

// read is the operation that a form asks for. Errors: CodeInvalid.
func read(form map[string][]string, document *flow.Document) (edit.Op, error) {
	get := func(name string) string {
		if len(form[name]) == 0 {
			return ""
		}
		return form[name][0]
	}
	op := edit.Op{Kind: edit.OpKind(get("op")), Block: get("block"), Field: get("field"), Name: get("name"),
		After: get("after"), Port: get("port"), To: flow.Target{Flow: get("to_flow"), Block: get("to_block")},
		New: get("kind"), Preset: get("preset"), Clipboard: []byte(get("json"))}
	if pick := get("pick"); pick != "" {
		op.New, op.Preset, _ = strings.Cut(pick, "/")
	}
	if blocks := get("blocks"); blocks != "" {
		op.Blocks = strings.Split(blocks, ",")
	}
	if text := get("settings"); text != "" {
		if !json.Valid([]byte(text)) {
			return op, wrong("The settings are no JSON.")
		}
		op.Settings = json.RawMessage(text)
	}
	if x, y := get("x"), get("y"); x != "" && y != "" {
		at, err := point(x, y)
		if err != nil {
			return op, err
		}
		op.At = &at
	}
	if moves := get("moves"); moves != "" && json.Unmarshal([]byte(moves), &op.Moves) != nil {
		return op, wrong("The moves cannot be read.")
	}
	var err error
	switch op.Kind {
	case edit.OpSet:
		op.Value, err = valueOf(form, op, document)
	case edit.OpTidy:
		op.Moves = layout.Tidy(document, get("all") != "")
	case edit.OpReplace: // documents come in by import, versions by restore
		err = wrong("There is no operation %q here.", op.Kind)
	}
	return op, err
}

func point(x, y string) (flow.Point, error) {
	left, err := strconv.ParseFloat(x, 64)
	top, wrongTop := strconv.ParseFloat(y, 64)
	if err != nil || wrongTop != nil || left != left || top != top || max(left, -left, top, -top) > 1e6 {
		return flow.Point{}, wrong("x and y are numbers.")
	}
	return flow.Point{X: int(left), Y: int(top)}, nil
}

// valueOf reads the value of a field by the form of the block's kind.
func valueOf(form map[string][]string, op edit.Op, document *flow.Document) (json.RawMessage, error) {
	d := decoder{form: form}
	if op.Field == "title" || op.Field == "note" {
		return d.value(flow.Setting{Name: op.Field, Control: flow.ControlText})
	}
	block, there := document.Blocks[op.Block]
	if !there {
		return nil, nil // EditFlow says who has deleted it
	}
	kind, _ := flow.KindOf(block.Kind)
	s, known := setting(kind.Form, op.Field)
	if !known {
		return nil, &models.Error{Code: models.CodeInvalid, Field: op.Field, Message: "This block has no such setting."}
	}
	return d.value(s)
}
