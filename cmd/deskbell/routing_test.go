package main

import (
	"context"
	"net/http"
	"strings"
	"testing"
	"time"

	"deskbell/models"
)

// offering sets how bot "shop" asks for its agents.
func (s *site) offering(r models.Routing) {
	s.Helper()
	file, err := s.app.store.ExportBot(context.Background(), "shop")
	s.check(err)
	file.Settings.Routing = r
	_, err = s.app.store.ImportBot(context.Background(), file, time.Now())
	s.check(err)
}

func (s *site) botID(key string) string {
	s.Helper()
	bot, err := s.app.store.BotByKey(context.Background(), key)
	s.check(err)
	return string(bot.ID)
}

// M-18 M-25
func TestRouting_AFreedPlace_IsOfferedToWhoWaits(t *testing.T) {
	s := newSite(t)
	s.offering(models.Routing{Mode: models.RouteLeastBusy, AcceptSeconds: 300})
	agent := s.online("agent")
	var chats []string
	for range 3 {
		chat := s.visitor().asks()
		agent.stream("/desk/stream?list=waiting&open=" + chat + ":0").until("Offered to you")
		agent.must("/desk/" + chat + "/accept")
		chats = append(chats, chat)
	}
	second := s.online("second") // else nobody would be asked for at all
	late := s.visitor().asks()
	feed := agent.stream("/desk/stream?list=waiting&open=" + late + ":0")
	feed.until("Offered to Second Test")
	second.must("/desk/online", "on", "0")
	feed.until("went away")
	if page := agent.get("/desk/" + late).body; strings.Contains(page, "Offered to you") || strings.Contains(page, "Offered to Agent") {
		t.Error("it is offered to somebody who has as many as he may")
	}
	agent.must("/desk/" + chats[1] + "/close")
	feed.until(`data-offered="id-agent"`)
	if page := agent.get("/desk/" + late).body; !strings.Contains(page, `aria-label="Offered to you"`) || !strings.Contains(page, ">Take over</button>") || !strings.Contains(page, ">Not now</button>") {
		t.Error("the foot does not offer it")
	}
	if page := s.agent("owner").get("/desk/" + late).body; !strings.Contains(page, "Offered to Agent Test") {
		t.Error("others do not see whom it is offered to")
	}
}

// M-18
func TestRouting_WhoSwitchesOn_IsOfferedWhatWaits_AndNotNowMovesItOn(t *testing.T) {
	s := newSite(t)
	s.offering(models.Routing{Mode: models.RouteLeastBusy, AcceptSeconds: 300})
	first := s.online("agent")
	chat := s.visitor().asks()
	feed := first.stream("/desk/stream?list=waiting&open=" + chat + ":0")
	feed.until("Offered to you")
	first.must("/desk/" + chat + "/decline")
	feed.until("said not now")
	second := s.online("second")
	second.stream("/desk/stream?list=waiting&open=" + chat + ":0").until("Offered to you")
	if got := first.post("/desk/" + chat + "/accept"); got.status != http.StatusConflict || !strings.Contains(got.body, "Second Test") {
		t.Errorf("accepted too late: %d %.200s", got.status, got.body)
	}
	second.must("/desk/" + chat + "/accept")
	if got := first.post("/desk/" + chat + "/takeover"); got.status != http.StatusConflict {
		t.Errorf("%d", got.status)
	}
}

// M-14 M-22
func TestPassOn_ThroughTheDesk_TheVisitorReadsWhoAndNotWhy(t *testing.T) {
	s := newSite(t)
	agent, second := s.online("agent"), s.online("second")
	visitor := s.visitor()
	chat := visitor.asks()
	agent.must("/desk/" + chat + "/takeover")
	form := agent.get("/desk/" + chat + "/pass").body
	for _, want := range []string{`value="id-second"`, "Second Test", "0 of 3 chats", `value="back"`, `value="desk:` + s.botID("other") + `"`, "Online", "Offline"} {
		if !strings.Contains(form, want) {
			t.Errorf("the dialog lacks %s", want)
		}
	}
	if strings.Contains(form, "Other Test") {
		t.Error("the dialog names somebody who does not answer this bot's chats")
	}
	theirs := second.stream("/desk/stream?list=active&open=" + chat + ":0")
	agent.must("/desk/"+chat+"/pass", "to", "id-second", "ask", "1", "words", "Speaks Norwegian")
	theirs.until("Speaks Norwegian")
	if page := second.get("/desk/" + chat).body; !strings.Contains(page, "asks whether you go on with this chat") {
		t.Error("the colleague is not asked")
	}
	if page := agent.get("/desk/" + chat).body; !strings.Contains(page, "Offered to Second Test") || !strings.Contains(page, ">Take back</button>") || !strings.Contains(page, `aria-label="Reply"`) {
		t.Error("who asks does not see it, or lost the chat")
	}
	second.must("/desk/" + chat + "/accept")
	log := visitor.get("/w/shop/log").body
	if !strings.Contains(log, "passed you on to Second") || strings.Contains(log, "Norwegian") {
		t.Errorf("the visitor reads %s", log)
	}
	if got := visitor.stream("/w/shop/stream?after=0").until("passed you on to Second"); strings.Contains(got.data, "Norwegian") {
		t.Error("the stream says why")
	}
	second.must("/desk/"+chat+"/pass", "to", "desk:"+s.botID("other"))
	theirs.until("This chat is with another team now")
	if got := second.get("/desk/" + chat); got.status != http.StatusNotFound {
		t.Errorf("who passed it to another bot's agents still sees it: %d", got.status)
	}
	other := s.online("other")
	if !strings.Contains(other.get("/desk?list=waiting").body, "row-"+chat) {
		t.Error("the other bot's agents do not see it")
	}
	other.must("/desk/" + chat + "/takeover")
	if got := other.post("/desk/"+chat+"/pass", "to", "id-second", "words", strings.Repeat("x", 501)); got.status != http.StatusUnprocessableEntity {
		t.Errorf("too many words: %d", got.status)
	}
}

// M-18
func TestOnline_SetOfflineByASupervisor_IsToldWhy(t *testing.T) {
	s := newSite(t)
	agent, boss := s.online("agent"), s.agent("supervisor")
	feed := agent.stream("/desk/stream?list=waiting")
	feed.until("count-waiting")
	if got := agent.post("/team/id-second/offline"); got.status != http.StatusForbidden {
		t.Errorf("an Agent sets others offline: %d", got.status)
	}
	if got := boss.post("/team/nobody/offline"); got.status != http.StatusNotFound {
		t.Errorf("nobody: %d", got.status)
	}
	boss.must("/team/id-agent/offline")
	feed.until("0 You were set offline by Supervisor Test.")
	if page := agent.get("/desk").body; !strings.Contains(page, "You were set offline by Supervisor Test.") || !strings.Contains(page, `aria-checked="false"`) {
		t.Error("the page does not say why")
	}
	agent.must("/desk/online", "on", "1")
	feed.until("1 ")
	if strings.Contains(agent.get("/desk").body, "You were set offline") {
		t.Error("it is still said after switching on")
	}
}

// M-18 F36
func TestRestart_AfterALongStop_ChatsStayWithTheirAgents(t *testing.T) {
	s := newSite(t)
	agent := s.online("agent")
	chat := agent.takes(s.visitor())
	now := time.Now().UTC()
	s.check(s.app.store.Reach(t.Context(), "id-agent", now.Add(-time.Hour))) // the server has stood still since then
	s.check(s.app.freeGone(t.Context(), now.Add(-time.Second), now))
	if got := s.ownerOf(chat); !strings.Contains(got, "id-agent live") {
		t.Errorf("before anybody could come back: %s", got)
	}
	s.check(s.app.freeGone(t.Context(), now.Add(-awayFor-time.Second), now))
	if got := s.ownerOf(chat); strings.Contains(got, "live") {
		t.Errorf("whoever does not come back keeps it: %s", got)
	}
}

// M-18
func TestOffline_BySomebodyElse_IsInTheAuditLog(t *testing.T) {
	s := newSite(t)
	s.online("agent")
	boss := s.agent("supervisor")
	for range 2 { // the second finds him off
		boss.must("/team/id-agent/offline")
	}
	if got := s.rows("SELECT object AS name FROM audit WHERE what = $1", models.ActSetOffline); strings.Count(got, "Agent Test") != 1 {
		t.Errorf("%q", got)
	}
}
