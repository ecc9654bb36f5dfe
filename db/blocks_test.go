package db

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"deskbell/models"
)

// blocking is a decision that blocks the visitor.
func blocking(until time.Time, address, reason string) decision {
	return func(c *models.Conversation) (models.Change, error) {
		return models.Change{Conversation: c, Blocked: &models.Blocked{Bot: c.BotID, Visitor: c.Visitor.ID, Conversation: c.ID,
			Address: address, Reason: reason, By: "a1", ByName: "Ada", At: noon, Until: until}}, nil
	}
}

// M-24
func TestBlocks_TimeAndLifting_AreSeenAtOnce(t *testing.T) {
	s := openNew(t)
	bot := addBot(t, s, "shop")
	c := begin(t, s, bot, "a")
	w := models.Writer{Bot: bot.ID, Visitor: c.Visitor.ID, Now: noon}
	is := func(what string, w models.Writer, want bool) {
		t.Helper()
		if _, barred, err := s.Barred(t.Context(), w); err != nil || barred != want {
			t.Errorf("%s: %v, %v", what, barred, err)
		}
	}
	is("before", w, false)
	until := noon.Add(time.Hour)
	change := turnTo(t, s, c.ID, blocking(until, "203.0.113.7", "x"))
	is("blocked", w, true)
	is("another secret from there", models.Writer{Bot: bot.ID, Address: "203.0.113.7", Now: noon}, true)
	is("another bot from there", models.Writer{Bot: "other", Address: "203.0.113.7", Now: noon}, false)
	is("from elsewhere", models.Writer{Bot: bot.ID, Address: "203.0.113.8", Now: noon}, false)
	is("nobody from nowhere", models.Writer{Bot: bot.ID, Now: noon}, false)
	w.Now = until
	is("when it is over", w, false)
	w.Now = noon
	turnTo(t, s, c.ID, func(c *models.Conversation) (models.Change, error) {
		held, err := c.Records.BlocksOf(w)
		if err != nil || len(held) != 1 || held[0].ID != change.Blocked.ID || !held[0].Until.Equal(until) {
			t.Errorf("%+v, %v", held, err)
		}
		return models.Change{Conversation: c, Unblocked: held, UnblockedBy: "Ada"}, nil
	})
	is("lifted", w, false)
}

func TestBlocks_List_IsPagedSearchedAndForWhoMaySeeIt(t *testing.T) {
	s := openNew(t)
	shop, other := addBot(t, s, "shop"), addBot(t, s, "other")
	mine, theirs, boss := addAgent(t, s, models.RoleAgent, shop.ID), addAgent(t, s, models.RoleAgent, other.ID), addAgent(t, s, models.RoleSupervisor)
	for n := range 5 {
		turnTo(t, s, begin(t, s, shop, fmt.Sprint("v", n)).ID, blocking(time.Time{}, "", fmt.Sprintf("Reason 100%%_%d", n)))
	}
	turnTo(t, s, begin(t, s, shop, "over").ID, blocking(noon.Add(-time.Minute), "", "Over"))
	list := func(a *models.Agent, q models.BlockedQuery) []models.Blocked {
		t.Helper()
		if q.Now = noon; q.Limit == 0 {
			q.Limit = 50
		}
		all, err := s.Blocked(t.Context(), models.Reader{Agent: a}, q)
		if err != nil {
			t.Fatal(err)
		}
		return all
	}
	if n := len(list(mine, models.BlockedQuery{})); n != 5 || len(list(boss, models.BlockedQuery{})) != 5 || len(list(theirs, models.BlockedQuery{})) != 0 {
		t.Errorf("%d are seen", n)
	}
	var seen []string
	for before := ""; ; {
		page := list(mine, models.BlockedQuery{Before: before, Limit: 2})
		for _, b := range page {
			seen = append(seen, b.Reason)
		}
		if len(page) < 2 {
			break
		}
		before = page[1].ID
	}
	if got := strings.Join(seen, " "); got != "Reason 100%_4 Reason 100%_3 Reason 100%_2 Reason 100%_1 Reason 100%_0" {
		t.Errorf("by pages: %s", got)
	}
	for find, want := range map[string]int{"reason": 5, "100%_3": 1, "ada": 5, "%": 5, "_9": 0, `\`: 0, "' OR 1": 0} {
		if n := len(list(mine, models.BlockedQuery{Find: find})); n != want {
			t.Errorf("%q finds %d", find, n)
		}
	}
	id := list(mine, models.BlockedQuery{})[0].ID
	if b, err := s.BlockedByID(t.Context(), models.Reader{Agent: mine}, id); err != nil || b.Called != "Visitor" {
		t.Errorf("%+v, %v", b, err)
	}
	for _, who := range []models.Reader{{Agent: theirs}, {Visitor: "x"}, {}} {
		if _, err := s.BlockedByID(t.Context(), who, id); models.CodeOf(err) != models.CodeNotFound {
			t.Errorf("%+v: %v", who, err)
		}
	}
}
