package db

import (
	"context"
	"fmt"
	"slices"

	"deskbell/models"
)

// HireAgent implements models.Staff.
func (s *Store) HireAgent(ctx context.Context, decide func([]models.Agent) (models.Agent, error), link models.NewLink) (models.Agent, error) {
	var hired models.Agent
	err := s.Do(ctx, func(tx *Tx) error {
		team, err := agentsBy(tx, onTeam)
		if err != nil {
			return err
		}
		if hired, err = decide(team); err != nil {
			return err
		}
		if err := saveAgent(tx, &hired, link.Now); err != nil {
			return err
		}
		link.Agent = hired.ID
		if err := makeLink(tx, link); err != nil {
			return err
		}
		return s.mailLink(ctx, tx, link, hired)
	})
	return hired, err
}

// memberOf is somebody on the team, and all of it.
func memberOf(tx *Tx, id models.AgentID) (models.Agent, []models.Agent, error) {
	team, err := agentsBy(tx, onTeam)
	at := slices.IndexFunc(team, func(a models.Agent) bool { return a.ID == id })
	if err == nil && at < 0 {
		err = models.ErrNotFound
	}
	if err != nil {
		return models.Agent{}, nil, err
	}
	return team[at], team, nil
}

// ChangeAgent implements models.Staff.
func (s *Store) ChangeAgent(ctx context.Context, id models.AgentID, decide func(models.Agent, []models.Agent) (models.Agent, error)) (models.Agent, error) {
	var next models.Agent
	err := s.Do(ctx, func(tx *Tx) error {
		was, team, err := memberOf(tx, id)
		if err != nil {
			return err
		}
		if next, err = decide(was, team); err != nil {
			return err
		}
		if !next.DeletedAt.IsZero() {
			return dismiss(tx, &next)
		}
		return changeAgent(tx, was, &next)
	})
	return next, err
}

// changeAgent keeps what an admin chooses. Who is let in no more, or again, has no session from before, and
// is not offered chats until he says so.
func changeAgent(tx *Tx, was models.Agent, next *models.Agent) error {
	next.Email = normalEmail(next.Email)
	if err := freeEmail(tx, next.Email, next.ID); err != nil {
		return err
	}
	if was.Disabled != next.Disabled {
		next.AuthRev = was.AuthRev + 1
		next.Willing = false
	}
	if was.Disabled != next.Disabled || was.Role != next.Role || was.Email != next.Email {
		if err := voidLinks(tx, next.ID); err != nil {
			return err
		}
	}
	if err := sees(tx, next); err != nil {
		return err
	}
	_, err := tx.Exec(`UPDATE agents SET email = $1, name = $2, role = $3, max_chats = $4, disabled = $5, auth_rev = $6, willing = $7
		WHERE id = $8`, next.Email, next.Name, string(next.Role), next.MaxChats, next.Disabled, next.AuthRev, next.Willing, string(next.ID))
	if err != nil {
		return err
	}
	return assign(tx, next)
}

// sees refuses to take somebody a bot, or a role, while they have a chat that they would not see any more.
func sees(tx *Tx, a *models.Agent) error {
	if a.Disabled || a.Role.May(models.PermitAllBots) {
		return nil
	}
	lost := 0
	err := tx.Each("SELECT desk_id FROM conversations WHERE owner_id = CAST($1 AS TEXT) AND state = 'live'", []any{string(a.ID)}, func(row scanner) error {
		var desk models.BotID
		err := row.Scan(&desk)
		if !slices.Contains(a.Bots, desk) {
			lost++
		}
		return err
	})
	if err == nil && lost > 0 {
		err = &models.Error{Code: models.CodeConflict, Field: "bots", Message: fmt.Sprintf(
			"%s has %d open chats that would be out of sight. End them or pass them on first.", a.Name, lost)}
	}
	return err
}

// dismiss keeps the name, which stands beside what they wrote, and takes all else away: the address is free
// again, nothing proves any more who they are.
func dismiss(tx *Tx, a *models.Agent) error {
	a.AuthRev++
	a.Bots, a.Willing, a.Disabled, a.Picture, a.SecondFactor, a.Password = nil, false, true, "", false, ""
	_, err := tx.Exec(`UPDATE agents SET email = id, disabled = TRUE, deleted_at = $1, auth_rev = $2, willing = FALSE, reachable_until = 0,
		password = '', totp = '', totp_step = 0, recovery = 'null', settings = 'null', picture = '' WHERE id = $3`,
		ms(a.DeletedAt), a.AuthRev, string(a.ID))
	for _, statement := range []string{"DELETE FROM agent_bots WHERE agent_id = $1", "DELETE FROM agent_links WHERE agent_id = $1",
		"DELETE FROM agent_pictures WHERE agent_id = $1", "DELETE FROM push_subscriptions WHERE agent_id = $1",
		"DELETE FROM notices WHERE agent_id = $1"} {
		if err == nil {
			_, err = tx.Exec(statement, string(a.ID))
		}
	}
	return err
}

// LiveOf implements models.Staff.
func (s *Store) LiveOf(ctx context.Context, id models.AgentID) ([]models.ConversationID, error) {
	return ids[models.ConversationID](s.reads(ctx), `SELECT c.id FROM conversations c WHERE c.owner_id = CAST($1 AS TEXT)
		AND c.state = 'live' ORDER BY c.live_since, c.id`, string(id))
}
