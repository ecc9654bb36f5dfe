package models_test

import (
	"slices"
	"strings"
	"testing"

	"deskbell/models"
)

// note adds a note of agent1's.
func (d *desk) note(id models.ConversationID, text string, mentions ...models.AgentID) models.Change {
	d.Helper()
	change, err := d.turn(id, models.AddNote(models.Note{Agent: "agent1", ClientID: d.clientID(), Text: text, Mentions: mentions, Now: d.now}))
	d.must(change, err)
	return change
}

// M-23 A19
func TestAddNote_InAWaitingChat_IsForTheTeamAndChangesNothingElse(t *testing.T) {
	d := newDesk(t)
	d.choose("a", "leave")
	before := d.say("a", "Hello?")
	d.now = d.now.Add(60e9)
	change := d.note(before.ID, " Third one\nfrom that batch. ")
	e, c := change.Entries[0], change.Conversation
	if e.Kind != models.EntryNote || e.Audience != models.ForTeam || e.Text != "Third one\nfrom that batch." || e.Author.Name != "Mira" {
		t.Errorf("the note is %+v", e)
	}
	if c.Preview != before.Preview || c.Unread() != before.Unread() || !c.UpdatedAt.Equal(before.UpdatedAt) || c.State != before.State || c.LiveMessages != 0 {
		t.Errorf("the conversation changed from %+v to %+v", before, c)
	}
	who := models.Reader{Visitor: c.Visitor.ID}
	entries, err := d.store.EntriesAfter(t.Context(), who, models.Position{Conversation: c.ID, Limit: 100})
	if err != nil || slices.ContainsFunc(entries, func(e models.Entry) bool { return e.Kind == models.EntryNote }) {
		t.Errorf("the visitor reads %+v, %v", entries, err)
	}
	if _, err := d.store.Notes(t.Context(), who, c.ID, 10); models.CodeOf(err) != models.CodeNotFound {
		t.Errorf("the visitor's notes: %v", err)
	}
}

func TestAddNote_SameClientIDTwice_IsKeptOnce(t *testing.T) {
	d := newDesk(t)
	c := d.say("a", "Hello?")
	n := models.Note{Agent: "agent1", ClientID: "note-000001", Text: "Once.", Now: d.now}
	d.must(d.turn(c.ID, models.AddNote(n)))
	again, err := d.turn(c.ID, models.AddNote(n))
	if err != nil || again.Repeated == nil || again.Conversation != nil {
		t.Errorf("again: %+v, %v", again, err)
	}
	n.Agent = "agent2"
	if _, err := d.turn(c.ID, models.AddNote(n)); models.CodeOf(err) != models.CodeInvalid {
		t.Errorf("a colleague with the same id: %v", err)
	}
}

func TestAddNote_OfNothingOrByAStranger_IsRefused(t *testing.T) {
	d := newDesk(t)
	c := d.say("a", "Hello?")
	d.stranger("stranger", "Ola Nord")
	for name, n := range map[string]models.Note{
		"empty": {Agent: "agent1", Text: " \n "}, "too long": {Agent: "agent1", Text: strings.Repeat("x", models.MaxText+1)},
	} {
		n.ClientID, n.Now = d.clientID(), d.now
		if _, err := d.turn(c.ID, models.AddNote(n)); models.CodeOf(err) != models.CodeInvalid {
			t.Errorf("%s: %v", name, err)
		}
	}
	n := models.Note{Agent: "stranger", ClientID: d.clientID(), Text: "Let me in", Now: d.now}
	if _, err := d.turn(c.ID, models.AddNote(n)); models.CodeOf(err) != models.CodeNotFound {
		t.Errorf("an agent of another bot: %v", err)
	}
}

// stranger makes an agent who sees no bot.
func (d *desk) stranger(id models.AgentID, name string) {
	d.Helper()
	a := &models.Agent{ID: id, Name: name, Email: string(id) + "@shop.example", Role: models.RoleAgent, MaxChats: 2}
	if err := d.store.SaveAgent(d.Context(), a, d.now); err != nil {
		d.Fatal(err)
	}
}

// M-20 A19
func TestAddNote_WithMentions_TellsThoseWhoAreNamedAndMaySee(t *testing.T) {
	d := newDesk(t)
	c := d.say("a", "Hello?")
	d.stranger("stranger", "Ola Nord")
	change := d.note(c.ID, "Look, @Jonas Weil and @Ola Nord, says @Mira Solberg", "agent2", "agent2", "stranger", "agent1", "nobody")
	if got := change.Entries[0].Body.Mentions; !slices.Equal(got, []models.AgentID{"agent2"}) {
		t.Errorf("mentions are %q", got)
	}
	want := models.News{Kind: models.NoticeMention, To: "agent2", By: "agent1", Words: "Look, @Jonas Weil and @Ola Nord, says @Mira Solberg", Now: d.now}
	if len(change.News) != 1 || change.News[0] != want {
		t.Errorf("news are %+v", change.News)
	}
	if change := d.note(c.ID, "Jonas is not named", "agent2"); len(change.News)+len(change.Entries[0].Body.Mentions) != 0 {
		t.Errorf("somebody who is not named was told: %+v", change)
	}
}

func TestReviseNote_OnesOwn_IsChangedAndTellsOnlyWhoIsNamedAnew(t *testing.T) {
	d := newDesk(t)
	c := d.say("a", "Hello?")
	first := d.note(c.ID, "For @Jonas Weil", "agent2").Entries[0]
	n := models.Note{Agent: "agent1", Seq: first.Seq, Text: "Really for @Jonas Weil", Mentions: []models.AgentID{"agent2"}, Now: d.now}
	change, err := d.turn(c.ID, models.ReviseNote(n))
	d.must(change, err)
	if e := change.Entries[0]; e.Kind != models.EntryRevised || e.Audience != models.ForTeam || e.Body.Of != first.Seq || len(change.News) != 0 {
		t.Errorf("the revision is %+v, news %+v", e, change.News)
	}
	notes := d.notes(c.ID)
	if len(notes) != 1 || notes[0].Text != n.Text || notes[0].Body.Revised != models.RevisedEdited || notes[0].Seq != first.Seq {
		t.Errorf("the notes are %+v", notes)
	}
	if again, err := d.turn(c.ID, models.ReviseNote(n)); err != nil || again.Conversation != nil {
		t.Errorf("the same again: %+v, %v", again, err)
	}
	n.Delete = true
	d.must(d.turn(c.ID, models.ReviseNote(n)))
	if notes := d.notes(c.ID); notes[0].Text != "" || notes[0].Body.Mentions != nil || notes[0].Body.Revised != models.RevisedDeleted {
		t.Errorf("deleted, it is %+v", notes[0])
	}
	if again, err := d.turn(c.ID, models.ReviseNote(n)); err != nil || again.Conversation != nil {
		t.Errorf("deleted again: %+v, %v", again, err)
	}
	n.Delete = false
	if _, err := d.turn(c.ID, models.ReviseNote(n)); models.CodeOf(err) != models.CodeConflict {
		t.Errorf("changed after it was deleted: %v", err)
	}
}

func (d *desk) notes(id models.ConversationID) []models.Entry {
	d.Helper()
	notes, err := d.store.Notes(d.Context(), models.Reader{Agent: &models.Agent{Role: models.RoleOwner}}, id, 10)
	if err != nil {
		d.Fatal(err)
	}
	return notes
}

func TestReviseNote_WhatIsNoNoteOfOnesOwn_IsNotThere(t *testing.T) {
	d := newDesk(t)
	c := d.say("a", "Hello?")
	seq := d.note(c.ID, "Mine").Entries[0].Seq
	for name, n := range map[string]models.Note{
		"a colleague's": {Agent: "agent2", Seq: seq}, "no note": {Agent: "agent1", Seq: 1}, "nothing": {Agent: "agent1", Seq: 99}, "before all": {Agent: "agent1"},
	} {
		n.Text, n.Now = "Other words", d.now
		if _, err := d.turn(c.ID, models.ReviseNote(n)); models.CodeOf(err) != models.CodeNotFound {
			t.Errorf("%s: %v", name, err)
		}
		n.Delete = true
		if _, err := d.turn(c.ID, models.ReviseNote(n)); models.CodeOf(err) != models.CodeNotFound {
			t.Errorf("%s, deleted: %v", name, err)
		}
	}
}

// M-20: whose name another one's begins with is not meant.
func TestAddNote_NamesThatBeginAlike_TellsTheOneWhoIsMeant(t *testing.T) {
	d := newDesk(t)
	c := d.say("a", "Hello?")
	for id, name := range map[models.AgentID]string{"ann": "Ann", "annlee": "Ann Lee", "anna": "Anna"} {
		a, err := d.store.AgentByID(t.Context(), "agent2")
		if err != nil {
			t.Fatal(err)
		}
		a.ID, a.Name, a.Email = id, name, string(id)+"@shop.example"
		if err := d.store.SaveAgent(t.Context(), a, d.now); err != nil {
			t.Fatal(err)
		}
	}
	for text, want := range map[string][]models.AgentID{
		"@Ann Lee, look": {"annlee"}, "(@Ann)": {"ann"}, "@Anna!": {"anna"}, "@Annabel": nil, "@Ann and @Ann Lee": {"ann", "annlee"},
	} {
		if got := d.note(c.ID, text, "ann", "annlee", "anna").Entries[0].Body.Mentions; !slices.Equal(got, want) {
			t.Errorf("%s: %q, not %q", text, got, want)
		}
	}
}

// A19: the dialog promises that the words go for good.
func TestReviseNote_WhoWasTold_HasItsOldWordsNowhere(t *testing.T) {
	d := newDesk(t)
	c := d.say("a", "Hello?")
	n := models.Note{Agent: "agent1", Text: "CANARY-one for @Jonas Weil", Mentions: []models.AgentID{"agent2"}, Now: d.now}
	n.Seq = d.note(c.ID, n.Text, "agent2").Entries[0].Seq
	if _, err := d.store.SeenNotices(t.Context(), "agent2", c.ID, d.now); err != nil {
		t.Fatal(err)
	}
	told := func() string {
		all, err := d.store.NoticeLog(t.Context(), "agent2", "", 10)
		var lines []string
		for _, one := range all {
			if one.Kind == models.NoticeMention {
				lines = append(lines, one.Line)
			}
		}
		if err != nil || len(lines) != 1 {
			t.Fatalf("told: %q, %v", lines, err)
		}
		return lines[0]
	}
	if !strings.Contains(told(), "CANARY-one") {
		t.Fatalf("before: %s", told())
	}
	n.Text = "Other words for @Jonas Weil"
	d.must(d.turn(c.ID, models.ReviseNote(n)))
	if strings.Contains(told(), "CANARY") {
		t.Errorf("after it was changed: %s", told())
	}
	n.Delete = true
	change, err := d.turn(c.ID, models.ReviseNote(n))
	d.must(change, err)
	if strings.Contains(told(), "words") || !slices.Contains(change.Told, "agent2") {
		t.Errorf("after it was deleted: %s, told %q", told(), change.Told)
	}
}
