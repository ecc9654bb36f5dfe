package main

import (
	"fmt"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"
	"time"

	"deskbell/models"
)

// inList is the ids of the rows in a page's list, from the top.
func inList(body string) []string {
	var all []string
	for _, row := range regexp.MustCompile(`<li id="(?:row|found)-([^"]+)"`).FindAllStringSubmatch(body, -1) {
		all = append(all, row[1])
	}
	return all
}

func (s *site) lists(p *person, query string, want ...string) string {
	s.Helper()
	a := p.get("/desk?" + query)
	if a.status != http.StatusOK || fmt.Sprint(inList(a.body)) != fmt.Sprint(want) {
		s.Errorf("%s: %d with rows %v, want %v", query, a.status, inList(a.body), want)
	}
	return a.body
}

// M-19
func TestLists_Filter_KeepsWhatFitsAndSaysWhatItHides(t *testing.T) {
	s := newSite(t)
	one, two, agent, second := s.visitor(), s.visitor(), s.online("agent"), s.online("second")
	first, other := one.asks(), two.asks()
	agent.must("/desk/" + first + "/takeover")
	second.must("/desk/" + other + "/takeover")
	s.lists(agent, "list=active", other, first)
	s.lists(agent, "list=active&who=mine", first)
	s.lists(second, "list=active&who=mine", other)
	who, err := s.app.store.AgentByEmail(t.Context(), "second@shop.example")
	s.check(err)
	s.lists(agent, "list=active&agent="+string(who.ID), other)
	s.lists(agent, "list=active&agent="+string(who.ID)+"&who=mine")
	s.lists(agent, "list=active&channel=web&period=today", other, first)
	s.lists(agent, "list=active&from=2000-01-01&to=2099-01-01", other, first)
	s.lists(agent, "list=active&from=2099-01-01&to=2000-01-01", other, first) // the wrong way round
	empty := s.lists(agent, "list=active&category=Workshop")
	for _, want := range []string{"None of the 2 conversations that are here fits the filter.", "Category: Workshop", "Clear the filter", `data-n="2"`} {
		if !strings.Contains(empty, want) {
			t.Errorf("the empty list does not say %q", want)
		}
	}
	agent.must("/desk/" + first + "/close")
	s.lists(agent, "list=closed&who=mine", first)
	s.lists(second, "list=closed&who=mine")
}

// A59
func TestLists_GarbageInTheAddress_IsNoFailure(t *testing.T) {
	s := newSite(t)
	visitor, agent := s.visitor(), s.online("agent")
	visitor.asks()
	for _, value := range []string{"x", "' OR 1=1 --", "\x00", "\xff", "NEAR(", `"`, "*", "marks:d*", strings.Repeat("a", 5000), "<img src=x>", "../../etc/passwd", "9223372036854775808", "-1"} {
		for _, name := range []string{"q", "list", "who", "bot", "channel", "category", "agent", "period", "from", "to", "before", "rows", "at", "filter"} {
			a := agent.get("/desk?list=waiting&" + url.Values{name: {value}}.Encode())
			if a.status != http.StatusOK || strings.Contains(a.body, "<img src=x>") {
				t.Errorf("%s=%.20q: %d", name, value, a.status)
			}
		}
	}
	r := agent.request("GET", "/desk?list=closed&period=today", nil)
	for _, zone := range []string{"../../etc/passwd", "Local", strings.Repeat("x", 9999), "%zz", "Europe%2FOslo"} {
		r.AddCookie(&http.Cookie{Name: "zone", Value: zone})
		if a := agent.do(r.Clone(t.Context())); a.status != http.StatusOK {
			t.Errorf("zone %.20q: %d", zone, a.status)
		}
	}
}

// F22: what two browsers of an agent, and another agent, have of the lists.
func TestLists_SeveralBrowsers_HaveTheSameRowsOnce(t *testing.T) {
	s := newSite(t)
	visitors := []*person{s.visitor(), s.visitor(), s.visitor()}
	agent, again, second := s.online("agent"), s.agent("agent"), s.online("second")
	var chats []string
	for _, v := range visitors {
		chats = append(chats, v.asks())
	}
	feeds := []*feed{agent.stream("/desk/stream?list=waiting"), agent.stream("/desk/stream?list=waiting&rows=99"), again.stream("/desk/stream?list=waiting"),
		second.stream("/desk/stream?list=waiting")}
	visitors[0].say("One")
	visitors[0].say("Two")
	visitors[1].say("The last word")
	want := fmt.Sprintf(`<data id="order" value="%s %s %s">`, chats[1], chats[0], chats[2])
	for i, f := range feeds {
		rows := map[string]string{}
		for order := ""; order != want; {
			e := f.until(`id="order"`)
			for _, row := range regexp.MustCompile(`(?s)<li id="row-([^"]+)".*?</li>`).FindAllStringSubmatch(e.data, -1) {
				rows[row[1]] = row[0]
			}
			if n := strings.Count(e.data, `<li id="row-`+chats[0]); n > 1 {
				t.Errorf("stream %d: a row %d times at once", i, n)
			}
			order = regexp.MustCompile(`<data id="order" value="[^"]*">`).FindString(e.data)
		}
		unread := regexp.MustCompile(`class="badge">(\d+)<`).FindStringSubmatch(rows[chats[0]])
		if len(rows) != 3 || unread == nil || unread[1] != "3" || !strings.Contains(rows[chats[1]], "The last word") {
			t.Errorf("stream %d: %d rows, unread %v", i, len(rows), unread)
		}
	}
}

// M-19
func TestStream_UnderAFilter_BringsWhatFits(t *testing.T) {
	s := newSite(t)
	one, two, agent := s.visitor(), s.visitor(), s.online("agent")
	first, other := one.asks(), two.asks()
	agent.must("/desk/" + first + "/takeover")
	s.online("second").must("/desk/" + other + "/takeover")
	mine := agent.stream("/desk/stream?list=active&who=mine")
	if e := mine.until(`id="order"`); !strings.Contains(e.data, "row-"+first) || strings.Contains(e.data, "row-"+other) || !strings.Contains(e.data, "who=mine") {
		t.Errorf("it begins with %s", e.data)
	}
	two.say("Not for this list")
	one.say("For this list")
	if e := mine.until("For this list"); strings.Contains(e.data, "Not for this list") {
		t.Errorf("it brings %s", e.data)
	}
	agent.must("/desk/" + first + "/close")
	mine.until(`<data id="order" value="">`)
}

func (s *site) indexed() {
	s.Helper()
	for range 100 {
		if step, err := s.app.store.IndexSome(s.Context()); err != nil || !step.More {
			s.check(err)
			return
		}
	}
}

// M-19 A1
func TestSearch_Words_LeadToTheirPlace(t *testing.T) {
	s := newSite(t)
	visitor, agent, stranger := s.visitor(), s.online("agent"), s.online("other")
	chat := visitor.asks()
	visitor.say(`The <img src=x onerror=alert(1)> wheel & the mudguard`)
	s.lines(chat, 60)
	s.indexed()
	body := s.lists(agent, "list=closed&q=mudg", chat)
	at := regexp.MustCompile(`at=(\d+)`).FindStringSubmatch(body)
	if at == nil || !strings.Contains(body, "<mark>mudguard</mark>") || strings.Contains(body, "<img src=x") || !strings.Contains(body, `value="mudg"`) {
		t.Fatalf("found: %s", body)
	}
	open := agent.get("/desk/" + chat + "?list=closed&q=mudg&at=" + at[1]).body
	if !strings.Contains(open, `data-at="`+at[1]+`"`) || !strings.Contains(open, "wheel &amp; the mudguard") || !strings.Contains(open, "Line 60<") || strings.Contains(open, "data-held") {
		t.Errorf("the place is not in the page")
	}
	s.lists(stranger, "list=closed&q=mudg")
	none := s.lists(agent, "list=closed&q=nowhere")
	if !strings.Contains(none, "Nothing was found.") {
		t.Errorf("nothing found: %s", none)
	}
	filtered := s.lists(agent, "list=closed&q=mudg&category=Workshop")
	if !strings.Contains(filtered, "Search everywhere") {
		t.Errorf("nothing found by the filter: %s", filtered)
	}
	if a := s.stranger().get("/desk?q=mudg"); a.status == http.StatusOK && strings.Contains(a.body, "mudguard") {
		t.Error("nobody is signed in")
	}
}

// lines fills a log with entries that say which they are.
func (s *site) lines(chat string, n int) {
	s.Helper()
	for range n {
		_, err := s.app.store.Turn(s.Context(), models.ConversationID(chat), func(c *models.Conversation) (models.Change, error) {
			c.LastSeq++
			return models.Change{Conversation: c, Entries: []models.Entry{{Seq: c.LastSeq, Kind: models.EntrySaid, Text: fmt.Sprint("Line ", c.LastSeq), At: time.Now()}}}, nil
		})
		s.check(err)
	}
}

// A place far from the end is shown with what is around it; the rest comes in pages on both sides.
func TestOpen_AtAPlaceFarFromTheEnd_ShowsTheLogAroundIt(t *testing.T) {
	s := newSite(t)
	visitor, agent := s.visitor(), s.online("agent")
	chat := visitor.asks()
	s.lines(chat, 300)
	page := agent.get("/desk/" + chat + "?at=40").body
	for _, want := range []string{`data-at="40"`, "Line 40<", "Line 16<", "Line 65<", `data-held="`, `log?after=65"`, `log?before=16"`, "Newest messages"} {
		if !strings.Contains(page, want) {
			t.Errorf("the page lacks %s", want)
		}
	}
	if strings.Contains(page, "Line 66<") {
		t.Error("the page has more")
	}
	next := agent.get("/desk/" + chat + "/log?after=65").body
	if !strings.Contains(next, "Line 66<") || !strings.Contains(next, "Line 115<") || strings.Contains(next, "Line 116<") || !strings.Contains(next, "after=115") {
		t.Errorf("later: %s", next)
	}
	if last := agent.get("/desk/" + chat + "/log?after=290").body; strings.Contains(last, "after=") || !strings.Contains(last, `id="later"`) {
		t.Errorf("the last of it: %s", last)
	}
	if a := s.online("other").get("/desk/" + chat + "/log?after=65"); a.status != http.StatusNotFound {
		t.Errorf("somebody else's: %d", a.status)
	}
}

func TestFilter_ChosenOnce_IsThereAgainForTheSamePerson(t *testing.T) {
	s := newSite(t)
	agent := s.online("agent")
	s.lists(agent, "list=closed&who=mine&category=Workshop")
	if a := agent.get("/desk"); a.status != http.StatusSeeOther || a.header.Get("Location") != "/desk?category=Workshop&list=waiting&who=mine" {
		t.Errorf("the filter is forgotten: %d %s", a.status, a.header.Get("Location"))
	}
	s.lists(agent, "list=closed")
	if a := agent.get("/desk"); a.status != http.StatusOK || strings.Contains(a.body, `aria-label="Remove`) {
		t.Errorf("the filter stays: %d", a.status)
	}
	r := agent.request("GET", "/desk", nil)
	r.AddCookie(&http.Cookie{Name: "deskbell-filter", Value: "somebody-else|who=mine"})
	if a := agent.do(r); a.status != http.StatusOK {
		t.Errorf("it is somebody else's: %d", a.status)
	}
}
