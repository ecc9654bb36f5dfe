package models_test

import (
	"fmt"
	"testing"
	"time"

	"deskbell/models"
	"deskbell/models/flow"
)

// answers is a flow that is an AI answer block of several turns, with a person and a question behind it.
const answers = `"a":{"kind":"text","settings":{"text":"Ask me."},"out":{"next":{"block":"ai"}}},
 "ai":{"kind":"ai_answer","settings":{"turns":20,"var":"said","vars":["order"]},"out":{"answered":{"block":"z"},"wants_person":{"block":"p"},"not_found":{"block":"p"},"error":{"block":"p"}}},
 "p":{"kind":"live_chat","settings":{"wait_seconds":60,"unavailable":"exit","messages":{"welcome":"Ringing."}},"out":{"next":{"block":"z"}}},
 "z":{"kind":"question","settings":{"text":"Anything else?","type":"text"}}`

// answering is a conversation in which the AI is asked something.
func answering(t *testing.T) (*desk, models.Conversation) {
	t.Helper()
	d := newDesk(t)
	d.importAll(models.BotSettings{}, blocks(answers))
	c := d.say("a", "Where is it?")
	if !c.Flow.Wait.AwaitsAI() {
		t.Fatalf("waits for %+v", c.Flow.Wait)
	}
	return d, c
}

// cost is an answer of the AI with an id.
func (d *desk) cost(id string) models.AIAnswer {
	return models.AIAnswer{ID: id, Bot: d.bot.ID, Port: models.AIAnswered, Question: "Where is it?", Model: "m", TokensIn: 10, TokensOut: 5,
		Took: time.Second, Sources: []flow.Source{{Slug: "shipping", Title: "Shipping"}}, At: d.now}
}

// aiSays lets the AI answer the wait of a token.
func (d *desk) aiSays(id models.ConversationID, token, text string) models.Change {
	d.Helper()
	d.ids++
	a := d.cost(fmt.Sprintf("answer-%06d", d.ids))
	a.Conversation = id
	change, err := d.turn(id, models.AnswerAI(token, a, flow.Result{Port: string(models.AIAnswered), Body: text, Vars: map[string]string{"order": "7", "other": "8"}}, d.now))
	if err != nil {
		d.Fatal(err)
	}
	if len(change.Answers) != 1 || change.Answers[0].ID != a.ID || change.Answers[0].TokensIn != 10 {
		d.Fatalf("kept %+v", change.Answers)
	}
	return change
}

// dropped fails where an answer was said.
func (d *desk) dropped(change models.Change) {
	d.Helper()
	a := change.Answers[0]
	if change.Conversation != nil || len(change.Entries) > 0 || a.Port != models.AIDropped || a.Seq != 0 {
		d.Errorf("said %+v, kept %+v", change.Entries, a)
	}
}

// ended is the conversation as it is kept.
func (d *desk) ended(id models.ConversationID) models.Conversation {
	d.Helper()
	c, err := d.store.Conversation(d.Context(), models.Reader{Agent: &models.Agent{Role: models.RoleOwner}}, id)
	if err != nil {
		d.Fatal(err)
	}
	return c
}
