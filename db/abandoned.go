package db

import (
	"context"
	"time"

	"deskbell/models"
)

// Abandoned implements models.Timers.
func (s *Store) Abandoned(ctx context.Context, t time.Time, limit int) ([]models.ConversationID, error) {
	var left []models.ConversationID
	err := s.reads(ctx).Each(`SELECT c.id FROM agents a JOIN conversations c ON c.owner_id = a.id AND c.state = 'live'
		WHERE a.disabled = TRUE OR a.reachable_until < $1 ORDER BY c.id LIMIT CAST($2 AS BIGINT)`, []any{ms(t), bounded(limit)},
		func(row scanner) error {
			var id models.ConversationID
			err := row.Scan(&id)
			left = append(left, id)
			return err
		})
	return left, err
}
