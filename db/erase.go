package db

import (
	"context"
	"strconv"
	"time"

	"deskbell/models"
)

// Erase implements models.Eraser. All rows go in one transaction, and what they were is overwritten in the
// file of the database; the bytes of files go after it, and what a crash leaves of them is swept. The words of
// the search index follow: see PurgeSearch.
func (s *Store) Erase(ctx context.Context, who models.Reader, id models.ConversationID, now time.Time) (models.Erased, error) {
	if who.Agent == nil || who.Visitor != "" || !who.Agent.Role.May(models.PermitOwner) {
		return models.Erased{}, models.ErrNotFound
	}
	var gone models.Erased
	err := s.Do(ctx, func(tx *Tx) error {
		c, err := scanConversation(tx.Row(`SELECT `+conversationColumns+conversationTables+`WHERE`+mayRead+`AND c.id = CAST($4 AS TEXT)`,
			may(who, string(id))...))
		if err == nil {
			err = c.Erasable()
		}
		if err != nil {
			return err
		}
		e := &erasing{store: s, tx: tx, c: &c, now: now}
		gone, err = e.run()
		return err
	})
	return gone, err
}

// erasing is one conversation on its way out.
type erasing struct {
	store *Store
	tx    *Tx
	c     *models.Conversation
	now   time.Time
	files []models.FileID
}

func (e *erasing) run() (models.Erased, error) {
	rev, err := e.tx.group.nextRev(e.tx)
	if err != nil {
		return models.Erased{}, err
	}
	gone := models.Erased{ID: e.c.ID, Desk: e.c.DeskID, Rev: rev}
	gone.Told, err = ids[models.AgentID](e.tx, "SELECT DISTINCT agent_id FROM notices WHERE conversation_id = $1 AND conversation_id <> ''", string(e.c.ID))
	if err != nil {
		return gone, err
	}
	if err := e.tx.run("PRAGMA secure_delete = ON"); err != nil {
		return gone, err
	}
	for _, step := range []func() error{e.fileRows, e.rows, e.counted, e.visitor} {
		if err := step(); err != nil {
			return gone, err
		}
	}
	if err := setMeta(e.tx, purgeWanted, strconv.FormatInt(rev, 10)); err != nil {
		return gone, err
	}
	e.tx.barred(e.store)
	e.store.kept.drop(e.tx, keptTimer{e.c.ID, models.AnswersToken})
	e.tx.then(func() {
		for _, id := range e.files {
			e.store.bytes.remove(id)
		}
		select {
		case e.store.purge <- struct{}{}:
		default:
		}
	})
	return gone, e.tx.run("PRAGMA secure_delete = OFF")
}

// fileRows takes those that were sent in it, and those that somebody is about to.
func (e *erasing) fileRows() error {
	err := e.dropFiles("DELETE FROM files WHERE conversation_id = $1 RETURNING id", string(e.c.ID))
	if err != nil {
		return err
	}
	return e.dropFiles("DELETE FROM files WHERE conversation_id IS NULL AND attached_to <> '' AND attached_to = $1 RETURNING id", string(e.c.ID))
}

func (e *erasing) dropFiles(statement string, args ...any) error {
	some, err := ids[models.FileID](e.tx, statement, args...)
	e.files = append(e.files, some...)
	return err
}

// rows are those of every table that knows a conversation; the conversation itself is the last.
func (e *erasing) rows() error {
	for _, statement := range []string{
		"DELETE FROM found_places WHERE conversation_id = $1", // and its words, by the trigger
		"DELETE FROM notices WHERE conversation_id = $1 AND conversation_id <> ''",
		"DELETE FROM deliveries WHERE conversation_id = $1",
		"DELETE FROM deliveries WHERE kind = 'mail' AND purpose = 'notice' AND conversation_id IS NULL AND payload LIKE '%/' || $1 || '%'", // news of it to the team
		"DELETE FROM outcomes WHERE conversation_id = $1",
		"DELETE FROM timers WHERE conversation_id = $1",
		"DELETE FROM received_mails WHERE conversation_id = $1 AND conversation_id <> ''",
		"DELETE FROM guests WHERE conversation_id = $1",
		"DELETE FROM guest_links WHERE conversation_id = $1",
		"DELETE FROM block_visits WHERE conversation_id = $1",
		"DELETE FROM ai_answers WHERE conversation_id = $1",
		"DELETE FROM entries WHERE conversation_id = $1",
		"DELETE FROM conversations WHERE id = $1",
	} {
		if _, err := e.tx.Exec(statement, string(e.c.ID)); err != nil {
			return err
		}
	}
	return nil
}

func (e *erasing) counted() error {
	if !listed(e.c) {
		return nil
	}
	return addCount(e.tx, e.c.DeskID, e.c.State, -1)
}

// visitor goes with his last conversation. What keeps him from writing stays, with another of his
// conversations or with none.
func (e *erasing) visitor() error {
	id := string(e.c.Visitor.ID)
	if err := forgetOnly(e.tx, e.c.Visitor.ID, e.c.ID); err != nil {
		return err
	}
	var other string
	err := e.tx.Row("SELECT COALESCE(MAX(c.id), '') FROM conversations c WHERE c.visitor_id = CAST($1 AS TEXT)", id).Scan(&other)
	if err != nil {
		return err
	}
	if other != "" {
		_, err := e.tx.Exec("UPDATE blocks SET conversation_id = $1 WHERE conversation_id = $2", other, string(e.c.ID))
		return err
	}
	if _, err := e.tx.Exec("DELETE FROM blocks WHERE visitor_id = $1 AND (lifted_at <> 0 OR until <> 0 AND until <= $2)", id, ms(e.now)); err != nil {
		return err
	}
	err = e.dropFiles(`DELETE FROM files WHERE conversation_id IS NULL AND token_hash <> '' AND bot_id = $1
		AND token_hash IN (SELECT token_hash FROM visitor_tokens WHERE visitor_id = $2) RETURNING id`, string(e.c.BotID), id)
	if err != nil {
		return err
	}
	if _, err := e.tx.Exec("DELETE FROM ai_use WHERE scope = $1", visitorScope(e.c.Visitor.ID)); err != nil {
		return err
	}
	kept, err := e.tx.Exec("UPDATE blocks SET conversation_id = '' WHERE visitor_id = $1", id)
	if err != nil {
		return err
	}
	if kept > 0 {
		_, err = e.tx.Exec("UPDATE visitors SET name = '', email = '', phone = '', attributes = 'null' WHERE id = $1", id)
		return err
	}
	_, err = e.tx.Exec("DELETE FROM visitors WHERE id = $1", id) // and his secrets, by their reference
	return err
}
