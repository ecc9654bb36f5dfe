package db

import (
	"context"
	"errors"

	"github.com/google/uuid"

	"deskbell/models"
)

// Begin implements models.Turns. Nothing is made when decide refuses or keeps nothing, nor when the visitor is
// blocked: all that visitors do comes through here, but files (SaveFile) and the end of a chat.
func (s *Store) Begin(ctx context.Context, who models.Beginning, decide func(*models.Conversation) (models.Change, error)) (models.Change, error) {
	var kept models.Change
	err := s.Do(ctx, func(tx *Tx) error {
		t, err := s.beginning(tx, who)
		if err != nil {
			return err
		}
		kept, err = t.take(models.IfNotBlocked(who.Address, who.Now, decide))
		return err
	})
	if err != nil {
		return models.Change{}, err
	}
	return kept, nil
}

// beginning finds the visitor's newest conversation, or makes one for the turn to keep.
func (s *Store) beginning(tx *Tx, who models.Beginning) (*turn, error) {
	t := &turn{store: s, tx: tx, tokenHash: who.TokenHash}
	visitor, expires, err := visitorByToken(tx, who.Bot.ID, who.TokenHash, who.Now)
	switch {
	case errors.Is(err, models.ErrNotFound):
		id, err := newID()
		if err != nil {
			return nil, err
		}
		visitor, t.met = models.Visitor{ID: models.VisitorID(id), BotID: who.Bot.ID}, true
		return t, t.open(who, visitor)
	case err != nil:
		return nil, err
	}
	if slides(expires, who.Now) {
		next := visitorToken{who.TokenHash, who.Bot.ID, visitor.ID, who.Now.Add(tokenLife)}
		if err := keepToken(tx, next); err != nil {
			return nil, err
		}
	}
	c, err := newestConversation(tx, visitor.ID)
	switch {
	case errors.Is(err, models.ErrNotFound):
		return t, t.open(who, visitor)
	case err != nil:
		return nil, err
	}
	next := who.Fresh && c.State == models.StateClosed
	known := c.ID // what it holds, the decision finds by itself
	if next {
		known = ""
	}
	earlier, err := keptIn(tx, visitor.ID, known, who.ClientID)
	switch {
	case err == nil:
		c = earlier
	case !errors.Is(err, models.ErrNotFound):
		return nil, err
	case next:
		return t, t.open(who, visitor)
	}
	c.Bot = who.Bot
	if who.Address != "" {
		c.Address = who.Address
	}
	t.c = &c
	return t, nil
}

// keptIn is the visitor's conversation, other than one that is known, in which an action was kept before:
// its answer was lost, and meanwhile another conversation began.
func keptIn(tx *Tx, visitor models.VisitorID, known models.ConversationID, clientID string) (models.Conversation, error) {
	if clientID == "" {
		return models.Conversation{}, models.ErrNotFound
	}
	var id models.ConversationID
	err := tx.Row(`SELECT e.conversation_id FROM conversations c JOIN entries e ON e.conversation_id = c.id
		AND e.client_id = CAST($1 AS TEXT) AND e.client_id <> '' WHERE c.visitor_id = CAST($2 AS TEXT) AND c.id <> CAST($3 AS TEXT)
		ORDER BY c.id DESC LIMIT 1`, clientID, string(visitor), string(known)).Scan(&id)
	if err != nil {
		return models.Conversation{}, err
	}
	return conversationByID(tx, id)
}

// open is a new conversation with the bot.
func (t *turn) open(who models.Beginning, visitor models.Visitor) error {
	id, err := newID()
	t.made = true
	t.c = &models.Conversation{
		ID: models.ConversationID(id), BotID: who.Bot.ID, DeskID: who.Bot.ID, Address: who.Address, Bot: who.Bot, Visitor: visitor,
		Channel: "web", State: models.StateBot, Playground: who.Playground,
		Trial: trialOf(who), Page: who.Page, PageTitle: who.PageTitle, Browser: who.Browser, Language: who.Language,
		CreatedAt: whole(who.Now), UpdatedAt: whole(who.Now),
	}
	return err
}

// trialOf is what a conversation of the playground tries.
func trialOf(who models.Beginning) *models.Trial {
	if !who.Playground {
		return nil
	}
	return who.Trial
}

func newID() (string, error) {
	id, err := uuid.NewV7()
	return id.String(), err
}
