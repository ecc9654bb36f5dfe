package db

import (
	"errors"
	"time"

	"deskbell/models"
	"deskbell/models/flow"
	"deskbell/models/flow/edit"
	"deskbell/models/flow/layout"
)

// placed is a flow and where it stands in the file.
type placed struct {
	place    int
	document flow.Document
}

// importFlow publishes a flow of a file, if it is not what is published already.
func (s *Store) importFlow(tx *Tx, bot models.BotID, p placed, now time.Time) error {
	named, err := renamed(p.document, func(id string) string { return inside(bot, id) })
	if err != nil {
		return err
	}
	document, _ := edit.Clean(&named)
	text, err := toJSON(document)
	if err != nil {
		return err
	}
	before, err := scanDraft(tx.Row(`SELECT `+headColumns+`, COALESCE(d.document, v.document)`+headTables+`WHERE f.id = $1`, document.ID))
	if err != nil && !errors.Is(err, models.ErrNotFound) {
		return err
	}
	there, latest, changed := err == nil, before.Latest, before.Latest == 0
	if latest > 0 {
		published, err := s.cache.document(tx, document.ID, latest)
		if err != nil {
			return err
		}
		changed = len(edit.Diff(published, document)) > 0
	}
	if changed {
		latest++
	}
	_, err = tx.Exec(`INSERT INTO flows (id, bot_id, name, place, latest, retired) VALUES ($1, $2, $3, $4, $5, FALSE)
		ON CONFLICT (id) DO UPDATE SET name = excluded.name, place = excluded.place, latest = excluded.latest, retired = FALSE`,
		document.ID, string(bot), document.Name, p.place, latest)
	if err == nil && changed {
		_, err = tx.Exec("INSERT INTO flow_versions (flow_id, version, document, created_at, note) VALUES ($1, $2, $3, $4, 'Imported')",
			document.ID, latest, text, ms(now))
	}
	if err != nil || !there {
		return err
	}
	before.Latest = latest
	layout.Fill(document)
	return s.importDraft(tx, before, models.FlowEdit{ByName: "Import", At: now, Label: "Imported", Patch: edit.Diff(&before.Document, document)})
}

// importDraft makes what was imported the draft: by an edit of nobody, so that whoever works on the flow
// sees it come, and what he had can be had back.
func (s *Store) importDraft(tx *Tx, draft models.FlowDraft, e models.FlowEdit) error {
	_, err := s.keepEdit(tx, draft, e)
	if err != nil || len(e.Patch) > 0 {
		return err
	}
	_, err = tx.Exec("UPDATE flow_drafts SET changed = FALSE WHERE flow_id = $1", draft.ID)
	return err
}
