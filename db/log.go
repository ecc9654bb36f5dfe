package db

import (
	"context"
	"slices"

	"deskbell/models"
)

// mostRows bounds every page.
const mostRows = 500

const entryColumns = `e.conversation_id, e.seq, e.rev, e.kind, e.author_kind, e.author_id, e.author_name,
	e.text, e.body, e.client_id, e.audience, e.at`

func scanEntry(row scanner) (models.Entry, error) {
	var e models.Entry
	err := row.Scan(&e.Conversation, &e.Seq, &e.Rev, &e.Kind, &e.Author.Kind, &e.Author.ID, &e.Author.Name,
		&e.Text, asJSON{&e.Body}, &e.ClientID, &e.Audience, at{&e.At})
	return e, err
}

// Conversation implements models.Logs. Visitor.Past is filled for the team.
func (s *Store) Conversation(ctx context.Context, who models.Reader, id models.ConversationID) (models.Conversation, error) {
	on := s.reads(ctx)
	c, err := scanConversation(on.Row(`SELECT `+conversationColumns+conversationTables+
		`WHERE`+mayRead+`AND c.id = CAST($4 AS TEXT)`, may(who, string(id))...))
	if err != nil || who.Agent == nil {
		return c, err
	}
	err = on.Row(`SELECT COUNT(*) FROM conversations c WHERE`+mayRead+`AND c.visitor_id = CAST($4 AS TEXT) AND c.id < $5`,
		may(who, string(c.Visitor.ID), string(c.ID))...).Scan(&c.Visitor.Past)
	return c, err
}

const readable = `SELECT ` + entryColumns + ` FROM conversations c JOIN entries e ON e.conversation_id = c.id
	WHERE` + mayRead + `AND c.id = CAST($4 AS TEXT) AND e.audience <= $5 `

// EntriesAfter implements models.Logs.
func (s *Store) EntriesAfter(ctx context.Context, who models.Reader, from models.Position) ([]models.Entry, error) {
	all, err := s.entries(ctx, who, from, readable+`AND e.seq > $6 ORDER BY e.seq LIMIT CAST($7 AS BIGINT)`)
	if err == nil {
		err = withRevised(s.reads(ctx), who, all)
	}
	return all, err
}

// EntriesBefore implements models.Logs.
func (s *Store) EntriesBefore(ctx context.Context, who models.Reader, from models.Position) ([]models.Entry, error) {
	if from.Seq <= 0 {
		from.Seq = 1<<63 - 1
	}
	all, err := s.entries(ctx, who, from, readable+`AND e.seq < $6 ORDER BY e.seq DESC LIMIT CAST($7 AS BIGINT)`)
	slices.Reverse(all)
	return all, err
}

func (s *Store) entries(ctx context.Context, who models.Reader, from models.Position, query string) ([]models.Entry, error) {
	on := s.reads(ctx)
	var all []models.Entry
	args := may(who, string(from.Conversation), int64(audience(who)), from.Seq, bounded(from.Limit))
	err := on.Each(query, args, func(row scanner) error {
		e, err := scanEntry(row)
		all = append(all, e.For(who))
		return err
	})
	if err != nil || len(all) > 0 {
		return all, err
	}
	return nil, readableBy(on, who, from.Conversation)
}

// readableBy errors with ErrNotFound when who may not see the conversation.
func readableBy(on asker, who models.Reader, id models.ConversationID) error {
	var yes int
	return on.Row(`SELECT 1 FROM conversations c WHERE`+mayRead+`AND c.id = $4`, may(who, string(id))...).Scan(&yes)
}

func bounded(limit int) int { return min(max(limit, 1), mostRows) }
