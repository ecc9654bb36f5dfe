package db

import (
	"context"
	"errors"
	"time"

	"deskbell/models"
)

// SaveProfile implements models.Profiles.
func (s *Store) SaveProfile(ctx context.Context, id models.AgentID, p models.Profile) error {
	return s.Do(ctx, func(tx *Tx) error {
		var settings models.AgentSettings // others are kept in them as well
		err := tx.Row("SELECT settings FROM agents WHERE id = $1 AND deleted_at = 0", string(id)).Scan(maybeJSON{&settings})
		if err != nil {
			return err
		}
		settings.CtrlEnter = p.CtrlEnter
		text, err := toJSON(settings)
		if err != nil {
			return err
		}
		_, err = tx.Exec("UPDATE agents SET name = $1, language = $2, settings = $3 WHERE id = $4", p.Name, p.Language, text, string(id))
		return err
	})
}

// ChangeEmail implements models.Profiles.
func (s *Store) ChangeEmail(ctx context.Context, id models.AgentID, email string) error {
	email = normalEmail(email)
	return s.Do(ctx, func(tx *Tx) error {
		if err := freeEmail(tx, email, id); err != nil {
			return err
		}
		if err := voidLinks(tx, id); err != nil { // they were mailed to the one before
			return err
		}
		return found(tx.Exec("UPDATE agents SET email = $1 WHERE id = $2 AND deleted_at = 0", email, string(id)))
	})
}

// SetPicture implements models.Profiles.
func (s *Store) SetPicture(ctx context.Context, id models.AgentID, jpeg []byte) (models.FileID, error) {
	var name models.FileID
	if len(jpeg) > 0 {
		name = newFileID()
	}
	return name, s.Do(ctx, func(tx *Tx) error {
		err := found(tx.Exec("UPDATE agents SET picture = $1 WHERE id = $2 AND deleted_at = 0", string(name), string(id)))
		if err != nil {
			return err
		}
		if _, err = tx.Exec("DELETE FROM agent_pictures WHERE agent_id = $1", string(id)); err != nil || name == "" {
			return err
		}
		_, err = tx.Exec("INSERT INTO agent_pictures (id, agent_id, jpeg) VALUES ($1, $2, $3)", string(name), string(id), jpeg)
		return err
	})
}

// Picture implements models.Profiles.
func (s *Store) Picture(ctx context.Context, id models.FileID) ([]byte, error) {
	if !id.Valid() {
		return nil, models.ErrNotFound
	}
	var jpeg []byte
	err := s.reads(ctx).Row("SELECT p.jpeg FROM agent_pictures p WHERE p.id = $1", string(id)).Scan(&jpeg)
	return jpeg, err
}

// SetPassword implements models.Credentials.
func (s *Store) SetPassword(ctx context.Context, id models.AgentID, encoded string) (*models.Agent, error) {
	return s.renewed(ctx, id, func(tx *Tx) error {
		_, err := tx.Exec("UPDATE agents SET password = $1 WHERE id = $2 AND deleted_at = 0", encoded, string(id))
		if err == nil { // a link to set another one is not needed any more
			err = voidLinks(tx, id)
		}
		return err
	})
}

// EndSessions implements models.Credentials.
func (s *Store) EndSessions(ctx context.Context, id models.AgentID) (*models.Agent, error) {
	return s.renewed(ctx, id, func(tx *Tx) error { return voidLinks(tx, id) })
}

// renewed ends what was signed in before.
func (s *Store) renewed(ctx context.Context, id models.AgentID, change func(*Tx) error) (*models.Agent, error) {
	var now models.Agent
	err := s.Do(ctx, func(tx *Tx) error {
		err := errors.Join(change(tx), found(tx.Exec("UPDATE agents SET auth_rev = auth_rev + 1 WHERE id = $1 AND deleted_at = 0", string(id))))
		if err != nil {
			return err
		}
		now, err = agentBy(tx, `WHERE a.id = $1`, string(id))
		return err
	})
	if err != nil {
		return nil, err
	}
	return &now, nil
}

// SignedIn implements models.Credentials.
func (s *Store) SignedIn(ctx context.Context, id models.AgentID, now time.Time) error {
	return s.Do(ctx, func(tx *Tx) error {
		_, err := tx.Exec("UPDATE agents SET signed_in_at = $1 WHERE id = $2 AND signed_in_at = 0", ms(now), string(id))
		return err
	})
}
