package db

import (
	"context"
	"errors"
	"strings"
	"time"

	"deskbell/models"
	"deskbell/models/flow"
)

// NewBot makes a bot of a file, under the file's key or a new one. Its flows are published, but for those without a start,
// which nobody could meet: they are drafts. Who makes it answers for it, as all owners do. Errors:
// CodeInvalid with the field of the file, CodeConflict for a key that is taken.
func (s *Store) NewBot(ctx context.Context, file models.BotFile, by *models.Agent, now time.Time) (*models.Bot, error) {
	if err := checkBotFile(&file); err != nil {
		return nil, err
	}
	var kept models.Bot
	err := s.Do(ctx, func(tx *Tx) error {
		_, err := scanBot(tx.Row(`SELECT `+botColumns+` FROM bots b WHERE b.key = $1`, file.Key))
		if err == nil {
			return &models.Error{Code: models.CodeConflict, Field: "key", Message: "There is a bot with this key already."}
		}
		if !errors.Is(err, models.ErrNotFound) {
			return err
		}
		bot, err := importBot(tx, file, now)
		if err != nil {
			return err
		}
		same := map[string]string{}
		for _, document := range file.Flows {
			same[document.ID] = document.ID
		}
		for place, document := range file.Flows {
			if document.Start == "" {
				_, err = newFlow(tx, newcomer{bot.ID, document.ID, place, same}, document)
			} else {
				err = s.importFlow(tx, bot.ID, placed{place, document}, now)
			}
			if err != nil {
				return err
			}
		}
		_, err = tx.Exec("INSERT INTO agent_bots (agent_id, bot_id) VALUES ($1, $2) ON CONFLICT (agent_id, bot_id) DO NOTHING",
			string(by.ID), string(bot.ID))
		if err != nil {
			return err
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

// SaveBot keeps name, sites, settings and start flow of a bot that was read when its UpdatedAt was as
// it is in b. Errors: CodeConflict when somebody has saved it since, CodeInvalid with the field.
func (s *Store) SaveBot(ctx context.Context, b *models.Bot, now time.Time) error {
	file := models.BotFile{Format: BotFormat, Key: b.Key, Name: b.Name, Sites: b.Sites, StartFlow: "x", Flows: []flow.Document{{ID: "x"}}}
	if err := checkBotFile(&file); err != nil {
		return err
	}
	sites, err := toJSON(file.Sites)
	if err != nil {
		return err
	}
	settings, err := toJSON(b.Settings)
	if err != nil {
		return err
	}
	return s.Do(ctx, func(tx *Tx) error {
		var latest int
		var start string
		err := tx.Row(`SELECT f.latest, b.start_flow FROM flows f JOIN bots b ON b.id = f.bot_id
			WHERE f.id = $1 AND f.bot_id = $2 AND NOT f.retired`, b.StartFlow, string(b.ID)).Scan(&latest, &start)
		switch {
		case err != nil && !errors.Is(err, models.ErrNotFound):
			return err
		case err != nil:
			return invalid("start_flow", "This flow is not one of the bot's.")
		case latest == 0 && start != b.StartFlow:
			return invalid("start_flow", "This flow was never published. Publish it first.")
		}
		// The time is the version of the row, so it has to grow with every save.
		stamp := max(ms(now), ms(b.UpdatedAt)+1)
		saved, err := tx.Exec(`UPDATE bots SET name = $1, sites = $2, settings = $3, start_flow = $4, updated_at = $5
			WHERE id = $6 AND updated_at = $7`, strings.TrimSpace(file.Name), sites, settings, b.StartFlow, stamp, string(b.ID), ms(b.UpdatedAt))
		if err != nil {
			return err
		}
		if saved == 0 {
			return &models.Error{Code: models.CodeConflict,
				Message: "Somebody else has saved this bot in the meantime. Look at what is new below; what you typed is still here."}
		}
		tx.then(s.cache.forget)
		return nil
	})
}
