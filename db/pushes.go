package db

import (
	"context"
	"time"

	"deskbell/models"
)

// pushLease is how long one that was handed out is left alone: longer than its sender tries.
const pushLease = time.Minute

// Pushes hands out what is to be pushed: it is a models.Pushes.
type Pushes struct{ store *Store }

// Pushes is the store for the one who pushes.
func (s *Store) Pushes() Pushes { return Pushes{s} }

// pushOf has a notice, its device and what the conversation is now, where they are still there.
const pushOf = `SELECT ` + noticeColumns + `, COALESCE(p.id, ''), COALESCE(p.endpoint, ''), COALESCE(p.p256dh, ''), COALESCE(p.auth, ''),
	COALESCE(p.failures, 0), COALESCE(p.auth_rev = a.auth_rev AND NOT a.disabled AND a.deleted_at = 0, FALSE),
	COALESCE(c.state, ''), COALESCE(c.owner_id, ''), COALESCE(c.offered_to, ''), COALESCE(a.role, ''), ` + seesDesk + `
	FROM notices nt LEFT JOIN agents a ON a.id = nt.agent_id LEFT JOIN push_subscriptions p ON p.id = nt.target AND p.agent_id = nt.agent_id
	LEFT JOIN conversations c ON c.id = nt.conversation_id WHERE nt.id = $1`

func scanPush(row scanner) (models.Push, error) {
	var p models.Push
	var good, sees bool
	var role models.Role
	var c models.Conversation
	var offered models.AgentID
	n := &p.Notice
	err := row.Scan(&n.ID, &n.Agent, &n.Kind, &n.Way, &n.Conversation, &n.Target, asJSON{&n.NoticeWords}, &n.State, &n.Status, &n.Tries,
		&n.Error, at{&n.CreatedAt}, at{&n.ReadyAt}, at{&n.SentAt}, at{&n.OpenedAt},
		&p.Device.ID, &p.Device.Endpoint, &p.Device.P256dh, &p.Device.Auth, &p.Device.Failures, &good, &c.State, &c.OwnerID, &offered,
		&role, &sees)
	c.Offer = &models.Offer{To: offered}
	p.Device.Agent = n.Agent
	switch {
	case p.Device.ID == "" || !good:
		p.Why = "This device was removed."
	case n.Conversation != "" && !(n.Kind.StillMatters(n.Agent, &c) && maySeeStill(n.Kind, role, sees)):
		p.Why = "Nobody needed it any more."
	default:
		p.Needed = true
	}
	return p, err
}

// LeasePush implements models.Pushes.
func (x Pushes) LeasePush(ctx context.Context, now time.Time, busy []models.AgentID) (models.Push, error) {
	var p models.Push
	next, err := x.NextPush(ctx)
	if err == nil && next.After(now) {
		err = models.ErrNotFound
	}
	if err != nil {
		return p, err
	}
	none := ","
	for _, id := range busy {
		none += string(id) + ","
	}
	err = x.store.Do(ctx, func(tx *Tx) error {
		var id string
		err := tx.Row(`SELECT nt.id FROM notices nt WHERE nt.way = 'push' AND nt.state = 'pending' AND nt.ready_at <= CAST($1 AS BIGINT)
			AND CAST($2 AS TEXT) NOT LIKE '%,' || nt.agent_id || ',%' ORDER BY nt.ready_at, nt.id LIMIT 1`, ms(now), none).Scan(&id)
		if err != nil {
			return err
		}
		if _, err := tx.Exec("UPDATE notices SET tries = tries + 1, ready_at = $1 WHERE id = $2", ms(now.Add(pushLease)), id); err != nil {
			return err
		}
		p, err = scanPush(tx.Row(pushOf, id))
		return err
	})
	return p, err
}

// NextPush implements models.Pushes. One that is handed out counts with the end of its lease.
func (x Pushes) NextPush(ctx context.Context) (time.Time, error) {
	var next time.Time
	err := x.store.reads(ctx).Row(`SELECT nt.ready_at FROM notices nt WHERE nt.way = 'push' AND nt.state = 'pending'
		ORDER BY nt.ready_at LIMIT 1`).Scan(at{&next})
	return next, err
}

// RecoverPushes implements models.Pushes: whoever had them is gone, since a data folder has one program at
// a time.
func (x Pushes) RecoverPushes(ctx context.Context, now time.Time) error {
	return x.store.Do(ctx, func(tx *Tx) error {
		_, err := tx.Exec(`UPDATE notices SET ready_at = $1 WHERE way = 'push' AND state = 'pending' AND tries > 0
			AND ready_at > $1 AND ready_at <= $2`, ms(now), ms(now.Add(pushLease)))
		return err
	})
}

// PushTried implements models.Pushes. What was seen or taken back meanwhile stays as it is, but for how the
// device does.
func (x Pushes) PushTried(ctx context.Context, r models.PushResult) error {
	return x.store.Do(ctx, func(tx *Tx) error {
		state, sent := models.NoticeSent, r.Now
		switch {
		case r.Dropped:
			state, sent = models.NoticeDropped, time.Time{}
		case r.Error != "" && !r.Next.IsZero():
			state, sent = models.NoticePending, time.Time{}
		case r.Error != "":
			state, sent = models.NoticeFailed, r.Now
		}
		ready := r.Next
		if ready.IsZero() {
			ready = r.Now
		}
		_, err := tx.Exec(`UPDATE notices SET state = $1, status = $2, error = $3, ready_at = $4, sent_at = $5 WHERE id = $6
			AND (state = 'pending' OR CAST($1 AS TEXT) = 'sent')`,
			string(state), r.Status, models.CleanLine(r.Error, longestError), ms(ready), ms(sent), r.Push.ID)
		if err != nil || r.Dropped {
			return err
		}
		return deviceDid(tx, r)
	})
}

// deviceDid notes how a device does.
func deviceDid(tx *Tx, r models.PushResult) error {
	switch {
	case r.Gone:
		if _, err := tx.Exec("DELETE FROM push_subscriptions WHERE id = $1", r.Push.Device.ID); err != nil {
			return err
		}
		_, err := tx.Exec(`UPDATE notices SET state = 'failed', error = 'The device is no more.' WHERE way = 'push' AND state = 'pending'
			AND agent_id = CAST($1 AS TEXT) AND target = CAST($2 AS TEXT)`, string(r.Push.Agent), r.Push.Device.ID)
		return err
	case r.Error != "":
		_, err := tx.Exec("UPDATE push_subscriptions SET failures = failures + 1 WHERE id = $1", r.Push.Device.ID)
		return err
	}
	_, err := tx.Exec("UPDATE push_subscriptions SET worked_at = $1, failures = 0 WHERE id = $2", ms(r.Now), r.Push.Device.ID)
	return err
}
