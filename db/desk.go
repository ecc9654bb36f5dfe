package db

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"deskbell/models"
)

// List implements models.Desk. Every bot's conversations are read from their own end of the index, which
// knows all that a filter asks for, and put together here: what a page costs does not grow with what lies
// behind it, and what is filtered away costs a look at the index.
func (s *Store) List(ctx context.Context, who models.Reader, q models.ListQuery) ([]models.Conversation, error) {
	if who.Agent == nil || who.Visitor != "" {
		return nil, models.ErrNotFound
	}
	on := s.reads(ctx)
	q.Limit = bounded(q.Limit)
	for {
		places, err := placesIn(on, who, q)
		if err != nil {
			return nil, err
		}
		all, err := conversationsAt(on, who, q.State, places)
		if err != nil || len(all) == len(places) {
			return all, err
		}
		// One has left the list between the two looks: what comes up for it is missing.
	}
}

// listPlace is where a conversation stands in a list.
type listPlace struct {
	updated int64
	id      string
}

// compare orders places as lists do: the newest first.
func (p listPlace) compare(o listPlace) int {
	if p.updated != o.updated {
		return int(max(min(o.updated-p.updated, 1), -1))
	}
	return strings.Compare(o.id, p.id)
}

func placesIn(on asker, who models.Reader, q models.ListQuery) ([]listPlace, error) {
	bots, err := botsWith(on, who, q)
	if err != nil {
		return nil, err
	}
	var all []listPlace
	for _, bot := range bots {
		some, err := placesOf(on, who, bot, q)
		if err != nil {
			return nil, err
		}
		all = append(all, some...)
	}
	slices.SortFunc(all, listPlace.compare)
	return all[:min(len(all), q.Limit)], nil
}

func conversationsAt(on asker, who models.Reader, state models.State, places []listPlace) ([]models.Conversation, error) {
	all := make([]models.Conversation, 0, len(places))
	for _, p := range places {
		c, err := scanConversation(on.Row(`SELECT `+conversationColumns+conversationTables+
			`WHERE`+mayRead+`AND c.id = CAST($4 AS TEXT)`, may(who, p.id)...))
		if models.CodeOf(err) == models.CodeNotFound || err == nil && c.State != state {
			continue
		}
		if err != nil {
			return nil, err
		}
		all = append(all, c)
	}
	return all, nil
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

// mayCount is mayRead over a row of counts, and maySee over a conversation in the index; their arguments
// are those of may without the visitor.
const (
	mayCount = `($1 OR EXISTS (SELECT 1 FROM agent_bots ab WHERE ab.agent_id = $2 AND ab.bot_id = n.bot_id))`
	maySee   = `($1 OR EXISTS (SELECT 1 FROM agent_bots ab WHERE ab.agent_id = $2 AND ab.bot_id = c.desk_id))`
)

func botsWith(on asker, who models.Reader, q models.ListQuery) ([]string, error) {
	var bots []string
	err := on.Each(`SELECT n.bot_id FROM counts n WHERE `+mayCount+` AND n.state = CAST($3 AS TEXT) AND n.n > 0`,
		append(may(who)[1:], string(q.State)), func(row scanner) error {
			var bot string
			err := row.Scan(&bot)
			if q.Filter.Desk == "" || string(q.Filter.Desk) == bot {
				bots = append(bots, bot)
			}
			return err
		})
	return bots, err
}

const fromPlaces = `SELECT c.updated_at, c.id FROM conversations c WHERE ` + maySee +
	` AND c.desk_id = CAST($3 AS TEXT) AND c.state = CAST($4 AS TEXT) AND c.listed = TRUE`

const inPlaces = ` ORDER BY c.updated_at DESC, c.id DESC LIMIT CAST($%d AS BIGINT)`

func placesOf(on asker, who models.Reader, bot string, q models.ListQuery) ([]listPlace, error) {
	query, args := placesQuery(who, bot, q)
	var some []listPlace
	err := on.Each(query, args, func(row scanner) error {
		var p listPlace
		err := row.Scan(&p.updated, &p.id)
		some = append(some, p)
		return err
	})
	return some, err
}

func placesQuery(who models.Reader, bot string, q models.ListQuery) (string, []any) {
	more, args := fitting(q.Filter, append(may(who)[1:], bot, string(q.State)))
	if q.Before != nil {
		more += fmt.Sprintf(` AND (c.updated_at, c.id) < ($%d, $%d)`, len(args)+1, len(args)+2)
		args = append(args, ms(q.Before.UpdatedAt), string(q.Before.ID))
	}
	return fromPlaces + more + fmt.Sprintf(inPlaces, len(args)+1), append(args, q.Limit)
}

// fitting is what a filter but for its Desk adds to a statement over the conversation c, and to its
// arguments. All of it stands in the index conversations_in_list.
func fitting(f models.Filter, args []any) (string, []any) {
	var more strings.Builder
	add := func(condition string, value any) {
		args = append(args, value)
		more.WriteString(strings.ReplaceAll(condition, "?", fmt.Sprintf("$%d", len(args))))
	}
	if f.Mine != "" {
		add(` AND (c.answered_by = CAST(? AS TEXT) OR c.offered_to = CAST(? AS TEXT))`, string(f.Mine))
	}
	if f.Agent != "" {
		add(` AND c.answered_by = CAST(? AS TEXT)`, string(f.Agent))
	}
	if f.Channel != "" {
		add(` AND c.channel = CAST(? AS TEXT)`, f.Channel)
	}
	if f.Category != "" {
		add(` AND c.category = CAST(? AS TEXT)`, f.Category)
	}
	if !f.From.IsZero() {
		add(` AND c.updated_at >= CAST(? AS BIGINT)`, ms(f.From))
	}
	if !f.To.IsZero() {
		add(` AND c.updated_at < CAST(? AS BIGINT)`, ms(f.To))
	}
	return more.String(), args
}

const fromList = `SELECT ` + conversationColumns + conversationTables + `WHERE` + mayRead +
	`AND c.desk_id = CAST($4 AS TEXT) AND c.state = CAST($5 AS TEXT) AND c.listed = TRUE
	ORDER BY c.updated_at DESC, c.id DESC LIMIT CAST($6 AS BIGINT)`

// listOf is the end of one bot's list.
func listOf(on asker, who models.Reader, bot string, q models.ListQuery) ([]models.Conversation, error) {
	var some []models.Conversation
	err := on.Each(fromList, may(who, bot, string(q.State), q.Limit), func(row scanner) error {
		c, err := scanConversation(row)
		some = append(some, c)
		return err
	})
	return some, err
}
