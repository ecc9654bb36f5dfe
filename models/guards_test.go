package models_test

import (
	"strings"
	"testing"

	"deskbell/models"
)

// A fault asks for a message; who presses a quick reply then talks to the bot again.
func TestPress_AfterAFault_TheAnswerGoesToTheQuestion(t *testing.T) {
	d := newDesk(t)
	d.importAll(models.BotSettings{}, blocks(`"a":{"kind":"quick_replies","settings":{"items":[{"id":"q","label":"Ask"}]},"out":{"quick:q":{"flow":"asks"},"next":{"block":"b"}}},
 "b":{"kind":"question","settings":{"text":"Which colour?"},"out":{"next":{"block":"bad"}}},
 "bad":{"kind":"placeholder","settings":{"origin":"x","type":"y"}}`), asksFlow)
	d.nobody()
	if c := d.say("a", "blue"); c.Leave != models.LeaveForm {
		t.Fatalf("asked for %q", c.Leave)
	}
	c := d.press("a", "q")
	d.ends(c.ID, "visitor: Ask", "bot: One thing.", "bot: What thing?")
	if c = d.say("a", "this"); c.State != models.StateBot || c.Leave != models.LeaveNothing {
		t.Errorf("state %s, asked for %q", c.State, c.Leave)
	}
}

// What a Live chat block hides while a person is there cannot be pressed either.
func TestPress_HiddenDuringTheChat_IsRefused(t *testing.T) {
	d := newDesk(t)
	d.importAll(models.BotSettings{}, blocks(`"a":{"kind":"quick_replies","settings":{"items":[{"id":"h","label":"Hours"}]},"out":{"quick:h":{"flow":"side"},"next":{"block":"b"}}},
 "b":{"kind":"live_chat","settings":{"offer":true,"hide_quick":true}}`), sideFlow)
	c := d.press("a", "h")
	d.must(d.turn(c.ID, models.TakeOver("agent1", d.now)))
	if _, err := d.visitor("a", models.Press(models.Message{ClientID: d.clientID(), Choice: "h", Now: d.now})); models.CodeOf(err) != models.CodeConflict {
		t.Errorf("%v", err)
	}
}

// M-11
func TestSensitive_InALiveChatsMessageAndInAnotherVariable_IsMasked(t *testing.T) {
	d := newDesk(t)
	d.importAll(models.BotSettings{}, blocks(`"a":{"kind":"question","settings":{"text":"IBAN?","var":"iban","sensitive":true},"out":{"next":{"block":"s"}}},
 "s":{"kind":"set","settings":{"var":"note","value":"pays from {{iban}}"},"out":{"next":{"block":"l"}}},
 "l":{"kind":"live_chat","settings":{"messages":{"welcome":"We check {{iban}}."}}}`))
	c := d.say("a", "DE02120300000000202051")
	for _, e := range d.entries(c.ID) {
		if strings.Contains(e.ForTeam().Text, "DE02") {
			t.Errorf("the team reads %q", e.ForTeam().Text)
		}
	}
	for name, value := range c.TeamVars() {
		if strings.Contains(value, "DE02") {
			t.Errorf("the team reads %s = %q", name, value)
		}
	}
	if strings.Contains(c.Preview, "DE02") {
		t.Errorf("the list shows %q", c.Preview)
	}
}

// Two hundred blocks between two questions to the world are no circle, a thousand are.
func TestTurn_ThatPlaysTooManyBlocks_EndsWithAFault(t *testing.T) {
	d := newDesk(t)
	var all strings.Builder
	for i := range 150 {
		id := string(rune('a'+i/26)) + string(rune('a'+i%26))
		next := string(rune('a'+(i+1)/26)) + string(rune('a'+(i+1)%26))
		if i == 149 {
			next = "g"
		}
		all.WriteString(`"` + id + `":{"kind":"text","settings":{"text":"x"},"out":{"next":{"block":"` + next + `"}}},`)
	}
	d.importAll(models.BotSettings{}, blocks(`"a":{"kind":"question","settings":{"text":"Go?"},"out":{"next":{"block":"aa"}}},`+all.String()+
		`"g":{"kind":"agents","out":{"yes":{"block":"aa"},"no":{"block":"aa"}}}`))
	c := d.say("a", "go")
	if c.LastSeq > 1300 || d.broken(c) == "" {
		t.Errorf("%d entries, waits for %+v, ended %q", c.LastSeq, c.Flow.Wait, c.Flow.Ended)
	}
}

// broken is what the team is told of a fault, "" for none.
func (d *desk) broken(c models.Conversation) string {
	var text string
	for seq := int64(0); seq < c.LastSeq; seq += 500 {
		entries, err := d.store.EntriesAfter(d.Context(), models.Reader{Agent: &models.Agent{Role: models.RoleOwner}},
			models.Position{Conversation: c.ID, Seq: seq, Limit: 500})
		if err != nil {
			d.Fatal(err)
		}
		for _, e := range entries {
			if e.Kind == models.EntryFault {
				text = e.Text
			}
		}
	}
	return text
}
