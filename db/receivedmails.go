package db

import (
	"context"
	"time"

	"deskbell/models"
)

const (
	// receivedKept is how long it is known that a mail came: longer than servers try to deliver one.
	receivedKept = 90 * 24 * time.Hour
	longestWhy   = 300 // characters of what is kept of a mail that came in
)

const receivedColumns = `r.id, r.conversation_id, r.address, r.subject, r.state, r.why, r.at`

func scanReceived(row scanner) (models.ReceivedMail, error) {
	var r models.ReceivedMail
	err := row.Scan(&r.ID, &r.Conversation, &r.Address, &r.Subject, &r.State, &r.Why, at{&r.At})
	return r, err
}

// ReceivedMails implements models.Mailing.
func (s *Store) ReceivedMails(ctx context.Context, before string, limit int) ([]models.ReceivedMail, error) {
	if before == "" {
		before = "~" // behind every id
	}
	var all []models.ReceivedMail
	err := s.reads(ctx).Each(`SELECT `+receivedColumns+` FROM received_mails r WHERE r.id < CAST($1 AS TEXT)
		ORDER BY r.id DESC LIMIT CAST($2 AS BIGINT)`, []any{before, bounded(limit)}, func(row scanner) error {
		r, err := scanReceived(row)
		all = append(all, r)
		return err
	})
	return all, err
}

// Received is what became of a mail by its hash; ErrNotFound for one that did not come yet.
func (s *Store) Received(ctx context.Context, hash string) (models.ReceivedMail, error) {
	return scanReceived(s.reads(ctx).Row(`SELECT `+receivedColumns+` FROM received_mails r WHERE r.message_hash = CAST($1 AS TEXT)`, hash))
}

// KeepReceived keeps one that goes into no conversation. One that came before stays as it was.
func (s *Store) KeepReceived(ctx context.Context, r models.MailReceipt) error {
	return s.Do(ctx, func(tx *Tx) error {
		_, err := keepReceipt(tx, r)
		return err
	})
}

// ReceivedSince counts what a conversation has taken by mail since a time, and how much of that looked as if a
// machine had written it.
func (s *Store) ReceivedSince(ctx context.Context, id models.ConversationID, since time.Time) (taken, automatic int, err error) {
	err = s.reads(ctx).Row(`SELECT COUNT(*), COALESCE(SUM(CASE WHEN r.why = $1 THEN 1 ELSE 0 END), 0) FROM received_mails r
		WHERE r.conversation_id = CAST($2 AS TEXT) AND r.conversation_id <> '' AND r.state = 'taken' AND r.at > $3`,
		models.LooksAutomatic, string(id), ms(since)).Scan(&taken, &automatic)
	return taken, automatic, err
}

// ConversationFor is where an answer that came by a way back goes: into the one that was mailed where that is open,
// else into another of the visitor's that is, else into the one that was mailed.
func (s *Store) ConversationFor(ctx context.Context, w models.WayBack) (models.ConversationID, error) {
	open, err := openConversation(s.reads(ctx), w.Visitor, w.Conversation)
	if models.CodeOf(err) == models.CodeNotFound {
		return w.Conversation, nil
	}
	return open.ID, err
}

// openConversation of a visitor: that one, else one that was begun by no way back, else the newest.
func openConversation(on asker, visitor models.VisitorID, first models.ConversationID) (models.Conversation, error) {
	return scanConversation(on.Row(`SELECT `+conversationColumns+conversationTables+
		`WHERE c.visitor_id = CAST($1 AS TEXT) AND c.state <> 'closed'
		ORDER BY CASE WHEN c.id = CAST($2 AS TEXT) THEN 0 ELSE 1 END, c.begun_with = '' DESC, c.id DESC LIMIT 1`, string(visitor), string(first)))
}

// SentMail is a mail of the outbox by its Message-ID, without brackets; ErrNotFound.
func (s *Store) SentMail(ctx context.Context, messageID string) (models.Delivery, error) {
	return scanDelivery(s.reads(ctx).Row(`SELECT `+deliveryColumns+` FROM deliveries d
		WHERE d.message_id = CAST($1 AS TEXT) AND d.message_id <> ''`, messageID))
}

// keepReceived keeps that a mail has come, with what it brought to its conversation.
func (t *turn) keepReceived(change *models.Change) error {
	if change.Received == nil {
		return nil
	}
	made, err := keepReceipt(t.tx, *change.Received)
	if err == nil && !made {
		err = &models.Error{Code: models.CodeConflict, Message: "This mail is here already."}
	}
	return err
}

// keepReceipt is false where it was kept before.
func keepReceipt(tx *Tx, r models.MailReceipt) (bool, error) {
	id, err := newID()
	if err != nil {
		return false, err
	}
	n, err := tx.Exec(`INSERT INTO received_mails (id, message_hash, conversation_id, address, subject, state, why, at)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (message_hash) DO NOTHING`, id, r.Hash, string(r.Conversation),
		models.CleanLine(r.Address, longestWhy), models.CleanLine(r.Subject, longestWhy), r.State, models.CleanLine(r.Why, longestWhy), ms(r.At))
	if err != nil || n == 0 {
		return false, err
	}
	if r.Proven != "" {
		_, err = tx.Exec("UPDATE ways_back SET used_at = $1, clicked_at = CASE WHEN clicked_at = 0 THEN $1 ELSE clicked_at END WHERE id = $2",
			ms(r.At), string(r.Proven))
	}
	if err == nil && r.Bounce != nil {
		err = cameBack(tx, *r.Bounce, r.At)
	}
	return err == nil, err
}

// cameBack notes at a mail of ours that it could not be delivered.
func cameBack(tx *Tx, b models.Bounce, now time.Time) error {
	if _, err := tx.Exec("UPDATE deliveries SET bounced = $1 WHERE id = $2", models.CleanLine(b.Why, longestError), b.Delivery); err != nil {
		return err
	}
	if b.Stop == "" {
		return nil
	}
	_, err := tx.Exec("UPDATE ways_back SET stopped_at = $1 WHERE id = $2 AND stopped_at = 0", ms(now), string(b.Stop))
	return err
}

// sweepReceived takes away what nobody looks at any more, some at a time.
func sweepReceived(tx *Tx, now time.Time) (int64, error) {
	return tx.Exec(`DELETE FROM received_mails WHERE id IN (SELECT r.id FROM received_mails r WHERE r.id < CAST($1 AS TEXT) LIMIT 500)`,
		idAt(now.Add(-receivedKept)))
}
