package db

import (
	"context"
	"slices"

	"deskbell/models"
)

// ChangeCrew implements models.Crew.
func (s *Store) ChangeCrew(ctx context.Context, c models.CrewChange) error {
	return s.Do(ctx, func(tx *Tx) error {
		var there string
		if err := tx.Row("SELECT id FROM bots WHERE id = $1", string(c.Bot)).Scan(&there); err != nil {
			return err
		}
		if err := busyCrew(tx, c); err != nil {
			return err
		}
		for _, id := range c.Remove {
			if _, err := tx.Exec("DELETE FROM agent_bots WHERE agent_id = $1 AND bot_id = $2", string(id), string(c.Bot)); err != nil {
				return err
			}
		}
		for _, id := range c.Add {
			if err := tx.Row("SELECT id FROM agents WHERE id = $1 AND deleted_at = 0", string(id)).Scan(&there); err != nil {
				return err
			}
			_, err := tx.Exec(`INSERT INTO agent_bots (agent_id, bot_id) VALUES ($1, $2)
				ON CONFLICT (agent_id, bot_id) DO NOTHING`, string(id), string(c.Bot))
			if err != nil {
				return err
			}
		}
		return nil
	})
}

// busyCrew refuses where somebody who goes has live chats of the bot that only its agents may see.
func busyCrew(tx *Tx, c models.CrewChange) error {
	chats, names := map[string]int{}, []string(nil)
	for _, id := range c.Remove {
		var a models.Agent
		var n int
		err := tx.Row(`SELECT a.name, a.role, (SELECT COUNT(*) FROM conversations l WHERE l.owner_id = a.id AND l.state = 'live'
			AND l.desk_id = CAST($1 AS TEXT)) FROM agents a WHERE a.id = CAST($2 AS TEXT)`, string(c.Bot), string(id)).Scan(&a.Name, &a.Role, &n)
		if err != nil {
			return err
		}
		if n > 0 && !a.Role.May(models.PermitAllBots) {
			chats[a.Name] += n
			names = append(names, a.Name)
		}
	}
	if len(names) == 0 {
		return nil
	}
	slices.Sort(names)
	return models.StillBusy(chats, slices.Compact(names))
}
