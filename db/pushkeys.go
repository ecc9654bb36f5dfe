package db

import (
	"context"
	"errors"

	"deskbell/models"
)

// pushKeysName is where the keys are in meta; the private one is sealed.
const pushKeysName = "push_keys"

type keptPushKeys struct {
	Public string `json:"public"`
	Sealed string `json:"sealed"`
}

// PushKeys are the keys of this Deskbell; made are kept where there are none yet. Where those that are kept
// cannot be opened, since the key of the secrets is another one, made take their place, and browsers have to
// subscribe anew, which they do by themselves. Errors: CodeConflict while that key is missing and seals more.
func (s *Store) PushKeys(ctx context.Context, made models.PushKeys) (models.PushKeys, error) {
	box := s.seal()
	text, err := metaValue(s.reads(ctx), pushKeysName)
	if err != nil && !errors.Is(err, models.ErrNotFound) {
		return models.PushKeys{}, err
	}
	if err == nil {
		var kept keptPushKeys
		if err := (asJSON{&kept}).Scan(text); err != nil {
			return models.PushKeys{}, err
		}
		private, err := box.open(kept.Sealed, pushKeysName)
		if err == nil {
			return models.PushKeys{Public: kept.Public, Private: private}, nil
		}
		if !errors.Is(err, errNoKey) && !errors.Is(err, errSealed) {
			return models.PushKeys{}, err
		}
	}
	if err := s.keyed(ctx); err != nil {
		return models.PushKeys{}, err
	}
	return made, s.keepPushKeys(ctx, box, made)
}

func (s *Store) keepPushKeys(ctx context.Context, box seal, made models.PushKeys) error {
	sealed, err := box.close(made.Private, pushKeysName)
	if err != nil {
		return err
	}
	text, err := toJSON(keptPushKeys{Public: made.Public, Sealed: sealed})
	if err != nil {
		return err
	}
	return s.Do(ctx, func(tx *Tx) error {
		if _, err := tx.Exec("DELETE FROM push_subscriptions"); err != nil { // they are for other keys
			return err
		}
		return setMeta(tx, pushKeysName, text)
	})
}
