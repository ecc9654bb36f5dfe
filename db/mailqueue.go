package db

import (
	"context"
	"fmt"
	"time"

	"deskbell/models"
)

// LeaseMail takes the mail that was written first of those that are due, to another address than these;
// ErrNotFound when there is none.
func (x Deliveries) LeaseMail(ctx context.Context, now time.Time, busy []string) (models.Delivery, error) {
	var d models.Delivery
	next, err := x.NextAt(ctx, models.DeliverMail)
	if err == nil && next.After(now) {
		err = models.ErrNotFound
	}
	if err != nil {
		return d, err
	}
	query, args := firstMail(now, busy)
	var id string // found while others write: it may stand behind many that are not due
	if err := x.store.reads(ctx).Row(query, args...).Scan(&id); err != nil {
		return d, err
	}
	err = x.store.Do(ctx, func(tx *Tx) error {
		err := found(tx.Exec("UPDATE deliveries SET tries = tries + 1, ready_at = $1 WHERE id = $2 AND state = 'pending' AND ready_at <= $3",
			ms(now.Add(deliveryLease)), id, ms(now)))
		if err != nil {
			return err
		}
		d, err = scanDelivery(tx.Row(`SELECT `+deliveryColumns+` FROM deliveries d WHERE d.id = $1`, id))
		return err
	})
	return d, err
}

// firstMail is read in the order of ids, which is that of time: the + keeps the index of what is due out of it.
func firstMail(now time.Time, busy []string) (string, []any) {
	query, args := `SELECT d.id FROM deliveries d WHERE d.kind = 'mail' AND d.state = 'pending' AND +d.ready_at <= CAST($1 AS BIGINT)`, []any{ms(now)}
	for _, address := range busy {
		args = append(args, address)
		query += fmt.Sprintf(" AND d.address <> CAST($%d AS TEXT)", len(args))
	}
	return query + " ORDER BY d.id LIMIT 1", args
}

// Drop says that a mail is not to be sent any more, and why; ErrNotFound for one that is not pending.
func (x Deliveries) Drop(ctx context.Context, b models.Setback) error {
	why := models.CleanLine(b.Error, longestError)
	return x.store.Do(ctx, func(tx *Tx) error {
		return found(tx.Exec("UPDATE deliveries SET state = 'dropped', error = $1, done_at = $2 WHERE id = $3 AND state = 'pending'", why, ms(b.Now), b.ID))
	})
}
