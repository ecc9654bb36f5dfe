package db

import (
	"context"
	"errors"
	"time"

	"deskbell/models"
)

// aiName is where the settings of the AI are in meta; aiKey is the place of the key in them.
const (
	aiName = "ai"
	aiKey  = "key"
)

func keptAI(on asker) (models.AISettings, error) {
	var s models.AISettings
	text, err := metaValue(on, aiName)
	if errors.Is(err, models.ErrNotFound) {
		return s, nil
	}
	if err == nil {
		err = (asJSON{&s}).Scan(text)
	}
	s.HasKey = s.Key != ""
	return s, err
}

// AISettings implements models.AIKeeping.
func (s *Store) AISettings(ctx context.Context) (models.AISettings, error) {
	kept, err := keptAI(s.reads(ctx))
	kept.Key = ""
	return kept, err
}

// OpenAISettings implements models.AIKeeping.
func (s *Store) OpenAISettings(ctx context.Context) (models.AISettings, error) {
	kept, err := keptAI(s.reads(ctx))
	if err != nil || kept.Key == "" {
		return kept, err
	}
	if kept.Key, err = s.seal().open(kept.Key, aiName, aiKey); err != nil {
		return models.AISettings{}, err
	}
	return kept, nil
}

// overtakenAI is told who has not seen what is kept now.
const overtakenAI = "Somebody else has changed these settings in the meantime. Look at them and save again."

// savedAt is when settings are saved by somebody who has seen those of a time: each state has a time of its own, by which
// it is known.
func savedAt(seen, now time.Time) time.Time {
	if at := whole(now); at.After(seen) {
		return at
	}
	return whole(seen).Add(time.Millisecond)
}

// SaveAISettings implements models.AIKeeping. A key that cannot be opened any more has to be given again.
func (s *Store) SaveAISettings(ctx context.Context, n models.AISettings, now time.Time) error {
	had, err := s.OpenAISettings(ctx)
	if err != nil && !errors.Is(err, errNoKey) && !errors.Is(err, errSealed) {
		return err
	}
	if n, err = n.Cleaned(had); err != nil {
		return err
	}
	seen := n.SavedAt
	n.SavedAt = savedAt(seen, now)
	if n.Key != "" {
		if err := s.keyed(ctx); err != nil {
			return err
		}
		if n.Key, err = s.seal().close(n.Key, aiName, aiKey); err != nil {
			return err
		}
	}
	text, err := toJSON(n)
	if err != nil {
		return err
	}
	return s.Do(ctx, func(tx *Tx) error {
		kept, err := keptAI(tx)
		if err != nil {
			return err
		}
		if !kept.SavedAt.Equal(seen) {
			return &models.Error{Code: models.CodeConflict, Message: overtakenAI}
		}
		return setMeta(tx, aiName, text)
	})
}
