package db

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"deskbell/models"
)

func rating(seq int64, n int) decision {
	return func(*models.Conversation) (models.Change, error) {
		return models.Change{Rated: &models.Rated{Seq: seq, Rating: n}}, nil
	}
}

// M-29 A55: what is told of answers is for those who may see the conversations.
func TestAIReports_Questions_AreForWhoMaySeeTheConversation(t *testing.T) {
	s := openNew(t)
	shop, other := addBot(t, s, "shop"), addBot(t, s, "other")
	manager, boss := addAgent(t, s, models.RoleAccountManager, shop.ID), addAgent(t, s, models.RoleSupervisor)
	c, theirs := begin(t, s, shop, "a"), begin(t, s, other, "b")
	missed := answerOf("m1", models.AINotFound, 10, 1)
	missed.Seq, missed.Question = 0, "Do you  ship to Norway?"
	again := answerOf("m2", models.AINotFound, 10, 1)
	again.Seq, again.Question, again.At = 0, "do you ship to norway", noon.Add(time.Minute)
	prices := models.AISettings{InputPrice: 2, OutputPrice: 4}
	turnTo(t, s, c.ID, answering(prices.Priced(answerOf("one", models.AIAnswered, 1_000_000, 0)), prices.Priced(missed), prices.Priced(again)))
	turnTo(t, s, theirs.ID, answering(prices.Priced(answerOf("b1", models.AINotFound, 0, 500_000))))
	turnTo(t, s, theirs.ID, rating(1, -1))
	turnTo(t, s, c.ID, rating(99, -1))
	turnTo(t, s, c.ID, rating(1, 1))
	turnTo(t, s, c.ID, rating(1, -1))
	turnTo(t, s, c.ID, rating(1, -1))
	q := models.AIReportQuery{From: noon.AddDate(0, 0, -7), To: noon, Limit: 50}
	days, err := s.AIDays(t.Context(), models.Reader{Agent: boss}, q)
	if err != nil || len(days) != 3 {
		t.Fatalf("%+v, %v", days, err)
	}
	cost := 0.0
	for _, d := range days {
		cost += d.Cost
	}
	if cost < 4.0 || cost > 4.0001 {
		t.Errorf("cost %v of %+v", cost, days)
	}
	days, err = s.AIDays(t.Context(), models.Reader{Agent: manager}, q)
	good, bad, n := 0, 0, 0
	for _, d := range days {
		good, bad, n = good+d.Good, bad+d.Bad, n+d.Answers
	}
	if err != nil || n != 3 || good != 0 || bad != 1 {
		t.Errorf("%+v, %v", days, err)
	}
	rated, err := s.AIRated(t.Context(), models.Reader{Agent: manager}, q)
	if err != nil || len(rated) != 1 || rated[0].Conversation != c.ID || rated[0].Said != "Hello" || len(rated[0].Sources) != 1 {
		t.Errorf("%+v, %v", rated, err)
	}
	found, err := s.AIMissed(t.Context(), models.Reader{Agent: manager}, q)
	groups := models.GroupAIQuestions(found)
	if err != nil || len(groups) != 1 || strings.Join(groups[0].IDs, " ") != "m2 m1" {
		t.Fatalf("%+v, %v", groups, err)
	}
	if found, err = s.AIMissed(t.Context(), models.Reader{Agent: boss}, q); err != nil || len(found) != 3 {
		t.Errorf("%+v, %v", found, err)
	}
	one := q
	one.Bot = other.ID
	if found, err = s.AIMissed(t.Context(), models.Reader{Agent: boss}, one); err != nil || len(found) != 1 {
		t.Errorf("%+v, %v", found, err)
	}
	_, err = s.AIMissed(t.Context(), models.Reader{Agent: manager}, one)
	wantCode(t, err, models.CodeNotFound)
	for _, who := range []models.Reader{{}, {Visitor: c.Visitor.ID}, {Agent: boss, Visitor: c.Visitor.ID}, {Guest: &models.Guest{ID: "g"}}} {
		if _, err := s.AIDays(t.Context(), who, q); models.CodeOf(err) != models.CodeNotFound {
			t.Errorf("%+v: %v", who, err)
		}
		if n, err := s.DealWithAI(t.Context(), who, []string{"m1"}, noon); n != 0 || err != nil && models.CodeOf(err) != models.CodeNotFound {
			t.Errorf("%+v: %d, %v", who, n, err)
		}
	}
	// Only his own, and taken back by when it was done.
	if n, err := s.DealWithAI(t.Context(), models.Reader{Agent: manager}, append(groups[0].IDs, "b1", "nothing"), noon.Add(time.Hour)); err != nil || n != 2 {
		t.Errorf("%d, %v", n, err)
	}
	if found, err = s.AIMissed(t.Context(), models.Reader{Agent: manager}, q); err != nil || len(found) != 0 {
		t.Errorf("%+v, %v", found, err)
	}
	q.Dealt = noon.Add(time.Hour)
	if found, err = s.AIMissed(t.Context(), models.Reader{Agent: manager}, q); err != nil || len(found) != 2 {
		t.Errorf("%+v, %v", found, err)
	}
	if n, err := s.DealWithAI(t.Context(), models.Reader{Agent: manager}, groups[0].IDs, time.Time{}); err != nil || n != 2 {
		t.Errorf("%d, %v", n, err)
	}
}

// What was asked long ago goes.
func TestSweep_AnswersOfLongAgo_Go(t *testing.T) {
	s := openNew(t)
	c := begin(t, s, addBot(t, s, "shop"), "a")
	old := answerOf("old", models.AINotFound, 1, 1)
	old.At = noon.AddDate(0, 0, -401)
	turnTo(t, s, c.ID, answering(old, answerOf("new", models.AINotFound, 1, 1)))
	for left := int64(1); left > 0; {
		var err error
		if left, err = s.Sweep(t.Context(), noon); err != nil {
			t.Fatal(err)
		}
	}
	if kept := dumpTable(t, s, "ai_answers"); strings.Contains(kept, "parcel? old") || !strings.Contains(kept, "parcel? new") {
		t.Error(kept)
	}
	if days := dumpTable(t, s, "ai_days"); strings.Count(days, "not_found") != 1 {
		t.Error(days)
	}
}

// Every list is a part of an index.
func TestStatements_OfAnswers_AreFoundByAnIndex(t *testing.T) {
	s := openNew(t)
	for statement, want := range map[string]string{
		askedRated:  "SEARCH a USING INDEX ai_answers_rated",
		askedMissed: "SEARCH a USING INDEX ai_answers_missed",
		wentWrong:   "SEARCH a USING INDEX ai_answers_failed",
		exchanged:   "SEARCH e USING",
		oldAnswers:  "INDEX ai_answers_at (bot_id=? AND at<?)",
		oldDays:     "SEARCH ai_days USING PRIMARY KEY (bot_id=? AND day<?)",
	} {
		n := 0
		for strings.Contains(statement, fmt.Sprintf("$%d", n+1)) {
			n++
		}
		plan, err := explain(s, statement, make([]any, n))
		if err != nil || !strings.Contains(plan, want) || strings.Contains(plan, "TEMP B-TREE") {
			t.Errorf("%s: plan\n%s (%v)", statement, plan, err)
		}
	}
}
