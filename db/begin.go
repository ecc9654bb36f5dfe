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
		if err := slideToken(tx, visitorToken{hash: who.TokenHash, bot: who.Bot.ID, visitor: visitor.ID, expires: who.Now.Add(tokenLife)}); err != nil {
			return nil, err
		}
	}
	t.only = visitor.Only
	c, next, err := t.goesOn(who, visitor)
	if err != nil {
		return nil, err
	}
	known := c.ID // what it holds, the decision finds by itself
	if next {
		known = ""
	}
	earlier, err := keptIn(tx, reader(visitor), known, who.ClientID)
	switch {
	case err == nil:
		c = earlier
	case !errors.Is(err, models.ErrNotFound):
		return nil, err
	case next:
		if c, err = t.begunBefore(visitor); errors.Is(err, models.ErrNotFound) {
			return t, t.open(who, visitor)
		}
		if err != nil {
			return nil, err
		}
	}
	c.Bot = who.Bot
	if who.Address != "" {
		c.Address = who.Address
	}
	t.c = &c
	return t, nil
}

// goesOn is the conversation that an action is meant for, and whether it goes into the next one instead.
func (t *turn) goesOn(who models.Beginning, visitor models.Visitor) (c models.Conversation, next bool, err error) {
	if t.only == nil {
		c, err = newestConversation(t.tx, visitor.ID)
	} else {
		c, err = t.whereWayIs()
	}
	if errors.Is(err, models.ErrNotFound) {
		return c, true, nil
	}
	if err != nil || c.State != models.StateClosed {
		return c, false, err
	}
	if who.Fresh || t.only == nil {
		return c, who.Fresh, nil
	}
	next, err = t.cannotReopen(&c)
	return c, next, err
}

// keptIn is the visitor's conversation, other than one that is known, in which an action was kept before:
// its answer was lost, and meanwhile another conversation began.
func keptIn(tx *Tx, who models.Reader, known models.ConversationID, clientID string) (models.Conversation, error) {
	if clientID == "" {
		return models.Conversation{}, models.ErrNotFound
	}
	var id models.ConversationID
	err := tx.Row(`SELECT e.conversation_id FROM conversations c JOIN entries e ON e.conversation_id = c.id
		WHERE`+mayRead+`AND e.client_id = CAST($4 AS TEXT) AND e.client_id <> '' AND c.visitor_id = CAST($5 AS TEXT) AND c.id <> CAST($6 AS TEXT)
		ORDER BY c.id DESC LIMIT 1`, may(who, clientID, string(who.Visitor), string(known))...).Scan(&id)
	if err != nil {
		return models.Conversation{}, err
	}
	return conversationByID(tx, id)
}

// open is a new conversation with the bot.
func (t *turn) open(who models.Beginning, visitor models.Visitor) error {
	id, err := newID()
	t.made = true
	visitor.Only = nil
	t.c = &models.Conversation{
		ID: models.ConversationID(id), BotID: who.Bot.ID, DeskID: who.Bot.ID, Address: who.Address, Bot: who.Bot, Visitor: visitor,
		BegunWith: t.begunWith(), Channel: "web", State: models.StateBot, Playground: who.Playground,
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
