package desk

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"strconv"
	"time"

	"deskbell/handlers/live"
	"deskbell/models"
	view "deskbell/views/desk"
)

// teller says on one stream what an agent is told, each time all of it: what is not among it any more was
// seen, on whatever device, or somebody else came.
type teller struct {
	*desk
	me    *models.Agent
	asked bool
	told  uint64    // rings for the agent that were looked at
	rests time.Time // until when rings for the agent are let pass
	next  time.Time // when another one is ready to be shown; zero: none
	sent  string
}

// tellPause is the shortest time between two readings of what an agent is told: who has many busy chats is
// rung for at every word in them. The first one after a quiet time is told at once.
const tellPause = 500 * time.Millisecond

// look is called at every ring, and asks for nothing where none was for the agent.
func (t *teller) look(ctx context.Context) (events []live.Whisper, again time.Duration, err error) {
	if t.Notices == nil {
		return nil, 0, nil
	}
	now, told := t.Now(), t.Hub.Told(t.me.ID)
	if t.asked && told == t.told && (t.next.IsZero() || now.Before(t.next)) {
		return nil, t.ahead(now), nil
	}
	if rest := t.rests.Sub(now); rest > 0 {
		return nil, rest, nil
	}
	t.rests = now.Add(tellPause)
	me, err := t.Team.AgentByID(ctx, t.me.ID) // as he has chosen by now
	if err != nil {
		return nil, 0, err
	}
	all, err := t.Notices.Current(ctx, me.ID, now)
	if err != nil {
		return nil, 0, err
	}
	if !t.asked { // what the page was drawn with may be old
		events = append(events, live.Online(me.Willing, me.SetOffline))
	}
	t.asked, t.told, t.next = true, told, time.Time{}
	text, err := t.words(me, all, now)
	if err != nil || text == t.sent {
		return events, t.ahead(now), err
	}
	t.sent = text
	return append(events, live.Whisper{Event: "notices", Data: fmt.Sprintf(`{"at":%d,"notices":%s}`, now.UnixMilli(), text)}), t.ahead(now), nil
}

func (t *teller) ahead(now time.Time) time.Duration {
	if t.next.IsZero() {
		return 0
	}
	return max(t.next.Sub(now), time.Millisecond)
}

// words are those that are ready, one for each conversation: the one that calls for somebody, else the newest.
func (t *teller) words(me *models.Agent, all []models.Notice, now time.Time) (string, error) {
	shown := []view.Told{}
	place := map[models.ConversationID]int{}
	for _, n := range all {
		if n.ReadyAt.After(now) {
			if t.next.IsZero() || n.ReadyAt.Before(t.next) {
				t.next = n.ReadyAt
			}
			continue
		}
		at, known := place[n.Conversation]
		switch {
		case n.Kind == models.NoticeMissed:
			shown = append(shown, view.ToldOf(n, me.Settings))
		case !known:
			place[n.Conversation] = len(shown)
			shown = append(shown, view.ToldOf(n, me.Settings))
		case n.Kind.Urgent() && !models.NoticeKind(shown[at].Kind).Urgent():
			shown[at] = view.ToldOf(n, me.Settings)
		}
	}
	text, err := json.Marshal(shown)
	return string(text), err
}

// countPause is the shortest time between two countings of who waits.
const countPause = time.Second

// bellFeed is the stream of pages without the desk: how many wait, and what the agent is told.
type bellFeed struct {
	*desk
	me      *models.Agent
	teller  teller
	counted time.Time
	waiting int
}

// notices keeps a page without the desk up to date. While it is open, the agent is reachable.
func (d *desk) notices(w http.ResponseWriter, r *http.Request, me *models.Agent) error {
	if err := d.reach(r.Context(), me); err != nil {
		return err
	}
	f := &feed{desk: d, me: me}
	topics, err := f.topics(r.Context())
	if err != nil {
		return err
	}
	b := &bellFeed{desk: d, me: me, teller: teller{desk: d, me: me}, waiting: -1}
	return d.Hub.Serve(w, r, live.Stream{Owner: live.AgentOwner(me.ID), Rights: me.Rights(), Topics: topics, Start: "0",
		Load: b.load, Beat: f.beat})
}

func (b *bellFeed) load(ctx context.Context, _ string) (live.Batch, error) {
	events, again, err := b.teller.look(ctx)
	if err != nil {
		return live.Batch{}, err
	}
	batch := live.Batch{Events: events, Again: again}
	now := time.Now()
	if pause := b.counted.Add(countPause).Sub(now); pause > 0 {
		if again == 0 || pause < again {
			batch.Again = pause
		}
		return batch, nil
	}
	counts, err := b.Desk.Counts(ctx, models.Reader{Agent: b.me})
	if err != nil {
		return live.Batch{}, err
	}
	b.counted = now
	if n := counts[models.StateWaiting]; n != b.waiting {
		b.waiting = n
		batch.Events = append(batch.Events, live.Whisper{Event: "waiting", Data: strconv.Itoa(n)})
	}
	return batch, nil
}
