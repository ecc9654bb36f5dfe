package models_test

import (
	"strings"
	"testing"

	"deskbell/models"
)

// F19 F20
func TestReceive_SameClientIDTwice_KeepsOne(t *testing.T) {
	d := newDesk(t)
	m := models.Message{ClientID: d.clientID(), Text: "Hello", Now: d.now}
	c := d.must(d.visitor("a", models.Receive(m)))
	again, err := d.visitor("a", models.Receive(m))
	if err != nil || again.Repeated == nil || again.Repeated.Text != "Hello" {
		t.Fatalf("%+v, %v", again, err)
	}
	m.Text = "Other words"
	if _, err := d.visitor("a", models.Receive(m)); models.CodeOf(err) != models.CodeInvalid {
		t.Errorf("other words under the same id: %v", err)
	}
	if n := strings.Count(d.words(c.ID), "visitor: "); n != 1 {
		t.Errorf("%d messages kept", n)
	}
}

func TestChoose_SameClientIDTwice_KeepsOne(t *testing.T) {
	d := newDesk(t)
	m := models.Message{ClientID: d.clientID(), Token: "t1", Choice: "ask", Now: d.now}
	d.must(d.visitor("a", models.Choose(m)))
	if again, err := d.visitor("a", models.Choose(m)); err != nil || again.Repeated == nil {
		t.Errorf("%+v, %v", again, err)
	}
	m.ClientID = d.clientID()
	if _, err := d.visitor("a", models.Choose(m)); models.CodeOf(err) != models.CodeConflict {
		t.Errorf("an old token: %v", err)
	}
}

func TestReceive_BadText_IsRefusedWithASentence(t *testing.T) {
	d := newDesk(t)
	for name, text := range map[string]string{"empty": " \r\n\t ", "too long": strings.Repeat("é", models.MaxText+1),
		"not UTF-8": "a\xff", "only control characters": "\x00\x1b\x07",
		"nothing to see": "\u200b\u200d\u202e\u2060"} {
		_, err := d.visitor("a", models.Receive(models.Message{ClientID: d.clientID(), Text: text, Now: d.now}))
		if models.CodeOf(err) != models.CodeInvalid {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// A4 A12
func TestCleanText_LineEndsAndControls_CannotForgeLines(t *testing.T) {
	got, err := models.CleanText("text", "a\r\nb\rc\x00\x1b[31md\n")
	if err != nil || got != "a\nb\nc[31md" {
		t.Errorf("%q, %v", got, err)
	}
}

func TestReceive_TextThatIsALabel_IsTheChoice(t *testing.T) {
	d := newDesk(t)
	c := d.say("a", " ask ")
	d.ends(c.ID, "visitor: ask", "bot: Which colour?")
}

func TestCleanEmail_WhatIsNone_IsRefused(t *testing.T) {
	for _, bad := range []string{"", "a", "a@b", "a@b.", "Hanna <a@b.example>", "a@b.example\nBcc: x@y.example", "a b@c.example"} {
		if _, err := models.CleanEmail("email", bad); models.CodeOf(err) != models.CodeInvalid {
			t.Errorf("%q: %v", bad, err)
		}
	}
	if got, err := models.CleanEmail("email", " A.B+c@Shop.Example "); err != nil || got != "A.B+c@shop.example" {
		t.Errorf("%q, %v", got, err)
	}
}
