package db

import (
	"context"
	"errors"
	"fmt"

	"deskbell/models"
)

// Secrets keeps what bots' requests carry: it is a models.Secrets.
type Secrets struct{ store *Store }

// Secrets is the store for those who keep and open them.
func (s *Store) Secrets() Secrets { return Secrets{s} }

// secretPlace is the first part of what a secret is sealed for; bot, name and origin follow.
const secretPlace = "bot_secrets"

func (x Secrets) seal() seal { return seal{keyOf(x.store.options.Path)} }

// Names implements models.Secrets.
func (x Secrets) Names(ctx context.Context, bot models.BotID) ([]models.Secret, error) {
	var all []models.Secret
	err := x.store.reads(ctx).Each(`SELECT s.name, s.origin, s.changed_by, s.changed_at FROM bot_secrets s WHERE s.bot_id = $1
		ORDER BY s.name`, []any{string(bot)}, func(row scanner) error {
		var s models.Secret
		err := row.Scan(&s.Name, &s.Origin, &s.ChangedBy, at{&s.ChangedAt})
		all = append(all, s)
		return err
	})
	return all, err
}

// Set implements models.Secrets.
func (x Secrets) Set(ctx context.Context, n models.NewSecret) error {
	n, err := n.Cleaned()
	if err != nil {
		return err
	}
	if err := x.keyed(ctx); err != nil {
		return err
	}
	sealed, err := x.seal().close(n.Value, secretPlace, string(n.Bot), n.Name, n.Only)
	if err != nil {
		return err
	}
	return x.store.Do(ctx, func(tx *Tx) error {
		var others int
		err := tx.Row("SELECT COUNT(*) FROM bot_secrets WHERE bot_id = $1 AND name <> $2", string(n.Bot), n.Name).Scan(&others)
		if err != nil {
			return err
		}
		if others >= models.MostSecrets {
			return &models.Error{Code: models.CodeTooLarge, Field: "secret", Message: fmt.Sprintf("A bot can have at most %d secrets.", models.MostSecrets)}
		}
		_, err = tx.Exec(`INSERT INTO bot_secrets (bot_id, name, origin, sealed, changed_by, changed_at) VALUES ($1, $2, $3, $4, $5, $6)
			ON CONFLICT (bot_id, name) DO UPDATE SET origin = excluded.origin, sealed = excluded.sealed,
			changed_by = excluded.changed_by, changed_at = excluded.changed_at`,
			string(n.Bot), n.Name, n.Only, sealed, n.By.Name, ms(n.Now))
		return err
	})
}

// keyed makes the key, unless there are secrets that a lost one has sealed: it may come back.
func (x Secrets) keyed(ctx context.Context) error {
	if _, err := x.seal().box(); !errors.Is(err, errNoKey) {
		return err
	}
	var sealed int
	if err := x.store.reads(ctx).Row("SELECT COUNT(*) FROM bot_secrets").Scan(&sealed); err != nil {
		return err
	}
	if sealed > 0 {
		return &models.Error{Code: models.CodeConflict, Message: "The key of the secrets is missing: " + keyName +
			" in the data folder. Put it back, or delete the secrets of all bots and add them again."}
	}
	return x.seal().make()
}

// Delete implements models.Secrets.
func (x Secrets) Delete(ctx context.Context, bot models.BotID, name string) error {
	return x.store.Do(ctx, func(tx *Tx) error {
		return found(tx.Exec("DELETE FROM bot_secrets WHERE bot_id = $1 AND name = $2", string(bot), name))
	})
}

// Open implements models.Secrets.
func (x Secrets) Open(ctx context.Context, bot models.BotID, name string) (models.OpenedSecret, error) {
	var sealed string
	var opened models.OpenedSecret
	err := x.store.reads(ctx).Row("SELECT s.sealed, s.origin FROM bot_secrets s WHERE s.bot_id = $1 AND s.name = $2", string(bot), name).
		Scan(&sealed, &opened.Origin)
	if err != nil {
		return opened, err
	}
	opened.Value, err = x.seal().open(sealed, secretPlace, string(bot), name, opened.Origin)
	return opened, err
}

// Check says how many secrets there are, and errors when one of them cannot be opened.
func (x Secrets) Check(ctx context.Context) (int, error) {
	type one struct{ bot, name, origin, sealed string }
	var all []one
	err := x.store.reads(ctx).Each("SELECT s.bot_id, s.name, s.origin, s.sealed FROM bot_secrets s", nil, func(row scanner) error {
		var o one
		err := row.Scan(&o.bot, &o.name, &o.origin, &o.sealed)
		all = append(all, o)
		return err
	})
	if err != nil {
		return 0, err
	}
	for _, o := range all {
		if _, err := x.seal().open(o.sealed, secretPlace, o.bot, o.name, o.origin); err != nil {
			return len(all), fmt.Errorf("the secret %s cannot be opened: %w (%s)", o.name, err, x.seal().path)
		}
	}
	return len(all), nil
}
