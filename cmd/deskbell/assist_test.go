package main

import (
	"encoding/json"
	"net/http"
	"strings"
	"testing"
	"time"

	"deskbell/models"
)

// aDraft is what the composer gets.
type aDraft struct {
	Code, Message, Text string
	Sources             []struct{ Slug, Title, Address string }
}

// drafts asks for a draft.
func (p *person) drafts(chat, what string, fields ...string) (answer, aDraft) {
	p.Helper()
	var d aDraft
	got := p.post("/desk/"+chat+"/"+what, fields...)
	p.check(json.Unmarshal([]byte(got.body), &d))
	return got, d
}

// beside lets agents be helped.
func (s *site) beside() {
	s.Helper()
	s.check(s.app.store.SaveAISettings(s.Context(), models.AISettings{Beside: true}, time.Now()))
}

// wordy is chat with a visitor who has asked something.
func (s *site) wordy(question string) (agent *person, chat string) {
	s.Helper()
	visitor, agent, chat := s.chat()
	visitor.say(question)
	return agent, chat
}

const teapot = "How long can I return a teapot?"

// M-33 A13
func TestAssist_WhoDoesNotAnswerThere_IsRefusedAndNothingIsAsked(t *testing.T) {
	service := newAIServer(t, aiSays(0, "No"))
	s := newSiteWith(t, service.serves)
	s.withArticle()
	s.beside()
	agent, chat := s.wordy(teapot)
	waiting := s.visitor().asks()
	for name, c := range map[string]struct {
		who  *person
		chat string
		want int
	}{
		"signed out": {s.stranger(), chat, http.StatusUnauthorized}, "a visitor": {s.visitor(), chat, http.StatusUnauthorized},
		"another bot's agent": {s.agent("other"), chat, http.StatusNotFound}, "who only watches": {s.agent("second"), chat, http.StatusConflict},
		"the owner of it all": {s.agent("owner"), chat, http.StatusConflict},
		"one that waits":      {agent, waiting, http.StatusConflict}, "none": {agent, noID, http.StatusNotFound},
	} {
		for _, what := range []string{"suggest", "rewrite", "summarise"} {
			got, said := c.who.drafts(c.chat, what, "text", "Hello", "how", "shorter")
			if got.status != c.want || said.Message == "" || said.Text != "" {
				t.Errorf("%s, %s: %d %s", name, what, got.status, got.body)
			}
		}
	}
	agent.must("/desk/" + chat + "/close")
	if got, _ := agent.drafts(chat, "suggest"); got.status != http.StatusConflict {
		t.Errorf("a closed chat: %d %s", got.status, got.body)
	}
	if asked := service.asked(); len(asked) > 0 {
		t.Errorf("the service was asked: %s", asked)
	}
}

// M-33 A13: a guest who has the chat is no agent, and nobody else drafts into it.
func TestAssist_GuestHasTheChat_NeitherHeNorAnAgentDrafts(t *testing.T) {
	s := newSite(t)
	s.withArticle()
	s.beside()
	visitor, path := s.invited("greta@post.example")
	guest, agent, chat := s.joins(path, "Greta"), s.agent("agent"), visitor.conversation()
	guest.must(path + "/takeover")
	for _, what := range []string{"suggest", "rewrite", "summarise"} {
		for who, want := range map[*person]int{guest: http.StatusUnauthorized, agent: http.StatusConflict} {
			if got, said := who.drafts(chat, what, "text", "Hello", "how", "shorter"); got.status != want || said.Message == "" {
				t.Errorf("%s: %d %s, want %d", what, got.status, got.body, want)
			}
		}
	}
}

// M-33: off by default.
func TestAssist_SwitchedOff_IsNotOfferedAndSaysSo(t *testing.T) {
	service := newAIServer(t, aiSays(0, "No"))
	s := newSiteWith(t, service.serves)
	s.withArticle()
	agent, chat := s.wordy(teapot)
	wantsNone(t, agent.get("/desk/"+chat).body, "data-drafts", `role="menu"`, "data-draft")
	for _, what := range []string{"suggest", "rewrite", "summarise"} {
		got, said := agent.drafts(chat, what, "text", "Hello", "how", "shorter")
		if got.status != http.StatusForbidden || !strings.Contains(said.Message, "switched off") {
			t.Errorf("%s: %d %s", what, got.status, got.body)
		}
	}
	s.beside()
	wantsAll(t, agent.get("/desk/"+chat).body, "data-drafts", `data-draft="suggest"`, `data-draft="summarise"`, `data-how="shorter"`)
	wantsNone(t, s.agent("second").get("/desk/"+chat).body, "data-drafts")
	if asked := service.asked(); len(asked) > 0 {
		t.Errorf("the service was asked: %s", asked)
	}
}

// M-33
func TestAssist_WithoutAService_ArticlesAnswerAndTheRestIsNotOffered(t *testing.T) {
	s := newSite(t)
	s.withArticle()
	s.beside()
	agent, chat := s.wordy(teapot)
	page := agent.get("/desk/" + chat).body
	wantsAll(t, page, `data-draft="suggest"`)
	wantsNone(t, page, `data-draft="rewrite"`, `data-draft="summarise"`)
	got, d := agent.drafts(chat, "suggest")
	if got.status != http.StatusOK || !strings.Contains(d.Text, "30 days") || len(d.Sources) != 1 || d.Sources[0].Title != "Returns" || d.Sources[0].Address != "http://127.0.0.1/help/returns" {
		t.Errorf("%d %s", got.status, got.body)
	}
	for _, what := range []string{"rewrite", "summarise"} {
		if got, said := agent.drafts(chat, what, "text", "Hello", "how", "shorter"); got.status != http.StatusServiceUnavailable || said.Message == "" {
			t.Errorf("%s: %d %s", what, got.status, got.body)
		}
	}
	silent, other := s.wordy("Does the moon like violins?")
	if got, said := silent.drafts(other, "suggest"); got.status != http.StatusNotFound || !strings.HasPrefix(said.Message, "No article answers") {
		t.Errorf("%d %s", got.status, got.body)
	}
}

// M-33
func TestAssist_WithAService_DraftsAreWrittenAndNothingIsSaid(t *testing.T) {
	service := newAIServer(t, aiSays(0, "You can, within 30 days [1]."), aiSays(0, "Within 30 days."), aiSays(0, "- A teapot is to go back."))
	s := newSiteWith(t, service.serves)
	s.withArticle()
	s.beside()
	agent, chat := s.wordy(teapot)
	before := s.rows("SELECT COUNT(*) FROM entries")
	for _, c := range []struct{ what, want, text, how string }{{"suggest", "You can, within 30 days", "", ""},
		{"rewrite", "Within 30 days.", "You may send it back to us within a period of 30 days.", "shorter"}, {"summarise", "- A teapot is to go back.", "", ""}} {
		got, d := agent.drafts(chat, c.what, "text", c.text, "how", c.how)
		if got.status != http.StatusOK || !strings.HasPrefix(d.Text, c.want) || (len(d.Sources) == 1) != (c.what == "suggest") {
			t.Errorf("%s: %d %s", c.what, got.status, got.body)
		}
	}
	for name, fields := range map[string][]string{"no words": {"how", "shorter"}, "no way": {"text", "Hello", "how", "louder than all"}, "far too much": {"text", strings.Repeat("a", models.MaxText+1), "how", "shorter"}} {
		if got, said := agent.drafts(chat, "rewrite", fields...); got.status != http.StatusUnprocessableEntity || said.Message == "" {
			t.Errorf("%s: %d %.200s", name, got.status, got.body)
		}
	}
	if now := s.rows("SELECT COUNT(*) FROM entries"); now != before {
		t.Errorf("entries: %s, before %s", now, before)
	}
	if got := s.rows("SELECT COUNT(*) AS n FROM ai_answers WHERE port = 'beside' AND agent_id = 'id-agent'"); got != "n=3 \n" {
		t.Errorf("kept: %s", got)
	}
}

// A16
func TestAssist_AgainAndAgain_HasALimitOfItsOwn(t *testing.T) {
	s := newSite(t)
	s.withArticle()
	s.beside()
	agent, chat := s.wordy(teapot)
	for range 30 {
		got, said := agent.drafts(chat, "suggest")
		if got.status == http.StatusTooManyRequests {
			if got.header.Get("Retry-After") == "" || said.Message == "" {
				t.Errorf("%v %s", got.header, got.body)
			}
			agent.must("/desk/"+chat+"/say", "client_id", s.id(), "text", "One moment") // what one writes oneself goes on
			return
		}
	}
	t.Error("thirty drafts at once are written")
}

// M-14: what was asked of the AI stands on top for who takes over, also while one looks on.
func TestDesk_Handover_HasWhatItIsAboutOnTop(t *testing.T) {
	s := newAISite(t, newAIServer(t, aiSays(0, "Within 30 days [1].")))
	visitor, agent := s.visitor(), s.agent("owner")
	visitor.wonders(teapot)
	visitor.becomes("Within 30 days")
	chat := visitor.thread()
	feed := agent.stream("/desk/stream?list=bot&open=" + chat + ":0")
	wantsAll(t, agent.get("/desk/"+chat).body, `<div id="in-short" class="in-short"></div>`)
	agent.must("/desk/" + chat + "/takeover")
	feed.until("The AI was asked")
	for _, page := range []string{agent.get("/desk/" + chat).body} {
		_, top, _ := strings.Cut(page, `id="in-short"`)
		top, _, _ = strings.Cut(top, "<bell-log")
		wantsAll(t, top, "In short", teapot, `href="/help/returns"`)
	}
}
