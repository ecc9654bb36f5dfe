package db

import (
	"context"
	"errors"
	"time"

	"github.com/google/uuid"

	"deskbell/models"
	"deskbell/models/flow"
)

// BotFormat is what BotFile.Format has to be.
const BotFormat = models.BotFormat

// ImportBot implements models.Bots. The flows have been checked by the caller. A flow that has not
// changed keeps its version; one that is not in the file any more is not exported again, but
// conversations that are in it go on, and it stays where somebody has not published what he changed.
// What is imported is the draft as well; what was in it can be had back by Undo. Errors: CodeInvalid
// with the field of the file.
func (s *Store) ImportBot(ctx context.Context, file models.BotFile, now time.Time) (*models.Bot, error) {
	if err := checkBotFile(&file); err != nil {
		return nil, err
	}
	var kept models.Bot
	err := s.Do(ctx, func(tx *Tx) error {
		bot, err := importBot(tx, file, now)
		if err != nil {
			return err
		}
		for place := range file.Flows {
			if err := s.importFlow(tx, bot.ID, placed{place, file.Flows[place]}, now); err != nil {
				return err
			}
		}
		tx.then(s.cache.forget)
		kept = *bot
		return nil
	})
	if err != nil {
		return nil, err
	}
	return &kept, nil
}

// importBot makes the bot or replaces its settings, and retires its flows until they are seen in
// the file.
func importBot(tx *Tx, file models.BotFile, now time.Time) (*models.Bot, error) {
	bot, err := scanBot(tx.Row(`SELECT `+botColumns+` FROM bots b WHERE b.key = $1`, file.Key))
	isNew := errors.Is(err, models.ErrNotFound)
	if isNew {
		var id string
		id, err = newID()
		bot = models.Bot{ID: models.BotID(id), Key: file.Key, CreatedAt: whole(now)}
	}
	if err != nil {
		return nil, err
	}
	bot.Name, bot.Sites, bot.Settings, bot.UpdatedAt = file.Name, file.Sites, file.Settings, whole(now)
	bot.StartFlow = inside(bot.ID, file.StartFlow)
	sites, err := toJSON(bot.Sites)
	if err != nil {
		return nil, err
	}
	settings, err := toJSON(bot.Settings)
	if err != nil {
		return nil, err
	}
	_, err = tx.Exec(`INSERT INTO bots (id, key, name, sites, settings, start_flow, created_at, updated_at)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (id) DO UPDATE SET name = excluded.name,
		sites = excluded.sites, settings = excluded.settings, start_flow = excluded.start_flow,
		updated_at = excluded.updated_at`,
		string(bot.ID), bot.Key, bot.Name, sites, settings, bot.StartFlow, ms(bot.CreatedAt), ms(bot.UpdatedAt))
	if err != nil {
		return nil, err
	}
	if isNew {
		if err := assignOwners(tx, bot.ID); err != nil {
			return nil, err
		}
	}
	// What was never published, or not as it is now, would be lost to whoever works on it.
	_, err = tx.Exec(`UPDATE flows SET retired = TRUE WHERE bot_id = $1 AND latest > 0 AND NOT EXISTS
		(SELECT 1 FROM flow_drafts d WHERE d.flow_id = flows.id AND d.changed)`, string(bot.ID))
	return &bot, err
}

// assignOwners gives a new bot to the owners: on a first run somebody has to be there who can be asked.
func assignOwners(tx *Tx, bot models.BotID) error {
	_, err := tx.Exec(`INSERT INTO agent_bots (agent_id, bot_id) SELECT id, CAST($1 AS TEXT) FROM agents
		WHERE role = 'owner' AND NOT disabled ON CONFLICT (agent_id, bot_id) DO NOTHING`, string(bot))
	return err
}

// ExportBot implements models.Bots: what ImportBot would make the same bot of. A flow that was never
// published comes as its draft.
func (s *Store) ExportBot(ctx context.Context, key string) (models.BotFile, error) {
	on := s.reads(ctx)
	bot, err := scanBot(on.Row(`SELECT `+botColumns+` FROM bots b WHERE b.key = $1`, key))
	if err != nil {
		return models.BotFile{}, err
	}
	outside := func(id string) string { return outside(bot.ID, id) }
	file := models.BotFile{Format: BotFormat, Key: bot.Key, Name: bot.Name, Sites: bot.Sites,
		Settings: bot.Settings, StartFlow: outside(bot.StartFlow), Flows: []flow.Document{}}
	err = on.Each(`SELECT COALESCE(v.document, d.document) FROM flows f
		LEFT JOIN flow_versions v ON v.flow_id = f.id AND v.version = f.latest LEFT JOIN flow_drafts d ON d.flow_id = f.id
		WHERE f.bot_id = $1 AND NOT f.retired ORDER BY f.place, f.id`, []any{string(bot.ID)}, func(row scanner) error {
		var document flow.Document
		if err := row.Scan(asJSON{&document}); err != nil {
			return err
		}
		document, err := renamed(document, outside)
		file.Flows = append(file.Flows, document)
		return err
	})
	return file, err
}

// newKey is for a file without one.
func newKey() string { return uuid.NewString()[24:] }
