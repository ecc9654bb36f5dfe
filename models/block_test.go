package models_test

import (
	"strings"
	"testing"

	"deskbell/models"
)

// Whoever of the team tries the bot sits where customers may sit too, and often where the team does.
func TestBlock_ByAddressInThePlayground_MeetsNobodyElse(t *testing.T) {
	d, _ := liveAt(t)
	from := func(token string, playground bool) (models.Change, error) {
		return d.store.Begin(t.Context(), models.Beginning{Bot: d.bot, TokenHash: strings.Repeat(token, 64)[:64], Address: "203.0.113.7", Playground: playground, Now: d.now},
			models.Receive(models.Message{ClientID: d.clientID(), Text: "Hello", Now: d.now}))
	}
	c := d.must(from("e", true))
	d.must(d.turn(c.ID, models.BlockVisitor(models.Blocking{Agent: "agent1", Address: true, Now: d.now})))
	if _, err := from("f", false); err != nil {
		t.Errorf("a visitor of the same address: %v", err)
	}
	if _, err := from("e", true); models.CodeOf(err) != models.CodeForbidden {
		t.Errorf("the one who is blocked: %v", err)
	}
}
