package widget

import (
	"bytes"
	"context"
	"io"
	"net/http"
	"strconv"
	"time"

	"deskbell/handlers/live"
	"deskbell/handlers/web"
	"deskbell/models"
	"deskbell/models/flow"
	"deskbell/views/message"
	view "deskbell/views/widget"
)

// stream sends what happens in the visitor's conversation, from the cursor on. A cursor that counts in
// another of the visitor's conversations is one of another epoch.
func (h *widget) stream(w http.ResponseWriter, r *http.Request) error {
	a, err := h.known(w, r)
	if err != nil {
		return err
	}
	after := r.URL.Query().Get("after")
	if _, err := strconv.ParseInt(after, 10, 64); err != nil {
		after = "0"
	}
	s := &feed{widget: h, at: a}
	return h.Hub.Serve(w, r, live.Stream{
		Owner: a.owner(), Address: web.AddressKey(r), Topics: []string{live.ConversationTopic(a.conversation.ID)},
		Epoch: h.Epoch + "-" + string(a.conversation.ID), Start: after, Load: s.load,
	})
}

// feed is one open stream.
type feed struct {
	*widget
	at
	shown panelKey // what the panel was drawn from
}

// load reads the entries behind the cursor and draws them, with the panel where it changed.
func (f *feed) load(ctx context.Context, cursor string) (live.Batch, error) {
	var out bytes.Buffer
	conversation, batch, err := f.Latest.Behind(ctx, live.Look{Logs: f.Logs, Who: f.reader(), Conversation: f.conversation.ID, Audience: f.audience(),
		Draw: func(e models.Entry, w io.Writer) error { return message.Visitor(e, f.words).Render(ctx, w) }}, cursor, &out)
	if err != nil {
		return live.Batch{}, err
	}
	key := keyOf(&conversation)
	here := f.at
	here.conversation = conversation
	until, barred, err := f.barred(ctx, here)
	if err != nil {
		return live.Batch{}, err
	}
	if key.barred, key.bar = barred, until; barred && !until.IsZero() {
		batch.Again = min(until.Sub(f.Now()), time.Hour) + time.Second
	}
	place, said := f.place(ctx, conversation)
	if key.place = place; said {
		batch.Beside = live.LineTopic(conversation.DeskID)
	}
	if key != f.shown && !batch.More {
		f.shown = key
		if err := view.PanelView(f.panel(ctx, here)).Render(ctx, &out); err != nil {
			return live.Batch{}, err
		}
	}
	batch.Payload = out.Bytes()
	return batch, nil
}

// panelKey tells apart all that the panel is drawn from.
type panelKey struct {
	state               models.State
	owner, token, ended string
	leave               models.LeaveStage
	until               int64
	tries, place        int
	quick               flow.Frame
	video, beside       bool
	barred              bool
	bar                 time.Time // until when
}

func keyOf(c *models.Conversation) panelKey {
	k := panelKey{state: c.State, owner: c.OwnerName + string(c.GuestID), ended: c.Flow.Ended, leave: c.Leave, until: c.WaitingUntil.UnixMilli(), video: c.Video, beside: c.AsksBeside()}
	if c.Flow.Wait != nil {
		k.token, k.tries = c.Flow.Wait.Token, c.Flow.Wait.Tries
	}
	if c.Flow.Quick != nil {
		k.quick = *c.Flow.Quick
	}
	return k
}
