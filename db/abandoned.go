package db

import (
	"context"
	"time"

	"deskbell/models"
)

// Abandoned implements models.Timers. It begins with the agents (SQLite keeps the order of a CROSS JOIN), so
// that it costs as much as there are live chats: in the order of the ids it would look at all.
func (s *Store) Abandoned(ctx context.Context, t time.Time, limit int) ([]models.ConversationID, error) {
	return ids[models.ConversationID](s.reads(ctx), `SELECT c.id FROM agents a CROSS JOIN conversations c
		WHERE c.owner_id = a.id AND c.state = 'live' AND (a.disabled = TRUE OR a.reachable_until < $1 AND c.parked = FALSE) ORDER BY c.id LIMIT CAST($2 AS BIGINT)`, ms(t), bounded(limit))
}
