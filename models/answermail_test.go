package models_test

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"deskbell/models"
)

const ana = "ana@visitor.example"

// away is for who has not been at the page for long.
func away(*models.Conversation) time.Time { return time.Time{} }

// left is a message that a visitor has left while nobody was there.
func (d *desk) left(token, email, words string) models.Conversation {
	d.Helper()
	d.nobody()
	d.choose(token, "leave")
	c := d.must(d.visitor(token, models.LeaveWord(models.Letter{ClientID: d.clientID(), Email: email, Message: words, Now: d.now})))
	d.online("agent1", true)
	return c
}

func (d *desk) writes(id models.ConversationID, text string) models.Change {
	d.Helper()
	change, err := d.turn(id, models.Reply(models.Answer{Agent: "agent1", ClientID: d.clientID(), Text: text, Now: d.now}))
	if err != nil {
		d.Fatal(err)
	}
	return change
}

func (d *desk) answered(token, email string, answers ...string) models.ConversationID {
	d.Helper()
	c := d.left(token, email, "Where is my order?")
	d.must(d.turn(c.ID, models.TakeOver("agent1", d.now)))
	for _, text := range answers {
		d.writes(c.ID, text)
	}
	return c.ID
}

// gathered is the timer of answers, when it is due after the last one.
func (d *desk) gathered(id models.ConversationID, watched func(*models.Conversation) time.Time) models.Change {
	d.Helper()
	d.now = d.now.Add(d.bot.Settings.Mail.Gather())
	return d.fired(id, watched)
}

func (d *desk) fired(id models.ConversationID, watched func(*models.Conversation) time.Time) models.Change {
	d.Helper()
	change, err := d.turn(id, models.MailAnswers(watched, d.now))
	if err != nil {
		d.Fatal(err)
	}
	return change
}

// outbox has all mails, the newest first.
func (d *desk) outbox() (all []models.Mail, rows []models.Delivery) {
	d.Helper()
	rows, err := d.store.Mails(context.Background(), models.MailQuery{Limit: 200})
	if err != nil {
		d.Fatal(err)
	}
	for _, row := range rows {
		m, err := row.Mail()
		if err != nil {
			d.Fatal(err)
		}
		all = append(all, m)
	}
	return all, rows
}

func texts(lines []models.MailLine) (said []string) {
	for _, l := range lines {
		said = append(said, string(l.By)+": "+l.Text)
	}
	return said
}

func (d *desk) wantMails(n int) []models.Mail {
	d.Helper()
	all, _ := d.outbox()
	if len(all) != n {
		d.Fatalf("there are %d mails, not %d", len(all), n)
	}
	return all
}

// The link's token stands in no mail; the browser that follows it is another one.
func (d *desk) takeBack(m models.Mail, token string) models.WayBack {
	d.Helper()
	secret, err := d.store.MailToken(context.Background(), m)
	if err != nil {
		d.Fatal(err)
	}
	w, err := d.store.TakeBack(context.Background(), secret, strings.Repeat(token, 64)[:64], d.now)
	if err != nil {
		d.Fatal(err)
	}
	return w
}

// M-8
func TestMailAnswers_VisitorAway_OneMailWithTheAnswersAsTheyAreNow(t *testing.T) {
	d := newDesk(t)
	id := d.answered("v", ana, "Good morning.", "It left yestreday.")
	if _, err := d.turn(id, models.Revise(models.Revision{Agent: "agent1", ClientID: d.clientID(), Seq: d.lastSeq(id), Text: "It left yesterday.", Now: d.now})); err != nil {
		t.Fatal(err)
	}
	d.writes(id, "Nonsense.")
	if _, err := d.turn(id, models.Revise(models.Revision{Agent: "agent1", ClientID: d.clientID(), Seq: d.lastSeq(id), Delete: true, Now: d.now})); err != nil {
		t.Fatal(err)
	}
	change := d.gathered(id, away)
	if len(change.Timers) != 0 || !slices.Contains(change.Cancelled, models.AnswersToken) {
		t.Errorf("the timer is not over: %v, %v", change.Timers, change.Cancelled)
	}
	m := d.wantMails(1)[0]
	if got := texts(m.Lines); !slices.Equal(got, []string{"agent: Good morning.", "agent: It left yesterday."}) {
		t.Errorf("the mail has %q", got)
	}
	if m.Who != "Mira" || m.Purpose != models.MailAnswer || m.Bot != "Shop" || m.Language != "en" || !slices.Equal(m.To, []string{ana}) || m.Link == "" {
		t.Errorf("the mail is %+v", m)
	}
	mailed := change.Entries[0]
	if mailed.Kind != models.EntryMailed || mailed.Audience != models.ForTeam || mailed.Body.To != ana || mailed.Body.Reason != "" {
		t.Errorf("the log says %+v", mailed)
	}
	if again := d.gathered(id, away); again.Conversation != nil {
		t.Error("a second call changed something")
	}
	d.wantMails(1)
}

func (d *desk) lastSeq(id models.ConversationID) int64 {
	d.Helper()
	said, err := d.store.EntriesBefore(context.Background(), models.Reader{Agent: &models.Agent{Role: models.RoleOwner}}, models.Position{Conversation: id, Limit: 10})
	if err != nil {
		d.Fatal(err)
	}
	for _, e := range slices.Backward(said) {
		if e.Kind == models.EntrySaid {
			return e.Seq
		}
	}
	return 0
}

func TestReply_VisitorWithAnAddress_SetsTheTimerOfAnswers(t *testing.T) {
	d := newDesk(t)
	id := d.answered("v", ana)
	change := d.writes(id, "Hello.")
	want := models.Timer{Conversation: id, Token: models.AnswersToken, Due: d.now.Add(2 * time.Minute), Keep: true}
	if !slices.Contains(change.Timers, want) {
		t.Errorf("the timers are %v", change.Timers)
	}
	d.bot.Settings.Mail.NoAnswers = true
	d.saveBot()
	if change := d.writes(id, "And again."); len(change.Timers) != 0 {
		t.Errorf("a bot that mails no answers sets %v", change.Timers)
	}
	if change := d.gathered(id, away); len(change.Cancelled) != 1 {
		t.Error("the timer stays")
	}
	d.wantMails(0)
}

func (d *desk) saveBot() {
	d.Helper()
	file, err := d.store.ExportBot(context.Background(), d.bot.Key)
	if err != nil {
		d.Fatal(err)
	}
	file.Settings = d.bot.Settings
	if d.bot, err = d.store.ImportBot(context.Background(), file, d.now); err != nil {
		d.Fatal(err)
	}
}

func TestReply_NoAddressOrPlayground_SetsNoTimer(t *testing.T) {
	d := newDesk(t)
	c := d.choose("v", "leave")
	d.must(d.turn(c.ID, models.TakeOver("agent1", d.now)))
	if change := d.writes(c.ID, "Hello."); len(change.Timers) != 0 {
		t.Errorf("without an address: %v", change.Timers)
	}
	who := models.Beginning{Bot: d.bot, TokenHash: strings.Repeat("p", 64), Playground: true, Now: d.now}
	c = d.must(d.store.Begin(context.Background(), who, models.Receive(models.Message{ClientID: d.clientID(), Text: "Hi", Now: d.now})))
	d.must(d.turn(c.ID, models.EditVisitor(models.Contact{Agent: "agent1", Email: ana, Now: d.now})))
	d.must(d.turn(c.ID, models.TakeOver("agent1", d.now)))
	if change := d.writes(c.ID, "Hello."); len(change.Timers) != 0 {
		t.Errorf("in the playground: %v", change.Timers)
	}
}

func TestMailAnswers_VisitorLooksOrWasHereJustNow_LooksAgainLater(t *testing.T) {
	d := newDesk(t)
	id := d.answered("v", ana, "Hello.")
	for gone, want := range map[time.Duration]time.Duration{0: time.Minute, 20 * time.Second: 40 * time.Second, 59500 * time.Millisecond: time.Second} {
		change := d.gathered(id, func(*models.Conversation) time.Time { return d.now.Add(-gone) })
		if len(change.Timers) != 1 || change.Timers[0].Due.Sub(d.now) != want || change.Timers[0].Token != models.AnswersToken {
			t.Errorf("gone for %v: the timers are %v", gone, change.Timers)
		}
	}
	d.wantMails(0)
	d.gathered(id, func(*models.Conversation) time.Time { return d.now.Add(-time.Minute) })
	d.wantMails(1)
}

func TestMailAnswers_Seen_SendsNothing(t *testing.T) {
	d := newDesk(t)
	id := d.answered("v", ana, "Hello.")
	var visitor models.VisitorID
	_, _ = d.turn(id, func(c *models.Conversation) (models.Change, error) {
		visitor = c.Visitor.ID
		return models.Change{}, nil
	})
	if err := d.store.MarkVisitorSeen(context.Background(), models.Reader{Visitor: visitor}, models.Position{Conversation: id, Seq: d.lastSeq(id)}); err != nil {
		t.Fatal(err)
	}
	d.gathered(id, away)
	d.wantMails(0)
	d.writes(id, "Are you there?")
	d.gathered(id, away)
	if got := texts(d.wantMails(1)[0].Lines); !slices.Equal(got, []string{"agent: Are you there?"}) {
		t.Errorf("the mail has %q", got)
	}
}

func TestMailAnswers_ClosedMeanwhile_StillMailed(t *testing.T) {
	d := newDesk(t)
	id := d.answered("v", ana, "Hello.")
	d.must(d.turn(id, models.End(models.Ending{Agent: "agent1", Now: d.now})))
	d.gathered(id, away)
	d.wantMails(1)
}

func TestMailAnswers_Language_IsTheVisitorsWithTheBotsTexts(t *testing.T) {
	d := newDesk(t)
	d.bot.Settings.Languages = []string{"en", "de"}
	d.bot.Settings.Texts = map[string]map[string]string{"de": {"send": "Ab damit"}}
	d.saveBot()
	d.nobody()
	who := models.Beginning{Bot: d.bot, TokenHash: strings.Repeat("g", 64), Now: d.now, Language: "de-CH", Page: "https://shop.example/order", PageTitle: "Order"}
	c := d.must(d.store.Begin(context.Background(), who, models.Choose(models.Message{ClientID: d.clientID(), Token: "t1", Choice: "leave", Now: d.now})))
	d.must(d.store.Begin(context.Background(), who, models.LeaveWord(models.Letter{ClientID: d.clientID(), Email: ana, Message: "Hallo", Now: d.now})))
	d.must(d.turn(c.ID, models.TakeOver("agent1", d.now)))
	d.writes(c.ID, "Guten Morgen.")
	d.gathered(c.ID, away)
	m := d.wantMails(1)[0]
	if m.Language != "de" || m.Texts["send"] != "Ab damit" {
		t.Errorf("the mail is in %q with %v", m.Language, m.Texts)
	}
	if m.Page != "" || m.PageTitle != "" {
		t.Error("the page, which a visitor may make up, stands in a mail to an address that is not known to be his")
	}
}

// M-8
func TestMailAnswers_AddressIsHis_HasHisOwnWordsAndNoLimit(t *testing.T) {
	d := newDesk(t)
	id := d.answered("v", ana, "Good morning.")
	d.gathered(id, away)
	first := d.wantMails(1)[0]
	if w := d.takeBack(first, "phone"); w.Conversation != id || w.ClickedAt.IsZero() {
		t.Fatalf("the way back is %+v", w)
	}
	for i := range 2 * models.MostMailsADay {
		d.say("phone", fmt.Sprintf("Question %d", i))
		d.writes(id, fmt.Sprintf("Answer %d", i))
		d.gathered(id, away)
	}
	all, rows := d.outbox()
	if len(all) != 1+2*models.MostMailsADay {
		t.Fatalf("there are %d mails", len(all))
	}
	if got := texts(all[0].Lines); !slices.Equal(got, []string{"visitor: Question 5", "agent: Answer 5"}) {
		t.Errorf("the mail has %q", got)
	}
	for i, row := range rows {
		if row.State != models.DeliveryPending {
			t.Errorf("mail %d is %s: %s", i, row.State, row.Error)
		}
	}
	if !slices.Contains(all[0].References, rows[1].MessageID) || !slices.Contains(all[0].References, rows[len(rows)-1].MessageID) {
		t.Errorf("the thread is %q", all[0].References)
	}
}

func TestMailAnswers_ConfidentialAndDeleted_AreInNoMail(t *testing.T) {
	d := newDesk(t)
	id := d.answered("v", ana, "Good morning.")
	d.gathered(id, away)
	d.takeBack(d.wantMails(1)[0], "phone")
	_, err := d.turn(id, func(c *models.Conversation) (models.Change, error) {
		change, err := models.Receive(models.Message{ClientID: d.clientID(), Text: "hunter2", Now: d.now})(c)
		if err == nil {
			change.Entries[0].Body.Sensitive = true
		}
		return change, err
	})
	if err != nil {
		t.Fatal(err)
	}
	d.writes(id, "Thank you.")
	d.gathered(id, away)
	if got := texts(d.wantMails(2)[0].Lines); !slices.Equal(got, []string{"agent: Thank you."}) {
		t.Errorf("the mail has %q", got)
	}
}

func TestMailAnswers_Files_AreNamedAndAnimationsAreNot(t *testing.T) {
	d := newDesk(t)
	id := d.answered("v", ana)
	d.must(d.turn(id, models.PlayAnimation(models.Sending{Agent: "agent1", ClientID: d.clientID(), Animation: "confetti", Now: d.now})))
	if d.gathered(id, away).Conversation != nil {
		t.Error("an animation is mailed")
	}
	f, err := d.store.SaveFile(context.Background(), models.Upload{Bot: d.bot.ID, Agent: "agent1", Conversation: id, Name: "label.txt",
		Body: strings.NewReader("To Ana"), Now: d.now})
	if err != nil {
		t.Fatal(err)
	}
	files, err := d.store.FilesOf(context.Background(), models.FileSender{Bot: d.bot.ID, Agent: "agent1", Conversation: id}, []models.FileID{f.ID})
	if err != nil {
		t.Fatal(err)
	}
	d.must(d.turn(id, models.Reply(models.Answer{Agent: "agent1", ClientID: d.clientID(), Files: files, Now: d.now})))
	d.gathered(id, away)
	m := d.wantMails(1)[0]
	if len(m.Lines) != 1 || m.Lines[0].Text != "" || len(m.Lines[0].Files) != 1 || m.Lines[0].Files[0].Name != "label.txt" {
		t.Errorf("the mail has %+v", m.Lines)
	}
}

// A39
func TestMails_AThousandTriesAtSomebodysAddress_ThreeADayAndNoWordOfTheVisitor(t *testing.T) {
	d := newDesk(t)
	d.bot.Settings.Mail.AnswersAfter = 10
	d.saveBot()
	const victim, bait = "victim@elsewhere.example", "BUY-NOW http://evil.example"
	tries := 0
	for v := range 20 {
		token := fmt.Sprintf("attacker-%02d", v)
		address := victim
		if v%2 == 1 {
			address = fmt.Sprintf("Victim+%d@elsewhere.example", v)
		}
		d.nobody()
		who := models.Beginning{Bot: d.bot, TokenHash: strings.Repeat(token, 64)[:64], Now: d.now, Page: "https://evil.example/" + bait, PageTitle: bait}
		c := d.must(d.store.Begin(context.Background(), who, models.Choose(models.Message{ClientID: d.clientID(), Token: "t1", Choice: "leave", Now: d.now})))
		d.must(d.visitor(token, models.LeaveWord(models.Letter{ClientID: d.clientID(), Name: bait, Email: address, Message: bait, Now: d.now})))
		d.online("agent1", true)
		d.must(d.turn(c.ID, models.TakeOver("agent1", d.now)))
		for i := range 50 {
			tries++
			if i%10 == 9 {
				_, _ = d.turn(c.ID, models.SendTranscript(models.TranscriptWish{Agent: "agent1", ClientID: d.clientID(), ToVisitor: true, Now: d.now}))
				continue
			}
			d.writes(c.ID, fmt.Sprintf("Answer %d", i))
			d.gathered(c.ID, away)
		}
		d.must(d.turn(c.ID, models.End(models.Ending{Agent: "agent1", Now: d.now})))
	}
	all, rows := d.outbox()
	sent := 0
	for i, row := range rows {
		if row.State == models.DeliveryPending {
			sent++
		} else if row.State != models.DeliveryDropped || row.Error == "" {
			t.Errorf("a mail is %s, %q", row.State, row.Error)
		}
		if strings.Contains(string(row.Payload), "evil") || strings.Contains(string(row.Payload), "BUY") {
			t.Fatalf("mail %d has the stranger's words: %s", i, row.Payload)
		}
	}
	if tries != 1000 || sent != models.MostMailsADay || len(all) > 100 {
		t.Errorf("of %d tries %d mails went out, and %d are kept", tries, sent, len(all))
	}
	d.now = d.now.Add(24*time.Hour + time.Minute)
	id := d.answered("day two", victim, "Hello.")
	d.gathered(id, away)
	if _, rows = d.outbox(); rows[0].State != models.DeliveryPending {
		t.Errorf("the next day nothing goes: %s", rows[0].Error)
	}
}

func TestMailAnswers_NotAllowed_SaysSoToTheTeamAndComesWithTheNext(t *testing.T) {
	d := newDesk(t)
	id := d.answered("v", ana)
	for i := range models.MostMailsADay + 1 {
		d.writes(id, fmt.Sprintf("Answer %d", i))
		change := d.gathered(id, away)
		last := change.Entries[len(change.Entries)-1]
		if dropped := i == models.MostMailsADay; dropped != (last.Body.Reason == models.ReasonDropped) || dropped != strings.Contains(last.Text, "3 emails") {
			t.Errorf("after mail %d the log says %+v", i, last)
		}
	}
	d.now = d.now.Add(25 * time.Hour)
	d.writes(id, "The day after.")
	d.gathered(id, away)
	all, _ := d.outbox()
	if got := texts(all[0].Lines); !slices.Equal(got, []string{"agent: Answer 3", "agent: The day after."}) {
		t.Errorf("the mail has %q", got)
	}
}

// M-8
func TestMailAnswers_AgentGoesOn_WaitsForTheEndButNotForEver(t *testing.T) {
	d := newDesk(t)
	id := d.answered("v", ana, "One.")
	first := d.now
	d.now = d.now.Add(100 * time.Second)
	d.writes(id, "Two.")
	d.now = first.Add(2 * time.Minute)
	if change := d.fired(id, away); len(change.Timers) != 1 || !change.Timers[0].Due.Equal(first.Add(220*time.Second)) || change.Timers[0].Keep {
		t.Errorf("the timers are %v", change.Timers)
	}
	for range 4 {
		d.now = d.now.Add(100 * time.Second)
		d.writes(id, "And more.")
	}
	d.now = first.Add(10 * time.Minute)
	d.fired(id, away)
	if got := d.wantMails(1)[0].Lines; len(got) != 6 {
		t.Errorf("the mail has %q", texts(got))
	}
}

func TestMailAnswers_ClockWasSetBack_DoesNotWaitForIt(t *testing.T) {
	d := newDesk(t)
	id := d.answered("v", ana, "Hello.")
	d.now = d.now.Add(-24 * time.Hour)
	d.fired(id, away)
	d.wantMails(1)
}

func TestReply_TimerOfAnswersIsThere_LeavesItAlone(t *testing.T) {
	d := newDesk(t)
	id := d.answered("v", ana, "One.")
	want := d.now.Add(2 * time.Minute)
	for range 3 {
		d.now = d.now.Add(30 * time.Second)
		d.writes(id, "More.")
		if due, err := d.store.NextDue(context.Background()); err != nil || !due.Equal(want) {
			t.Fatalf("due at %v, %v", due, err)
		}
	}
	d.fired(id, func(*models.Conversation) time.Time { return d.now })
	if due, err := d.store.NextDue(context.Background()); err != nil || !due.Equal(d.now.Add(2*time.Minute)) {
		t.Errorf("again at %v, %v", due, err)
	}
	d.gathered(id, away)
	if _, err := d.store.NextDue(context.Background()); models.CodeOf(err) != models.CodeNotFound {
		t.Errorf("a timer is left: %v", err)
	}
	d.writes(id, "And again.")
	if due, err := d.store.NextDue(context.Background()); err != nil || !due.Equal(d.now.Add(2*time.Minute)) {
		t.Errorf("the next answer: due at %v, %v", due, err)
	}
}

// M-8: who has answered a message left may go home, and nothing is said below his answer.
func TestAbandon_AnswerWasMailed_TheChatStaysUntilTheVisitorWrites(t *testing.T) {
	d := newDesk(t)
	id := d.answered("v", ana, "It is on its way.")
	d.gathered(id, away)
	gone := d.now.Add(25 * time.Hour) // past the lease of the agent
	abandon := func() models.Change {
		t.Helper()
		due, err := d.store.Abandoned(t.Context(), gone, 10)
		if err != nil {
			t.Fatal(err)
		}
		change, err := d.turn(id, models.Abandon(gone, gone))
		if err != nil {
			t.Fatal(err)
		}
		if (len(due) > 0) != (change.Conversation != nil) {
			t.Errorf("the store finds %v, the turn changes %t", due, change.Conversation != nil)
		}
		return change
	}
	if change := abandon(); change.Conversation != nil {
		t.Fatalf("it is %s: %+v", change.Conversation.State, change.Entries)
	}
	d.say("v", "Thank you. And the bill?")
	if change := abandon(); change.Conversation == nil || change.Conversation.State == models.StateLive {
		t.Fatalf("an unanswered word stays with somebody who is gone: %+v", change)
	}
}
