package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/mail"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/emersion/go-smtp"

	"deskbell/db"
	sending "deskbell/handlers/mail"
	"deskbell/models"
	"deskbell/models/flow"
)

// post is a mail server that has its moods: mood is asked once a mail, when all of it is there.
type post struct {
	lock  sync.Mutex
	taken []string // Message-IDs, in the order in which they came
	to    []string
	asked int
	mood  func(n int) mood
	at    string
	stop  func()
}

type mood int

const (
	takes   mood = iota
	refuses      // says to come again
	cuts         // before it has the mail
	forgets      // has the mail, and dies before it says so
)

func (p *post) NewSession(c *smtp.Conn) (smtp.Session, error) { return &postSession{p, c}, nil }

type postSession struct {
	*post
	conn *smtp.Conn
}

func (s *postSession) Mail(string, *smtp.MailOptions) error { return nil }
func (s *postSession) Rcpt(string, *smtp.RcptOptions) error { return nil }
func (s *postSession) Reset()                               {}
func (s *postSession) Logout() error                        { return nil }

func (s *postSession) Data(r io.Reader) error {
	m, err := mail.ReadMessage(r)
	if err != nil {
		return err
	}
	if _, err := io.Copy(io.Discard, m.Body); err != nil {
		return err
	}
	s.lock.Lock()
	defer s.lock.Unlock()
	s.asked++
	how := takes
	if s.mood != nil {
		how = s.mood(s.asked)
	}
	if how == takes || how == forgets {
		s.taken, s.to = append(s.taken, strings.Trim(m.Header.Get("Message-Id"), "<>")), append(s.to, m.Header.Get("To"))
	}
	switch how {
	case refuses:
		return &smtp.SMTPError{Code: 451, EnhancedCode: smtp.EnhancedCode{4, 3, 0}, Message: "not now"}
	case cuts, forgets:
		_ = s.conn.Conn().Close()
		return errors.New("gone")
	}
	return nil
}

func (p *post) all() []string {
	p.lock.Lock()
	defer p.lock.Unlock()
	return slices.Clone(p.taken)
}

// open listens where it did before; at first anywhere.
func (p *post) open(t *testing.T) {
	t.Helper()
	if p.at == "" {
		p.at = "127.0.0.1:0"
	}
	listener := listenAt(t, p.at)
	s := smtp.NewServer(p)
	s.Domain, s.ErrorLog = "mail.test", silent{}
	go func() { _ = s.Serve(listener) }()
	p.at, p.stop = listener.Addr().String(), sync.OnceFunc(func() { _ = s.Close(); _ = listener.Close() })
	t.Cleanup(p.stop)
}

type silent struct{}

func (silent) Printf(string, ...any) {}
func (silent) Println(...any)        {}

// office is an outbox that is worked off by a clock of its own.
type office struct {
	*testing.T
	store *db.Store
	post  *post
	wake  chan struct{}
	lock  sync.Mutex
	now   time.Time
}

func newOffice(t *testing.T) *office {
	t.Helper()
	store, err := db.Open(t.Context(), db.Options{Path: filepath.Join(t.TempDir(), db.FileName), MailDomain: "desk.example"})
	if err != nil {
		t.Fatal(err)
	}
	o := &office{T: t, store: store, post: &post{}, wake: make(chan struct{}, 1), now: time.Now().UTC()}
	o.post.open(t)
	t.Cleanup(func() { _ = store.Close() })
	return o
}

func (o *office) Now() time.Time {
	o.lock.Lock()
	defer o.lock.Unlock()
	return o.now
}

func (o *office) move(by time.Duration) {
	o.lock.Lock()
	o.now = o.now.Add(by)
	o.lock.Unlock()
	select {
	case o.wake <- struct{}{}:
	default:
	}
}

// run has somebody send until the test, or the function that comes back, ends it.
func (o *office) run() (stop func()) {
	o.Helper()
	server, err := sending.ParseServer("smtp://"+o.post.at, "Shop <chat@shop.example>")
	if err != nil {
		o.Fatal(err)
	}
	s := &sending.Sender{Server: func(context.Context) (*sending.Server, error) { return server, nil }, From: o.store.Outgoing(), Links: o.store,
		Base: "https://desk.example", Wake: o.wake, Now: o.Now, Log: slog.New(slog.DiscardHandler)}
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan struct{})
	go func() { defer close(done); s.Run(ctx) }()
	stop = func() { cancel(); <-done }
	o.Cleanup(stop)
	return stop
}

func (o *office) put(n int, address func(int) string) []string {
	o.Helper()
	ids := make([]string, n)
	for i := range ids {
		m := models.OutMail{Mail: models.Mail{Mail: flow.Mail{}, Purpose: models.MailTest, Language: "en"}, Address: address(i)}
		id, err := o.store.PutMail(o.Context(), m, o.Now())
		if err != nil {
			o.Fatal(err)
		}
		d, err := o.store.MailByID(o.Context(), id)
		if err != nil {
			o.Fatal(err)
		}
		ids[i] = d.MessageID
	}
	return ids
}

func (o *office) counts() map[models.DeliveryState]int {
	o.Helper()
	counts, _, err := o.store.MailCounts(o.Context())
	if err != nil {
		o.Fatal(err)
	}
	return counts
}

// until lets time pass, a step each time that it looks.
func (o *office) until(step time.Duration, what string, so func() bool) {
	o.Helper()
	for deadline := time.Now().Add(4 * patience); !so(); time.Sleep(5 * time.Millisecond) {
		if time.Now().After(deadline) {
			o.Fatalf("it never came to pass that %s: %v", what, o.counts())
		}
		o.move(step)
	}
}

// F5 F34 M-20
func TestOutbox_ServerThatFailsEveryThirdTime_TakesAThousandMailsAndLosesNone(t *testing.T) {
	o := newOffice(t)
	o.post.mood = func(n int) mood {
		if n%3 != 0 {
			return takes
		}
		return []mood{refuses, cuts, forgets}[n/3%3]
	}
	want := o.put(1000, func(i int) string { return fmt.Sprintf("vera%d@example.com", i) })
	o.run()
	o.until(5*time.Second, "all are sent", func() bool { return o.counts()[models.DeliverySent] == 1000 })
	got, twice := map[string]bool{}, 0
	for _, id := range o.post.all() {
		if got[id] {
			twice++
		}
		got[id] = true
	}
	for _, id := range want {
		if !got[id] {
			t.Errorf("%s was lost", id)
		}
	}
	if len(got) != len(want) || twice == 0 {
		t.Errorf("%d Message-IDs for %d mails, %d came twice", len(got), len(want), twice)
	}
}

// F34
func TestOutbox_ServerThatIsDownForAnHour_TakesThemLaterInOrder(t *testing.T) {
	o := newOffice(t)
	o.post.stop()
	asks := &countedDoor{}
	asks.open(t, o.post.at)
	want := o.put(40, func(i int) string { return fmt.Sprintf("vera%d@example.com", i%7) })
	stop := o.run()
	end := o.Now().Add(time.Hour)
	o.until(15*time.Second, "an hour has passed", func() bool { return !o.Now().Before(end) })
	if n := asks.count(); n < 5 || n > 60 {
		t.Errorf("it was asked %d times within an hour", n)
	}
	all, err := o.store.Mails(t.Context(), models.MailQuery{Limit: 99})
	if err != nil || len(all) != 40 || all[39].Error == "" || all[39].State != models.DeliveryPending {
		t.Errorf("the first one: %+v, %v", all[39], err)
	}
	began := time.Now()
	if err := o.store.Writable(t.Context()); err != nil || time.Since(began) > patience/2 {
		t.Errorf("turns are held up: %v, %v", time.Since(began), err)
	}
	asks.close()
	o.post.open(t)
	o.until(15*time.Second, "all are sent", func() bool { return o.counts()[models.DeliverySent] == 40 })
	stop()
	got, to := o.post.all(), map[string][]string{}
	for i, id := range got { // four are under way at once
		if at := slices.Index(want, id); at < i-4 || at > i+4 {
			t.Errorf("number %d came as %d", at, i)
		}
	}
	for i, id := range got {
		to[o.post.to[i]] = append(to[o.post.to[i]], id)
	}
	for address, ids := range to {
		if !slices.IsSortedFunc(ids, func(a, b string) int { return slices.Index(want, a) - slices.Index(want, b) }) {
			t.Errorf("to %s not in order", address)
		}
	}
}

// F34
func TestOutbox_ServerThatIsDownForTwoDays_LeavesThemToBeSentAgain(t *testing.T) {
	o := newOffice(t)
	o.post.stop()
	want := o.put(3, func(i int) string { return fmt.Sprintf("vera%d@example.com", i) })
	o.run()
	o.until(10*time.Minute, "they are given up", func() bool { return o.counts()[models.DeliveryFailed] == 3 })
	all, err := o.store.Mails(t.Context(), models.MailQuery{State: models.DeliveryFailed, Limit: 9})
	if err != nil {
		t.Fatal(err)
	}
	o.post.open(t)
	for _, d := range all {
		if d.Error == "" || d.DoneAt.IsZero() {
			t.Errorf("%+v", d)
		}
		if err := o.store.SendAgain(t.Context(), d.ID, o.Now()); err != nil {
			t.Fatal(err)
		}
	}
	o.until(time.Minute, "all are sent", func() bool { return o.counts()[models.DeliverySent] == 3 })
	got := o.post.all()
	slices.Sort(got)
	slices.Sort(want)
	if !slices.Equal(got, want) {
		t.Errorf("%q came, not %q", got, want)
	}
}

// countedDoor is a port that nobody serves: it is opened, counted and shut again.
type countedDoor struct {
	lock     sync.Mutex
	n        int
	listener net.Listener
}

func (d *countedDoor) open(t *testing.T, at string) {
	t.Helper()
	d.listener = listenAt(t, at)
	t.Cleanup(d.close)
	go func() {
		for {
			conn, err := d.listener.Accept()
			if err != nil {
				return
			}
			d.lock.Lock()
			d.n++
			d.lock.Unlock()
			_ = conn.Close()
		}
	}()
}

func (d *countedDoor) count() int {
	d.lock.Lock()
	defer d.lock.Unlock()
	return d.n
}

func (d *countedDoor) close() { _ = d.listener.Close() }

// F5
func TestOutbox_KilledOnceTheServerHasIt_SendsItAgainUnderTheSameMessageID(t *testing.T) {
	p := &post{}
	died := make(chan *os.Process, 1)
	p.mood = func(n int) mood {
		if n == 1 { // the program ends before it can note anything
			process := <-died
			_ = process.Kill()
			_, _ = process.Wait()
		}
		return takes
	}
	p.open(t)
	folder := filepath.Join(t.TempDir(), "data")
	store, err := db.Open(t.Context(), db.Options{Path: filepath.Join(folder, db.FileName)})
	if err != nil {
		t.Fatal(err)
	}
	m := models.OutMail{Mail: models.Mail{Purpose: models.MailTest, Language: "en"}, Address: "vera@example.com"}
	if _, err := store.PutMail(t.Context(), m, time.Now()); err != nil {
		t.Fatal(err)
	}
	if err := store.Close(); err != nil {
		t.Fatal(err)
	}
	args := []string{"serve", "--addr", "127.0.0.1:0", "--data", folder, "--smtp", "smtp://" + p.at, "--mail-from", "chat@shop.example", "--log-level", "warn"}
	process, _ := child(t, args...)
	died <- process
	eventually(t, "it is taken", func() bool { return len(p.all()) == 1 })
	child(t, args...)
	eventually(t, "it is sent again", func() bool { return len(p.all()) == 2 })
	if got := p.all(); got[0] == "" || got[0] != got[1] {
		t.Errorf("they are %q", got)
	}
}

func TestMailing_ServerThatIsSavedWhileItRuns_TakesWhatWaited(t *testing.T) {
	s := newMailSite(t)
	p := &post{}
	p.open(t)
	mailing := s.app.mailing()
	m := models.OutMail{Mail: models.Mail{Purpose: models.MailTest, Language: "en"}, Address: "vera@example.com"}
	waits, err := mailing.PutMail(t.Context(), m, time.Now())
	s.check(err)
	old, err := mailing.PutMail(t.Context(), m, time.Now().Add(-25*time.Hour))
	s.check(err)
	host, port, err := net.SplitHostPort(p.at)
	s.check(err)
	set := models.MailSettings{Sender: "chat@shop.example", Name: "Zoë, \"the\" Shop", Out: models.MailServer{Host: host, Security: models.MailPlain}}
	_, err = fmt.Sscan(port, &set.Out.Port)
	s.check(err)
	if s.app.mailsGo(t.Context()) {
		t.Error("mails go, and nobody takes them")
	}
	s.check(mailing.SaveMailSettings(t.Context(), set, time.Now()))
	state := func(id string) models.Delivery {
		d, err := mailing.MailByID(t.Context(), id)
		s.check(err)
		return d
	}
	eventually(t, "it is sent", func() bool { return state(waits).State == models.DeliverySent })
	eventually(t, "the old one is not", func() bool { return state(old).State == models.DeliveryFailed })
	if d := state(old); !strings.Contains(d.Error, "waited too long") {
		t.Errorf("it says %q", d.Error)
	}
	s.check(mailing.SendAgain(t.Context(), old, time.Now()))
	eventually(t, "the old one is sent as well", func() bool { return state(old).State == models.DeliverySent })
	if got := p.all(); len(got) != 2 || got[0] != state(waits).MessageID || got[1] != state(old).MessageID || !strings.HasSuffix(got[0], "@[127.0.0.1]") {
		t.Errorf("it has %q", got)
	}
}

func TestDoctor_Mail_SaysHowItStandsAndTriesTheServer(t *testing.T) {
	folder, p := shop(t), &post{}
	p.open(t)
	if out := must(t, "", "doctor", "--data", folder); !strings.Contains(out, "ok     mail      no server is set, mails wait in the outbox: 0 mails to send") {
		t.Errorf("without a server: %s", out)
	}
	store, err := db.Open(t.Context(), db.Options{Path: filepath.Join(folder, db.FileName)})
	if err != nil {
		t.Fatal(err)
	}
	_, err = store.PutMail(t.Context(), models.OutMail{Mail: models.Mail{Purpose: models.MailTest}, Address: "vera@example.com"}, time.Now().Add(-time.Hour))
	if err := errors.Join(err, store.Close()); err != nil {
		t.Fatal(err)
	}
	out := must(t, "", "doctor", "--data", folder, "--smtp", "smtp://"+p.at, "--mail-from", "chat@shop.example")
	if !strings.Contains(out, "ok     mail      "+p.at+" takes mails from chat@shop.example: 1 mail to send, the oldest for 1h0m0s") || len(p.all()) != 0 {
		t.Errorf("with one: %s", out)
	}
	p.stop()
	got := deskbell(t, "", "doctor", "--data", folder, "--smtp", "smtp://pia:pass-word@"+p.at, "--mail-from", "chat@shop.example")
	if got.code != exitFailed || !strings.Contains(got.out, "wrong  mail      "+p.at+" takes no mails: ") || strings.Contains(got.out+got.stderr, "pass-word") {
		t.Errorf("with one that is down: exit %d, %s %s", got.code, got.out, got.stderr)
	}
}

// A46
func TestDoctor_MailServerSavedInSettings_IsTriedAsServeWould(t *testing.T) {
	folder, p := shop(t), &post{}
	p.open(t)
	store, err := db.Open(t.Context(), db.Options{Path: filepath.Join(folder, db.FileName)})
	if err != nil {
		t.Fatal(err)
	}
	set := models.MailSettings{Sender: "chat@shop.example", Out: models.MailServer{Host: "127.0.0.1", Security: models.MailPlain}}
	_, port, _ := net.SplitHostPort(p.at)
	_, err = fmt.Sscan(port, &set.Out.Port)
	if err := errors.Join(err, store.SaveMailSettings(t.Context(), set, time.Now()), store.Close()); err != nil {
		t.Fatal(err)
	}
	got := deskbell(t, "", "doctor", "--data", folder)
	if got.code != exitFailed || !strings.Contains(got.out, "wrong  mail      "+p.at+" takes no mails: It was not connected to: 127.0.0.1 is an address of the machine itself.") {
		t.Errorf("exit %d, %s %s", got.code, got.out, got.stderr)
	}
	out := must(t, "", "doctor", "--data", folder, "--allow-outbound", "127.0.0.1")
	if !strings.Contains(out, p.at+" takes mails from chat@shop.example: 0 mails to send. "+models.ErrNotOwners.Message) {
		t.Errorf("allowed: %s", out)
	}
}
