package mail

import (
	"context"
	"crypto"
	"crypto/ecdsa"
	"crypto/ed25519"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/rsa"
	"crypto/sha256"
	"crypto/tls"
	"crypto/x509"
	"encoding/base64"
	"encoding/pem"
	"errors"
	"math/big"
	"net"
	"net/netip"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/emersion/go-sasl"
	"github.com/emersion/go-smtp"

	"deskbell/handlers/outbound"
	"deskbell/models"
	"deskbell/models/flow"
)

// guarded is a box that wants a password, and has a certificate.
type guarded struct{ *box }

func (g guarded) NewSession(*smtp.Conn) (smtp.Session, error) {
	return &guardedSession{session: session{box: g.box}}, nil
}

type guardedSession struct {
	session
	in bool
}

func (s *guardedSession) AuthMechanisms() []string { return []string{sasl.Plain} }
func (s *guardedSession) Auth(string) (sasl.Server, error) {
	return sasl.NewPlainServer(func(_, user, password string) error {
		if user != "pia" || password != "pass word" {
			return errors.New("no such user")
		}
		s.in = true
		return nil
	}), nil
}
func (s *guardedSession) Mail(from string, o *smtp.MailOptions) error {
	if !s.in {
		return smtp.ErrAuthRequired
	}
	return s.session.Mail(from, o)
}

// newGuarded says where it is, and whom to trust.
func newGuarded(t *testing.T, implicit bool) (*box, int, *tls.Config) {
	t.Helper()
	private, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	about := &x509.Certificate{SerialNumber: big.NewInt(1), NotAfter: time.Now().Add(time.Hour), IsCA: true, BasicConstraintsValid: true,
		KeyUsage: x509.KeyUsageCertSign | x509.KeyUsageDigitalSignature, IPAddresses: []net.IP{net.IPv4(127, 0, 0, 1)}}
	raw, err := x509.CreateCertificate(rand.Reader, about, about, private.Public(), private)
	if err != nil {
		t.Fatal(err)
	}
	parsed, err := x509.ParseCertificate(raw)
	if err != nil {
		t.Fatal(err)
	}
	roots := x509.NewCertPool()
	roots.AddCert(parsed)
	b := &box{}
	s := smtp.NewServer(guarded{b})
	s.Domain, s.ErrorLog, s.TLSConfig = "mail.test", quiet{}, &tls.Config{Certificates: []tls.Certificate{{Certificate: [][]byte{raw}, PrivateKey: private}}}
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	port := listener.Addr().(*net.TCPAddr).Port
	if implicit {
		listener = tls.NewListener(listener, s.TLSConfig)
	}
	go func() { _ = s.Serve(listener) }()
	t.Cleanup(func() { _ = s.Close() })
	return b, port, &tls.Config{RootCAs: roots, ServerName: "127.0.0.1"}
}

func TestFromSettings_EverySecurity_ReachesItsServerAndNoOther(t *testing.T) {
	for _, security := range []models.MailSecurity{models.MailSTARTTLS, models.MailTLS} {
		b, port, trust := newGuarded(t, security == models.MailTLS)
		set := models.MailSettings{SavedAt: time.UnixMilli(1), Sender: "chat@shop.example", Name: "Pia's Shop",
			Out: models.MailServer{Host: "127.0.0.1", Port: port, Security: security, User: "pia", Password: "pass word"}}
		server, err := FromSettings(set, nil, local())
		if err != nil {
			t.Fatal(err)
		}
		server.tls = trust
		s, o, _ := senderTo(server)
		s.send(t.Context(), delivery(t, 1, flow.Mail{To: []string{"vera@example.com"}, Subject: "x", Text: "x"}))
		if len(o.done) != 1 || len(b.all()) != 1 || server.Try(t.Context()) != nil {
			t.Errorf("%s: %+v", security, o.backs)
		}
		server.tls = nil // its certificate is nobody's
		if err := server.Try(t.Context()); err == nil || !strings.Contains(err.Error(), "certificate") {
			t.Errorf("%s: a stranger: %v", security, err)
		}
		server.tls, server.password = trust, "wrong"
		if err := server.Try(t.Context()); err == nil || strings.Contains(err.Error(), "wrong") || !strings.HasPrefix(err.Error(), "SMTP AUTH failed: 4") || strings.Contains(err.Error(), `"`) {
			t.Errorf("%s: a wrong password: %v", security, err)
		}
	}
	plain := newBox(t)
	set := models.MailSettings{SavedAt: time.UnixMilli(1), Sender: "chat@shop.example", Out: models.MailServer{Host: "127.0.0.1", Security: models.MailSTARTTLS}}
	set.Out.Port = port(t, plain.at)
	server, err := FromSettings(set, nil, local())
	if err != nil {
		t.Fatal(err)
	}
	if err := server.Try(t.Context()); err == nil || !strings.Contains(err.Error(), "STARTTLS") {
		t.Errorf("without TLS: %v", err)
	}
	server.security = models.MailPlain
	if err := server.Try(t.Context()); err != nil {
		t.Error(err)
	}
}

// local allows servers on this machine.
func local() *net.Dialer {
	return outbound.Dialer(outbound.Options{Allow: []netip.Prefix{netip.MustParsePrefix("127.0.0.0/8"), netip.MustParsePrefix("::1/128")}})
}

func port(t *testing.T, at string) int {
	t.Helper()
	a, err := net.ResolveTCPAddr("tcp", at)
	if err != nil {
		t.Fatal(err)
	}
	return a.Port
}

func TestFromSettings_WithoutAServer_TheOneFromTheStartCounts(t *testing.T) {
	started, err := ParseServer("smtp://mail.test:25", "Shop <chat@shop.example>")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := FromSettings(models.MailSettings{}, nil, nil); !errors.Is(err, ErrNone) {
		t.Errorf("neither: %v", err)
	}
	at, err := FromSettings(models.MailSettings{SavedAt: time.UnixMilli(5), Name: "Pia", In: models.MailInbox{Address: "in@shop.example"}}, started, nil)
	if err != nil || at.Name() != "mail.test:25" || at.from.String() != `"Pia" <chat@shop.example>` || at.inbox != "in@shop.example" || started.from.Name != "Shop" {
		t.Errorf("%+v, %v", at, err)
	}
	at, err = FromSettings(models.MailSettings{SavedAt: time.UnixMilli(5), Sender: "a@b.example", Out: models.MailServer{Host: "other.test", Port: 465, Security: models.MailTLS}}, started, nil)
	if err != nil || at.Name() != "other.test:465" || at.Sender() != "a@b.example" || at.Settings().Out.Host != "other.test" {
		t.Errorf("%+v, %v", at, err)
	}
	var none *Server
	if none.Settings().Out.Host != "" {
		t.Error("there is one")
	}
}

func TestSend_WithADKIMKey_SignsWhatArrives(t *testing.T) {
	rsaKey, err := rsa.GenerateKey(rand.Reader, 2048)
	if err != nil {
		t.Fatal(err)
	}
	_, edKey, err := ed25519.GenerateKey(rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	for _, private := range []crypto.Signer{rsaKey, edKey} {
		raw, err := x509.MarshalPKCS8PrivateKey(private)
		if err != nil {
			t.Fatal(err)
		}
		b := newBox(t)
		started, err := ParseServer("smtp://"+b.at, "chat@shop.example")
		if err != nil {
			t.Fatal(err)
		}
		server, err := FromSettings(models.MailSettings{DKIM: models.DKIM{Domain: "shop.example", Selector: "bell",
			Key: string(pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: raw}))}}, started, nil)
		if err != nil {
			t.Fatal(err)
		}
		for i, purpose := range []models.MailPurpose{models.MailAnswer, models.MailTest} {
			s, o, _ := senderTo(server)
			s.send(t.Context(), mailed(t, models.Mail{Purpose: purpose, Language: "en", Bot: "Zoë", Who: strings.Repeat("Łukasz ", 20), Link: "way",
				Mail: flow.Mail{To: []string{"vera@example.com"}}, Lines: []models.MailLine{{Who: "Mira", By: models.ByAgent, Text: "Yes.\n.\n…"}}, References: []string{"a@x", "b@x"}}))
			if len(o.done) != 1 {
				t.Fatalf("%+v", o)
			}
			if err := verify(b.all()[i], private.Public()); err != nil {
				t.Errorf("%s: %v", purpose, err)
			}
			if err := verify(strings.Replace(b.all()[i], "Subject: ", "Subject: x", 1), private.Public()); err == nil {
				t.Errorf("%s: a changed subject goes through", purpose)
			}
		}
	}
}

// verify checks a signature as RFC 6376 has it, both parts relaxed.
func verify(text string, public crypto.PublicKey) error {
	head, body, _ := strings.Cut(text, "\r\n\r\n")
	spaces := regexp.MustCompile(`[ \t]+`)
	fields := map[string][]string{}
	for field := range strings.SplitSeq(strings.NewReplacer("\r\n ", " ", "\r\n\t", " ").Replace(head), "\r\n") {
		name, value, _ := strings.Cut(field, ":")
		name = strings.ToLower(name)
		fields[name] = append(fields[name], name+":"+strings.TrimSpace(spaces.ReplaceAllString(value, " ")))
	}
	if len(fields["dkim-signature"]) != 1 {
		return errors.New("there is no signature")
	}
	own := fields["dkim-signature"][0]
	tags := map[string]string{}
	for tag := range strings.SplitSeq(strings.TrimPrefix(own, "dkim-signature:"), ";") {
		name, value, _ := strings.Cut(strings.TrimSpace(tag), "=")
		tags[name] = strings.ReplaceAll(value, " ", "")
	}
	var lines []string
	for line := range strings.SplitSeq(body, "\r\n") {
		lines = append(lines, strings.TrimRight(spaces.ReplaceAllString(line, " "), " "))
	}
	sum := sha256.Sum256([]byte(strings.TrimRight(strings.Join(lines, "\r\n"), "\r\n") + "\r\n"))
	if tags["d"] != "shop.example" || tags["s"] != "bell" || tags["bh"] != base64.StdEncoding.EncodeToString(sum[:]) {
		return errors.New("the body is another one")
	}
	var signed strings.Builder
	for name := range strings.SplitSeq(tags["h"], ":") {
		if all := fields[strings.ToLower(name)]; len(all) > 0 {
			signed.WriteString(all[len(all)-1] + "\r\n")
			fields[strings.ToLower(name)] = all[:len(all)-1]
		}
	}
	signed.WriteString(regexp.MustCompile(`b=[A-Za-z0-9+/= ]*$`).ReplaceAllString(own, "b="))
	sum = sha256.Sum256([]byte(signed.String()))
	signature, err := base64.StdEncoding.DecodeString(tags["b"])
	if err != nil {
		return err
	}
	if public, ok := public.(ed25519.PublicKey); ok {
		if !ed25519.Verify(public, sum[:], signature) {
			return errors.New("the signature is none")
		}
		return nil
	}
	return rsa.VerifyPKCS1v15(public.(*rsa.PublicKey), crypto.SHA256, sum[:], signature)
}

// A46: whatever an admin types as the mail server, nothing that is not public is asked.
func TestFromSettings_ServerThatIsNotPublic_IsNotConnectedTo(t *testing.T) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	asked := make(chan struct{}, 100)
	go func() {
		for {
			conn, err := listener.Accept()
			if err != nil {
				return
			}
			_ = conn.Close()
			asked <- struct{}{}
		}
	}()
	t.Cleanup(func() { _ = listener.Close() })
	for _, host := range []string{"127.0.0.1", "localhost", "0.0.0.0", "::", "::1", "::ffff:127.0.0.1", "64:ff9b::7f00:1", "2002:7f00:1::", "169.254.169.254", "100.64.0.1", "10.0.0.1", "fc00::1", "2130706433", "0x7f.1"} {
		for _, security := range []models.MailSecurity{models.MailSTARTTLS, models.MailTLS, models.MailPlain} {
			set := models.MailSettings{Sender: "chat@shop.example", Out: models.MailServer{Host: host, Port: port(t, listener.Addr().String()), Security: security}}
			for _, dialer := range []*net.Dialer{nil, outbound.Dialer(outbound.Options{})} {
				server, err := FromSettings(set, nil, dialer)
				if err != nil {
					t.Fatal(err)
				}
				if err := server.Try(t.Context()); err == nil || strings.HasPrefix(host, "1") && !strings.Contains(err.Error(), "--allow-outbound") {
					t.Errorf("%s %s: %v", host, security, err)
				}
			}
			server, _ := FromSettings(set, nil, nil)
			s, o, _ := senderTo(server)
			s.send(t.Context(), delivery(t, 1, flow.Mail{To: []string{"vera@example.com"}, Subject: "x", Text: "x"}))
			if len(o.done) != 0 || len(o.backs) != 1 || o.backs[0].Next.IsZero() {
				t.Errorf("%s %s: %+v", host, security, o)
			}
		}
	}
	set := models.MailSettings{Sender: "chat@shop.example", Out: models.MailServer{Host: "127.0.0.1", Port: 25, Security: models.MailPlain}}
	server, _ := FromSettings(set, nil, nil)
	if err := server.Try(t.Context()); err == nil || err.Error() != "It was not connected to: 127.0.0.1 is an address of the machine itself. "+
		"A mail server that is not public is given by --smtp, or its network is allowed by --allow-outbound." {
		t.Errorf("%v", err)
	}
	select {
	case <-asked:
		t.Error("it was connected to")
	default:
	}
	started, err := ParseServer("smtp://"+newBox(t).at, "chat@shop.example")
	if err != nil {
		t.Fatal(err)
	}
	own, err := FromSettings(models.MailSettings{Sender: "desk@shop.example"}, started, outbound.Dialer(outbound.Options{}))
	if err != nil || own.Try(t.Context()) != nil {
		t.Errorf("the operator's own: %v, %v", err, own.Try(t.Context()))
	}
}

func TestSend_ServerByIPv6_IsReached(t *testing.T) {
	b := &box{}
	listener, err := net.Listen("tcp", "[::1]:0")
	if err != nil {
		t.Skip("there is no IPv6 here")
	}
	s := smtp.NewServer(b)
	s.Domain, s.ErrorLog = "mail.test", quiet{}
	go func() { _ = s.Serve(listener) }()
	t.Cleanup(func() { _ = s.Close() })
	server, err := FromSettings(models.MailSettings{Sender: "chat@shop.example", Out: models.MailServer{Host: "::1", Port: port(t, listener.Addr().String()), Security: models.MailPlain}}, nil, local())
	if err != nil || server.Try(t.Context()) != nil {
		t.Errorf("%v, %v", err, server.Try(t.Context()))
	}
}

// A39
func TestSend_LinkThatTheServerMayNotHave_IsDroppedAndSaysWhy(t *testing.T) {
	b := newBox(t)
	s, o, _ := newSender(t, b.at)
	to := flow.Mail{To: []string{"olga@example.com"}}
	s.send(t.Context(), mailed(t, models.Mail{Purpose: models.MailReset, Link: "owner", Mail: to}))
	s.send(t.Context(), mailed(t, models.Mail{Purpose: models.MailReset, Link: "gone", Mail: to}))
	if len(o.drops) != 2 || o.drops[0].Error != models.ErrNotOwners.Message || o.drops[1].Error != takenBack || len(b.all()) != 0 {
		t.Errorf("%+v", o.drops)
	}
	// The server is another one by the time that the link is known.
	first, asked := s.Server, 0
	s.Server = func(ctx context.Context) (*Server, error) {
		server, err := first(ctx)
		other := *server
		asked++
		other.since = time.UnixMilli(int64(asked))
		return &other, err
	}
	s.send(t.Context(), mailed(t, models.Mail{Purpose: models.MailReset, Link: "way", Mail: to}))
	if len(b.all()) != 0 || len(o.backs) != 1 || o.backs[0].Next.IsZero() {
		t.Errorf("%d mails, %+v", len(b.all()), o.backs)
	}
}
