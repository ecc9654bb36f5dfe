package db

import (
	"context"
	"encoding/json"
	"errors"
	"strings"
	"time"

	"deskbell/models"
)

const linkBy = `SELECT l.id, l.conversation_id, c.bot_id, c.desk_id, l.address, l.created_at, l.revoked_at, l.revoked_by, c.state, c.closed_at
	FROM guest_links l JOIN conversations c ON c.id = l.conversation_id WHERE `

// linkRow is a link with what decides whether it is good.
type linkRow struct {
	models.GuestLink
	of models.Conversation
}

func scanLink(row scanner) (linkRow, error) {
	var l linkRow
	err := row.Scan(&l.ID, &l.Conversation, &l.of.BotID, &l.Bot, &l.Address, at{&l.CreatedAt}, at{&l.RevokedAt}, &l.RevokedBy,
		&l.of.State, at{&l.of.ClosedAt})
	return l, err
}

// GuestLink implements models.Guests.
func (s *Store) GuestLink(ctx context.Context, token string, now time.Time) (models.GuestLink, error) {
	return s.goodLink(s.reads(ctx), now, `l.token_hash = CAST($1 AS TEXT)`, hashToken(token))
}

// goodLink errors with ErrNotFound for one that was revoked or is over.
func (s *Store) goodLink(on asker, now time.Time, where string, args ...any) (models.GuestLink, error) {
	l, err := scanLink(on.Row(linkBy+where, args...))
	if err != nil {
		return models.GuestLink{}, err
	}
	bot, err := s.cache.bot(on, l.of.BotID)
	if err != nil {
		return models.GuestLink{}, err
	}
	if !l.RevokedAt.IsZero() || l.of.LinksOver(bot, now) {
		return models.GuestLink{}, models.ErrNotFound
	}
	return l.GuestLink, nil
}

// LinksOf implements models.Guests; the first ones first.
func (s *Store) LinksOf(ctx context.Context, who models.Reader, id models.ConversationID) ([]models.GuestLink, error) {
	on := s.reads(ctx)
	if who.Agent == nil {
		return nil, models.ErrNotFound
	}
	if err := readableBy(on, who, id); err != nil {
		return nil, err
	}
	var all []models.GuestLink
	err := on.Each(linkBy+`l.conversation_id = CAST($1 AS TEXT) ORDER BY l.id`, []any{string(id)}, func(row scanner) error {
		l, err := scanLink(row)
		all = append(all, l.GuestLink)
		return err
	})
	if err != nil || len(all) == 0 {
		return nil, err
	}
	guests, err := guestsBy(on, `g.conversation_id = CAST($1 AS TEXT) ORDER BY g.id`, string(id))
	for _, g := range guests {
		for i := range all {
			if all[i].ID == g.Link {
				all[i].Guests = append(all[i].Guests, g)
			}
		}
	}
	return all, err
}

// guestLink is the link of an address into the turn's conversation, made if there is none. One that was revoked
// stays so: whoever was sent away is not called again.
func (t *turn) guestLink(address string, now time.Time) (models.GuestLinkID, error) {
	address = strings.ToLower(strings.TrimSpace(address))
	var id, hash string
	err := t.tx.Row("SELECT l.id, l.token_hash FROM guest_links l WHERE l.conversation_id = $1 AND l.address = $2", string(t.c.ID), address).Scan(&id, &hash)
	made := errors.Is(err, models.ErrNotFound)
	if made {
		id, err = newID()
	}
	if err != nil {
		return "", err
	}
	token, err := t.store.seal().newToken(joinToken, id)
	if err != nil {
		return "", err
	}
	if !made {
		if hash != hashToken(token) { // the key that it was made with was lost
			_, err = t.tx.Exec("UPDATE guest_links SET token_hash = $1 WHERE id = $2", hashToken(token), id)
		}
		return models.GuestLinkID(id), err
	}
	_, err = t.tx.Exec(`INSERT INTO guest_links (id, token_hash, conversation_id, address, created_at, revoked_at, revoked_by)
		VALUES ($1, $2, $3, $4, $5, 0, '')`, id, hashToken(token), string(t.c.ID), address, ms(now))
	return models.GuestLinkID(id), err
}

// linksKept is how long links are kept that are over, for the team to see who was in.
const linksKept = 30 * 24 * time.Hour

// sweepLinks takes old links away, with the guests who came by them. It begins with the links (SQLite keeps the order
// of a CROSS JOIN), and looks at none that is younger than what is kept: most of the others go.
func (s *Store) sweepLinks(tx *Tx, now time.Time) (int64, error) {
	old := idAt(now.Add(-linksKept))
	bots, err := ids[models.BotID](tx, `SELECT DISTINCT c.bot_id FROM guest_links l CROSS JOIN conversations c
		WHERE c.id = l.conversation_id AND l.id < CAST($1 AS TEXT)`, old)
	if err != nil {
		return 0, err
	}
	var gone int64
	for _, id := range bots {
		bot, err := s.cache.bot(tx, id)
		if err != nil {
			return gone, err
		}
		n, err := tx.Exec(`DELETE FROM guest_links WHERE id IN (SELECT l.id FROM guest_links l CROSS JOIN conversations c
			WHERE c.id = l.conversation_id AND c.bot_id = CAST($1 AS TEXT) AND c.state = 'closed' AND c.closed_at < $2
			AND l.id < CAST($3 AS TEXT) LIMIT 500)`, string(id), ms(now.Add(-linksKept-bot.Settings.Mail.LinkLife())), old)
		if err != nil {
			return gone, err
		}
		gone += n
	}
	return gone, nil
}

// GuestLink implements models.Records.
func (r *records) GuestLink(id models.GuestLinkID) (models.GuestLink, error) {
	l, err := scanLink(r.tx.Row(linkBy+`l.id = CAST($1 AS TEXT) AND l.conversation_id = CAST($2 AS TEXT)`, string(id), string(r.conversation)))
	if err != nil {
		return models.GuestLink{}, err
	}
	l.Guests, err = guestsBy(r.tx, `g.link_id = CAST($1 AS TEXT) AND g.ended_at = 0 ORDER BY g.id`, string(id))
	return l.GuestLink, err
}

// lookedFor is how many mails with join links of a conversation Invited looks at.
const lookedFor = 200

// Invited implements models.Records.
func (r *records) Invited(why string) (time.Time, error) {
	var last time.Time
	err := r.tx.Each(`SELECT d.payload, d.created_at FROM deliveries d WHERE d.conversation_id = CAST($1 AS TEXT) AND d.conversation_id IS NOT NULL
		AND d.purpose = 'join' ORDER BY d.id DESC LIMIT CAST($2 AS BIGINT)`, []any{string(r.conversation), lookedFor}, func(row scanner) error {
		var payload string
		var at int64
		if err := row.Scan(&payload, &at); err != nil {
			return err
		}
		var m models.Mail
		if json.Unmarshal([]byte(payload), &m) == nil && m.Why == why && fromMS(at).After(last) {
			last = fromMS(at)
		}
		return nil
	})
	if err == nil && last.IsZero() {
		err = models.ErrNotFound
	}
	return last, err
}

// NamesAt implements models.Records.
func (r *records) NamesAt(bot models.BotID) ([]string, error) {
	var names []string
	err := r.tx.Each(`SELECT a.name, a.role, EXISTS (SELECT 1 FROM agent_bots ab WHERE ab.agent_id = a.id AND ab.bot_id = CAST($1 AS TEXT))
		FROM agents a WHERE NOT a.disabled AND a.deleted_at = 0`, []any{string(bot)}, func(row scanner) error {
		var name string
		var role models.Role
		var assigned bool
		err := row.Scan(&name, &role, &assigned)
		if assigned || role.May(models.PermitAllBots) {
			names = append(names, name)
		}
		return err
	})
	return names, err
}
