package db

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"golang.org/x/net/idna"

	"deskbell/models"
)

const dayOfMails = 24 * time.Hour

// unmailable is why no mail may go a way back now; "" when one may. An address that nobody has shown to be the
// visitor's gets few: whoever typed it may have meant somebody else.
func unmailable(on asker, w models.WayBack, now time.Time) (string, error) {
	if !w.StoppedAt.IsZero() {
		return "Emails about this chat were stopped at " + w.Address + ".", nil
	}
	if !w.ClickedAt.IsZero() {
		return "", nil
	}
	sent, err := mailedWithinADay(on, addressKey(w.Address), now)
	if err != nil || sent.own < models.MostMailsADay {
		return "", err
	}
	return limitReached(w.Address), nil
}

func limitReached(address string) string {
	return fmt.Sprintf("%s got %d emails within a day, and nobody has opened the chat from one yet. That is the limit.", address, models.MostMailsADay)
}

// ofDay is how many mails went to an address within a day: answers and transcripts, and those with the mails of
// flows.
type ofDay struct{ own, all int }

func mailedWithinADay(on asker, key string, now time.Time) (ofDay, error) {
	var n ofDay
	err := on.Row(`SELECT COUNT(CASE WHEN d.purpose <> 'flow' THEN 1 END), COUNT(*) FROM deliveries d WHERE d.address = CAST($1 AS TEXT) AND d.address <> ''
		AND d.created_at > $2 AND d.purpose IN ('answer', 'transcript', 'flow') AND d.agent_id = '' AND d.state <> 'dropped'`,
		key, ms(now.Add(-dayOfMails))).Scan(&n.own, &n.all)
	return n, err
}

// addressKey is models.AddressKey with the host as the mail's sender will write it: one mailbox is one address,
// whatever letters its host was typed in.
func addressKey(address string) string {
	at := strings.LastIndexByte(address, '@') + 1
	if host, err := idna.Lookup.ToASCII(address[at:]); err == nil {
		address = address[:at] + host
	}
	return models.AddressKey(address)
}

// spare takes a visitor out of a flow's mail where he has typed the address himself, nobody has shown that it is
// his, and it has got enough: a flow that mails whoever is named would send to strangers without end. Addresses
// that the author wrote get all of it. Skip says that nothing is left to keep.
func (t *turn) spare(d *models.Delivery, v *models.Visitor) (skip bool, err error) {
	if d.Kind != models.DeliverMail || d.Purpose != models.MailFlow || v.Email == "" || t.c.Playground {
		return false, nil
	}
	m, err := d.Mail()
	if err != nil {
		return false, err
	}
	key := addressKey(v.Email)
	his := func(address string) bool { return addressKey(address) == key }
	if !slices.ContainsFunc(m.Filled, his) {
		return false, nil
	}
	clicked, err := clickedAt(t.tx, v.ID, v.Email)
	if err != nil || !clicked.IsZero() {
		return false, err
	}
	sent, err := mailedWithinADay(t.tx, key, d.CreatedAt)
	if d.Address = key; err != nil || sent.all < models.MostMailsADay {
		return false, err
	}
	to, cc := slices.DeleteFunc(slices.Clone(m.To), his), slices.DeleteFunc(slices.Clone(m.CC), his)
	if len(to)+len(cc) == 0 {
		d.State, d.Error, d.DoneAt = models.DeliveryDropped, limitReached(v.Email), d.CreatedAt
		return manyDropped(t.tx, d)
	}
	if d.Address = ""; len(to) == 0 {
		to, cc = cc, nil
	}
	m.To, m.CC = to, cc
	payload, err := toJSON(m)
	d.Payload = []byte(payload)
	return false, err
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

// MailReach implements models.Records. Without the key there are no links, and nothing goes.
func (r *records) MailReach(address string, now time.Time) (models.Reach, error) {
	if err := r.store.keyed(context.Background()); models.CodeOf(err) == models.CodeConflict {
		return models.Reach{Why: err.Error()}, nil
	} else if err != nil {
		return models.Reach{}, err
	}
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
