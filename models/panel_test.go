package models_test

import (
	"slices"
	"testing"

	"deskbell/models"
)

// M-23
func TestSetCategory_Twice_IsKeptOnceAndTheListStays(t *testing.T) {
	d := newDesk(t)
	before := d.say("a", "Hello?")
	d.now = d.now.Add(60e9)
	c := d.must(d.turn(before.ID, models.SetCategory("agent1", " Damage in transit ", d.now)))
	if c.Category != "Damage in transit" || !c.UpdatedAt.Equal(before.UpdatedAt) || c.LastSeq != before.LastSeq {
		t.Errorf("it is %+v", c)
	}
	if again, err := d.turn(c.ID, models.SetCategory("agent2", "Damage in transit", d.now)); err != nil || again.Conversation != nil {
		t.Errorf("again: %+v, %v", again, err)
	}
	if c := d.must(d.turn(c.ID, models.SetCategory("agent2", "", d.now))); c.Category != "" {
		t.Errorf("none: %q", c.Category)
	}
	d.stranger("stranger", "Ola Nord")
	if _, err := d.turn(c.ID, models.SetCategory("stranger", "Mine", d.now)); models.CodeOf(err) != models.CodeNotFound {
		t.Errorf("an agent of another bot: %v", err)
	}
}

func TestEditVisitor_CorrectsWhatIsWrongAndRefusesWhatIsNone(t *testing.T) {
	d := newDesk(t)
	c := d.say("a", "Hello?")
	edit := func(name, email, phone string) (models.Change, error) {
		return d.turn(c.ID, models.EditVisitor(models.Contact{Agent: "agent1", Name: name, Email: email, Phone: phone, Now: d.now}))
	}
	now := d.must(edit("Hanna\nLindqvist", " Hanna@Fjellpost.example ", "+47 22 34 56 78"))
	if v := now.Visitor; v.Name != "Hanna Lindqvist" || v.Email != "Hanna@fjellpost.example" || v.Phone != "+4722345678" {
		t.Errorf("the visitor is %+v", v)
	}
	if again, err := edit("Hanna Lindqvist", "Hanna@fjellpost.example", "+4722345678"); err != nil || again.Conversation != nil {
		t.Errorf("the same again: %+v, %v", again, err)
	}
	for field, try := range map[string][3]string{"email": {"Hanna", "nonsense", ""}, "phone": {"Hanna", "", "12"}} {
		_, err := edit(try[0], try[1], try[2])
		if known, ok := err.(*models.Error); !ok || known.Field != field || known.Code != models.CodeInvalid {
			t.Errorf("%s: %v", field, err)
		}
	}
	if v := d.must(edit("", "", "")).Visitor; v.Name+v.Email+v.Phone != "" {
		t.Errorf("forgotten, it is %+v", v)
	}
	d.stranger("stranger", "Ola Nord")
	if _, err := d.turn(c.ID, models.EditVisitor(models.Contact{Agent: "stranger", Name: "X", Now: d.now})); models.CodeOf(err) != models.CodeNotFound {
		t.Errorf("an agent of another bot: %v", err)
	}
}

// M-23: what is offered is what the turns take.
func TestMoves_EveryStateAndRole_AreThoseThatTheTurnsTake(t *testing.T) {
	begin := map[models.State]func(*desk) models.Conversation{
		models.StateBot:     func(d *desk) models.Conversation { return d.say("a", "Hello?") },
		models.StateWaiting: func(d *desk) models.Conversation { return d.choose("a", "leave") },
		models.StateLive: func(d *desk) models.Conversation {
			return d.must(d.turn(d.choose("a", "leave").ID, models.TakeOver("agent2", d.now)))
		},
		models.StateClosed: func(d *desk) models.Conversation {
			return d.must(d.turn(d.say("a", "Hello?").ID, models.Close("agent1", d.now)))
		},
	}
	turns := map[models.State]func(models.AgentID, *desk) func(*models.Conversation) (models.Change, error){
		models.StateLive: func(id models.AgentID, d *desk) func(*models.Conversation) (models.Change, error) {
			return models.TakeOver(id, d.now)
		},
		models.StateBot: func(id models.AgentID, d *desk) func(*models.Conversation) (models.Change, error) {
			return models.HandBack(id, d.now)
		},
		models.StateClosed: func(id models.AgentID, d *desk) func(*models.Conversation) (models.Change, error) {
			return models.Close(id, d.now)
		},
		models.StateWaiting: func(id models.AgentID, d *desk) func(*models.Conversation) (models.Change, error) {
			return models.PassOn(models.Passing{By: id, Back: true, Now: d.now})
		},
	}
	for from, conversation := range begin {
		for _, role := range models.Roles() {
			for to, turn := range turns {
				d := newDesk(t)
				d.colleague(role)
				c := conversation(d)
				agent, err := d.store.AgentByID(t.Context(), "colleague")
				if err != nil {
					t.Fatal(err)
				}
				offered := slices.Contains(agent.Moves(&c), to)
				change, err := d.turn(c.ID, turn("colleague", d))
				took := err == nil && change.Conversation != nil && change.Conversation.State == to && from != to
				if offered != took {
					t.Errorf("%s, from %s to %s: offered %v, taken %v (%v)", role, from, to, offered, took, err)
				}
			}
		}
	}
}

func (d *desk) colleague(role models.Role) {
	d.Helper()
	a := &models.Agent{ID: "colleague", Name: "Kai Colleague", Email: "kai@shop.example", Role: role, MaxChats: 2, Bots: []models.BotID{d.bot.ID}}
	if err := d.store.SaveAgent(d.Context(), a, d.now); err != nil {
		d.Fatal(err)
	}
}
