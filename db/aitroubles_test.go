package db

import (
	"fmt"
	"testing"
	"time"

	"deskbell/models"
)

// M-29: what went wrong is told to those who may see the conversations, each error once and the newest first.
func TestAITroubles_NewestDifferentOnes_AreForWhoMaySeeTheConversation(t *testing.T) {
	s := openNew(t)
	shop, other := addBot(t, s, "shop"), addBot(t, s, "other")
	manager, boss := addAgent(t, s, models.RoleAccountManager, shop.ID), addAgent(t, s, models.RoleSupervisor)
	c, theirs := begin(t, s, shop, "a"), begin(t, s, other, "b")
	q := models.AIReportQuery{From: noon.AddDate(0, 0, -7), To: noon, Limit: 50}
	if all, err := s.AITroubles(t.Context(), models.Reader{Agent: boss}, q); err != nil || len(all) != 0 {
		t.Errorf("%+v, %v", all, err)
	}
	var failed []models.AIAnswer
	for i, why := range []string{"1", "2", "3", "1", "4", "5", "6", "", "1"} {
		a := answerOf(fmt.Sprint("f", i), models.AIFailed, 0, 0)
		a.Error, a.At = why, noon.Add(time.Duration(i)*time.Minute)
		failed = append(failed, a)
	}
	old := answerOf("old", models.AIFailed, 0, 0)
	old.Error, old.At = "1", noon.AddDate(0, 0, -8)
	turnTo(t, s, c.ID, answering(append(failed, old)...))
	one := answerOf("theirs", models.AIFailed, 0, 0)
	one.Error, one.At = "1", noon.Add(time.Hour)
	turnTo(t, s, theirs.ID, answering(one))
	told := func(who *models.Agent, q models.AIReportQuery) string {
		t.Helper()
		all, err := s.AITroubles(t.Context(), models.Reader{Agent: who}, q)
		if err != nil {
			t.Fatal(err)
		}
		text := ""
		for _, one := range all {
			text += fmt.Sprintf("%s*%d@%v %v, ", one.Error, one.Times, one.At.Sub(noon), one.AtLeast)
		}
		return text
	}
	if got := told(manager, q); got != "1*3@8m0s false, 6*1@6m0s false, 5*1@5m0s false, 4*1@4m0s false, 3*1@2m0s false, " {
		t.Errorf("%s", got)
	}
	few := q
	few.Limit = 2
	if got := told(boss, few); got != "1*2@1h0m0s true, 6*1@6m0s true, " {
		t.Errorf("%s", got)
	}
	few.Bot = other.ID
	if got := told(boss, few); got != "1*1@1h0m0s false, " {
		t.Errorf("%s", got)
	}
	_, err := s.AITroubles(t.Context(), models.Reader{Agent: manager}, few)
	wantCode(t, err, models.CodeNotFound)
	for _, who := range []models.Reader{{}, {Visitor: c.Visitor.ID}, {Agent: boss, Visitor: c.Visitor.ID}, {Guest: &models.Guest{ID: "g"}}} {
		_, err := s.AITroubles(t.Context(), who, q)
		wantCode(t, err, models.CodeNotFound)
	}
}

// A55: what a visitor was not told does not use up his answers of a day; its tokens are used.
func TestAIUse_WhatTheVisitorWasNotTold_IsNoAnswerOfHis(t *testing.T) {
	s := openNew(t)
	c := begin(t, s, addBot(t, s, "shop"), "a")
	for port, want := range map[models.AIPort]int{models.AIAnswered: 1, models.AINotFound: 1, models.AIWantsPerson: 1, models.AIFailed: 0, models.AIDropped: 0, models.AIBeside: 0} {
		before, err := s.AIUse(t.Context(), c.ID, noon)
		if err != nil {
			t.Fatal(err)
		}
		turnTo(t, s, c.ID, answering(answerOf(string(port), port, 10, 1)))
		after, err := s.AIUse(t.Context(), c.ID, noon)
		if err != nil || after.VisitorAnswers-before.VisitorAnswers != want || after.Tokens-before.Tokens != 11 || after.BotTokens-before.BotTokens != 11 {
			t.Errorf("%s: %+v, then %+v, %v", port, before, after, err)
		}
	}
	var tokens int64
	if err := s.read.QueryRow("SELECT tokens FROM ai_use WHERE scope = 'visitor:" + string(c.Visitor.ID) + "'").Scan(&tokens); err != nil || tokens != 55 {
		t.Errorf("%d tokens of the visitor, %v", tokens, err)
	}
}
