package db

import (
	"slices"
	"testing"
	"time"

	"deskbell/models"
	"deskbell/models/flow"
)

func TestNewBot_PublishesWhatCanBeMet_AndIsTheMakers(t *testing.T) {
	s := openNew(t)
	owner, admin := addAgent(t, s, models.RoleOwner), addAgent(t, s, models.RoleAdmin)
	file := shop("")
	file.Flows = append(file.Flows, flow.Document{Schema: 1, ID: "empty", Name: "Empty"})
	for range 2 {
		bot, err := s.NewBot(t.Context(), file, admin, noon)
		if err != nil || !botKey.MatchString(bot.Key) {
			t.Fatal(bot, err)
		}
		heads, err := s.FlowsOf(t.Context(), bot.ID)
		if err != nil || len(heads) != 3 || heads[0].Latest != 1 || heads[2].Latest != 0 || heads[2].ID != inside(bot.ID, "empty") {
			t.Errorf("flows %+v, %v", heads, err)
		}
		for _, who := range []*models.Agent{owner, admin} {
			if kept, err := s.AgentByID(t.Context(), who.ID); err != nil || !slices.Contains(kept.Bots, bot.ID) {
				t.Errorf("%s does not answer for it: %v", who.Role, err)
			}
		}
	}
	file.Name = ""
	_, err := s.NewBot(t.Context(), file, admin, noon)
	wantCode(t, err, models.CodeInvalid)
	all, _ := s.Bots(t.Context())
	file = shop(all[0].Key)
	_, err = s.NewBot(t.Context(), file, admin, noon)
	wantCode(t, err, models.CodeConflict)
	if all, _ := s.Bots(t.Context()); len(all) != 2 {
		t.Errorf("%d bots", len(all))
	}
}

func TestSaveBot_OnlyOverWhatWasSeen(t *testing.T) {
	s := openNew(t)
	bot := addBot(t, s, "one")
	addBot(t, s, "two")
	read := func() models.Bot {
		t.Helper()
		b, err := s.BotByKey(t.Context(), "one")
		if err != nil {
			t.Fatal(err)
		}
		return *b
	}
	first, second := read(), read()
	first.Name, first.Sites = " New name ", []string{"https://NEW.example/"}
	first.Settings.Hours = &flow.Hours{Zone: "UTC"}
	if err := s.SaveBot(t.Context(), &first, noon); err != nil {
		t.Fatal(err)
	}
	if got := read(); got.Name != "New name" || got.Sites[0] != "https://new.example" || got.Settings.Hours == nil || !got.UpdatedAt.After(noon) {
		t.Errorf("bot %+v", got)
	}
	wantCode(t, s.SaveBot(t.Context(), &second, noon.Add(time.Hour)), models.CodeConflict)
	for field, spoil := range map[string]func(*models.Bot){
		"name":       func(b *models.Bot) { b.Name = " " },
		"sites":      func(b *models.Bot) { b.Sites = []string{"x"} },
		"start_flow": func(b *models.Bot) { b.StartFlow = "gone" },
	} {
		b := read()
		spoil(&b)
		if known, ok := s.SaveBot(t.Context(), &b, noon).(*models.Error); !ok || known.Field != field {
			t.Errorf("%s: %v", field, known)
		}
	}
	made, err := s.NewFlow(t.Context(), bot.ID, flow.Document{Name: "Fresh"}, nil)
	if err != nil {
		t.Fatal(err)
	}
	b := read()
	b.StartFlow = made.ID
	wantCode(t, s.SaveBot(t.Context(), &b, noon), models.CodeInvalid)
	b.StartFlow = inside(bot.ID, "more")
	if err := s.SaveBot(t.Context(), &b, noon); err != nil {
		t.Error(err)
	}
}
