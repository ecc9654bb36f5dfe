package models_test

import (
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"deskbell/models"
	"deskbell/models/flow"
)

// M-22
func TestSendArticle_Published_IsShownOnce(t *testing.T) {
	d, c := liveAt(t)
	article := &models.Article{Slug: "returns", Title: "Returns", Body: "Within **30 days**.", Published: true}
	if err := d.store.SaveArticle(t.Context(), article, d.now); err != nil {
		t.Fatal(err)
	}
	send := models.Sending{Agent: "agent1", ClientID: d.clientID(), Article: "returns", Text: "Read this:", Now: d.now}
	change, err := d.turn(c.ID, models.SendArticle(send))
	d.must(change, err)
	e := change.Entries[0]
	if e.Text != "Read this:" || e.Author.Name != "Mira" || e.Body.Content.Kind != flow.ContentArticle || e.Body.Content.Name != "Returns" || e.Body.Content.Summary != "Within 30 days." {
		t.Errorf("%+v %+v", e, e.Body.Content)
	}
	if again, err := d.turn(c.ID, models.SendArticle(send)); err != nil || again.Repeated == nil || again.Conversation != nil {
		t.Errorf("again: %+v, %v", again, err)
	}
	article.Published = false
	if err := d.store.SaveArticle(t.Context(), article, d.now); err != nil {
		t.Fatal(err)
	}
	send.ClientID = d.clientID()
	if _, err := d.turn(c.ID, models.SendArticle(send)); models.CodeOf(err) != models.CodeInvalid {
		t.Errorf("a draft: %v", err)
	}
	send.Agent = "agent2"
	if _, err := d.turn(c.ID, models.SendArticle(send)); models.CodeOf(err) != models.CodeConflict {
		t.Errorf("in a colleague's chat: %v", err)
	}
}

// M-22
func TestPlayAnimation_EachThereIs_IsShown(t *testing.T) {
	d, c := liveAt(t)
	for _, o := range flow.Animations() {
		change, err := d.turn(c.ID, models.PlayAnimation(models.Sending{Agent: "agent1", ClientID: d.clientID(), Animation: o.Value, Now: d.now}))
		d.must(change, err)
		if e := change.Entries[0]; e.Text != "" || e.Body.Content.Animation != o.Value || e.Author.Kind != models.ByAgent {
			t.Errorf("%+v", e)
		}
	}
	if _, err := d.turn(c.ID, models.PlayAnimation(models.Sending{Agent: "agent1", ClientID: d.clientID(), Animation: "rm -rf", Now: d.now})); models.CodeOf(err) != models.CodeInvalid {
		t.Errorf("%v", err)
	}
	d.must(d.turn(c.ID, models.HandBack("agent1", d.now)))
	if _, err := d.turn(c.ID, models.PlayAnimation(models.Sending{Agent: "agent1", ClientID: d.clientID(), Animation: "snow", Now: d.now})); models.CodeOf(err) != models.CodeConflict {
		t.Errorf("with the bot: %v", err)
	}
}

// M-22 A19
func TestEnd_WithSummaryAndCategory_KeepsBothForTheTeam(t *testing.T) {
	d, c := liveAt(t)
	c = d.must(d.turn(c.ID, models.End(models.Ending{Agent: "agent1", Summary: " A broken stay.\r\nSent a new one. ", Category: "Damage", Now: d.now})))
	d.ends(c.ID, "summary", "closed")
	if e := d.newest(c.ID, models.EntrySummary); e.Audience != models.ForTeam || e.Text != "A broken stay.\nSent a new one." {
		t.Errorf("%+v", e)
	}
	kept, err := d.store.Conversation(t.Context(), models.Reader{Agent: &models.Agent{Role: models.RoleOwner}}, c.ID)
	if err != nil || kept.Summary != "A broken stay.\nSent a new one." || kept.Category != "Damage" {
		t.Errorf("%+v, %v", kept, err)
	}
	visible, err := d.store.EntriesAfter(t.Context(), models.Reader{Visitor: c.Visitor.ID}, models.Position{Conversation: c.ID, Limit: 500})
	for _, e := range visible {
		if err != nil || strings.Contains(e.Text, "broken") {
			t.Errorf("the visitor reads %+v, %v", e, err)
		}
	}
	if change, err := d.turn(c.ID, models.End(models.Ending{Agent: "agent1", Summary: "Again", Now: d.now})); err != nil || change.Conversation != nil {
		t.Errorf("ended again: %+v, %v", change, err)
	}
	d2, c2 := liveAt(t)
	if _, err := d2.turn(c2.ID, models.End(models.Ending{Agent: "agent1", Summary: strings.Repeat("x", 4001), Now: d.now})); models.CodeOf(err) != models.CodeInvalid {
		t.Errorf("a long one: %v", err)
	}
}

// M-24
func TestBlock_EverythingOfTheVisitor_IsRefused(t *testing.T) {
	d, c := liveAt(t)
	d.must(d.turn(c.ID, models.BlockVisitor(models.Blocking{Agent: "agent1", For: time.Hour, Reason: "Insults", Now: d.now})))
	if e := d.newest(c.ID, models.EntryBlocked); e.Audience != models.ForTeam || e.Text != "Insults" || e.Body.Until != d.now.Add(time.Hour).UnixMilli() {
		t.Errorf("%+v", e)
	}
	say := models.Message{ClientID: d.clientID(), Text: "x", Now: d.now}
	if _, err := d.visitor("a", models.Receive(say)); models.CodeOf(err) != models.CodeForbidden {
		t.Errorf("live: %v", err)
	}
	c = d.must(d.turn(c.ID, models.Jump("agent1", d.now, d.at("choices"))))
	before := d.words(c.ID)
	choose := models.Message{ClientID: d.clientID(), Token: c.Flow.Wait.Token, Choice: "red", Now: d.now}
	for name, act := range map[string]func(*models.Conversation) (models.Change, error){"say": models.Receive(say), "choose": models.Choose(choose)} {
		if _, err := d.visitor("a", act); models.CodeOf(err) != models.CodeForbidden {
			t.Errorf("%s: %v", name, err)
		}
	}
	if _, err := d.turn(c.ID, models.IfNotBlocked("", d.now, models.CloseByVisitor(d.now))); models.CodeOf(err) != models.CodeForbidden {
		t.Errorf("ending: %v", err)
	}
	if after := d.words(c.ID); after != before {
		t.Errorf("the log is\n%s", after)
	}
	d.now = d.now.Add(time.Hour)
	d.say("a", "The time is over")
}

// M-24
func TestBlock_ByAddress_HoldsForOtherSecretsOfTheBot(t *testing.T) {
	d, c := liveAt(t)
	from := func(token, address string) (models.Change, error) {
		return d.store.Begin(t.Context(), models.Beginning{Bot: d.bot, TokenHash: strings.Repeat(token, 64)[:64], Address: address, Now: d.now},
			models.Receive(models.Message{ClientID: d.clientID(), Text: "Hello", Now: d.now}))
	}
	d.must(from("a", "203.0.113.7"))
	d.must(d.turn(c.ID, models.BlockVisitor(models.Blocking{Agent: "agent1", Address: true, Now: d.now})))
	if _, err := from("b", "203.0.113.7"); models.CodeOf(err) != models.CodeForbidden {
		t.Errorf("a new one from there: %v", err)
	}
	if _, err := from("a", "198.51.100.1"); models.CodeOf(err) != models.CodeForbidden {
		t.Errorf("the visitor from elsewhere: %v", err)
	}
	d.must(from("c", "198.51.100.1"))
	until, barred, err := d.store.Barred(t.Context(), models.Writer{Bot: d.bot.ID, Address: "203.0.113.7", Now: d.now})
	if err != nil || !barred || !until.IsZero() {
		t.Errorf("until %v, %v, %v", until, barred, err)
	}
	d.must(d.turn(c.ID, models.Unblock("agent2", d.now, "")))
	d.must(from("b", "203.0.113.7"))
	d.must(from("a", "203.0.113.7"))
	if _, barred, err := d.store.Barred(t.Context(), models.Writer{Bot: d.bot.ID, Visitor: c.Visitor.ID, Address: "203.0.113.7", Now: d.now}); err != nil || barred {
		t.Errorf("still barred, %v", err)
	}
	d.ends(c.ID, "unblocked", "visitor: Hello")
}

func TestBlock_WhatWasKeptBefore_IsAnsweredAsItWas(t *testing.T) {
	d, c := liveAt(t)
	m := models.Message{ClientID: d.clientID(), Text: "Before", Now: d.now}
	d.must(d.visitor("a", models.Receive(m)))
	d.must(d.turn(c.ID, models.BlockVisitor(models.Blocking{Agent: "agent1", For: time.Hour, End: true, Now: d.now})))
	d.ends(c.ID, "blocked", "closed")
	if change, err := d.visitor("a", models.Receive(m)); err != nil || change.Repeated == nil {
		t.Errorf("%+v, %v", change, err)
	}
	if _, err := d.turn(c.ID, models.BlockVisitor(models.Blocking{Agent: "agent2", For: time.Hour, Now: d.now})); models.CodeOf(err) != models.CodeConflict || err.Error() != "Mira has blocked this visitor already." {
		t.Errorf("twice: %v", err)
	}
}

// M-24
func TestBlock_AtTheSameMomentAsMessages_NothingComesAfterIt(t *testing.T) {
	d, c := liveAt(t)
	var all sync.WaitGroup
	for writer := range 4 {
		all.Go(func() {
			for n := range 25 {
				_, _ = d.visitor("a", models.Receive(models.Message{ClientID: fmt.Sprintf("racer-%d-%03d", writer, n), Text: "x", Now: d.now}))
			}
		})
	}
	_, err := d.turn(c.ID, models.BlockVisitor(models.Blocking{Agent: "agent1", Now: d.now}))
	all.Wait()
	if err != nil {
		t.Fatal(err)
	}
	words := d.words(c.ID)
	if _, after, found := strings.Cut(words, "\nblocked"); !found || after != "" {
		t.Errorf("after the block there is %q", after)
	}
}

func TestBlock_RoleAndBounds_AreChecked(t *testing.T) {
	d, c := liveAt(t)
	support := &models.Agent{ID: "support", Name: "S", Email: "s@x.example", Role: models.RoleSupportAgent, MaxChats: 3, Bots: []models.BotID{d.bot.ID}}
	if err := d.store.SaveAgent(t.Context(), support, d.now); err != nil {
		t.Fatal(err)
	}
	for want, b := range map[models.Code]models.Blocking{
		models.CodeForbidden: {Agent: "support"}, models.CodeNotFound: {Agent: "nobody"},
		models.CodeInvalid: {Agent: "agent1", For: -time.Hour}, models.CodeConflict: {Agent: "agent2", End: true}} {
		b.Now = d.now
		if _, err := d.turn(c.ID, models.BlockVisitor(b)); models.CodeOf(err) != want {
			t.Errorf("%+v: %v", b, err)
		}
	}
	if _, err := d.turn(c.ID, models.BlockVisitor(models.Blocking{Agent: "agent1", Reason: strings.Repeat("x", 501), Now: d.now})); models.CodeOf(err) != models.CodeInvalid {
		t.Errorf("a long reason: %v", err)
	}
	if change, err := d.turn(c.ID, models.Unblock("agent1", d.now, "")); err != nil || change.Conversation != nil {
		t.Errorf("nothing to lift: %+v, %v", change, err)
	}
}
