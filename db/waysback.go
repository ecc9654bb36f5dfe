package db

import (
	"context"
	"errors"
	"strings"
	"time"

	"deskbell/models"
)

// An address counts as the visitor's own once he has come back by any of his links to it.
const wayBackBy = `SELECT w.id, w.bot_id, w.visitor_id, w.conversation_id, w.address, w.created_at, w.used_at,
	(SELECT MAX(o.clicked_at) FROM ways_back o WHERE o.visitor_id = w.visitor_id AND o.address = w.address), w.stopped_at,
	COALESCE((SELECT k.begun_with FROM conversations k WHERE k.id = w.conversation_id), '')
	FROM ways_back w WHERE `

func scanWayBack(row scanner) (models.WayBack, error) {
	var w models.WayBack
	err := row.Scan(&w.ID, &w.Bot, &w.Visitor, &w.Conversation, &w.Address, at{&w.CreatedAt}, at{&w.UsedAt}, at{&w.ClickedAt}, at{&w.StoppedAt}, &w.BegunWith)
	return w, err
}

// wayAddress is how an address is kept with a way back.
func wayAddress(address string) string { return strings.ToLower(strings.TrimSpace(address)) }

// wayBack finds or makes the way of the turn's visitor to its conversation for an address. A mail that has it in
// it is a use: it is good for as long again.
func (t *turn) wayBack(address string, now time.Time) (models.WayBack, error) {
	address = wayAddress(address)
	w, err := scanWayBack(t.tx.Row(wayBackBy+`w.conversation_id = CAST($1 AS TEXT) AND w.address = CAST($2 AS TEXT)`, string(t.c.ID), address))
	if err != nil && !errors.Is(err, models.ErrNotFound) {
		return models.WayBack{}, err
	}
	made := err != nil
	if made {
		id, err := newID()
		if err != nil {
			return models.WayBack{}, err
		}
		w = models.WayBack{ID: models.WayBackID(id), Bot: t.c.BotID, Visitor: t.c.Visitor.ID, Conversation: t.c.ID, Address: address, CreatedAt: whole(now)}
		if w.ClickedAt, err = clickedAt(t.tx, w.Visitor, address); err != nil {
			return models.WayBack{}, err
		}
	}
	w.UsedAt = whole(now)
	token, err := t.store.seal().newToken(backToken, string(w.ID))
	if err != nil {
		return models.WayBack{}, err
	}
	if !made { // its hash is another one where the key was lost
		_, err = t.tx.Exec("UPDATE ways_back SET used_at = $1, token_hash = $2 WHERE id = $3", ms(w.UsedAt), hashToken(token), string(w.ID))
		return w, err
	}
	_, err = t.tx.Exec(`INSERT INTO ways_back (id, token_hash, bot_id, visitor_id, conversation_id, address, created_at, used_at, clicked_at, stopped_at)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 0, 0)`, string(w.ID), hashToken(token), string(w.Bot), string(w.Visitor), string(w.Conversation),
		w.Address, ms(w.CreatedAt), ms(w.UsedAt))
	return w, err
}

// clickedAt is when a visitor has first shown that an address is his; zero: not yet.
func clickedAt(on asker, visitor models.VisitorID, address string) (time.Time, error) {
	var clicked time.Time
	err := on.Row(`SELECT COALESCE(MAX(w.clicked_at), 0) FROM ways_back w WHERE w.visitor_id = CAST($1 AS TEXT) AND w.address = CAST($2 AS TEXT)`,
		string(visitor), wayAddress(address)).Scan(at{&clicked})
	return clicked, err
}

// strip takes from a mail what its visitor may have written himself, while nobody has shown that the address is
// his: nobody is to be written to by strangers through this server. What the bot said may repeat it.
func strip(m *models.Mail, w models.WayBack) {
	if !w.ClickedAt.IsZero() || !m.Purpose.ToVisitor() {
		return
	}
	var kept []models.MailLine
	for _, line := range m.Lines {
		if line.By.Person() {
			kept = append(kept, line)
		}
	}
	m.Lines, m.Page, m.PageTitle = kept, "", ""
}

// WayBack implements models.WaysBack.
func (s *Store) WayBack(ctx context.Context, token string, now time.Time) (models.WayBack, error) {
	return goodWayBack(s.reads(ctx), token, now)
}

func goodWayBack(on asker, token string, now time.Time) (models.WayBack, error) {
	return scanWayBack(on.Row(wayBackBy+`w.token_hash = CAST($1 AS TEXT) AND w.used_at > $2`, hashToken(token), ms(now.Add(-models.WayBackLife))))
}

// TakeBack implements models.WaysBack.
func (s *Store) TakeBack(ctx context.Context, token, tokenHash string, now time.Time) (models.WayBack, error) {
	var w models.WayBack
	err := s.Do(ctx, func(tx *Tx) (err error) {
		if w, err = goodWayBack(tx, token, now); err != nil {
			return err
		}
		if err := opens(tx, w, tokenHash, now); err != nil {
			return err
		}
		if w.ClickedAt.IsZero() {
			w.ClickedAt = whole(now)
		}
		w.UsedAt = whole(now)
		_, err = tx.Exec(`UPDATE ways_back SET used_at = $1, clicked_at = CASE WHEN clicked_at = 0 THEN $1 ELSE clicked_at END WHERE id = $2`,
			ms(now), string(w.ID))
		return err
	})
	if err != nil {
		return models.WayBack{}, err
	}
	return w, nil
}

// opens makes a secret good for the conversation of a way back. The visitor's own stays good for all; one from
// another of his ways with which he may read it goes there.
func opens(tx *Tx, w models.WayBack, tokenHash string, now time.Time) error {
	next := visitorToken{hash: tokenHash, bot: w.Bot, visitor: w.Visitor, expires: now.Add(tokenLife), only: w.Conversation}
	visitor, _, err := visitorByToken(tx, w.Bot, tokenHash, now)
	switch {
	case err != nil && !errors.Is(err, models.ErrNotFound):
		return err
	case err != nil || visitor.ID != w.Visitor || !visitor.Only.Reads(w.Conversation, w.BegunWith):
		return keepToken(tx, next)
	}
	if visitor.Only != nil {
		if _, err := tx.Exec("UPDATE visitor_tokens SET at_id = $1 WHERE token_hash = $2 AND bot_id = $3", string(w.Conversation), tokenHash, string(w.Bot)); err != nil {
			return err
		}
	}
	return slideToken(tx, next)
}

// StopMails implements models.WaysBack. A second time is as good as the first.
func (s *Store) StopMails(ctx context.Context, token string, now time.Time) (models.WayBack, error) {
	var w models.WayBack
	err := s.Do(ctx, func(tx *Tx) (err error) {
		if w, err = goodWayBack(tx, token, now); err != nil || !w.StoppedAt.IsZero() {
			return err
		}
		w.StoppedAt = whole(now)
		_, err = tx.Exec("UPDATE ways_back SET stopped_at = $1 WHERE id = $2", ms(now), string(w.ID))
		return err
	})
	if err != nil {
		return models.WayBack{}, err
	}
	return w, nil
}

// resumeMails begins again what was stopped, when a visitor whose address it is has given it anew. Of another
// one it is not known who has stopped them: the one to whom it belongs, most likely.
func (t *turn) resumeMails(change *models.Change) error {
	if !change.GaveEmail {
		return nil
	}
	visitor := &change.Conversation.Visitor
	clicked, err := clickedAt(t.tx, visitor.ID, visitor.Email)
	if err != nil || clicked.IsZero() {
		return err
	}
	_, err = t.tx.Exec("UPDATE ways_back SET stopped_at = 0 WHERE conversation_id = $1 AND address = $2 AND stopped_at <> 0",
		string(t.c.ID), wayAddress(visitor.Email))
	return err
}
