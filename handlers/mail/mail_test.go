package mail

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/mail"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/emersion/go-smtp"

	"deskbell/models"
	"deskbell/models/flow"
)

// box is a mail server that keeps what it takes.
type box struct {
	lock   sync.Mutex
	mails  []string
	to     [][]string
	refuse func(recipient string) error // nil: takes all
	from   func() error                 // likewise, of whom it is from
	at     string
}

func (b *box) NewSession(*smtp.Conn) (smtp.Session, error) { return &session{box: b}, nil }

type session struct {
	*box
	rcpt []string
}

func (s *session) Mail(string, *smtp.MailOptions) error {
	if s.from != nil {
		return s.from()
	}
	return nil
}
func (s *session) Reset()        { s.rcpt = nil }
func (s *session) Logout() error { return nil }

func (s *session) Rcpt(to string, _ *smtp.RcptOptions) error {
	if s.refuse != nil {
		if err := s.refuse(to); err != nil {
			return err
		}
	}
	s.rcpt = append(s.rcpt, to)
	return nil
}

func (s *session) Data(r io.Reader) error {
	text, err := io.ReadAll(r)
	if err != nil {
		return err
	}
	s.lock.Lock()
	defer s.lock.Unlock()
	s.mails, s.to = append(s.mails, string(text)), append(s.to, s.rcpt)
	return nil
}

func (b *box) all() []string {
	b.lock.Lock()
	defer b.lock.Unlock()
	return slices.Clone(b.mails)
}

func newBox(t *testing.T) *box {
	t.Helper()
	b := &box{}
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	s := smtp.NewServer(b)
	s.Domain, s.ErrorLog = "mail.test", quiet{}
	go func() { _ = s.Serve(listener) }()
	t.Cleanup(func() { _ = s.Close() })
	b.at = listener.Addr().String()
	return b
}

type quiet struct{}

func (quiet) Printf(string, ...any) {}
func (quiet) Println(...any)        {}

// outbox notes what it is told.
type outbox struct {
	models.Deliveries
	done  []string
	backs []models.Setback
	drops []models.Setback
	wait  []models.Delivery
}

func (o *outbox) Done(_ context.Context, id string, _ time.Time) error {
	o.done = append(o.done, id)
	return nil
}

func (o *outbox) Failed(_ context.Context, b models.Setback) error {
	o.backs = append(o.backs, b)
	return nil
}

func (o *outbox) LeaseOther(context.Context, models.DeliveryKind, time.Time, []models.BotID) (models.Delivery, error) {
	return models.Delivery{}, models.ErrNotFound
}
func (o *outbox) LeaseMail(context.Context, time.Time, []string) (models.Delivery, error) {
	if len(o.wait) == 0 {
		return models.Delivery{}, models.ErrNotFound
	}
	return o.wait[0], nil
}
func (o *outbox) NextAt(context.Context, models.DeliveryKind) (time.Time, error) {
	if len(o.wait) == 0 {
		return time.Time{}, models.ErrNotFound
	}
	return o.wait[0].ReadyAt, nil
}
func (o *outbox) Drop(_ context.Context, b models.Setback) error {
	o.drops = append(o.drops, b)
	return nil
}
func (o *outbox) Recover(context.Context, models.DeliveryKind, time.Time) error { return nil }

// links give tokens for what links are good.
type links map[string]string

func (l links) MailToken(_ context.Context, m models.Mail) (string, error) {
	token, ok := l[m.Link]
	if m.Link == "owner" {
		return "", models.ErrNotOwners
	}
	if !ok && m.Link != "" {
		return "", models.ErrNotFound
	}
	return token, nil
}
func (l links) ReplySign(_ context.Context, m models.Mail) (string, error) {
	return "sign-" + m.Link, nil
}

// clock is a time that tests move.
type clock struct {
	lock sync.Mutex
	now  time.Time
}

func (c *clock) Now() time.Time {
	c.lock.Lock()
	defer c.lock.Unlock()
	return c.now
}

func (c *clock) move(by time.Duration) {
	c.lock.Lock()
	defer c.lock.Unlock()
	c.now = c.now.Add(by)
}

func newSender(t *testing.T, at string) (*Sender, *outbox, *strings.Builder) {
	t.Helper()
	server, err := ParseServer("smtp://"+at, `"Pia's Shop" <chat@shop.example>`)
	if err != nil {
		t.Fatal(err)
	}
	return senderTo(server)
}

func senderTo(server *Server) (*Sender, *outbox, *strings.Builder) {
	o, log := &outbox{}, &strings.Builder{}
	return &Sender{Server: func(context.Context) (*Server, error) { return server, nil }, From: o, Links: links{"way": "token", "guest": "token"},
		Base: "https://desk.example", Now: (&clock{now: time.UnixMilli(1_000_000).UTC()}).Now, Log: slog.New(slog.NewTextHandler(log, nil))}, o, log
}

func delivery(t *testing.T, tries int, of flow.Mail) models.Delivery {
	m := models.Mail{Mail: of, Purpose: models.MailFlow}
	t.Helper()
	text, err := json.Marshal(m)
	if err != nil {
		t.Fatal(err)
	}
	return models.Delivery{ID: "d1", Kind: models.DeliverMail, Bot: "b", Key: "0190-key", Payload: text, Tries: tries, CreatedAt: time.UnixMilli(900_000)}
}

func parsed(t *testing.T, text string) (*mail.Message, string) {
	t.Helper()
	m, err := mail.ReadMessage(strings.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	body, err := io.ReadAll(m.Body)
	if err != nil {
		t.Fatal(err)
	}
	return m, string(body)
}

// A11 F5
func TestSend_MailWithEvilWords_ArrivesOnceWithHeadersOfItsOwn(t *testing.T) {
	b := newBox(t)
	s, o, log := newSender(t, b.at)
	m := flow.Mail{To: []string{"team@example.com"}, CC: []string{"vera@example.com"}, ReplyTo: "vera@example.com",
		Subject: "Grüße\r\nBcc: evil@example.com\u2028X-Evil: 1", Text: "Hello\r\n.\r\nBcc: evil@example.com\nzwölf"}
	s.send(t.Context(), delivery(t, 1, m))
	s.send(t.Context(), delivery(t, 2, m)) // as after a crash
	got := b.all()
	if len(got) != 2 || !slices.Equal(o.done, []string{"d1", "d1"}) || len(o.backs) != 0 {
		t.Fatalf("%d mails, %v, %+v", len(got), o.done, o.backs)
	}
	first, body := parsed(t, got[0])
	again, _ := parsed(t, got[1])
	for name, want := range map[string]string{"To": "<team@example.com>", "Cc": "<vera@example.com>", "Reply-To": "<vera@example.com>", "From": `"Pia's Shop" <chat@shop.example>`,
		"Message-Id": "<0190-key@shop.example>", "Auto-Submitted": "auto-generated", "Bcc": "", "X-Evil": ""} {
		if first.Header.Get(name) != want || again.Header.Get(name) != want {
			t.Errorf("%s is %q and %q, want %q", name, first.Header.Get(name), again.Header.Get(name), want)
		}
	}
	if first.Header.Get("Date") != again.Header.Get("Date") || !strings.Contains(body, "zw=C3=B6lf") {
		t.Errorf("date %q, body %q", again.Header.Get("Date"), body)
	}
	for _, to := range b.to {
		if !slices.Equal(to, []string{"team@example.com", "vera@example.com"}) {
			t.Errorf("it went to %q", to)
		}
	}
	if strings.Contains(log.String(), "example.com") || strings.Contains(log.String(), "Hello") {
		t.Errorf("the log: %s", log)
	}
}

// A11
func TestSend_AddressThatIsNone_IsNotSent(t *testing.T) {
	b := newBox(t)
	for _, to := range []string{"a@example.com\r\nBcc: evil@example.com", "a@example.com, b@example.com", "Vera <a@example.com>", "", "nobody", "<a@example.com>", "a@example.com>\r\nDATA"} {
		s, o, _ := newSender(t, b.at)
		s.send(t.Context(), delivery(t, 1, flow.Mail{To: []string{to}, Subject: "x", Text: "x"}))
		s.send(t.Context(), delivery(t, 1, flow.Mail{To: []string{"team@example.com"}, ReplyTo: to + " ", Subject: "x", Text: "x"}))
		if len(o.done) != 0 || len(o.backs) != 2 || !o.backs[0].Next.IsZero() {
			t.Errorf("%q: %v, %+v", to, o.done, o.backs)
		}
	}
	if got := b.all(); len(got) != 0 {
		t.Errorf("%d mails", len(got))
	}
}

// F34
func TestSend_ServerThatSaysLaterOrIsAway_IsAskedForADay(t *testing.T) {
	b := newBox(t)
	b.refuse = func(string) error { return &smtp.SMTPError{Code: 451, Message: "greylisted"} }
	gone := newBox(t)
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	gone.at = listener.Addr().String()
	_ = listener.Close()
	for name, at := range map[string]string{"greylisted": b.at, "refused": gone.at} {
		s, o, _ := newSender(t, at)
		now := &clock{now: time.UnixMilli(900_000).UTC()}
		s.Now = now.Now
		began, tries, last := now.Now(), 0, time.Duration(0)
		for next := began; !next.IsZero(); {
			tries++
			now.move(next.Sub(now.Now()))
			s.send(t.Context(), delivery(t, tries, flow.Mail{To: []string{"vera@example.com"}, Subject: "x", Text: "x"}))
			back := o.backs[tries-1]
			if !strings.Contains(back.Error, name) || strings.Contains(back.Error, "password") {
				t.Fatalf("%q", back.Error)
			}
			if !back.Next.IsZero() && back.Next.Sub(now.Now()) < tooSoon {
				t.Fatalf("again after %v", back.Next.Sub(now.Now()))
			}
			last = now.Now().Sub(began)
			next = back.Next
		}
		if last < 21*time.Hour || last > triedFor || tries < 15 || tries > 200 {
			t.Errorf("%s: it is tried %d times within %v", name, tries, last)
		}
	}
}

func TestSend_RecipientThatIsRefused_KeepsNoneOfTheOthersBack(t *testing.T) {
	b := newBox(t)
	b.refuse = func(to string) error {
		if to == "gone@example.com" {
			return &smtp.SMTPError{Code: 550, Message: "no such user"}
		}
		return nil
	}
	s, o, _ := newSender(t, b.at)
	s.send(t.Context(), delivery(t, 1, flow.Mail{To: []string{"gone@example.com", "team@example.com"}, CC: []string{"vera@example.com"}, Subject: "x", Text: "x"}))
	if len(o.backs) != 1 || !o.backs[0].Next.IsZero() || o.backs[0].Error != "not sent to gone@example.com: 550 5.0.0 no such user" {
		t.Errorf("%+v", o.backs)
	}
	if fmt.Sprint(b.to) != "[[team@example.com] [vera@example.com]]" {
		t.Errorf("it went to %v", b.to)
	}
	s.send(t.Context(), delivery(t, 1, flow.Mail{To: []string{"gone@example.com"}, Subject: "x", Text: "x"}))
	if len(o.backs) != 2 || !o.backs[1].Next.IsZero() || o.backs[1].Error != "550 5.0.0 no such user" {
		t.Errorf("alone: %+v", o.backs)
	}
}

func TestSend_ServerThatHangs_EndsWithTheProgram(t *testing.T) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = listener.Close() })
	s, o, _ := newSender(t, listener.Addr().String())
	ctx, cancel := context.WithTimeout(t.Context(), 50*time.Millisecond)
	defer cancel()
	began := time.Now()
	s.send(ctx, delivery(t, 1, flow.Mail{To: []string{"vera@example.com"}, Subject: "x", Text: "x"}))
	if time.Since(began) > 15*time.Second || len(o.done)+len(o.backs) != 0 {
		t.Errorf("%v, %+v", time.Since(began), o)
	}
}

func TestParseServer_WhatCannotBe_IsRefusedWithoutThePassword(t *testing.T) {
	for address, from := range map[string]string{"": "a@x.test", "mail.test:25": "a@x.test", "http://mail.test": "a@x.test", "smtp://": "a@x.test", "smtp://me:pass-word@mail.test:0": "a@x.test",
		"smtp://me:pass-word@mail.test/path": "a@x.test", "smtp://me:pass word@mail.test:x": "a@x.test", "smtp://me:pass-word@mail.test": "nobody", "smtps://mail.test": ""} {
		if s, err := ParseServer(address, from); err == nil || strings.Contains(err.Error(), "pass-word") {
			t.Errorf("%q, %q: %+v, %v", address, from, s, err)
		}
	}
	for address, want := range map[string]string{"smtp://me:p%40ss@mail.test": "mail.test:587 true", "smtps://mail.test": "mail.test:465 false", "smtp://127.0.0.1:25": "127.0.0.1:25 false",
		"smtp://me:x@[::1]:25": "[::1]:25 false", "smtp://relay.test:25": "relay.test:25 false"} {
		s, err := ParseServer(address, "Shop <chat@x.test>")
		if err != nil {
			t.Error(err)
			continue
		}
		if got := fmt.Sprint(s.Name(), " ", s.security == models.MailSTARTTLS && !s.ifThere); got != want {
			t.Errorf("%s is %s, want %s", address, got, want)
		}
		if strings.Contains(address, "%40") && s.password != "p@ss" {
			t.Errorf("the password is %q", s.password)
		}
	}
}

func TestSend_ServerThatIsGoneBehindItsYes_CountsAsSent(t *testing.T) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = listener.Close() })
	go func() {
		conn, err := listener.Accept()
		if err != nil {
			return
		}
		defer conn.Close()
		lines := bufio.NewScanner(conn)
		fmt.Fprint(conn, "220 mail.test\r\n")
		for data := false; lines.Scan(); {
			switch line := lines.Text(); {
			case data && line == ".":
				fmt.Fprint(conn, "250 taken\r\n")
				return
			case data:
			case line == "DATA":
				data = true
				fmt.Fprint(conn, "354 go on\r\n")
			default:
				fmt.Fprint(conn, "250 yes\r\n")
			}
		}
	}()
	s, o, _ := newSender(t, listener.Addr().String())
	s.send(t.Context(), delivery(t, 1, flow.Mail{To: []string{"vera@example.com"}, Subject: "x", Text: "x"}))
	if len(o.done) != 1 || len(o.backs) != 0 {
		t.Errorf("%+v", o)
	}
}
