package db

import (
	"context"
	"errors"

	"deskbell/models"
)

// Notes implements models.Background.
func (s *Store) Notes(ctx context.Context, who models.Reader, id models.ConversationID, limit int) ([]models.Entry, error) {
	if who.Agent == nil || who.Visitor != "" {
		return nil, models.ErrNotFound
	}
	on := s.reads(ctx)
	var all []models.Entry
	err := on.Each(notesOf, may(who, string(id), bounded(limit)), func(row scanner) error {
		e, err := scanEntry(row)
		all = append(all, e)
		return err
	})
	if err != nil || len(all) > 0 {
		return all, err
	}
	return nil, readableBy(on, who, id)
}

// Which they are is read from an index of notes alone, however much was said between them.
const notesOf = `SELECT ` + entryColumns + ` FROM conversations c JOIN entries e ON e.conversation_id = c.id
	WHERE` + mayRead + `AND c.id = CAST($4 AS TEXT) AND e.seq IN (SELECT n.seq FROM entries n
	WHERE n.conversation_id = CAST($4 AS TEXT) AND n.kind = 'note' ORDER BY n.seq DESC LIMIT CAST($5 AS BIGINT)) ORDER BY e.seq DESC`

// Earlier implements models.Background. A page costs the same however many conversations there are: the
// visitor's own end of an index is read, and the beginning of each log that is shown.
func (s *Store) Earlier(ctx context.Context, who models.Reader, q models.EarlierQuery) ([]models.EarlierChat, error) {
	if who.Agent == nil || who.Visitor != "" {
		return nil, models.ErrNotFound
	}
	on := s.reads(ctx)
	var visitor string
	err := on.Row(`SELECT c.visitor_id FROM conversations c WHERE`+mayRead+`AND c.id = CAST($4 AS TEXT)`,
		may(who, string(q.Of))...).Scan(&visitor)
	if err != nil {
		return nil, err
	}
	before := q.Of
	if q.Before != "" {
		before = min(q.Before, q.Of)
	}
	all := []models.EarlierChat{}
	err = on.Each(earlierOf, may(who, visitor, string(before), bounded(q.Limit)), func(row scanner) error {
		var e models.EarlierChat
		err := row.Scan(&e.ID, &e.State, &e.Playground, &e.Category, at{&e.CreatedAt}, &e.AnsweredBy)
		all = append(all, e)
		return err
	})
	for i := range all {
		if err == nil {
			all[i].Line, err = firstLine(on, all[i].ID)
		}
	}
	return all, err
}

const earlierOf = `SELECT c.id, c.state, c.playground, c.category, c.created_at,
	COALESCE((SELECT w.name FROM agents w WHERE w.id = c.answered_by), CASE WHEN c.live_messages > 0 THEN 'a guest' ELSE '' END) FROM conversations c
	WHERE` + mayRead + `AND c.visitor_id = CAST($4 AS TEXT) AND c.id < CAST($5 AS TEXT) ORDER BY c.id DESC LIMIT CAST($6 AS BIGINT)`

// firstLine is what the visitor said first in a conversation that the reader may see; "" for nothing.
func firstLine(on asker, id models.ConversationID) (string, error) {
	e, err := scanEntry(on.Row(`SELECT `+entryColumns+` FROM entries e WHERE e.conversation_id = CAST($1 AS TEXT)
		AND e.kind = 'said' AND e.author_kind = 'visitor' AND e.audience = 0 ORDER BY e.seq LIMIT 1`, string(id)))
	if errors.Is(err, models.ErrNotFound) {
		return "", nil
	}
	return e.Shortened(), err
}
