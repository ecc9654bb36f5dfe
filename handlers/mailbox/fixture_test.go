package mailbox_test

import (
	"context"
	"fmt"
	"log/slog"
	"net"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"deskbell/db"
	"deskbell/handlers/mailbox"
	"deskbell/models"
	"deskbell/models/flow"
)

const (
	visitorAddress = "ola@mail.example"
	agentAddress   = "mira@fjord.example"
	inboxAddress   = "chat@fjord.example"
)

const startFlow = `{"schema":1,"id":"main","name":"Main","start":"a","blocks":{
 "a":{"kind":"question","settings":{"text":"Which colour?","type":"text","var":"colour"},"out":{"next":{"block":"size"}}},
 "size":{"kind":"question","settings":{"text":"Which size?","type":"text","var":"size"},"out":{"next":{"block":"b"}}},
 "b":{"kind":"live_chat","settings":{"wait_seconds":600}}}}`

// house is a store with a bot, an agent, and a visitor whose chat was answered by mail.
type house struct {
	*testing.T
	store *db.Store
	bot   *models.Bot
	box   *mailbox.Box

	mu  sync.Mutex
	now time.Time
	ids int
}

func (h *house) clock() time.Time {
	h.mu.Lock()
	defer h.mu.Unlock()
	return h.now
}

func (h *house) pass(d time.Duration) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.now = h.now.Add(d)
}

func newHouse(t *testing.T, change ...func(*mailbox.Options)) *house {
	t.Helper()
	store, err := db.Open(t.Context(), db.Options{Path: filepath.Join(t.TempDir(), "deskbell.db"), MailDomain: "chat.fjord.example"})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { store.Close() })
	h := &house{T: t, store: store, now: time.Now().UTC().Truncate(time.Second)}
	document, err := flow.Parse([]byte(startFlow))
	if err != nil {
		t.Fatal(err)
	}
	h.bot, err = store.ImportBot(t.Context(), models.BotFile{Format: "deskbell/bot/1", Key: "shop", Name: "Fjord Cycles", StartFlow: "main",
		Sites: []string{"https://fjord.example"}, Flows: []flow.Document{*document}}, h.now)
	if err != nil {
		t.Fatal(err)
	}
	agent := &models.Agent{ID: "mira", Name: "Mira Solberg", Email: agentAddress, Role: models.RoleOwner, MaxChats: 5, Bots: []models.BotID{h.bot.ID}}
	if err := store.SaveAgent(t.Context(), agent, h.now); err != nil {
		t.Fatal(err)
	}
	o := mailbox.Options{Store: store, Turns: store, Files: store, Blocks: store, Bots: store, Team: store, Domain: "chat.fjord.example",
		Dial: (&net.Dialer{}).DialContext, Now: h.clock, Log: slog.New(slog.DiscardHandler)}
	for _, c := range change {
		c(&o)
	}
	h.box = mailbox.New(o)
	return h
}

// says lets a visitor, told by a letter, write on the page.
func (h *house) says(who, text string) models.Conversation {
	h.Helper()
	h.ids++
	change, err := h.store.Begin(h.Context(), models.Beginning{Bot: h.bot, TokenHash: strings.Repeat(who, 64), Now: h.clock()},
		models.Receive(models.Message{ClientID: fmt.Sprintf("client-%06d", h.ids), Text: text, Now: h.clock()}))
	if err != nil {
		h.Fatal(err)
	}
	return *change.Conversation
}

func (h *house) turn(id models.ConversationID, decide func(*models.Conversation) (models.Change, error)) models.Conversation {
	h.Helper()
	change, err := h.store.Turn(h.Context(), id, decide)
	if err != nil {
		h.Fatal(err)
	}
	if change.Conversation == nil {
		return h.conversation(id)
	}
	return *change.Conversation
}

// mailed is a mail to a visitor: its Message-ID, and the address that answers go to.
type mailed struct {
	id, reply, delivery string
	conversation        models.ConversationID
}

// answers mails something to a visitor's address about a conversation.
func (h *house) answers(id models.ConversationID, address string) mailed {
	h.Helper()
	change, err := h.store.Turn(h.Context(), id, func(c *models.Conversation) (models.Change, error) {
		next := *c
		return models.Change{Conversation: &next, Mails: []models.OutMail{{Address: address, Now: h.clock(), Mail: models.Mail{Mail: flow.Mail{To: []string{address}},
			Purpose: models.MailAnswer, At: h.clock(), Lines: []models.MailLine{{Who: "Mira", By: models.ByAgent, Text: "It fits."}}}}}}, nil
	})
	if err != nil {
		h.Fatal(err)
	}
	d := change.Deliveries[0]
	m, err := d.Mail()
	if err != nil {
		h.Fatal(err)
	}
	if d.State != models.DeliveryPending {
		h.Fatalf("the mail is %s: %s", d.State, d.Error)
	}
	sign, err := h.store.ReplySign(h.Context(), m)
	if err != nil {
		h.Fatal(err)
	}
	return mailed{id: d.MessageID, delivery: d.ID, conversation: id, reply: strings.Replace(inboxAddress, "@", "+"+sign+"@", 1)}
}

// left is a chat that is closed, and answered by mail.
func (h *house) left(who string) mailed {
	h.Helper()
	c := h.says(who, "Does the belt fit?")
	c = h.turn(c.ID, models.TakeOver("mira", h.clock()))
	c = h.turn(c.ID, models.Close("mira", h.clock()))
	return h.answers(c.ID, visitorAddress)
}

func (h *house) conversation(id models.ConversationID) models.Conversation {
	h.Helper()
	c, err := h.store.Conversation(h.Context(), models.Reader{Agent: &models.Agent{Role: models.RoleOwner}}, id)
	if err != nil {
		h.Fatal(err)
	}
	return c
}

// log is what the team sees.
func (h *house) log(id models.ConversationID) []models.Entry {
	h.Helper()
	all, err := h.store.EntriesAfter(h.Context(), models.Reader{Agent: &models.Agent{Role: models.RoleOwner}}, models.Position{Conversation: id, Limit: 500})
	if err != nil {
		h.Fatal(err)
	}
	return all
}

// byMail is what came by mail into a conversation.
func (h *house) byMail(id models.ConversationID) []models.Entry {
	h.Helper()
	var all []models.Entry
	for _, e := range h.log(id) {
		if e.Kind == models.EntrySaid && e.Body.Via == models.ViaMail {
			all = append(all, e)
		}
	}
	return all
}

func (h *house) conversations() int {
	h.Helper()
	n := 0
	for _, s := range models.States() {
		list, err := h.store.List(h.Context(), models.Reader{Agent: &models.Agent{ID: "mira", Role: models.RoleOwner}}, models.ListQuery{State: s, Limit: 100})
		if err != nil {
			h.Fatal(err)
		}
		n += len(list)
	}
	return n
}

// take brings a mail, and says what became of it.
func (h *house) take(raw string) mailbox.Verdict {
	h.Helper()
	v, err := h.box.Take(h.Context(), []byte(strings.ReplaceAll(raw, "\n", "\r\n")))
	if err != nil {
		h.Fatal(err)
	}
	return v
}

// letter is an answer to a mail; header is added, or stands instead of what has the same name.
func (h *house) letter(to mailed, words string, header ...string) string {
	h.ids++
	lines := []string{"From: Ola Nordmann <" + visitorAddress + ">", "To: Fjord Cycles <" + to.reply + ">", "Subject: Re: Your chat",
		fmt.Sprintf("Message-ID: <answer-%d@mail.example>", h.ids), "In-Reply-To: <" + to.id + ">", "References: <" + to.id + ">",
		"Date: Mon, 16 Nov 2026 09:12:00 +0100", "Content-Type: text/plain; charset=utf-8"}
	for _, one := range header {
		name, _, _ := strings.Cut(one, ":")
		kept := lines[:0]
		for _, l := range lines {
			if !strings.HasPrefix(l, name+":") {
				kept = append(kept, l)
			}
		}
		lines = append(kept, one)
	}
	return strings.Join(lines, "\n") + "\n\n" + words + "\n\nOn Mon, 16 Nov 2026 at 09:12, Fjord Cycles <" + to.reply + "> wrote:\n> It fits.\n"
}

func (h *house) received() []models.ReceivedMail {
	h.Helper()
	all, err := h.store.ReceivedMails(context.Background(), "", 100)
	if err != nil {
		h.Fatal(err)
	}
	return all
}
