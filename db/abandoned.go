package db

import (
	"context"
	"time"

	"deskbell/models"
)

// Abandoned implements models.Timers.
func (s *Store) Abandoned(ctx context.Context, t time.Time, limit int) ([]models.ConversationID, error) {
	return ids[models.ConversationID](s.reads(ctx), `SELECT c.id FROM agents a JOIN conversations c ON c.owner_id = a.id AND c.state = 'live'
		WHERE a.disabled = TRUE OR a.reachable_until < $1 ORDER BY c.id LIMIT CAST($2 AS BIGINT)`, ms(t), bounded(limit))
}
