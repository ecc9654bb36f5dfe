package desk

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strconv"
	"strings"
	"time"

	"deskbell/handlers/live"
	"deskbell/handlers/web"
	"deskbell/models"
	view "deskbell/views/desk"
	"deskbell/views/message"
)

const (
	// mostOpen is how many conversations one stream may watch.
	mostOpen = models.MostChats
	// lease is how long an agent counts as reachable after the last heartbeat of a stream.
	lease = 60 * time.Second
	// listPause is the shortest time between two drawings of the list; entries never wait.
	listPause = 150 * time.Millisecond
)

// watched is one open conversation of a stream.
type watched struct {
	id    models.ConversationID
	bot   models.BotID
	shown string // what its state was drawn from
}

// stream keeps the lists and the open conversations of one tab fresh. While it is open, the agent is
// reachable.
func (d *desk) stream(w http.ResponseWriter, r *http.Request, me *models.Agent) error {
	query := r.URL.Query()
	f := &feed{desk: d, me: me, list: listOf(query.Get("list"))}
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
		f.open = append(f.open, &watched{id: c.ID, bot: c.BotID})
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
	return d.Hub.Serve(w, r, live.Stream{Owner: ownerOf(me.ID), Address: web.AddressKey(r), Topics: topics,
		Start: strings.Join(starts, ","), Load: f.load, Beat: f.beat})
}

// reach renews the lease and tells the desks that somebody came.
func (d *desk) reach(ctx context.Context, me *models.Agent) error {
	return d.Presence.Reach(ctx, me.ID, d.Now().Add(lease))
}

// feed is one open stream.
type feed struct {
	*desk
	me    *models.Agent
	list  models.State
	open  []*watched
	rows  map[models.ConversationID]int64 // rev of each row as it was sent
	order string
	drawn time.Time // when the list was drawn last
}

// topics are the desks of the bots that the agent may see, and the open conversations.
func (f *feed) topics(ctx context.Context) ([]string, error) {
	bots, err := f.Bots.Bots(ctx)
	if err != nil {
		return nil, err
	}
	var topics []string
	for _, b := range bots {
		if f.me.MaySee(b.ID) {
			topics = append(topics, "desk:"+string(b.ID))
		}
	}
	for _, o := range f.open {
		topics = append(topics, topic(o.id))
	}
	return topics, nil
}

// beat renews the lease, and ends the stream of somebody who may no longer be here.
func (f *feed) beat(ctx context.Context) error {
	now, err := f.Team.AgentByID(ctx, f.me.ID)
	if err != nil {
		return err
	}
	if now.Disabled || now.AuthRev != f.me.AuthRev {
		return errors.New("signed out")
	}
	return f.reach(ctx, f.me)
}

// load draws what is new: entries at once, the list at most every listPause.
func (f *feed) load(ctx context.Context, cursor string) (live.Batch, error) {
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
	if wait := listPause - time.Since(f.drawn); f.rows != nil && wait > 0 {
		batch.Again = wait
	} else if err := f.lists(ctx, &out); err != nil {
		return live.Batch{}, err
	}
	batch.Payload, batch.Cursor = out.Bytes(), strings.Join(cursors, ",")
	return batch, nil
}

// conversation draws the entries behind the cursor, and the state where it changed.
func (f *feed) conversation(ctx context.Context, o *watched, cursor *string, out *bytes.Buffer) (bool, error) {
	after, err := strconv.ParseInt(*cursor, 10, 64)
	if err != nil {
		return false, fmt.Errorf("cursor %q: %w", *cursor, err)
	}
	who := models.Reader{Agent: f.me}
	entries, more, err := f.Latest.Entries(ctx, f.Logs, who, models.Position{Conversation: o.id, Seq: after, Limit: 100})
	if err != nil {
		return false, err
	}
	for _, e := range entries {
		after = e.Seq
		drawn, err := f.Hub.Rendered(e, "team", func(w io.Writer) error { return message.Team(e).Render(ctx, w) })
		if err != nil {
			return false, err
		}
		out.Write(drawn)
	}
	*cursor = strconv.FormatInt(after, 10)
	c, err := f.Latest.Conversation(ctx, f.Logs, who, o.id)
	if err != nil {
		return false, err
	}
	if key := stateKey(c); key != o.shown {
		o.shown = key
		opened, err := f.opened(ctx, f.me, c)
		if err != nil {
			return false, err
		}
		opened.List = f.list
		if err := view.State(*opened).Render(ctx, out); err != nil {
			return false, err
		}
	}
	return more, nil
}

// stateKey is all that header, foot and information are drawn from.
func stateKey(c models.Conversation) string {
	token := ""
	if c.Flow.Wait != nil {
		token = c.Flow.Wait.Token
	}
	return fmt.Sprint(c.State, c.OwnerID, c.Leave, token, c.Flow.Ended, c.Flow.Vars, c.Visitor.Name, c.Visitor.Email, c.WaitingUntil.UnixMilli())
}

// lists draws the rows that changed since they were sent, their order and the counts.
func (f *feed) lists(ctx context.Context, out *bytes.Buffer) error {
	l, err := f.desk.lists(ctx, f.me, listQuery{state: f.list})
	if err != nil {
		return err
	}
	if len(f.open) > 0 {
		l.Open = f.open[0].id
	}
	f.drawn = time.Now()
	rows, ids := make(map[models.ConversationID]int64, len(l.Rows)), make([]models.ConversationID, 0, len(l.Rows))
	order := fmt.Sprint(l.Counts)
	for _, c := range l.Rows {
		rows[c.ID], ids = c.Rev, append(ids, c.ID)
		order += string(c.ID)
		if sent, ok := f.rows[c.ID]; ok && sent == c.Rev {
			continue
		}
		if err := view.Row(c, l).Render(ctx, out); err != nil {
			return err
		}
	}
	f.rows = rows
	if order == f.order {
		return nil
	}
	f.order = order
	if err := view.Order(ids).Render(ctx, out); err != nil {
		return err
	}
	return view.CountsView(l.Counts).Render(ctx, out)
}
