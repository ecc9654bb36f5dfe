package main

import (
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"
)

// keeps makes a check of a run: "Ask", then "Red".
func (m trier) keeps(name string) string {
	m.Helper()
	run := m.test()
	run.do("choose", "token", "t1", "choice", "ask")
	run.do("say", "text", "Red")
	wantsAll(m.T, m.part(http.StatusOK, run.runs()+"/keep", "name", name), "Kept as “"+name+"”", mainFlow+"/checks")
	found := regexp.MustCompile(`checks\?check=([^"]+)"`).FindAllStringSubmatch(m.get(mainFlow+"/checks").body, -1)
	return found[len(found)-1][1]
}

// M-36
func TestChecks_KeptRun_IsPlayedAgainAndShowsTheFirstDifference(t *testing.T) {
	s := newSite(t)
	m := s.trier()
	wantsAll(t, m.get(mainFlow+"/checks").body, "No checks yet")
	id := m.keeps("Asks for a colour")
	page := m.get(mainFlow + "/checks?check=" + id).body
	wantsAll(t, page, "The check goes as it was recorded.", "Asks for a colour", "Which colour?", "Red", "Anything else?")
	m.says("ask", "Which colour do you like?")
	page = m.get(mainFlow + "/checks?check=" + id).body
	wantsAll(t, page, "1 check goes another way", "<dd dir=\"auto\">Bot: Which colour?</dd>", "Bot: Which colour do you like?", `class="bot differs"`)
	got := m.post(mainFlow+"/checks/"+id, "do", "expect")
	if got.status != http.StatusSeeOther {
		t.Fatalf("expect: %d", got.status)
	}
	wantsAll(t, m.get(got.header.Get("Location")).body, "The check goes as it was recorded.", "Which colour do you like?")
	m.post(mainFlow+"/checks/"+id, "do", "rename", "name", "<i>Renamed</i>")
	wantsAll(t, m.get(mainFlow+"/checks").body, "&lt;i&gt;Renamed&lt;/i&gt;")
	for _, bad := range [][]string{{"do", "rename", "name", "  "}, {"do", "rename", "name", strings.Repeat("x", 101)}, {"do", "burn"}} {
		if got := m.post(mainFlow+"/checks/"+id, bad...); got.status != http.StatusUnprocessableEntity {
			t.Errorf("%v: %d", bad, got.status)
		}
	}
	m.post(mainFlow+"/checks/"+id, "do", "delete")
	wantsAll(t, m.get(mainFlow+"/checks").body, "No checks yet")
	if got := m.post(mainFlow+"/checks/"+id, "do", "delete"); got.status != http.StatusNotFound {
		t.Errorf("deleted twice: %d", got.status)
	}
}

// M-36
func TestPublish_FailingCheck_IsInTheWayUnlessOneWantsItAllTheSame(t *testing.T) {
	s := newSite(t)
	m := s.trier()
	m.keeps("Colour")
	m.says("after", "Is there more?")
	dialog := m.sheet(mainFlow + "/publish")
	wantsAll(t, dialog, "1 check goes another way", "Bot: Anything else?", "Bot: Is there more?", "Publish all the same")
	wantsAll(t, m.part(http.StatusUnprocessableEntity, mainFlow+"/publish", "rev", m.rev(), "note", "my note"), "Publish all the same", "my note")
	if got := m.get(mainFlow + "/versions").body; strings.Contains(got, "Version 2") {
		t.Fatal("it was published")
	}
	m.part(http.StatusOK, mainFlow+"/publish", "rev", m.rev(), "despite", "1")
	wantsAll(t, m.get(mainFlow+"/versions").body, "Version 2")
	m.says("after", "Anything else?")
	wantsAll(t, m.sheet(mainFlow+"/publish"), "The check goes as it was recorded.")
	m.part(http.StatusOK, mainFlow+"/publish", "rev", m.rev())
}

// M-36: another bot's flow neither has the check nor can change it.
func TestChecks_OfAnotherFlow_AreNotThere(t *testing.T) {
	s := newSite(t)
	m := s.trier()
	id := m.keeps("Mine")
	wantsNone(t, m.get("/bots/other/flows/main/checks").body, "Mine")
	for _, do := range []string{"delete", "expect", "rename"} {
		if got := m.post("/bots/other/flows/main/checks/"+id, "do", do, "name", "Theirs"); got.status != http.StatusNotFound {
			t.Errorf("%s: %d", do, got.status)
		}
	}
	if got := m.get("/bots/other/flows/main/checks?check=" + id); got.status != http.StatusNotFound {
		t.Errorf("shown: %d", got.status)
	}
	run := m.test()
	run.do("choose", "token", "t1", "choice", "ask")
	m.part(http.StatusUnprocessableEntity, run.runs()+"/keep", "name", " ")
	wantsAll(t, m.get(mainFlow+"/checks").body, "Mine")
	export := m.get(mainFlow + "/export").body
	wantsNone(t, export, "Mine")
}

// M-36
func TestReplay_RealConversation_ShowsWhereTheDraftGoesAnotherWay(t *testing.T) {
	s := newSite(t)
	m := s.trier()
	v := s.visitor()
	v.must("/w/shop/choose", "client_id", s.id(), "token", "t1", "choice", "ask")
	v.must("/w/shop/say", "client_id", s.id(), "token", "t2", "text", "Red <b>")
	chat := v.conversation()
	list := m.get(mainFlow + "/replay").body
	wantsAll(t, list, "/replay?conversation="+chat, "Address of a conversation")
	wantsAll(t, m.get(mainFlow+"/replay?conversation="+chat).body, "The draft says the same to this visitor.", "Red &lt;b&gt;", "Which colour?")
	m.says("ask", "Which tint?")
	page := m.get(mainFlow + "/replay?conversation=" + url.QueryEscape(s.base+"/desk/"+chat+"?pane=x")).body
	wantsAll(t, page, "The draft goes another way", "Which tint?", "Which colour?")
	if n := strings.Count(page, "differs\""); n != 2 {
		t.Errorf("%d lines are marked", n)
	}
}

// M-36: what one may not see is not played.
func TestReplay_ForeignConversation_IsNotThere(t *testing.T) {
	s := newSite(t)
	m := s.trier()
	v := s.visitor()
	v.must("/w/other/say", "client_id", s.id(), "text", "Private words")
	found := conversationPattern.FindStringSubmatch(v.get("/w/other/log").body)
	for _, asked := range []string{found[1], "/desk/" + found[1], "nonsense", "/", "%zz", strings.Repeat("x", 300)} {
		got := m.get(mainFlow + "/replay?conversation=" + url.QueryEscape(asked))
		if got.status != http.StatusNotFound || strings.Contains(got.body, "Private words") {
			t.Errorf("%.40q: %d", asked, got.status)
		}
	}
	if got := m.get(mainFlow + "/replay?conversation=" + strings.Repeat("x", 301)); got.status != http.StatusUnprocessableEntity {
		t.Errorf("too long: %d", got.status)
	}
	wantsNone(t, m.get(mainFlow+"/replay").body, found[1])
}
