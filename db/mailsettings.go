package db

import (
	"context"
	"errors"
	"time"

	"deskbell/models"
)

// mailName is where the settings of mail are in meta; what is secret in them is sealed for its place in them.
const mailName = "mail"

// secretsOf are the secrets of settings by their place.
func secretsOf(s *models.MailSettings) map[string]*string {
	return map[string]*string{"out": &s.Out.Password, "dkim": &s.DKIM.Key, "in": &s.In.Server.Password, "hook": &s.In.Hook}
}

func keptMail(on asker) (models.MailSettings, error) {
	var s models.MailSettings
	text, err := metaValue(on, mailName)
	if errors.Is(err, models.ErrNotFound) {
		return s, nil
	}
	if err == nil {
		err = (asJSON{&s}).Scan(text)
	}
	s.Out.HasPassword, s.DKIM.HasKey = s.Out.Password != "", s.DKIM.Key != ""
	s.In.Server.HasPassword, s.In.HasHook = s.In.Server.Password != "", s.In.Hook != ""
	return s, err
}

// MailSettings implements models.Mailing.
func (s *Store) MailSettings(ctx context.Context) (models.MailSettings, error) {
	kept, err := keptMail(s.reads(ctx))
	for _, secret := range secretsOf(&kept) {
		*secret = ""
	}
	return kept, err
}

// OpenMailSettings implements models.Mailing. It errors when a secret cannot be opened.
func (s *Store) OpenMailSettings(ctx context.Context) (models.MailSettings, error) {
	kept, err := keptMail(s.reads(ctx))
	if err != nil {
		return kept, err
	}
	for place, secret := range secretsOf(&kept) {
		if *secret == "" {
			continue
		}
		if *secret, err = s.seal().open(*secret, mailName, place); err != nil {
			return models.MailSettings{}, err
		}
	}
	return kept, nil
}

// overtakenMail is told who has not seen what is kept now.
const overtakenMail = "Somebody else has changed the email settings in the meantime. Look at them and save again."

// SaveMailSettings implements models.Mailing. Secrets that cannot be opened any more have to be given again.
func (s *Store) SaveMailSettings(ctx context.Context, n models.MailSettings, now time.Time) error {
	had, err := s.OpenMailSettings(ctx)
	if err != nil && !errors.Is(err, errNoKey) && !errors.Is(err, errSealed) {
		return err
	}
	if n, err = n.Cleaned(had); err != nil {
		return err
	}
	seen := n.SavedAt
	n.SavedAt = savedAt(seen, now)
	for place, secret := range secretsOf(&n) {
		if *secret == "" {
			continue
		}
		if err := s.keyed(ctx); err != nil {
			return err
		}
		if *secret, err = s.seal().close(*secret, mailName, place); err != nil {
			return err
		}
	}
	text, err := toJSON(n)
	if err != nil {
		return err
	}
	return s.Do(ctx, func(tx *Tx) error {
		kept, err := keptMail(tx)
		if err != nil {
			return err
		}
		if !kept.SavedAt.Equal(seen) {
			return &models.Error{Code: models.CodeConflict, Field: models.MailOvertaken, Message: overtakenMail}
		}
		return setMeta(tx, mailName, text)
	})
}
