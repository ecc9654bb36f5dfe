package models_test

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"deskbell/models"
)

// told is what an agent's pages would show now, the newest first.
func (d *desk) told(id models.AgentID) string {
	d.Helper()
	all, err := d.store.Current(context.Background(), id, d.now)
	if err != nil {
		d.Fatal(err)
	}
	var lines []string
	for _, n := range all {
		lines = append(lines, fmt.Sprintf("%s %d: %s, %s", n.Kind, n.Count, n.Title, n.Line))
	}
	return strings.Join(lines, "\n")
}

// M-20
func TestNews_FromTheFirstActionToTheMessageLeft_EachOneIsToldWhatConcernsHim(t *testing.T) {
	d := newDesk(t)
	c := d.choose("a", "ask")
	if told := d.told("agent1"); told != "started 1: Conversation started, Visitor" {
		t.Errorf("at the first action: %s", told)
	}
	d.say("a", "blue")
	c = d.choose("a", "again")
	if told := d.told("agent2"); c.State != models.StateWaiting || told != "live 1: Live chat requested, Visitor" {
		t.Errorf("when a person is asked for: %s", told)
	}
	d.must(d.turn(c.ID, models.TakeOver("agent1", d.now)))
	if told := d.told("agent2"); told != "" {
		t.Errorf("when a colleague has it: %s", told)
	}
	if _, err := d.store.SeenNotices(context.Background(), "agent1", c.ID, d.now); err != nil {
		t.Fatal(err)
	}
	d.say("a", "Hello Mira")
	d.say("a", "Are you there?")
	if mine, other := d.told("agent1"), d.told("agent2"); mine != "message 2: Visitor, Are you there?" || other != "" {
		t.Errorf("a message: %s, to the other %s", mine, other)
	}
	d.must(d.turn(c.ID, models.Reply(models.Answer{Agent: "agent1", ClientID: d.clientID(), Text: "Yes", Now: d.now})))
	if other := d.told("agent2"); other != "" {
		t.Errorf("an answer rings: %s", other)
	}
	d.nobody()
	left := d.choose("b", "leave")
	d.must(d.visitor("b", models.LeaveWord(models.Letter{ClientID: d.clientID(), Email: "a@b.example", Message: "Call me", Now: d.now})))
	if told := d.told("agent2"); told != "left 1: Message left, a@b.example · Call me" {
		t.Errorf("a message left in %s: %s", left.ID, told)
	}
}

func TestNews_SensitiveWords_AreInNoNotice(t *testing.T) {
	words := models.News{Kind: models.NoticeMessage, Words: models.Entry{Kind: models.EntrySaid, Text: "4111 1111", Body: models.Body{Sensitive: true}}.Shortened()}.
		Told(&models.Conversation{})
	if strings.Contains(words.Line, "4111") {
		t.Errorf("told %+v", words)
	}
}

func TestNoticeKind_StillMatters_AsTheConversationIsNow(t *testing.T) {
	const me, other = models.AgentID("me"), models.AgentID("other")
	waiting, mine := models.Conversation{State: models.StateWaiting}, models.Conversation{State: models.StateLive, OwnerID: me}
	offered := models.Conversation{State: models.StateWaiting, Offer: &models.Offer{To: me}}
	elsewhere := models.Conversation{State: models.StateWaiting, Offer: &models.Offer{To: other}}
	theirs, left := models.Conversation{State: models.StateLive, OwnerID: other}, models.Conversation{State: models.StateLeft}
	closed, bot := models.Conversation{State: models.StateClosed}, models.Conversation{State: models.StateBot}
	for kind, so := range map[models.NoticeKind][]*models.Conversation{
		models.NoticeStarted: {&bot},
		models.NoticeLive:    {&waiting, &offered},
		models.NoticeVideo:   {&waiting, &offered},
		models.NoticeOffered: {&offered, &mine},
		models.NoticeMessage: {&mine},
		models.NoticeLeft:    {&left},
		models.NoticeMention: {&waiting, &mine, &offered, &elsewhere, &theirs, &left, &closed, &bot},
	} {
		for _, c := range []*models.Conversation{&waiting, &mine, &offered, &elsewhere, &theirs, &left, &closed, &bot} {
			want := false
			for _, one := range so {
				want = want || one == c
			}
			if got := kind.StillMatters(me, c); got != want {
				t.Errorf("%s of one that is %s (owner %q, offer %v): %v", kind, c.State, c.OwnerID, c.Offer, got)
			}
		}
	}
}

func TestNews_Concerns_WhoIsAskedAndNobodyElse(t *testing.T) {
	now := time.Date(2026, 11, 21, 9, 0, 0, 0, time.UTC)
	c := &models.Conversation{DeskID: "shop"}
	agent := func(change func(*models.Agent)) *models.Agent {
		a := &models.Agent{ID: "me", Role: models.RoleAgent, Bots: []models.BotID{"shop"}, Willing: true, ReachableUntil: now.Add(time.Minute), MaxChats: 2}
		change(a)
		return a
	}
	as := func(change func(*models.Agent)) *models.Agent { return agent(change) }
	for _, each := range []struct {
		name string
		news models.News
		a    *models.Agent
		told bool
	}{
		{"willing", models.News{Kind: models.NoticeLive}, as(func(*models.Agent) {}), true},
		{"willing, by push alone", models.News{Kind: models.NoticeLive}, as(func(a *models.Agent) { a.ReachableUntil = now.Add(-time.Hour) }), true},
		{"not willing", models.News{Kind: models.NoticeLive}, as(func(a *models.Agent) { a.Willing = false }), false},
		{"full", models.News{Kind: models.NoticeVideo}, as(func(a *models.Agent) { a.Live = 2 }), false},
		{"disabled", models.News{Kind: models.NoticeLeft}, as(func(a *models.Agent) { a.Disabled = true }), false},
		{"deleted", models.News{Kind: models.NoticeLeft}, as(func(a *models.Agent) { a.DeletedAt = now }), false},
		{"left, not willing", models.News{Kind: models.NoticeLeft}, as(func(a *models.Agent) { a.Willing = false }), true},
		{"started, away", models.News{Kind: models.NoticeStarted}, as(func(a *models.Agent) { a.ReachableUntil = now }), false},
		{"his own doing", models.News{Kind: models.NoticeMention, To: "me", By: "me"}, as(func(*models.Agent) {}), false},
		{"another's", models.News{Kind: models.NoticeMention, To: "other"}, as(func(*models.Agent) {}), false},
		{"named, not willing", models.News{Kind: models.NoticeMention, To: "me"}, as(func(a *models.Agent) { a.Willing = false }), true},
		{"named, other people's bot", models.News{Kind: models.NoticeMention, To: "me"}, as(func(a *models.Agent) { a.Bots = nil }), false},
	} {
		each.news.Now = now
		if got := each.news.Concerns(each.a, c); got != each.told {
			t.Errorf("%s: %v", each.name, got)
		}
	}
	if (models.News{Kind: models.NoticeLive, Now: now}).Concerns(as(func(*models.Agent) {}), &models.Conversation{DeskID: "shop", Offer: &models.Offer{To: "other"}}) {
		t.Error("told of what is offered to somebody else")
	}
}

func TestWants_NothingChosen_IsLoudWhereSomebodyWaitsElseQuiet(t *testing.T) {
	none := models.AgentSettings{}
	count := func(s models.AgentSettings, kind models.NoticeKind) string {
		var ways []string
		for _, way := range models.NoticeWays() {
			if s.Wants(kind, way) {
				ways = append(ways, string(way))
			}
		}
		return strings.Join(ways, " ")
	}
	for kind, ways := range map[models.NoticeKind]string{models.NoticeStarted: "page", models.NoticeLive: "page sound desktop push email",
		models.NoticeMessage: "page sound desktop push", models.NoticeMention: "page desktop push email", models.NoticeLeft: "page email"} {
		if got := count(none, kind); got != ways {
			t.Errorf("%s: %s", kind, got)
		}
	}
	chosen := models.AgentSettings{Notify: map[models.NoticeKind]map[models.NoticeWay]bool{models.NoticeLive: {models.WaySound: false}}}
	if got := count(chosen, models.NoticeLive); got != "page desktop push email" {
		t.Errorf("chosen: %s", got)
	}
}

func TestDevice_Cleaned_WhatNoBrowserSends_IsRefusedByField(t *testing.T) {
	good := models.Device{Endpoint: "https://push.example/x", Auth: "AAAAAAAAAAAAAAAAAAAAAA==",
		P256dh: "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4"}
	if d, err := good.Cleaned(); err != nil || d.Browser != "A browser" || strings.Contains(d.Auth, "=") {
		t.Fatal(d, err)
	}
	for _, endpoint := range []string{"", "http://push.example/x", "https://", "https://user@push.example/", "javascript:alert(1)", "https://x/#y", "https://x/" + strings.Repeat("y", 1000)} {
		bad := good
		bad.Endpoint = endpoint
		if _, err := bad.Cleaned(); models.CodeOf(err) != models.CodeInvalid {
			t.Errorf("%.40q: %v", endpoint, err)
		}
	}
	for _, change := range []func(*models.Device){
		func(d *models.Device) { d.P256dh = "" }, func(d *models.Device) { d.P256dh = "B" + strings.Repeat("A", 86) },
		func(d *models.Device) { d.Auth = "" }, func(d *models.Device) { d.Auth = "AAAA" }} {
		bad := good
		change(&bad)
		if _, err := bad.Cleaned(); models.CodeOf(err) != models.CodeInvalid {
			t.Errorf("%+v: %v", bad, err)
		}
	}
}
