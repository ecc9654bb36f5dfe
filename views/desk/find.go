package desk

import (
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"deskbell/models"
	"deskbell/views/ui"
)

// Filter is what lists and search are narrowed to, as the address has it. The zero value keeps everything.
type Filter struct {
	Mine     bool
	Bot      string // id
	Channel  string
	Category string // name
	Agent    string // id
	Period   string // one of periods, or ""
	From, To string // of the period "range": days as 2026-11-21, "" for open
}

// Choice is one of what a field offers.
type Choice struct{ Value, Name string }

// Choices are what there is to filter by.
type Choices struct{ Bots, Channels, Categories, Agents []Choice }

// FoundPage is what a search came to.
type FoundPage struct {
	Words      string
	Found      []models.Found
	Sought     models.Sought
	Next       string    // query of the next page, "" when there is none
	SearchedTo time.Time // it ended before the page was full: see models.FoundPage
	Later      bool      // it is not the first page
}

func periods() []Choice {
	return []Choice{{"", "Any time"}, {"today", "Today"}, {"7d", "Last 7 days"}, {"30d", "Last 30 days"}, {"range", "From – to"}}
}

// Any says whether the filter keeps anything back.
func (f Filter) Any() bool { return f != Filter{} }

// Values are the filter as part of an address.
func (f Filter) Values() url.Values {
	v := url.Values{}
	if f.Mine {
		v.Set("who", "mine")
	}
	for name, value := range map[string]string{"bot": f.Bot, "channel": f.Channel, "category": f.Category, "agent": f.Agent,
		"period": f.Period, "from": f.From, "to": f.To} {
		if value != "" {
			v.Set(name, value)
		}
	}
	return v
}

// Query is a list under the filter, without the question mark.
func (f Filter) Query(list models.State) string {
	v := f.Values()
	v.Set("list", ListName(list))
	return v.Encode()
}

// query is the lists' address as they are.
func (l Lists) query() string { return l.with(l.Filter) }

// with is query under another filter.
func (l Lists) with(f Filter) string {
	v := f.Values()
	v.Set("list", ListName(l.List))
	if l.Search != nil {
		v.Set("q", l.Search.Words)
	}
	return v.Encode()
}

func (l Lists) rowPath(id models.ConversationID) string { return path(id, "?"+l.Filter.Query(l.List)) }

func (l Lists) foundPath(f models.Found) string {
	query := l.query()
	if f.Entry.Seq > 0 {
		query += "&at=" + strconv.FormatInt(f.Entry.Seq, 10)
	}
	return path(f.Conversation.ID, "?"+query)
}

// chosen is one part of the filter, and the filter without it.
type chosen struct {
	Words   string
	Without Filter
}

func (l Lists) chosen() []chosen {
	var all []chosen
	add := func(words string, take func(*Filter)) {
		without := l.Filter
		take(&without)
		all = append(all, chosen{ui.Line(words), without})
	}
	f, c := l.Filter, l.Choices
	if f.Mine {
		add("Mine", func(f *Filter) { f.Mine = false })
	}
	if f.Bot != "" {
		add("Bot: "+named(c.Bots, f.Bot), func(f *Filter) { f.Bot = "" })
	}
	if f.Channel != "" {
		add("Channel: "+named(c.Channels, f.Channel), func(f *Filter) { f.Channel = "" })
	}
	if f.Category != "" {
		add("Category: "+f.Category, func(f *Filter) { f.Category = "" })
	}
	if f.Agent != "" {
		add("Agent: "+named(c.Agents, f.Agent), func(f *Filter) { f.Agent = "" })
	}
	if f.Period != "" {
		add(f.period(), func(f *Filter) { f.Period, f.From, f.To = "", "", "" })
	}
	return all
}

func (f Filter) period() string {
	switch {
	case f.Period != "range":
		return named(periods(), f.Period)
	case f.To == "":
		return "Since " + f.From
	case f.From == "":
		return "Until " + f.To
	}
	return f.From + " – " + f.To
}

// named is how a value is called where it is one of the choices.
func named(all []Choice, value string) string {
	for _, c := range all {
		if c.Value == value {
			return c.Name
		}
	}
	return value
}

// hidden is what an empty list says that a filter made so.
func (l Lists) hidden() string {
	n := l.Counts[l.List]
	switch {
	case n == 0:
		return nothing(l.List)
	case n == 1:
		return "The one conversation that is here does not fit the filter."
	}
	return "None of the " + strconv.Itoa(n) + " conversations that are here fits the filter."
}

// nowhere is what a search says that found nothing.
func (l Lists) nowhere() string {
	switch {
	case len(l.Search.Sought) == 0:
		return "Type a word, a name, a number or an email address."
	case !l.Search.SearchedTo.IsZero():
		return "Nothing so far."
	case l.Search.Later:
		return "That was all."
	case l.Filter.Any():
		return "Nothing was found among what fits the filter."
	}
	return "Nothing was found. Every word has to be in the same message, note or name."
}

// saidBy is who said what was found, and what it is.
func saidBy(f models.Found) string {
	e := f.Entry
	switch {
	case e.Seq == 0:
		return "Visitor"
	case e.Kind == models.EntryNote:
		return "Note by " + firstWord(e.Author.Name)
	case e.Kind == models.EntrySummary:
		return "Summary"
	case e.Kind == models.EntryPassedOn:
		return "Passed on by " + firstWord(e.Author.Name)
	case e.Kind == models.EntryBlocked:
		return "Blocked"
	case e.Author.Kind == models.ByAgent:
		return firstWord(e.Author.Name)
	case e.Author.Kind == models.ByGuest:
		return e.Author.Name + models.GuestMark
	case e.Author.Kind == models.ByBot:
		return "Bot"
	}
	return ""
}

// foundWhere is the line under what was found: its state, and where it came from.
func foundWhere(f models.Found, l Lists) string {
	return title(f.Conversation.State) + " · " + where(f.Conversation, l)
}

// line is a piece of somebody else's text, on one line.
func line(p models.Piece) string { return strings.ReplaceAll(ui.Line(p.Text), "  ", " ") }

func has(all []Choice, value string) bool {
	return slices.ContainsFunc(all, func(c Choice) bool { return c.Value == value })
}

func foundCount(l Lists) string {
	n := counted(len(l.Search.Found), "conversation was found", "conversations were found")
	if l.Search.Next != "" {
		return n + " so far"
	}
	return n
}

// offeredTo says whom a chat is offered to; the browser of that one says it to them.
func offeredTo(c models.Conversation) string {
	if c.Offer.ToName == "" {
		return "offered to a colleague"
	}
	return "offered to " + ui.Line(firstWord(c.Offer.ToName))
}

func laterPath(id models.ConversationID, after int64) string {
	return path(id, "/log?after="+strconv.FormatInt(after, 10))
}
