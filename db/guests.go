package db

import (
	"context"
	"time"

	"deskbell/models"
)

const guestBy = `SELECT g.id, g.link_id, g.conversation_id, g.name, l.address, g.browser, g.joined_at, g.here_until, g.ended_at, g.ended_by
	FROM guests g JOIN guest_links l ON l.id = g.link_id WHERE `

func scanGuest(row scanner) (models.Guest, error) {
	var g models.Guest
	err := row.Scan(&g.ID, &g.Link, &g.Conversation, &g.Name, &g.Address, &g.Browser, at{&g.JoinedAt}, at{&g.HereUntil}, at{&g.EndedAt}, &g.EndedBy)
	return g, err
}

func guestsBy(on asker, where string, args ...any) ([]models.Guest, error) {
	var all []models.Guest
	err := on.Each(guestBy+where, args, func(row scanner) error {
		g, err := scanGuest(row)
		all = append(all, g)
		return err
	})
	return all, err
}

// GuestBySession implements models.Guests.
func (s *Store) GuestBySession(ctx context.Context, token, sessionHash string, now time.Time) (*models.Guest, error) {
	l, err := s.GuestLink(ctx, token, now)
	if err != nil {
		return nil, err
	}
	g, err := scanGuest(s.reads(ctx).Row(guestBy+`g.session_hash = CAST($1 AS TEXT) AND g.link_id = CAST($2 AS TEXT) AND g.ended_at = 0`,
		sessionHash, string(l.ID)))
	if err != nil {
		return nil, err
	}
	return &g, nil
}

// GuestIn implements models.Guests.
func (s *Store) GuestIn(ctx context.Context, id models.GuestID, now time.Time) error {
	on := s.reads(ctx)
	g, err := scanGuest(on.Row(guestBy+`g.id = CAST($1 AS TEXT) AND g.ended_at = 0`, string(id)))
	if err != nil {
		return err
	}
	_, err = s.goodLink(on, now, `l.id = CAST($1 AS TEXT)`, string(g.Link))
	return err
}

// Here implements models.Guests.
func (s *Store) Here(ctx context.Context, id models.GuestID, until time.Time) error {
	return s.Do(ctx, func(tx *Tx) error {
		return found(tx.Exec("UPDATE guests SET here_until = $1 WHERE id = $2 AND ended_at = 0", ms(until), string(id)))
	})
}

// GuestsGone implements models.Guests. It looks at the chats that guests have alone, by their index.
func (s *Store) GuestsGone(ctx context.Context, before time.Time, limit int) ([]models.ConversationID, error) {
	return ids[models.ConversationID](s.reads(ctx), `SELECT c.id FROM conversations c WHERE c.guest_id > '' AND c.guest_id <> '' AND c.state = 'live' AND NOT EXISTS (
		SELECT 1 FROM guests g WHERE g.id = c.guest_id AND g.ended_at = 0 AND g.here_until >= $1) LIMIT CAST($2 AS BIGINT)`, ms(before), bounded(limit))
}

// keepGuests keeps who came in and who went.
func (t *turn) keepGuests(change *models.Change) error {
	if next := change.Conversation; next != nil && t.before == models.StateClosed && next.State != t.before {
		if err := t.dropOver(next.UpdatedAt); err != nil {
			return err
		}
	}
	if j := change.Joined; j != nil {
		if err := t.letIn(j); err != nil {
			return err
		}
	}
	var lost []models.GuestLost
	for _, l := range change.GuestsLost {
		some, err := t.loseGuests(l)
		if err != nil {
			return err
		}
		lost = append(lost, some...)
	}
	change.GuestsLost = lost
	return nil
}

// dropOver takes the links away that had ended before a closed chat went on: they do not become good again by it.
func (t *turn) dropOver(now time.Time) error {
	if !t.c.LinksOver(t.c.Bot, now) {
		return nil
	}
	_, err := t.tx.Exec("DELETE FROM guest_links WHERE conversation_id = $1", string(t.c.ID))
	return err
}

// letIn looks at the link again, in the transaction that uses it: of many who come at once no more are let in than
// may be.
func (t *turn) letIn(j *models.Joining) error {
	var link models.GuestLinkID
	err := t.tx.Row(`SELECT l.id FROM guest_links l WHERE l.token_hash = $1 AND l.conversation_id = $2 AND l.revoked_at = 0`,
		hashToken(j.Token), string(t.c.ID)).Scan(&link)
	if err != nil {
		return err
	}
	var came int
	if err := t.tx.Row("SELECT COUNT(*) FROM guests g WHERE g.link_id = $1", string(link)).Scan(&came); err != nil {
		return err
	}
	if came >= models.MostGuests {
		return &models.Error{Code: models.CodeConflict, Message: "This link was opened in too many browsers. Use one that you have joined in before, or ask for another link."}
	}
	_, err = t.tx.Exec(`INSERT INTO guests (id, link_id, conversation_id, name, session_hash, browser, joined_at, here_until, ended_at, ended_by)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 0, '')`, string(j.ID), string(link), string(t.c.ID), j.Name, j.SessionHash,
		models.CleanLine(j.Browser, longestBrowser), ms(j.Now), ms(j.Now.Add(joinLease)))
	if doubled(err) {
		return &models.Error{Code: models.CodeConflict, Message: "You are in already."}
	}
	return err
}

// joinLease is how long somebody who has just come in has until his page shows that it is open; longestBrowser is
// how many characters are kept of what a browser says that it is.
const (
	joinLease      = 30 * time.Second
	longestBrowser = 300
)

// loseGuests ends one guest, or a link with all who came by it; those who were in come back.
func (t *turn) loseGuests(l models.GuestLost) ([]models.GuestLost, error) {
	if l.Guest == "" {
		err := found(t.tx.Exec("UPDATE guest_links SET revoked_at = $1, revoked_by = $2 WHERE id = $3 AND conversation_id = $4 AND revoked_at = 0",
			ms(l.At), l.By, string(l.Link), string(t.c.ID)))
		if err != nil {
			return nil, err
		}
	}
	gone, err := ids[models.GuestID](t.tx, `UPDATE guests SET ended_at = $1, ended_by = $2 WHERE link_id = $3 AND conversation_id = $4
		AND ($5 = '' OR id = $5) AND ended_at = 0 RETURNING id`, ms(l.At), l.By, string(l.Link), string(t.c.ID), string(l.Guest))
	lost := make([]models.GuestLost, len(gone))
	for i, id := range gone {
		lost[i] = models.GuestLost{Link: l.Link, Guest: id, By: l.By, At: l.At}
	}
	return lost, err
}
