package db

import (
	"context"
	"slices"
	"strings"
	"time"

	"deskbell/models"
)

// How long something is current that nobody has looked at, and how much of it a page is shown; and the same
// of visitors who have only begun, of whom there are many.
const (
	currentFor  = 12 * time.Hour
	mostCurrent = 50
	begunFor    = time.Minute
	// addedFor is how long another one is added to it: whoever is told by it has a while to look.
	addedFor  = currentFor - time.Hour
	mostBegun = 3
)

// How long agents can see what they were told. Of what was only shown in a page there is much.
const (
	noticesKept = 30 * 24 * time.Hour
	startedKept = 24 * time.Hour
)

const noticeColumns = `nt.id, nt.agent_id, nt.kind, nt.way, nt.conversation_id, nt.target, nt.payload, nt.state, nt.status, nt.tries, nt.error,
	nt.created_at, nt.ready_at, nt.sent_at, nt.opened_at`

func scanNotice(row scanner) (models.Notice, error) {
	var n models.Notice
	err := row.Scan(&n.ID, &n.Agent, &n.Kind, &n.Way, &n.Conversation, &n.Target, asJSON{&n.NoticeWords}, &n.State, &n.Status, &n.Tries,
		&n.Error, at{&n.CreatedAt}, at{&n.ReadyAt}, at{&n.SentAt}, at{&n.OpenedAt})
	return n, err
}

// Current implements models.Notices. What is not so any more was taken back by the turn that changed it.
func (s *Store) Current(ctx context.Context, me models.AgentID, now time.Time) ([]models.Notice, error) {
	all, err := s.notices(ctx, me, noticesOf+`AND nt.way = 'page' AND nt.state = 'sent' AND nt.opened_at = 0 AND nt.kind <> 'started'
		AND nt.id >= CAST($3 AS TEXT) ORDER BY nt.id DESC LIMIT CAST($4 AS BIGINT)`, idAt(now.Add(-currentFor)), mostCurrent)
	if err != nil {
		return nil, err
	}
	begun, err := s.notices(ctx, me, noticesOf+`AND nt.id >= CAST($3 AS TEXT) AND nt.kind = 'started' AND nt.way = 'page' AND nt.state = 'sent'
		AND nt.opened_at = 0 ORDER BY nt.id DESC LIMIT CAST($4 AS BIGINT)`, idAt(now.Add(-begunFor)), mostBegun)
	all = append(all, begun...)
	slices.SortStableFunc(all, func(a, b models.Notice) int { return strings.Compare(b.ID, a.ID) })
	return all, err
}

// NoticeLog implements models.Notices.
func (s *Store) NoticeLog(ctx context.Context, me models.AgentID, before string, limit int) ([]models.Notice, error) {
	if before == "" {
		before = "~" // behind every id
	}
	return s.notices(ctx, me, noticesOf+`AND nt.id < CAST($3 AS TEXT) AND nt.kind <> 'started' ORDER BY nt.id DESC LIMIT CAST($4 AS BIGINT)`,
		before, bounded(limit))
}

// unseen are an agent's notices about a conversation that he has not looked at; its arguments are both ids.
const unseen = `FROM notices nt WHERE nt.conversation_id = CAST($1 AS TEXT) AND nt.conversation_id <> '' AND nt.agent_id = CAST($2 AS TEXT)
	AND nt.opened_at = 0 AND nt.state IN ('sent', 'pending')`

// SeenNotices implements models.Notices. It looks before it writes: most often there is nothing.
func (s *Store) SeenNotices(ctx context.Context, me models.AgentID, id models.ConversationID, now time.Time) (bool, error) {
	const any = `SELECT COUNT(*) ` + unseen
	var n int
	if err := s.reads(ctx).Row(any, string(id), string(me)).Scan(&n); err != nil || n == 0 {
		return false, err
	}
	err := s.Do(ctx, func(tx *Tx) error {
		const these = `SELECT nt.id ` + unseen
		found, err := ids[string](tx, these, string(id), string(me))
		for _, one := range found {
			if err == nil {
				err = openNotice(tx, one, now)
			}
		}
		return err
	})
	return err == nil, err
}

// openNotice notes that one was seen; one that is not sent yet is not needed any more. Of messages that were seen
// before he was told of them nothing is kept: a chat has many.
func openNotice(tx *Tx, id string, now time.Time) error {
	gone, err := tx.Exec(`DELETE FROM notices WHERE id = $1 AND kind = 'message' AND opened_at = 0
		AND (way = 'page' AND ready_at > $2 OR way <> 'page' AND state = 'pending' AND tries = 0)`, id, ms(now))
	if err != nil || gone > 0 {
		return err
	}
	_, err = tx.Exec(`UPDATE notices SET opened_at = CASE WHEN state = 'sent' THEN $1 ELSE 0 END,
		state = CASE WHEN state = 'sent' THEN 'sent' ELSE 'dropped' END WHERE id = $2 AND opened_at = 0 AND state IN ('sent', 'pending')`, ms(now), id)
	return err
}

// OpenedNotice implements models.Notices.
func (s *Store) OpenedNotice(ctx context.Context, me models.AgentID, id string, now time.Time) error {
	return s.Do(ctx, func(tx *Tx) error {
		var mine string
		if err := tx.Row("SELECT nt.id FROM notices nt WHERE nt.id = $1 AND nt.agent_id = $2", id, string(me)).Scan(&mine); err != nil {
			return err
		}
		return openNotice(tx, id, now)
	})
}

// SaveNotify implements models.Notices.
func (s *Store) SaveNotify(ctx context.Context, me models.AgentID, chosen map[models.NoticeKind]map[models.NoticeWay]bool) error {
	return s.Do(ctx, func(tx *Tx) error {
		var settings models.AgentSettings // others are kept in them as well
		if err := tx.Row("SELECT settings FROM agents WHERE id = $1", string(me)).Scan(maybeJSON{&settings}); err != nil {
			return err
		}
		settings.Notify = chosen
		text, err := toJSON(settings)
		if err != nil {
			return err
		}
		_, err = tx.Exec("UPDATE agents SET settings = $1 WHERE id = $2", text, string(me))
		return err
	})
}

// sweepNotices takes away what nobody looks at any more, some at a time.
func sweepNotices(tx *Tx, now time.Time) (int64, error) {
	old, err := tx.Exec(`DELETE FROM notices WHERE id IN (SELECT nt.id FROM notices nt WHERE nt.id < CAST($1 AS TEXT) LIMIT 500)`,
		idAt(now.Add(-noticesKept)))
	if err != nil {
		return 0, err
	}
	started, err := tx.Exec(`DELETE FROM notices WHERE id IN (SELECT nt.id FROM notices nt WHERE nt.kind = 'started' AND nt.way = 'page'
		AND nt.id < CAST($1 AS TEXT) LIMIT 500)`, idAt(now.Add(-startedKept)))
	return old + started, err
}
