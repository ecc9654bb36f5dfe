package db

import (
	"context"
	"errors"
	"time"

	"deskbell/models"
)

// How long what an agent wants mailed waits: whoever has a page open sees it there meanwhile, and it is dropped. Then
// how far apart mails to one agent are, how much one of them says, and when it is too late for it.
const (
	mailHere     = 30 * time.Second
	mailAway     = 5 * time.Second
	mailsEach    = 2 * time.Minute
	mostInMail   = 20
	mailedWithin = time.Hour
	mailedAtOnce = 100 // agents
)

// MailingNotices says whether there is a mail server: without one nothing is kept for it.
func (s *Store) MailingNotices(on bool) { s.mailing.Store(on) }

// tellByMail keeps a notice for the next mail to an agent who wants it.
func (t *turn) tellByMail(a *told, n models.Notice) error {
	if !t.store.mailing.Load() || !a.Settings.Wants(n.Kind, models.WayEmail) {
		return nil
	}
	n.Way, n.State, n.ReadyAt = models.WayEmail, models.NoticePending, n.CreatedAt.Add(mailAway)
	if a.ReachableUntil.After(n.CreatedAt) {
		n.ReadyAt = n.CreatedAt.Add(mailHere)
	}
	if t.made { // there is none yet that it could be added to
		return insertNotice(t.tx, n)
	}
	return keepToSend(t.tx, n)
}

// TestByMail implements models.Notices. It takes the way of all others.
func (s *Store) TestByMail(ctx context.Context, me models.AgentID, now time.Time) error {
	words := models.NoticeWords{Title: models.NoticeTest.Words(), Line: "This is how you will be told.", Count: 1, At: now}
	return s.Do(ctx, func(tx *Tx) error {
		return insertNotice(tx, models.Notice{Agent: me, Kind: models.NoticeTest, Way: models.WayEmail, NoticeWords: words,
			State: models.NoticePending, CreatedAt: now, ReadyAt: now})
	})
}

// MailNotices writes one mail to each agent for whom something is due, with all of it, and says how many were written.
func (s *Store) MailNotices(ctx context.Context, now time.Time) (int, error) {
	due, err := ids[models.AgentID](s.reads(ctx), `SELECT DISTINCT nt.agent_id FROM notices nt WHERE nt.way = 'email' AND nt.state = 'pending'
		AND nt.ready_at <= CAST($1 AS BIGINT) LIMIT CAST($2 AS BIGINT)`, ms(now), mailedAtOnce)
	mails := 0
	for _, id := range due {
		wrote := false
		failed := s.Do(ctx, func(tx *Tx) error {
			var err error
			wrote, err = s.mailNotices(ctx, tx, id, now)
			return err
		})
		if wrote && failed == nil {
			mails++
		}
		err = errors.Join(err, failed) // the others get theirs
	}
	return mails, err
}

// mailNotices is MailNotices for one agent.
func (s *Store) mailNotices(ctx context.Context, tx *Tx, id models.AgentID, now time.Time) (bool, error) {
	var last time.Time
	err := tx.Row(`SELECT COALESCE(MAX(nt.sent_at), 0) FROM notices nt WHERE nt.agent_id = CAST($1 AS TEXT) AND nt.way = 'email'
		AND nt.state = 'sent' AND nt.id >= CAST($2 AS TEXT) AND nt.sent_at <= CAST($3 AS BIGINT)`, string(id), idAt(now.Add(-mailedWithin-mailsEach)), ms(now)).Scan(at{&last})
	if err != nil {
		return false, err
	}
	if next := last.Add(mailsEach); next.After(now) {
		_, err := tx.Exec("UPDATE notices SET ready_at = $1 WHERE way = 'email' AND state = 'pending' AND ready_at < $1 AND agent_id = $2", ms(next), string(id))
		return false, err
	}
	to, err := agentBy(tx, `WHERE a.id = $1`, string(id))
	if err != nil {
		return false, err
	}
	due, err := mailable(tx, &to, now)
	if err != nil {
		return false, err
	}
	m := models.Mail{Purpose: models.MailNotice, Language: to.Language}
	for _, n := range due {
		if n.why != "" {
			_, err = tx.Exec("UPDATE notices SET state = 'dropped', error = $1 WHERE id = $2", n.why, n.ID)
		} else {
			m.Notices = append(m.Notices, models.MailedNotice{Title: n.Title, Line: n.Line, Path: n.Path(), Count: n.Count, At: n.At, Zone: s.zoneOf(tx, n.bot)})
			_, err = tx.Exec("UPDATE notices SET state = 'sent', tries = 1, sent_at = $1 WHERE id = $2", ms(now), n.ID)
		}
		if err != nil {
			return false, err
		}
	}
	if len(m.Notices) == 0 {
		return false, nil
	}
	if len(m.Notices) > mostInMail {
		m.Notices, m.More = m.Notices[:mostInMail], true
	}
	_, err = s.putMail(ctx, tx, models.OutMail{Mail: m, Address: to.Email, Agent: id}, now)
	return err == nil, err
}

// toMail is a notice on its way into a mail; why says that it is not needed any more.
type toMail struct {
	models.Notice
	bot models.BotID // "" where it is about no conversation
	why string
}

// zoneOf is where a bot is at home; "" for one that is not known.
func (s *Store) zoneOf(on asker, id models.BotID) string {
	if id == "" {
		return ""
	}
	bot, err := s.cache.bot(on, id)
	if err != nil {
		return "" // the mail has its times in UTC then
	}
	return bot.Settings.Zone()
}

// mailable are an agent's that are due, the oldest first.
func mailable(tx *Tx, to *models.Agent, now time.Time) ([]toMail, error) {
	out := ""
	if _, err := models.CleanEmail("", to.Email); to.Disabled || !to.DeletedAt.IsZero() {
		out = signedOff
	} else if err != nil {
		out = "The address cannot be mailed to."
	}
	var all []toMail
	err := tx.Each(`SELECT `+noticeColumns+`, COALESCE(c.state, ''), COALESCE(c.owner_id, ''), COALESCE(c.offered_to, ''), COALESCE(c.bot_id, ''), `+seesDesk+`
		FROM notices nt LEFT JOIN conversations c ON c.id = nt.conversation_id WHERE nt.way = 'email' AND nt.state = 'pending'
		AND nt.ready_at <= CAST($1 AS BIGINT) AND nt.agent_id = CAST($2 AS TEXT) ORDER BY nt.id LIMIT 500`,
		[]any{ms(now), string(to.ID)}, func(row scanner) error {
			var n toMail
			var c models.Conversation
			var offered models.AgentID
			var sees bool
			var err error
			n.Notice, err = scanNotice(also{row, []any{&c.State, &c.OwnerID, &offered, &n.bot, &sees}})
			c.Offer = &models.Offer{To: offered}
			switch {
			case out != "":
				n.why = out
			case n.Conversation != "" && !(n.Kind.StillMatters(n.Agent, &c) && maySeeStill(n.Kind, to.Role, sees)):
				n.why = "Nobody needed it any more."
			case now.Sub(n.CreatedAt) > mailedWithin:
				n.why = "It waited too long."
			}
			all = append(all, n)
			return err
		})
	return all, err
}

// also is a row with more columns behind those that are read of it.
type also struct {
	scanner
	more []any
}

func (a also) Scan(into ...any) error { return a.scanner.Scan(append(into, a.more...)...) }
