package db

import (
	"context"
	"errors"
	"slices"
	"time"

	"deskbell/models"
)

// factorPlace is the first part of what the secret of a second factor is sealed for; the agent follows.
const factorPlace = "agents.totp"

// SetSecondFactor implements models.SecondFactors.
func (s *Store) SetSecondFactor(ctx context.Context, id models.AgentID, f *models.NewFactor) error {
	sealed, step, recovery := "", int64(0), nothing
	if f != nil {
		if err := s.keyed(ctx); err != nil {
			return err
		}
		var err error
		if sealed, err = s.seal().close(f.Secret, factorPlace, string(id)); err != nil {
			return err
		}
		if recovery, err = toJSON(hashedCodes(f.Recovery)); err != nil {
			return err
		}
		step = f.Step
	}
	return s.Do(ctx, func(tx *Tx) error {
		var on bool
		if err := tx.Row("SELECT totp <> '' FROM agents WHERE id = $1 AND deleted_at = 0", string(id)).Scan(&on); err != nil {
			return err
		}
		if on && f != nil {
			return &models.Error{Code: models.CodeConflict, Message: "Your second factor is on already. Turn it off first to use another app."}
		}
		_, err := tx.Exec("UPDATE agents SET totp = $1, totp_step = $2, recovery = $3 WHERE id = $4", sealed, step, recovery, string(id))
		return err
	})
}

// TakeSecondFactor implements models.SecondFactors.
func (s *Store) TakeSecondFactor(ctx context.Context, id models.AgentID, may func(models.Agent, []models.Agent) error) (was bool, err error) {
	err = s.Do(ctx, func(tx *Tx) error {
		a, team, err := memberOf(tx, id)
		if err == nil {
			err = may(a, team)
		}
		if err != nil {
			return err
		}
		was = a.SecondFactor
		_, err = tx.Exec("UPDATE agents SET totp = '', totp_step = 0, recovery = 'null' WHERE id = $1", string(id))
		return err
	})
	return was, err
}

// SetRecovery implements models.SecondFactors.
func (s *Store) SetRecovery(ctx context.Context, id models.AgentID, codes []string) error {
	text, err := toJSON(hashedCodes(codes))
	if err != nil {
		return err
	}
	return s.Do(ctx, func(tx *Tx) error {
		return found(tx.Exec("UPDATE agents SET recovery = $1 WHERE id = $2 AND totp <> ''", text, string(id)))
	})
}

// RecoveryLeft implements models.SecondFactors.
func (s *Store) RecoveryLeft(ctx context.Context, id models.AgentID) (int, error) {
	var left []string
	err := s.reads(ctx).Row("SELECT a.recovery FROM agents a WHERE a.id = $1", string(id)).Scan(maybeJSON{&left})
	return len(left), err
}

// PassSecondFactor implements models.SecondFactors. A code is used up in the transaction that finds it good,
// so that of two who send the same one passes.
func (s *Store) PassSecondFactor(ctx context.Context, id models.AgentID, code string, now time.Time) (recovery bool, err error) {
	err = s.Do(ctx, func(tx *Tx) error {
		var sealed string
		var used int64
		var left []string
		err := tx.Row("SELECT totp, totp_step, recovery FROM agents WHERE id = $1 AND totp <> '' AND NOT disabled", string(id)).
			Scan(&sealed, &used, maybeJSON{&left})
		if err != nil {
			return err
		}
		if plain := models.CleanRecovery(code); plain != "" {
			recovery = true
			return useRecovery(tx, id, plain, left)
		}
		secret, err := s.seal().open(sealed, factorPlace, string(id))
		if errors.Is(err, errNoKey) || errors.Is(err, errSealed) {
			return &models.Error{Code: models.CodeInvalid, Field: "code", Message: "The server has lost the key to check codes of an app. Use a recovery code."}
		}
		if err != nil {
			return err
		}
		step, ok := models.MatchOTP(secret, code, now, used)
		if !ok {
			return errCode()
		}
		_, err = tx.Exec("UPDATE agents SET totp_step = $1 WHERE id = $2", step, string(id))
		return err
	})
	return recovery, err
}

func useRecovery(tx *Tx, id models.AgentID, code string, left []string) error {
	at := slices.Index(left, hashToken(code))
	if at < 0 {
		return errCode()
	}
	text, err := toJSON(slices.Delete(left, at, at+1))
	if err == nil {
		_, err = tx.Exec("UPDATE agents SET recovery = $1 WHERE id = $2", text, string(id))
	}
	return err
}

func errCode() error {
	return &models.Error{Code: models.CodeInvalid, Field: "code", Message: "This code is not right, or was used already. Wait for the next one."}
}

func hashedCodes(codes []string) []string {
	hashes := make([]string, len(codes))
	for i, code := range codes {
		hashes[i] = hashToken(models.CleanRecovery(code))
	}
	return hashes
}
