package desk

import (
	"context"
	"net/http"
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
	n := d.remember(w, r, me)
	q := listQuery{narrowed: n, before: query.Get("before"), limit: pageOfList, filtering: query.Get("filter") == "open",
		open: models.ConversationID(web.Param(r, "conversation"))}
	if q.open == "" && !query.Has("list") && n.filter.Any() && !web.IsHTMX(r) {
		http.Redirect(w, r, "/desk?"+n.filter.Query(n.list), http.StatusSeeOther)
		return nil
	}
	if web.IsHTMX(r) && q.open == "" {
		lists, err := d.panel(ctx, me, q)
		if err != nil {
			return err
		}
		return web.Render(w, r, http.StatusOK, view.ListsPanel(lists))
	}
	var open *view.Open
	if q.open != "" {
		var err error
		if open, err = d.open(ctx, me, q.open, n); err != nil {
			return err
		}
		if err := d.around(ctx, me, open, query.Get("at")); err != nil {
			return err
		}
		if err := d.lookedAt(ctx, me, q.open); err != nil {
			d.Log.Error("what was told of a conversation stays unseen", "agent", me.ID, "error", err)
		}
		if web.IsHTMX(r) {
			return web.Render(w, r, http.StatusOK, view.OpenPanel(*open))
		}
	}
	lists, err := d.panel(ctx, me, q)
	if err != nil {
		return err
	}
	return web.Render(w, r, http.StatusOK, view.PageView(view.Page{Me: me, Epoch: d.Epoch, Lists: lists, Open: open,
		Now: d.Now(), Base: d.Base}))
}

// listQuery is which page of which list is asked for.
type listQuery struct {
	narrowed
	before    string // "<unix ms>.<id>", as next makes it
	limit     int
	filtering bool // the filter's fields are to be shown
	open      models.ConversationID
}

// panel is lists with all around them: what there is to filter by, and what was found.
func (d *desk) panel(ctx context.Context, me *models.Agent, q listQuery) (view.Lists, error) {
	choices, err := d.choices(ctx, me, q.filter)
	if err != nil {
		return view.Lists{}, err
	}
	if !seesBot(choices, q.filter.Bot) {
		q.filter.Bot = ""
	}
	if q.looks {
		q.limit = 0
	}
	l, err := d.lists(ctx, me, q)
	if err == nil && q.looks {
		l.Search, err = d.look(ctx, me, q.narrowed, q.before)
	}
	l.Choices, l.Filtering = choices, q.filtering
	return l, err
}

// lists are the rows of one list, none for a limit of 0, and the counts of all.
func (d *desk) lists(ctx context.Context, me *models.Agent, q listQuery) (view.Lists, error) {
	who := models.Reader{Agent: me}
	l := view.Lists{List: q.list, Filter: q.filter, Open: q.open, Now: d.Now()}
	var err error
	if l.Counts, err = d.Desk.Counts(ctx, who); err != nil {
		return view.Lists{}, err
	}
	if l.Bots, err = d.botNames(ctx); err != nil || q.limit == 0 {
		return l, err
	}
	rows, err := d.Desk.List(ctx, who, models.ListQuery{State: q.list, Filter: q.fits(me, l.Now), Limit: q.limit + 1, Before: cursorOf(q.before)})
	if err != nil {
		return view.Lists{}, err
	}
	l.Rows = rows
	if len(rows) > q.limit {
		l.Rows = rows[:q.limit]
		l.Next = q.next(l.Rows[q.limit-1])
	}
	return l, nil
}

// open is a conversation with all that was said lately.
func (d *desk) open(ctx context.Context, me *models.Agent, id models.ConversationID, n narrowed) (*view.Open, error) {
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
	if o.Notes, err = d.notes(ctx, me, id); err != nil {
		return nil, err
	}
	o.Entries, o.List, o.Filter = entries, n.list, n.filter
	o.Earlier = models.MoreBefore(entries)
	return o, nil
}

// opened is all about a conversation but its log.
func (d *desk) opened(ctx context.Context, me *models.Agent, c models.Conversation) (*view.Open, error) {
	bot, err := models.BotByID(ctx, d.Bots, c.BotID)
	if err != nil {
		return nil, err
	}
	o := &view.Open{Me: me, Bot: bot, Conversation: c, Past: c.Visitor.Past, Assist: d.offers(ctx, me, &c), Now: d.Now()}
	if o.BarredUntil, o.Barred, err = d.Blocks.Barred(ctx, d.writer(&c)); err != nil {
		return nil, err
	}
	return o, d.beside(ctx, me, &c, o)
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

// next asks for the page behind a row.
func (n narrowed) next(last models.Conversation) string {
	values := n.filter.Values()
	values.Set("list", view.ListName(n.list))
	values.Set("before", strconv.FormatInt(last.UpdatedAt.UnixMilli(), 10)+"."+string(last.ID))
	return values.Encode()
}

func cursorOf(text string) *models.ListCursor {
	ms, id, found := strings.Cut(text, ".")
	at, err := strconv.ParseInt(ms, 10, 64)
	if !found || err != nil {
		return nil
	}
	return &models.ListCursor{UpdatedAt: time.UnixMilli(at).UTC(), ID: models.ConversationID(id)}
}
