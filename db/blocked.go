package db

import (
	"context"
	"strings"
	"time"

	"deskbell/models"
)

// BlocksOf implements models.Blocks.
func (s *Store) BlocksOf(ctx context.Context, who models.Reader, id models.ConversationID, now time.Time) ([]models.Blocked, error) {
	on := s.reads(ctx)
	var w models.Writer
	err := on.Row(`SELECT c.bot_id, c.visitor_id, c.address FROM conversations c WHERE`+mayRead+`AND c.id = CAST($4 AS TEXT)`,
		may(who, string(id))...).Scan(&w.Bot, &w.Visitor, &w.Address)
	if err != nil {
		return nil, err
	}
	if w.Now = now; who.Agent == nil {
		return nil, models.ErrNotFound // why, and by whom, is for the team
	}
	return blocksOf(on, w)
}

// seenBlocks are those that an agent may see: of the conversations that he may read, and where the conversation
// was erased, of the bots whose he may.
const seenBlocks = `SELECT ` + blockColumns + `, COALESCE(v.name, ''), COALESCE(v.email, '') FROM blocks k
	LEFT JOIN conversations c ON c.id = k.conversation_id LEFT JOIN visitors v ON v.id = k.visitor_id WHERE (` + mayRead + `OR c.id IS NULL
	AND EXISTS (SELECT 1 FROM agent_bots ab WHERE ab.agent_id = $3 AND ab.bot_id = k.bot_id)) AND k.lifted_at = 0 `

// Blocked implements models.Blocks.
func (s *Store) Blocked(ctx context.Context, who models.Reader, q models.BlockedQuery) ([]models.Blocked, error) {
	if who.Agent == nil {
		return nil, models.ErrNotFound
	}
	before := q.Before
	if before == "" {
		before = "~" // behind every id
	}
	var all []models.Blocked
	args := may(who, ms(q.Now), before, containing(q.Find), bounded(q.Limit))
	err := s.reads(ctx).Each(seenBlocks+`AND (k.until = 0 OR k.until > $4) AND k.id < CAST($5 AS TEXT)
		AND (LOWER(v.name) LIKE $6 ESCAPE '\' OR LOWER(v.email) LIKE $6 ESCAPE '\' OR LOWER(k.reason) LIKE $6 ESCAPE '\' OR LOWER(k.by_name) LIKE $6 ESCAPE '\')
		ORDER BY k.id DESC LIMIT CAST($7 AS BIGINT)`, args, func(row scanner) error {
		b, err := scanSeenBlock(row)
		all = append(all, b)
		return err
	})
	return all, err
}

// BlockedByID implements models.Blocks.
func (s *Store) BlockedByID(ctx context.Context, who models.Reader, id string) (models.Blocked, error) {
	if who.Agent == nil {
		return models.Blocked{}, models.ErrNotFound
	}
	return scanSeenBlock(s.reads(ctx).Row(seenBlocks+`AND k.id = CAST($4 AS TEXT)`, may(who, id)...))
}

func scanSeenBlock(row scanner) (models.Blocked, error) {
	var b models.Blocked
	var v models.Visitor
	err := row.Scan(&b.ID, &b.Bot, &b.Visitor, &b.Conversation, &b.Address, &b.Reason, &b.By, &b.ByName, at{&b.At}, at{&b.Until}, &v.Name, &v.Email)
	b.Called = v.Called()
	return b, err
}

// containing is a LIKE pattern for a text, nothing in which is a sign of the pattern.
func containing(text string) string {
	escaped := strings.NewReplacer(`\`, `\\`, `%`, `\%`, `_`, `\_`).Replace(strings.ToLower(text))
	return "%" + escaped + "%"
}

// LiftBlock implements models.Blocks.
func (s *Store) LiftBlock(ctx context.Context, b models.Blocked, by string, now time.Time) error {
	return s.Do(ctx, func(tx *Tx) error {
		tx.barred(s)
		n, err := tx.Exec("UPDATE blocks SET lifted_at = $1, lifted_by = $2 WHERE id = $3 AND lifted_at = 0 AND conversation_id = ''", ms(now), by, b.ID)
		if err == nil && n == 0 {
			err = models.ErrNotFound
		}
		return err
	})
}
