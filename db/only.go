package db

import (
	"deskbell/models"
)

// reader is a visitor as one who asks.
func reader(v models.Visitor) models.Reader { return models.Reader{Visitor: v.ID, Only: v.Only} }

// whereWayIs is the conversation where a visitor is with a secret from a way back; ErrNotFound when that was erased.
func (t *turn) whereWayIs() (models.Conversation, error) {
	if t.only.At == "" {
		return models.Conversation{}, models.ErrNotFound
	}
	return conversationByID(t.tx, t.only.At)
}

// cannotReopen says that another one is open in place of a conversation that is closed: the visitor has begun it
// elsewhere, with his own secret, or with this one.
func (t *turn) cannotReopen(c *models.Conversation) (bool, error) {
	var n int
	err := t.tx.Row(`SELECT COUNT(*) FROM conversations c WHERE c.visitor_id = CAST($1 AS TEXT) AND c.begun_with = CAST($2 AS TEXT)
		AND c.state <> 'closed'`, string(c.Visitor.ID), c.BegunWith).Scan(&n)
	return n > 0, err
}

// begunBefore is what was begun with the secret of a way back and is open; the visitor is there now. ErrNotFound,
// also for his own secret.
func (t *turn) begunBefore(v models.Visitor) (models.Conversation, error) {
	if t.only == nil {
		return models.Conversation{}, models.ErrNotFound
	}
	c, err := scanConversation(t.tx.Row(`SELECT `+conversationColumns+conversationTables+`WHERE c.visitor_id = CAST($1 AS TEXT)
		AND c.begun_with = CAST($2 AS TEXT) AND c.state <> 'closed'`, string(v.ID), t.only.Secret))
	if err == nil {
		err = t.goTo(&c)
	}
	return c, err
}

// begunWith is what a new conversation was begun with.
func (t *turn) begunWith() string {
	if t.only == nil {
		return ""
	}
	return t.only.Secret
}

// goTo keeps that the visitor is in another conversation now with a secret from a way back.
func (t *turn) goTo(c *models.Conversation) error {
	if t.only == nil || c.ID == t.only.At {
		return nil
	}
	t.left = t.only.At
	_, err := t.tx.Exec("UPDATE visitor_tokens SET at_id = $1 WHERE token_hash = $2 AND bot_id = $3 AND only_id IS NOT NULL",
		string(c.ID), t.only.Secret, string(c.BotID))
	return err
}

// forgetOnly has no secret of a way back know an erased conversation. What was begun with one stays.
func forgetOnly(tx *Tx, visitor models.VisitorID, id models.ConversationID) error {
	if _, err := tx.Exec("UPDATE visitor_tokens SET only_id = '' WHERE visitor_id = $1 AND only_id = $2", string(visitor), string(id)); err != nil {
		return err
	}
	_, err := tx.Exec("UPDATE visitor_tokens SET at_id = COALESCE(only_id, '') WHERE visitor_id = $1 AND at_id = $2", string(visitor), string(id))
	return err
}
