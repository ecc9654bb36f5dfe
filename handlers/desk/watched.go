package desk

import (
	"bytes"
	"context"
	"hash/maphash"
	"io"
	"strconv"
	"sync/atomic"

	"deskbell/handlers/live"
	"deskbell/models"
	view "deskbell/views/desk"
	"deskbell/views/message"
)

// watched is one open conversation of a stream.
type watched struct {
	id     models.ConversationID
	guests int64       // seq of the newest entry about guests
	links  int         // how many were called by email
	past   int         // conversations of the visitor before this one
	rev    int64       // of the newest state that was looked at
	shown  stateKey    // what its state was drawn from
	lost   atomic.Bool // it was passed on to others, and the reader knows
}

// stateKey tells apart all that header, foot and information are drawn from.
type stateKey struct {
	state        models.State
	owner        models.AgentID
	leave        models.LeaveStage
	token, ended string
	name, email  string
	until        int64
	variables    uint64
	beside       uint64
	guest        models.GuestID // who has the chat
	guests       int64          // the newest entry about guests
	links        int
	barred       bool
	barredUntil  int64
	offer        int64
}

func (f *feed) keyOf(c *models.Conversation) stateKey {
	k := stateKey{state: c.State, owner: c.OwnerID, leave: c.Leave, ended: c.Flow.Ended,
		name: c.Visitor.Name, email: c.Visitor.Email, until: c.WaitingUntil.UnixMilli()}
	k.beside = f.besideKey(c)
	if until, barred, err := f.Blocks.Barred(context.Background(), f.writer(c)); err == nil {
		k.barred, k.barredUntil = barred, until.UnixMilli()
	}
	if c.Offer != nil && c.Offer.To != "" {
		k.offer = c.Offer.Entry
	}
	if c.Flow.Wait != nil {
		k.token = c.Flow.Wait.Token
	}
	for name, value := range c.Flow.Vars { // in any order: the sum is the same
		k.variables += maphash.String(f.seed, name+"\x00"+value)
	}
	return k
}

// conversation draws the entries behind the cursor, and the state where it changed. A conversation
// that did not change since the last look costs one look at a map.
func (f *feed) conversation(ctx context.Context, o *watched, cursor *string, out *bytes.Buffer) (bool, error) {
	after, err := strconv.ParseInt(*cursor, 10, 64)
	if err != nil {
		after, *cursor = 0, "0" // no cursor of ours: everything
	}
	if out.Len() >= live.MostPayload {
		return true, nil
	}
	if o.lost.Load() || f.Latest.Unchanged(o.id, o.rev, after) {
		return false, nil
	}
	who := models.Reader{Agent: f.me}
	c, err := f.Latest.Conversation(ctx, f.Logs, who, o.id)
	if models.CodeOf(err) == models.CodeNotFound {
		f.lose(o)
		return false, view.NoLonger(f.list, f.Latest.Gone(o.id)).Render(ctx, out)
	}
	if err != nil {
		return false, err
	}
	entries, more, err := f.Latest.Entries(ctx, f.Logs, who, models.Position{Conversation: o.id, Seq: after, Limit: 100})
	if err != nil {
		return false, err
	}
	last, left, err := f.Hub.Draw(out, entries, "team", func(e models.Entry, w io.Writer) error { return message.Team(e).Render(ctx, w) })
	if err != nil {
		return false, err
	}
	after, more = max(after, last), more || left
	*cursor = strconv.FormatInt(after, 10)
	if noted(entries) {
		if err := f.renote(ctx, o.id, out); err != nil {
			return false, err
		}
	}
	if view.Summed(entries) {
		if err := f.resum(ctx, c, out); err != nil {
			return false, err
		}
	}
	f.guests(ctx, o, c.Rev, entries)
	o.rev = c.Rev
	key := f.keyOf(&c)
	if key.guest, key.guests, key.links = c.GuestID, o.guests, o.links; key != o.shown {
		o.shown = key
		return more, f.state(ctx, c, o, out)
	}
	return more, nil
}

// state draws header, foot and information.
func (f *feed) state(ctx context.Context, c models.Conversation, o *watched, out *bytes.Buffer) error {
	opened, err := f.opened(ctx, f.me, c)
	if err != nil {
		return err
	}
	opened.List, opened.Filter, opened.Past = f.list, f.filter, o.past
	o.links = len(opened.Guests)
	o.shown.links = o.links
	return view.State(*opened).Render(ctx, out)
}

// resum sends what the chat is about in short, where somebody has summed it up.
func (f *feed) resum(ctx context.Context, c models.Conversation, out *bytes.Buffer) error {
	entries, err := f.Logs.EntriesBefore(ctx, models.Reader{Agent: f.me}, models.Position{Conversation: c.ID, Limit: pageOfLog})
	if err != nil {
		return err
	}
	return view.InShort(view.Open{Me: f.me, Conversation: c, Entries: entries}).Render(ctx, out)
}
