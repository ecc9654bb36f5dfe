package db

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"crypto/subtle"
	"encoding/hex"
	"errors"
	"strings"
	"time"

	"deskbell/models"
)

// Epoch names this life of the data. A restored backup has another one, so that clients which have
// seen more than it holds start over.
func (s *Store) Epoch() string { return *s.epoch.Load() }

func (s *Store) findEpoch(ctx context.Context) (string, error) {
	epoch, err := metaValue(s.reads(ctx), "epoch")
	if !errors.Is(err, models.ErrNotFound) {
		return epoch, err
	}
	err = s.Do(ctx, func(tx *Tx) error {
		_, err := tx.Exec("INSERT INTO meta (name, value) VALUES ('epoch', $1) ON CONFLICT (name) DO NOTHING", newEpoch())
		return err
	})
	if err != nil {
		return "", err
	}
	return metaValue(s.reads(ctx), "epoch")
}

// NewEpoch makes every client start over; a restore does it.
func (s *Store) NewEpoch(ctx context.Context) error {
	epoch := newEpoch()
	err := s.Do(ctx, func(tx *Tx) error { return setMeta(tx, "epoch", epoch) })
	if err == nil {
		s.epoch.Store(&epoch)
	}
	return err
}

// SetupCode makes a new one-time code for the making of the first owner; an older one is no good any
// more. It errors with CodeConflict when there is an owner.
func (s *Store) SetupCode(ctx context.Context) (string, error) {
	plain := strings.ToLower(rand.Text())
	code := strings.Join([]string{plain[:5], plain[5:10], plain[10:15], plain[15:20]}, "-")
	err := s.Do(ctx, func(tx *Tx) error {
		if owned, err := hasOwner(tx); err != nil || owned {
			return errors.Join(err, ownedAlready(owned))
		}
		return setMeta(tx, "setup_code", hashCode(code))
	})
	if err != nil {
		return "", err
	}
	return code, nil
}

// HasOwner says whether the first owner was made.
func (s *Store) HasOwner(ctx context.Context) (bool, error) { return hasOwner(s.reads(ctx)) }

// MakeOwner makes the first owner for the one who knows the code, once. Errors: CodeConflict when
// there is one, CodeInvalid for a wrong code.
func (s *Store) MakeOwner(ctx context.Context, code string, a *models.Agent, now time.Time) error {
	kept := *a
	kept.Role = models.RoleOwner
	err := s.Do(ctx, func(tx *Tx) error {
		if owned, err := hasOwner(tx); err != nil || owned {
			return errors.Join(err, ownedAlready(owned))
		}
		want, err := metaValue(tx, "setup_code")
		if err != nil && !errors.Is(err, models.ErrNotFound) {
			return err
		}
		if subtle.ConstantTimeCompare([]byte(want), []byte(hashCode(code))) != 1 {
			return invalid("code", "This is not the code that was printed at the start.")
		}
		if _, err := tx.Exec("DELETE FROM meta WHERE name = 'setup_code'"); err != nil {
			return err
		}
		if kept.Bots, err = ids[models.BotID](tx, "SELECT id FROM bots"); err != nil {
			return err
		}
		return saveAgent(tx, &kept, now)
	})
	if err == nil {
		*a = kept
	}
	return err
}

func hasOwner(on asker) (bool, error) {
	var n int
	err := on.Row("SELECT COUNT(*) FROM agents WHERE role = 'owner'").Scan(&n)
	return n > 0, err
}

func ownedAlready(owned bool) error {
	if !owned {
		return nil
	}
	return &models.Error{Code: models.CodeConflict, Message: "Deskbell is set up already. Sign in instead."}
}

func metaValue(on asker, name string) (string, error) {
	var value string
	err := on.Row("SELECT value FROM meta WHERE name = $1", name).Scan(&value)
	return value, err
}

func setMeta(tx *Tx, name, value string) error {
	_, err := tx.Exec(`INSERT INTO meta (name, value) VALUES ($1, $2)
		ON CONFLICT (name) DO UPDATE SET value = excluded.value`, name, value)
	return err
}

func newEpoch() string {
	var b [6]byte
	_, _ = rand.Read(b[:]) // never fails
	return hex.EncodeToString(b[:])
}

// hashCode is what is kept of a code; how it was typed does not matter.
func hashCode(code string) string {
	sum := sha256.Sum256([]byte(strings.ToLower(strings.TrimSpace(code))))
	return hex.EncodeToString(sum[:])
}
