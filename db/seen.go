package db

import (
	"context"

	"deskbell/models"
)

// MarkVisitorSeen implements models.Visitors; who has to be the visitor.
func (s *Store) MarkVisitorSeen(ctx context.Context, who models.Reader, upTo models.Position) error {
	if who.Visitor == "" || who.Agent != nil || who.Guest != nil {
		return models.ErrNotFound
	}
	return s.mark(ctx, who, upTo, func(tx *Tx, c *marks, rev int64) error {
		_, err := tx.Exec("UPDATE conversations SET visitor_seen = $1, rev = $2 WHERE id = $3",
			c.upTo, rev, string(upTo.Conversation))
		return err
	})
}

// MarkTeamSeen implements models.Visitors; who has to be an agent, or the guest who has the chat: of one who watches
// nothing is kept.
func (s *Store) MarkTeamSeen(ctx context.Context, who models.Reader, upTo models.Position) error {
	if who.Agent == nil && who.Guest == nil || who.Visitor != "" {
		return models.ErrNotFound
	}
	return s.mark(ctx, who, upTo, func(tx *Tx, c *marks, rev int64) error {
		seen := c.visitorCount
		if c.upTo < c.lastSeq {
			err := tx.Row(`SELECT COUNT(*) FROM entries WHERE conversation_id = CAST($1 AS TEXT) AND seq <= $2
				AND kind = 'said' AND author_kind = 'visitor'`, string(upTo.Conversation), c.upTo).Scan(&seen)
			if err != nil {
				return err
			}
		}
		_, err := tx.Exec("UPDATE conversations SET team_seen = $1, team_seen_count = $2, rev = $3 WHERE id = $4",
			c.upTo, seen, rev, string(upTo.Conversation))
		return err
	})
}

// marks is where a conversation's marks are. upTo is where the one in question shall be.
type marks struct {
	lastSeq, visitorSeen, teamSeen, visitorCount int64
	guest                                        models.GuestID // who has it
	upTo                                         int64
}

// moves says whether there is anything to keep: most often the mark is there already.
func (m *marks) moves(who models.Reader, seq int64) bool {
	m.upTo = min(seq, m.lastSeq)
	switch {
	case who.Guest != nil:
		return who.Guest.ID == m.guest && m.upTo > m.teamSeen
	case who.Agent != nil:
		return m.upTo > m.teamSeen
	}
	return m.upTo > m.visitorSeen
}

// mark looks before it writes, and again in the transaction. A mark that moves gets a number like a
// turn's, so that other desks and tabs notice.
func (s *Store) mark(ctx context.Context, who models.Reader, upTo models.Position, keep func(*Tx, *marks, int64) error) error {
	before, err := findMarks(s.reads(ctx), who, upTo.Conversation)
	if err != nil || !before.moves(who, upTo.Seq) {
		return err
	}
	return s.Do(ctx, func(tx *Tx) error {
		now, err := findMarks(tx, who, upTo.Conversation)
		if err != nil || !now.moves(who, upTo.Seq) {
			return err
		}
		rev, err := tx.group.nextRev(tx)
		if err != nil {
			return err
		}
		return keep(tx, &now, rev)
	})
}

func findMarks(on asker, who models.Reader, id models.ConversationID) (marks, error) {
	var m marks
	err := on.Row(`SELECT c.last_seq, c.visitor_seen, c.team_seen, c.visitor_count, c.guest_id FROM conversations c
		WHERE`+mayRead+`AND c.id = $4`, may(who, string(id))...).Scan(&m.lastSeq, &m.visitorSeen, &m.teamSeen, &m.visitorCount, &m.guest)
	return m, err
}
