package main

import (
	"context"
	"encoding/json"
	"fmt"
	"regexp"
	"strings"
	"testing"
	"time"

	"deskbell/models"
)

// locked asks for something that the team may not read, and says it back.
const locked = `{"format":"deskbell/bot/1","key":"locked","name":"Locked","start_flow":"main","flows":[{"schema":1,"id":"main","name":"Main","start":"ask",
	"blocks":{"ask":{"kind":"question","settings":{"text":"The number of the lock?","var":"lock","sensitive":true},"out":{"next":{"block":"copy"}}},
	"copy":{"kind":"set","settings":{"var":"note","op":"set","value":"Lock {{lock}}"},"out":{"next":{"block":"say"}}},
	"say":{"kind":"text","settings":{"text":"You said {{lock}}."},"out":{"next":{"block":"person"}}},
	"person":{"kind":"live_chat","settings":{"available":"always"}}}}]}`

func TestDesk_SensitiveAnswer_StandsNowhereOnIt(t *testing.T) {
	s := newSite(t).having(locked)
	visitor, owner := s.visitor(), s.agent("owner")
	const secret = "swordfish-4711"
	visitor.must("/w/locked/say", "client_id", s.id(), "text", secret)
	log := visitor.get("/w/locked/log").body
	if !strings.Contains(log, secret) {
		t.Fatal("the visitor does not see the own answer")
	}
	conversation := regexp.MustCompile(`data-conversation="([^"]+)"`).FindStringSubmatch(log)[1]
	for _, page := range []string{"/desk/" + conversation, "/desk?list=waiting", "/desk?list=bot"} {
		got := owner.get(page)
		if got.status != 200 || strings.Contains(got.body, secret) {
			at := strings.Index(got.body, secret)
			t.Errorf("%s, %d: …%s", page, got.status, got.body[max(0, at-200):max(0, at)])
		}
	}
}

// A60
func TestImportBot_KeyOfAPage_IsRefused(t *testing.T) {
	s := newSite(t)
	for _, route := range s.app.server.Routes() {
		name, found := strings.CutPrefix(route.Path, "/bots/")
		if !found || strings.ContainsAny(name, ":/*") {
			continue
		}
		file := models.BotFile{}
		s.check(json.Unmarshal([]byte(strings.Replace(locked, `"key":"locked"`, fmt.Sprintf(`"key":%q`, name), 1)), &file))
		if _, err := s.app.store.ImportBot(context.Background(), file, time.Now()); models.CodeOf(err) != models.CodeInvalid {
			t.Errorf("a bot with the key %q hides behind a page: %v", name, err)
		}
	}
}
