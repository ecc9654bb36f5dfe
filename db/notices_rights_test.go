package db

import (
	"fmt"
	"testing"
	"time"

	"deskbell/models"
)

// toldOf is a decision that tells an agent of something without changing who has the conversation.
func toldOf(n models.News) decision {
	return func(c *models.Conversation) (models.Change, error) {
		c.UpdatedAt = n.Now
		return models.Change{Conversation: c, News: []models.News{n}}, nil
	}
}

// A13
func TestNotices_ConversationIsNoMoreTheirs_AreNeitherShownNorPushed(t *testing.T) {
	s := openNew(t)
	bot, other := addBot(t, s, "one"), addBot(t, s, "two")
	for name, lose := range map[string]func(a *models.Agent, id models.ConversationID){
		"unassigned": func(a *models.Agent, _ models.ConversationID) {
			a.Bots = []models.BotID{other.ID}
			if err := s.SaveAgent(t.Context(), a, noon); err != nil {
				t.Fatal(err)
			}
		},
		"passed on": func(_ *models.Agent, id models.ConversationID) {
			change := turnTo(t, s, id, func(c *models.Conversation) (models.Change, error) {
				c.DeskID = other.ID
				return models.Change{Conversation: c}, nil
			})
			if fmt.Sprint(change.Told) == "[]" {
				t.Error("passed on: nobody is rung, so that it stays on the screen")
			}
		},
	} {
		c := begin(t, s, bot, name)
		a := addAgent(t, s, models.RoleAgent, bot.ID)
		addDevice(t, s, a, "https://push.example/"+string(a.ID))
		turnTo(t, s, c.ID, toldOf(models.News{Kind: models.NoticeMention, To: a.ID, Words: "the customer's account", Now: noon}))
		if told := current(t, s, a, noon); told != "mention×1" {
			t.Fatalf("%s: told %q before", name, told)
		}
		lose(a, c.ID)
		if told := current(t, s, a, noon); told != "" {
			t.Errorf("%s: still told %q", name, told)
		}
		if log, err := s.NoticeLog(t.Context(), a.ID, "", 10); err != nil || len(log) != 0 {
			t.Errorf("%s: the log has %+v, %v", name, log, err)
		}
		if p, err := s.Pushes().LeasePush(t.Context(), noon, nil); err == nil && p.Needed {
			t.Errorf("%s: %q is pushed", name, p.Line)
		}
	}
}

func TestNotices_NotLookedAtForADay_NextMessageIsShown(t *testing.T) {
	s := openNew(t)
	bot := addBot(t, s, "one")
	a := addAgent(t, s, models.RoleAgent, bot.ID)
	c := begin(t, s, bot, "v1")
	turnTo(t, s, c.ID, become(models.StateLive, a.ID, noon))
	now := time.Now()
	wrote := func(now time.Time) {
		turnTo(t, s, c.ID, toldOf(models.News{Kind: models.NoticeMessage, To: a.ID, Words: "Hello?", Now: now}))
	}
	wrote(now)
	next := now.Add(currentFor + time.Hour)
	if told := current(t, s, a, next); told != "" {
		t.Fatalf("the old one is still shown: %q", told)
	}
	// The next day; ids go by the clock, so the old one is moved back.
	if _, err := s.write.Exec("UPDATE notices SET id = $1, created_at = $2 WHERE agent_id = $3", idAt(now.Add(-currentFor-time.Hour)), ms(now.Add(-currentFor-time.Hour)), string(a.ID)); err != nil {
		t.Fatal(err)
	}
	wrote(now)
	if told := current(t, s, a, now); told != "message×1" && told != "message×2" {
		t.Errorf("the next day's message is shown as %q", told)
	}
}

// Who has the chat before him is told nothing of it, and so nothing of that is kept: what a visitor writes
// costs the same however much he wrote before.
func TestNotices_LookedAtAtOnce_LeaveNoRows(t *testing.T) {
	s := openNew(t)
	bot := addBot(t, s, "one")
	a := addAgent(t, s, models.RoleAgent, bot.ID)
	for i := range 3 {
		addDevice(t, s, a, fmt.Sprint("https://push.example/", i))
	}
	c := begin(t, s, bot, "v1")
	turnTo(t, s, c.ID, become(models.StateLive, a.ID, noon))
	rows := func() (n int) {
		t.Helper()
		if err := s.reads(t.Context()).Row("SELECT COUNT(*) FROM notices").Scan(&n); err != nil {
			t.Fatal(err)
		}
		return n
	}
	for i := range 20 {
		now := noon.Add(time.Duration(i) * time.Second)
		turnTo(t, s, c.ID, toldOf(models.News{Kind: models.NoticeMessage, To: a.ID, Words: "Hello?", Now: now}))
		if n := rows(); n > 4 {
			t.Fatalf("%d rows after %d messages", n, i+1)
		}
		if seen, err := s.SeenNotices(t.Context(), a.ID, c.ID, now.Add(time.Second)); err != nil || !seen {
			t.Fatal(seen, err)
		}
	}
	if n := rows(); n != 0 {
		t.Errorf("%d rows of what nobody was told", n)
	}
	turnTo(t, s, c.ID, toldOf(models.News{Kind: models.NoticeMessage, To: a.ID, Words: "Hello?", Now: noon.Add(time.Hour)}))
	if _, err := s.SeenNotices(t.Context(), a.ID, c.ID, noon.Add(time.Hour).Add(lookFirst)); err != nil {
		t.Fatal(err)
	}
	if n := rows(); n != 1 {
		t.Errorf("%d rows after one that was shown", n)
	}
}
