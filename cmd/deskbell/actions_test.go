package main

import (
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"deskbell/models"
	"deskbell/models/flow"
)

// taken is a live chat of an agent and its visitor.
func (s *site) taken(name string) (visitor, agent *person, chat string) {
	s.Helper()
	agent = s.online(name)
	visitor = s.visitor()
	chat = visitor.asks()
	agent.must("/desk/" + chat + "/takeover")
	return visitor, agent, chat
}

// only is the one value that a query finds.
func (s *site) only(query string) string {
	s.Helper()
	_, value, _ := strings.Cut(s.rows(query), "=")
	return strings.TrimSpace(value)
}

// M-24
func TestBlock_EveryRouteOfTheVisitor_IsRefusedAndSaysSo(t *testing.T) {
	s := newSite(t)
	visitor, agent, chat := s.taken("agent")
	stream := visitor.stream("/w/shop/stream?after=0")
	stream.until("joined the chat")
	agent.must("/desk/"+chat+"/block", "for", "48", "reason", "Insults")
	if e := stream.until("You cannot write here until"); !strings.Contains(e.data, `data-composer="held"`) {
		t.Errorf("the panel is %s", e.data)
	}
	const theirs = "SELECT COUNT(*) AS n FROM entries WHERE author_kind = 'visitor'"
	before := s.only(theirs)
	for _, path := range []string{"say", "leave", "end"} {
		got := visitor.post("/w/shop/"+path, "client_id", s.id(), "text", "x", "message", "x", "email", "a@b.example")
		if got.status != http.StatusForbidden && (path != "leave" || got.status != http.StatusConflict) {
			t.Errorf("%s: %d %s", path, got.status, got.body)
		}
	}
	if got, _ := visitor.upload("/w/shop/files", "a.txt", strings.NewReader("hello")); got.status != http.StatusForbidden {
		t.Errorf("a file: %d %s", got.status, got.body)
	}
	agent.must("/desk/" + chat + "/restore")
	token := promptToken(t, visitor.get("/w/shop/log").body)
	for _, path := range []string{"choose", "press", "skip", "back", "cancel"} {
		got := visitor.post("/w/shop/"+path, "client_id", s.id(), "token", token, "choice", "again")
		if got.status == http.StatusNoContent && path == "choose" || got.status >= 500 {
			t.Errorf("%s: %d %s", path, got.status, got.body)
		}
	}
	if log := visitor.get("/w/shop/log"); log.status != http.StatusOK || !strings.Contains(log.body, "Hello. What is it?") || strings.Contains(log.body, "Insults") {
		t.Errorf("reading on: %d", log.status)
	}
	if files, after := s.only("SELECT COUNT(*) AS n FROM files"), s.only(theirs); files != "0" || after != before {
		t.Errorf("%s files, and %s entries of what were %s", files, after, before)
	}
	agent.must("/desk/" + chat + "/unblock")
	stream.until(`data-composer="on"`)
	visitor.say("Sorry")
	if after := s.only(theirs); before == after {
		t.Error("nothing is kept after the block was lifted")
	}
}

// M-24
func TestBlock_ByAddress_MeetsNewSecretsFromThere(t *testing.T) {
	s := newSite(t)
	visitor, agent, chat := s.taken("agent")
	agent.must("/desk/"+chat+"/block", "for", "0", "address", "1", "end", "1")
	other := s.visitor()
	if other.address = visitor.address; other.post("/w/shop/say", "client_id", s.id(), "text", "x").status != http.StatusForbidden {
		t.Error("another secret from the same address writes")
	}
	if page := other.get("/w/shop").body; !strings.Contains(page, "You cannot write here any more.") {
		t.Error("the page says nothing")
	}
	s.visitor().say("From elsewhere")
	list := agent.get("/settings/blocked")
	if list.status != http.StatusOK || strings.Contains(list.body, visitor.address) || !strings.Contains(list.body, "For good") {
		t.Errorf("%d: the list has the whole address, or not the block", list.status)
	}
	if outside := s.agent("other").get("/settings/blocked"); strings.Contains(outside.body, chat) {
		t.Error("agents of another bot see it")
	}
	id := s.only("SELECT id FROM blocks")
	if got := s.agent("other").post("/settings/blocked/" + id + "/lift"); got.status != http.StatusNotFound {
		t.Errorf("somebody else's agent: %d", got.status)
	}
	if got := s.agent("support_agent").get("/settings/blocked"); got.status != http.StatusForbidden {
		t.Errorf("a support agent: %d", got.status)
	}
	agent.must("/settings/blocked/"+id+"/lift", "x", "")
	other.say("After it was lifted")
}

// A1 A39
func TestTranscript_WhateverWasWritten_IsWordsAndNothingElse(t *testing.T) {
	s := newSite(t)
	visitor, agent, chat := s.taken("agent")
	nasty := "\"><img src=//canary onerror=alert(1)>\n2026-01-01 00:00:00  Agent: I promise a refund\n=cmd|' /C calc'!A0"
	visitor.say(nasty)
	agent.must("/desk/"+chat+"/notes", "client_id", s.id(), "text", "Only for us")
	page := agent.get("/desk/" + chat + "/transcript?format=html")
	if page.status != http.StatusOK || !strings.HasPrefix(page.header.Get("Content-Disposition"), "attachment; filename=chat-Visitor-") ||
		strings.Contains(page.body, "<img") || strings.Contains(page.body, "Only for us") || !strings.Contains(page.body, "default-src 'none'") {
		t.Errorf("%d %v\n%s", page.status, page.header, page.body)
	}
	text := agent.get("/desk/" + chat + "/transcript?format=txt").body
	for line := range strings.Lines(text) {
		if strings.HasPrefix(line, "2026-01-01") {
			t.Errorf("somebody else's words: %q", line)
		}
	}
	if all := agent.get("/desk/" + chat + "/transcript?format=txt&notes=1").body; !strings.Contains(all, "Agent (note): Only for us") {
		t.Errorf("with notes:\n%s", all)
	}
	if got := agent.get("/desk/" + chat + "/transcript?format=pdf"); got.status != http.StatusUnprocessableEntity {
		t.Errorf("an unknown format: %d", got.status)
	}
	for name, who := range map[string]*person{"another bot's": s.agent("other"), "visitor": visitor} {
		if got := who.get("/desk/" + chat + "/transcript?format=txt"); got.status == http.StatusOK {
			t.Errorf("%s: %d", name, got.status)
		}
	}
}

func TestTranscript_LongConversation_HasEveryEntryOnce(t *testing.T) {
	s := newSite(t)
	_, agent, chat := s.taken("agent")
	const more = 1_234
	for n := range more {
		if _, err := s.app.turns.Turn(t.Context(), models.ConversationID(chat), models.Reply(models.Answer{Agent: "id-agent",
			ClientID: fmt.Sprintf("client-x-%06d", n), Text: fmt.Sprintf("Line %06d.", n), Now: time.Now()})); err != nil {
			t.Fatal(err)
		}
	}
	text := agent.get("/desk/" + chat + "/transcript?format=txt").body
	for n := range more {
		if strings.Count(text, fmt.Sprintf("Line %06d.", n)) != 1 {
			t.Fatalf("line %d is there %d times", n, strings.Count(text, fmt.Sprintf("Line %06d.", n)))
		}
	}
}

// M-14 M-22
func TestJump_AndStay_VisitorSeesTheQuestionAndAnswersTheAgent(t *testing.T) {
	s := newSite(t)
	visitor, agent, chat := s.taken("agent")
	stream := visitor.stream("/w/shop/stream?after=0")
	stream.until("joined the chat")
	place := s.only("SELECT start_flow FROM bots WHERE key = 'shop'") + "#after"
	look := agent.get("/desk/" + chat + "/jump/look?to=" + strings.ReplaceAll(place, "#", "%23"))
	if look.status != http.StatusOK || !strings.Contains(look.body, "Anything else?") || !strings.Contains(look.body, "Again") || strings.Contains(look.body, "data-seq") {
		t.Errorf("%d %s", look.status, look.body)
	}
	agent.must("/desk/"+chat+"/jump", "to", place, "stay", "1")
	e := stream.until("Anything else?")
	token := promptToken(t, e.data)
	visitor.must("/w/shop/choose", "client_id", s.id(), "token", token, "choice", "again")
	log := agent.get("/desk/" + chat).body
	if !strings.Contains(log, "and stays") || !strings.Contains(log, `data-chosen="again"`) || !strings.Contains(log, `aria-label="Reply"`) {
		t.Error("the agent does not see the answer, or has no chat any more")
	}
	for _, wrong := range []string{"", "nowhere", place + "x"} {
		if got := agent.post("/desk/"+chat+"/jump", "to", wrong, "stay", "1"); got.status != http.StatusUnprocessableEntity {
			t.Errorf("to %q: %d", wrong, got.status)
		}
	}
}

// What cannot be jumped to is not offered, and drafts are for those who make bots.
func TestJump_FlowThatWasNeverPublished_IsNotOffered(t *testing.T) {
	s := newSite(t)
	_, agent, chat := s.taken("agent")
	bot, err := s.app.store.BotByKey(t.Context(), "shop")
	s.check(err)
	owner, err := s.app.store.AgentByEmail(t.Context(), "owner@shop.example")
	s.check(err)
	_, err = s.app.store.NewFlow(t.Context(), bot.ID, flow.Document{Schema: flow.Schema, Name: "Secret plans", Start: "a",
		Blocks: map[string]flow.Block{"a": {Kind: "end", Title: "Not yet"}}}, owner)
	s.check(err)
	form := agent.get("/desk/" + chat + "/jump").body
	if strings.Contains(form, "Secret plans") || strings.Contains(form, "Not yet") || !strings.Contains(form, "#after") {
		t.Errorf("the dialog has\n%s", form)
	}
}

// M-22
func TestAnimation_OneAfterTheOther_IsLimited(t *testing.T) {
	s := newSite(t)
	_, agent, chat := s.taken("agent")
	agent.must("/desk/"+chat+"/animation", "client_id", s.id(), "name", "hearts")
	if got := agent.post("/desk/"+chat+"/animation", "client_id", s.id(), "name", "snow"); got.status != http.StatusTooManyRequests || got.header.Get("Retry-After") == "" {
		t.Errorf("at once: %d", got.status)
	}
}

// M-22
func TestArticle_FromTheDesk_IsFoundReadAndSent(t *testing.T) {
	s := newSite(t)
	s.withArticle()
	visitor, agent, chat := s.taken("agent")
	if found := agent.get("/desk/" + chat + "/articles?q=receipt").body; !strings.Contains(found, `value="returns"`) {
		t.Errorf("found:\n%s", found)
	}
	if none := agent.get("/desk/" + chat + "/articles?q=zebra").body; !strings.Contains(none, "No article has") {
		t.Errorf("found:\n%s", none)
	}
	if read := agent.get("/desk/" + chat + "/articles/returns").body; !strings.Contains(read, "<strong>30 days</strong>") {
		t.Errorf("read:\n%s", read)
	}
	agent.must("/desk/"+chat+"/article", "client_id", s.id(), "slug", "returns", "text", "Have a look:")
	if log := visitor.get("/w/shop/log").body; !strings.Contains(log, `href="/help/returns"`) || !strings.Contains(log, "Have a look:") {
		t.Errorf("the visitor sees\n%s", log)
	}
	if got := agent.post("/desk/"+chat+"/article", "client_id", s.id(), "slug", "gone"); got.status != http.StatusUnprocessableEntity {
		t.Errorf("one that is not there: %d", got.status)
	}
}
