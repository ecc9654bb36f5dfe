package db

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"deskbell/models"
)

// cannedSeen is the permission over the canned reply r; its arguments are those of may without the visitor.
const cannedSeen = `(r.bot_id = '' OR $1 OR EXISTS (SELECT 1 FROM agent_bots ab WHERE ab.agent_id = $2 AND ab.bot_id = r.bot_id))`

const cannedFrom = `SELECT r.id, r.bot_id, r.shortcut, r.title, r.text, r.by_name, r.updated_at FROM canned r WHERE ` + cannedSeen

// CannedFor implements models.Canned.
func (s *Store) CannedFor(ctx context.Context, who models.Reader, bot models.BotID) ([]models.CannedReply, error) {
	all, err := canned(s.reads(ctx), who, cannedFrom+` AND r.bot_id IN ('', CAST($3 AS TEXT)) ORDER BY r.shortcut, r.bot_id DESC`, string(bot))
	// A bot's own stands before that of all bots.
	return slices.CompactFunc(all, func(a, b models.CannedReply) bool { return a.Shortcut == b.Shortcut }), err
}

// AllCanned implements models.Canned.
func (s *Store) AllCanned(ctx context.Context, who models.Reader) ([]models.CannedReply, error) {
	return canned(s.reads(ctx), who, cannedFrom+` ORDER BY r.shortcut, r.bot_id, r.id`)
}

// SaveCanned implements models.Canned.
func (s *Store) SaveCanned(ctx context.Context, who models.Reader, c *models.CannedReply, now time.Time) error {
	kept, err := models.CleanCanned(*c)
	if err != nil {
		return err
	}
	if err := mayWriteCanned(who, kept.Bot); err != nil {
		return err
	}
	kept.By, kept.UpdatedAt = who.Agent.Name, whole(now)
	err = s.Do(ctx, func(tx *Tx) error { return saveCanned(tx, who, &kept) })
	if err == nil {
		*c = kept
	}
	return err
}

func saveCanned(tx *Tx, who models.Reader, c *models.CannedReply) error {
	if c.Bot != "" {
		if _, err := scanBot(tx.Row(`SELECT `+botColumns+` FROM bots b WHERE b.id = $1`, string(c.Bot))); err != nil {
			return err
		}
	}
	var other string
	err := tx.Row("SELECT id FROM canned WHERE bot_id = $1 AND shortcut = $2 AND id <> $3", string(c.Bot), c.Shortcut, c.ID).Scan(&other)
	if err == nil {
		return &models.Error{Code: models.CodeConflict, Field: "shortcut", Message: "There is a reply with this shortcut already."}
	}
	if !errors.Is(err, models.ErrNotFound) {
		return err
	}
	if c.ID != "" {
		if _, err := cannedByID(tx, who, c.ID); err != nil {
			return err
		}
		return found(tx.Exec(`UPDATE canned SET bot_id = $1, shortcut = $2, title = $3, text = $4, by_name = $5, updated_at = $6 WHERE id = $7`,
			string(c.Bot), c.Shortcut, c.Title, c.Text, c.By, ms(c.UpdatedAt), c.ID))
	}
	var n int
	if err := tx.Row("SELECT COUNT(*) FROM canned").Scan(&n); err != nil {
		return err
	}
	if n >= models.MostCanned {
		return &models.Error{Code: models.CodeTooLarge, Message: fmt.Sprintf("There are %d canned replies already; that is as many as can be kept.", n)}
	}
	if c.ID, err = newID(); err != nil {
		return err
	}
	_, err = tx.Exec(`INSERT INTO canned (id, bot_id, shortcut, title, text, by_name, updated_at) VALUES ($1, $2, $3, $4, $5, $6, $7)`,
		c.ID, string(c.Bot), c.Shortcut, c.Title, c.Text, c.By, ms(c.UpdatedAt))
	return err
}

// DeleteCanned implements models.Canned.
func (s *Store) DeleteCanned(ctx context.Context, who models.Reader, id string) error {
	if err := mayWriteCanned(who, ""); err != nil {
		return err
	}
	return s.Do(ctx, func(tx *Tx) error {
		if _, err := cannedByID(tx, who, id); err != nil {
			return err
		}
		return found(tx.Exec("DELETE FROM canned WHERE id = $1", id))
	})
}

// mayWriteCanned errors for a role that does not write canned replies, and for a bot that is not to be seen.
func mayWriteCanned(who models.Reader, bot models.BotID) error {
	switch {
	case who.Agent == nil || who.Visitor != "" || who.Agent.Disabled:
		return models.ErrNotFound
	case !who.Agent.Role.May(models.PermitArticles):
		return &models.Error{Code: models.CodeForbidden, Message: "Your role reads canned replies and does not change them."}
	case bot != "" && !who.Agent.MaySee(bot):
		return models.ErrNotFound
	}
	return nil
}

func cannedByID(on asker, who models.Reader, id string) (models.CannedReply, error) {
	all, err := canned(on, who, cannedFrom+` AND r.id = CAST($3 AS TEXT)`, id)
	if err == nil && len(all) == 0 {
		err = models.ErrNotFound
	}
	if err != nil {
		return models.CannedReply{}, err
	}
	return all[0], nil
}

func canned(on asker, who models.Reader, query string, args ...any) ([]models.CannedReply, error) {
	if who.Agent == nil || who.Visitor != "" || who.Agent.Disabled {
		return nil, models.ErrNotFound
	}
	var all []models.CannedReply
	err := on.Each(query, append(may(who)[1:], args...), func(row scanner) error {
		var c models.CannedReply
		err := row.Scan(&c.ID, &c.Bot, &c.Shortcut, &c.Title, &c.Text, &c.By, at{&c.UpdatedAt})
		all = append(all, c)
		return err
	})
	return all, err
}
