package db

import (
	"context"
	"time"

	"deskbell/models"
)

// WaitingDesks implements models.Queue. It looks at the counts alone, so that it costs next to nothing while
// nobody waits.
func (s *Store) WaitingDesks(ctx context.Context) ([]models.BotID, error) {
	return ids[models.BotID](s.reads(ctx), "SELECT n.bot_id FROM counts n WHERE n.state = 'waiting' AND n.n > 0 ORDER BY n.bot_id")
}

// Unoffered implements models.Queue. It reads along the index of those who wait. What a trial of the playground
// pretends keeps it out: it would hold a place that a visitor waits for.
func (s *Store) Unoffered(ctx context.Context, desk models.BotID, limit int) ([]models.Waiting, error) {
	var all []models.Waiting
	err := s.reads(ctx).Each(`SELECT c.id, c.waiting_since, c.offer, c.trial FROM conversations c WHERE c.desk_id = CAST($1 AS TEXT)
		AND c.state = 'waiting' AND c.offered_to IS NULL ORDER BY c.waiting_since, c.id LIMIT CAST($2 AS BIGINT)`,
		[]any{string(desk), bounded(limit)}, func(row scanner) error {
			w, trial := models.Waiting{Desk: desk}, models.Trial{}
			err := row.Scan(&w.ID, at{&w.Since}, maybeJSON{&w.Offer}, maybeJSON{&trial})
			if !trial.Nobody {
				all = append(all, w)
			}
			return err
		})
	return all, err
}

// rolesThatSeeAll is seesAll for a statement.
const rolesThatSeeAll = `'supervisor', 'admin', 'owner'`

// Dangling implements models.Queue. It begins with the agents (SQLite keeps the order of a CROSS JOIN), so that
// it costs as much as there are offers.
func (s *Store) Dangling(ctx context.Context, now time.Time) ([]models.ConversationID, error) {
	return ids[models.ConversationID](s.reads(ctx), `SELECT c.id FROM agents a CROSS JOIN conversations c WHERE c.offered_to = a.id
		AND (NOT a.willing OR a.disabled
			OR a.reachable_until <= $1 AND NOT EXISTS (SELECT 1 FROM push_subscriptions p
				WHERE p.agent_id = a.id AND p.failures = 0 AND p.auth_rev = a.auth_rev AND p.worked_at > $2)
			OR a.role NOT IN (`+rolesThatSeeAll+`) AND NOT EXISTS (SELECT 1 FROM agent_bots ab WHERE ab.agent_id = a.id AND ab.bot_id = c.desk_id)
			OR (SELECT COUNT(*) FROM conversations l WHERE l.owner_id = a.id AND l.state = 'live') >= a.max_chats)
		ORDER BY c.id LIMIT CAST($3 AS BIGINT)`, ms(now), ms(models.PushedSince(now)), mostRows)
}
