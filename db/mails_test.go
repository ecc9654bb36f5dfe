package db

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"deskbell/models"
	"deskbell/models/flow"
)

func mailTo(purpose models.MailPurpose, address string, now time.Time) models.OutMail {
	return models.OutMail{Mail: models.Mail{Mail: flow.Mail{To: []string{address}}, Purpose: purpose, Language: "en", Bot: "Shop"}, Address: address, Now: now}
}

// mailing takes a turn that only sends mails.
func mailing(t *testing.T, s *Store, id models.ConversationID, mails ...models.OutMail) []models.Delivery {
	t.Helper()
	return turnTo(t, s, id, func(*models.Conversation) (models.Change, error) { return models.Change{Mails: mails}, nil }).Deliveries
}

func leaseMails(t *testing.T, s *Store, now time.Time) []models.Delivery {
	t.Helper()
	var all []models.Delivery
	for {
		d, err := s.Outgoing().LeaseMail(t.Context(), now, nil)
		if errors.Is(err, models.ErrNotFound) {
			return all
		}
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, d)
	}
}

// M-20
func TestOutbox_JoinMails_HaveALinkEachThatNobodyFindsInTheDatabase(t *testing.T) {
	s := openAt(t, Options{Path: filepath.Join(t.TempDir(), FileName), MailDomain: "desk.example"})
	c := begin(t, s, addBot(t, s, "one"), "t1")
	put := mailing(t, s, c.ID, mailTo(models.MailJoin, "Ann@Example.com", noon), mailTo(models.MailJoin, "bob+chat@example.com", noon))
	again := mailing(t, s, c.ID, mailTo(models.MailJoin, "ann@example.com", noon.Add(time.Minute)))
	all := leaseMails(t, s, noon.Add(time.Hour))
	if len(put) != 2 || len(again) != 1 || len(all) != 3 || all[0].ID != put[0].ID {
		t.Fatalf("%d and %d put, %d leased", len(put), len(again), len(all))
	}
	tokens := map[string]bool{}
	for i, d := range all {
		m, err := d.Mail()
		if err != nil || d.Purpose != models.MailJoin || d.Conversation != c.ID || d.Bot != c.BotID || d.Tries != 1 ||
			!regexp.MustCompile(`^`+d.ID+`\.[a-z2-7]{16}@desk\.example$`).MatchString(d.MessageID) || d.MessageID != append(put, again...)[i].MessageID {
			t.Errorf("%+v, %v", d, err)
		}
		token, err := s.MailToken(t.Context(), m)
		if err != nil || len(token) != 43 {
			t.Errorf("token %q, %v", token, err)
		}
		tokens[token] = true
		if strings.Contains(string(d.Payload), token) {
			t.Error("the outbox shows the token")
		}
		if want := []string{"ann@example.com", "bob@example.com", "ann@example.com"}[i]; d.Address != want {
			t.Errorf("to %q", d.Address)
		}
		if i == 2 && (len(m.References) != 1 || m.References[0] != all[0].MessageID) {
			t.Errorf("references %q", m.References)
		}
	}
	if len(tokens) != 2 {
		t.Errorf("%d tokens for two addresses", len(tokens))
	}
	file, err := os.ReadFile(s.options.Path + "-wal")
	if err != nil {
		t.Fatal(err)
	}
	for token := range tokens {
		if strings.Contains(string(file), token) {
			t.Error("the token is in the database")
		}
	}
}

// A39
func TestOutbox_AddressThatNobodyHasShownToBeTheVisitors_GetsThreeADayWithoutHisWords(t *testing.T) {
	s := openNew(t)
	bot := addBot(t, s, "one")
	sent, kept := 0, 0
	for i := range 40 {
		c := begin(t, s, bot, fmt.Sprint("t", i))
		m := mailTo(models.MailAnswer, fmt.Sprintf("victim+%d@example.com", i), noon.Add(time.Duration(i)*time.Minute))
		m.Lines = []models.MailLine{{Who: "V", By: models.ByVisitor, Text: "Buy pills"}, {Who: "Mira", By: models.ByAgent, Text: "Hello"}}
		for _, d := range mailing(t, s, c.ID, m) {
			kept++
			if d.State == models.DeliveryPending {
				sent++
			} else if d.State != models.DeliveryDropped || d.Error == "" || d.DoneAt.IsZero() {
				t.Errorf("%+v", d)
			}
			if strings.Contains(string(d.Payload), "pills") || !strings.Contains(string(d.Payload), "Hello") {
				t.Errorf("it says %s", d.Payload)
			}
		}
	}
	if sent != models.MostMailsADay || kept != models.MostMailsADay+mostDropped {
		t.Errorf("%d sent of %d kept", sent, kept)
	}
	c := begin(t, s, bot, "later")
	if d := mailing(t, s, c.ID, mailTo(models.MailAnswer, "victim@example.com", noon.Add(25*time.Hour))); d[0].State != models.DeliveryPending {
		t.Errorf("the day after: %+v", d)
	}
}

// M-26
func TestOutbox_AnswersToAVisitor_AreOneThreadUntilHeStopsThem(t *testing.T) {
	s := openNew(t)
	c := begin(t, s, addBot(t, s, "one"), "t1")
	var ids []string
	var last models.Mail
	for i := range 14 {
		d := mailing(t, s, c.ID, mailTo(models.MailAnswer, "vera@example.com", noon.Add(time.Duration(i)*25*time.Hour)))[0]
		m, err := d.Mail()
		if err != nil || d.State != models.DeliveryPending {
			t.Fatalf("%+v, %v", d, err)
		}
		ids, last = append(ids, d.MessageID), m
	}
	want := append([]string{ids[0]}, ids[4:13]...)
	if strings.Join(last.References, " ") != strings.Join(want, " ") {
		t.Errorf("references %q, want %q", last.References, want)
	}
	w, err := s.WayBackByMessage(t.Context(), "<"+ids[3]+">")
	if err != nil || w.Conversation != c.ID || w.Address != "vera@example.com" {
		t.Errorf("by the message: %+v, %v", w, err)
	}
	sign, err := s.ReplySign(t.Context(), last)
	if err != nil || len(sign) != 48 {
		t.Fatalf("sign %q, %v", sign, err)
	}
	for _, same := range []string{sign, strings.ToUpper(sign)} {
		if by, err := s.WayBackBySign(t.Context(), same); err != nil || by.ID != w.ID {
			t.Errorf("by the sign: %+v, %v", by, err)
		}
	}
	token, err := s.MailToken(t.Context(), last)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := s.StopMails(t.Context(), token, noon); err != nil {
		t.Fatal(err)
	}
	if _, err := s.MailToken(t.Context(), last); !errors.Is(err, models.ErrNotFound) {
		t.Errorf("stopped, and sent: %v", err)
	}
	if d := mailing(t, s, c.ID, mailTo(models.MailAnswer, "vera@example.com", noon)); d[0].State != models.DeliveryDropped {
		t.Errorf("%+v", d)
	}
}

func TestOutbox_SignOrMessageOfSomebodyElse_FindsNothing(t *testing.T) {
	s := openNew(t)
	c := begin(t, s, addBot(t, s, "one"), "t1")
	d := mailing(t, s, c.ID, mailTo(models.MailAnswer, "vera@example.com", noon), mailTo(models.MailJoin, "guest@example.com", noon))
	m, err := d[0].Mail()
	if err != nil {
		t.Fatal(err)
	}
	sign, err := s.ReplySign(t.Context(), m)
	if err != nil {
		t.Fatal(err)
	}
	other := openNew(t)
	begin(t, other, addBot(t, other, "one"), "t1")
	foreign, err := other.replySign(m.Link)
	if err == nil {
		t.Fatalf("a store without a key signs: %s", foreign)
	}
	for _, wrong := range []string{"", sign[:47], sign + "a", "x" + sign[1:], sign[:47] + string('a'+(sign[47]-'a'+1)%25), strings.Repeat("0", 48), sign[:40] + "%_%_%_%_"} {
		if _, err := s.WayBackBySign(t.Context(), wrong); !errors.Is(err, models.ErrNotFound) {
			t.Errorf("sign %q: %v", wrong, err)
		}
	}
	for _, wrong := range []string{"", d[0].ID, d[0].ID + ".aaaaaaaaaaaaaaaa@deskbell.invalid", d[1].MessageID, "%", d[0].MessageID + "x"} {
		if _, err := s.WayBackByMessage(t.Context(), wrong); !errors.Is(err, models.ErrNotFound) {
			t.Errorf("message %q: %v", wrong, err)
		}
	}
}

func TestOutbox_MailOfAFlow_HasAMessageIDAndItsPurpose(t *testing.T) {
	s := openNew(t)
	c := begin(t, s, addBot(t, s, "one"), "t1")
	turnTo(t, s, c.ID, func(*models.Conversation) (models.Change, error) {
		return models.Change{Deliveries: []models.Delivery{
			{Kind: models.DeliverMail, Payload: []byte(`{"to":["Vera@Example.com"],"subject":"x","purpose":"flow"}`), CreatedAt: noon, ReadyAt: noon},
			{Kind: models.DeliverMail, Payload: []byte(`{"to":["a@example.com","b@example.com"],"subject":"x"}`), CreatedAt: noon, ReadyAt: noon}}}, nil
	})
	all := leaseMails(t, s, noon)
	if len(all) != 2 || all[0].Purpose != models.MailFlow || all[1].Purpose != models.MailFlow || all[0].Address != "vera@example.com" || all[1].Address != "" ||
		!strings.HasPrefix(all[0].MessageID, all[0].ID+".") || all[0].MessageID == all[1].MessageID {
		t.Errorf("%+v", all)
	}
}

// A39: a flow that mails whoever the visitor names.
func TestOutbox_MailOfAFlow_ToAnAddressThatAVisitorTyped_GoesThreeTimesADay(t *testing.T) {
	s := openNew(t)
	bot := addBot(t, s, "one")
	mails := func(i int, typed, payload string) models.Delivery {
		c := begin(t, s, bot, fmt.Sprint("t", i, typed))
		return turnTo(t, s, c.ID, func(c *models.Conversation) (models.Change, error) {
			next := *c
			next.Visitor.Email = typed
			return models.Change{Conversation: &next, VisitorChanged: true, Deliveries: []models.Delivery{
				{Kind: models.DeliverMail, Payload: []byte(payload), CreatedAt: noon, ReadyAt: noon}}}, nil
		}).Deliveries[0]
	}
	sent, team := 0, 0
	for i, typed := range []string{"Victim@gmail.com", "vic.tim@gmail.com", "victim+a@googlemail.com", "victim@ｇmail.com", "v.ictim@GMAIL.com", "victim@gmail.com"} {
		d := mails(i, typed, fmt.Sprintf(`{"to":[%q],"filled":[%q],"subject":"x","purpose":"flow"}`, typed, typed))
		if d.State == models.DeliveryPending {
			sent++
		} else if d.State != models.DeliveryDropped || d.Error == "" {
			t.Errorf("%+v", d)
		}
		d = mails(i+100, typed, fmt.Sprintf(`{"to":[%q],"cc":["team@shop.example"],"filled":[%q],"subject":"x","purpose":"flow"}`, typed, typed))
		if d.State == models.DeliveryPending && strings.Contains(string(d.Payload), "team@shop.example") {
			team++
		}
		if strings.Contains(string(d.Payload), `"to":["`+typed) {
			sent++
		}
	}
	if sent != models.MostMailsADay || team != 6 {
		t.Errorf("%d went to the visitor and %d to the team", sent, team)
	}
	for i := range 10 { // whoever types the team's own address does not keep mails from it
		if d := mails(i+200, "team@shop.example", `{"to":["team@shop.example"],"subject":"x","purpose":"flow"}`); d.State != models.DeliveryPending {
			t.Errorf("to the team: %+v", d)
		}
	}
}

func TestOutbox_MailToTheTeam_KeepsItsLinkSealed(t *testing.T) {
	s := openNew(t)
	token := models.NewLinkToken()
	agent := &models.Agent{Email: "ann@example.com", Name: "Ann", Role: models.RoleAgent, MaxChats: 3}
	if err := s.SaveAgent(t.Context(), agent, noon); err != nil {
		t.Fatal(err)
	}
	if err := s.MakeLink(t.Context(), models.NewLink{Agent: agent.ID, Token: token, Purpose: models.LinkInvite, Now: time.Now()}, func(models.Agent, []models.Agent) error { return nil }); err != nil {
		t.Fatal(err)
	}
	m := mailTo(models.MailInvite, "ann@example.com", noon)
	m.Link, m.Agent = token, agent.ID
	id, err := s.PutMail(t.Context(), m, noon)
	if err != nil {
		t.Fatal(err)
	}
	d, err := s.MailByID(t.Context(), id)
	if err != nil || d.Conversation != "" || d.Agent != agent.ID || d.State != models.DeliveryPending || strings.Contains(string(d.Payload), token) {
		t.Fatalf("%+v, %v", d, err)
	}
	kept, err := d.Mail()
	if err != nil {
		t.Fatal(err)
	}
	if got, err := s.MailToken(t.Context(), kept); err != nil || got != token {
		t.Errorf("%q, %v", got, err)
	}
	for name, change := range map[string]func(*models.Mail){"as another purpose": func(m *models.Mail) { m.Purpose = models.MailReset }, "to somebody else": func(m *models.Mail) { m.To = []string{"eve@example.com"} }} {
		other := kept
		change(&other)
		if got, err := s.MailToken(t.Context(), other); err == nil {
			t.Errorf("%s: %q", name, got)
		}
	}
	if _, err := s.Redeem(t.Context(), models.Redemption{Token: token, Password: "x", Now: time.Now()}); err != nil {
		t.Fatal(err)
	}
	if _, err := s.MailToken(t.Context(), kept); !errors.Is(err, models.ErrNotFound) {
		t.Errorf("used up, and sent: %v", err)
	}
	for _, bad := range []string{"", "ann", "ann@example.com\r\nBcc: eve@example.com", "ann@example.com, eve@example.com", "Ann <ann@example.com>"} {
		_, err := s.PutMail(t.Context(), mailTo(models.MailTest, bad, noon), noon)
		wantCode(t, err, models.CodeInvalid)
	}
}

func TestOutbox_KeyThatIsMissing_FailsTheMailAndNotTheTurn(t *testing.T) {
	s := openNew(t)
	bot := addBot(t, s, "one")
	c := begin(t, s, bot, "t1")
	if err := s.Secrets().Set(t.Context(), models.NewSecret{Bot: bot.ID, Name: "token", Value: "x", Only: "https://api.example", By: &models.Agent{Name: "A"}, Now: noon}); err != nil {
		t.Fatal(err)
	}
	if err := os.Rename(s.seal().path, s.seal().path+".away"); err != nil {
		t.Fatal(err)
	}
	d := mailing(t, s, c.ID, mailTo(models.MailAnswer, "vera@example.com", noon), mailTo(models.MailTest, "vera@example.com", noon))
	if d[0].State != models.DeliveryFailed || !strings.Contains(d[0].Error, keyName) || d[1].State != models.DeliveryPending {
		t.Errorf("%+v", d)
	}
	if _, err := os.Stat(s.seal().path); err == nil {
		t.Error("another key was made")
	}
}

func TestMails_Pages_AreReadByTheirIndexes(t *testing.T) {
	s := openNew(t)
	c := begin(t, s, addBot(t, s, "one"), "t1")
	for i := range 5 {
		mailing(t, s, c.ID, mailTo(models.MailTest, fmt.Sprintf("a%d@example.com", i), noon.Add(time.Duration(i)*time.Second)), mailTo(models.MailNotice, "b@example.com", noon))
	}
	all, err := s.Mails(t.Context(), models.MailQuery{Limit: 99})
	if err != nil || len(all) != 10 || all[0].ID < all[9].ID {
		t.Fatalf("%d, %v", len(all), err)
	}
	some, err := s.Mails(t.Context(), models.MailQuery{State: models.DeliveryPending, Purpose: models.MailTest, Before: all[1].ID, Limit: 2})
	if err != nil || len(some) != 2 || some[0].ID != all[3].ID {
		t.Errorf("%+v, %v", some, err)
	}
	if err := s.Outgoing().Drop(t.Context(), models.Setback{ID: all[0].ID, Error: "a\nb", Now: noon}); err != nil {
		t.Fatal(err)
	}
	wantCode(t, s.Outgoing().Drop(t.Context(), models.Setback{ID: all[0].ID, Now: noon}), models.CodeNotFound)
	counts, oldest, err := s.MailCounts(t.Context())
	if err != nil || counts[models.DeliveryPending] != 9 || counts[models.DeliveryDropped] != 1 || !oldest.Equal(noon) {
		t.Errorf("%v since %v, %v", counts, oldest, err)
	}
	if err := s.SendAgain(t.Context(), all[0].ID, noon.Add(time.Hour)); err != nil {
		t.Fatal(err)
	}
	if d, err := s.MailByID(t.Context(), all[0].ID); err != nil || d.State != models.DeliveryPending || d.Error != "" || !d.DoneAt.Equal(noon.Add(time.Hour)) || d.MessageID != all[0].MessageID {
		t.Errorf("%+v, %v", d, err)
	}
	first, _ := firstMail(noon, []string{"a", "b"})
	page := func(q models.MailQuery) string { query, _ := mailsOf(q); return query }
	for query, want := range map[string]string{
		first:                               "deliveries_in_list (kind=? AND state=?)",
		page(models.MailQuery{}):            "deliveries_mails",
		page(models.MailQuery{Before: "x"}): "deliveries_mails (kind=? AND id<?)",
		page(models.MailQuery{Purpose: models.MailTest, Before: "x"}):                       "deliveries_mails_for (purpose=? AND id<?)",
		page(models.MailQuery{State: models.DeliveryFailed, Before: "x"}):                   "deliveries_in_list (kind=? AND state=? AND id<?)",
		"SELECT d.state, COUNT(*) FROM deliveries d WHERE d.kind = 'mail' GROUP BY d.state": "COVERING INDEX deliveries_in_list",
	} {
		plan, err := explain(s, query, []any{"a", "b", 3}[:strings.Count(query, "$")])
		if err != nil || !strings.Contains(plan, want) || strings.Contains(plan, "B-TREE") {
			t.Errorf("%s: plan\n%s (%v)", query, plan, err)
		}
	}
}

func TestLeaseMail_AddressThatHasOneUnderWay_WaitsForIt(t *testing.T) {
	s := openNew(t)
	c := begin(t, s, addBot(t, s, "one"), "t1")
	d := mailing(t, s, c.ID, mailTo(models.MailTest, "a@example.com", noon), mailTo(models.MailTest, "a@example.com", noon), mailTo(models.MailTest, "b@example.com", noon))
	for i, want := range []string{d[2].ID, d[0].ID, d[1].ID} {
		busy := [][]string{{"a@example.com"}, nil, {"b@example.com"}}[i]
		if got, err := s.Outgoing().LeaseMail(t.Context(), noon, busy); err != nil || got.ID != want {
			t.Errorf("%d: %s, %v", i, got.ID, err)
		}
	}
}
