package desk

import (
	"bytes"
	"context"
	"hash/maphash"
	"net/http"
	"strconv"
	"strings"
	"time"

	"deskbell/handlers/live"
	"deskbell/models"
)

const (
	// mostOpen is how many conversations one stream may watch.
	mostOpen = models.MostChats
	// lease is how long an agent counts as reachable after the last heartbeat of a stream.
	lease = 60 * time.Second
)

// stream keeps the lists and the open conversations of one tab fresh. While it is open, the agent is
// reachable.
func (d *desk) stream(w http.ResponseWriter, r *http.Request, me *models.Agent) error {
	query := r.URL.Query()
	f := &feed{desk: d, me: me, teller: teller{desk: d, me: me}, narrowed: narrow(r, query), seed: maphash.MakeSeed()}
	f.limit = rowsShown(query)
	starts := []string{}
	if len(query["open"]) > mostOpen {
		return &models.Error{Code: models.CodeInvalid, Field: "open", Message: "A stream watches at most 50 conversations."}
	}
	for _, open := range query["open"] {
		id, after, _ := strings.Cut(open, ":")
		if _, err := strconv.ParseInt(after, 10, 64); err != nil {
			after = "0"
		}
		c, err := d.Logs.Conversation(r.Context(), models.Reader{Agent: me}, models.ConversationID(id))
		if err != nil {
			return err
		}
		f.open = append(f.open, &watched{id: c.ID, past: c.Visitor.Past})
		starts = append(starts, after)
	}
	if err := d.reach(r.Context(), me); err != nil {
		return err
	}
	topics, err := f.topics(r.Context())
	if err != nil {
		return err
	}
	if len(starts) == 0 {
		starts = []string{"0"}
	}
	return d.Hub.Serve(w, r, live.Stream{Owner: live.AgentOwner(me.ID), Rights: me.Rights(), Topics: topics,
		Start: strings.Join(starts, ","), Load: f.load, Beat: f.beat, Deaf: f.deaf, Done: f.done})
}

// reach renews the lease. While nothing can be kept, who is here goes on reading without one.
func (d *desk) reach(ctx context.Context, me *models.Agent) error {
	err := d.Presence.Reach(ctx, me.ID, d.Now().Add(lease))
	if models.CodeOf(err) == models.CodeUnavailable {
		d.Log.Error("lease was not renewed", "agent", me.ID, "error", err)
		return nil
	}
	return err
}

// feed is one open stream.
type feed struct {
	*desk
	came   bool // colleagues know that it is here
	me     *models.Agent
	teller teller
	narrowed
	limit int // rows of the list
	open  []*watched
	sent  *drawn                          // the list as it was sent last
	rows  map[models.ConversationID]int64 // rev of each row of it
	frame string                          // the list's, as it was sent last
	seed  maphash.Seed
}

// topics are the desks of the bots that the agent may see, and the open conversations.
func (f *feed) topics(ctx context.Context) ([]string, error) {
	bots, err := f.Bots.Bots(ctx)
	if err != nil {
		return nil, err
	}
	topics := []string{live.AgentTopic(f.me.ID)}
	for _, b := range bots {
		if f.me.MaySee(b.ID) {
			topics = append(topics, live.DeskTopic(b.ID))
		}
	}
	for _, o := range f.open {
		topics = append(topics, live.ConversationTopic(o.id))
	}
	return topics, nil
}

// beat renews the lease, and ends the stream of somebody who may no longer be here. A database that
// cannot be asked signs nobody out.
func (f *feed) beat(ctx context.Context) error {
	now, err := f.Team.AgentByID(ctx, f.me.ID)
	if err == nil && now.Rights() != f.me.Rights() {
		return models.ErrNotFound
	}
	if err == nil {
		err = f.reach(ctx, f.me)
	}
	if err != nil && models.CodeOf(err) == "" {
		f.Log.Error("heartbeat failed", "agent", f.me.ID, "error", err)
		return &models.Error{Code: models.CodeUnavailable, Message: "The database cannot be asked."}
	}
	return err
}

// load draws what is new: entries at once, the list in its own time.
func (f *feed) load(ctx context.Context, cursor string) (live.Batch, error) {
	f.come()
	var out bytes.Buffer
	batch := live.Batch{}
	cursors := strings.Split(cursor, ",")
	for i, o := range f.open {
		if i >= len(cursors) {
			cursors = append(cursors, "0")
		}
		more, err := f.conversation(ctx, o, &cursors[i], &out)
		if err != nil {
			return live.Batch{}, err
		}
		batch.More = batch.More || more
	}
	now := time.Now()
	list, fresh, err := f.board.look(ctx, f.me, listQuery{narrowed: f.narrowed, limit: f.limit}, now)
	if err != nil {
		return live.Batch{}, err
	}
	if !fresh {
		batch.Again = list.until.Sub(now)
	}
	f.lists(list, &out)
	events, again, err := f.teller.look(ctx)
	if err != nil {
		return live.Batch{}, err
	}
	batch.Events = append(batch.Events, events...)
	if again > 0 && (batch.Again == 0 || again < batch.Again) {
		batch.Again = again
	}
	batch.Payload, batch.Cursor = out.Bytes(), strings.Join(cursors, ",")
	return batch, nil
}

// lists sends the rows that changed since they were sent, their order and the counts.
func (f *feed) lists(list *drawn, out *bytes.Buffer) {
	if list == f.sent {
		return
	}
	f.sent = list
	rows := make(map[models.ConversationID]int64, len(list.rows))
	for _, r := range list.rows {
		rows[r.id] = r.rev
		if sent, ok := f.rows[r.id]; ok && sent == r.rev {
			continue
		}
		out.Write(r.html)
	}
	f.rows = rows
	if list.frame != f.frame {
		f.frame = list.frame
		out.WriteString(list.frame)
	}
}
