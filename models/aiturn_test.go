package models_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"deskbell/models"
	"deskbell/models/flow"
	"deskbell/models/flow/trial"
)

// M-34
func TestAnswerAI_IsSaidWithItsSourcesAndKept(t *testing.T) {
	d, c := answering(t)
	due, err := d.store.Outgoing().Lease(t.Context(), models.DeliverAI, d.now, 10)
	if err != nil || len(due) != 1 || due[0].Token != c.Flow.Wait.Token || due[0].Conversation != c.ID {
		t.Fatalf("%+v, %v", due, err)
	}
	if request, err := due[0].AI(); err != nil || request.Question != "Where is it?" || !slices.Equal(request.Vars, []string{"order"}) {
		t.Errorf("%+v, %v", request, err)
	}
	change := d.aiSays(c.ID, c.Flow.Wait.Token, "On its {{way}}.")
	next := d.must(change, nil)
	d.ends(c.ID, "visitor: Where is it?", "bot: On its {{way}}.")
	e := d.entries(c.ID)[next.LastSeq-1]
	if content := e.Body.Content; content == nil || content.Kind != flow.ContentAnswer || content.Answer != change.Answers[0].ID || content.Sources[0].Slug != "shipping" {
		t.Errorf("shows %+v", content)
	}
	if a := change.Answers[0]; a.Seq != e.Seq || a.Port != models.AIAnswered || len(e.Body.Choices) != 2 {
		t.Errorf("kept %+v, shows %+v", a, e.Body.Choices)
	}
	d.vars(next, map[string]string{"said": "On its {{way}}.", "order": "7"})
	if next.Flow.Vars["other"] != "" {
		t.Error("a variable was set that the block does not name")
	}
	again := d.aiSays(c.ID, c.Flow.Wait.Token, "Twice.")
	d.dropped(again)
	d.say("a", "And when?")
	d.ends(c.ID, "bot: On its {{way}}.", "visitor: And when?")
}

// M-34 F35
func TestAnswerAI_BegunBeforeATakeOver_IsDropped(t *testing.T) {
	take := func(d *desk, c models.Conversation) { d.must(d.turn(c.ID, models.TakeOver("agent1", d.now))) }
	back := func(d *desk, c models.Conversation) { d.must(d.turn(c.ID, models.HandBack("agent1", d.now))) }
	for name, happens := range map[string]func(d *desk, c models.Conversation){
		"taken over": take,
		"handed back": func(d *desk, c models.Conversation) {
			take(d, c)
			back(d, c)
		},
		"handed back and asked anew": func(d *desk, c models.Conversation) {
			take(d, c)
			back(d, c)
			d.say("a", "And when does it come?")
		},
		"back to whoever waits": func(d *desk, c models.Conversation) {
			take(d, c)
			d.must(d.turn(c.ID, models.PassOn(models.Passing{By: "agent1", Back: true, Now: d.now})))
		},
		"passed on": func(d *desk, c models.Conversation) {
			take(d, c)
			d.must(d.turn(c.ID, models.PassOn(models.Passing{By: "agent1", To: "agent2", Now: d.now})))
		},
		"the owner is gone": func(d *desk, c models.Conversation) {
			take(d, c)
			d.must(d.turn(c.ID, models.Abandon(d.now.Add(48*time.Hour), d.now)))
		},
		"closed by the visitor": func(d *desk, c models.Conversation) { d.must(d.turn(c.ID, models.CloseByVisitor(d.now))) },
		"closed and begun anew": func(d *desk, c models.Conversation) {
			d.must(d.turn(c.ID, models.CloseByVisitor(d.now)))
			d.say("a", "Once more: where?")
		},
		"closed by the agent": func(d *desk, c models.Conversation) {
			take(d, c)
			d.must(d.turn(c.ID, models.Close("agent1", d.now)))
		},
		"jumped": func(d *desk, c models.Conversation) {
			take(d, c)
			d.must(d.turn(c.ID, models.Jump("agent1", d.now, d.at("z"))))
		},
		"jumped to the same block": func(d *desk, c models.Conversation) {
			take(d, c)
			d.must(d.turn(c.ID, models.Jump("agent1", d.now, d.at("ai"))))
		},
		"jumped and stayed": func(d *desk, c models.Conversation) {
			take(d, c)
			d.must(d.turn(c.ID, models.JumpAndStay("agent1", d.now, d.at("ai"))))
		},
		"asked for a person meanwhile": func(d *desk, c models.Conversation) { d.say("a", "I want to talk to a human") },
		"its time was over": func(d *desk, c models.Conversation) {
			d.now = c.Flow.Wait.Due
			d.must(d.turn(c.ID, models.Advance(c.Flow.Wait.Token, d.now)))
		},
	} {
		t.Run(name, func(t *testing.T) {
			d, c := answering(t)
			happens(d, c)
			before := d.words(c.ID)
			d.dropped(d.aiSays(c.ID, c.Flow.Wait.Token, "It is late."))
			if after := d.words(c.ID); after != before {
				t.Errorf("the log was\n%s\nand is\n%s", before, after)
			}
			if due, err := d.store.Outgoing().Lease(t.Context(), models.DeliverAI, d.now.Add(time.Second), 10); err != nil ||
				slices.ContainsFunc(due, func(one models.Delivery) bool { return one.Token == c.Flow.Wait.Token && one.Conversation == c.ID }) {
				t.Errorf("it is still to be sent: %+v, %v", due, err)
			}
			now := d.ended(c.ID)
			if !now.Flow.Wait.AwaitsAI() || now.State != models.StateBot {
				return
			}
			d.must(d.aiSays(c.ID, now.Flow.Wait.Token, "It comes today."), nil) // the new one is said
			d.ends(c.ID, "bot: It comes today.")
		})
	}
}

// M-34 M-14
func TestHandBack_ToTheAI_GoesOnWithWhatIsAskedNext(t *testing.T) {
	d, c := answering(t)
	c = d.must(d.aiSays(c.ID, c.Flow.Wait.Token, "On its way."), nil)
	d.say("a", "When?")
	d.must(d.turn(c.ID, models.TakeOver("agent1", d.now)))
	d.must(d.turn(c.ID, models.Reply(models.Answer{Agent: "agent1", ClientID: d.clientID(), Text: "Tomorrow.", Now: d.now})))
	d.must(d.turn(c.ID, models.HandBack("agent1", d.now)))
	d.ends(c.ID, "agent: Tomorrow.", "handed_back")
	c = d.say("a", "And what does it cost?")
	if !c.Flow.Wait.AwaitsAI() || c.Flow.Wait.AI.Question != "And what does it cost?" {
		t.Fatalf("waits for %+v", c.Flow.Wait)
	}
	d.must(d.aiSays(c.ID, c.Flow.Wait.Token, "Nothing."), nil)
	d.ends(c.ID, "visitor: And what does it cost?", "bot: Nothing.")
}

// M-34
func TestHandover_TheAgentSeesWhatTheAIWasAsked(t *testing.T) {
	d, c := answering(t)
	c = d.must(d.aiSays(c.ID, c.Flow.Wait.Token, "On its way."), nil)
	c = d.must(d.visitor("a", models.Choose(models.Message{ClientID: d.clientID(), Token: c.Flow.Wait.Token, Choice: "person", Now: d.now})))
	if c.State != models.StateWaiting {
		t.Fatalf("it is %s", c.State)
	}
	const one = "The AI was asked:\n“Where is it?” – answered, from Shipping"
	if e := d.newest(c.ID, models.EntrySummary); e.Text != one || e.Audience != models.ForTeam || e.Author.Kind != models.BySystem {
		t.Errorf("%+v", e)
	}
	d.must(d.turn(c.ID, models.TakeOver("agent1", d.now)))
	if n := strings.Count(d.words(c.ID), "summary"); n != 1 {
		t.Errorf("%d summaries", n)
	}
	if due, err := d.store.Outgoing().Lease(t.Context(), models.DeliverAI, d.now, 10); err != nil || len(due) != 1 {
		t.Errorf("%d, %v: of one question no summary is asked for", len(due), err)
	}
}

// M-34
func TestHandover_OfSeveralQuestions_AsksForASummary(t *testing.T) {
	d, c := answering(t)
	d.must(d.aiSays(c.ID, c.Flow.Wait.Token, "On its way."), nil)
	c = d.say("a", "What does it cost?")
	if _, err := d.turn(c.ID, models.AnswerAI(c.Flow.Wait.Token, d.cost("x1"), flow.Result{Port: "not_found"}, d.now)); err != nil {
		t.Fatal(err)
	}
	d.must(d.turn(c.ID, models.TakeOver("agent1", d.now)))
	if e := d.newest(c.ID, models.EntrySummary); !strings.HasSuffix(e.Text, "“Where is it?” – answered, from Shipping\n“What does it cost?” – nothing was found, from Shipping") {
		t.Errorf("%s", e.Text)
	}
	due, err := d.store.Outgoing().Lease(t.Context(), models.DeliverAI, d.now, 10)
	purpose := func(one models.Delivery) bool { r, err := one.AI(); return err == nil && r.Purpose == flow.AISummary }
	if i := slices.IndexFunc(due, purpose); err != nil || i < 0 || due[i].Token != "" {
		t.Fatalf("%+v, %v", due, err)
	}
	a := d.cost("summary-1")
	a.Port = models.AIBeside
	for range 2 {
		change, err := d.turn(c.ID, models.SummariseAI(a, " They look for a parcel. \xff", d.now))
		if err != nil || len(change.Answers) != 1 {
			t.Fatalf("%+v, %v", change, err)
		}
	}
	d.ends(c.ID, "joined", "bot: Mira has joined the conversation.", "summary")
	if e := d.newest(c.ID, models.EntrySummary); e.Text != "They look for a parcel. \uFFFD" || e.Audience != models.ForTeam {
		t.Errorf("%+v", e)
	}
	d.must(d.turn(c.ID, models.Close("agent1", d.now)))
	a.ID = "summary-2"
	if change, err := d.turn(c.ID, models.SummariseAI(a, "Late.", d.now)); err != nil || change.Conversation != nil {
		t.Errorf("%+v, %v", change, err)
	}
}

// A54: what sensitive questions have filled is not in the outbox, and no part of it is in what the team sees.
func TestAskAI_SensitiveAnswers_AreNotInTheOutboxNorInTheHandover(t *testing.T) {
	d := newDesk(t)
	d.importAll(models.BotSettings{}, blocks(`"a":{"kind":"question","settings":{"text":"PIN?","type":"text","var":"pin","sensitive":true},"out":{"next":{"block":"m"}}},
		"m":{"kind":"set","settings":{"var":"made","value":"the PIN is {{pin}}"},"out":{"next":{"block":"ai"}}},
		"ai":{"kind":"ai_answer","settings":{"turns":9,"instructions":"It is {{made}} of {{visitor.name}}, {{pin}}.","category":"{{made}}"},"out":{"wants_person":{"block":"p"}}},
		"p":{"kind":"live_chat","settings":{"wait_seconds":60,"unavailable":"exit"}}`))
	d.say("a", "hunter2222")
	c := d.say("a", strings.Repeat("x", 195)+"hunter2222, and more")
	due, err := d.store.Outgoing().Lease(t.Context(), models.DeliverAI, d.now, 10)
	if err != nil || len(due) != 1 || strings.Contains(string(due[0].Payload), "hunter") {
		t.Fatalf("%v: %+v", err, due)
	}
	r, err := due[0].AI()
	if err != nil || r.Instructions != "It is {{made}} of {{visitor.name}}, {{pin}}." || r.Values["made"] != "the PIN is ••••" || r.Values["pin"] != "" || !strings.Contains(r.Question, "x••••, and more") {
		t.Errorf("%+v, %v", r, err)
	}
	of := flow.State{Vars: map[string]string{"pin": "never"}, Secret: []string{"pin"}}
	if r := models.WithoutSecrets(of, flow.AIRequest{Instructions: "Say never.", Template: true}); r.Instructions != "Say never." {
		t.Errorf("a visitor takes words out of the instructions: %q", r.Instructions)
	}
	if r := models.WithoutSecrets(of, flow.AIRequest{Instructions: "Say never."}); r.Instructions != "Say ••••." { // filled, as it was before
		t.Errorf("%q", r.Instructions)
	}
	if !strings.Contains(c.Flow.Wait.AI.Question, "hunter") {
		t.Error("the run asks something else") // by which it is played again
	}
	d.must(d.aiSays(c.ID, c.Flow.Wait.Token, "So."), nil)
	d.must(d.turn(c.ID, models.TakeOver("agent1", d.now)))
	if e := d.newest(c.ID, models.EntrySummary); strings.Contains(e.Text, "xh") || !strings.Contains(e.Text, "x•••") {
		t.Errorf("%s", e.Text)
	}
}

// A55
func TestAskAI_TwoMachinesTalk_APersonIsAskedForAndTheTeamTold(t *testing.T) {
	d, c := answering(t)
	for n := 1; c.State == models.StateBot; n++ {
		if n > models.MostAILately {
			t.Fatalf("the AI was asked %d times", n)
		}
		c = d.must(d.aiSays(c.ID, c.Flow.Wait.Token, "Pardon?"), nil)
		if c.State != models.StateBot || c.Flow.Stack[0].Block != "ai" {
			d.must(d.turn(c.ID, models.TakeOver("agent1", d.now)))
			c = d.must(d.turn(c.ID, models.Jump("agent1", d.now, d.at("ai"))))
		}
		c = d.say("a", fmt.Sprint("What do you mean by pardon ", n, "?"))
	}
	if c.State != models.StateWaiting || !strings.Contains(d.words(c.ID), "fault") {
		t.Errorf("it is %s:\n%s", c.State, d.words(c.ID))
	}
	if e := d.newest(c.ID, models.EntryFault); e.Audience != models.ForTeam || !strings.Contains(e.Text, "two machines") {
		t.Errorf("%+v", e)
	}
	d.must(d.turn(c.ID, models.TakeOver("agent1", d.now)))
	d.must(d.turn(c.ID, models.Jump("agent1", d.now, d.at("ai"))))
	d.say("a", "And now?")
	if n := strings.Count(d.words(c.ID), "fault"); n != 1 {
		t.Errorf("the team is told %d times", n)
	}
	d.now = d.now.Add(models.AILately + time.Second)
	d.must(d.turn(c.ID, models.TakeOver("agent1", d.now)))
	d.must(d.turn(c.ID, models.Jump("agent1", d.now, d.at("ai"))))
	if c = d.say("a", "And much later?"); !c.Flow.Wait.AwaitsAI() {
		t.Errorf("waits for %+v", c.Flow.Wait)
	}
}

// M-34
func TestRateAnswer_OfAnAnswer_IsKeptAndTakenBack(t *testing.T) {
	d, c := answering(t)
	said := d.aiSays(c.ID, c.Flow.Wait.Token, "On its way.").Answers[0].Seq
	at := d.ended(c.ID)
	for _, rating := range []int{-1, 1, 0} {
		change, err := d.turn(c.ID, models.RateAnswer(said, rating, d.now.Add(time.Minute)))
		if err != nil || change.Rated == nil || *change.Rated != (models.Rated{Seq: said, Rating: rating}) || len(change.Entries) > 0 {
			t.Fatalf("%+v, %v", change, err)
		}
		if e := d.entries(c.ID)[said-1]; e.Body.Content.Rated != rating || e.Text != "On its way." || e.Body.Revised != "" {
			t.Errorf("%+v", e)
		}
	}
	if now := d.ended(c.ID); !now.UpdatedAt.Equal(at.UpdatedAt) || now.LastSeq != at.LastSeq {
		t.Errorf("the chat went from %v to %v", at.UpdatedAt, now.UpdatedAt)
	}
	if change, err := d.turn(c.ID, models.RateAnswer(said, 0, d.now)); err != nil || change.Conversation != nil {
		t.Errorf("the same again: %+v, %v", change, err)
	}
	for seq, code := range map[int64]models.Code{1: models.CodeNotFound, 99: models.CodeNotFound} {
		if _, err := d.turn(c.ID, models.RateAnswer(seq, 1, d.now)); models.CodeOf(err) != code {
			t.Errorf("%d: %v", seq, err)
		}
	}
	if _, err := d.turn(c.ID, models.RateAnswer(said, 2, d.now)); models.CodeOf(err) != models.CodeInvalid {
		t.Errorf("%v", err)
	}
}

func TestReceive_WhileTheAIAnswers_WordsAreItsNextQuestion(t *testing.T) {
	d, c := answering(t)
	first := c.Flow.Wait.Token
	d.must(d.visitor("a", models.Receive(models.Message{ClientID: d.clientID(), Text: "It is number 5.", Token: "t1", Now: d.now})))
	c = d.must(d.aiSays(c.ID, first, "Which one?"), nil)
	if !c.Flow.Wait.AwaitsAI() || c.Flow.Wait.AI.Question != "It is number 5." {
		t.Fatalf("waits for %+v", c.Flow.Wait)
	}
	d.must(d.aiSays(c.ID, c.Flow.Wait.Token, "That one is here."), nil)
	d.ends(c.ID, "visitor: Where is it?", "visitor: It is number 5.", "bot: Which one?", "bot: That one is here.")
}

func TestReceive_AfterTheRunHasEnded_TheAIIsAskedWithTheWords(t *testing.T) {
	d := newDesk(t)
	d.importAll(models.BotSettings{}, blocks(`"a":{"kind":"ai_answer","settings":{"turns":1}}`))
	c := d.say("a", "Where is it?")
	d.must(d.aiSays(c.ID, c.Flow.Wait.Token, "Here."), nil)
	if c = d.say("a", "And the other?"); !c.Flow.Wait.AwaitsAI() || c.Flow.Wait.AI.Question != "And the other?" {
		t.Errorf("waits for %+v", c.Flow.Wait)
	}
}

func TestTrial_OfAnAIBlock_FailsWhereThatIsPretended(t *testing.T) {
	d := newDesk(t)
	d.importAll(models.BotSettings{}, blocks(strings.Replace(answers, `"error":{"block":"p"}`, `"error":{"block":"z"}`, 1)))
	say := models.Receive(models.Message{ClientID: d.clientID(), Text: "Where is it?", Now: d.now})
	c := d.must(d.play("a", models.Trial{HTTPFails: true}, say))
	if c.Flow.Wait.AwaitsAI() || c.Flow.Stack[0].Block != "z" {
		t.Errorf("waits for %+v", c.Flow.Wait)
	}
	c = d.must(d.play("b", models.Trial{}, models.Receive(models.Message{ClientID: d.clientID(), Text: "Where is it?", Now: d.now})))
	for i, text := range []string{"Here.", "Today."} {
		c = d.must(d.aiSays(c.ID, c.Flow.Wait.Token, text), nil)
		if i == 0 {
			c = d.must(d.turn(c.ID, models.Receive(models.Message{ClientID: d.clientID(), Text: "When?", Now: d.now})))
		}
	}
	document, err := d.store.Published(t.Context()).Latest(d.bot.StartFlow)
	if err != nil {
		t.Fatal(err)
	}
	run, _ := trial.Start(d.store.Published(t.Context()), trial.World{Now: d.now, Results: c.Trial.Results}, flow.Target{Flow: d.bot.StartFlow}, document)
	var said []string
	for _, in := range c.Trial.Inputs {
		for _, line := range run.Give(in) {
			if line.By == "bot" {
				said = append(said, line.Text)
			}
		}
	}
	if !slices.Equal(said, []string{"Here.", "Today."}) {
		t.Errorf("played again it says %q, of %+v", said, c.Trial.Results)
	}
}

func TestForesee_AnAIBlock_AsksNobody(t *testing.T) {
	d, c := answering(t)
	f, err := models.Foresee(d.store.Published(t.Context()), models.Looker{Bot: d.bot, Now: d.now}, c, d.at("ai"))
	if err != nil || f.Next != models.ForeseenPrompt || f.Prompt.Kind != flow.PromptText {
		t.Errorf("%+v, %v", f, err)
	}
}

// M-36
func TestReplay_OfAnswersOfTheAI_AnswersAgain(t *testing.T) {
	d, c := answering(t)
	d.must(d.aiSays(c.ID, c.Flow.Wait.Token, "Here."), nil)
	c = d.say("a", "Why?")
	if _, err := d.turn(c.ID, models.AnswerAI(c.Flow.Wait.Token, d.cost("x1"), flow.Result{Port: "not_found"}, d.now)); err != nil {
		t.Fatal(err)
	}
	c = d.say("a", "And when?")
	d.must(d.aiSays(c.ID, c.Flow.Wait.Token, "Today."), nil)
	got := models.Replay(d.store.Published(t.Context()), flow.Target{Flow: d.bot.StartFlow}, trial.World{Now: d.now}, d.entries(c.ID))
	if got.At >= 0 {
		t.Errorf("differs at %d: %+v, was %+v", got.At, got.Is, got.Was)
	}
}
