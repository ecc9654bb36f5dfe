package models_test

import (
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"deskbell/models"
	"deskbell/models/flow"
)

// whys are the reasons and addresses of all join mails, the oldest first.
func (d *desk) whys() (found []string) {
	d.Helper()
	for _, m := range d.joinMails() {
		found = append(found, m.Why+" "+m.To[0])
	}
	return found
}

func (d *desk) wantWhys(want ...string) {
	d.Helper()
	if got := d.whys(); !slices.Equal(got, want) {
		d.Errorf("mailed: %q\nwanted: %q", got, want)
	}
}

// M-30
func TestInvite_PersonIsAskedFor_EachAddressGetsALinkOfItsOwn(t *testing.T) {
	d := newDesk(t)
	d.bot.Settings.Mail.Wanted = []string{partner, "Other@works.example"}
	d.bot.Settings.Title, d.bot.Settings.Languages = "Chat with Northwind", []string{"de", "en"}
	d.bot.Settings.Texts = map[string]map[string]string{"de": {"mail_join": "Hier mitreden"}}
	d.saveBot()
	c := d.choose("v", "leave")
	d.wantWhys("wanted "+partner, "wanted Other@works.example")
	m := d.joinMails()[0]
	if m.Bot != "Chat with Northwind" || m.Language != "de" || m.Texts["mail_join"] != "Hier mitreden" || !m.Begun.Equal(c.CreatedAt) || !m.At.Equal(d.now) {
		t.Errorf("%+v", m)
	}
	one, other := d.token(partner), d.token("Other@works.example")
	if one == other || len(one) != 43 {
		t.Errorf("the links are %q and %q", one, other)
	}
	for token, address := range map[string]string{one: partner, other: "other@works.example"} {
		l, err := d.store.GuestLink(t.Context(), token, d.now)
		if err != nil || l.Address != address || l.Conversation != c.ID || l.Bot != d.bot.ID {
			t.Errorf("%+v %v", l, err)
		}
	}
	for _, wrong := range []string{"", one[:42], one + "A", strings.ToUpper(one), string(m.Link)} {
		if _, err := d.store.GuestLink(t.Context(), wrong, d.now); code(err) != models.CodeNotFound {
			t.Errorf("%q: %v", wrong, err)
		}
	}
}

func TestInvite_LastFiveThings_WithWhoSaidThem_WithoutWhatIsSecret(t *testing.T) {
	d := called(t)
	d.importAll(d.bot.Settings, blocks(`"a":{"kind":"question","settings":{"text":"What is it about?","type":"text","var":"what"},"out":{"next":{"block":"b"}}},
	 "b":{"kind":"question","settings":{"text":"Your PIN?","type":"text","var":"pin","sensitive":true},"out":{"next":{"block":"c"}}},
	 "c":{"kind":"text","settings":{"text":"**Thanks** for {{pin}}."},"out":{"next":{"block":"d"}}},
	 "d":{"kind":"live_chat","settings":{"wait_seconds":60,"messages":{"welcome":"One moment."}},"out":{"next":{"block":"a"}}}`))
	d.say("v", "My lamp")
	d.say("v", "secret-4711")
	m := d.joinMails()[0]
	want := []string{"bot: What is it about?", "visitor: My lamp", "bot: Your PIN?", "bot: **Thanks** for " + models.Mask + ".", "bot: One moment."}
	if got := texts(m.Lines); !slices.Equal(got, want) || m.More {
		t.Errorf("%q, more %t", got, m.More)
	}
	if m.Lines[0].Who != "Shop" || m.Lines[1].Who != "" || m.Who != "" {
		t.Errorf("said by %+v", m.Lines)
	}
	if strings.Contains(fmt.Sprintf("%+v", m), "4711") {
		t.Error("the secret is in the mail")
	}
	d.bot.Settings.Mail.NoWords = true
	d.saveBot()
	d.say("w", "Another")
	d.say("w", "x")
	if m := d.joinMails()[1]; len(m.Lines) > 0 || m.More {
		t.Errorf("without words: %q", texts(m.Lines))
	}
}

func TestInvite_LongConversation_SaysThatThereIsMore_AndNamesPeople(t *testing.T) {
	d := called(t)
	c := d.choose("v", "ask")
	d.must(d.turn(c.ID, models.TakeOver("agent1", d.now)))
	d.writes(c.ID, "First")
	d.writes(c.ID, "Second")
	d.must(d.turn(c.ID, models.HandBack("agent1", d.now)))
	d.say("v", "green")
	d.choose("v", "again")
	m := d.joinMails()[0]
	if len(m.Lines) != 5 || !m.More {
		t.Errorf("%d lines, more %t: %q", len(m.Lines), m.More, texts(m.Lines))
	}
	for _, l := range m.Lines {
		if l.By == models.ByAgent && l.Who != "Mira" {
			t.Errorf("%+v", l)
		}
	}
}

// M-30
func TestInvite_VisitorBegins_UntakenFor_EachTellsItsOwn(t *testing.T) {
	d := newDesk(t)
	d.bot.Settings.Mail = models.BotMail{Started: []string{"start@works.example", partner}, Wanted: []string{partner}, Untaken: []string{"late@works.example"}, UntakenAfter: 30}
	d.saveBot()
	d.say("v", "Hello") // is no choice: the bot asks again
	d.wantWhys("started start@works.example", "started "+partner)
	if lines := texts(d.joinMails()[0].Lines); !slices.Contains(lines, "visitor: Hello") {
		t.Errorf("what was said first is not in it: %q", lines)
	}
	d.choose("v", "leave")
	d.wantWhys("started start@works.example", "started "+partner, "wanted "+partner)
	d.pass(29 * time.Second)
	d.wantWhys("started start@works.example", "started "+partner, "wanted "+partner)
	d.pass(time.Second)
	d.wantWhys("started start@works.example", "started "+partner, "wanted "+partner, "untaken late@works.example")
	d.pass(20 * time.Second)
	d.wantWhys("started start@works.example", "started "+partner, "wanted "+partner, "untaken late@works.example")
}

func TestInvite_OneTurn_OneMailToAnAddress_ForTheWeightiestReason(t *testing.T) {
	d := newDesk(t)
	d.bot.Settings.Mail = models.BotMail{Started: []string{partner}, Wanted: []string{"PARTNER@works.example"}}
	d.saveBot()
	d.choose("v", "leave")
	d.wantWhys("wanted " + "PARTNER@works.example")
}

func TestInvite_TakenInTime_NobodyIsToldThatItWasNot(t *testing.T) {
	d := newDesk(t)
	d.bot.Settings.Mail = models.BotMail{Untaken: []string{partner}, UntakenAfter: 30}
	d.saveBot()
	c := d.choose("v", "leave")
	d.must(d.turn(c.ID, models.TakeOver("agent1", d.now)))
	d.pass(40 * time.Second)
	d.wantWhys()
	d.must(d.turn(c.ID, models.PassOn(models.Passing{By: "agent1", Back: true, Now: d.now}))) // waits anew, from now on
	d.pass(29 * time.Second)
	d.wantWhys()
	d.pass(time.Second)
	d.wantWhys("untaken " + partner)
}

func TestInvite_AskedForAgainAndAgain_IsMailedOnceInTenMinutes(t *testing.T) {
	d := called(t)
	for range 6 {
		c := d.choose("v", "leave")
		d.must(d.turn(c.ID, models.TakeOver("agent1", d.now)))
		d.must(d.turn(c.ID, models.Close("agent1", d.now)))
		d.now = d.now.Add(time.Minute)
		d.say("v", "Hello again")
	}
	d.wantWhys("wanted " + partner)
	d.now = d.now.Add(4 * time.Minute)
	d.choose("v", "leave")
	d.wantWhys("wanted "+partner, "wanted "+partner)
	links, err := d.store.LinksOf(t.Context(), models.Reader{Agent: &models.Agent{Role: models.RoleOwner}}, d.reload(d.say("v", "x").ID).ID)
	if err != nil || len(links) != 1 {
		t.Errorf("one address, one link: %+v %v", links, err)
	}
}

func TestInvite_PlaygroundAndOtherBots_NobodyIsTold(t *testing.T) {
	d := newDesk(t)
	d.bot.Settings.Mail = models.BotMail{Started: []string{partner}, Wanted: []string{partner}, Untaken: []string{partner}, UntakenAfter: 10}
	d.saveBot()
	c := d.must(d.play("v", models.Trial{}, models.Begin(models.Message{ClientID: d.clientID(), Now: d.now})))
	if !c.Playground {
		t.Fatal("no playground")
	}
	c = d.must(d.play("v", models.Trial{}, func(c *models.Conversation) (models.Change, error) {
		return models.Choose(models.Message{ClientID: d.clientID(), Token: c.Flow.Wait.Token, Choice: "leave", Now: d.now})(c)
	}))
	if c.State != models.StateWaiting {
		t.Fatalf("it is %s", c.State)
	}
	d.pass(20 * time.Second)
	d.wantWhys()
}

func TestInvite_ManyVisitorsBegin_SixtyMailsAnHour(t *testing.T) {
	d := newDesk(t)
	d.bot.Settings.Mail = models.BotMail{Started: []string{partner, "other@works.example"}, Wanted: []string{partner}}
	d.saveBot()
	for i := range 40 {
		d.say(fmt.Sprintf("%02d", i), "Hello")
	}
	count := func() (n int) {
		for _, why := range d.whys() {
			if strings.HasPrefix(why, "started") {
				n++
			}
		}
		return n
	}
	if n := count(); n != models.MostStartedMails {
		t.Errorf("%d mails", n)
	}
	d.choose("39", "leave") // who wants a person is told of all the same
	if got := d.whys(); got[len(got)-1] != "wanted "+partner {
		t.Errorf("the last one: %q", got[len(got)-1])
	}
	d.now = d.now.Add(61 * time.Minute)
	d.say("late", "Hello")
	if n := count(); n != models.MostStartedMails+2 {
		t.Errorf("an hour later: %d mails", n)
	}
}

// A39: somebody who begins one chat after the other does not fill the mailbox of who is called.
func TestInvite_ManyChatsCall_AreNotAllMailed(t *testing.T) {
	d := newDesk(t)
	d.bot.Settings.Mail = models.BotMail{Wanted: []string{partner, "b@works.example", "c@works.example", "d@works.example"}}
	d.saveBot()
	for i := range models.MostCalls/4 + 10 {
		d.choose(fmt.Sprintf("%03d", i), "leave")
	}
	if n := len(d.joinMails()); n != models.MostCalls {
		t.Errorf("%d mails", n)
	}
}

func TestInvite_RevokedAddress_StaysOut(t *testing.T) {
	d := called(t)
	c, g := d.guest("v", "Ana")
	if _, err := d.turn(c.ID, models.RevokeLink("agent1", g.Link, d.now)); err != nil {
		t.Fatal(err)
	}
	d.must(d.turn(c.ID, models.TakeOver("agent1", d.now)))
	d.now = d.now.Add(time.Hour)
	d.must(d.turn(c.ID, models.PassOn(models.Passing{By: "agent1", Back: true, Now: d.now})))
	all := d.joinMails()
	if _, err := d.store.MailToken(t.Context(), all[len(all)-1]); code(err) != models.CodeNotFound {
		t.Errorf("%d mails, the last one's link: %v", len(all), err)
	}
}

func TestWait_NobodyOnline_WaitsForThoseWhoAreCalledByMail(t *testing.T) {
	closed := &flow.Hours{Zone: "UTC"}
	for name, c := range map[string]struct {
		mail  models.BotMail
		hours *flow.Hours
		want  models.State
	}{
		"nobody is called":        {models.BotMail{}, nil, models.StateBot},
		"somebody is called":      {models.BotMail{Wanted: []string{partner}}, nil, models.StateWaiting},
		"not alone":               {models.BotMail{Wanted: []string{partner}, NotAlone: true}, nil, models.StateBot},
		"called when they begin":  {models.BotMail{Started: []string{partner}}, nil, models.StateBot},
		"outside of their hours":  {models.BotMail{Wanted: []string{partner}}, closed, models.StateBot},
		"hours are kept to a day": {models.BotMail{Wanted: []string{partner}}, (&flow.Hours{Zone: "UTC"}).Never(), models.StateBot},
	} {
		t.Run(name, func(t *testing.T) {
			d := newDesk(t)
			d.bot.Settings.Mail, d.bot.Settings.Hours = c.mail, c.hours
			d.saveBot()
			d.nobody()
			if got := d.choose("v", "exit"); got.State != c.want {
				t.Errorf("it is %s, want %s", got.State, c.want)
			}
			if mailed := len(d.joinMails()) > 0; mailed != (c.mail.Wanted != nil || c.mail.Started != nil) {
				t.Errorf("mailed %t: %q", mailed, d.whys())
			}
		})
	}
}

func TestInvite_ZeroSettings_ChangeNothing(t *testing.T) {
	d := newDesk(t)
	c := d.choose("v", "leave")
	d.wantWhys()
	if !reflect.DeepEqual(d.bot.Settings.Mail, models.BotMail{}) || c.State != models.StateWaiting {
		t.Errorf("%+v, %s", d.bot.Settings.Mail, c.State)
	}
}

func TestInvite_ClockWasWrongTheLastTime_CallsAgain(t *testing.T) {
	d := called(t)
	c := d.choose("v", "leave")
	d.must(d.turn(c.ID, models.TakeOver("agent1", d.now)))
	d.must(d.turn(c.ID, models.HandBack("agent1", d.now)))
	d.now = d.now.Add(-24 * time.Hour)
	d.choose("v", "again")
	d.wantWhys("wanted "+partner, "wanted "+partner)
}
