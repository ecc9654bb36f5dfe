package join

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
	"deskbell/models/wording"
	view "deskbell/views/join"
	"deskbell/views/message"
)

// stream sends what happens in the conversation, from the cursor on. While it is open, the guest is there.
func (j *join) stream(w http.ResponseWriter, r *http.Request) error {
	a, err := j.let(r)
	if err != nil {
		return err
	}
	after := r.URL.Query().Get("after")
	if _, err := strconv.ParseInt(after, 10, 64); err != nil {
		after = "0"
	}
	f := &feed{join: j, at: a, words: j.spoken(w, r, a)}
	return j.Hub.Serve(w, r, live.Stream{Owner: live.GuestOwner(a.guest.ID), Address: web.AddressKey(r), Topics: []string{live.ConversationTopic(a.guest.Conversation)},
		Start: after, Load: f.load, Beat: f.beat, Done: f.done})
}

// feed is one open stream.
type feed struct {
	*join
	at
	came  bool        // its page counts as open
	words wording.Set // the page stays in the language that it came in
	shown stateKey
}

// stateKey tells apart all that header and foot are drawn from.
type stateKey struct {
	state              models.State
	guest              models.GuestID
	agent              models.AgentID
	owner, name, email string
	since, until, live int64
}

func keyOf(c *models.Conversation) stateKey {
	return stateKey{state: c.State, guest: c.GuestID, agent: c.OwnerID, owner: c.OwnerName, name: c.Visitor.Name, email: c.Visitor.Email,
		since: c.WaitingSince.UnixMilli(), until: c.WaitingUntil.UnixMilli(), live: c.LiveSince.UnixMilli()}
}

// load reads the entries behind the cursor and draws them, with header and foot where they changed. The
// conversation is read as the guest may see it now: who was put out gets an error, and the stream ends.
func (f *feed) load(ctx context.Context, cursor string) (live.Batch, error) {
	if err := f.come(ctx); err != nil {
		return live.Batch{}, err
	}
	var out bytes.Buffer
	c, batch, err := f.Latest.Behind(ctx, live.Look{Logs: f.Logs, Who: f.reader(), Conversation: f.guest.Conversation,
		Audience: "guest:" + string(f.guest.Link) + ":" + f.words.Language(), // the addresses of files have the link's token
		Draw: func(e models.Entry, w io.Writer) error {
			return message.Guest(e, view.Files(f.base()), f.words).Render(ctx, w)
		}}, cursor, &out)
	if err != nil {
		return live.Batch{}, err
	}
	if key := keyOf(&c); key != f.shown && !batch.More {
		f.shown = key
		t, err := f.talkOf(ctx, f.at, c)
		if err != nil {
			return live.Batch{}, err
		}
		t.Say = f.words
		if err := view.State(t).Render(ctx, &out); err != nil {
			return live.Batch{}, err
		}
	}
	batch.Payload = out.Bytes()
	return batch, nil
}

// beat renews the lease, and ends the stream of somebody who is not let in any more. A database that cannot be
// asked puts nobody out.
func (f *feed) beat(ctx context.Context) error {
	_, err := f.Guests.GuestBySession(ctx, f.token, f.hash, f.Now())
	if err == nil {
		err = f.here.renew(ctx, f.guest.ID)
	}
	if err != nil && models.CodeOf(err) == "" {
		f.Log.Error("heartbeat failed", "guest", f.guest.ID, "error", err)
		return &models.Error{Code: models.CodeUnavailable, Message: "The database cannot be asked."}
	}
	return err
}

// come says that the page is open. While nothing can be kept, who is here goes on reading without a lease.
func (f *feed) come(ctx context.Context) error {
	if f.came {
		return nil
	}
	f.came = true
	if err := f.here.come(ctx, f.guest.ID); err != nil && models.CodeOf(err) != models.CodeUnavailable {
		return err
	}
	return nil
}

// done says that it is closed. Where that cannot be kept the lease ends by itself.
func (f *feed) done() {
	if !f.came {
		return
	}
	ctx, cancel := context.WithTimeout(context.Background(), 5*time.Second)
	defer cancel()
	if err := f.here.leave(ctx, f.guest.ID); err != nil && models.CodeOf(err) != models.CodeNotFound {
		f.Log.Warn("a guest's page was closed", "guest", f.guest.ID, "error", err)
	}
}
