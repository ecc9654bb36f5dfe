package db

import (
	"context"
	"errors"
	"fmt"
	"time"

	"deskbell/models"
)

const dayOfMails = 24 * time.Hour

// unmailable is why no mail may go a way back now; "" when one may. An address that nobody has shown to be the
// visitor's gets few: whoever typed it may have meant somebody else.
func unmailable(on asker, w models.WayBack, now time.Time) (string, error) {
	if !w.StoppedAt.IsZero() {
		return "Emails about this chat were stopped by whoever reads " + w.Address + ".", nil
	}
	if !w.ClickedAt.IsZero() {
		return "", nil
	}
	var sent int
	err := on.Row(`SELECT COUNT(*) FROM deliveries d WHERE d.address = CAST($1 AS TEXT) AND d.address <> '' AND d.created_at > $2 AND d.purpose IN ('answer', 'transcript')
		AND d.agent_id = '' AND d.state <> 'dropped'`, models.AddressKey(w.Address), ms(now.Add(-dayOfMails))).Scan(&sent)
	if err != nil || sent < models.MostMailsADay {
		return "", err
	}
	return fmt.Sprintf("%s got %d emails within a day, and nobody has opened the chat from one yet. That is the limit.", w.Address, models.MostMailsADay), nil
}

// reach is how a conversation's visitor can be written to at an address.
func reach(on asker, id models.ConversationID, address string, now time.Time) (models.Reach, error) {
	address = wayAddress(address)
	w, err := scanWayBack(on.Row(wayBackBy+`w.conversation_id = CAST($1 AS TEXT) AND w.address = CAST($2 AS TEXT)`, string(id), address))
	if errors.Is(err, models.ErrNotFound) {
		w = models.WayBack{Address: address}
		err = on.Row(`SELECT COALESCE(MAX(w.clicked_at), 0) FROM ways_back w WHERE w.address = CAST($1 AS TEXT)
			AND w.visitor_id = (SELECT c.visitor_id FROM conversations c WHERE c.id = CAST($2 AS TEXT))`, address, string(id)).Scan(at{&w.ClickedAt})
	}
	if err != nil {
		return models.Reach{}, err
	}
	why, err := unmailable(on, w, now)
	return models.Reach{Own: !w.ClickedAt.IsZero(), Why: why}, err
}

// MailReach implements models.Records.
func (r *records) MailReach(address string, now time.Time) (models.Reach, error) {
	return reach(r.tx, r.conversation, address, now)
}

// MailReach implements models.WaysBack.
func (s *Store) MailReach(ctx context.Context, who models.Reader, id models.ConversationID, now time.Time) (models.Reach, error) {
	c, err := s.Conversation(ctx, who, id)
	if err != nil || c.Visitor.Email == "" {
		return models.Reach{}, err
	}
	return reach(s.reads(ctx), id, c.Visitor.Email, now)
}
