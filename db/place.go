package db

import (
	"context"

	"deskbell/models"
)

// Place implements models.Line. It looks at those who wait alone, however many conversations there are.
func (s *Store) Place(ctx context.Context, c *models.Conversation) (int, error) {
	if c.State != models.StateWaiting {
		return 0, nil
	}
	var before int
	err := s.reads(ctx).Row(placeInLine, string(c.DeskID), ms(c.WaitingSince), string(c.ID)).Scan(&before)
	return before + 1, err
}

const placeInLine = `SELECT COUNT(*) FROM conversations c WHERE c.desk_id = CAST($1 AS TEXT) AND c.state = 'waiting'
	AND (c.waiting_since, c.id) < (CAST($2 AS BIGINT), CAST($3 AS TEXT))`
