package db

import (
	"context"

	"deskbell/models"
)

// Checks implements models.FlowChecks.
func (s *Store) Checks(ctx context.Context, flowID string) ([]models.FlowCheck, error) {
	var all []models.FlowCheck
	err := s.reads(ctx).Each(`SELECT k.body, k.id, k.name, k.flow_id, k.by_name, k.created_at FROM flow_checks k
		WHERE k.flow_id = $1 ORDER BY k.created_at, k.id`, []any{flowID}, func(row scanner) error {
		var c models.FlowCheck
		err := row.Scan(asJSON{&c.Check}, &c.ID, &c.Name, &c.Flow, &c.ByName, at{&c.At})
		all = append(all, c)
		return err
	})
	return all, err
}

// SaveCheck implements models.FlowChecks.
func (s *Store) SaveCheck(ctx context.Context, c models.FlowCheck) (string, error) {
	fresh := c.ID == ""
	if fresh {
		id, err := newID()
		if err != nil {
			return "", err
		}
		c.ID = id
	}
	body, err := toJSON(c.Check)
	if err != nil {
		return "", err
	}
	return c.ID, s.Do(ctx, func(tx *Tx) error {
		if !fresh {
			return found(tx.Exec("UPDATE flow_checks SET name = $1, body = $2 WHERE flow_id = $3 AND id = $4", c.Name, body, c.Flow, c.ID))
		}
		var n int
		if err := tx.Row("SELECT COUNT(*) FROM flow_checks WHERE flow_id = $1", c.Flow).Scan(&n); err != nil {
			return err
		}
		if n >= models.MostChecks {
			return &models.Error{Code: models.CodeConflict, Message: "This flow has as many checks as it may have. Delete one that is not needed any more."}
		}
		_, err := tx.Exec(`INSERT INTO flow_checks (flow_id, id, name, body, by_name, created_at) VALUES ($1, $2, $3, $4, $5, $6)`,
			c.Flow, c.ID, c.Name, body, c.ByName, ms(c.At))
		return err
	})
}

// DeleteCheck implements models.FlowChecks.
func (s *Store) DeleteCheck(ctx context.Context, flowID, id string) error {
	return s.Do(ctx, func(tx *Tx) error {
		return found(tx.Exec("DELETE FROM flow_checks WHERE flow_id = $1 AND id = $2", flowID, id))
	})
}
