package db

import (
	"errors"
	"time"

	"deskbell/models"
)

// How long what a visitor writes in a live chat is held back: whoever looks at it needs no bell. And how far
// apart pushes about one chat are.
const (
	lookFirst  = 2 * time.Second
	pushAfter  = 3 * time.Second
	pushesEach = 20 * time.Second
)

// keepNotices tells agents what the turn's news are, and takes back what is not so any more.
func (t *turn) keepNotices(change *models.Change) error {
	if err := t.takeBack(change); err != nil {
		return err
	}
	if len(change.News) == 0 {
		return nil
	}
	told, err := t.concerned(change)
	if err != nil {
		return err
	}
	for i := range told {
		if err := t.tell(&told[i], change); err != nil {
			return err
		}
	}
	return nil
}

// told is an agent with what he is told.
type told struct {
	models.Agent
	news models.News
}

// concerned are the agents whom any of the news concerns, each once.
func (t *turn) concerned(change *models.Change) ([]told, error) {
	var all []told
	place := map[models.AgentID]int{}
	for _, n := range change.News {
		if n.Kind == models.NoticeStarted && !t.store.begun.allow(change.Conversation.DeskID, n.Now) {
			continue
		}
		agents, err := t.agentsFor(n, change.Conversation)
		if err != nil {
			return nil, err
		}
		for _, a := range agents {
			at, known := place[a.ID]
			switch {
			case !n.Concerns(&a, change.Conversation):
			case !known:
				place[a.ID] = len(all)
				all = append(all, told{a, n})
			case n.Before(all[at].news):
				all[at].news = n
			}
		}
	}
	return all, nil
}

func (t *turn) agentsFor(n models.News, c *models.Conversation) ([]models.Agent, error) {
	switch {
	case n.To == "" && (n.Kind == models.NoticeStarted || n.Kind.Urgent()): // often nobody: Concerns looks closer
		return agentsBy(t.tx, assigned+` AND a.willing`, string(c.DeskID))
	case n.To == "":
		return agentsBy(t.tx, assigned, string(c.DeskID))
	}
	one, err := agentBy(t.tx, `WHERE a.id = $1`, string(n.To))
	if errors.Is(err, models.ErrNotFound) {
		return nil, nil
	}
	return []models.Agent{one}, err
}

// tell keeps one agent's notices, by the ways that he has chosen.
func (t *turn) tell(a *told, change *models.Change) error {
	n := models.Notice{Agent: a.ID, Kind: a.news.Kind, Conversation: t.c.ID, NoticeWords: a.news.Told(change.Conversation),
		CreatedAt: a.news.Now, ReadyAt: a.news.Now}
	n.InPage = a.Settings.InPage(n.Kind)
	if n.InPage {
		page := n
		page.Way, page.State = models.WayPage, models.NoticeSent
		if n.Kind == models.NoticeMessage {
			page.ReadyAt = n.CreatedAt.Add(lookFirst)
		}
		keep := keepInPage
		if t.made { // there is none yet that it could be added to
			keep = insertNotice
		}
		if err := keep(t.tx, page); err != nil {
			return err
		}
		change.Told = append(change.Told, a.ID)
	}
	if err := t.tellByMail(a, n); err != nil || a.Devices == 0 || !a.Settings.Wants(n.Kind, models.WayPush) {
		return err
	}
	devices, err := devicesOf(t.tx, &a.Agent)
	if err != nil {
		return err
	}
	for _, d := range devices {
		push := n
		push.Way, push.State, push.Target = models.WayPush, models.NoticePending, d.ID
		if err := keepToSend(t.tx, push); err != nil {
			return err
		}
		change.Pushes++
	}
	return nil
}

// keepInPage adds to a notice of the same kind that nobody has looked at, or makes one: what pages do not show
// any more would keep the new one from being shown.
func keepInPage(tx *Tx, n models.Notice) error {
	var id string
	var words models.NoticeWords
	err := tx.Row(`SELECT nt.id, nt.payload FROM notices nt WHERE nt.conversation_id = CAST($1 AS TEXT) AND nt.conversation_id <> ''
		AND nt.agent_id = CAST($2 AS TEXT) AND nt.way = 'page' AND nt.state = 'sent' AND nt.opened_at = 0 AND nt.kind = CAST($3 AS TEXT)
		AND nt.created_at >= CAST($4 AS BIGINT) LIMIT 1`, string(n.Conversation), string(n.Agent), string(n.Kind), ms(n.CreatedAt.Add(-addedFor))).Scan(&id, asJSON{&words})
	if errors.Is(err, models.ErrNotFound) {
		return insertNotice(tx, n)
	}
	if err != nil {
		return err
	}
	n.Count += words.Count
	return setNoticeWords(tx, id, n.NoticeWords)
}

// keepToSend keeps a push, or what is to be mailed. One about the same conversation that nobody has begun to send
// yet says this instead; another push comes after a while.
func keepToSend(tx *Tx, n models.Notice) error {
	if n.Kind == models.NoticeMessage && n.Way == models.WayPush {
		var err error
		if n.ReadyAt, err = afterLast(tx, n); err != nil {
			return err
		}
	}
	var id string
	var kind models.NoticeKind
	var ready time.Time
	var words models.NoticeWords
	err := tx.Row(`SELECT nt.id, nt.kind, nt.ready_at, nt.payload FROM notices nt WHERE nt.conversation_id = CAST($1 AS TEXT) AND nt.conversation_id <> ''
		AND nt.agent_id = CAST($2 AS TEXT) AND nt.way = CAST($3 AS TEXT) AND nt.target = CAST($4 AS TEXT) AND nt.state = 'pending'
		AND nt.tries = 0 LIMIT 1`, string(n.Conversation), string(n.Agent), string(n.Way), n.Target).Scan(&id, &kind, at{&ready}, asJSON{&words})
	switch {
	case errors.Is(err, models.ErrNotFound):
		return insertNotice(tx, n)
	case err != nil:
		return err
	case kind == n.Kind:
		n.Count += words.Count
	case n.Kind.Less(kind):
		return nil // what is about to be sent says more
	}
	if ready.Before(n.ReadyAt) {
		n.ReadyAt = ready
	}
	payload, err := toJSON(n.NoticeWords)
	if err != nil {
		return err
	}
	_, err = tx.Exec("UPDATE notices SET kind = $1, payload = $2, ready_at = $3 WHERE id = $4", string(n.Kind), payload, ms(n.ReadyAt), id)
	return err
}

// afterLast is when a message may be pushed: not at once, and not soon after another one of the same chat.
func afterLast(tx *Tx, n models.Notice) (time.Time, error) {
	var last time.Time
	err := tx.Row(`SELECT COALESCE(MAX(nt.sent_at), 0) FROM notices nt WHERE nt.conversation_id = CAST($1 AS TEXT) AND nt.conversation_id <> ''
		AND nt.agent_id = CAST($2 AS TEXT) AND nt.way = 'push' AND nt.target = CAST($3 AS TEXT) AND nt.kind = 'message' AND nt.state = 'sent'`,
		string(n.Conversation), string(n.Agent), n.Target).Scan(at{&last})
	ready, next := n.CreatedAt.Add(pushAfter), last.Add(pushesEach)
	if next.After(ready) {
		return next, err
	}
	return ready, err
}

func insertNotice(tx *Tx, n models.Notice) error {
	id, err := newID()
	if err != nil {
		return err
	}
	payload, err := toJSON(n.NoticeWords)
	if err != nil {
		return err
	}
	sent := time.Time{}
	if n.State == models.NoticeSent {
		sent = n.CreatedAt
	}
	_, err = tx.Exec(`INSERT INTO notices (id, agent_id, kind, way, conversation_id, target, payload, state, status, tries, error,
		created_at, ready_at, sent_at, opened_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 0, 0, '', $9, $10, $11, 0)`,
		id, string(n.Agent), string(n.Kind), string(n.Way), string(n.Conversation), n.Target, payload, string(n.State),
		ms(n.CreatedAt), ms(n.ReadyAt), ms(sent))
	return err
}
