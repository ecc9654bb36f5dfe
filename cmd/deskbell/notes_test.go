package main

import (
	"encoding/json"
	"net/http"
	"strings"
	"testing"
	"time"
)

// A19 A18 M-23: a note, a mention in it, its change and its end are on no road of the visitor's.
func TestNote_WrittenChangedAndDeleted_IsNowhereWhereTheVisitorReads(t *testing.T) {
	s := newSite(t)
	visitor, agent, second := s.visitor(), s.online("agent"), s.agent("second")
	chat := visitor.asks()
	agent.must("/desk/" + chat + "/takeover")
	raw := visitor.stream("/w/shop/stream?after=0")
	team := second.stream("/desk/stream?list=active&open=" + chat + ":0")
	agent.must("/desk/"+chat+"/say", "client_id", s.id(), "text", "Before the note")
	agent.must("/desk/"+chat+"/notes/typing", "on", "1")
	agent.must("/desk/"+chat+"/notes", "client_id", s.id(), "text", "CANARY-one for @Second Test", "mention", "id-second")
	team.until("CANARY-one")
	note := s.noteSeq(second, chat)
	agent.must("/desk/"+chat+"/notes/"+note, "text", "CANARY-two for @Second Test", "mention", "id-second")
	team.until("CANARY-two")
	second.must("/desk/"+chat+"/notes", "client_id", s.id(), "text", "CANARY-three")
	team.until("CANARY-three")
	agent.must("/desk/" + chat + "/notes/" + note + "/delete")
	team.until("This note was deleted.")
	agent.must("/desk/"+chat+"/say", "client_id", s.id(), "text", "After the note")
	seen := raw.all("After the note")

	seen = append(seen, visitor.everything(chat)...)
	seen = append(seen, visitor.stream("/w/shop/stream?after=0").all("After the note")...)
	visitor.must("/w/shop/end")
	seen = append(seen, visitor.everything(chat)...)
	for _, one := range seen {
		for _, secret := range []string{"CANARY", "This note", "only the team", `data-by="note"`, "Second", "id-second", "id-agent"} {
			if strings.Contains(one.body, secret) {
				t.Errorf("%s shows %q: %.300s", one.path, secret, one.body)
			}
		}
		if one.path == "stream here" {
			t.Errorf("who looks at the conversation is told to the visitor: %s", one.body)
		}
	}
	if len(seen) < 20 {
		t.Errorf("only %d answers were looked at", len(seen))
	}
}

// road is something that the visitor was answered.
type road struct{ path, body string }

// everything is what every address that a visitor may ask answers, by every method.
func (p *person) everything(chat string) []road {
	p.Helper()
	var all []road
	for _, route := range p.app.server.Routes() {
		path := strings.NewReplacer(":bot", "shop", ":conversation", chat, ":article", "x", ":seq", "1").Replace(route.Path)
		if strings.HasSuffix(path, "/stream") || strings.HasPrefix(path, "/static") || strings.HasPrefix(path, "/w/shop/") && route.Method != http.MethodGet {
			continue
		}
		var form map[string][]string
		if route.Method == http.MethodPost {
			form = map[string][]string{"client_id": {p.id()}, "q": {"CANAR"}}
		}
		got := p.do(p.request(route.Method, path+"?q=CANAR&after=0&before=99", form))
		all = append(all, road{path + " " + route.Method, got.body})
	}
	return all
}

// all is everything that comes until an event with the text has come, and what follows in the same breath.
func (f *feed) all(until string) []road {
	f.Helper()
	var all []road
	deadline, over := time.After(patience), (<-chan time.Time)(nil)
	for {
		select {
		case e, open := <-f.events:
			if !open {
				f.Fatalf("the stream ended before %q", until)
			}
			all = append(all, road{"stream " + e.name, e.data})
			if strings.Contains(e.data, until) {
				over = time.After(200 * time.Millisecond)
			}
		case <-over:
			return all
		case <-deadline:
			f.Fatalf("%q never came", until)
		}
	}
}

// noteSeq is the number of the newest note.
func (s *site) noteSeq(who *person, chat string) string {
	s.Helper()
	_, rest, found := strings.Cut(who.get("/desk/"+chat).body, `data-note="`)
	seq, _, _ := strings.Cut(rest, `"`)
	if !found {
		s.Fatal("the page has no note")
	}
	return seq
}

// A13: notes, category, visitor and past of somebody else's conversation are not there, whatever is sent.
func TestPanel_OfAnotherBotsConversation_IsTheSame404(t *testing.T) {
	s := newSite(t)
	visitor := s.visitor()
	chat := visitor.asks()
	s.agent("agent").must("/desk/"+chat+"/notes", "client_id", s.id(), "text", "Ours")
	other := s.agent("other")
	for _, path := range []string{"/notes", "/notes/typing", "/notes/3", "/notes/3/delete", "/status", "/category", "/visitor"} {
		got := other.post("/desk/"+chat+path, "client_id", s.id(), "text", "x", "state", "live", "name", "x", "on", "1")
		if got.status != http.StatusNotFound {
			t.Errorf("POST %s: %d %.100s", path, got.status, got.body)
		}
	}
	for _, path := range []string{"/earlier", "/colleagues"} {
		if got := other.get("/desk/" + chat + path); got.status != http.StatusNotFound {
			t.Errorf("GET %s: %d %.100s", path, got.status, got.body)
		}
	}
}

// M-23
func TestColleagues_AreThoseWhoMaySee(t *testing.T) {
	s := newSite(t)
	chat := s.visitor().asks()
	var all []struct{ ID, Name string }
	s.check(json.Unmarshal([]byte(s.agent("agent").get("/desk/"+chat+"/colleagues").body), &all))
	names := map[string]string{}
	for _, one := range all {
		names[one.ID] = one.Name
	}
	if names["id-second"] != "Second Test" || names["id-owner"] == "" || names["id-other"] != "" || names["id-agent"] != "" {
		t.Errorf("they are %v", names)
	}
}

// M-23
func TestCategory_NotInTheList_IsRefused(t *testing.T) {
	s := newSite(t)
	chat := s.visitor().asks()
	got := s.agent("agent").post("/desk/"+chat+"/category", "category", "Made up")
	if got.status != http.StatusUnprocessableEntity || !strings.Contains(got.body, "no such category") {
		t.Errorf("%d %s", got.status, got.body)
	}
}

// M-21 A18: who else looks and writes is told to the team, and gone when they are.
func TestHere_SomebodyComesWritesAndGoes_IsToldToTheTeamAlone(t *testing.T) {
	s := newSite(t)
	visitor, agent, second := s.visitor(), s.agent("agent"), s.agent("second")
	chat := visitor.asks()
	raw := visitor.stream("/w/shop/stream?after=0")
	mine := agent.stream("/desk/stream?list=waiting&open=" + chat + ":0")
	mine.until(`[{"id":"id-agent","name":"Agent"}]`)
	theirs := second.stream("/desk/stream?list=waiting&open=" + chat + ":0")
	mine.until(`{"id":"id-second","name":"Second"}`)
	theirs.until(`{"id":"id-agent","name":"Agent"}`)
	second.must("/desk/"+chat+"/notes/typing", "on", "1")
	mine.until(`{"id":"id-second","name":"Second","doing":"note"}`)
	second.must("/desk/"+chat+"/notes/typing", "on", "0")
	mine.until(`{"id":"id-second","name":"Second"}`)
	theirs.close()
	if e := mine.until(`[{"id":"id-agent","name":"Agent"}]`); e.name != "here" {
		t.Errorf("it was told by %q", e.name)
	}
	agent.must("/desk/" + chat + "/takeover")
	for _, one := range raw.all("Agent") {
		if one.path == "stream here" || strings.Contains(one.body, "Second") {
			t.Errorf("the visitor hears %+v", one)
		}
	}
}
