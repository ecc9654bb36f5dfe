package main

import (
	"encoding/json"
	"io"
	"net/http"
	"net/url"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"deskbell/models"
)

// chat is a live chat of a visitor with agent@.
func (s *site) chat() (visitor, agent *person, id string) {
	s.Helper()
	visitor, agent = s.visitor(), s.online("agent")
	id = visitor.asks()
	agent.must("/desk/" + id + "/takeover")
	return visitor, agent, id
}

// answers says something and is its seq.
func (p *person) answers(id, text string) string {
	p.Helper()
	p.must("/desk/"+id+"/say", "client_id", p.id(), "text", text)
	return p.lastSeq(id)
}

func (p *person) lastSeq(id string) string {
	p.Helper()
	var last struct{ Seq int64 }
	got := p.get("/desk/" + id + "/revise")
	if err := json.Unmarshal([]byte(got.body), &last); err != nil || last.Seq == 0 {
		p.Fatalf("%d %s", got.status, got.body)
	}
	return strconv.FormatInt(last.Seq, 10)
}

// M-3 M-22 A5
func TestCompose_FilesOfAnAgent_ReachTheVisitorAndGoWithTheirMessage(t *testing.T) {
	s := newSite(t)
	visitor, agent, id := s.chat()
	photo := picture(t, 40, 30)
	got, f := agent.upload("/desk/"+id+"/files", "offer.png", strings.NewReader(photo))
	if got.status != http.StatusCreated || f.Type != "image/png" {
		t.Fatalf("%d %s", got.status, got.body)
	}
	_, note := agent.upload("/desk/"+id+"/files", "terms.txt", strings.NewReader("Terms"))
	if early := s.stranger().get(pathTo(f)); early.status != http.StatusNotFound {
		t.Errorf("before it is sent: %d", early.status)
	}
	feed := visitor.stream("/w/shop/stream")
	form := url.Values{"client_id": {s.id()}, "text": {""}, "file": {f.ID, note.ID}}
	if got := agent.do(agent.request("POST", "/desk/"+id+"/say", form)); got.status != http.StatusNoContent {
		t.Fatalf("%d %s", got.status, got.body)
	}
	if e := feed.until(f.ID); !strings.Contains(e.data, note.ID) || strings.Contains(e.data, "offer.png, terms.txt") {
		t.Errorf("the visitor gets\n%s", e.data)
	}
	if got := agent.do(agent.request("POST", "/desk/"+id+"/say", form)); got.status != http.StatusNoContent {
		t.Errorf("sent again: %d %s", got.status, got.body)
	}
	seen := agent.get(pathTo(f))
	if seen.status != http.StatusOK || seen.header.Get("X-Content-Type-Options") != "nosniff" || !strings.HasSuffix(seen.header.Get("Content-Security-Policy"), "; sandbox") {
		t.Errorf("%d %v", seen.status, seen.header)
	}
	if got := agent.get(pathTo(note)); !strings.HasPrefix(got.header.Get("Content-Disposition"), "attachment") {
		t.Errorf("%v", got.header)
	}
	agent.must("/desk/"+id+"/revise", "client_id", s.id(), "seq", agent.lastSeq(id), "delete", "1")
	if log := visitor.get("/w/shop/log").body; strings.Contains(log, f.ID) || !strings.Contains(log, "Message deleted") {
		t.Error("the deleted files are in the visitor's log")
	}
	for _, gone := range []filed{f, note} {
		if got := visitor.get(mine(gone)); got.status != http.StatusNotFound {
			t.Errorf("%s is still to be had: %d", gone.Name, got.status)
		}
		if got := agent.get(pathTo(gone)); got.status != http.StatusNotFound {
			t.Errorf("the agent still has %s: %d", gone.Name, got.status)
		}
	}
}

// A16 A13
func TestCompose_FilesWithoutRight_AreRefusedAndLeaveNothing(t *testing.T) {
	s := newSite(t)
	visitor, agent, id := s.chat()
	other := s.visitor()
	theirs := other.asks() // waits
	for name, c := range map[string]struct {
		who  *person
		path string
		want int
	}{
		"signed out": {s.stranger(), id, http.StatusUnauthorized}, "a visitor": {visitor, id, http.StatusUnauthorized},
		"another bot's agent": {s.agent("other"), id, http.StatusNotFound}, "who only watches": {s.agent("second"), id, http.StatusConflict},
		"one that waits": {agent, theirs, http.StatusConflict}, "none": {agent, "none", http.StatusNotFound},
	} {
		if got, _ := c.who.upload("/desk/"+c.path+"/files", "a.txt", strings.NewReader("x")); got.status != c.want {
			t.Errorf("%s: %d %s", name, got.status, got.body)
		}
	}
	if kept, _ := filepath.Glob(filepath.Join(s.folder, "files", "??", "*")); len(kept) > 0 {
		t.Errorf("left: %v", kept)
	}
	got, said := agent.upload("/desk/"+id+"/files", "film.mp4", io.MultiReader(strings.NewReader("\x00\x00\x00\x1cftypisom"), io.LimitReader(zeros{}, models.DefaultMostFile<<20)))
	if got.status != http.StatusRequestEntityTooLarge || said.Message != "film.mp4 is larger than 20 MB, which is the limit." {
		t.Errorf("too large: %d %s", got.status, got.body)
	}
	if got, said := agent.upload("/desk/"+id+"/files", "a.exe", strings.NewReader("MZ")); got.status != http.StatusUnsupportedMediaType || said.Field != "file" {
		t.Errorf("forbidden: %d %s", got.status, got.body)
	}
	vast := agent.request("POST", "/desk/"+id+"/files", nil)
	vast.Header.Set("Content-Type", "multipart/form-data; boundary=x")
	vast.Header.Set("Sec-Fetch-Site", "same-origin")
	vast.ContentLength, vast.Body = 1<<40, io.NopCloser(io.LimitReader(zeros{}, 1<<40))
	if got, err := agent.client.Do(vast); err == nil && got.StatusCode != http.StatusRequestEntityTooLarge {
		t.Errorf("1 TB as it says: %d", got.StatusCode)
	}
	_, mine := agent.upload("/desk/"+id+"/files", "a.txt", strings.NewReader("x"))
	_, visitors := visitor.upload("/w/shop/files", "a.txt", strings.NewReader("x"))
	agent.must("/desk/" + theirs + "/takeover")
	for name, c := range map[string]struct{ id, file string }{"in another chat": {theirs, mine.ID}, "the visitor's": {id, visitors.ID}, "no id": {id, "../x"}} {
		if got := agent.post("/desk/"+c.id+"/say", "client_id", s.id(), "text", "x", "file", c.file); got.status != http.StatusNotFound {
			t.Errorf("%s: %d %s", name, got.status, got.body)
		}
	}
	agent.must("/desk/" + id + "/close")
	if got, _ := agent.upload("/desk/"+id+"/files", "a.txt", strings.NewReader("x")); got.status != http.StatusConflict {
		t.Errorf("a closed chat: %d %s", got.status, got.body)
	}
	many := url.Values{"client_id": {s.id()}, "text": {"x"}, "file": nil}
	for i := range models.MostFilesInOneMessage + 1 {
		many["file"] = append(many["file"], strings.Repeat(string(rune('a'+i)), 26))
	}
	if got := agent.do(agent.request("POST", "/desk/"+theirs+"/say", many)); got.status != http.StatusUnprocessableEntity {
		t.Errorf("one too many: %d %s", got.status, got.body)
	}
}

// M-10
func TestCompose_BotsLimit_HoldsForBothSides(t *testing.T) {
	s := newSite(t)
	store := s.app.store
	bot, err := store.BotByKey(t.Context(), "shop")
	s.check(err)
	file, err := store.ExportBot(t.Context(), "shop")
	s.check(err)
	file.Settings = bot.Settings
	file.Settings.MostFile = 1
	_, err = store.ImportBot(t.Context(), file, time.Now())
	s.check(err)
	visitor, agent, id := s.chat()
	for _, path := range []string{"/w/shop/files", "/desk/" + id + "/files"} {
		who := visitor
		if strings.HasPrefix(path, "/desk") {
			who = agent
		}
		got, said := who.upload(path, "a.txt", strings.NewReader(strings.Repeat("a", 1<<20+1)))
		if got.status != http.StatusRequestEntityTooLarge || said.Message != "a.txt is larger than 1 MB, which is the limit." {
			t.Errorf("%s: %d %s", path, got.status, got.body)
		}
	}
	if page := visitor.get("/w/shop").body; !strings.Contains(page, `data-size="1048576"`) {
		t.Error("the chat does not know the limit")
	}
	if page := agent.get("/desk/" + id).body; !strings.Contains(page, `data-size="1048576"`) {
		t.Error("the desk does not know the limit")
	}
}

// F20
func TestCompose_SameClientIDWithAnotherBody_IsRefusedAndTheFirstStays(t *testing.T) {
	s := newSite(t)
	visitor, agent, id := s.chat()
	_, a := agent.upload("/desk/"+id+"/files", "a.txt", strings.NewReader("a"))
	_, b := agent.upload("/desk/"+id+"/files", "b.txt", strings.NewReader("b"))
	key := s.id()
	agent.must("/desk/"+id+"/say", "client_id", key, "text", "First", "file", a.ID)
	agent.must("/desk/"+id+"/say", "client_id", key, "text", "First", "file", a.ID)
	for name, fields := range map[string][]string{"words": {"text", "Second", "file", a.ID}, "file": {"text", "First", "file", b.ID}, "no file": {"text", "First"}} {
		if got := agent.post("/desk/"+id+"/say", append([]string{"client_id", key}, fields...)...); got.status != http.StatusUnprocessableEntity {
			t.Errorf("another %s: %d %s", name, got.status, got.body)
		}
	}
	log := visitor.get("/w/shop/log").body
	if strings.Count(log, ">First<") != 1 || strings.Contains(log, "Second") || strings.Contains(log, b.ID) {
		t.Errorf("the log is\n%s", log)
	}
}

// M-22 A19 F22
func TestCompose_RevisedMessage_TheOldWordsAreNowhere(t *testing.T) {
	s := newSite(t)
	visitor, agent, id := s.chat()
	watching := s.agent("second")
	open := visitor.stream("/w/shop/stream")
	desk := watching.stream("/desk/stream?list=active&open=" + id + ":0")
	before := agent.answers(id, "Old words")
	away := open.until("Old words") // a browser that is away from here on
	desk.until("Old words")
	agent.must("/desk/"+id+"/revise", "client_id", s.id(), "seq", before, "text", "New words")
	for name, feed := range map[string]*feed{"visitor": open, "desk": desk} {
		if e := feed.until("New words"); !strings.Contains(e.data, `data-revises="`+before+`"`) || strings.Contains(e.data, "Old words") {
			t.Errorf("%s gets\n%s", name, e.data)
		}
	}
	agent.must("/desk/"+id+"/revise", "client_id", s.id(), "seq", before, "text", "Newest words")
	open.until("Newest words")
	desk.until("Agent: Newest words") // the list, which is read again some moments later
	for name, c := range map[string]struct {
		who  *person
		path string
		head []string
	}{
		"back after a while": {visitor, "/w/shop/stream", []string{"Last-Event-ID", away.id}}, "from the beginning": {visitor, "/w/shop/stream?after=0", nil},
		"another agent": {watching, "/desk/stream?list=active&open=" + id + ":0", nil},
	} {
		feed := c.who.stream(c.path, c.head...)
		e := feed.until("Newest words")
		if strings.Contains(e.data, "Old words") || strings.Contains(e.data, "New words") {
			t.Errorf("%s gets\n%s", name, e.data)
		}
		feed.close()
	}
	s.stop() // nothing is in memory any more
	s.start()
	visitor.base, agent.base, watching.base = s.base, s.base, s.base
	for name, body := range map[string]string{"log": visitor.get("/w/shop/log").body, "page": visitor.get("/w/shop").body, "desk": agent.get("/desk/" + id).body,
		"list": agent.get("/desk?list=active").body, "stream": visitor.stream("/w/shop/stream?after=0").until("Newest words").data} {
		if strings.Contains(body, "Old words") || strings.Contains(body, "New words") {
			t.Errorf("the %s has the old words", name)
		}
	}
	if list := agent.get("/desk?list=active").body; !strings.Contains(list, "Newest words") {
		t.Error("the list does not follow")
	}
}

func TestCompose_Revise_IsForTheOwnerAlone(t *testing.T) {
	s := newSite(t)
	_, agent, id := s.chat()
	seq := agent.answers(id, "Words")
	for name, c := range map[string]struct {
		who  *person
		want int
	}{"signed out": {s.stranger(), http.StatusUnauthorized}, "a colleague": {s.agent("second"), http.StatusConflict},
		"a supervisor": {s.agent("supervisor"), http.StatusConflict}, "another bot's agent": {s.agent("other"), http.StatusNotFound}} {
		if got := c.who.post("/desk/"+id+"/revise", "client_id", s.id(), "seq", seq, "text", "x"); got.status != c.want {
			t.Errorf("%s: %d %s", name, got.status, got.body)
		}
		if got := c.who.request("GET", "/desk/"+id+"/revise", nil); c.who.do(got).status != c.want {
			t.Errorf("%s reads it: %d", name, c.who.do(got).status)
		}
	}
	if got := agent.post("/desk/"+id+"/revise", "client_id", s.id(), "seq", "x", "text", "x"); got.status != http.StatusUnprocessableEntity {
		t.Errorf("no number: %d", got.status)
	}
}

// M-22 M-29
func TestCompose_Canned_AreFilledAndFound(t *testing.T) {
	s := newSite(t)
	ctx := t.Context()
	bot, err := s.app.store.BotByKey(ctx, "shop")
	s.check(err)
	manager := models.Reader{Agent: &models.Agent{ID: "id-owner", Name: "Owner", Role: models.RoleOwner}}
	for _, c := range []models.CannedReply{{Shortcut: "hello", Title: "Greeting", Text: "Hello {{visitor.name}}, {{agent.name}} here. Your {{colour}}?"},
		{Shortcut: "bye", Title: "Hello again", Text: "So long"}, {Shortcut: "ours", Title: "Ours", Text: "Of the shop: hello", Bot: bot.ID}} {
		s.check(s.app.store.SaveCanned(ctx, manager, &c, time.Now()))
	}
	_, agent, id := s.chat()
	find := func(who *person, q string) (list []struct {
		Shortcut, Text string
		Unknown        []string
	}) {
		got := who.get("/desk/" + id + "/canned?q=" + url.QueryEscape(q))
		if err := json.Unmarshal([]byte(got.body), &list); err != nil {
			t.Fatalf("%d %s", got.status, got.body)
		}
		return list
	}
	list := find(agent, "hel")
	if len(list) != 3 || list[0].Shortcut != "hello" || list[1].Shortcut != "bye" || list[2].Shortcut != "ours" {
		t.Fatalf("%+v", list)
	}
	if list[0].Text != "Hello {{visitor.name}}, Agent here. Your {{colour}}?" || strings.Join(list[0].Unknown, " ") != "visitor.name colour" {
		t.Errorf("%+v", list[0])
	}
	if list := find(agent, "nothing"); len(list) != 0 {
		t.Errorf("%+v", list)
	}
	if list := find(agent, ""); len(list) != 3 {
		t.Errorf("%+v", list)
	}
	for name, c := range map[string]struct {
		who  *person
		want int
	}{"signed out": {s.stranger(), http.StatusUnauthorized}, "who watches": {s.agent("second"), http.StatusConflict}, "another bot's": {s.agent("other"), http.StatusNotFound}} {
		if got := c.who.get("/desk/" + id + "/canned?q="); got.status != c.want {
			t.Errorf("%s: %d %s", name, got.status, got.body)
		}
	}
	if got := agent.get("/desk/" + id + "/canned?q=" + strings.Repeat("x", 101)); got.status != http.StatusUnprocessableEntity {
		t.Errorf("too long: %d", got.status)
	}
}

func TestCompose_KeyThatSends_IsKept(t *testing.T) {
	s := newSite(t)
	_, agent, id := s.chat()
	agent.must("/desk/keys", "ctrl_enter", "1")
	if page := agent.get("/desk/" + id).body; !strings.Contains(page, `name="ctrl_enter" value="1" checked`) {
		t.Error("the choice is not in the page")
	}
	if got := agent.post("/desk/keys", "ctrl_enter", "maybe"); got.status != http.StatusUnprocessableEntity {
		t.Errorf("%d", got.status)
	}
	if got := s.stranger().post("/desk/keys", "ctrl_enter", "1"); got.status != http.StatusUnauthorized {
		t.Errorf("%d", got.status)
	}
}

// M-3: the other side learns who types, never what.
func TestCompose_Typing_TellsTheFirstNameAlone(t *testing.T) {
	s := newSite(t)
	visitor, agent, id := s.chat()
	feed, desk := visitor.stream("/w/shop/stream"), agent.stream("/desk/stream?list=active&open="+id+":0")
	feed.until("joined")
	desk.until("took over")
	agent.must("/desk/"+id+"/typing", "on", "1", "text", "a secret draft")
	if e := feed.until("typing"); strings.TrimSpace(e.data) != "Agent" {
		t.Errorf("the visitor is told %q", e.data)
	}
	visitor.must("/w/shop/typing", "on", "1", "text", "a secret draft")
	if e := desk.until("typing"); strings.Contains(e.data, "secret") || strings.TrimSpace(e.data) == "" {
		t.Errorf("the desk is told %q", e.data)
	}
}
