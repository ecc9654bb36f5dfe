package db

import (
	"context"
	"time"

	"deskbell/models"
)

// A visitor's secret is good for 30 days from its last use; that it was used is written once a day.
const (
	tokenLife  = 30 * 24 * time.Hour
	tokenSlide = 24 * time.Hour
)

type visitorToken struct {
	hash    string
	bot     models.BotID
	visitor models.VisitorID
	expires time.Time
	only    models.ConversationID // that it is good for; "": all
}

// VisitorByToken implements models.Visitors.
func (s *Store) VisitorByToken(ctx context.Context, bot models.BotID, tokenHash string, now time.Time) (models.Visitor, error) {
	visitor, expires, err := visitorByToken(s.reads(ctx), bot, tokenHash, now)
	if err != nil {
		return models.Visitor{}, err
	}
	if slides(expires, now) {
		// Reading goes on while nothing can be written: the next use tries again.
		_ = s.Do(ctx, func(tx *Tx) error {
			return slideToken(tx, visitorToken{hash: tokenHash, bot: bot, visitor: visitor.ID, expires: now.Add(tokenLife)})
		})
	}
	return visitor, nil
}

// NewestConversation implements models.Visitors.
func (s *Store) NewestConversation(ctx context.Context, id models.VisitorID) (models.Conversation, error) {
	return newestConversation(s.reads(ctx), id)
}

func visitorByToken(on asker, bot models.BotID, hash string, now time.Time) (models.Visitor, time.Time, error) {
	var v models.Visitor
	var expires time.Time
	var held bool
	only := models.Only{Secret: hash}
	err := on.Row(`SELECT v.id, v.bot_id, v.name, v.email, v.phone, v.attributes, t.expires_at, t.only_id IS NOT NULL, COALESCE(t.only_id, ''), t.at_id
		FROM visitor_tokens t
		JOIN visitors v ON v.id = t.visitor_id WHERE t.token_hash = CAST($1 AS TEXT) AND t.bot_id = CAST($2 AS TEXT) AND t.expires_at > $3`,
		hash, string(bot), ms(now)).Scan(&v.ID, &v.BotID, &v.Name, &v.Email, &v.Phone, maybeJSON{&v.Attributes}, at{&expires},
		&held, &only.For, &only.At)
	if held {
		v.Only = &only
	}
	return v, expires, err
}

func slides(expires, now time.Time) bool { return expires.Before(now.Add(tokenLife - tokenSlide)) }

// keepToken makes a secret a visitor's, or another one's than it was.
func keepToken(tx *Tx, t visitorToken) error {
	_, err := tx.Exec(`INSERT INTO visitor_tokens (token_hash, bot_id, visitor_id, expires_at, only_id, at_id)
		VALUES ($1, $2, $3, $4, NULLIF($5, ''), $5) ON CONFLICT (token_hash, bot_id) DO UPDATE SET visitor_id = excluded.visitor_id,
		expires_at = excluded.expires_at, only_id = excluded.only_id, at_id = excluded.at_id`,
		t.hash, string(t.bot), string(t.visitor), ms(t.expires), string(t.only))
	return err
}

// slideToken keeps a secret for longer, good for what it is.
func slideToken(tx *Tx, t visitorToken) error {
	_, err := tx.Exec("UPDATE visitor_tokens SET expires_at = $1 WHERE token_hash = $2 AND bot_id = $3 AND visitor_id = $4",
		ms(t.expires), t.hash, string(t.bot), string(t.visitor))
	return err
}

// keepVisitor keeps one who was met in this turn, with the secret.
func (t *turn) keepVisitor(next *models.Conversation) error {
	v := &next.Visitor
	attributes, err := mapJSON(v.Attributes)
	if err != nil {
		return err
	}
	_, err = t.tx.Exec("INSERT INTO visitors (id, bot_id, name, email, phone, attributes, created_at) VALUES ($1, $2, $3, $4, $5, $6, $7)",
		string(v.ID), string(next.BotID), v.Name, v.Email, v.Phone, attributes, ms(next.CreatedAt))
	if err != nil {
		return err
	}
	return keepToken(t.tx, visitorToken{hash: t.tokenHash, bot: next.BotID, visitor: v.ID, expires: next.CreatedAt.Add(tokenLife)})
}

func (t *turn) changeVisitor(v *models.Visitor) error {
	attributes, err := mapJSON(v.Attributes)
	if err != nil {
		return err
	}
	_, err = t.tx.Exec("UPDATE visitors SET name = $1, email = $2, phone = $3, attributes = $4 WHERE id = $5",
		v.Name, v.Email, v.Phone, attributes, string(v.ID))
	return err
}
