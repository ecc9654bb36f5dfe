package db

import (
	"context"
	"time"

	"deskbell/models"
)

// MakeLink implements models.Links.
func (s *Store) MakeLink(ctx context.Context, l models.NewLink, may func(models.Agent, []models.Agent) error) error {
	return s.Do(ctx, func(tx *Tx) error {
		a, team, err := memberOf(tx, l.Agent)
		if err == nil {
			err = may(a, team)
		}
		if err == nil {
			err = makeLink(tx, l)
		}
		if err != nil {
			return err
		}
		return s.mailLink(ctx, tx, l, a)
	})
}

// voidLinks takes the links of somebody away.
func voidLinks(tx *Tx, id models.AgentID) error {
	_, err := tx.Exec("DELETE FROM agent_links WHERE agent_id = $1", string(id))
	return err
}

func makeLink(tx *Tx, l models.NewLink) error {
	var id string
	if err := tx.Row("SELECT id FROM agents WHERE id = $1 AND deleted_at = 0", string(l.Agent)).Scan(&id); err != nil {
		return err
	}
	if err := voidLinks(tx, l.Agent); err != nil {
		return err
	}
	return addLink(tx, l)
}

// addLink keeps a link beside others that are good still.
func addLink(tx *Tx, l models.NewLink) error {
	if _, err := tx.Exec("DELETE FROM agent_links WHERE expires_at <= $1", ms(l.Now)); err != nil {
		return err
	}
	_, err := tx.Exec("INSERT INTO agent_links (token_hash, agent_id, purpose, created_at, expires_at) VALUES ($1, $2, $3, $4, $5)",
		hashToken(l.Token), string(l.Agent), string(l.Purpose), ms(l.Now), ms(l.Now.Add(models.LinkLife)))
	return err
}

// LinkedAgent implements models.Links.
func (s *Store) LinkedAgent(ctx context.Context, token string, now time.Time) (*models.Agent, error) {
	on := s.reads(ctx)
	var id string
	err := on.Row(`SELECT l.agent_id FROM agent_links l JOIN agents a ON a.id = l.agent_id
		WHERE l.token_hash = $1 AND l.expires_at > $2 AND NOT a.disabled`, hashToken(token), ms(now)).Scan(&id)
	if err != nil {
		return nil, err
	}
	return s.AgentByID(ctx, models.AgentID(id))
}

// Redeem implements models.Links.
func (s *Store) Redeem(ctx context.Context, r models.Redemption) (*models.Agent, error) {
	var who models.Agent
	err := s.Do(ctx, func(tx *Tx) error {
		var id string
		err := tx.Row("DELETE FROM agent_links WHERE token_hash = $1 AND expires_at > $2 RETURNING agent_id",
			hashToken(r.Token), ms(r.Now)).Scan(&id)
		if err != nil {
			return err
		}
		err = found(tx.Exec(`UPDATE agents SET password = $1, auth_rev = auth_rev + 1 WHERE id = $2 AND NOT disabled`, r.Password, id))
		if err != nil {
			return err
		}
		if err := voidLinks(tx, models.AgentID(id)); err != nil {
			return err
		}
		who, err = agentBy(tx, `WHERE a.id = $1`, id)
		return err
	})
	if err != nil {
		return nil, err
	}
	return &who, nil
}
