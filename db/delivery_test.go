package db

import (
	"path/filepath"
	"strings"
	"testing"
	"time"

	"deskbell/models"
	"deskbell/models/flow"
)

// calls is a bot whose flow sends an order, and then says how it went.
func calls(t *testing.T, s *Store) *models.Bot {
	t.Helper()
	document, err := flow.Parse([]byte(`{"schema":1,"id":"main","name":"Main","start":"a","blocks":{
		"a":{"kind":"http","settings":{"method":"POST","url":"https://api.example/orders","body":"{}","save":[{"path":"id","var":"id"}]},"out":{"next":{"block":"b"},"error":{"block":"c"}}},
		"b":{"kind":"text","settings":{"text":"Order {{id}}."},"out":{"next":{"block":"d"}}},
		"c":{"kind":"text","settings":{"text":"No order."},"out":{"next":{"block":"d"}}},
		"d":{"kind":"question","settings":{"text":"More?","type":"text"}}}}`))
	if err != nil {
		t.Fatal(err)
	}
	bot, err := s.ImportBot(t.Context(), models.BotFile{Format: BotFormat, Key: "calls", Name: "Calls", StartFlow: "main",
		Sites: []string{"https://shop.example"}, Flows: []flow.Document{*document}}, noon)
	if err != nil {
		t.Fatal(err)
	}
	return bot
}

func saying(t *testing.T, s *Store, bot *models.Bot, token string) models.Conversation {
	t.Helper()
	change, err := s.Begin(t.Context(), models.Beginning{Bot: bot, TokenHash: token, Now: noon},
		models.Receive(models.Message{ClientID: "client-" + token, Text: "Hello", Now: noon}))
	if err != nil {
		t.Fatal(err)
	}
	return *change.Conversation
}

func lease(t *testing.T, s *Store, now time.Time) []models.Delivery {
	t.Helper()
	due, err := s.Outgoing().Lease(t.Context(), models.DeliverHTTP, now, 10)
	if err != nil {
		t.Fatal(err)
	}
	return due
}

// F36
func TestDeliveries_KilledWhileSending_AreSentAgainWithTheSameKeyAndGoOnOnce(t *testing.T) {
	path := filepath.Join(t.TempDir(), FileName)
	s := openAt(t, Options{Path: path})
	c := saying(t, s, calls(t, s), "token-1")
	first := lease(t, s, noon)
	if len(first) != 1 || first[0].Tries != 1 || first[0].Key == "" || len(lease(t, s, noon.Add(time.Second))) != 0 {
		t.Fatalf("leased %+v", first)
	}
	// The process ends here: nothing is said about the delivery.
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	s = openAt(t, Options{Path: path})
	if early := lease(t, s, noon.Add(deliveryLease-time.Second)); len(early) != 0 {
		t.Fatalf("leased before the lease ended: %+v", early)
	}
	again := lease(t, s, noon.Add(deliveryLease))
	if len(again) != 1 || again[0].ID != first[0].ID || again[0].Key != first[0].Key || again[0].Tries != 2 {
		t.Fatalf("leased %+v, want %+v again", again, first)
	}
	result := flow.Result{OK: true, Status: 200, Body: `{"id":7}`}
	for range 2 {
		turnTo(t, s, c.ID, models.Deliver(again[0].Token, result, noon.Add(time.Minute)))
		if err := s.Outgoing().Done(t.Context(), again[0].ID, noon.Add(time.Minute)); err != nil {
			t.Fatal(err)
		}
	}
	said := 0
	for _, e := range entriesOf(t, s, c) {
		if e.Text == "Order 7." {
			said++
		}
	}
	if said != 1 || len(lease(t, s, noon.Add(time.Hour))) != 0 {
		t.Errorf("said %d times", said)
	}
	if _, err := s.Outgoing().NextAt(t.Context(), models.DeliverHTTP); models.CodeOf(err) != models.CodeNotFound {
		t.Errorf("one is left: %v", err)
	}
}

// F36
func TestDeliveries_TurnIsRefused_NothingIsSent(t *testing.T) {
	s := openNew(t)
	c := begin(t, s, addBot(t, s, "one"), "t1")
	_, err := s.Turn(t.Context(), c.ID, func(c *models.Conversation) (models.Change, error) {
		change := withEntry(c, 9, 9)
		change.Deliveries = []models.Delivery{{Kind: models.DeliverHTTP, Payload: []byte(`{}`)}}
		return change, nil
	})
	if err == nil || len(lease(t, s, noon.Add(time.Hour))) != 0 {
		t.Errorf("kept: %v", err)
	}
}

// F34
func TestDeliveries_ThatFail_WaitAreGivenUpAndSentAgain(t *testing.T) {
	s := openNew(t)
	c := saying(t, s, calls(t, s), "token-1")
	out, id := s.Outgoing(), lease(t, s, noon)[0].ID
	if err := out.Failed(t.Context(), models.Setback{ID: id, Error: "a\nb" + strings.Repeat("x", 1000), Next: noon.Add(5 * time.Second), Now: noon}); err != nil {
		t.Fatal(err)
	}
	if next, err := out.NextAt(t.Context(), models.DeliverHTTP); err != nil || !next.Equal(noon.Add(5*time.Second)) {
		t.Errorf("next %v, %v", next, err)
	}
	if err := out.Failed(t.Context(), models.Setback{ID: id, Error: "no such host", Now: noon}); err != nil {
		t.Fatal(err)
	}
	wantCode(t, out.Failed(t.Context(), models.Setback{ID: id, Now: noon}), models.CodeNotFound)
	wantCode(t, out.Done(t.Context(), "nobody", noon), models.CodeNotFound)
	dead, err := s.Deliveries(t.Context(), models.DeliveryQuery{Kind: models.DeliverHTTP, State: models.DeliveryFailed, Limit: 9})
	if err != nil || len(dead) != 1 || dead[0].Error != "no such host" || dead[0].Conversation != c.ID || dead[0].DoneAt.IsZero() {
		t.Fatalf("%+v, %v", dead, err)
	}
	if more, err := s.Deliveries(t.Context(), models.DeliveryQuery{Kind: models.DeliverHTTP, State: models.DeliveryFailed, Before: id, Limit: 9}); err != nil || len(more) != 0 {
		t.Errorf("behind the last: %+v, %v", more, err)
	}
	if err := s.SendAgain(t.Context(), id, noon.Add(time.Hour)); err != nil {
		t.Fatal(err)
	}
	wantCode(t, s.SendAgain(t.Context(), id, noon), models.CodeNotFound)
	if due := lease(t, s, noon.Add(time.Hour)); len(due) != 1 || due[0].Tries != 1 {
		t.Errorf("%+v", due)
	}
}

func TestDeliveries_LookUpsUseTheirIndexes(t *testing.T) {
	s := openNew(t)
	for query, want := range map[string]string{
		`SELECT ready_at FROM deliveries WHERE kind = CAST($1 AS TEXT) AND state = 'pending' ORDER BY ready_at LIMIT 1`: "deliveries_ready (kind=?)",
		placeInLine: "conversations_waiting (desk_id=? AND waiting_since<?)",
	} {
		plan, err := explain(s, query, []any{"a", 1, "b"}[:strings.Count(query, "$")])
		if err != nil || !strings.Contains(plan, want) || strings.Contains(plan, "SCAN") || strings.Contains(plan, "B-TREE") {
			t.Errorf("%s: plan\n%s (%v)", query, plan, err)
		}
	}
}

func TestSweep_WhatWasSentLongAgo_IsGone(t *testing.T) {
	s := openNew(t)
	saying(t, s, calls(t, s), "token-1")
	due := lease(t, s, noon)
	if err := s.Outgoing().Done(t.Context(), due[0].ID, noon); err != nil {
		t.Fatal(err)
	}
	for _, row := range [][2]int{{29, 1}, {31, 0}} {
		if _, err := s.Sweep(t.Context(), time.Now().AddDate(0, 0, row[0])); err != nil {
			t.Fatal(err)
		}
		sent, err := s.Deliveries(t.Context(), models.DeliveryQuery{Kind: models.DeliverHTTP, State: models.DeliverySent, Limit: 9})
		if err != nil || len(sent) != row[1] {
			t.Errorf("after %d days %d are left, %v", row[0], len(sent), err)
		}
	}
}
