package db

import (
	"slices"

	"deskbell/models"
	"deskbell/models/flow"
)

// records is what a decision may look up; it reads in the decision's transaction.
type records struct {
	tx           *Tx
	store        *Store
	cache        *cache
	conversation models.ConversationID
}

func (r *records) Document(id string, version int) (*flow.Document, error) {
	return r.cache.document(r.tx, id, version)
}

func (r *records) Latest(id string) (int, error) { return latestFlow(r.tx, id) }

func (r *records) EntryByClientID(clientID string) (models.Entry, error) {
	if clientID == "" {
		return models.Entry{}, models.ErrNotFound
	}
	e, err := scanEntry(r.tx.Row(`SELECT `+entryColumns+` FROM entries e
		WHERE e.conversation_id = $1 AND e.client_id = $2 AND e.client_id <> ''`, string(r.conversation), clientID))
	return e, err
}

// lookedBack is how many entries of an agent LastSaid looks at: of those that play an animation many may
// come together.
const lookedBack = 20

func (r *records) LastSaid(by models.AgentID) (models.Entry, error) {
	const said = `SELECT ` + entryColumns + ` FROM entries e WHERE e.conversation_id = $1 AND e.kind = 'said' AND e.audience = 0 `
	if by == "" {
		return scanEntry(r.tx.Row(said+`ORDER BY e.seq DESC LIMIT 1`, string(r.conversation)))
	}
	var found *models.Entry
	err := r.tx.Each(said+`AND e.author_kind = 'agent' AND e.author_id = $2 ORDER BY e.seq DESC LIMIT CAST($3 AS BIGINT)`,
		[]any{string(r.conversation), string(by), lookedBack}, func(row scanner) error {
			e, err := scanEntry(row)
			if c := e.Body.Content; err == nil && found == nil && (c == nil || c.Kind != flow.ContentAnimation) {
				found = &e
			}
			return err
		})
	if err == nil && found == nil {
		err = models.ErrNotFound
	}
	if err != nil {
		return models.Entry{}, err
	}
	return *found, nil
}

func (r *records) EntryAt(seq int64) (models.Entry, error) {
	return scanEntry(r.tx.Row(`SELECT `+entryColumns+` FROM entries e WHERE e.conversation_id = CAST($1 AS TEXT) AND e.seq = $2`,
		string(r.conversation), seq))
}

func (r *records) Outcome(token string) (flow.Result, error) {
	var result flow.Result
	err := r.tx.Row("SELECT result FROM outcomes WHERE conversation_id = $1 AND token = $2", string(r.conversation), token).Scan(asJSON{&result})
	return result, err
}

func (r *records) Undelivered(token string) (bool, error) {
	var n int
	err := r.tx.Row("SELECT COUNT(*) FROM deliveries WHERE conversation_id = CAST($1 AS TEXT) AND token = $2 AND state = 'pending'",
		string(r.conversation), token).Scan(&n)
	return n > 0, err
}

func (r *records) Said(after int64, most int) ([]models.Entry, error) {
	var all []models.Entry
	err := r.tx.Each(`SELECT `+entryColumns+` FROM entries e WHERE e.conversation_id = CAST($1 AS TEXT) AND e.seq > $2 AND e.kind = 'said' AND e.audience = 0
		ORDER BY e.seq DESC LIMIT CAST($3 AS BIGINT)`, []any{string(r.conversation), after, most}, func(row scanner) error {
		e, err := scanEntry(row)
		all = append(all, e)
		return err
	})
	slices.Reverse(all)
	return all, err
}

func (r *records) Guest(id models.GuestID) (models.Guest, error) {
	return scanGuest(r.tx.Row(guestBy+`g.id = CAST($1 AS TEXT) AND g.conversation_id = CAST($2 AS TEXT) AND g.ended_at = 0`,
		string(id), string(r.conversation)))
}

func (r *records) Agent(id models.AgentID) (models.Agent, error) {
	return agentBy(r.tx, `WHERE a.id = $1`, string(id))
}

func (r *records) AgentsOf(bot models.BotID) ([]models.Agent, error) {
	return agentsBy(r.tx, assigned, string(bot))
}

// assigned are the agents of a bot.
const assigned = `WHERE NOT a.disabled AND a.id IN (SELECT ab.agent_id FROM agent_bots ab WHERE ab.bot_id = CAST($1 AS TEXT))`

func (r *records) Bot(id models.BotID) (*models.Bot, error) { return r.cache.bot(r.tx, id) }
