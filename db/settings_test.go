package db

import (
	"errors"
	"strings"
	"testing"
	"time"

	"deskbell/models"
)

// A chain that somebody has changed outside of Deskbell.
func TestAudit_ChangedOutside_IsNoticed(t *testing.T) {
	for name, how := range map[string]string{
		"a changed row":      "UPDATE audit SET object = 'other' WHERE n = 2",
		"a changed time":     "UPDATE audit SET at = at + 1 WHERE n = 3",
		"a row taken out":    "DELETE FROM audit WHERE n = 2",
		"the end taken off":  "DELETE FROM audit WHERE n = 4",
		"the beginning":      "DELETE FROM audit WHERE n = 1",
		"everything":         "DELETE FROM audit",
		"the hash as well":   "UPDATE audit SET object = 'other', hash = 'aa' WHERE n = 4",
		"the newest claimed": "UPDATE meta SET value = '{\"n\":9,\"hash\":\"\"}' WHERE name = 'audit_head'",
	} {
		t.Run(name, func(t *testing.T) {
			s := openNew(t)
			for range 4 {
				if err := s.Note(t.Context(), models.Act{What: "Thing done", Object: "x", Now: time.Now()}); err != nil {
					t.Fatal(err)
				}
			}
			if n, err := s.CheckAudit(t.Context()); n != 4 || err != nil {
				t.Fatal(n, err)
			}
			if _, err := s.write.Exec(how); err != nil {
				t.Fatal(err)
			}
			if _, err := s.CheckAudit(t.Context()); err == nil || !strings.Contains(err.Error(), "audit log") {
				t.Errorf("%v", err)
			}
		})
	}
}

func TestAudit_Readers_AreOwnersAlone(t *testing.T) {
	s := openNew(t)
	for _, role := range models.Roles() {
		who := models.Reader{Agent: &models.Agent{ID: "a", Role: role}}
		if _, err := s.Acts(t.Context(), who, models.ActQuery{Limit: 1}); (err == nil) != (role == models.RoleOwner) {
			t.Errorf("%s: %v", role, err)
		}
		if _, err := s.ActFilters(t.Context(), who); (err == nil) != (role == models.RoleOwner) {
			t.Errorf("%s: %v", role, err)
		}
	}
	for _, who := range []models.Reader{{}, {Visitor: "v"}, {Visitor: "v", Agent: &models.Agent{Role: models.RoleOwner}}, {Agent: &models.Agent{Role: models.RoleOwner, Disabled: true}}} {
		if _, err := s.Acts(t.Context(), who, models.ActQuery{Limit: 1}); !errors.Is(err, models.ErrNotFound) {
			t.Errorf("%+v: %v", who, err)
		}
	}
}

func TestCanned_WhoReadsAndWrites_IsPartOfTheQuery(t *testing.T) {
	s := openNew(t)
	b1, b2 := addBot(t, s, "one").ID, addBot(t, s, "two").ID
	admin := models.Reader{Agent: &models.Agent{ID: "boss", Name: "Boss", Role: models.RoleAdmin}}
	manager := &models.Agent{Email: "m@example.com", Name: "Mo", Role: models.RoleAccountManager, MaxChats: 1, Bots: []models.BotID{b1}}
	if err := s.SaveAgent(t.Context(), manager, time.Now()); err != nil {
		t.Fatal(err)
	}
	one := models.Reader{Agent: manager}
	kept := map[models.BotID]string{}
	for _, bot := range []models.BotID{"", b1, b2} {
		c := models.CannedReply{Bot: bot, Shortcut: "hi", Title: "From:" + string(bot), Text: "Hi"}
		if err := s.SaveCanned(t.Context(), admin, &c, time.Now()); err != nil {
			t.Fatal(err)
		}
		kept[bot] = c.ID
	}
	for bot, want := range map[models.BotID]string{b1: "From:" + string(b1), b2: "From:", "": "From:"} {
		got, err := s.CannedFor(t.Context(), one, bot)
		if err != nil || len(got) != 1 || got[0].Title != want {
			t.Errorf("%s: %+v, %v", bot, got, err)
		}
	}
	if all, err := s.AllCanned(t.Context(), one); err != nil || len(all) != 2 {
		t.Errorf("%+v, %v", all, err)
	}
	for name, c := range map[string]models.CannedReply{"into another's bot": {ID: kept[b1], Bot: b2}, "of another's bot": {ID: kept[b2]}, "a new one there": {Bot: b2}} {
		c.Shortcut, c.Title, c.Text = "yo", "Yo", "Yo"
		if err := s.SaveCanned(t.Context(), one, &c, time.Now()); !errors.Is(err, models.ErrNotFound) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if err := s.DeleteCanned(t.Context(), one, kept[b2]); !errors.Is(err, models.ErrNotFound) {
		t.Error(err)
	}
	for _, role := range []models.Role{models.RoleSupportAgent, models.RoleAgent} {
		low := *manager
		low.Role = role
		who := models.Reader{Agent: &low}
		if all, err := s.AllCanned(t.Context(), who); err != nil || len(all) != 2 {
			t.Errorf("%s reads %+v, %v", role, all, err)
		}
		if err := s.DeleteCanned(t.Context(), who, kept[b1]); models.CodeOf(err) != models.CodeForbidden {
			t.Errorf("%s: %v", role, err)
		}
		if err := s.SaveCanned(t.Context(), who, &models.CannedReply{Shortcut: "x", Title: "x", Text: "x"}, time.Now()); models.CodeOf(err) != models.CodeForbidden {
			t.Errorf("%s: %v", role, err)
		}
	}
	if _, err := s.AllCanned(t.Context(), models.Reader{Visitor: "v"}); !errors.Is(err, models.ErrNotFound) {
		t.Error(err)
	}
}

// M-24
func TestCategories_Renamed_OpenConversationsFollowAndClosedOnesDoNot(t *testing.T) {
	h := openNew(t)
	bot := addBot(t, h, "shop")
	open, closed := begin(t, h, bot, "open").ID, begin(t, h, bot, "closed").ID
	c := models.Category{Name: "  Orders  now "}
	if err := h.SaveCategory(t.Context(), &c); err != nil || c.Name != "Orders now" {
		t.Fatal(c, err)
	}
	for id, state := range map[models.ConversationID]string{open: "bot", closed: "closed"} {
		if _, err := h.write.Exec("UPDATE conversations SET category = 'Orders now', state = $1 WHERE id = $2", state, string(id)); err != nil {
			t.Fatal(err)
		}
	}
	if uses, err := h.CategoryUses(t.Context()); err != nil || uses["Orders now"] != 2 {
		t.Errorf("%v, %v", uses, err)
	}
	c.Name = "Purchases"
	if err := h.SaveCategory(t.Context(), &c); err != nil {
		t.Fatal(err)
	}
	boss := models.Reader{Agent: &models.Agent{ID: "x", Role: models.RoleOwner}}
	for id, want := range map[models.ConversationID]string{open: "Purchases", closed: "Orders now"} {
		if got, err := h.Conversation(t.Context(), boss, id); err != nil || got.Category != want {
			t.Errorf("%q, %v", got.Category, err)
		}
	}
	if all, err := h.Carriers(t.Context(), boss, "Purchases"); err != nil || len(all) != 1 || all[0].ID != open {
		t.Errorf("%+v, %v", all, err)
	}
	stranger := models.Reader{Agent: &models.Agent{ID: "y", Role: models.RoleAgent}}
	if all, err := h.Carriers(t.Context(), stranger, "Purchases"); err != nil || len(all) != 0 {
		t.Errorf("%+v, %v", all, err)
	}
}

func TestCategories_Moved_AreInThatOrder(t *testing.T) {
	s := openNew(t)
	var ids []string
	for _, name := range []string{"a", "b", "c", "d"} {
		c := models.Category{Name: name}
		if err := s.SaveCategory(t.Context(), &c); err != nil {
			t.Fatal(err)
		}
		ids = append(ids, c.ID)
	}
	for _, row := range []struct {
		move, to int
		want     string
	}{{0, 2, "bcad"}, {3, 0, "dbca"}, {3, 99, "bcad"}, {1, -4, "bcad"}, {3, 99, "bcad"}} {
		if err := s.MoveCategory(t.Context(), ids[row.move], row.to); err != nil {
			t.Fatal(err)
		}
		all, err := s.Categories(t.Context())
		got := ""
		for _, c := range all {
			got += c.Name
		}
		if err != nil || got != row.want {
			t.Errorf("%d to %d: %s, want %s, %v", row.move, row.to, got, row.want, err)
		}
	}
	if err := s.MoveCategory(t.Context(), "none", 0); !errors.Is(err, models.ErrNotFound) {
		t.Error(err)
	}
	if err := s.SaveCategory(t.Context(), &models.Category{Name: "A"}); models.CodeOf(err) != models.CodeConflict {
		t.Error(err)
	}
}

func TestCrew_LiveChatOfTheBot_KeepsItsAgent(t *testing.T) {
	h := openNew(t)
	bot := addBot(t, h, "shop")
	id := begin(t, h, bot, "one").ID
	a := addAgent(t, h, models.RoleAgent, bot.ID)
	if _, err := h.write.Exec("UPDATE conversations SET state = 'live', owner_id = $1 WHERE id = $2", string(a.ID), string(id)); err != nil {
		t.Fatal(err)
	}
	c := models.CrewChange{Bot: a.Bots[0], Remove: []models.AgentID{a.ID}, Now: time.Now()}
	if err := h.ChangeCrew(t.Context(), c); models.CodeOf(err) != models.CodeConflict || !strings.Contains(err.Error(), a.Name+" (1)") {
		t.Errorf("%v", err)
	}
	if _, err := h.write.Exec("UPDATE conversations SET state = 'closed', owner_id = NULL WHERE id = $1", string(id)); err != nil {
		t.Fatal(err)
	}
	if err := h.ChangeCrew(t.Context(), c); err != nil {
		t.Error(err)
	}
	if got, err := h.AgentByID(t.Context(), a.ID); err != nil || len(got.Bots) != 0 {
		t.Errorf("%+v, %v", got, err)
	}
}
