package db

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"time"

	"deskbell/models"
)

// mailedTo is what the mails of the outbox say that tell agents something, by whom they go to.
func mailedTo(t *testing.T, s *Store) map[models.AgentID][]string {
	t.Helper()
	all := map[models.AgentID][]string{}
	err := s.reads(t.Context()).Each(`SELECT d.agent_id, d.address, d.payload FROM deliveries d WHERE d.kind = 'mail' AND d.purpose = 'notice'
		AND d.state = 'pending' ORDER BY d.id`, nil, func(row scanner) error {
		var to models.AgentID
		var address, payload string
		if err := row.Scan(&to, &address, &payload); err != nil {
			return err
		}
		var m models.Mail
		if err := json.Unmarshal([]byte(payload), &m); err != nil {
			return err
		}
		var says []string
		for _, n := range m.Notices {
			says = append(says, fmt.Sprintf("%s×%d %s", n.Title, n.Count, n.Path))
		}
		all[to] = append(all[to], address+": "+strings.Join(says, ", "))
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

func mailNotices(t *testing.T, s *Store, now time.Time, want int) {
	t.Helper()
	if n, err := s.MailNotices(t.Context(), now); err != nil || n != want {
		t.Fatalf("at %v: %d mails, want %d; %v", now.Sub(noon), n, want, err)
	}
}

func here(t *testing.T, s *Store, a *models.Agent, until time.Time) {
	t.Helper()
	if err := s.Reach(t.Context(), a.ID, until); err != nil {
		t.Fatal(err)
	}
}

func asksAt(now time.Time) decision {
	return telling(models.StateWaiting, "", models.News{Kind: models.NoticeLive, Now: now})
}

// M-20
func TestMailNotices_NotSeenForAWhile_ComeInOneMailAndNotSoonAgain(t *testing.T) {
	s := openNew(t)
	s.MailingNotices(true)
	bot := addBot(t, s, "one")
	near, far := addAgent(t, s, models.RoleAgent, bot.ID), addAgent(t, s, models.RoleAgent, bot.ID)
	willing(t, s, near, far)
	here(t, s, near, noon.Add(time.Hour))
	one, two := begin(t, s, bot, "v1"), begin(t, s, bot, "v2")
	turnTo(t, s, one.ID, asksAt(noon))
	mailNotices(t, s, noon.Add(4*time.Second), 0)
	mailNotices(t, s, noon.Add(5*time.Second), 1) // to who is not here
	turnTo(t, s, two.ID, asksAt(noon.Add(20*time.Second)))
	mailNotices(t, s, noon.Add(29*time.Second), 0)
	mailNotices(t, s, noon.Add(51*time.Second), 1)
	mailNotices(t, s, noon.Add(124*time.Second), 0)
	mailNotices(t, s, noon.Add(125*time.Second), 1) // two minutes after the first
	mailNotices(t, s, noon.Add(time.Hour), 0)
	path := func(c models.Conversation) string {
		return "Live chat requested×1 /desk/" + string(c.ID) + "?list=waiting"
	}
	got := mailedTo(t, s)
	if want := []string{near.Email + ": " + path(one) + ", " + path(two)}; fmt.Sprint(got[near.ID]) != fmt.Sprint(want) {
		t.Errorf("who is here got %q", got[near.ID])
	}
	if want := []string{far.Email + ": " + path(one), far.Email + ": " + path(two)}; fmt.Sprint(got[far.ID]) != fmt.Sprint(want) {
		t.Errorf("who is away got %q", got[far.ID])
	}
	log, err := s.NoticeLog(t.Context(), near.ID, "", 10)
	if err != nil {
		t.Fatal(err)
	}
	sent := 0
	for _, n := range log {
		if n.Way == models.WayEmail && n.State == models.NoticeSent && n.SentAt == noon.Add(51*time.Second) {
			sent++
		}
	}
	if sent != 2 {
		t.Errorf("the log has %d sent mails of %+v", sent, log)
	}
}

func TestMailNotices_SeenOrOverBefore_AreNotMailed(t *testing.T) {
	s := openNew(t)
	s.MailingNotices(true)
	bot := addBot(t, s, "one")
	sees, goes, moved := addAgent(t, s, models.RoleAgent, bot.ID), addAgent(t, s, models.RoleAgent, bot.ID), addAgent(t, s, models.RoleAgent, bot.ID)
	willing(t, s, sees, goes, moved)
	c, over := begin(t, s, bot, "v1"), begin(t, s, bot, "v2")
	turnTo(t, s, c.ID, asksAt(noon))
	turnTo(t, s, over.ID, asksAt(noon))
	if some, err := s.SeenNotices(t.Context(), sees.ID, c.ID, noon); err != nil || !some {
		t.Fatal(some, err)
	}
	turnTo(t, s, over.ID, become(models.StateLive, sees.ID, noon))
	for id, change := range map[models.AgentID]func(*models.Agent){goes.ID: func(a *models.Agent) { a.Disabled = true }, moved.ID: func(a *models.Agent) { a.Bots = nil }} {
		_, err := s.ChangeAgent(t.Context(), id, func(a models.Agent, _ []models.Agent) (models.Agent, error) {
			change(&a)
			return a, nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	mailNotices(t, s, noon.Add(time.Minute), 0)
	if got := mailedTo(t, s); len(got) != 0 {
		t.Errorf("mailed %v", got)
	}
	var left int
	if err := s.reads(t.Context()).Row("SELECT COUNT(*) FROM notices WHERE way = 'email' AND state IN ('pending', 'sent')").Scan(&left); err != nil || left != 0 {
		t.Errorf("%d are left, %v", left, err)
	}
}

func TestMailNotices_WithoutAMailServerOrTooLate_NothingIsKeptOrSent(t *testing.T) {
	s := openNew(t)
	bot := addBot(t, s, "one")
	a := addAgent(t, s, models.RoleAgent, bot.ID)
	willing(t, s, a)
	turnTo(t, s, begin(t, s, bot, "v1").ID, asksAt(noon))
	count := func() (n int) {
		t.Helper()
		if err := s.reads(t.Context()).Row("SELECT COUNT(*) FROM notices WHERE way = 'email' AND state <> 'dropped'").Scan(&n); err != nil {
			t.Fatal(err)
		}
		return n
	}
	if count() != 0 {
		t.Error("kept without a server")
	}
	s.MailingNotices(true)
	turnTo(t, s, begin(t, s, bot, "v2").ID, asksAt(noon))
	if count() != 1 {
		t.Error("not kept with one")
	}
	mailNotices(t, s, noon.Add(mailedWithin+time.Minute), 0)
	if count() != 0 {
		t.Error("one that is an hour old is still to be sent")
	}
}

// What an agent has chosen not to get by mail costs a message nothing: no row, no mail.
func TestMailNotices_MessagesThatNobodyWantsMailed_LeaveNothing(t *testing.T) {
	s := openNew(t)
	s.MailingNotices(true)
	bot := addBot(t, s, "one")
	a, wants := addAgent(t, s, models.RoleAgent, bot.ID), addAgent(t, s, models.RoleAgent, bot.ID)
	if err := s.SaveNotify(t.Context(), wants.ID, map[models.NoticeKind]map[models.NoticeWay]bool{models.NoticeMessage: {models.WayEmail: true}}); err != nil {
		t.Fatal(err)
	}
	for i, who := range []*models.Agent{a, wants} {
		c := begin(t, s, bot, fmt.Sprint("v", i))
		turnTo(t, s, c.ID, become(models.StateLive, who.ID, noon))
		for range 3 {
			turnTo(t, s, c.ID, telling(models.StateLive, who.ID, models.News{Kind: models.NoticeMessage, To: who.ID, Words: "Hello", Now: noon}))
		}
	}
	var rows, times int
	err := s.reads(t.Context()).Row("SELECT COUNT(*), COALESCE(MAX(json_extract(payload, '$.count')), 0) FROM notices WHERE way = 'email' AND agent_id = $1", string(a.ID)).Scan(&rows, &times)
	if err != nil || rows != 0 {
		t.Errorf("%d rows, %v", rows, err)
	}
	err = s.reads(t.Context()).Row("SELECT COUNT(*), COALESCE(MAX(json_extract(payload, '$.count')), 0) FROM notices WHERE way = 'email' AND agent_id = $1", string(wants.ID)).Scan(&rows, &times)
	if err != nil || rows != 1 || times != 3 {
		t.Errorf("%d rows, %d times, %v", rows, times, err)
	}
}

func TestMailNotices_Test_IsMailedAndManyAreCut(t *testing.T) {
	s := openNew(t)
	a := addAgent(t, s, models.RoleAgent)
	for range mostInMail + 5 {
		if err := s.TestByMail(t.Context(), a.ID, noon); err != nil {
			t.Fatal(err)
		}
	}
	mailNotices(t, s, noon, 1)
	got := mailedTo(t, s)[a.ID]
	if len(got) != 1 || strings.Count(got[0], "Test notification×1 /settings/notifications") != mostInMail {
		t.Errorf("%q", got)
	}
}

// BenchmarkNotices_MessageInALiveChat is a message of which an agent is told who wants none by mail.
func BenchmarkNotices_MessageInALiveChat(b *testing.B) {
	s := openNew(b)
	s.MailingNotices(true)
	bot := addBot(b, s, "one")
	a := addAgent(b, s, models.RoleAgent, bot.ID)
	all := make([]models.ConversationID, 50)
	for i := range all {
		all[i] = begin(b, s, bot, fmt.Sprint("v", i)).ID
		turnTo(b, s, all[i], become(models.StateLive, a.ID, noon))
	}
	b.ReportAllocs()
	b.ResetTimer()
	for i := range b.N {
		news := models.News{Kind: models.NoticeMessage, To: a.ID, Words: "Hello", Now: noon}
		if _, err := s.Turn(b.Context(), all[i%len(all)], telling(models.StateLive, a.ID, news)); err != nil {
			b.Fatal(err)
		}
	}
}

func TestMailNotices_ClockPutBack_AreNotHeldUntilItIsThereAgain(t *testing.T) {
	s := openNew(t)
	s.MailingNotices(true)
	bot := addBot(t, s, "one")
	willing(t, s, addAgent(t, s, models.RoleAgent, bot.ID))
	ahead := noon.Add(3 * time.Hour)
	one, two := begin(t, s, bot, "v1"), begin(t, s, bot, "v2")
	turnTo(t, s, one.ID, asksAt(ahead))
	mailNotices(t, s, ahead.Add(5*time.Second), 1)
	turnTo(t, s, two.ID, asksAt(noon))
	mailNotices(t, s, noon.Add(5*time.Second), 1)
}
