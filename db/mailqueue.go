package db

import (
	"context"
	"fmt"
	"time"

	"deskbell/models"
)

// signedOff is why a mail to somebody of the team is not sent.
const signedOff = "They do not sign in any more."

// LeaseMail takes the mail that was written first of those that are due, to another address than these;
// ErrNotFound when there is none. One to somebody who is not on the team any more is dropped, though it was when it
// was written.
func (x Deliveries) LeaseMail(ctx context.Context, now time.Time, busy []string) (models.Delivery, error) {
	for {
		d, err := x.leaseMail(ctx, now, busy)
		if err != nil || d.State == models.DeliveryPending {
			return d, err
		}
	}
}

// leaseMail is LeaseMail, which comes back also with one that it has dropped.
func (x Deliveries) leaseMail(ctx context.Context, now time.Time, busy []string) (models.Delivery, error) {
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
		if d, err = scanDelivery(tx.Row(`SELECT `+deliveryColumns+` FROM deliveries d WHERE d.id = $1`, id)); err != nil || d.Agent == "" {
			return err
		}
		on, err := signsIn(tx, d.Agent)
		if err != nil || on {
			return err
		}
		d.State = models.DeliveryDropped
		_, err = tx.Exec("UPDATE deliveries SET state = 'dropped', error = $1, done_at = $2 WHERE id = $3", signedOff, ms(now), id)
		return err
	})
	return d, err
}

// signsIn says whether somebody is on the team, and not disabled.
func signsIn(on asker, id models.AgentID) (bool, error) {
	var n int
	err := on.Row("SELECT COUNT(*) FROM agents a WHERE a.id = CAST($1 AS TEXT) AND a.deleted_at = 0 AND NOT a.disabled", string(id)).Scan(&n)
	return n > 0, err
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
