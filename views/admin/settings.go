package admin

import (
	"net/url"
	"strconv"
	"strings"
	"time"

	"deskbell/models"
	"deskbell/models/flow"
)

// CannedPage is the list of canned replies.
type CannedPage struct {
	Me      *models.Agent
	Replies []models.CannedReply // those that are shown
	All     int                  // how many there are, found or not
	Query   string
	Bots    []models.Bot // that he may see
	Done    string
}

// CannedForm is a canned reply as it was typed.
type CannedForm struct {
	Me                    *models.Agent
	ID                    string // "" for a new one
	Bot                   models.BotID
	Shortcut, Title, Text string
	Bots                  []models.Bot
	Vars                  []VarGroup
	Field, Problem        string
}

// VarGroup are variables that one can put into a text, and where they come from.
type VarGroup struct {
	Origin string
	Vars   []flow.VarDoc
}

// CategoriesPage is the list of categories, with what is typed for one.
type CategoriesPage struct {
	Me         *models.Agent
	Categories []models.Category
	Uses       map[string]int
	Edit       string // id of the one that is renamed; "" for none
	Name       string // as it was typed, of the one that is renamed or the new one
	Problem    string
	Moved      string // id of the one that was just moved
	Done       string
}

// AuditPage is a page of the audit log.
type AuditPage struct {
	Me      *models.Agent
	Acts    []models.ActRow
	Filters models.ActFilters
	By      string // as chosen: "" for anybody, "-" for the command line
	What    string
	From    string // yyyy-mm-dd
	To      string
	Problem string
	More    int64 // N of the last one where there are older ones; else 0
}

// CommandLine is how the filter says that nobody of the team is meant.
const CommandLine = "-"

// filtered says whether anything is left out.
func (p AuditPage) filtered() bool { return p.By != "" || p.What != "" || p.From != "" || p.To != "" }

// older is the address of what comes before the page.
func (p AuditPage) older() string {
	q := url.Values{"before": {strconv.FormatInt(p.More, 10)}}
	for name, value := range map[string]string{"by": p.By, "what": p.What, "from": p.From, "to": p.To} {
		if value != "" {
			q.Set(name, value)
		}
	}
	return "/settings/audit?" + q.Encode()
}

// personOf is an agent as the filter has him.
func personOf(a models.ActRow) string {
	if a.ByID == "" {
		return CommandLine
	}
	return string(a.ByID)
}

func cannedPath(id string) string { return "/settings/canned/" + url.PathEscape(id) }

func categoryPath(id string) string { return "/settings/categories/" + url.PathEscape(id) }

// forBot is where a reply is offered, in words.
func forBot(id models.BotID, bots []models.Bot) string {
	if id == "" {
		return "All bots"
	}
	for i := range bots {
		if bots[i].ID == id {
			return bots[i].Name
		}
	}
	return "A bot that is gone"
}

// mayWrite says whether somebody changes canned replies, or only reads them.
func mayWrite(me *models.Agent) bool { return me.Role.May(models.PermitArticles) }

// opening is the beginning of a text, on one line.
func opening(text string) string {
	return models.CleanLine(strings.Join(strings.Fields(text), " "), 140)
}

// uses is how many conversations carry a category, in words.
func uses(n int) string {
	if n == 0 {
		return "Not used yet"
	}
	return counted(n, "conversation", "conversations")
}

// Sample is a text with its variables filled as an example, for the preview of a canned reply.
func Sample(text string) string {
	known := map[string]string{"visitor.name": "Anna Weber", "visitor.email": "anna@example.com", "visitor.phone": "+41 44 123 45 67",
		"page.url": "https://www.example.com/shop", "page.title": "Our shop", "language": "en-GB", "bot.name": "Deskbell", "agent.name": "Mira"}
	before, name, rest, found := "", "", text, false
	var b strings.Builder
	for {
		if before, rest, found = strings.Cut(rest, "{{"); !found {
			return b.String() + before
		}
		b.WriteString(before)
		if name, rest, found = strings.Cut(rest, "}}"); !found {
			return b.String() + "{{" + name
		}
		name = strings.TrimSpace(name)
		if value, ok := known[name]; ok {
			b.WriteString(value)
		} else {
			b.WriteString("‹" + name + "›")
		}
	}
}

// dayOf is a day of a filter; the zero time for none.
func dayOf(text string) (time.Time, bool) {
	if text == "" {
		return time.Time{}, true
	}
	day, err := time.Parse(time.DateOnly, text)
	return day, err == nil
}

// Period is from and to of the filter, to being the end of its day, and whether both are days.
func (p AuditPage) Period() (from, to time.Time, ok bool) {
	from, good := dayOf(p.From)
	to, fine := dayOf(p.To)
	if !to.IsZero() {
		to = to.AddDate(0, 0, 1)
	}
	return from, to, good && fine
}
