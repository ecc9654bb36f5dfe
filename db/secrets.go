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

func (s *Store) seal() seal { return seal{keyOf(s.options.Path)} }

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
	if err := x.store.keyed(ctx); err != nil {
		return err
	}
	sealed, err := x.store.seal().close(n.Value, secretPlace, string(n.Bot), n.Name, n.Only)
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

// keyed makes the key, unless there is something that a lost one has sealed: it may come back.
func (s *Store) keyed(ctx context.Context) error {
	if _, err := s.seal().box(); !errors.Is(err, errNoKey) {
		return err
	}
	var secrets, factors int
	err := s.reads(ctx).Row("SELECT (SELECT COUNT(*) FROM bot_secrets), (SELECT COUNT(*) FROM agents WHERE totp <> '')").Scan(&secrets, &factors)
	if err != nil {
		return err
	}
	if secrets+factors > 0 {
		return &models.Error{Code: models.CodeConflict, Message: "The key of the secrets is missing: " + keyName +
			" in the data folder. Put it back, or delete the secrets of all bots and turn off every second factor, and add them again."}
	}
	return s.seal().make()
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
	opened.Value, err = x.store.seal().open(sealed, secretPlace, string(bot), name, opened.Origin)
	return opened, err
}

// sealedOne is something that is kept sealed, and what for.
type sealedOne struct {
	what, sealed string
	place        []string
}

// Check says how many secrets there are, those of second factors among them, and errors when one of them
// cannot be opened.
func (x Secrets) Check(ctx context.Context) (int, error) {
	var all []sealedOne
	on := x.store.reads(ctx)
	err := on.Each("SELECT s.bot_id, s.name, s.origin, s.sealed FROM bot_secrets s", nil, func(row scanner) error {
		var bot, name, origin, sealed string
		err := row.Scan(&bot, &name, &origin, &sealed)
		all = append(all, sealedOne{"secret " + name, sealed, []string{secretPlace, bot, name, origin}})
		return err
	})
	if err != nil {
		return 0, err
	}
	err = on.Each("SELECT a.id, a.email, a.totp FROM agents a WHERE a.totp <> ''", nil, func(row scanner) error {
		var id, email, sealed string
		err := row.Scan(&id, &email, &sealed)
		all = append(all, sealedOne{"second factor of " + email, sealed, []string{factorPlace, id}})
		return err
	})
	if err != nil {
		return 0, err
	}
	for _, o := range all {
		if _, err := x.store.seal().open(o.sealed, o.place...); err != nil {
			return len(all), fmt.Errorf("the %s cannot be opened: %w (%s)", o.what, err, x.store.seal().path)
		}
	}
	return len(all), nil
}
