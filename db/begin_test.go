package db

import (
	"context"
	"fmt"
	"sync"
	"testing"
	"time"

	"deskbell/models"
)

// F31
func TestBegin_HundredAtOnceWithOneToken_MakeOneVisitorAndOneConversation(t *testing.T) {
	s := openNew(t)
	bot := addBot(t, s, "one")
	var group sync.WaitGroup
	var ids sync.Map
	for i := range 100 {
		group.Go(func() {
			who := models.Beginning{Bot: bot, TokenHash: "t1", Now: noon, Fresh: i%2 == 0}
			change, err := s.Begin(context.Background(), who, say(fmt.Sprint(i), "Hi", noon))
			if err != nil {
				t.Error(err)
				return
			}
			ids.Store(string(change.Conversation.ID)+string(change.Conversation.Visitor.ID), true)
		})
	}
	group.Wait()
	different := 0
	ids.Range(func(any, any) bool { different++; return true })
	if different != 1 {
		t.Fatalf("%d different conversations, want 1", different)
	}
	c := begin(t, s, bot, "t1")
	entries := entriesOf(t, s, c)
	if n := len(entries); n != 101 {
		t.Fatalf("%d entries, want 101", n)
	}
	for i, e := range entries {
		if e.Seq != int64(i)+1 {
			t.Fatalf("entry %d has the number %d", i+1, e.Seq)
		}
	}
}

func TestBegin_ClosedConversation_IsTakenUpOrBegunAnewAsAsked(t *testing.T) {
	s := openNew(t)
	bot := addBot(t, s, "one")
	first := begin(t, s, bot, "t1")
	turnTo(t, s, first.ID, become(models.StateClosed, "", noon))
	var seen []models.ConversationID
	for _, fresh := range []bool{false, true, true} {
		change, err := s.Begin(t.Context(), models.Beginning{Bot: bot, TokenHash: "t1", Now: noon, Fresh: fresh},
			say(fmt.Sprint(len(seen)), "Hi", noon))
		if err != nil {
			t.Fatal(err)
		}
		seen = append(seen, change.Conversation.ID)
		if change.Conversation.Visitor.ID != first.Visitor.ID {
			t.Errorf("another visitor")
		}
	}
	if seen[0] != first.ID || seen[1] == first.ID || seen[2] != seen[1] {
		t.Errorf("conversations %v after %s", seen, first.ID)
	}
	agent := addAgent(t, s, models.RoleOwner)
	read, err := s.Conversation(t.Context(), models.Reader{Agent: agent}, seen[1])
	if err != nil || read.Visitor.Past != 1 {
		t.Errorf("past %d, %v", read.Visitor.Past, err)
	}
	_, err = s.Turn(t.Context(), first.ID, become(models.StateBot, "", noon))
	wantCode(t, err, models.CodeConflict)
}

func TestBegin_RefusedOrEmptyDecision_LeavesNothing(t *testing.T) {
	s := openNew(t)
	bot := addBot(t, s, "one")
	who := models.Beginning{Bot: bot, TokenHash: "t1", Now: noon}
	refused := &models.Error{Code: models.CodeInvalid, Message: "Write something."}
	_, err := s.Begin(t.Context(), who, func(*models.Conversation) (models.Change, error) { return models.Change{}, refused })
	wantCode(t, err, models.CodeInvalid)
	if _, err := s.Begin(t.Context(), who, func(*models.Conversation) (models.Change, error) { return models.Change{}, nil }); err != nil {
		t.Fatal(err)
	}
	for _, table := range []string{"visitors", "visitor_tokens", "conversations", "counts"} {
		var n int
		if err := s.read.QueryRow("SELECT COUNT(*) FROM " + table).Scan(&n); err != nil || n != 0 {
			t.Errorf("%d %s, %v", n, table, err)
		}
	}
}

func TestVisitorByToken_SlidesDayByDayAndEnds(t *testing.T) {
	s := openNew(t)
	one, two := addBot(t, s, "one"), addBot(t, s, "two")
	c := begin(t, s, one, "t1")
	find := func(bot *models.Bot, token string, days int) error {
		v, err := s.VisitorByToken(t.Context(), bot.ID, token, noon.Add(time.Duration(days)*24*time.Hour))
		if err == nil && v.ID != c.Visitor.ID {
			t.Errorf("visitor %v", v)
		}
		return err
	}
	for _, days := range []int{0, 29, 58} {
		if err := find(one, "t1", days); err != nil {
			t.Fatalf("day %d: %v", days, err)
		}
	}
	wantCode(t, find(one, "t1", 88), models.CodeNotFound)
	wantCode(t, find(one, "unknown", 0), models.CodeNotFound)
	wantCode(t, find(two, "t1", 0), models.CodeNotFound)

	late := noon.Add(90 * 24 * time.Hour)
	change, err := s.Begin(t.Context(), models.Beginning{Bot: one, TokenHash: "t1", Now: late}, say("x", "Hi", late))
	if err != nil || change.Conversation.Visitor.ID == c.Visitor.ID {
		t.Errorf("an expired secret opened the old conversation: %v", err)
	}
	if _, err := s.VisitorByToken(t.Context(), one.ID, "t1", late); err != nil {
		t.Errorf("the new visitor is not known: %v", err)
	}
	gone, err := s.Sweep(t.Context(), late.Add(31*24*time.Hour))
	if err != nil || gone != 1 {
		t.Errorf("swept %d, %v", gone, err)
	}
}
