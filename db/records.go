package db

import (
	"deskbell/models"
	"deskbell/models/flow"
)

// records is what a decision may look up; it reads in the decision's transaction.
type records struct {
	tx           *Tx
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

func (r *records) Article(slug string) (models.Article, error) {
	return scanArticle(r.tx.Row(`SELECT `+articleColumns+` FROM articles a WHERE a.slug = $1 AND a.published`, slug))
}

func (r *records) Agent(id models.AgentID) (models.Agent, error) {
	return agentBy(r.tx, `WHERE a.id = $1`, string(id))
}

func (r *records) AgentsOf(bot models.BotID) ([]models.Agent, error) {
	return agentsBy(r.tx, `WHERE NOT a.disabled AND a.id IN (SELECT ab.agent_id FROM agent_bots ab WHERE ab.bot_id = CAST($1 AS TEXT))`, string(bot))
}
