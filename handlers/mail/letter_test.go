package mail

import (
	"context"
	"encoding/json"
	"io"
	"mime"
	"mime/multipart"
	"mime/quotedprintable"
	"net/mail"
	"slices"
	"strings"
	"testing"
	"time"

	"deskbell/models"
	"deskbell/models/flow"
)

func mailed(t *testing.T, m models.Mail) models.Delivery {
	t.Helper()
	text, err := json.Marshal(m)
	if err != nil {
		t.Fatal(err)
	}
	return models.Delivery{ID: "d1", Kind: models.DeliverMail, Bot: "b", Key: "d1", Payload: text, Tries: 1, Purpose: m.Purpose,
		MessageID: "d1.0123456789abcdef@desk.example", CreatedAt: time.UnixMilli(900_000)}
}

// drawn are the parts of a mail by their kind.
func drawn(t *testing.T, m *mail.Message) map[string]string {
	t.Helper()
	kind, values, err := mime.ParseMediaType(m.Header.Get("Content-Type"))
	if err != nil || kind != "multipart/alternative" {
		t.Fatalf("it is %s, %v", kind, err)
	}
	all := map[string]string{}
	for parts := multipart.NewReader(m.Body, values["boundary"]); ; {
		part, err := parts.NextRawPart()
		if err == io.EOF {
			return all
		}
		if err != nil {
			t.Fatal(err)
		}
		text, err := io.ReadAll(quotedprintable.NewReader(part))
		if err != nil {
			t.Fatal(err)
		}
		kind, _, _ := mime.ParseMediaType(part.Header.Get("Content-Type"))
		all[kind] = string(text)
	}
}

// evil is what somebody may call himself, a page or a bot.
var evil = []string{"Eve\r\nBcc: evil@example.com\r\nX-Evil: 1", `Eve, "Bob" <evil@example.com>, `, "=?utf-8?q?Eve=0D=0ABcc:_evil@example.com?=", "Zoë 😀 Łukasz",
	"<img src=//canary.example onerror=alert(1)>", "\"><script src=//canary.example></script>", "\u202eevil\u2066\u2028X-Evil: 1\x00", strings.Repeat("ö", 900), "\xff\xfe"}

// A11
func TestSend_EveryPurposeWithEvilNames_KeepsItsHeadersAndShowsWordsAlone(t *testing.T) {
	b := newBox(t)
	for _, purpose := range models.MailPurposes() {
		for _, name := range evil {
			s, o, _ := newSender(t, b.at)
			server, _ := s.Server(t.Context())
			server.from.Name = ""
			m := models.Mail{Purpose: purpose, Language: "en", Bot: name, Who: name, Why: models.WhyWanted, Page: "https://shop.example/" + name, PageTitle: name,
				Mail:  flow.Mail{To: []string{"vera@example.com"}, Subject: name, Text: name},
				Begun: time.UnixMilli(1), At: time.UnixMilli(2), Lines: []models.MailLine{{Who: name, By: models.ByAgent, Text: name, Files: []flow.File{{ID: "f", Name: name}}}},
				Notices: []models.MailedNotice{{Title: name, Line: name, Path: "/desk/x"}}, Link: "way"}
			before := len(b.all())
			s.send(t.Context(), mailed(t, m))
			got := b.all()
			if len(got) != before+1 || len(o.done) != 1 {
				t.Fatalf("%s %q: not sent, %+v", purpose, name, o)
			}
			checkEvil(t, purpose, got[before])
		}
	}
}

func checkEvil(t *testing.T, purpose models.MailPurpose, text string) {
	t.Helper()
	head, _, _ := strings.Cut(text, "\r\n\r\n")
	known := []string{"Auto-Submitted", "Date", "Message-ID", "MIME-Version", "Subject", "User-Agent", "X-Auto-Response-Suppress", "From", "To",
		"Content-Type", "Content-Transfer-Encoding", "List-Unsubscribe", "List-Unsubscribe-Post"}
	for line := range strings.SplitSeq(head, "\r\n") {
		if name, _, ok := strings.Cut(line, ":"); line[0] != ' ' && line[0] != '\t' && (!ok || !slices.Contains(known, name)) {
			t.Errorf("%s: a header %q", purpose, line)
		}
		if len(line) > 998 || strings.ContainsFunc(line, func(c rune) bool { return c > '~' }) {
			t.Errorf("%s: a line that is none: %q", purpose, line)
		}
	}
	m, err := mail.ReadMessage(strings.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	from, err := m.Header.AddressList("From")
	if err != nil || len(from) != 1 || from[0].Address != "chat@shop.example" || m.Header.Get("To") != "<vera@example.com>" {
		t.Errorf("%s: from %q to %q: %v", purpose, m.Header.Get("From"), m.Header.Get("To"), err)
	}
	if purpose == models.MailFlow {
		return
	}
	parts := drawn(t, m)
	if parts["text/plain"] == "" || strings.Contains(strings.ToLower(parts["text/html"]), "<script") || strings.Contains(strings.ToLower(parts["text/html"]), "<img") {
		t.Errorf("%s: %q", purpose, parts["text/html"])
	}
}

func TestSend_AnswerToAVisitor_HasThreadUnsubscribeAndAReplyAddress(t *testing.T) {
	b := newBox(t)
	s, o, _ := newSender(t, b.at)
	server, _ := s.Server(t.Context())
	server.inbox = "replies@shop.example"
	m := models.Mail{Purpose: models.MailAnswer, Language: "en", Bot: "Shop", Who: "Mira", Link: "way", Mail: flow.Mail{To: []string{"vera@example.com"}},
		Lines: []models.MailLine{{Who: "Mira", By: models.ByAgent, Text: "Yes."}}, References: []string{"a@x", "b c@x", "d@x\r\nX-Evil: 1", "e@x"}}
	s.send(t.Context(), mailed(t, m))
	if len(o.done) != 1 {
		t.Fatalf("%+v", o)
	}
	got, _ := parsed(t, b.all()[0])
	for name, want := range map[string]string{"In-Reply-To": "<e@x>", "References": "<a@x> <e@x>", "Reply-To": "<replies+sign-way@shop.example>",
		"List-Unsubscribe": "<https://desk.example/c/token/stop>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
		"Message-Id": "<d1.0123456789abcdef@desk.example>", "Auto-Submitted": "auto-generated", "X-Evil": ""} {
		if got.Header.Get(name) != want {
			t.Errorf("%s is %q, want %q", name, got.Header.Get(name), want)
		}
	}
	parts := drawn(t, mustRead(t, b.all()[0]))
	for kind, text := range parts {
		if !strings.Contains(text, "https://desk.example/c/token") {
			t.Errorf("%s has no link: %s", kind, text)
		}
	}
	s.Base = "http://127.0.0.1:8080"
	s.send(t.Context(), mailed(t, m))
	if got, _ := parsed(t, b.all()[1]); got.Header.Get("List-Unsubscribe-Post") != "" || got.Header.Get("List-Unsubscribe") == "" {
		t.Errorf("one click without TLS: %q", got.Header)
	}
}

func mustRead(t *testing.T, text string) *mail.Message {
	t.Helper()
	m, err := mail.ReadMessage(strings.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	return m
}

func TestSend_DomainWithOtherLetters_IsWrittenAsEveryServerReadsIt(t *testing.T) {
	b := newBox(t)
	s, o, _ := newSender(t, b.at)
	s.send(t.Context(), mailed(t, models.Mail{Purpose: models.MailTest, Language: "en", Mail: flow.Mail{To: []string{"vera@bücher.example"}}}))
	if len(o.done) != 1 || b.to[0][0] != "vera@xn--bcher-kva.example" || mustRead(t, b.all()[0]).Header.Get("To") != "<vera@xn--bcher-kva.example>" {
		t.Errorf("%+v, %q", o.backs, b.to)
	}
}

func TestSend_LinkThatWasTakenBack_IsDropped(t *testing.T) {
	b := newBox(t)
	s, o, _ := newSender(t, b.at)
	s.send(t.Context(), mailed(t, models.Mail{Purpose: models.MailJoin, Link: "revoked", Mail: flow.Mail{To: []string{"vera@example.com"}}}))
	if len(o.drops) != 1 || o.drops[0].Error != takenBack || len(o.done)+len(o.backs)+len(b.all()) != 0 {
		t.Errorf("%+v", o)
	}
}

func TestSend_MailThatWaitedADayForAServer_IsNotSentByItself(t *testing.T) {
	b := newBox(t)
	s, o, _ := newSender(t, b.at)
	s.Now = func() time.Time { return time.UnixMilli(900_000).Add(triedFor + time.Second) }
	d := mailed(t, models.Mail{Purpose: models.MailTest, Mail: flow.Mail{To: []string{"vera@example.com"}}})
	s.send(t.Context(), d)
	if len(o.backs) != 1 || !o.backs[0].Next.IsZero() || o.backs[0].Error != waitedTooLong || len(b.all()) != 0 {
		t.Fatalf("%+v", o)
	}
	d.DoneAt = s.Now().Add(-time.Minute) // somebody has asked for it again
	s.send(t.Context(), d)
	if len(o.done) != 1 || len(b.all()) != 1 {
		t.Errorf("%+v", o)
	}
}

func TestSend_WithoutAServer_NothingIsTaken(t *testing.T) {
	s, o, log := newSender(t, "127.0.0.1:1")
	o.wait = []models.Delivery{mailed(t, models.Mail{Purpose: models.MailTest})}
	for _, err := range []error{ErrNone, io.ErrUnexpectedEOF} {
		s.Server = func(context.Context) (*Server, error) { return nil, err }
		for range 3 {
			if _, got := s.lease(t.Context(), s.Now(), nil); got != models.ErrNotFound {
				t.Errorf("taken: %v", got)
			}
			if _, got := s.nextAt(t.Context()); got != models.ErrNotFound {
				t.Errorf("next: %v", got)
			}
		}
	}
	if strings.Count(log.String(), "mails wait") != 1 {
		t.Errorf("the log: %s", log)
	}
}
