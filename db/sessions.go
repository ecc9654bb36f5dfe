package db

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"time"

	"deskbell/models"
)

// Sessions keeps the sessions of scs (it is an scs.CtxStore). Of a token only the hash is kept, so
// that nobody can sign in with what a copy of the database holds.
type Sessions struct{ store *Store }

// Sessions is the store for a session manager of scs.
func (s *Store) Sessions() Sessions { return Sessions{s} }

// FindCtx returns false for a session that is over.
func (x Sessions) FindCtx(ctx context.Context, token string) ([]byte, bool, error) {
	var data []byte
	err := x.store.reads(ctx).Row("SELECT data FROM sessions WHERE token_hash = $1 AND expires_at > $2",
		hashToken(token), ms(time.Now())).Scan(&data)
	if errors.Is(err, models.ErrNotFound) {
		return nil, false, nil
	}
	return data, err == nil, err
}

// CommitCtx makes or replaces a session.
func (x Sessions) CommitCtx(ctx context.Context, token string, data []byte, expiry time.Time) error {
	return x.store.Do(ctx, func(tx *Tx) error {
		_, err := tx.Exec(`INSERT INTO sessions (token_hash, data, expires_at) VALUES ($1, $2, $3)
			ON CONFLICT (token_hash) DO UPDATE SET data = excluded.data, expires_at = excluded.expires_at`,
			hashToken(token), data, ms(expiry))
		return err
	})
}

// DeleteCtx ends a session; it may be gone already.
func (x Sessions) DeleteCtx(ctx context.Context, token string) error {
	return x.store.Do(ctx, func(tx *Tx) error {
		_, err := tx.Exec("DELETE FROM sessions WHERE token_hash = $1", hashToken(token))
		return err
	})
}

// Find is FindCtx for a caller without a context.
func (x Sessions) Find(token string) ([]byte, bool, error) {
	return x.FindCtx(context.Background(), token)
}

// Commit is CommitCtx for a caller without a context.
func (x Sessions) Commit(token string, data []byte, expiry time.Time) error {
	return x.CommitCtx(context.Background(), token, data, expiry)
}

// Delete is DeleteCtx for a caller without a context.
func (x Sessions) Delete(token string) error { return x.DeleteCtx(context.Background(), token) }

func hashToken(token string) string {
	sum := sha256.Sum256([]byte(token))
	return hex.EncodeToString(sum[:])
}
