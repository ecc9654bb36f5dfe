package db

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"deskbell/models"
)

// withPast makes a visitor of the bot with n closed conversations and one that goes on, the newest last.
func withPast(t *testing.T, s *Store, bot *models.Bot, n int) []models.Conversation {
	t.Helper()
	all := []models.Conversation{begin(t, s, bot, "t1")}
	for i := range n {
		turnTo(t, s, all[i].ID, become(models.StateClosed, "", noon))
		change, err := s.Begin(t.Context(), models.Beginning{Bot: bot, TokenHash: "t1", Fresh: true, Now: noon},
			say(fmt.Sprintf("again-%04d", i), fmt.Sprintf("Again %d", i), noon))
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, *change.Conversation)
	}
	return all
}

// M-23
func TestEarlier_PageByPage_EachOnceTheNewestFirst(t *testing.T) {
	s := openNew(t)
	bot := addBot(t, s, "one")
	all := withPast(t, s, bot, 25)
	begin(t, s, bot, "t2") // somebody else's
	who := models.Reader{Agent: addAgent(t, s, models.RoleAgent, bot.ID)}
	q := models.EarlierQuery{Of: all[25].ID, Limit: 10}
	var got, want []models.ConversationID
	for {
		page, err := s.Earlier(t.Context(), who, q)
		if err != nil {
			t.Fatal(err)
		}
		if len(page) == 0 {
			break
		}
		for _, e := range page {
			got = append(got, e.ID)
		}
		q.Before = page[len(page)-1].ID
	}
	for i := 24; i >= 0; i-- {
		want = append(want, all[i].ID)
	}
	if !slices.Equal(got, want) {
		t.Errorf("they are %q, not %q", got, want)
	}
	page, err := s.Earlier(t.Context(), who, models.EarlierQuery{Of: all[2].ID, Before: all[25].ID, Limit: 10})
	if err != nil || len(page) != 2 || page[0].ID != all[1].ID || page[0].State != models.StateClosed || page[0].Line != "Again 0" {
		t.Errorf("before the third they are %+v, %v", page, err)
	}
}

// A13 M-23
func TestEarlier_WhoMayNotSee_FindsNothing(t *testing.T) {
	s := openNew(t)
	bot, two := addBot(t, s, "one"), addBot(t, s, "two")
	all := withPast(t, s, bot, 2)
	turnTo(t, s, all[0].ID, func(c *models.Conversation) (models.Change, error) {
		c.DeskID = two.ID // passed on to another bot's agents
		return models.Change{Conversation: c}, nil
	})
	assigned := models.Reader{Agent: addAgent(t, s, models.RoleAgent, bot.ID)}
	page, err := s.Earlier(t.Context(), assigned, models.EarlierQuery{Of: all[2].ID, Limit: 9})
	if err != nil || len(page) != 1 || page[0].ID != all[1].ID {
		t.Errorf("an agent of the bot sees %+v, %v", page, err)
	}
	if c, err := s.Conversation(t.Context(), assigned, all[2].ID); err != nil || c.Visitor.Past != 1 {
		t.Errorf("and counts %d, %v", c.Visitor.Past, err)
	}
	for name, who := range map[string]models.Reader{
		"nobody": {}, "the visitor": {Visitor: all[2].Visitor.ID}, "an agent elsewhere": {Agent: addAgent(t, s, models.RoleAgent, two.ID)},
	} {
		_, err := s.Earlier(t.Context(), who, models.EarlierQuery{Of: all[2].ID, Limit: 9})
		wantCode(t, err, models.CodeNotFound)
		if _, err = s.Notes(t.Context(), who, all[2].ID, 9); models.CodeOf(err) != models.CodeNotFound {
			t.Errorf("%s reads the notes: %v", name, err)
		}
	}
}

func TestEarlier_FirstWordsInConfidence_AreMasked(t *testing.T) {
	s := openNew(t)
	bot := addBot(t, s, "one")
	all := withPast(t, s, bot, 1)
	_, err := s.write.ExecContext(t.Context(), `UPDATE entries SET body = '{"sensitive":true}' WHERE conversation_id = $1`, string(all[0].ID))
	if err != nil {
		t.Fatal(err)
	}
	page, err := s.Earlier(t.Context(), models.Reader{Agent: addAgent(t, s, models.RoleOwner)}, models.EarlierQuery{Of: all[1].ID, Limit: 9})
	if err != nil || len(page) != 1 || page[0].Line != models.Mask {
		t.Errorf("it shows %+v, %v", page, err)
	}
}

func TestNotesAndEarlier_ReadARangeOfAnIndex(t *testing.T) {
	s := openNew(t)
	for _, row := range []struct {
		statement, index string
		args             []any
	}{
		{notesOf, "entries_notes", []any{"", true, "", "c", 9}},
		{earlierOf, "conversations_of_visitor", []any{"", true, "", "v", "c", 9}},
	} {
		plan, err := explain(s, row.statement, row.args)
		if err != nil {
			t.Fatal(err)
		}
		if strings.Contains(plan, "SCAN") || strings.Contains(plan, "TEMP B-TREE") || !strings.Contains(plan, row.index) {
			t.Errorf("%s\n%s", row.statement, plan)
		}
	}
}
