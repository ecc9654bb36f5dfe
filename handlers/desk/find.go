package desk

import (
	"context"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"deskbell/handlers/web"
	"deskbell/models"
	view "deskbell/views/desk"
)

const (
	pageOfFound = 20
	// longestWord is how long what the address says of a filter may be, in characters.
	longestWord = 200
	// mostRows is how many rows of a list a stream keeps fresh.
	mostRows = 200
)

// mountLists has the routes of finding conversations: /desk answers with lists and with what was found.
func (d *desk) mountLists(_ *web.Server) {}

// narrowed is what an address asks the lists for.
type narrowed struct {
	list   models.State
	filter view.Filter
	words  string // that are looked for
	looks  bool   // the address has a search, though perhaps no words yet
	zone   *time.Location
}

// narrow reads an address. What no filter can be is left out.
func narrow(r *http.Request, query url.Values) narrowed {
	n := narrowed{list: listOf(query.Get("list")), words: plainWord(query.Get("q")), zone: zoneOf(r)}
	n.looks = strings.TrimSpace(n.words) != ""
	n.filter = view.Filter{Mine: query.Get("who") == "mine", Bot: plainWord(query.Get("bot")), Channel: plainWord(query.Get("channel")),
		Category: plainWord(query.Get("category")), Agent: plainWord(query.Get("agent"))}
	switch period := query.Get("period"); period {
	case "today", "7d", "30d":
		n.filter.Period = period
	case "", "range":
		from, to := dayOf(query.Get("from")), dayOf(query.Get("to"))
		if from != "" && to != "" && from > to {
			from, to = to, from
		}
		if from != "" || to != "" {
			n.filter.Period, n.filter.From, n.filter.To = "range", from, to
		}
	}
	return n
}

func plainWord(text string) string {
	if !utf8.ValidString(text) || utf8.RuneCountInString(text) > longestWord || strings.ContainsRune(text, 0) {
		return ""
	}
	return text
}

const dayFormat = "2006-01-02"

func dayOf(text string) string {
	if day, err := time.Parse(dayFormat, text); err != nil || day.Year() < 1970 || day.Year() > 9000 {
		return ""
	}
	return text
}

// zoneOf is where the browser is, as its cookie says; UTC where it does not.
func zoneOf(r *http.Request) *time.Location {
	cookie, err := r.Cookie("zone")
	if err != nil || len(cookie.Value) > 64 || cookie.Value == "Local" {
		return time.UTC
	}
	name, err := url.QueryUnescape(cookie.Value)
	if err != nil {
		return time.UTC
	}
	if zone, err := time.LoadLocation(name); err == nil {
		return zone
	}
	return time.UTC
}

// fits is the filter at a time: today ends at midnight, where the browser is.
func (n narrowed) fits(me *models.Agent, now time.Time) models.Filter {
	f := models.Filter{Desk: models.BotID(n.filter.Bot), Channel: n.filter.Channel, Category: n.filter.Category, Agent: models.AgentID(n.filter.Agent)}
	if n.filter.Mine {
		f.Mine = me.ID
	}
	local := now.In(n.zone)
	today := func(days int) time.Time {
		return time.Date(local.Year(), local.Month(), local.Day()+days, 0, 0, 0, 0, n.zone).UTC()
	}
	switch n.filter.Period {
	case "today":
		f.From = today(0)
	case "7d":
		f.From = today(-6)
	case "30d":
		f.From = today(-29)
	case "range":
		if from, err := time.ParseInLocation(dayFormat, n.filter.From, n.zone); err == nil {
			f.From = from.UTC()
		}
		if to, err := time.ParseInLocation(dayFormat, n.filter.To, n.zone); err == nil {
			f.To = time.Date(to.Year(), to.Month(), to.Day()+1, 0, 0, 0, 0, n.zone).UTC()
		}
	}
	return f
}

// look is what was found, in the place of the list.
func (d *desk) look(ctx context.Context, me *models.Agent, n narrowed, before string) (*view.FoundPage, error) {
	if err := d.finds.Check(string(me.ID), d.Now()); err != nil {
		return nil, err
	}
	from, _ := strconv.ParseInt(before, 10, 64)
	page, err := d.Search.Search(ctx, models.Reader{Agent: me}, models.SearchQuery{Words: n.words, Filter: n.fits(me, d.Now()), Limit: pageOfFound, Before: from})
	if err != nil {
		return nil, err
	}
	f := &view.FoundPage{Words: n.words, Found: page.Found, Sought: models.SoughtIn(n.words), SearchedTo: page.SearchedTo, Later: from > 0}
	if page.Next > 0 {
		values := n.filter.Values()
		values.Set("list", view.ListName(n.list))
		values.Set("q", n.words)
		values.Set("before", strconv.FormatInt(page.Next, 10))
		f.Next = values.Encode()
	}
	return f, nil
}

// choices are what there is to filter by, for the one who asks.
func (d *desk) choices(ctx context.Context, me *models.Agent, chosen view.Filter) (view.Choices, error) {
	c := view.Choices{Channels: view.ChannelChoices()}
	bots, err := d.Bots.Bots(ctx)
	if err != nil {
		return c, err
	}
	for _, b := range bots {
		if me.MaySee(b.ID) {
			c.Bots = append(c.Bots, view.Choice{Value: string(b.ID), Name: b.Name})
		}
	}
	categories, err := d.Categories.Categories(ctx)
	if err != nil {
		return c, err
	}
	for _, category := range categories {
		c.Categories = append(c.Categories, view.Choice{Value: category.Name, Name: category.Name})
	}
	agents, err := d.Team.Agents(ctx)
	for _, a := range agents {
		if a.DeletedAt.IsZero() || string(a.ID) == chosen.Agent {
			c.Agents = append(c.Agents, view.Choice{Value: string(a.ID), Name: a.Name})
		}
	}
	return c, err
}

// rowsShown is how many rows of its list a browser shows, in whole pages.
func rowsShown(query url.Values) int {
	n, _ := strconv.Atoi(query.Get("rows"))
	pages := min(max((n+pageOfList-1)/pageOfList, 1), mostRows/pageOfList)
	return pages * pageOfList
}

// filterCookie remembers the filter until the browser is closed, for the one who chose it.
const filterCookie = "deskbell-filter"

// remember keeps the filter of an address that says which list it is; another address gets the one from before.
func (d *desk) remember(w http.ResponseWriter, r *http.Request, me *models.Agent) narrowed {
	query := r.URL.Query()
	before := url.Values{}
	if cookie, err := r.Cookie(filterCookie); err == nil {
		whose, kept, _ := strings.Cut(cookie.Value, "|")
		if values, err := url.ParseQuery(kept); err == nil && whose == string(me.ID) {
			before = values
		}
	}
	if !query.Has("list") {
		before.Set("list", query.Get("list"))
		return narrow(r, before)
	}
	n := narrow(r, query)
	if value := n.filter.Values().Encode(); value != narrow(r, before).filter.Values().Encode() {
		http.SetCookie(w, &http.Cookie{Name: filterCookie, Value: string(me.ID) + "|" + value, Path: "/desk", HttpOnly: true,
			SameSite: http.SameSiteLaxMode, Secure: strings.HasPrefix(d.Base, "https://")})
	}
	return n
}

// seesBot is for a filter that names a bot which the agent sees no more.
func seesBot(c view.Choices, bot string) bool {
	return bot == "" || slices.ContainsFunc(c.Bots, func(one view.Choice) bool { return one.Value == bot })
}
