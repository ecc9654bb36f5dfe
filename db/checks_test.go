package db

import (
	"fmt"
	"testing"

	"deskbell/models"
	"deskbell/models/flow"
	"deskbell/models/flow/trial"
)

func TestChecks_AreKeptChangedAndDeletedWithTheirFlowAlone(t *testing.T) {
	b := openBuilder(t)
	one := models.FlowCheck{Flow: b.flow, ByName: "Ana", At: noon, Check: trial.Check{Name: "First", Start: flow.Target{Flow: b.flow},
		Inputs: []trial.Input{{Kind: trial.Say, Text: "Hi"}}, Expect: []trial.Line{{By: "bot", Text: "Hello"}}}}
	id, err := b.s.SaveCheck(t.Context(), one)
	if err != nil || id == "" {
		t.Fatal(id, err)
	}
	b.reopen()
	all, err := b.s.Checks(t.Context(), b.flow)
	if err != nil || len(all) != 1 || all[0].ID != id || all[0].Name != "First" || !all[0].At.Equal(noon) || all[0].ByName != "Ana" || all[0].Inputs[0].Text != "Hi" {
		t.Fatalf("%+v, %v", all, err)
	}
	again := all[0]
	again.Name = "Second"
	if kept, err := b.s.SaveCheck(t.Context(), again); err != nil || kept != id {
		t.Fatal(kept, err)
	}
	other := again
	other.Flow = inside(b.bot.ID, "other")
	_, err = b.s.SaveCheck(t.Context(), other)
	wantCode(t, err, models.CodeNotFound)
	wantCode(t, b.s.DeleteCheck(t.Context(), other.Flow, id), models.CodeNotFound)
	if all, err := b.s.Checks(t.Context(), b.flow); err != nil || len(all) != 1 || all[0].Name != "Second" {
		t.Fatalf("%+v, %v", all, err)
	}
	if err := b.s.DeleteCheck(t.Context(), b.flow, id); err != nil {
		t.Fatal(err)
	}
	wantCode(t, b.s.DeleteCheck(t.Context(), b.flow, id), models.CodeNotFound)
}

func TestChecks_TooMany_AreRefused(t *testing.T) {
	b := openBuilder(t)
	for i := range models.MostChecks {
		if _, err := b.s.SaveCheck(t.Context(), models.FlowCheck{Flow: b.flow, At: noon, Check: trial.Check{Name: fmt.Sprint(i)}}); err != nil {
			t.Fatal(err)
		}
	}
	_, err := b.s.SaveCheck(t.Context(), models.FlowCheck{Flow: b.flow, At: noon})
	wantCode(t, err, models.CodeConflict)
}

func TestNewestOf_ShowsWhatTheAgentMaySeeOfOneBot(t *testing.T) {
	s := openNew(t)
	one, two := addBot(t, s, "one"), addBot(t, s, "two")
	mine := begin(t, s, one, "t1")
	begin(t, s, two, "t2")
	admin, agent := addAgent(t, s, models.RoleAdmin), addAgent(t, s, models.RoleAgent)
	for _, row := range []struct {
		who  models.Reader
		want int
	}{{models.Reader{Agent: admin}, 1}, {models.Reader{Agent: agent}, 0}} {
		all, err := s.NewestOf(t.Context(), row.who, one.ID, 20)
		if err != nil || len(all) != row.want || (row.want > 0 && all[0].ID != mine.ID) {
			t.Errorf("%+v, %v", all, err)
		}
	}
	_, err := s.NewestOf(t.Context(), models.Reader{}, one.ID, 20)
	wantCode(t, err, models.CodeNotFound)
}
