package db

import (
	"context"
	"time"

	"deskbell/models"
)

// SetWilling implements models.Presence.
func (s *Store) SetWilling(ctx context.Context, id models.AgentID, willing bool) error {
	return s.Do(ctx, func(tx *Tx) error {
		return found(tx.Exec("UPDATE agents SET willing = $1 WHERE id = $2", willing, string(id)))
	})
}

// Reach implements models.Presence.
func (s *Store) Reach(ctx context.Context, id models.AgentID, until time.Time) error {
	return s.Do(ctx, func(tx *Tx) error {
		return found(tx.Exec("UPDATE agents SET reachable_until = $1 WHERE id = $2", ms(until), string(id)))
	})
}

// found is ErrNotFound for a statement that changed nothing.
func found(changed int64, err error) error {
	if err == nil && changed == 0 {
		return models.ErrNotFound
	}
	return err
}
