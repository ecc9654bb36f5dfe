package mailbox_test

import (
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"deskbell/models"
)

// M-8 A11
func TestTake_AnswerToAClosedChat_GoesIntoItUnderMessagesLeft(t *testing.T) {
	h := newHouse(t)
	to := h.left("a")
	v := h.take(h.letter(to, "Yes, please order it."))
	if v.State != models.MailTaken || v.Conversation != to.conversation {
		t.Fatalf("%+v", v)
	}
	c := h.conversation(to.conversation)
	if c.State != models.StateLeft || !c.ClosedAt.IsZero() || c.LeftAt.IsZero() || c.Preview != "Yes, please order it." || c.Unread() == 0 {
		t.Errorf("%+v", c)
	}
	said := h.byMail(to.conversation)
	if len(said) != 1 || said[0].Text != "Yes, please order it." || said[0].Author.Kind != models.ByVisitor || said[0].Body.From != "" {
		t.Errorf("%+v", said)
	}
	if h.conversations() != 1 {
		t.Errorf("%d conversations", h.conversations())
	}
	news, err := h.store.Current(t.Context(), "mira", h.clock().Add(time.Hour))
	if err != nil || len(news) == 0 || news[0].Kind != models.NoticeLeft {
		t.Errorf("nobody is told: %+v %v", news, err)
	}
	// The visitor writes on the page: into the same one, and an agent who takes it over goes on there.
	if page := h.says("a", "On the page."); page.ID != to.conversation {
		t.Error("the page made another conversation")
	}
	h.turn(to.conversation, models.TakeOver("mira", h.clock()))
	if c = h.turn(to.conversation, models.HandBack("mira", h.clock())); c.State != models.StateBot {
		t.Errorf("handed back: %s", c.State)
	}
}

func TestTake_InEveryState_GoesWhereItIsRead(t *testing.T) {
	for name, c := range map[string]struct {
		bring func(h *house, id models.ConversationID)
		want  models.State
	}{
		"with the bot": {func(h *house, id models.ConversationID) {}, models.StateLeft},
		"waiting":      {func(h *house, id models.ConversationID) { h.says("a", "red") }, models.StateWaiting},
		"live":         {func(h *house, id models.ConversationID) { h.turn(id, models.TakeOver("mira", h.clock())) }, models.StateLive},
		"closed":       {func(h *house, id models.ConversationID) { h.turn(id, models.CloseByVisitor(h.clock())) }, models.StateLeft},
	} {
		t.Run(name, func(t *testing.T) {
			h := newHouse(t)
			if err := h.store.SetWilling(t.Context(), "mira", true); err != nil {
				t.Fatal(err)
			}
			if err := h.store.Reach(t.Context(), "mira", h.clock().Add(time.Hour)); err != nil {
				t.Fatal(err)
			}
			id := h.says("a", "Hello").ID
			c.bring(h, id)
			to := h.answers(id, visitorAddress)
			for i := range 2 {
				if v := h.take(h.letter(to, fmt.Sprintf("Answer %d", i))); v.State != models.MailTaken {
					t.Fatalf("%+v", v)
				}
				if got := h.conversation(id).State; got != c.want {
					t.Errorf("after %d it is %s", i+1, got)
				}
			}
			if len(h.byMail(id)) != 2 {
				t.Errorf("%+v", h.log(id))
			}
		})
	}
}

func TestTake_TheSameMailAgain_IsKeptOnce(t *testing.T) {
	h := newHouse(t)
	to := h.left("a")
	raw := h.letter(to, "Yes.")
	var all sync.WaitGroup
	for range 8 {
		all.Go(func() {
			if v, err := h.box.Take(t.Context(), []byte(raw)); err != nil || v.State != models.MailTaken || v.Conversation != to.conversation {
				t.Errorf("%+v %v", v, err)
			}
		})
	}
	all.Wait()
	h.take("Received: by another way\n" + raw)
	if n := len(h.byMail(to.conversation)); n != 1 {
		t.Errorf("it is there %d times", n)
	}
}

// Nobody's answer makes a conversation; where a newer one is open it goes there, and the page shows it.
func TestTake_VisitorHasANewerConversation_NeverMakesAnother(t *testing.T) {
	h := newHouse(t)
	to := h.left("a")
	fresh := func(text string) models.Conversation {
		h.pass(time.Second)
		h.ids++
		change, err := h.store.Begin(t.Context(), models.Beginning{Bot: h.bot, TokenHash: strings.Repeat("a", 64), Fresh: true, Now: h.clock()},
			models.Receive(models.Message{ClientID: fmt.Sprintf("client-%06d", h.ids), Text: text, Now: h.clock()}))
		if err != nil {
			t.Fatal(err)
		}
		return *change.Conversation
	}
	newer := fresh("Something else")
	if newer.ID == to.conversation {
		t.Fatal("there is no newer one")
	}
	if v := h.take(h.letter(to, "Into the open one.")); v.Conversation != newer.ID || len(h.byMail(newer.ID)) != 1 {
		t.Errorf("%+v", v)
	}
	h.turn(newer.ID, models.CloseByVisitor(h.clock()))
	if v := h.take(h.letter(to, "Into the old one.")); v.Conversation != to.conversation {
		t.Errorf("%+v", v)
	}
	if on := fresh("Where am I?"); on.ID != to.conversation {
		t.Error("the page writes elsewhere than where the answer is")
	}
	if h.conversations() != 2 {
		t.Errorf("%d conversations", h.conversations())
	}
}

// By References alone it has to come from where the mail went.
func TestTake_ByReferencesAlone_NeedsTheAddressItWentTo(t *testing.T) {
	h := newHouse(t)
	to := h.left("a")
	plain := "To: " + inboxAddress
	if v := h.take(h.letter(to, "From me.", plain)); v.State != models.MailTaken {
		t.Errorf("%+v", v)
	}
	if v := h.take(h.letter(to, "From me, later in the thread.", plain, "In-Reply-To: <other@mail.example>",
		"References: <"+to.id+">\n <other@mail.example>")); v.State != models.MailTaken {
		t.Errorf("%+v", v)
	}
	for name, header := range map[string]string{
		"another address": "From: eve@evil.example", "a colleague's": "From: Mira <" + agentAddress + ">",
		"two addresses": "From: " + visitorAddress + ", eve@evil.example", "the name of it": `From: "` + visitorAddress + `" <eve@evil.example>`,
		"forged": "Authentication-Results: mx.fjord.example; dmarc=fail (p=none) header.from=mail.example",
	} {
		if v := h.take(h.letter(to, "Not from me.", plain, header)); v.State != models.MailRefused || v.Why == "" {
			t.Errorf("%s: %+v", name, v)
		}
	}
	if v := h.take(h.letter(mailed{id: "nothing@chat.fjord.example", reply: inboxAddress}, "x")); v.State != models.MailRefused {
		t.Errorf("answers nothing: %+v", v)
	}
	if n := len(h.byMail(to.conversation)); n != 2 {
		t.Errorf("%d are there", n)
	}
}

// A40: whoever a mail says it is from, it is the visitor's, and flagged; a forged colleague is refused.
func TestTake_SaysItIsFromAColleague_IsNeverPostedAsOne(t *testing.T) {
	h := newHouse(t)
	to := h.left("a")
	if v := h.take(h.letter(to, "Send the money to me.", "From: Mira Solberg <"+agentAddress+">")); v.State != models.MailTaken {
		t.Errorf("%+v", v)
	}
	said := h.byMail(to.conversation)
	if len(said) != 1 || said[0].Author.Kind != models.ByVisitor || said[0].Author.Name == "Mira" || said[0].Body.From != agentAddress {
		t.Fatalf("%+v", said)
	}
	way, err := h.store.WayBackByMessage(t.Context(), to.id)
	if err != nil || !way.ClickedAt.IsZero() {
		t.Errorf("the address counts as proven: %+v %v", way, err)
	}
	forged := "Authentication-Results: mx.fjord.example;\n spf=fail smtp.mailfrom=evil.example;\n dmarc=fail (p=reject dis=none) header.from=fjord.example"
	if v := h.take(h.letter(to, "Send the money to me.", "From: Mira Solberg <"+agentAddress+">", forged)); v.State != models.MailRefused {
		t.Errorf("%+v", v)
	}
	if v := h.take(h.letter(to, "I forge my own.", forged)); v.State != models.MailTaken || h.byMail(to.conversation)[1].Body.From != visitorAddress {
		t.Errorf("a forged visitor is not flagged: %+v", h.byMail(to.conversation))
	}
	if v := h.take(h.letter(to, "A forged pass helps nobody.", "From: Mira <"+agentAddress+">", forged+"\nAuthentication-Results: evil; dmarc=pass")); v.State != models.MailRefused {
		t.Errorf("%+v", v)
	}
	if v := h.take(h.letter(to, "Forwarded to a friend.", "From: friend@elsewhere.example")); v.State != models.MailTaken || h.byMail(to.conversation)[2].Body.From != "friend@elsewhere.example" {
		t.Errorf("%+v %+v", v, h.byMail(to.conversation))
	}
}

// A40: what answers by itself is not taken; what does not say so is stopped after two.
func TestTake_AutomaticAnswers_AreIgnoredAndLoopsStopped(t *testing.T) {
	h := newHouse(t)
	to := h.left("a")
	for _, header := range []string{"Auto-Submitted: auto-replied", "Auto-Submitted: auto-generated; x=y", "Precedence: bulk", "X-Autoreply: yes",
		"X-Autorespond: yes", "List-Id: <x.example>", "Return-Path: <>", "From: MAILER-DAEMON@mail.example"} {
		if v := h.take(h.letter(to, "I am away.", header)); v.State != models.MailIgnored || v.Conversation != to.conversation {
			t.Errorf("%s: %+v", header, v)
		}
	}
	if v := h.take(h.letter(to, "Sent by hand.", "Auto-Submitted: no", "Return-Path: <"+visitorAddress+">")); v.State != models.MailTaken {
		t.Errorf("%+v", v)
	}
	taken := 0
	for i, subject := range []string{"Out of office: Re: Your chat", "Automatische Antwort: Ihr Chat", "Re: Réponse automatique", "Respuesta automática: x", "Abwesenheitsnotiz"} {
		if v := h.take(h.letter(to, fmt.Sprintf("Away until %d", i), "Subject: "+subject)); v.State == models.MailTaken {
			taken++
		}
	}
	if taken != 2 {
		t.Errorf("%d that look automatic were taken", taken)
	}
	same := 0
	for range 5 {
		if v := h.take(h.letter(to, "Your mail is important to us.")); v.State == models.MailTaken {
			same++
		}
	}
	if same != 2 {
		t.Errorf("the same words were taken %d times", same)
	}
	for i := range 30 {
		h.take(h.letter(to, fmt.Sprintf("Number %d", i)))
	}
	if n := len(h.byMail(to.conversation)); n != models.MostMailsAnHour {
		t.Errorf("%d were taken within an hour", n)
	}
	h.pass(2 * time.Hour)
	if v := h.take(h.letter(to, "Later.")); v.State != models.MailTaken {
		t.Errorf("%+v", v)
	}
}

func TestTake_OwnMails_AreIgnored(t *testing.T) {
	h := newHouse(t)
	to := h.left("a")
	h.save(models.MailSettings{Sender: "shop@fjord.example", In: models.MailInbox{Address: inboxAddress}})
	for _, header := range []string{"Message-ID: <" + to.id + ">", "From: shop@fjord.example", "From: Chat+x <chat+x@fjord.example>"} {
		if v := h.take(h.letter(to, "Round and round.", header)); v.State != models.MailIgnored {
			t.Errorf("%s: %+v", header, v)
		}
	}
	if v := h.take(h.letter(to, "Round and round.", "From: bell@chat.fjord.example")); v.State != models.MailRefused {
		t.Errorf("%+v", v)
	}
	if len(h.byMail(to.conversation)) != 0 {
		t.Error("one was taken")
	}
}

func TestTake_BlockedVisitor_IsRefused(t *testing.T) {
	h := newHouse(t)
	to := h.left("a")
	h.turn(to.conversation, models.BlockVisitor(models.Blocking{Agent: "mira", Now: h.clock()}))
	if v := h.take(h.letter(to, "I am still here.")); v.State != models.MailRefused || v.Conversation != to.conversation {
		t.Errorf("%+v", v)
	}
	if c := h.conversation(to.conversation); c.State != models.StateClosed || len(h.byMail(c.ID)) != 0 {
		t.Errorf("%s", c.State)
	}
}

// Who answers by mail has read it, and has shown that the address is his.
func TestTake_Answer_ProvesTheAddress(t *testing.T) {
	h := newHouse(t)
	to := h.left("a")
	h.take(h.letter(to, "Yes."))
	way, err := h.store.WayBackByMessage(t.Context(), to.id)
	if err != nil || way.ClickedAt.IsZero() {
		t.Errorf("%+v %v", way, err)
	}
}

func TestTake_NothingNew_IsIgnored(t *testing.T) {
	h := newHouse(t)
	to := h.left("a")
	if v := h.take(h.letter(to, "")); v.State != models.MailIgnored {
		t.Errorf("%+v", v)
	}
	if got := h.received(); len(got) != 1 || got[0].State != models.MailIgnored || got[0].Conversation != to.conversation || got[0].Why == "" ||
		got[0].Address != visitorAddress || got[0].Subject != "Re: Your chat" {
		t.Errorf("%+v", got)
	}
}

func TestTake_LongMail_IsCutAtItsEnd(t *testing.T) {
	h := newHouse(t)
	to := h.left("a")
	if v := h.take(h.letter(to, strings.Repeat("Many words é. ", 5000))); v.State != models.MailTaken {
		t.Fatalf("%+v", v)
	}
	if text := h.byMail(to.conversation)[0].Text; len([]rune(text)) > models.MaxText || !strings.HasSuffix(text, "it was cut here.]") {
		t.Errorf("%d characters, %q", len([]rune(text)), text[len(text)-60:])
	}
}
