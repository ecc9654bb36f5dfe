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
			return keepToken(tx, visitorToken{tokenHash, bot, visitor.ID, now.Add(tokenLife)})
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
	err := on.Row(`SELECT v.id, v.bot_id, v.name, v.email, t.expires_at FROM visitor_tokens t
		JOIN visitors v ON v.id = t.visitor_id WHERE t.token_hash = CAST($1 AS TEXT) AND t.bot_id = CAST($2 AS TEXT) AND t.expires_at > $3`,
		hash, string(bot), ms(now)).Scan(&v.ID, &v.BotID, &v.Name, &v.Email, at{&expires})
	return v, expires, err
}

func slides(expires, now time.Time) bool { return expires.Before(now.Add(tokenLife - tokenSlide)) }

func keepToken(tx *Tx, t visitorToken) error {
	_, err := tx.Exec(`INSERT INTO visitor_tokens (token_hash, bot_id, visitor_id, expires_at) VALUES ($1, $2, $3, $4)
		ON CONFLICT (token_hash, bot_id) DO UPDATE SET visitor_id = excluded.visitor_id, expires_at = excluded.expires_at`,
		t.hash, string(t.bot), string(t.visitor), ms(t.expires))
	return err
}
