package db

import (
	"context"

	"deskbell/models"
	"deskbell/models/flow"
)

const botColumns = `b.id, b.key, b.name, b.sites, b.settings, b.start_flow, b.created_at, b.updated_at`

func scanBot(row scanner) (models.Bot, error) {
	var b models.Bot
	err := row.Scan(&b.ID, &b.Key, &b.Name, asJSON{&b.Sites}, asJSON{&b.Settings}, &b.StartFlow,
		at{&b.CreatedAt}, at{&b.UpdatedAt})
	return b, err
}

// BotByKey implements models.Bots. What comes back may be up to two seconds old, and is shared by
// all who ask: it must not be changed.
func (s *Store) BotByKey(ctx context.Context, key string) (*models.Bot, error) {
	return s.cache.botByKey(s.reads(ctx), key)
}

// Bots implements models.Bots: all, by name.
func (s *Store) Bots(ctx context.Context) ([]models.Bot, error) {
	var all []models.Bot
	err := s.reads(ctx).Each(`SELECT `+botColumns+` FROM bots b ORDER BY b.name, b.id`, nil, func(row scanner) error {
		b, err := scanBot(row)
		all = append(all, b)
		return err
	})
	return all, err
}

// Published implements models.Flows. The documents are shared: they must not be changed.
func (s *Store) Published(ctx context.Context) flow.Library {
	return library{s.reads(ctx), s.cache}
}

type library struct {
	on    asker
	cache *cache
}

func (l library) Document(id string, version int) (*flow.Document, error) {
	return l.cache.document(l.on, id, version)
}

func (l library) Latest(id string) (int, error) { return latestFlow(l.on, id) }

func latestFlow(on asker, id string) (int, error) {
	var latest int
	err := on.Row("SELECT latest FROM flows WHERE id = $1", id).Scan(&latest)
	if err == nil && latest == 0 {
		err = &models.Error{Code: models.CodeNotFound, Message: "This flow was not published yet."}
	}
	return latest, err
}
