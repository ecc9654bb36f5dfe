package db

import (
	"context"
	"time"

	"deskbell/models"
)

// SetWilling implements models.Presence.
func (s *Store) SetWilling(ctx context.Context, id models.AgentID, willing bool) error {
	return s.Do(ctx, func(tx *Tx) error {
		return found(tx.Exec("UPDATE agents SET willing = $1, misses = 0, set_offline = '', willing_at = $2 WHERE id = $3",
			willing, ms(time.Now()), string(id)))
	})
}

// SetOffline implements models.Presence. Somebody who is off already stays so, without a word.
func (s *Store) SetOffline(ctx context.Context, id models.AgentID, why string) error {
	return s.Do(ctx, func(tx *Tx) error {
		var willing bool
		if err := tx.Row("SELECT willing FROM agents WHERE id = $1 AND deleted_at = 0", string(id)).Scan(&willing); err != nil || !willing {
			return err
		}
		return switchOff(tx, id, why, time.Now())
	})
}

func switchOff(tx *Tx, id models.AgentID, why string, now time.Time) error {
	return found(tx.Exec("UPDATE agents SET willing = FALSE, set_offline = $1, willing_at = $2 WHERE id = $3", why, ms(now), string(id)))
}

// Reach implements models.Presence.
func (s *Store) Reach(ctx context.Context, id models.AgentID, until time.Time) error {
	return s.Do(ctx, func(tx *Tx) error {
		return found(tx.Exec("UPDATE agents SET reachable_until = $1 WHERE id = $2", ms(until), string(id)))
	})
}

// keepAgents keeps what a turn changes of agents. Nobody is switched off who did so himself meanwhile: the
// turn has read him in this transaction.
func (t *turn) keepAgents(change *models.Change) error {
	for _, a := range change.Agents {
		_, err := t.tx.Exec("UPDATE agents SET misses = $1, taken_at = CASE WHEN $2 > taken_at THEN $2 ELSE taken_at END WHERE id = $3",
			a.Misses, ms(a.Taken), string(a.ID))
		if err == nil && a.Offline != "" {
			err = switchOff(t.tx, a.ID, a.Offline, time.Now())
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// found is ErrNotFound for a statement that changed nothing.
func found(changed int64, err error) error {
	if err == nil && changed == 0 {
		return models.ErrNotFound
	}
	return err
}
