package db

import (
	"cmp"
	"context"
	"crypto/rand"
	"errors"
	"slices"
	"strings"
	"time"

	"deskbell/models"
)

// keepMails puts the mails of a turn into the outbox, with what their links name. One that may not be sent is
// kept as well, for the team to see: a mail is no reason to refuse a turn.
func (t *turn) keepMails(change *models.Change) error {
	for _, m := range change.Mails {
		d, err := t.store.newMail(m)
		if err != nil {
			return err
		}
		d.Conversation, d.Bot = t.c.ID, t.c.BotID
		if there, err := isWritten(t.tx, m.Key); there || err != nil {
			if err != nil {
				return err
			}
			continue
		}
		if err := t.link(&m, &d); err != nil {
			return err
		}
		if d.State == models.DeliveryDropped {
			many, err := manyDropped(t.tx, &d)
			if err != nil {
				return err
			}
			if many {
				continue
			}
		}
		if m.References, err = references(t.tx, &m, &d); err != nil {
			return err
		}
		if err := insertMail(t.tx, &m, &d); err != nil {
			return err
		}
		change.Deliveries = append(change.Deliveries, d)
	}
	return nil
}

// isWritten says that there is a mail of the key.
func isWritten(on asker, key string) (bool, error) {
	if key == "" {
		return false, nil
	}
	var n int
	err := on.Row("SELECT COUNT(*) FROM deliveries d WHERE d.key = CAST($1 AS TEXT)", key).Scan(&n)
	return n > 0, err
}

// link finds or makes what the mail's link names, and says when it may not be sent.
func (t *turn) link(m *models.OutMail, d *models.Delivery) error {
	toVisitor := m.Purpose.ToVisitor() && m.Agent == ""
	if m.Purpose != models.MailJoin && !toVisitor {
		return nil
	}
	if err := t.store.keyed(context.Background()); models.CodeOf(err) == models.CodeConflict {
		d.State, d.Error, d.DoneAt = models.DeliveryFailed, models.CleanLine(err.Error(), longestError), d.CreatedAt
		return nil
	} else if err != nil {
		return err
	}
	if m.Purpose == models.MailJoin {
		link, err := t.guestLink(m.Address, d.CreatedAt)
		m.Link = string(link)
		return err
	}
	w, err := t.wayBack(m.Address, d.CreatedAt)
	if err != nil {
		return err
	}
	m.Link = string(w.ID)
	strip(&m.Mail, w)
	why, err := unmailable(t.tx, w, d.CreatedAt)
	if err == nil && why != "" {
		d.State, d.Error, d.DoneAt = models.DeliveryDropped, why, d.CreatedAt
	}
	return err
}

// mostDropped is how many mails to an address that were not allowed are shown of a day.
const mostDropped = 20

// manyDropped says that enough of them are kept: whoever asks for mails to somebody else does not fill the disk.
func manyDropped(on asker, d *models.Delivery) (bool, error) {
	var n int
	err := on.Row(`SELECT COUNT(*) FROM deliveries d WHERE d.address = CAST($1 AS TEXT) AND d.address <> '' AND d.created_at > $2 AND d.state = 'dropped'`,
		d.Address, ms(d.CreatedAt.Add(-dayOfMails))).Scan(&n)
	return n >= mostDropped, err
}

// mostReferences is how many mails before it a mail names: the first, and the last ones.
const mostReferences = 10

// references are the Message-IDs of the same thread: what went to this address about this conversation.
func references(on asker, m *models.OutMail, d *models.Delivery) ([]string, error) {
	like := []models.MailPurpose{m.Purpose, m.Purpose}
	switch {
	case d.Conversation == "" || d.Address == "" || m.Agent != "":
		return nil, nil
	case m.Purpose.ToVisitor():
		like = []models.MailPurpose{models.MailAnswer, models.MailTranscript}
	}
	all, err := ids[string](on, `SELECT d.message_id FROM deliveries d WHERE d.conversation_id = CAST($1 AS TEXT) AND d.address = CAST($2 AS TEXT)
		AND d.agent_id = '' AND d.purpose IN (CAST($3 AS TEXT), CAST($4 AS TEXT)) AND d.message_id <> '' AND d.state <> 'dropped' ORDER BY d.id`,
		string(d.Conversation), d.Address, string(like[0]), string(like[1]))
	if len(all) > mostReferences {
		all = slices.Delete(all, 1, len(all)-mostReferences+1)
	}
	return all, err
}

// newMail is a mail on its way into the outbox, without what it says.
func (s *Store) newMail(m models.OutMail) (models.Delivery, error) {
	id, err := newID()
	if err != nil {
		return models.Delivery{}, err
	}
	if m.Now.IsZero() {
		return models.Delivery{}, errors.New("db: a mail without a time")
	}
	d := models.Delivery{ID: id, Key: cmp.Or(m.Key, id), Kind: models.DeliverMail, Purpose: m.Purpose, Address: addressKey(m.Address), Agent: m.Agent,
		State: models.DeliveryPending, MessageID: s.messageID(id), CreatedAt: whole(m.Now), ReadyAt: whole(m.Now)}
	if m.Ready.After(m.Now) {
		d.ReadyAt = whole(m.Ready)
	}
	return d, nil
}

// messageID is that of a mail. Nobody guesses it, since answers name it.
func (s *Store) messageID(id string) string {
	domain := s.options.MailDomain
	if domain == "" {
		domain = "deskbell.invalid"
	}
	return id + "." + strings.ToLower(rand.Text()[:16]) + "@" + domain
}

// complete gives a flow's mail, which its turn has put into the outbox by itself, what a mail has.
func (s *Store) complete(d *models.Delivery) error {
	if d.Kind != models.DeliverMail || d.MessageID != "" {
		return nil
	}
	m, err := d.Mail()
	if err != nil {
		return err
	}
	if d.Purpose = m.Purpose; d.Purpose == "" {
		d.Purpose = models.MailFlow
	}
	if len(m.To) == 1 && len(m.CC) == 0 {
		d.Address = addressKey(m.To[0])
	}
	d.MessageID = s.messageID(d.ID)
	return nil
}

func insertMail(tx *Tx, m *models.OutMail, d *models.Delivery) error {
	payload, err := toJSON(m.Mail)
	if err != nil {
		return err
	}
	d.Payload = []byte(payload)
	return insertDelivery(tx, d)
}

func insertDelivery(tx *Tx, d *models.Delivery) error {
	var conversation any // nothing, for a mail to the team
	if d.Conversation != "" {
		conversation = string(d.Conversation)
	}
	_, err := tx.Exec(`INSERT INTO deliveries (id, kind, conversation_id, bot_id, token, key, payload, state, tries, error,
		created_at, ready_at, done_at, purpose, address, agent_id, message_id) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 0, $9, $10, $11, $12,
		$13, $14, $15, $16)`,
		d.ID, string(d.Kind), conversation, string(d.Bot), d.Token, d.Key, string(d.Payload), string(d.State), d.Error,
		ms(d.CreatedAt), ms(d.ReadyAt), ms(d.DoneAt), string(d.Purpose), d.Address, string(d.Agent), d.MessageID)
	return err
}

// mailPlace is what the links of mails to the team are sealed for; purpose and address follow.
const mailPlace = "mail_link"

// PutMail implements models.Mailing.
func (s *Store) PutMail(ctx context.Context, m models.OutMail, now time.Time) (string, error) {
	var id string
	err := s.Do(ctx, func(tx *Tx) (err error) {
		id, err = s.putMail(ctx, tx, m, now)
		return err
	})
	return id, err
}

// putMail is PutMail in a transaction that writes more. The link of a mail by which a password is chosen is kept
// sealed.
func (s *Store) putMail(ctx context.Context, tx *Tx, m models.OutMail, now time.Time) (string, error) {
	address, err := models.CleanEmail("address", m.Address)
	if err != nil {
		return "", err
	}
	m.Address, m.To, m.Now = address, []string{address}, now
	if m.At.IsZero() {
		m.At = now
	}
	if m.Purpose == models.MailInvite || m.Purpose == models.MailReset {
		if err := s.keyed(ctx); err != nil {
			return "", err
		}
		if m.Link, err = s.seal().close(m.Link, mailPlace, string(m.Purpose), address); err != nil {
			return "", err
		}
	}
	d, err := s.newMail(m)
	if err != nil {
		return "", err
	}
	return d.ID, insertMail(tx, &m, &d)
}
