package db

import (
	"fmt"
	"slices"

	"deskbell/models"
	"deskbell/models/flow"
)

// keepRevised puts revised entries in the place of what they were. Files that one has no more go: who had
// their address reads nothing any longer.
func (t *turn) keepRevised(change *models.Change) error {
	for i := range change.Revised {
		e := &change.Revised[i]
		e.Conversation, e.Rev = t.c.ID, change.Conversation.Rev
		old, err := scanEntry(t.tx.Row(`SELECT `+entryColumns+` FROM entries e WHERE e.conversation_id = $1 AND e.seq = $2`,
			string(e.Conversation), e.Seq))
		if err != nil {
			return fmt.Errorf("db: revising entry %d of conversation %s: %w", e.Seq, t.c.ID, err)
		}
		body, err := toJSON(e.Body)
		if err != nil {
			return err
		}
		if _, err = t.tx.Exec(`UPDATE entries SET text = $1, body = $2, rev = $3 WHERE conversation_id = $4 AND seq = $5`,
			e.Text, body, e.Rev, string(e.Conversation), e.Seq); err != nil {
			return err
		}
		if err := t.dropFiles(old.Body.Files, e.Body.Files); err != nil {
			return err
		}
		if err := t.unsay(change, old); err != nil {
			return err
		}
	}
	return nil
}

// unsay takes what an entry said before out of what those whom it named were told, seen or not: they read it
// where it stands, as it is now.
func (t *turn) unsay(change *models.Change, old models.Entry) error {
	place := models.News{Kind: models.NoticeMention}.Told(change.Conversation).Line
	for _, agent := range old.Body.Mentions {
		told := map[string]models.NoticeWords{}
		err := t.tx.Each(`SELECT nt.id, nt.payload FROM notices nt WHERE nt.conversation_id = CAST($1 AS TEXT) AND nt.conversation_id <> ''
			AND nt.agent_id = CAST($2 AS TEXT) AND nt.kind = 'mention'`, []any{string(t.c.ID), string(agent)}, func(row scanner) error {
			var id string
			var words models.NoticeWords
			err := row.Scan(&id, asJSON{&words})
			told[id] = words
			return err
		})
		for id, words := range told {
			if err == nil {
				words.Line = place
				err = setNoticeWords(t.tx, id, words)
			}
		}
		if err != nil {
			return err
		}
		change.Told = append(change.Told, agent)
	}
	return nil
}

func setNoticeWords(tx *Tx, id string, words models.NoticeWords) error {
	payload, err := toJSON(words)
	if err != nil {
		return err
	}
	_, err = tx.Exec("UPDATE notices SET payload = $1 WHERE id = $2", payload, id)
	return err
}

// dropFiles takes those of before away that are not in now. Their bytes are swept as what belongs to no row: a
// backup that is being made may still have to read them.
func (t *turn) dropFiles(before, now []flow.File) error {
	for _, f := range before {
		if slices.ContainsFunc(now, func(kept flow.File) bool { return kept.ID == f.ID }) {
			continue
		}
		if _, err := t.tx.Exec("DELETE FROM files WHERE id = $1 AND conversation_id = $2", f.ID, string(t.c.ID)); err != nil {
			return err
		}
	}
	return nil
}

// withRevised gives revisions what they made of their entries, for who may read those. A stream sends it; a
// page has the entry itself.
func withRevised(on asker, who models.Reader, entries []models.Entry) error {
	known := map[int64]*models.Entry{}
	for i := range entries {
		e := &entries[i]
		if e.Kind != models.EntryRevised || e.Body.Of == 0 {
			continue
		}
		now, ok := known[e.Body.Of]
		if !ok {
			found, err := scanEntry(on.Row(`SELECT `+entryColumns+` FROM entries e
				WHERE e.conversation_id = $1 AND e.seq = $2 AND e.audience <= $3`, string(e.Conversation), e.Body.Of, int64(audience(who))))
			switch {
			case err == nil:
				found = found.For(who)
				now = &found
			case models.CodeOf(err) != models.CodeNotFound:
				return err
			}
			known[e.Body.Of] = now
		}
		e.Revises = now
	}
	return nil
}
