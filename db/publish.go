package db

import (
	"context"
	"time"

	"deskbell/models"
	"deskbell/models/flow"
)

// PublishFlow implements models.Drafts. The draft has been checked by the caller. CodeConflict also says
// that nothing has changed since the newest version.
func (s *Store) PublishFlow(ctx context.Context, p models.Publication) (models.FlowVersion, error) {
	version := models.FlowVersion{Note: p.Note, At: whole(p.Now)}
	var by models.AgentID
	if p.By != nil {
		by, version.ByName = p.By.ID, p.By.Name
	}
	err := s.Do(ctx, func(tx *Tx) error {
		draft, err := draftBy(tx, p.Flow)
		switch {
		case err != nil:
			return err
		case draft.Rev != p.Rev:
			return &models.Error{Code: models.CodeConflict, Message: "The flow was changed in the meantime. Look at what is new, then publish."}
		case !draft.Changed:
			return &models.Error{Code: models.CodeConflict, Message: "Nothing has changed since the newest version."}
		}
		version.Version = draft.Latest + 1
		text, err := toJSON(draft.Document)
		if err != nil {
			return err
		}
		_, err = tx.Exec(`INSERT INTO flow_versions (flow_id, version, document, created_at, note, by_id, by_name)
			VALUES ($1, $2, $3, $4, $5, $6, $7)`, p.Flow, version.Version, text, ms(version.At), version.Note, string(by), version.ByName)
		if err != nil {
			return err
		}
		if _, err := tx.Exec("UPDATE flows SET latest = $1 WHERE id = $2", version.Version, p.Flow); err != nil {
			return err
		}
		_, err = tx.Exec("UPDATE flow_drafts SET changed = FALSE WHERE flow_id = $1", p.Flow)
		return err
	})
	if err != nil {
		return models.FlowVersion{}, err
	}
	return version, nil
}

// Versions implements models.Drafts.
func (s *Store) Versions(ctx context.Context, flowID string) ([]models.FlowVersion, error) {
	var all []models.FlowVersion
	err := s.reads(ctx).Each(`SELECT v.version, v.note, v.by_name, v.created_at FROM flow_versions v
		WHERE v.flow_id = $1 AND v.version > 0 ORDER BY v.version DESC`, []any{flowID}, func(row scanner) error {
		var v models.FlowVersion
		err := row.Scan(&v.Version, &v.Note, &v.ByName, at{&v.At})
		all = append(all, v)
		return err
	})
	return all, err
}

// VersionOf implements models.Drafts. The document is shared: it must not be changed.
func (s *Store) VersionOf(ctx context.Context, flowID string, version int) (*flow.Document, error) {
	return s.cache.document(s.reads(ctx), flowID, version)
}

// Drafts that were pinned are kept for a while, and as long as a trial goes on that may play one: it was
// pinned when the page of the trial was opened, at most pageOpen before its first action.
const (
	pinnedFor = 7 * 24 * time.Hour
	pageOpen  = 2 * 24 * time.Hour
)

// unnumbered is added to the number of a pinned draft that has no revision of its own.
const unnumbered = 1_000_000_000

// PinFlow implements models.Drafts. The version is -Rev; a draft that was never edited has one below
// -1,000,000,000.
func (s *Store) PinFlow(ctx context.Context, flowID string) (int, error) {
	version := 0
	now := time.Now()
	err := s.Do(ctx, func(tx *Tx) error {
		draft, err := draftBy(tx, flowID)
		if err != nil {
			return err
		}
		version = -int(draft.Rev)
		if draft.Rev == 0 {
			version = -unnumbered - draft.Latest
		}
		text, err := toJSON(draft.Document)
		if err != nil {
			return err
		}
		before, err := notTried(tx, draft.Bot, now.Add(-pinnedFor))
		if err != nil {
			return err
		}
		_, err = tx.Exec("DELETE FROM flow_versions WHERE flow_id = $1 AND version < 0 AND created_at < $2 AND version <> $3",
			flowID, ms(before), version)
		if err != nil {
			return err
		}
		_, err = tx.Exec(`INSERT INTO flow_versions (flow_id, version, document, created_at) VALUES ($1, $2, $3, $4)
			ON CONFLICT (flow_id, version) DO UPDATE SET created_at = excluded.created_at`, flowID, version, text, ms(now))
		return err
	})
	if err != nil {
		return 0, err
	}
	return version, nil
}

// notTried is the latest time, not after a given one, before which no draft was pinned that a trial of the
// bot still plays.
func notTried(tx *Tx, bot models.BotID, before time.Time) (time.Time, error) {
	var oldest time.Time
	err := tx.Row(`SELECT COALESCE(MIN(x.created_at), 0) FROM (
		SELECT c.created_at FROM conversations c WHERE c.desk_id = CAST($1 AS TEXT) AND c.state IN ('bot', 'left') AND c.listed = FALSE
		UNION ALL SELECT c.created_at FROM conversations c WHERE c.desk_id = CAST($1 AS TEXT) AND c.state IN ('waiting', 'live') AND c.playground) x`,
		string(bot)).Scan(at{&oldest})
	if err == nil && !oldest.IsZero() && oldest.Add(-pageOpen).Before(before) {
		before = oldest.Add(-pageOpen)
	}
	return before, err
}
