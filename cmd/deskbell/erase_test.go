package main

import (
	"net/http"
	"path/filepath"
	"strings"
	"testing"

	"deskbell/models"
)

// A17 A18: nothing is left of what was erased, and everybody who has it open is told.
func TestErase_Conversation_IsGoneForEverybodyAtOnce(t *testing.T) {
	s := newSite(t)
	visitor, agent, id := s.chat()
	owner := s.agent("owner")
	visitor.must("/w/shop/say", "client_id", s.id(), "text", "xyzzyplugh said")
	visitor.gives("xyzzyplugh.txt", "xyzzyplugh bytes")
	agent.must("/desk/"+id+"/notes", "client_id", s.id(), "text", "xyzzyplugh noted")
	if got := owner.post("/desk/" + id + "/erase"); got.status != http.StatusConflict || !strings.Contains(got.body, "End it first") {
		t.Fatalf("a live chat: %d %s", got.status, got.body)
	}
	if form := owner.get("/desk/" + id + "/erase"); form.status != http.StatusOK || strings.Contains(form.body, "Erase for good") {
		t.Errorf("the question about a live chat: %d %s", form.status, form.body)
	}
	agent.must("/desk/" + id + "/close")
	if form := owner.get("/desk/" + id + "/erase"); !strings.Contains(form.body, "Erase for good") {
		t.Errorf("the question: %s", form.body)
	}
	chat, desk := visitor.stream("/w/shop/stream?after=0"), agent.stream("/desk/stream?list=closed&open="+id+":0")
	chat.until("xyzzyplugh said")
	desk.until("row-" + id)
	owner.must("/desk/" + id + "/erase")
	chat.until("gone")
	chat.ended()
	if e := desk.until("erased"); strings.Contains(e.data, "xyzzyplugh") {
		t.Errorf("the desk is told\n%s", e.data)
	}
	if list := agent.get("/desk?list=closed").body; strings.Contains(list, id) {
		t.Error("it is in the list")
	}
	for name, got := range map[string]answer{"the page": agent.get("/desk/" + id), "the owner's page": owner.get("/desk/" + id), "its log": agent.get("/desk/" + id + "/log?before=99"),
		"a turn": agent.post("/desk/" + id + "/takeover"), "again": owner.post("/desk/" + id + "/erase")} {
		if got.status != http.StatusNotFound {
			t.Errorf("%s: %d", name, got.status)
		}
	}
	if got := visitor.get("/w/shop/log"); got.status != http.StatusUnauthorized {
		t.Errorf("the visitor's log: %d %s", got.status, got.body)
	}
	if found := owner.get("/desk?list=closed&q=xyzzyplugh").body; strings.Contains(found, id) {
		t.Error("search finds it")
	}
	if kept, _ := filepath.Glob(filepath.Join(s.folder, "files", "??", "*")); len(kept) > 0 {
		t.Errorf("on the disk: %v", kept)
	}
	audit := s.rows("SELECT what, object, detail FROM audit")
	if !strings.Contains(audit, models.ActErased) || !strings.Contains(audit, id) || strings.Contains(audit, "xyzzyplugh") {
		t.Errorf("the audit log has %s", audit)
	}
	for _, table := range []string{"conversations", "entries", "visitors", "visitor_tokens", "notices", "files", "found_places", "timers", "deliveries", "block_visits"} {
		if rows := s.rows("SELECT * FROM " + table); strings.Contains(rows, id) || strings.Contains(rows, "xyzzyplugh") {
			t.Errorf("%s has %s", table, rows)
		}
	}
	visitor.say("Hello again") // begins anew, with the secret that he has
	if visitor.conversation() == id {
		t.Error("the old conversation is back")
	}
}

// A13
func TestErase_IsForOwnersAlone(t *testing.T) {
	s := newSite(t)
	visitor := s.visitor()
	visitor.say("Hello")
	id := visitor.conversation()
	for _, role := range models.Roles() {
		who, want := s.agent(string(role)), http.StatusForbidden
		if role == models.RoleOwner {
			continue
		}
		for _, method := range []string{"GET", "POST"} {
			if got := who.do(who.request(method, "/desk/"+id+"/erase", nil)); got.status != want {
				t.Errorf("%s %ss: %d", role, method, got.status)
			}
		}
		if page := who.get("/desk/" + id).body; strings.Contains(page, "Erase conversation") {
			t.Errorf("%s is offered it", role)
		}
	}
	if page := s.agent("owner").get("/desk/" + id).body; !strings.Contains(page, "Erase conversation") {
		t.Error("the owner is not offered it")
	}
	if got := visitor.get("/w/shop/log"); got.status != http.StatusOK {
		t.Errorf("it is gone: %d", got.status)
	}
}
