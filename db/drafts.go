package db

import (
	"context"
	"maps"

	"deskbell/models"
	"deskbell/models/flow"
	"deskbell/models/flow/edit"
	"deskbell/models/flow/layout"
)

// A draft that was never edited has no row of its own.
const headColumns = `f.id, f.bot_id, f.name, f.latest, COALESCE(d.rev, 0), COALESCE(d.changed, f.latest = 0),
	COALESCE(d.changed_at, v.created_at, 0)`

const headTables = ` FROM flows f LEFT JOIN flow_drafts d ON d.flow_id = f.id
	LEFT JOIN flow_versions v ON v.flow_id = f.id AND v.version = f.latest `

func headFields(h *models.FlowHead) []any {
	return []any{&h.ID, &h.Bot, &h.Name, &h.Latest, &h.Rev, &h.Changed, at{&h.ChangedAt}}
}

// FlowsOf implements models.Drafts: in their places.
func (s *Store) FlowsOf(ctx context.Context, bot models.BotID) ([]models.FlowHead, error) {
	var all []models.FlowHead
	err := s.reads(ctx).Each(`SELECT `+headColumns+headTables+`WHERE f.bot_id = $1 AND NOT f.retired ORDER BY f.place, f.id`,
		[]any{string(bot)}, func(row scanner) error {
			var h models.FlowHead
			err := row.Scan(headFields(&h)...)
			all = append(all, h)
			return err
		})
	return all, err
}

// Draft implements models.Drafts.
func (s *Store) Draft(ctx context.Context, flowID string) (models.FlowDraft, error) {
	return draftBy(s.reads(ctx), flowID)
}

func draftBy(on asker, flowID string) (models.FlowDraft, error) {
	return scanDraft(on.Row(`SELECT `+headColumns+`, COALESCE(d.document, v.document)`+headTables+
		`WHERE f.id = $1 AND NOT f.retired`, flowID))
}

func scanDraft(row scanner) (models.FlowDraft, error) {
	var d models.FlowDraft
	err := row.Scan(append(headFields(&d.FlowHead), asJSON{&d.Document})...)
	layout.Fill(&d.Document)
	return d, err
}

// EditFlow implements models.Drafts.
func (s *Store) EditFlow(ctx context.Context, flowID string, decide func(*models.FlowTurn) (models.FlowEdit, error)) (models.FlowDraft, error) {
	var after models.FlowDraft
	err := s.Do(ctx, func(tx *Tx) error {
		draft, err := draftBy(tx, flowID)
		if err != nil {
			return err
		}
		bot, err := s.cache.bot(tx, draft.Bot)
		if err != nil {
			return err
		}
		e, err := decide(s.flowTurn(tx, draft, bot))
		if err != nil {
			return err
		}
		after, err = s.keepEdit(tx, draft, e)
		return err
	})
	if err != nil {
		return models.FlowDraft{}, err
	}
	return after, nil
}

func (s *Store) flowTurn(on asker, draft models.FlowDraft, bot *models.Bot) *models.FlowTurn {
	return &models.FlowTurn{Draft: draft, Bot: bot,
		Since: func(rev int64) ([]models.FlowEdit, error) { return editsSince(on, draft.ID, rev) },
		Newest: func(by models.AgentID, limit int) ([]models.FlowEdit, error) {
			return newestEdits(on, person{draft.ID, by, limit})
		},
		Version: func(version int) (*flow.Document, error) {
			return s.cache.document(on, draft.ID, version)
		}}
}

// keepEdit applies an edit to the draft and keeps both.
func (s *Store) keepEdit(tx *Tx, draft models.FlowDraft, e models.FlowEdit) (models.FlowDraft, error) {
	if len(e.Patch) == 0 {
		return draft, nil
	}
	next, err := edit.Apply(&draft.Document, e.Patch)
	if err != nil {
		return draft, err
	}
	draft.Document, draft.Name, draft.ChangedAt = *next, next.Name, whole(e.At)
	draft.Rev++
	e.Rev = draft.Rev
	if draft.Changed, err = s.differs(tx, &draft); err != nil {
		return draft, err
	}
	if err := keepDraft(tx, &draft); err != nil {
		return draft, err
	}
	patch, err := toJSON(e.Patch)
	if err != nil {
		return draft, err
	}
	_, err = tx.Exec(`INSERT INTO flow_edits (flow_id, rev, by_id, by_name, at, label, patch, of_rev, redo, undone)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, FALSE)`,
		draft.ID, e.Rev, string(e.By), e.ByName, ms(e.At), e.Label, patch, e.Of, e.Redo)
	if err != nil {
		return draft, err
	}
	if e.Of != 0 {
		_, err = tx.Exec("UPDATE flow_edits SET undone = $1 WHERE flow_id = $2 AND rev = $3", !e.Redo, draft.ID, e.Of)
		if err != nil {
			return draft, err
		}
	}
	_, err = tx.Exec("DELETE FROM flow_edits WHERE flow_id = $1 AND rev <= $2", draft.ID, e.Rev-models.MostEdits)
	return draft, err
}

// differs says whether a draft is not what was published last.
func (s *Store) differs(tx *Tx, draft *models.FlowDraft) (bool, error) {
	if draft.Latest == 0 {
		return true, nil
	}
	published, err := s.cache.document(tx, draft.ID, draft.Latest)
	if err != nil {
		return false, err
	}
	// What is imported may stand nowhere yet: it is laid out only when nothing else says that it differs.
	for _, c := range edit.Diff(published, &draft.Document) {
		if c.Path != "position" || len(c.Before) > 0 {
			return true, nil
		}
	}
	placed := *published // it is shared
	placed.Blocks = maps.Clone(published.Blocks)
	layout.Fill(&placed)
	return len(edit.Diff(&placed, &draft.Document)) > 0, nil
}

func keepDraft(tx *Tx, draft *models.FlowDraft) error {
	text, err := toJSON(draft.Document)
	if err != nil {
		return err
	}
	_, err = tx.Exec(`INSERT INTO flow_drafts (flow_id, rev, document, changed, changed_at) VALUES ($1, $2, $3, $4, $5)
		ON CONFLICT (flow_id) DO UPDATE SET rev = excluded.rev, document = excluded.document, changed = excluded.changed,
		changed_at = excluded.changed_at`, draft.ID, draft.Rev, text, draft.Changed, ms(draft.ChangedAt))
	if err != nil {
		return err
	}
	_, err = tx.Exec("UPDATE flows SET name = $1 WHERE id = $2", draft.Name, draft.ID)
	return err
}

const editColumns = `e.rev, e.by_id, e.by_name, e.at, e.label, e.patch, e.of_rev, e.redo, e.undone`

func scanEdit(row scanner) (models.FlowEdit, error) {
	var e models.FlowEdit
	err := row.Scan(&e.Rev, &e.By, &e.ByName, at{&e.At}, &e.Label, asJSON{&e.Patch}, &e.Of, &e.Redo, &e.Undone)
	return e, err
}

// EditsSince implements models.Drafts: oldest first. Those that are not kept any more are missing.
func (s *Store) EditsSince(ctx context.Context, flowID string, rev int64) ([]models.FlowEdit, error) {
	return editsSince(s.reads(ctx), flowID, rev)
}

func editsSince(on asker, flowID string, rev int64) ([]models.FlowEdit, error) {
	return edits(on, `SELECT `+editColumns+` FROM flow_edits e WHERE e.flow_id = $1 AND e.rev > $2 ORDER BY e.rev`, flowID, rev)
}

// person asks for the newest edits of one.
type person struct {
	flow  string
	by    models.AgentID
	limit int
}

// newestEdits are also those of nobody: they are everybody's.
func newestEdits(on asker, p person) ([]models.FlowEdit, error) {
	return edits(on, `SELECT `+editColumns+` FROM flow_edits e WHERE e.flow_id = $1 AND (e.by_id = $2 OR e.by_id = '')
		ORDER BY e.rev DESC LIMIT CAST($3 AS BIGINT)`, p.flow, string(p.by), p.limit)
}

func edits(on asker, query string, args ...any) ([]models.FlowEdit, error) {
	var all []models.FlowEdit
	err := on.Each(query, args, func(row scanner) error {
		e, err := scanEdit(row)
		all = append(all, e)
		return err
	})
	return all, err
}

// Undoable implements models.Drafts.
func (s *Store) Undoable(ctx context.Context, flowID string, by models.AgentID) (undo, redo string, err error) {
	on := s.reads(ctx)
	draft, err := draftBy(on, flowID)
	if err != nil {
		return "", "", err
	}
	return s.flowTurn(on, draft, nil).Undoable(by)
}
