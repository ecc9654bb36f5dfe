package models_test

import (
	"slices"
	"strings"
	"testing"

	"deskbell/models"
	"deskbell/models/flow"
)

const asking = `
 "a":{"kind":"buttons","settings":{"text":"Which ones?","multi":true,"var":"picked","choices":[{"id":"r","label":"Red"},{"id":"g","label":"Green"},{"id":"b","label":"Blue"}]},"out":{"next":{"block":"f"}}},
 "f":{"kind":"form","settings":{"text":"Who are you?","fields":[{"id":"name","label":"Name","type":"text","required":true,"var":"name"},{"id":"mail","label":"Email","type":"email","var":"mail"}]},"out":{"next":{"block":"u"}}},
 "u":{"kind":"file","settings":{"text":"A picture, please.","var":"shot","max_files":2},"out":{"next":{"block":"s"}}},
 "s":{"kind":"question","settings":{"text":"Your PIN?","type":"text","var":"pin","sensitive":true},"out":{"next":{"block":"t"}}},
 "t":{"kind":"text","settings":{"text":"You said {{pin}}."},"out":{"next":{"block":"z"}}},
 "z":{"kind":"question","settings":{"text":"Anything else?","type":"text"}}`

// M-16
func TestChoose_SeveralChoicesFormAndFiles_AreKeptInWords(t *testing.T) {
	d := newDesk(t)
	d.importAll(models.BotSettings{}, blocks(asking))
	c := d.must(d.answer("a", func(m *models.Message) { m.Choices = []string{"b", "r", "b"} }))
	d.ends(c.ID, "visitor: Red, Blue", "bot: Who are you?")
	if e := d.entries(c.ID)[1]; !slices.Equal(e.Body.Picked, []string{"r", "b"}) {
		t.Errorf("picked %v", e.Body.Picked)
	}
	filled := map[string]string{"name": " Hanna\x00 ", "mail": "", "other": "x"}
	c = d.must(d.answer("a", func(m *models.Message) { m.Fields = filled }))
	if e := d.newest(c.ID, models.EntrySaid); !strings.Contains(d.words(c.ID), "visitor: Name: Hanna\nbot: A picture, please.") || len(e.Body.Fields) != 0 {
		t.Errorf("the log is\n%s", d.words(c.ID))
	}
	d.vars(c, map[string]string{"picked": "Red, Blue", "name": "Hanna"})
	file := d.file("a", "one.txt")
	c = d.must(d.answer("a", func(m *models.Message) { m.Files = []flow.File{file} }))
	d.ends(c.ID, "visitor: one.txt", "bot: Your PIN?")
	d.vars(c, map[string]string{"shot": "one.txt", "shot.ids": file.ID})
}

// file is one that a visitor has uploaded.
func (d *desk) file(token, name string) flow.File {
	d.Helper()
	kept, err := d.store.SaveFile(d.Context(), models.Upload{Bot: d.bot.ID, TokenHash: strings.Repeat(token, 64)[:64], Name: name,
		Body: strings.NewReader("some words in a file"), Now: d.now})
	if err != nil {
		d.Fatal(err)
	}
	return kept.Sent()
}

// F19 F20
func TestChoose_SameClientID_KeepsTheFirstAndRefusesAnother(t *testing.T) {
	d := newDesk(t)
	d.importAll(models.BotSettings{}, blocks(asking))
	picked := models.Message{ClientID: d.clientID(), Token: "t1", Choices: []string{"r", "g"}, Now: d.now}
	c := d.must(d.visitor("a", models.Choose(picked)))
	form := models.Message{ClientID: d.clientID(), Token: c.Flow.Wait.Token, Fields: map[string]string{"name": "Hanna ", "mail": " ", "odd": "x"}, Now: d.now}
	d.must(d.visitor("a", models.Choose(form)))
	for _, m := range []models.Message{picked, form} {
		if again, err := d.visitor("a", models.Choose(m)); err != nil || again.Repeated == nil {
			t.Errorf("%+v again: %+v, %v", m, again, err)
		}
	}
	other := picked
	other.Choices = []string{"b"}
	filled := form
	filled.Fields = map[string]string{"name": "Somebody else"}
	for _, m := range []models.Message{other, filled, {ClientID: form.ClientID, Choice: "x", Now: d.now}} {
		if _, err := d.visitor("a", models.Choose(m)); models.CodeOf(err) != models.CodeInvalid {
			t.Errorf("%+v: %v", m, err)
		}
	}
}

func TestChoose_WhatIsNotOffered_IsRefusedAndNothingIsKept(t *testing.T) {
	d := newDesk(t)
	d.importAll(models.BotSettings{}, blocks(asking))
	for name, fill := range map[string]func(*models.Message){
		"unknown choice": func(m *models.Message) { m.Choices = []string{"r", "x"} },
		"old token":      func(m *models.Message) { m.Token, m.Choices = "t0", []string{"r"} },
		"no token":       func(m *models.Message) { m.Token, m.Choices = "", []string{"r"} },
	} {
		if _, err := d.answer("a", fill); models.CodeOf(err) != models.CodeConflict {
			t.Errorf("%s: %v", name, err)
		}
	}
	for name, files := range map[string][]flow.File{"no id": {{Name: "x"}}, "no name": {{ID: strings.Repeat("a", 26)}}} {
		if _, err := d.answer("a", func(m *models.Message) { m.Files = files }); models.CodeOf(err) != models.CodeNotFound {
			t.Errorf("%s: %v", name, err)
		}
	}
	long := map[string]string{"name": strings.Repeat("x", models.MaxText-3), "mail": "ana@example.org"}
	d.must(d.answer("a", func(m *models.Message) { m.Choices = []string{"r"} }))
	if _, err := d.answer("a", func(m *models.Message) { m.Fields = long }); models.CodeOf(err) != models.CodeInvalid {
		t.Errorf("a form that is too long: %v", err)
	}
}

func TestSensitive_AnswerAndWhatRepeatsIt_AreMaskedForTheTeam(t *testing.T) {
	d := newDesk(t)
	d.importAll(models.BotSettings{}, blocks(strings.ReplaceAll(asking, `"a":{"kind":"buttons"`, `"x":{"kind":"buttons"`)+`,"a":{"kind":"jump","out":{"next":{"block":"s"}}}`))
	c := d.say("a", "4711")
	if c.Preview == "4711" || strings.Contains(c.Preview, "4711") {
		t.Errorf("preview %q", c.Preview)
	}
	said := 0
	for _, e := range d.entries(c.ID) {
		if strings.Contains(e.Text, "4711") {
			said++
		}
		team := e.ForTeam()
		if strings.Contains(team.Text+team.Body.Masked, "4711") {
			t.Errorf("the team reads %+v", team)
		}
	}
	if said != 2 {
		t.Errorf("the visitor reads it %d times, want 2", said)
	}
	if vars := c.TeamVars(); vars["pin"] != models.Mask || c.Flow.Vars["pin"] != "4711" {
		t.Errorf("variables %v", vars)
	}
	d.ends(c.ID, "visitor: 4711", "bot: You said 4711.", "bot: Anything else?")
	if c = d.say("a", "No"); d.newest(c.ID, models.EntrySaid).Body.Sensitive {
		t.Error("the next answer is sensitive as well")
	}
}

func TestEntry_SensitiveForm_ShowsTheTeamNothing(t *testing.T) {
	e := models.Entry{Text: "IBAN: CH93", Body: models.Body{Sensitive: true, Chosen: "a", Picked: []string{"b"}, Fields: map[string]string{"iban": "CH93"},
		Files: []flow.File{{ID: "f", Name: "scan"}}}}.ForTeam()
	if e.Text != models.Mask || e.Body.Chosen != "" || e.Body.Picked != nil || e.Body.Fields != nil || e.Body.Files != nil {
		t.Errorf("%+v", e)
	}
}

func TestReceive_FilesWithAndWithoutWords_AreKept(t *testing.T) {
	d := newDesk(t)
	c := d.choose("a", "leave")
	d.must(d.turn(c.ID, models.TakeOver("agent1", d.now)))
	file := d.file("a", "one.txt")
	m := models.Message{ClientID: d.clientID(), Files: []flow.File{file}, Now: d.now}
	c = d.must(d.visitor("a", models.Receive(m)))
	if again, err := d.visitor("a", models.Receive(m)); err != nil || again.Repeated == nil {
		t.Errorf("again: %+v, %v", again, err)
	}
	d.ends(c.ID, "visitor: one.txt")
	if e := d.newest(c.ID, models.EntrySaid); len(e.Body.Files) != 1 || e.Body.Files[0].ID != file.ID {
		t.Errorf("%+v", e.Body)
	}
	m = models.Message{ClientID: d.clientID(), Text: "See", Files: []flow.File{d.file("a", "two.txt")}, Now: d.now}
	c = d.must(d.visitor("a", models.Receive(m)))
	d.ends(c.ID, "visitor: See")
}

// M-16
func TestShow_ContentWithoutWords_IsAnEntryAndALineOfTheList(t *testing.T) {
	d := newDesk(t)
	d.importAll(models.BotSettings{}, blocks(`"a":{"kind":"image","settings":{"url":"https://shop.example/a.png","alt":"A bell"},"out":{"next":{"block":"z"}}},
		"z":{"kind":"wait","settings":{"seconds":600}}`))
	c := d.say("a", "Hello")
	for _, e := range d.entries(c.ID) {
		if e.Body.Content != nil && e.Body.Content.Kind == flow.ContentImage && e.Body.Content.Alt == "A bell" && e.Text == "" {
			return
		}
	}
	t.Errorf("the log is\n%s", d.words(c.ID))
}
