package db

import (
	"context"
	"fmt"

	"deskbell/models"
)

type decision func(*models.Conversation) (models.Change, error)

// Turn implements models.Turns. What comes back has its final values: Rev, the entries'
// Conversation and Rev, OwnerName, and Before as the store found it.
func (s *Store) Turn(ctx context.Context, id models.ConversationID, decide func(*models.Conversation) (models.Change, error)) (models.Change, error) {
	var kept models.Change
	err := s.Do(ctx, func(tx *Tx) error {
		c, err := conversationByID(tx, id)
		if err != nil {
			return err
		}
		if c.Bot, err = s.cache.bot(tx, c.BotID); err != nil {
			return err
		}
		t := &turn{store: s, tx: tx, c: &c}
		kept, err = t.take(decide)
		return err
	})
	if err != nil {
		return models.Change{}, err
	}
	return kept, nil
}

// turn is one decision and what is kept of it.
type turn struct {
	store *Store
	tx    *Tx
	c     *models.Conversation
	// made: neither conversation nor log is kept yet; met: the visitor is not either.
	made, met bool
	tokenHash string                // of a visitor who asks
	only      *models.Only          // what that is good for
	left      models.ConversationID // where he was with it

	before  models.State
	desk    models.BotID // whose list it was in
	lastSeq int64
	owner   models.AgentID
	offered models.AgentID
	listed  bool
}

func (t *turn) take(decide decision) (models.Change, error) {
	t.lastSeq, t.owner, t.offered = t.c.LastSeq, t.c.OwnerID, t.c.Offered()
	if !t.made {
		t.before, t.desk, t.listed = t.c.State, t.c.DeskID, listed(t.c)
	}
	t.c.Records = &records{tx: t.tx, store: t.store, cache: t.store.cache, conversation: t.c.ID}
	change, err := decide(t.c)
	t.c.Records = nil // it ends with the transaction
	if err != nil {
		return models.Change{}, err
	}
	change.Before, change.BeforeDesk = t.before, t.desk
	if change.Conversation == nil {
		if len(change.Entries) > 0 || change.VisitorChanged {
			return models.Change{}, fmt.Errorf("db: a change of conversation %s without the conversation", t.c.ID)
		}
		if !t.made {
			err = t.keepAside(&change)
		}
		return change, err
	}
	err = t.keep(&change)
	change.Left = t.left
	return change, err
}

func (t *turn) keep(change *models.Change) error {
	next := change.Conversation
	next.Records = nil
	if err := t.check(change); err != nil {
		return err
	}
	rev, err := t.tx.group.nextRev(t.tx)
	if err != nil {
		return err
	}
	next.Rev = rev
	wholeTimes(next)
	if err := t.keepConversation(change); err != nil {
		return err
	}
	if err := t.keepRevised(change); err != nil {
		return err
	}
	if err := t.keepEntries(change); err != nil {
		return err
	}
	if err := t.keepAside(change); err != nil {
		return err
	}
	if err := t.keepNotices(change); err != nil {
		return err
	}
	if err := t.count(next); err != nil {
		return err
	}
	behind := t.behindWith(change)
	t.tx.then(func() { t.store.index.behind.tell(behind) })
	return t.nameOwner(next)
}

// check refuses what would break the log: a decision that does so is a mistake in the program.
func (t *turn) check(change *models.Change) error {
	next := change.Conversation
	if next.ID != t.c.ID {
		return fmt.Errorf("db: a turn of conversation %s changed %s", t.c.ID, next.ID)
	}
	for i := range change.Entries {
		if want := t.lastSeq + int64(i) + 1; change.Entries[i].Seq != want {
			return fmt.Errorf("db: conversation %s: entry %d where %d has to come", t.c.ID, change.Entries[i].Seq, want)
		}
	}
	if want := t.lastSeq + int64(len(change.Entries)); next.LastSeq != want {
		return fmt.Errorf("db: conversation %s: last seq %d where the log ends with %d", t.c.ID, next.LastSeq, want)
	}
	return nil
}

func (t *turn) keepConversation(change *models.Change) error {
	next := change.Conversation
	if t.met {
		if err := t.keepVisitor(next); err != nil {
			return err
		}
	} else if change.VisitorChanged {
		if err := t.changeVisitor(&next.Visitor); err != nil {
			return err
		}
	}
	values, err := conversationValues(next)
	if err != nil {
		return err
	}
	if t.made {
		values = append(values, string(next.BotID), string(next.Visitor.ID), next.Channel, next.Playground, ms(next.CreatedAt), next.BegunWith)
		_, err = t.tx.Exec(insertConversation, values...)
	} else {
		_, err = t.tx.Exec(updateConversation, values...)
	}
	if doubled(err) {
		return &models.Error{Code: models.CodeConflict, Message: "This visitor has another open conversation."}
	}
	if err == nil && t.made {
		err = t.goTo(next)
	}
	return err
}

const insertEntry = `INSERT INTO entries (conversation_id, seq, rev, kind, author_kind, author_id, author_name,
	text, body, client_id, audience, at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`

func (t *turn) keepEntries(change *models.Change) error {
	for i := range change.Entries {
		e := &change.Entries[i]
		e.Conversation, e.Rev, e.At = t.c.ID, change.Conversation.Rev, whole(e.At)
		e.Revises = change.RevisedAt(e.Body.Of)
		body, err := toJSON(e.Body)
		if err != nil {
			return err
		}
		_, err = t.tx.Exec(insertEntry, string(e.Conversation), e.Seq, e.Rev, string(e.Kind),
			string(e.Author.Kind), e.Author.ID, e.Author.Name, e.Text, body, e.ClientID, int64(e.Audience), ms(e.At))
		if doubled(err) {
			return &models.Error{Code: models.CodeConflict, Message: "This message is here already."}
		}
		if err != nil {
			return err
		}
		if err := t.claim(e); err != nil {
			return err
		}
	}
	return nil
}

func (t *turn) keepTimers(change *models.Change) error {
	for _, gone := range change.Cancelled {
		t.store.kept.drop(t.tx, keptTimer{t.c.ID, gone})
		_, err := t.tx.Exec("DELETE FROM timers WHERE conversation_id = $1 AND token = $2", string(t.c.ID), gone)
		if err != nil {
			return err
		}
	}
	for i := range change.Timers {
		timer := &change.Timers[i]
		timer.Conversation, timer.Due = t.c.ID, whole(timer.Due)
		if err := t.setTimer(timer); err != nil {
			return err
		}
	}
	return nil
}

// count keeps the numbers of the desk, so that no list has to be counted.
func (t *turn) count(next *models.Conversation) error {
	now := listed(next)
	if now == t.listed && next.State == t.before && next.DeskID == t.desk {
		return nil
	}
	if t.listed {
		if err := addCount(t.tx, t.desk, t.before, -1); err != nil {
			return err
		}
	}
	if now {
		return addCount(t.tx, next.DeskID, next.State, 1)
	}
	return nil
}

func addCount(tx *Tx, bot models.BotID, state models.State, n int64) error {
	_, err := tx.Exec(`INSERT INTO counts (bot_id, state, n) VALUES ($1, $2, $3)
		ON CONFLICT (bot_id, state) DO UPDATE SET n = counts.n + excluded.n`, string(bot), string(state), n)
	return err
}

func (t *turn) nameOwner(next *models.Conversation) error {
	if next.GuestID != "" {
		return nil
	}
	if next.OwnerID == "" {
		next.OwnerName = ""
		return nil
	}
	if next.OwnerID == t.owner {
		return nil
	}
	var owner models.Agent
	if err := t.tx.Row("SELECT name FROM agents WHERE id = $1", string(next.OwnerID)).Scan(&owner.Name); err != nil {
		return err
	}
	next.OwnerName = owner.FirstName()
	return nil
}
