package db

import (
	"context"
	"time"

	"deskbell/models"
)

// LeaseOther takes the delivery of a kind that is due first, of another bot than these; ErrNotFound.
func (x Deliveries) LeaseOther(ctx context.Context, kind models.DeliveryKind, now time.Time, bots []models.BotID) (models.Delivery, error) {
	var d models.Delivery
	next, err := x.NextAt(ctx, kind)
	if err == nil && next.After(now) {
		err = models.ErrNotFound
	}
	if err != nil {
		return d, err
	}
	none := ","
	for _, bot := range bots {
		none += string(bot) + ","
	}
	err = x.store.Do(ctx, func(tx *Tx) error {
		var id string
		err := tx.Row(`SELECT d.id FROM deliveries d WHERE d.kind = CAST($1 AS TEXT)
			AND d.state = 'pending' AND d.ready_at <= CAST($2 AS BIGINT) AND CAST($3 AS TEXT) NOT LIKE '%,' || d.bot_id || ',%'
			ORDER BY d.ready_at, d.id LIMIT 1`, string(kind), ms(now), none).Scan(&id)
		if err != nil {
			return err
		}
		if _, err := tx.Exec("UPDATE deliveries SET tries = tries + 1, ready_at = $1 WHERE id = $2", ms(now.Add(deliveryLease)), id); err != nil {
			return err
		}
		d, err = scanDelivery(tx.Row(`SELECT `+deliveryColumns+` FROM deliveries d WHERE d.id = $1`, id))
		return err
	})
	return d, err
}

// Recover makes due what was handed out, for a program that begins: whoever had it is gone, since a data
// folder has one program at a time.
func (x Deliveries) Recover(ctx context.Context, kind models.DeliveryKind, now time.Time) error {
	return x.store.Do(ctx, func(tx *Tx) error {
		_, err := tx.Exec(`UPDATE deliveries SET ready_at = $1 WHERE kind = CAST($2 AS TEXT) AND state = 'pending' AND tries > 0
			AND ready_at > $1 AND ready_at <= $3`, ms(now), string(kind), ms(now.Add(deliveryLease)))
		return err
	})
}
