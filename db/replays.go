package db

import (
	"context"
	"slices"

	"deskbell/models"
)

// NewestOf implements models.Replays: it reads the end of each of the desk's lists.
func (s *Store) NewestOf(ctx context.Context, who models.Reader, bot models.BotID, limit int) ([]models.Conversation, error) {
	if who.Agent == nil || who.Visitor != "" {
		return nil, models.ErrNotFound
	}
	var all []models.Conversation
	for _, state := range models.States() {
		some, err := listOf(s.reads(ctx), who, string(bot), models.ListQuery{State: state, Limit: bounded(limit)})
		if err != nil {
			return nil, err
		}
		all = append(all, some...)
	}
	all = slices.DeleteFunc(all, func(c models.Conversation) bool { return c.Playground })
	slices.SortFunc(all, func(a, b models.Conversation) int { return b.UpdatedAt.Compare(a.UpdatedAt) })
	return all[:min(len(all), limit)], nil
}
