package models_test

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"deskbell/models"
	"deskbell/models/flow"
)

// chance is a conversation with an AI in which anything may happen in any order; answers come late, twice, or never.
type chance struct {
	*desk
	id     models.ConversationID
	tokens []string // of all questions that were asked
	said   map[string]bool
}

func (r *chance) act(t *rapid.T) {
	now := r.ended(r.id)
	what := rapid.SampledFrom([]string{"say", "say", "say", "answer", "answer", "answer", "late", "press", "take", "reply", "hand back", "pass back", "jump", "stay", "close", "time", "gone"}).Draw(t, "what")
	var decide func(*models.Conversation) (models.Change, error)
	switch what {
	case "say":
		text := rapid.SampledFrom([]string{"Where is it?", "And when?", "Can I talk to a person?", "That helped", "5"}).Draw(t, "text")
		token := ""
		if w := now.Flow.Wait; w != nil && rapid.Bool().Draw(t, "with a token") {
			token = w.Token
		}
		decide = models.Receive(models.Message{ClientID: r.clientID(), Text: text, Token: token, Now: r.now})
	case "press":
		if now.Flow.Wait == nil {
			return
		}
		decide = models.Choose(models.Message{ClientID: r.clientID(), Token: now.Flow.Wait.Token, Choice: rapid.SampledFrom([]string{"helped", "person"}).Draw(t, "choice"), Now: r.now})
	case "answer", "late":
		r.answers(t, now, what == "late")
		return
	case "take":
		decide = models.TakeOver("agent1", r.now)
	case "reply":
		decide = models.Reply(models.Answer{Agent: "agent1", ClientID: r.clientID(), Text: "It is I.", Now: r.now})
	case "hand back":
		decide = models.HandBack("agent1", r.now)
	case "pass back":
		decide = models.PassOn(models.Passing{By: "agent1", Back: true, Now: r.now})
	case "jump":
		decide = models.Jump("agent1", r.now, r.at(rapid.SampledFrom([]string{"ai", "z", "p"}).Draw(t, "to")))
	case "stay":
		decide = models.JumpAndStay("agent1", r.now, r.at(rapid.SampledFrom([]string{"ai", "z"}).Draw(t, "to")))
	case "close":
		decide = models.CloseByVisitor(r.now)
	case "gone":
		decide = models.Abandon(r.now.Add(48*time.Hour), r.now)
	case "time":
		r.now = r.now.Add(time.Duration(rapid.IntRange(1, 200).Draw(t, "seconds")) * time.Second)
		r.fire()
		return
	}
	if _, err := r.turn(r.id, decide); err != nil && models.CodeOf(err) != models.CodeConflict {
		t.Fatalf("%s: %v", what, err)
	}
	r.remember()
}

func (r *chance) remember() {
	if w := r.ended(r.id).Flow.Wait; w.AwaitsAI() && !slices.Contains(r.tokens, w.Token) {
		r.tokens = append(r.tokens, w.Token)
	}
}

// answers lets one come: it is said when it is waited for, and dropped when not.
func (r *chance) answers(t *rapid.T, now models.Conversation, late bool) {
	r.remember()
	if len(r.tokens) == 0 {
		return
	}
	token := r.tokens[len(r.tokens)-1]
	if late {
		token = rapid.SampledFrom(r.tokens).Draw(t, "of")
	}
	r.ids++
	a := r.cost(fmt.Sprintf("answer-%06d", r.ids))
	result := flow.Result{Port: rapid.SampledFrom([]string{"answered", "answered", "not_found", "wants_person", "error"}).Draw(t, "port"), Body: a.ID}
	change, err := r.turn(r.id, models.AnswerAI(token, a, result, r.now))
	if err != nil {
		t.Fatal(err)
	}
	waited := now.State == models.StateBot && now.Flow.Wait.AwaitsAI() && now.Flow.Wait.Token == token
	if got := change.Answers[0]; (got.Port == models.AIDropped) == waited || !waited && (change.Conversation != nil || got.Seq != 0) {
		t.Fatalf("%s of %s at %+v: %+v", token, result.Port, now.Flow.Wait, got)
	}
	r.said[a.ID] = waited && (result.Port == "answered" || result.Port == "wants_person")
	r.remember()
}

// M-34 F35
func TestChance_AnswersAnyTime_NoneIsSaidThatNobodyWaitsFor(t *testing.T) {
	d := newDesk(t)
	d.importAll(models.BotSettings{}, blocks(answers))
	visitors := 0
	rapid.Check(t, func(rt *rapid.T) {
		visitors++
		c := d.say(fmt.Sprintf("%xz", visitors), "Where is it?")
		r := &chance{desk: d, id: c.ID, said: map[string]bool{}}
		r.remember()
		for range rapid.IntRange(5, 25).Draw(rt, "steps") {
			r.act(rt)
		}
		live := false
		for _, e := range r.entries(r.id) {
			switch e.Kind {
			case models.EntryJoined:
				live = true
			case models.EntryHandedBack, models.EntryReleased, models.EntryClosed:
				live = false
			}
			content := e.Body.Content
			if e.Author.Kind != models.ByBot || content == nil {
				continue
			}
			if said, known := r.said[content.Answer]; live || !known || !said {
				rt.Fatalf("entry %d says %q while a person has the chat (%v), or it is none that was waited for", e.Seq, e.Text, live)
			}
			r.said[content.Answer] = false // once
		}
		for id, missing := range r.said {
			if missing {
				rt.Fatalf("answer %s was not said", id)
			}
		}
		if c := r.ended(r.id); c.State == models.StateLive {
			r.must(r.turn(r.id, models.Close("agent1", r.now)))
		}
	})
}
