package mailbox_test

import (
	"bytes"
	"context"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"io"
	"log"
	"math/big"
	"net"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/emersion/go-imap/v2"
	"github.com/emersion/go-imap/v2/imapserver"
	"github.com/emersion/go-imap/v2/imapserver/imapmemserver"

	"deskbell/handlers/mailbox"
	"deskbell/models"
)

// post is a mailbox on a server in this process.
type post struct {
	*testing.T
	user    *imapmemserver.User
	address string
	server  *imapserver.Server
	options imapserver.Options
	roots   *x509.CertPool
	idle    bool

	mu      sync.Mutex
	fetched int // whole mails
}

const boxPassword = "box password"

// newPost begins one; idle says whether it tells of new mails.
func newPost(t *testing.T, idle bool) *post {
	t.Helper()
	p := &post{T: t, idle: idle, user: imapmemserver.NewUser("chat", boxPassword)}
	if err := p.user.Create("INBOX", nil); err != nil {
		t.Fatal(err)
	}
	all := imapmemserver.New()
	all.AddUser(p.user)
	var certificate tls.Certificate
	certificate, p.roots = p.certificate()
	p.options = imapserver.Options{InsecureAuth: true, Logger: log.New(io.Discard, "", 0), TLSConfig: &tls.Config{Certificates: []tls.Certificate{certificate}},
		NewSession: func(*imapserver.Conn) (imapserver.Session, *imapserver.GreetingData, error) {
			return counting{all.NewSession(), p}, nil, nil
		}}
	p.begin("127.0.0.1:0")
	return p
}

// counting counts what is read.
type counting struct {
	imapserver.Session
	of *post
}

func (c counting) Fetch(w *imapserver.FetchWriter, set imap.NumSet, o *imap.FetchOptions) error {
	for _, s := range o.BodySection {
		if s.Specifier == imap.PartSpecifierNone {
			c.of.mu.Lock()
			c.of.fetched++
			c.of.mu.Unlock()
		}
	}
	return c.Session.Fetch(w, set, o)
}

func (p *post) begin(address string) {
	p.Helper()
	listener, err := net.Listen("tcp", address)
	for end := time.Now().Add(time.Minute); err != nil; listener, err = net.Listen("tcp", address) {
		if time.Now().After(end) { // another connection may have been given the port of before
			p.Fatal(err)
		}
		time.Sleep(10 * time.Millisecond)
	}
	p.address, p.server = listener.Addr().String(), imapserver.New(&p.options)
	server := p.server
	if !p.idle {
		listener = mute{listener}
	}
	go func() { _ = server.Serve(listener) }()
	p.Cleanup(func() { _ = server.Close() })
}

// mute takes from a server, as long as it is read in the clear, that it can tell of new mails.
type mute struct{ net.Listener }

func (m mute) Accept() (net.Conn, error) {
	conn, err := m.Listener.Accept()
	return muted{conn}, err
}

type muted struct{ net.Conn }

func (m muted) Write(said []byte) (int, error) {
	_, err := m.Conn.Write(bytes.ReplaceAll(said, []byte(" IDLE"), []byte(" XDLE")))
	return len(said), err
}

func (p *post) certificate() (tls.Certificate, *x509.CertPool) {
	p.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		p.Fatal(err)
	}
	template := &x509.Certificate{SerialNumber: big.NewInt(1), NotBefore: time.Now().Add(-time.Hour), NotAfter: time.Now().Add(time.Hour),
		IPAddresses: []net.IP{net.IPv4(127, 0, 0, 1)}, IsCA: true, BasicConstraintsValid: true, KeyUsage: x509.KeyUsageCertSign | x509.KeyUsageDigitalSignature}
	der, err := x509.CreateCertificate(rand.Reader, template, template, &key.PublicKey, key)
	if err != nil {
		p.Fatal(err)
	}
	made, err := x509.ParseCertificate(der)
	if err != nil {
		p.Fatal(err)
	}
	roots := x509.NewCertPool()
	roots.AddCert(made)
	return tls.Certificate{Certificate: [][]byte{der}, PrivateKey: key}, roots
}

type literal struct{ *bytes.Reader }

func (l literal) Size() int64 { return int64(l.Len()) }

// arrives puts a mail into the mailbox.
func (p *post) arrives(raw string) {
	p.Helper()
	body := []byte(strings.ReplaceAll(raw, "\n", "\r\n"))
	if _, err := p.user.Append("INBOX", literal{bytes.NewReader(body)}, &imap.AppendOptions{}); err != nil {
		p.Fatal(err)
	}
}

// unread is how many mails nobody has read.
func (p *post) unread() uint32 {
	p.Helper()
	status, err := p.user.Status("INBOX", &imap.StatusOptions{NumUnseen: true})
	if err != nil {
		p.Fatal(err)
	}
	return *status.NumUnseen
}

func (p *post) settings(security models.MailSecurity) models.MailSettings {
	host, port, err := net.SplitHostPort(p.address)
	if err != nil {
		p.Fatal(err)
	}
	number, err := net.LookupPort("tcp", port)
	if err != nil {
		p.Fatal(err)
	}
	return models.MailSettings{In: models.MailInbox{Address: inboxAddress,
		Server: models.MailServer{Host: host, Port: number, Security: security, User: "chat", Password: boxPassword}}}
}

// runs reads the mailbox until the test ends, or stop is called.
func (h *house) runs() (stop func()) {
	ctx, cancel := context.WithCancel(context.Background())
	var done sync.WaitGroup
	done.Go(func() { h.box.Run(ctx) })
	stop = func() {
		cancel()
		done.Wait()
	}
	h.Cleanup(stop)
	return stop
}

func (h *house) save(s models.MailSettings) {
	h.Helper()
	kept, err := h.store.MailSettings(h.Context())
	if s.SavedAt = kept.SavedAt; err == nil {
		err = h.store.SaveMailSettings(h.Context(), s, h.clock())
	}
	if err != nil {
		h.Fatal(err)
	}
	h.box.Wake()
}

// until waits for what has to come.
func (h *house) until(what string, ready func() bool) {
	h.Helper()
	for end := time.Now().Add(time.Minute); time.Now().Before(end); time.Sleep(5 * time.Millisecond) {
		if ready() {
			return
		}
	}
	h.Fatalf("not within a minute: %s; %+v", what, h.box.Status())
}

func polling(every time.Duration, p *post) func(*mailbox.Options) {
	return func(o *mailbox.Options) { o.Poll, o.Roots = every, p.roots }
}

// A11
func TestRun_Mailbox_IsReadByEveryWay(t *testing.T) {
	for name, c := range map[string]struct {
		idle     bool
		security models.MailSecurity
		poll     time.Duration
	}{
		"IDLE over STARTTLS": {true, models.MailSTARTTLS, time.Hour},
		"IDLE unsafe":        {true, models.MailPlain, time.Hour},
		"polling":            {false, models.MailPlain, 20 * time.Millisecond},
	} {
		t.Run(name, func(t *testing.T) {
			p := newPost(t, c.idle)
			h := newHouse(t, polling(c.poll, p))
			to := h.left("a")
			p.arrives(h.letter(to, "It was there already."))
			p.arrives("From: friend@elsewhere.example\nMessage-ID: <lunch@x>\nSubject: Lunch?\n\nNone of Deskbell's.\n")
			h.runs()
			h.save(p.settings(c.security))
			h.until("the first", func() bool { return len(h.byMail(to.conversation)) == 1 && p.unread() == 1 })
			h.until("connected", func() bool { return h.box.Status().Connected })
			if s := h.box.Status(); !s.On || s.AtOnce != c.idle || s.Error != "" || s.LookedAt.IsZero() {
				t.Errorf("%+v", s)
			}
			p.arrives(h.letter(to, "It came later."))
			p.arrives(h.letter(to, "Away.", "Auto-Submitted: auto-replied"))
			p.arrives(h.letter(to, strings.Repeat("A letter as long as a book. \n", 1_200_000)))
			h.until("the second", func() bool { return len(h.byMail(to.conversation)) == 2 && p.unread() == 1 })
			if newest := h.received()[0]; newest.State != models.MailRefused || !strings.Contains(newest.Why, "larger") || newest.Conversation != to.conversation {
				t.Errorf("%+v", newest)
			}
		})
	}
}

func TestRun_TLSFromTheFirstByte_Works(t *testing.T) {
	p := newPost(t, true)
	h := newHouse(t, polling(time.Hour, p))
	secure, err := tls.Listen("tcp", "127.0.0.1:0", p.options.TLSConfig)
	if err != nil {
		t.Fatal(err)
	}
	go func() { _ = p.server.Serve(secure) }()
	p.address = secure.Addr().String()
	to := h.left("a")
	p.arrives(h.letter(to, "Over TLS."))
	h.runs()
	h.save(p.settings(models.MailTLS))
	h.until("it is taken", func() bool { return len(h.byMail(to.conversation)) == 1 && p.unread() == 0 })
}

// The server goes and comes back, and this program too: nothing is lost, nothing comes twice.
func TestRun_ServerGoesAndComesBack_NothingIsLost(t *testing.T) {
	p := newPost(t, true)
	h := newHouse(t, polling(time.Hour, p))
	to := h.left("a")
	stop := h.runs()
	h.save(p.settings(models.MailSTARTTLS))
	h.until("connected", func() bool { return h.box.Status().Connected })
	p.server.Close()
	h.until("it is told", func() bool { return h.box.Status().Error != "" && !h.box.Status().Connected })
	p.arrives(h.letter(to, "While nobody looked."))
	p.begin(p.address)
	h.box.Wake()
	h.until("it is taken", func() bool { return len(h.byMail(to.conversation)) == 1 && p.unread() == 0 })
	stop()
	p.arrives(h.letter(to, "While the program was off."))
	h.runs()
	h.until("it is taken", func() bool { return len(h.byMail(to.conversation)) == 2 && p.unread() == 0 })
}

func TestRun_SettingsChange_CountAtOnce(t *testing.T) {
	first, second := newPost(t, true), newPost(t, true)
	h := newHouse(t, polling(time.Hour, second))
	to := h.left("a")
	h.runs()
	wrong := second.settings(models.MailPlain)
	wrong.In.Server.Password = "wrong"
	h.save(wrong)
	h.until("the password is wrong", func() bool { return strings.Contains(h.box.Status().Error, "signing in") })
	if strings.Contains(h.box.Status().Error, "wrong") {
		t.Errorf("the password is shown: %s", h.box.Status().Error)
	}
	h.save(first.settings(models.MailPlain))
	h.until("the first box", func() bool { return h.box.Status().Connected })
	h.save(second.settings(models.MailPlain))
	second.arrives(h.letter(to, "In the second."))
	h.until("the second box", func() bool { return len(h.byMail(to.conversation)) == 1 })
	h.save(models.MailSettings{})
	h.until("none", func() bool { return !h.box.Status().On })
}

// A server that takes a connection and then says nothing is not waited for for ever.
func TestRun_ServerThatHangs_IsLeft(t *testing.T) {
	silent, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { silent.Close() })
	p := newPost(t, true)
	h := newHouse(t, func(o *mailbox.Options) {
		o.Poll, o.Patience = time.Hour, 50*time.Millisecond
		dial := o.Dial
		o.Dial = func(ctx context.Context, network, address string) (net.Conn, error) {
			conn, err := dial(ctx, network, address)
			return &falters{Conn: conn}, err
		}
	})
	stop := h.runs()
	h.save(p.settings(models.MailPlain))
	h.until("it is told", func() bool { return strings.Contains(h.box.Status().Error, "does not answer") })
	p.address = silent.Addr().String()
	h.save(p.settings(models.MailPlain))
	stop() // also while it connects
}

// falters lets nothing through any more once somebody has signed in.
type falters struct {
	net.Conn
	off bool
}

func (f *falters) Write(said []byte) (int, error) {
	f.off = f.off || bytes.Contains(said, []byte("NOOP"))
	if f.off {
		return len(said), nil
	}
	return f.Conn.Write(said)
}

// A server whose certificate nobody has signed is not spoken to; a folder that is not there is told.
func TestRun_WhatIsWrong_IsTold(t *testing.T) {
	p := newPost(t, true)
	h := newHouse(t, func(o *mailbox.Options) { o.Poll = time.Hour })
	h.runs()
	h.save(p.settings(models.MailSTARTTLS))
	h.until("the certificate", func() bool { return strings.Contains(h.box.Status().Error, "certificate") })
	s := p.settings(models.MailPlain)
	s.In.Folder = "Deskbell"
	h.save(s)
	h.until("the folder", func() bool { return strings.Contains(h.box.Status().Error, "folder Deskbell") })
}

// What is none of ours is read once, also after a new start.
func TestRun_ForeignMails_StayUnreadAndAreNotReadAgain(t *testing.T) {
	p := newPost(t, false)
	h := newHouse(t, polling(5*time.Millisecond, p))
	p.arrives("From: news@elsewhere.example\nList-Id: <x>\nMessage-ID: <lunch@x>\nSubject: Lunch?\n\nNone of Deskbell's.\n")
	stop := h.runs()
	h.save(p.settings(models.MailPlain))
	h.until("it is looked at", func() bool { return len(h.received()) == 1 })
	looked := h.box.Status().LookedAt
	h.pass(time.Minute)
	h.until("again", func() bool { return h.box.Status().LookedAt.After(looked) })
	stop()
	h.pass(time.Minute)
	looked = h.clock().Add(-time.Second)
	h.runs()
	h.until("after a start", func() bool { return h.box.Status().LookedAt.After(looked) })
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.fetched != 1 || p.unread() != 1 {
		t.Errorf("read %d times, %d unread", p.fetched, p.unread())
	}
}
