package db

import (
	"context"
	"errors"
	"slices"
	"strings"
	"time"

	"deskbell/models"
)

const agentColumns = `a.id, a.email, a.name, a.role, a.max_chats, a.willing, a.reachable_until, a.disabled, a.auth_rev,
	a.password, a.created_at, a.settings, a.picture, a.language, a.misses, a.set_offline, a.willing_at, a.signed_in_at, a.deleted_at,
	a.totp <> '', a.taken_at, (SELECT COUNT(*) FROM conversations l WHERE l.owner_id = a.id AND l.state = 'live'),
	(SELECT COUNT(*) FROM conversations f WHERE f.offered_to = a.id),
	(SELECT COALESCE(MAX(p.worked_at), 0) FROM push_subscriptions p WHERE p.agent_id = a.id AND p.failures = 0 AND p.auth_rev = a.auth_rev),
	(SELECT COUNT(*) FROM push_subscriptions q WHERE q.agent_id = a.id AND q.auth_rev = a.auth_rev),
	(SELECT COALESCE(string_agg(x.bot_id, ','), '') FROM agent_bots x WHERE x.agent_id = a.id)`

// AgentByID implements models.Team. Bots and Live are filled.
func (s *Store) AgentByID(ctx context.Context, id models.AgentID) (*models.Agent, error) {
	a, err := agentBy(s.reads(ctx), `WHERE a.id = $1 AND a.deleted_at = 0`, string(id))
	if err != nil {
		return nil, err
	}
	return &a, nil
}

// AgentByEmail implements models.Team; upper and lower case are the same.
func (s *Store) AgentByEmail(ctx context.Context, email string) (*models.Agent, error) {
	a, err := agentBy(s.reads(ctx), `WHERE a.email = $1 AND a.deleted_at = 0`, normalEmail(email))
	if err != nil {
		return nil, err
	}
	return &a, nil
}

// Agents implements models.Team.
func (s *Store) Agents(ctx context.Context) ([]models.Agent, error) {
	return agentsBy(s.reads(ctx), onTeam)
}

// onTeam are those who were not deleted.
const onTeam = `WHERE a.deleted_at = 0`

// SaveAgent implements models.Team. An agent without an ID gets one. Willing and ReachableUntil are
// kept when the agent is made; later they belong to SetWilling and Reach, so that saving a form does
// not undo what happened since it was opened. AuthRev never goes back, and grows with another password
// even where the caller forgot it.
func (s *Store) SaveAgent(ctx context.Context, a *models.Agent, now time.Time) error {
	kept := *a
	err := s.Do(ctx, func(tx *Tx) error { return saveAgent(tx, &kept, now) })
	if err == nil {
		a.ID, a.Email, a.CreatedAt = kept.ID, kept.Email, kept.CreatedAt
	}
	return err
}

func saveAgent(tx *Tx, a *models.Agent, now time.Time) error {
	a.Email = normalEmail(a.Email)
	if a.ID == "" {
		id, err := newID()
		if err != nil {
			return err
		}
		a.ID = models.AgentID(id)
	}
	if a.CreatedAt.IsZero() {
		a.CreatedAt = whole(now)
	}
	if err := freeEmail(tx, a.Email, a.ID); err != nil {
		return err
	}
	_, err := tx.Exec(`DELETE FROM agent_links WHERE agent_id = $1 AND EXISTS (SELECT 1 FROM agents o WHERE o.id = $1
		AND (o.role <> $2 OR o.disabled <> $3 OR o.password <> $4 OR o.auth_rev < $5 OR o.email <> $6))`,
		string(a.ID), string(a.Role), a.Disabled, a.Password, a.AuthRev, a.Email)
	if err != nil {
		return err
	}
	_, err = tx.Exec(`INSERT INTO agents (id, email, name, role, max_chats, willing, reachable_until, disabled,
		auth_rev, password, created_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
		ON CONFLICT (id) DO UPDATE SET email = excluded.email, name = excluded.name, role = excluded.role,
		max_chats = excluded.max_chats, disabled = excluded.disabled, password = excluded.password,
		auth_rev = CASE WHEN excluded.auth_rev > agents.auth_rev THEN excluded.auth_rev
			WHEN excluded.password <> agents.password OR excluded.disabled <> agents.disabled THEN agents.auth_rev + 1
			ELSE agents.auth_rev END`,
		string(a.ID), a.Email, a.Name, string(a.Role), a.MaxChats, a.Willing, ms(a.ReachableUntil), a.Disabled,
		a.AuthRev, a.Password, ms(a.CreatedAt))
	if err != nil {
		return err
	}
	return assign(tx, a)
}

// freeEmail errors with CodeConflict, and who it is, where somebody else has the address.
func freeEmail(tx *Tx, email string, id models.AgentID) error {
	var name string
	err := tx.Row("SELECT name FROM agents WHERE email = $1 AND id <> $2", email, string(id)).Scan(&name)
	if errors.Is(err, models.ErrNotFound) {
		return nil
	}
	if err != nil {
		return err
	}
	return &models.Error{Code: models.CodeConflict, Field: "email", Message: name + " already uses this address."}
}

func assign(tx *Tx, a *models.Agent) error {
	if _, err := tx.Exec("DELETE FROM agent_bots WHERE agent_id = $1", string(a.ID)); err != nil {
		return err
	}
	for _, bot := range a.Bots {
		var there string
		if err := tx.Row("SELECT id FROM bots WHERE id = $1", string(bot)).Scan(&there); err != nil {
			return err
		}
		_, err := tx.Exec(`INSERT INTO agent_bots (agent_id, bot_id) VALUES ($1, $2)
			ON CONFLICT (agent_id, bot_id) DO NOTHING`, string(a.ID), string(bot))
		if err != nil {
			return err
		}
	}
	return nil
}

func scanAgent(row scanner) (models.Agent, error) {
	var a models.Agent
	var bots string
	err := row.Scan(&a.ID, &a.Email, &a.Name, &a.Role, &a.MaxChats, &a.Willing, at{&a.ReachableUntil}, &a.Disabled,
		&a.AuthRev, &a.Password, at{&a.CreatedAt}, maybeJSON{&a.Settings}, &a.Picture, &a.Language, &a.Misses, &a.SetOffline,
		at{&a.WillingAt}, at{&a.SignedInAt}, at{&a.DeletedAt},
		&a.SecondFactor, at{&a.TakenAt}, &a.Live, &a.Offered, at{&a.PushedAt}, &a.Devices, &bots)
	for id := range strings.SplitSeq(bots, ",") {
		if id != "" {
			a.Bots = append(a.Bots, models.BotID(id))
		}
	}
	slices.Sort(a.Bots)
	return a, err
}

func agentBy(on asker, where string, arg any) (models.Agent, error) {
	return scanAgent(on.Row(`SELECT `+agentColumns+` FROM agents a `+where, arg))
}

func agentsBy(on asker, where string, args ...any) ([]models.Agent, error) {
	var all []models.Agent
	err := on.Each(`SELECT `+agentColumns+` FROM agents a `+where+` ORDER BY a.name, a.id`, args, func(row scanner) error {
		a, err := scanAgent(row)
		all = append(all, a)
		return err
	})
	return all, err
}

func normalEmail(email string) string { return strings.ToLower(strings.TrimSpace(email)) }
