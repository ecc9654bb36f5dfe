package db

import (
	"deskbell/models"
)

// keepAside keeps what a turn wants done and what came of it, beside log and state.
func (t *turn) keepAside(change *models.Change) error {
	if err := t.keepTimers(change); err != nil {
		return err
	}
	if err := t.keepDeliveries(change); err != nil {
		return err
	}
	if err := t.keepGuests(change); err != nil {
		return err
	}
	t.thinOut(change)
	if err := t.keepMails(change); err != nil {
		return err
	}
	if err := t.giveUp(change); err != nil {
		return err
	}
	if err := t.keepOutcomes(change); err != nil {
		return err
	}
	if err := t.keepBlocks(change); err != nil {
		return err
	}
	if err := t.keepAgents(change); err != nil {
		return err
	}
	if err := t.resumeMails(change); err != nil {
		return err
	}
	if err := t.keepReceived(change); err != nil {
		return err
	}
	if err := t.keepAnswers(change); err != nil {
		return err
	}
	if err := t.keepRated(change); err != nil {
		return err
	}
	return t.keepVisits(change)
}

func (t *turn) keepDeliveries(change *models.Change) error {
	visitor := &t.c.Visitor
	if change.Conversation != nil {
		visitor = &change.Conversation.Visitor
	}
	for i := range change.Deliveries {
		d := &change.Deliveries[i]
		id, err := newID()
		if err != nil {
			return err
		}
		d.ID, d.Conversation, d.Bot, d.State = id, t.c.ID, t.c.BotID, models.DeliveryPending
		d.CreatedAt, d.ReadyAt = whole(d.CreatedAt), whole(d.ReadyAt)
		if d.Key == "" {
			d.Key = id
		}
		if err := t.store.complete(d); err != nil {
			return err
		}
		skip, err := t.spare(d, visitor)
		if err == nil && !skip {
			err = insertDelivery(t.tx, d)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// giveUp takes from the outbox what was not sent in time.
func (t *turn) giveUp(change *models.Change) error {
	for _, token := range change.GivenUp {
		_, err := t.tx.Exec(`UPDATE deliveries SET state = 'failed', error = 'It was not sent in time.', done_at = ready_at
			WHERE conversation_id = CAST($1 AS TEXT) AND token = $2 AND state = 'pending'`, string(t.c.ID), token)
		if err != nil {
			return err
		}
	}
	return nil
}

// held says that the bot stands still: results wait for it.
func held(s models.State) bool {
	return s == models.StateLive || s == models.StateWaiting || s == models.StateLeft
}

// keepOutcomes keeps the first result of each token while a person has the chat.
func (t *turn) keepOutcomes(change *models.Change) error {
	if next := change.Conversation; next != nil && held(t.before) && !held(next.State) {
		_, err := t.tx.Exec("DELETE FROM outcomes WHERE conversation_id = $1", string(t.c.ID))
		return err
	}
	for _, o := range change.Outcomes {
		text, err := toJSON(o.Result)
		if err != nil {
			return err
		}
		_, err = t.tx.Exec(`INSERT INTO outcomes (conversation_id, token, result) VALUES ($1, $2, $3)
			ON CONFLICT (conversation_id, token) DO NOTHING`, string(t.c.ID), o.Token, text)
		if err != nil {
			return err
		}
	}
	return nil
}
