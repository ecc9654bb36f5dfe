package mail

import (
	"errors"
	"testing"
	"time"

	"github.com/emersion/go-smtp"

	"deskbell/models"
	"deskbell/models/flow"
)

// F34
func TestSender_ServerThatIsDown_IsAskedByOneMailAtATime(t *testing.T) {
	b := newBox(t)
	b.from = func() error { return &smtp.SMTPError{Code: 421, Message: "closing"} }
	s, o, _ := newSender(t, b.at)
	now := &clock{now: time.UnixMilli(900_000).UTC()}
	s.Now = now.Now
	d := delivery(t, 1, flow.Mail{To: []string{"vera@example.com"}, Subject: "x", Text: "x"})
	o.wait = []models.Delivery{d}
	for range restFrom {
		if _, err := s.lease(t.Context(), now.Now(), nil); err != nil {
			t.Fatal(err)
		}
		s.send(t.Context(), d)
	}
	for round, wait := 0, firstRest; round < 9; round++ {
		if _, err := s.lease(t.Context(), now.Now(), nil); !errors.Is(err, models.ErrNotFound) {
			t.Fatalf("round %d: it gets one at once", round)
		}
		next, err := s.nextAt(t.Context())
		if err != nil || next.Sub(now.Now()) < wait || next.Sub(now.Now()) > wait+wait/4 {
			t.Fatalf("round %d: it rests for %v, %v", round, next.Sub(now.Now()), err)
		}
		now.move(next.Sub(now.Now()))
		if _, err := s.lease(t.Context(), now.Now(), nil); err != nil {
			t.Fatal(err)
		}
		if _, err := s.lease(t.Context(), now.Now(), nil); !errors.Is(err, models.ErrNotFound) {
			t.Fatalf("round %d: two at once", round)
		}
		if round == 8 {
			b.from = nil
		}
		s.send(t.Context(), d)
		wait = min(2*wait, lastRest)
	}
	for range 3 {
		if _, err := s.lease(t.Context(), now.Now(), nil); err != nil || len(o.done) != 1 {
			t.Fatalf("it is back, and nothing goes: %v", err)
		}
	}
}

func TestSender_MailThatIsRefused_KeepsNoOtherBack(t *testing.T) {
	b := newBox(t)
	b.refuse = func(string) error { return &smtp.SMTPError{Code: 450, Message: "later"} }
	s, o, _ := newSender(t, b.at)
	d := delivery(t, 1, flow.Mail{To: []string{"vera@example.com"}, Subject: "x", Text: "x"})
	o.wait = []models.Delivery{d}
	for range 2 * restFrom {
		s.send(t.Context(), d)
		if _, err := s.lease(t.Context(), s.Now(), nil); err != nil {
			t.Fatal(err)
		}
	}
}

func TestSender_ServerThatWasMended_IsAskedAtOnce(t *testing.T) {
	s, o, _ := newSender(t, "127.0.0.1:1")
	server, _ := s.Server(t.Context())
	d := delivery(t, 1, flow.Mail{To: []string{"vera@example.com"}, Subject: "x", Text: "x"})
	o.wait = []models.Delivery{d}
	for range restFrom {
		s.send(t.Context(), d)
	}
	if _, err := s.lease(t.Context(), s.Now(), nil); err == nil {
		t.Fatal("it does not rest")
	}
	server.since = s.Now()
	if _, err := s.lease(t.Context(), s.Now(), nil); err != nil {
		t.Error(err)
	}
}

// F36: a mail at which the program itself fails does not keep the others from a server that is tried out.
func TestSender_ProgramFailsAtAMail_LeavesTheServerToTheNext(t *testing.T) {
	b := newBox(t)
	s, o, _ := newSender(t, b.at)
	now := time.UnixMilli(900_000).UTC()
	d := delivery(t, 1, flow.Mail{To: []string{"vera@example.com"}, Subject: "x", Text: "x"})
	o.wait = []models.Delivery{d}
	s.rest.misses = restFrom
	s.rest.begin()
	if err := s.broken(t.Context(), d, now); err != nil {
		t.Fatal(err)
	}
	if s.rest.trying {
		t.Error("the server is not asked any more")
	}
}
