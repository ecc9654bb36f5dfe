package db

import (
	"context"
	"slices"

	"deskbell/models"
	"deskbell/models/flow"
)

// Exchange implements models.AIRecords. Sensitive entries are in it as they are, and marked: who sends them on masks
// them. Whoever asks was let in before: the id is a delivery's, or of a conversation that an agent has open.
func (s *Store) Exchange(ctx context.Context, id models.ConversationID, most int) (models.AIExchange, error) {
	on := s.reads(ctx)
	c, err := conversationByID(on, id)
	if err != nil {
		return models.AIExchange{}, err
	}
	if c.Bot, err = s.cache.bot(on, c.BotID); err != nil {
		return models.AIExchange{}, err
	}
	c.Flow = flow.State{}
	x := models.AIExchange{Conversation: c}
	err = on.Each(exchanged, []any{string(id), bounded(most)}, func(row scanner) error {
		e, err := scanEntry(row)
		x.Entries = append(x.Entries, e)
		return err
	})
	slices.Reverse(x.Entries)
	return x, err
}

// Audience 0 is models.ForAll.
const exchanged = `SELECT ` + entryColumns + ` FROM entries e WHERE e.conversation_id = CAST($1 AS TEXT) AND e.audience = 0
	AND e.kind IN ('said', 'joined', 'handed_back') ORDER BY e.seq DESC LIMIT CAST($2 AS BIGINT)`
