package db

import (
	"fmt"
	"testing"
	"time"

	"deskbell/models"
)

// waits is a decision that has the chat wait since then.
func waits(since time.Time) decision {
	return func(c *models.Conversation) (models.Change, error) {
		c.State, c.WaitingSince, c.WaitingUntil = models.StateWaiting, since, since.Add(time.Hour)
		return models.Change{Conversation: c}, nil
	}
}

// offers is a decision that offers the chat.
func offers(to models.AgentID) decision {
	return func(c *models.Conversation) (models.Change, error) {
		c.Offer = &models.Offer{To: to, Until: noon, Tried: []models.AgentID{"x"}}
		return models.Change{Conversation: c}, nil
	}
}

// M-18
func TestUnoffered_WhoWaitsLongestFirst_WithoutThoseThatAreOffered(t *testing.T) {
	s := openNew(t)
	one, other := addBot(t, s, "one"), addBot(t, s, "other")
	ada := addAgent(t, s, models.RoleAgent, one.ID)
	if desks, err := s.WaitingDesks(t.Context()); err != nil || len(desks) != 0 {
		t.Errorf("%v %v", desks, err)
	}
	var all []models.ConversationID
	for i := range 4 {
		c := begin(t, s, one, fmt.Sprint("t", i))
		turnTo(t, s, c.ID, waits(noon.Add(-time.Duration(i)*time.Minute)))
		all = append(all, c.ID)
	}
	begin(t, s, other, "elsewhere")
	turnTo(t, s, all[2], offers(ada.ID))
	turnTo(t, s, all[3], offers(""))
	got, err := s.Unoffered(t.Context(), one.ID, 2)
	if err != nil || len(got) != 2 || got[0].ID != all[3] || got[1].ID != all[1] || !got[1].Since.Equal(noon.Add(-time.Minute)) {
		t.Errorf("%+v %v", got, err)
	}
	if got[0].Offer == nil || len(got[0].Offer.Tried) != 1 || got[1].Offer != nil {
		t.Errorf("who was tried: %+v %+v", got[0].Offer, got[1].Offer)
	}
	if desks, err := s.WaitingDesks(t.Context()); err != nil || len(desks) != 1 || desks[0] != one.ID {
		t.Errorf("%v %v", desks, err)
	}
	if a, err := s.AgentByID(t.Context(), ada.ID); err != nil || a.Offered != 1 {
		t.Errorf("%+v %v", a, err)
	}
}

// M-18
func TestDangling_WhoCannotTakeIt(t *testing.T) {
	s := openNew(t)
	bot := addBot(t, s, "one")
	ada := addAgent(t, s, models.RoleAgent, bot.ID)
	c, mine := begin(t, s, bot, "a"), begin(t, s, bot, "b")
	turnTo(t, s, c.ID, waits(noon))
	turnTo(t, s, c.ID, offers(ada.ID))
	dangles := func(want bool, why string) {
		t.Helper()
		got, err := s.Dangling(t.Context(), noon)
		if err != nil || len(got) == 1 != want {
			t.Errorf("%s: %v %v", why, got, err)
		}
	}
	check := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	push := func(worked time.Time, failures int) {
		check(s.Do(t.Context(), func(tx *Tx) error {
			_, err := tx.Exec(`INSERT INTO push_subscriptions (id, agent_id, endpoint, p256dh, auth, browser, auth_rev, created_at, worked_at, failures)
				VALUES ('p', $1, 'https://push.example/1', '', '', '', 0, 0, $2, $3)
				ON CONFLICT (id) DO UPDATE SET worked_at = excluded.worked_at, failures = excluded.failures`, string(ada.ID), ms(worked), failures)
			return err
		}))
	}
	dangles(true, "switched off")
	check(s.SetWilling(t.Context(), ada.ID, true))
	dangles(true, "never seen")
	check(s.Reach(t.Context(), ada.ID, noon.Add(time.Minute)))
	dangles(false, "there")
	check(s.Reach(t.Context(), ada.ID, noon))
	dangles(true, "browser gone")
	push(noon.Add(-time.Hour), 0)
	dangles(false, "reached by push")
	push(noon.Add(-time.Hour), 3)
	dangles(true, "push fails")
	push(noon.Add(-15*24*time.Hour), 0)
	dangles(true, "push worked long ago")
	check(s.Reach(t.Context(), ada.ID, noon.Add(time.Minute)))
	a := *ada
	a.MaxChats = 1
	check(s.SaveAgent(t.Context(), &a, noon))
	turnTo(t, s, mine.ID, become(models.StateLive, ada.ID, noon))
	dangles(true, "full")
	a.MaxChats = 3
	check(s.SaveAgent(t.Context(), &a, noon))
	dangles(false, "a place")
	a.Bots = nil
	check(s.SaveAgent(t.Context(), &a, noon))
	dangles(true, "another bot's")
	for _, role := range models.Roles() {
		a.Role = role
		check(s.SaveAgent(t.Context(), &a, noon))
		dangles(!role.May(models.PermitAllBots), string(role))
	}
}

// M-18
func TestSetOffline_SaysWhy_UntilTheSwitchIsMoved(t *testing.T) {
	s := openNew(t)
	ada := addAgent(t, s, models.RoleAgent)
	if err := s.SetOffline(t.Context(), ada.ID, "Why"); err != nil {
		t.Fatal(err)
	}
	if a, _ := s.AgentByID(t.Context(), ada.ID); a.SetOffline != "" {
		t.Error("who is off already is told that he was switched off")
	}
	for _, err := range []error{s.SetWilling(t.Context(), ada.ID, true), s.SetOffline(t.Context(), ada.ID, "Why")} {
		if err != nil {
			t.Fatal(err)
		}
	}
	if a, _ := s.AgentByID(t.Context(), ada.ID); a.SetOffline != "Why" || a.Willing || a.WillingAt.IsZero() {
		t.Errorf("%+v", a)
	}
	if err := s.SetWilling(t.Context(), ada.ID, true); err != nil {
		t.Fatal(err)
	}
	if a, _ := s.AgentByID(t.Context(), ada.ID); a.SetOffline != "" || !a.Willing {
		t.Errorf("%+v", a)
	}
	wantCode(t, s.SetOffline(t.Context(), "nobody", "Why"), models.CodeNotFound)
}

// BenchmarkAssigner_10000Closed50Waiting is a look that finds nobody free, and one that offers all there are
// places for.
func BenchmarkAssigner_10000Closed50Waiting(b *testing.B) {
	s := openNew(b)
	file := shop("one")
	file.Settings.Routing = models.Routing{Mode: models.RouteLeastBusy}
	bot, err := s.ImportBot(b.Context(), file, noon)
	if err != nil {
		b.Fatal(err)
	}
	for i := range 10_050 {
		c := begin(b, s, bot, fmt.Sprint("t", i))
		if i < 10_000 {
			turnTo(b, s, c.ID, become(models.StateClosed, "", noon))
		} else {
			turnTo(b, s, c.ID, waits(noon))
		}
	}
	for range 20 {
		addAgent(b, s, models.RoleAgent, bot.ID)
	}
	a := models.Assigner{Turns: s, Queue: s, Team: s, Bots: s}
	b.Run("nobody is free", func(b *testing.B) {
		for b.Loop() {
			if err := a.Look(b.Context(), noon); err != nil {
				b.Fatal(err)
			}
		}
	})
	agents, err := s.Agents(b.Context())
	if err != nil {
		b.Fatal(err)
	}
	b.Run("a place for each", func(b *testing.B) {
		for b.Loop() {
			b.StopTimer()
			online(b, s, agents, true)
			b.StartTimer()
			if err := a.Look(b.Context(), noon); err != nil {
				b.Fatal(err)
			}
			b.StopTimer()
			online(b, s, agents, false)
			if err := a.Look(b.Context(), noon); err != nil {
				b.Fatal(err)
			}
			b.StartTimer()
		}
	})
}

func online(b *testing.B, s *Store, agents []models.Agent, on bool) {
	b.Helper()
	for _, a := range agents {
		if err := s.SetWilling(b.Context(), a.ID, on); err != nil {
			b.Fatal(err)
		}
		if err := s.Reach(b.Context(), a.ID, noon.Add(time.Hour)); err != nil {
			b.Fatal(err)
		}
	}
}
