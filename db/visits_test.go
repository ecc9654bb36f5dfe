package db

import (
	"fmt"
	"sync"
	"testing"
	"time"

	"deskbell/models"
)

func visited(t *testing.T, s *Store, id models.ConversationID, now time.Time, visits ...models.Visit) {
	t.Helper()
	turnTo(t, s, id, func(c *models.Conversation) (models.Change, error) {
		c.UpdatedAt = now
		return models.Change{Conversation: c, Visits: visits}, nil
	})
}

func countsOf(t *testing.T, s *Store, q models.BlockQuery) map[string]models.BlockCount {
	t.Helper()
	if q.To.IsZero() {
		q.From, q.To = noon, noon
	}
	all, err := s.BlockCounts(t.Context(), q)
	if err != nil {
		t.Fatal(err)
	}
	found := map[string]models.BlockCount{}
	for _, c := range all {
		found[c.Block] = c
	}
	return found
}

func TestVisits_AConversationCountsOnceForWhatItDid(t *testing.T) {
	s := openNew(t)
	bot := addBot(t, s, "one")
	one, two := begin(t, s, bot, "t1"), begin(t, s, bot, "t2")
	at := func(version int, block, port string) models.Visit {
		return models.Visit{Flow: "f", Version: version, Block: block, Port: port}
	}
	visited(t, s, one.ID, noon, at(1, "a", "next"), at(1, "q", ""))
	visited(t, s, one.ID, noon, at(1, "q", "next"), at(1, "a", "next"), at(1, "q", ""), at(1, "q", "timeout"))
	visited(t, s, two.ID, noon, at(1, "a", "next"), at(1, "q", ""))
	visited(t, s, two.ID, noon, models.Visit{Flow: "f", Version: 1, Block: "q", Left: true})
	visited(t, s, two.ID, noon.AddDate(0, 0, 1), at(2, "q", "error"))
	counts := countsOf(t, s, models.BlockQuery{Flow: "f"})
	if len(counts) != 2 || counts["a"] != (models.BlockCount{Block: "a", Reached: 2, Answered: 2}) ||
		counts["q"] != (models.BlockCount{Block: "q", Reached: 2, Answered: 1, Failed: 1, Left: 1}) {
		t.Errorf("%+v", counts)
	}
	both := models.BlockQuery{Flow: "f", From: noon, To: noon.AddDate(0, 0, 1)}
	if q := countsOf(t, s, both)["q"]; q.Reached != 3 || q.Failed != 2 {
		t.Errorf("two days: %+v", q)
	}
	both.Version = 2
	if counts := countsOf(t, s, both); len(counts) != 1 || counts["q"].Reached != 1 {
		t.Errorf("version 2: %+v", counts)
	}
	if counts := countsOf(t, s, models.BlockQuery{Flow: "g"}); len(counts) != 0 {
		t.Errorf("another flow: %+v", counts)
	}
}

func TestVisits_ManyAtOnceAndRefusedOnes_AreCountedRight(t *testing.T) {
	s := openNew(t)
	bot := addBot(t, s, "one")
	var group sync.WaitGroup
	for i := range 40 {
		c := begin(t, s, bot, fmt.Sprint("t", i))
		group.Go(func() {
			for k := range 3 {
				_, err := s.Turn(t.Context(), c.ID, func(c *models.Conversation) (models.Change, error) {
					c.UpdatedAt = noon
					change := models.Change{Conversation: c, Visits: []models.Visit{{Flow: "f", Version: 1, Block: "a", Port: "next"}}}
					if k == 1 || i%2 == 1 {
						c.LastSeq = 99 // refused
					}
					return change, nil
				})
				if (err != nil) != (k == 1 || i%2 == 1) {
					t.Error(err)
				}
			}
		})
	}
	group.Wait()
	if a := countsOf(t, s, models.BlockQuery{Flow: "f"})["a"]; a.Reached != 20 || a.Answered != 20 {
		t.Errorf("%+v", a)
	}
}

func TestVisits_OfARun_AreCountedAndSweptWhenOld(t *testing.T) {
	s := openNew(t)
	bot := calls(t, s)
	c := saying(t, s, bot, "token-1")
	turnTo(t, s, c.ID, models.CloseByVisitor(noon))
	play, err := s.Begin(t.Context(), models.Beginning{Bot: bot, TokenHash: "token-2", Now: noon, Playground: true, Trial: &models.Trial{}},
		models.Receive(models.Message{ClientID: "client-2", Text: "Hello", Now: noon}))
	if err != nil || play.Conversation.Trial == nil {
		t.Fatal(play, err)
	}
	if counts := countsOf(t, s, models.BlockQuery{Flow: bot.StartFlow}); counts["a"].Reached != 1 || counts["a"].Left != 1 || len(counts) != 1 {
		t.Errorf("%+v", counts)
	}
	for _, row := range [][2]int{{89, 1}, {91, 0}} {
		days, want := row[0], row[1]
		if _, err := s.Sweep(t.Context(), time.Now().AddDate(0, 0, days)); err != nil {
			t.Fatal(err)
		}
		var left int
		if err := s.read.QueryRow("SELECT COUNT(*) FROM block_visits").Scan(&left); err != nil || left != want {
			t.Errorf("after %d days %d are left, %v", days, left, err)
		}
	}
	if counts := countsOf(t, s, models.BlockQuery{Flow: bot.StartFlow}); counts["a"].Reached != 1 {
		t.Errorf("the counts are gone: %+v", counts)
	}
}

func TestPlace_CountsThoseWhoWaitedBeforeAtTheSameBot(t *testing.T) {
	s := openNew(t)
	one, two := addBot(t, s, "one"), addBot(t, s, "two")
	wait := func(bot *models.Bot, token string, since time.Time) models.Conversation {
		c := begin(t, s, bot, token)
		return *turnTo(t, s, c.ID, func(c *models.Conversation) (models.Change, error) {
			c.State, c.WaitingSince = models.StateWaiting, since
			return models.Change{Conversation: c}, nil
		}).Conversation
	}
	first, second := wait(one, "t1", noon), wait(one, "t2", noon.Add(time.Second))
	elsewhere, third := wait(two, "t3", noon), wait(one, "t4", noon.Add(time.Second))
	still := begin(t, s, one, "t5")
	for _, row := range []struct {
		c    models.Conversation
		want int
	}{{first, 1}, {second, 2}, {third, 3}, {elsewhere, 1}, {still, 0}} {
		if got, err := s.Place(t.Context(), &row.c); err != nil || got != row.want {
			t.Errorf("place %d, want %d (%v)", got, row.want, err)
		}
	}
	turnTo(t, s, first.ID, become(models.StateClosed, "", noon))
	if got, err := s.Place(t.Context(), &third); err != nil || got != 2 {
		t.Errorf("after the first went: place %d (%v)", got, err)
	}
}
