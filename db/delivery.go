package db

import (
	"context"
	"fmt"
	"time"

	"deskbell/models"
)

// deliveryLease is how long one that was handed out is left alone: longer than its sender tries.
const deliveryLease = 2 * time.Minute

// How long deliveries that were sent, and those that were given up, can be looked at.
const (
	sentKept   = 30 * 24 * time.Hour
	failedKept = 90 * 24 * time.Hour
)

// Deliveries hands out what is to be sent: it is a models.Deliveries.
type Deliveries struct{ store *Store }

// Outgoing is the store for those who send.
func (s *Store) Outgoing() Deliveries { return Deliveries{s} }

const deliveryColumns = `d.id, d.kind, COALESCE(d.conversation_id, ''), d.bot_id,
	d.token, d.key, d.payload, d.state, d.tries, d.error, d.created_at, d.ready_at, d.done_at,
	d.purpose, d.address, d.agent_id, d.message_id, d.bounced`

func scanDelivery(row scanner) (models.Delivery, error) {
	var d models.Delivery
	var payload string
	err := row.Scan(&d.ID, &d.Kind, &d.Conversation, &d.Bot, &d.Token, &d.Key, &payload, &d.State, &d.Tries, &d.Error,
		at{&d.CreatedAt}, at{&d.ReadyAt}, at{&d.DoneAt}, &d.Purpose, &d.Address, &d.Agent, &d.MessageID, &d.Bounced)
	d.Payload = []byte(payload)
	return d, err
}

// Lease implements models.Deliveries, in the order in which they are due.
func (x Deliveries) Lease(ctx context.Context, kind models.DeliveryKind, now time.Time, limit int) ([]models.Delivery, error) {
	next, err := x.NextAt(ctx, kind)
	if err != nil || next.After(now) {
		if models.CodeOf(err) == models.CodeNotFound {
			err = nil
		}
		return nil, err
	}
	var due []models.Delivery
	err = x.store.Do(ctx, func(tx *Tx) error {
		due = nil
		leased, err := ids[string](tx, `SELECT id FROM deliveries WHERE kind = CAST($1 AS TEXT) AND state = 'pending'
			AND ready_at <= CAST($2 AS BIGINT) ORDER BY ready_at, id LIMIT CAST($3 AS BIGINT)`, string(kind), ms(now), bounded(limit))
		if err != nil {
			return err
		}
		for _, id := range leased {
			_, err := tx.Exec("UPDATE deliveries SET tries = tries + 1, ready_at = $1 WHERE id = $2", ms(now.Add(deliveryLease)), id)
			if err != nil {
				return err
			}
			d, err := scanDelivery(tx.Row(`SELECT `+deliveryColumns+` FROM deliveries d WHERE d.id = $1`, id))
			if err != nil {
				return err
			}
			due = append(due, d)
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	return due, nil
}

// NextAt implements models.Deliveries. One that is handed out counts with the end of its lease.
func (x Deliveries) NextAt(ctx context.Context, kind models.DeliveryKind) (time.Time, error) {
	var next time.Time
	err := x.store.reads(ctx).Row(`SELECT ready_at FROM deliveries WHERE kind = CAST($1 AS TEXT) AND state = 'pending'
		ORDER BY ready_at LIMIT 1`, string(kind)).Scan(at{&next})
	return next, err
}

// Done implements models.Deliveries.
func (x Deliveries) Done(ctx context.Context, id string, now time.Time) error {
	return x.store.Do(ctx, func(tx *Tx) error {
		return found(tx.Exec(`UPDATE deliveries SET state = 'sent', error = '', done_at = CASE WHEN state = 'sent' THEN done_at
			ELSE $1 END WHERE id = $2`, ms(now), id))
	})
}

// longestError is how many characters of a setback are kept.
const longestError = 500

// Failed implements models.Deliveries.
func (x Deliveries) Failed(ctx context.Context, b models.Setback) error {
	why := models.CleanLine(b.Error, longestError)
	return x.store.Do(ctx, func(tx *Tx) error {
		if b.Next.IsZero() {
			return found(tx.Exec("UPDATE deliveries SET state = 'failed', error = $1, done_at = $2 WHERE id = $3 AND state = 'pending'",
				why, ms(b.Now), b.ID))
		}
		return found(tx.Exec(`UPDATE deliveries SET error = $1, ready_at = $2, tries = CASE WHEN tries > 0 THEN tries - $3 ELSE 0 END
			WHERE id = $4 AND state = 'pending'`, why, ms(b.Next), one01(b.Unbegun), b.ID))
	})
}

// Deliveries implements models.Outbox.
func (s *Store) Deliveries(ctx context.Context, q models.DeliveryQuery) ([]models.Delivery, error) {
	before := q.Before
	if before == "" {
		before = "~" // behind every id
	}
	var all []models.Delivery
	err := s.reads(ctx).Each(`SELECT `+deliveryColumns+` FROM deliveries d WHERE d.kind = CAST($1 AS TEXT) AND d.state = CAST($2 AS TEXT)
		AND d.id < CAST($3 AS TEXT) ORDER BY d.id DESC LIMIT CAST($4 AS BIGINT)`,
		[]any{string(q.Kind), string(q.State), before, bounded(q.Limit)}, func(row scanner) error {
			d, err := scanDelivery(row)
			all = append(all, d)
			return err
		})
	return all, err
}

// SendAgain implements models.Outbox and models.Mailing. Its tries, and the time it has, are counted from the
// beginning.
func (s *Store) SendAgain(ctx context.Context, id string, now time.Time) error {
	return s.Do(ctx, func(tx *Tx) error {
		return found(tx.Exec(`UPDATE deliveries SET state = 'pending', tries = 0, error = '', ready_at = $1, done_at = $1
			WHERE id = $2 AND state IN ('failed', 'dropped')`, ms(now), id))
	})
}

// sweepEffects takes away what nobody looks at any more, some at a time.
func sweepEffects(tx *Tx, now time.Time) (int64, error) {
	var gone int64
	for _, old := range []struct {
		state models.DeliveryState
		life  time.Duration
	}{{models.DeliverySent, sentKept}, {models.DeliveryFailed, failedKept}, {models.DeliveryDropped, sentKept}} {
		for _, kind := range []models.DeliveryKind{models.DeliverHTTP, models.DeliverMail, models.DeliverAI} {
			n, err := tx.Exec(`DELETE FROM deliveries WHERE id IN (SELECT d.id FROM deliveries d WHERE d.kind = CAST($1 AS TEXT)
				AND d.state = CAST($2 AS TEXT) AND d.id < CAST($3 AS TEXT) LIMIT 500)`, string(kind), string(old.state), idAt(now.Add(-old.life)))
			if err != nil {
				return gone, err
			}
			gone += n
		}
	}
	visits, err := tx.Exec(`DELETE FROM block_visits WHERE (conversation_id, flow_id, version, block) IN (
		SELECT v.conversation_id, v.flow_id, v.version, v.block FROM block_visits v WHERE v.conversation_id < CAST($1 AS TEXT) LIMIT 500)`,
		idAt(now.Add(-visitsKept)))
	return gone + visits, err
}

// idAt is where the ids that were made at a time begin: a UUIDv7 begins with it.
func idAt(t time.Time) string {
	n := uint64(max(0, t.UnixMilli()))
	return fmt.Sprintf("%08x-%04x", n>>16, n&0xffff)
}
