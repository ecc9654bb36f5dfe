package db

import (
	"context"
	"time"

	"deskbell/models"
)

// leaseTime is how long a timer that was handed out is left alone; after that it is handed out again.
const leaseTime = 30 * time.Second

// Lease implements models.Timers. A timer stays until a turn cancels its token.
func (s *Store) Lease(ctx context.Context, now time.Time, limit int) ([]models.Timer, error) {
	next, err := s.NextDue(ctx)
	if err != nil || next.After(now) {
		if models.CodeOf(err) == models.CodeNotFound {
			err = nil
		}
		return nil, err
	}
	var due []models.Timer
	err = s.Do(ctx, func(tx *Tx) error {
		return tx.Each(`UPDATE timers SET ready_at = $1 WHERE (conversation_id, token) IN (
			SELECT t.conversation_id, t.token FROM timers t WHERE t.ready_at <= $2 ORDER BY t.ready_at LIMIT CAST($3 AS BIGINT))
			RETURNING conversation_id, token, due`,
			[]any{ms(now.Add(leaseTime)), ms(now), bounded(limit)}, func(row scanner) error {
				var t models.Timer
				err := row.Scan(&t.Conversation, &t.Token, at{&t.Due})
				due = append(due, t)
				return err
			})
	})
	if err != nil {
		return nil, err
	}
	return due, nil
}

// NextDue implements models.Timers. A timer that is handed out counts with the end of its lease.
func (s *Store) NextDue(ctx context.Context) (time.Time, error) {
	var next time.Time
	err := s.reads(ctx).Row("SELECT ready_at FROM timers ORDER BY ready_at LIMIT 1").Scan(at{&next})
	return next, err
}

// IdleBefore implements models.Timers; the oldest first, playground conversations too. Answers are mailed from a
// conversation that was closed meanwhile, too.
func (s *Store) IdleBefore(ctx context.Context, bot models.BotID, t time.Time, limit int) ([]models.ConversationID, error) {
	var idle []models.ConversationID
	for _, inList := range []bool{true, false} {
		found, err := ids[models.ConversationID](s.reads(ctx), `SELECT id FROM conversations WHERE desk_id = CAST($1 AS TEXT) AND state = 'bot' AND listed = $2
			AND updated_at < $3 AND NOT EXISTS (SELECT 1 FROM timers WHERE timers.conversation_id = conversations.id AND timers.token <> 'answers')
			ORDER BY updated_at LIMIT CAST($4 AS BIGINT)`, string(bot), inList, ms(t), bounded(limit)-len(idle))
		if err != nil {
			return nil, err
		}
		idle = append(idle, found...)
	}
	return idle, nil
}

// LeaseJob says whether the caller is to run the job name now: once every so often over all
// processes, and at once if it never ran, or last by a clock that went ahead of this one.
func (s *Store) LeaseJob(ctx context.Context, name string, now time.Time, every time.Duration) (bool, error) {
	var changed int64
	err := s.Do(ctx, func(tx *Tx) (err error) {
		changed, err = tx.Exec(`INSERT INTO jobs (name, next_at) VALUES ($1, $2)
			ON CONFLICT (name) DO UPDATE SET next_at = excluded.next_at WHERE jobs.next_at <= $3 OR jobs.next_at > $2`,
			name, ms(now.Add(every)), ms(now))
		return err
	})
	return err == nil && changed == 1, err
}

// Sweep takes away sessions and visitors' secrets that are over, and what was sent long ago, some at a time so that nobody waits
// for it; it returns how many, 0 when there are no more.
func (s *Store) Sweep(ctx context.Context, now time.Time) (int64, error) {
	var gone int64
	err := s.Do(ctx, func(tx *Tx) error {
		sessions, err := tx.Exec(`DELETE FROM sessions WHERE token_hash IN (
			SELECT x.token_hash FROM sessions x WHERE x.expires_at <= $1 LIMIT 500)`, ms(now))
		if err != nil {
			return err
		}
		tokens, err := tx.Exec(`DELETE FROM visitor_tokens WHERE (token_hash, bot_id) IN (
			SELECT x.token_hash, x.bot_id FROM visitor_tokens x WHERE x.expires_at <= $1 LIMIT 500)`, ms(now))
		if err != nil {
			return err
		}
		effects, err := sweepEffects(tx, now)
		if err != nil {
			return err
		}
		received, err := sweepReceived(tx, now)
		if err != nil {
			return err
		}
		links, err := s.sweepLinks(tx, now)
		if err != nil {
			return err
		}
		notices, err := sweepNotices(tx, now)
		if err != nil {
			return err
		}
		answers, err := sweepAnswers(tx, now)
		gone = sessions + tokens + effects + received + links + notices + answers
		return err
	})
	return gone, err
}
