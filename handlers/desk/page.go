package desk

import (
	"context"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"

	"deskbell/handlers/web"
	"deskbell/models"
	view "deskbell/views/desk"
)

const (
	pageOfList = 50
	pageOfLog  = 50
)

// page shows the lists and, if one is named, a conversation. Opening a chat is watching it.
func (d *desk) page(w http.ResponseWriter, r *http.Request, me *models.Agent) error {
	ctx, query := r.Context(), r.URL.Query()
	state := listOf(query.Get("list"))
	id := models.ConversationID(web.Param(r, "conversation"))
	if web.IsHTMX(r) && id == "" {
		lists, err := d.lists(ctx, me, listQuery{state: state, before: query.Get("before")})
		if err != nil {
			return err
		}
		return web.Render(w, r, http.StatusOK, view.ListsPanel(lists))
	}
	var open *view.Open
	if id != "" {
		var err error
		if open, err = d.open(ctx, me, id, state); err != nil {
			return err
		}
		if web.IsHTMX(r) {
			return web.Render(w, r, http.StatusOK, view.OpenPanel(*open))
		}
	}
	lists, err := d.lists(ctx, me, listQuery{state: state, before: query.Get("before"), open: id})
	if err != nil {
		return err
	}
	return web.Render(w, r, http.StatusOK, view.PageView(view.Page{Me: me, Epoch: d.Epoch, Lists: lists, Open: open,
		Now: d.Now(), Base: d.Base}))
}

// listQuery is which page of which list is asked for.
type listQuery struct {
	state  models.State
	before string // "<unix ms>.<id>", as next makes it
	open   models.ConversationID
}

func (d *desk) lists(ctx context.Context, me *models.Agent, q listQuery) (view.Lists, error) {
	who := models.Reader{Agent: me}
	rows, err := d.Desk.List(ctx, who, models.ListQuery{State: q.state, Limit: pageOfList + 1, Before: cursorOf(q.before)})
	if err != nil {
		return view.Lists{}, err
	}
	counts, err := d.Desk.Counts(ctx, who)
	if err != nil {
		return view.Lists{}, err
	}
	names, err := d.botNames(ctx)
	if err != nil {
		return view.Lists{}, err
	}
	l := view.Lists{List: q.state, Rows: rows, Counts: counts, Bots: names, Open: q.open, Now: d.Now()}
	if len(rows) > pageOfList {
		l.Rows = rows[:pageOfList]
		l.Next = next(q.state, l.Rows[pageOfList-1])
	}
	return l, nil
}

// open is a conversation with all that was said lately.
func (d *desk) open(ctx context.Context, me *models.Agent, id models.ConversationID, list models.State) (*view.Open, error) {
	who := models.Reader{Agent: me}
	c, err := d.Logs.Conversation(ctx, who, id)
	if err != nil {
		return nil, err
	}
	entries, err := d.Logs.EntriesBefore(ctx, who, models.Position{Conversation: id, Limit: pageOfLog})
	if err != nil {
		return nil, err
	}
	o, err := d.opened(ctx, me, c)
	if err != nil {
		return nil, err
	}
	o.Entries, o.List = entries, list
	o.Earlier = len(entries) > 0 && entries[0].Seq > 1
	return o, nil
}

// opened is all about a conversation but its log.
func (d *desk) opened(ctx context.Context, me *models.Agent, c models.Conversation) (*view.Open, error) {
	bots, err := d.Bots.Bots(ctx)
	if err != nil {
		return nil, err
	}
	o := &view.Open{Me: me, Conversation: c, Past: c.Visitor.Past, Now: d.Now(), Block: d.block(ctx, c)}
	for i := range bots {
		if bots[i].ID == c.BotID {
			o.Bot = &bots[i]
		}
	}
	if o.Bot == nil {
		return nil, models.ErrNotFound
	}
	return o, nil
}

// block is the title of the block that the bot stands at, or its kind.
func (d *desk) block(ctx context.Context, c models.Conversation) string {
	if len(c.Flow.Stack) == 0 || c.Flow.Wait == nil {
		return ""
	}
	top := c.Flow.Stack[len(c.Flow.Stack)-1]
	document, err := d.Flows.Published(ctx).Document(top.Flow, top.Version)
	if err != nil {
		return ""
	}
	block := document.Blocks[top.Block]
	if block.Title != "" {
		return block.Title
	}
	return strings.ReplaceAll(block.Kind, "_", " ")
}

func (d *desk) botNames(ctx context.Context) (map[models.BotID]string, error) {
	bots, err := d.Bots.Bots(ctx)
	if err != nil {
		return nil, err
	}
	names := make(map[models.BotID]string, len(bots))
	for _, b := range bots {
		names[b.ID] = b.Name
	}
	return names, nil
}

// listOf reads the list's name; an unknown one is the waiting list.
func listOf(name string) models.State {
	switch name {
	case "active":
		return models.StateLive
	case "left", "closed", "bot":
		return models.State(name)
	}
	return models.StateWaiting
}

func next(list models.State, last models.Conversation) string {
	name := string(list)
	if list == models.StateLive {
		name = "active"
	}
	return url.Values{"list": {name}, "before": {strconv.FormatInt(last.UpdatedAt.UnixMilli(), 10) + "." + string(last.ID)}}.Encode()
}

func cursorOf(text string) *models.ListCursor {
	ms, id, found := strings.Cut(text, ".")
	at, err := strconv.ParseInt(ms, 10, 64)
	if !found || err != nil {
		return nil
	}
	return &models.ListCursor{UpdatedAt: time.UnixMilli(at).UTC(), ID: models.ConversationID(id)}
}
