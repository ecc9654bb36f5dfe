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

func (r *records) Agent(id models.AgentID) (models.Agent, error) {
	return agentBy(r.tx, `WHERE a.id = $1`, string(id))
}

func (r *records) AgentsOf(bot models.BotID) ([]models.Agent, error) {
	return agentsBy(r.tx, `WHERE NOT a.disabled AND a.id IN (SELECT ab.agent_id FROM agent_bots ab WHERE ab.bot_id = CAST($1 AS TEXT))`, string(bot))
}
