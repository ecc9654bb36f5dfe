package db

import (
	"context"
	"time"

	"deskbell/models"
)

const deviceColumns = `p.id, p.agent_id, p.endpoint, p.p256dh, p.auth, p.browser, p.auth_rev, p.created_at, p.worked_at, p.failures`

func scanDevice(row scanner) (models.Device, error) {
	var d models.Device
	err := row.Scan(&d.ID, &d.Agent, &d.Endpoint, &d.P256dh, &d.Auth, &d.Browser, &d.AuthRev, at{&d.CreatedAt}, at{&d.WorkedAt}, &d.Failures)
	return d, err
}

// devicesOf are those that were added since the agent has signed out everywhere.
func devicesOf(on asker, a *models.Agent) ([]models.Device, error) {
	var all []models.Device
	err := on.Each(`SELECT `+deviceColumns+` FROM push_subscriptions p WHERE p.agent_id = CAST($1 AS TEXT) AND p.auth_rev = $2 ORDER BY p.id`,
		[]any{string(a.ID), a.AuthRev}, func(row scanner) error {
			d, err := scanDevice(row)
			all = append(all, d)
			return err
		})
	return all, err
}

// Devices implements models.Devices.
func (s *Store) Devices(ctx context.Context, me *models.Agent) ([]models.Device, error) {
	return devicesOf(s.reads(ctx), me)
}

// AddDevice implements models.Devices.
func (s *Store) AddDevice(ctx context.Context, me *models.Agent, d models.Device, now time.Time) (models.Device, error) {
	d, err := d.Cleaned()
	if err != nil {
		return d, err
	}
	return d, s.Do(ctx, func(tx *Tx) error {
		id, err := newID()
		if err != nil {
			return err
		}
		if _, err := tx.Exec("DELETE FROM push_subscriptions WHERE endpoint = $1 AND agent_id <> $2", d.Endpoint, string(me.ID)); err != nil {
			return err
		}
		err = tx.Row(`INSERT INTO push_subscriptions (id, agent_id, endpoint, p256dh, auth, browser, auth_rev, created_at, worked_at, failures)
			VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 0, 0) ON CONFLICT (endpoint) DO UPDATE SET p256dh = excluded.p256dh, auth = excluded.auth,
			browser = excluded.browser, auth_rev = excluded.auth_rev RETURNING id`,
			id, string(me.ID), d.Endpoint, d.P256dh, d.Auth, d.Browser, me.AuthRev, ms(now)).Scan(&d.ID)
		if err != nil {
			return err
		}
		d.Agent, d.AuthRev = me.ID, me.AuthRev
		return trimDevices(tx, me)
	})
}

// trimDevices takes away those of before a sign-out everywhere, and the oldest of too many.
func trimDevices(tx *Tx, me *models.Agent) error {
	if _, err := tx.Exec("DELETE FROM push_subscriptions WHERE agent_id = $1 AND auth_rev <> $2", string(me.ID), me.AuthRev); err != nil {
		return err
	}
	_, err := tx.Exec(`DELETE FROM push_subscriptions WHERE id IN (SELECT p.id FROM push_subscriptions p WHERE p.agent_id = CAST($1 AS TEXT)
		ORDER BY p.id DESC LIMIT 100 OFFSET CAST($2 AS BIGINT))`, string(me.ID), models.MostDevices)
	return err
}

// RenewDevice implements models.Devices. What waits to be sent to it stays its own.
func (s *Store) RenewDevice(ctx context.Context, me *models.Agent, old string, d models.Device) error {
	d, err := d.Cleaned()
	if err != nil {
		return err
	}
	return s.Do(ctx, func(tx *Tx) error {
		if _, err := tx.Exec("DELETE FROM push_subscriptions WHERE endpoint = $1 AND endpoint <> $2", d.Endpoint, old); err != nil {
			return err
		}
		return found(tx.Exec(`UPDATE push_subscriptions SET endpoint = $1, p256dh = $2, auth = $3, failures = 0 WHERE endpoint = $4 AND agent_id = $5
			AND auth_rev = $6`, d.Endpoint, d.P256dh, d.Auth, old, string(me.ID), me.AuthRev))
	})
}

// FindDevice implements models.Devices.
func (s *Store) FindDevice(ctx context.Context, me *models.Agent, endpoint string) (models.Device, error) {
	d, err := scanDevice(s.reads(ctx).Row(`SELECT `+deviceColumns+` FROM push_subscriptions p WHERE p.endpoint = $1 AND p.agent_id = $2`,
		endpoint, string(me.ID)))
	if err != nil || d.AuthRev == me.AuthRev {
		return d, err
	}
	d.AuthRev = me.AuthRev
	return d, s.Do(ctx, func(tx *Tx) error {
		return found(tx.Exec("UPDATE push_subscriptions SET auth_rev = $1 WHERE id = $2 AND agent_id = $3", me.AuthRev, d.ID, string(me.ID)))
	})
}

// RemoveDevice implements models.Devices.
func (s *Store) RemoveDevice(ctx context.Context, me models.AgentID, idOrEndpoint string) error {
	return s.Do(ctx, func(tx *Tx) error {
		_, err := tx.Exec("DELETE FROM push_subscriptions WHERE agent_id = $1 AND (id = $2 OR endpoint = $2)", string(me), idOrEndpoint)
		return err
	})
}

// TestDevices implements models.Devices. They take the way of all others.
func (s *Store) TestDevices(ctx context.Context, me *models.Agent, id string, now time.Time) (int, error) {
	sent := 0
	err := s.Do(ctx, func(tx *Tx) error {
		sent = 0
		devices, err := devicesOf(tx, me)
		if err != nil {
			return err
		}
		for _, d := range devices {
			if id != "" && id != d.ID {
				continue
			}
			sent++
			words := models.NoticeWords{Title: models.NoticeTest.Words(), Line: "This is how you will be told.", Count: 1, At: now}
			err := insertNotice(tx, models.Notice{Agent: me.ID, Kind: models.NoticeTest, Way: models.WayPush, Target: d.ID, NoticeWords: words,
				State: models.NoticePending, CreatedAt: now, ReadyAt: now})
			if err != nil {
				return err
			}
		}
		return nil
	})
	return sent, err
}
