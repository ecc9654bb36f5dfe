package db

import (
	"context"

	"deskbell/models"
)

// SetCtrlEnter implements models.Habits.
func (s *Store) SetCtrlEnter(ctx context.Context, id models.AgentID, on bool) error {
	return s.Do(ctx, func(tx *Tx) error {
		var settings models.AgentSettings
		if err := tx.Row("SELECT settings FROM agents WHERE id = $1", string(id)).Scan(maybeJSON{&settings}); err != nil {
			return err
		}
		if settings.CtrlEnter == on {
			return nil
		}
		settings.CtrlEnter = on
		text, err := toJSON(settings)
		if err != nil {
			return err
		}
		_, err = tx.Exec("UPDATE agents SET settings = $1 WHERE id = $2", text, string(id))
		return err
	})
}
