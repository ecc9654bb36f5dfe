package db

import (
	"context"
	"time"

	"deskbell/models"
)

// MailReset implements models.Links. What is mailed stays in the outbox for longer than it counts.
func (s *Store) MailReset(ctx context.Context, f models.Forgotten) (*models.Agent, error) {
	var who models.Agent
	err := s.Do(ctx, func(tx *Tx) error {
		var err error
		if who, err = agentBy(tx, `WHERE a.email = $1 AND a.deleted_at = 0 AND NOT a.disabled`, normalEmail(f.Email)); err != nil {
			return err
		}
		var hour, day int
		err = tx.Row(`SELECT COUNT(CASE WHEN d.created_at > CAST($1 AS BIGINT) THEN 1 END), COUNT(*) FROM deliveries d
			WHERE d.address = CAST($2 AS TEXT) AND d.address <> '' AND d.created_at > CAST($3 AS BIGINT) AND d.agent_id = CAST($4 AS TEXT)
			AND d.purpose = CAST($5 AS TEXT)`, ms(f.Now.Add(-time.Hour)), addressKey(who.Email), ms(f.Now.Add(-24*time.Hour)),
			string(who.ID), string(models.MailReset)).Scan(&hour, &day)
		if err == nil && (hour >= models.MostResetsAnHour || day >= models.MostResetsADay) {
			err = models.ErrNotFound
		}
		if err != nil {
			return err
		}
		link := models.NewLink{Agent: who.ID, Token: f.Token, Purpose: models.LinkReset, Now: f.Now}
		if err := addLink(tx, link); err != nil {
			return err
		}
		return s.mailLink(ctx, tx, link, who)
	})
	if err != nil {
		return nil, err
	}
	return &who, nil
}

// mailLink puts a link into the outbox, for who it is for. Its token is sealed there: the outbox shows none. Where it
// cannot be mailed, because the key is missing or the address is none, the link is good all the same.
func (s *Store) mailLink(ctx context.Context, tx *Tx, l models.NewLink, to models.Agent) error {
	m := models.Mail{Purpose: models.MailReset, Language: to.Language, Link: l.Token, Who: l.By}
	if l.Purpose == models.LinkInvite {
		m.Purpose = models.MailInvite
	}
	_, err := s.putMail(ctx, tx, models.OutMail{Mail: m, Address: to.Email, Agent: to.ID}, l.Now)
	if code := models.CodeOf(err); code == models.CodeInvalid || code == models.CodeConflict {
		return nil
	}
	return err
}
