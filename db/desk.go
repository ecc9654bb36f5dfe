package db

import (
	"context"
	"slices"
	"strings"

	"deskbell/models"
)

// List implements models.Desk. Every bot's conversations are read from their own end of the index
// and put together here, so that what a page costs does not grow with what lies behind it.
func (s *Store) List(ctx context.Context, who models.Reader, q models.ListQuery) ([]models.Conversation, error) {
	if who.Agent == nil || who.Visitor != "" {
		return nil, models.ErrNotFound
	}
	on := s.reads(ctx)
	bots, err := botsWith(on, who, q.State)
	if err != nil {
		return nil, err
	}
	q.Limit = bounded(q.Limit)
	all := []models.Conversation{}
	for _, bot := range bots {
		some, err := listOf(on, who, bot, q)
		if err != nil {
			return nil, err
		}
		all = append(all, some...)
	}
	slices.SortFunc(all, func(a, b models.Conversation) int {
		if c := b.UpdatedAt.Compare(a.UpdatedAt); c != 0 {
			return c
		}
		return strings.Compare(string(b.ID), string(a.ID))
	})
	return all[:min(len(all), q.Limit)], nil
}

// Counts implements models.Desk.
func (s *Store) Counts(ctx context.Context, who models.Reader) (models.Counts, error) {
	if who.Agent == nil || who.Visitor != "" {
		return nil, models.ErrNotFound
	}
	counts := models.Counts{}
	err := s.reads(ctx).Each(`SELECT n.state, SUM(n.n) FROM counts n WHERE `+mayCount+` GROUP BY n.state`, may(who)[1:],
		func(row scanner) error {
			var state models.State
			var n int
			err := row.Scan(&state, &n)
			counts[state] = n
			return err
		})
	return counts, err
}

// mayCount is mayRead over a row of counts; its arguments are those of may without the visitor.
const mayCount = `($1 OR EXISTS (SELECT 1 FROM agent_bots ab WHERE ab.agent_id = $2 AND ab.bot_id = n.bot_id))`

func botsWith(on asker, who models.Reader, state models.State) ([]string, error) {
	var bots []string
	err := on.Each(`SELECT n.bot_id FROM counts n WHERE `+mayCount+` AND n.state = CAST($3 AS TEXT) AND n.n > 0`,
		append(may(who)[1:], string(state)), func(row scanner) error {
			var bot string
			err := row.Scan(&bot)
			bots = append(bots, bot)
			return err
		})
	return bots, err
}

const fromList = `SELECT ` + conversationColumns + conversationTables + `WHERE` + mayRead +
	`AND c.desk_id = CAST($4 AS TEXT) AND c.state = CAST($5 AS TEXT) AND c.listed = TRUE `

func listOf(on asker, who models.Reader, bot string, q models.ListQuery) ([]models.Conversation, error) {
	query, args := fromList+`ORDER BY c.updated_at DESC, c.id DESC LIMIT CAST($6 AS BIGINT)`, may(who, bot, string(q.State))
	if q.Before != nil {
		query = fromList + `AND (c.updated_at, c.id) < ($6, $7) ORDER BY c.updated_at DESC, c.id DESC LIMIT CAST($8 AS BIGINT)`
		args = append(args, ms(q.Before.UpdatedAt), string(q.Before.ID))
	}
	var some []models.Conversation
	err := on.Each(query, append(args, q.Limit), func(row scanner) error {
		c, err := scanConversation(row)
		some = append(some, c)
		return err
	})
	return some, err
}
