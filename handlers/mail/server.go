// Package mail sends what is in the outbox to people's mailboxes, by the operator's mail server. A mail is tried
// for a day; it keeps its Message-ID, so that one which was sent twice is shown once by most.
package mail

import (
	"context"
	"crypto"
	"crypto/tls"
	"errors"
	"net"
	"net/mail"
	"net/netip"
	"net/url"
	"strconv"
	"strings"
	"time"

	gomail "github.com/wneessen/go-mail"

	"deskbell/handlers/outbound"
	"deskbell/models"
)

// patience is how long the server may take to be reached, and then for one mail: some look for viruses before
// they say yes.
const patience = 45 * time.Second

// ErrNone is that there is no mail server: mails wait.
var ErrNone = errors.New("no mail server is set")

// Server is who takes the mails, and whom they are from.
type Server struct {
	host     string
	port     int
	security models.MailSecurity
	ifThere  bool // STARTTLS where the server has it
	user     string
	password string
	from     *mail.Address // without a name: the mail's own
	key      *key          // nil: nothing is signed
	inbox    string        // address that takes answers; "": none
	since    time.Time     // when that was set
	tls      *tls.Config   // nil: as usual for the host
	dialer   *net.Dialer   // nil: it goes anywhere
}

// key signs mails.
type key struct {
	domain, selector string
	private          crypto.Signer
}

// ParseServer reads smtp://user:password@host:587 or smtps://… and the sender's address. Its errors are
// sentences about one of them.
func ParseServer(address, from string) (*Server, error) {
	u, err := url.Parse(address)
	if err != nil || u.Scheme != "smtp" && u.Scheme != "smtps" || u.Hostname() == "" || strings.Trim(u.Path, "/") != "" || u.RawQuery != "" || u.Fragment != "" {
		return nil, errors.New("--smtp must be like smtp://user:password@mail.example.com:587 or smtps://mail.example.com; signs in the password have to be encoded, an @ as %40")
	}
	s := &Server{host: u.Hostname(), security: models.MailSTARTTLS, port: 587, user: u.User.Username()}
	s.password, _ = u.User.Password()
	// A password and a mail for another machine are not shown to the way there; servers without a password, as
	// relays are, may have no TLS.
	s.ifThere = s.user == "" || loopback(s.host)
	if u.Scheme == "smtps" {
		s.security, s.port = models.MailTLS, 465
	}
	if u.Port() != "" {
		if s.port, err = strconv.Atoi(u.Port()); err != nil || s.port < 1 || s.port > 65535 {
			return nil, errors.New("--smtp has a port that is none")
		}
	}
	if s.from, err = mail.ParseAddress(from); err != nil || !strings.Contains(s.from.Address, "@") {
		return nil, errors.New(`--mail-from must be an address, as "Example <chat@example.com>": mails are sent from it`)
	}
	return s, nil
}

// FromSettings is the server that the settings name; where they name none the one that the program was started
// with, which may be nil. What they say of sender, signature and answers counts for both. ErrNone where there is
// neither.
//
// A server that somebody has typed is connected to by dialer, which keeps it from addresses that are not public;
// nil allows none of those. The one that the program was started with is the operator's own.
func FromSettings(s models.MailSettings, started *Server, dialer *net.Dialer) (*Server, error) {
	if dialer == nil {
		dialer = outbound.Dialer(outbound.Options{})
	}
	at := Server{host: s.Out.Host, port: s.Out.Port, security: s.Out.Security, user: s.Out.User, password: s.Out.Password, from: &mail.Address{}, dialer: dialer}
	if s.Out.Host == "" {
		if started == nil {
			return nil, ErrNone
		}
		at = *started
	}
	at.since, at.inbox = s.SavedAt, s.In.Address
	from := *at.from
	if s.Sender != "" {
		from.Address = s.Sender
	}
	if s.Name != "" {
		from.Name = s.Name
	}
	at.from = &from
	if s.DKIM.Key != "" {
		private, err := gomail.PrivKeyFromPEM([]byte(s.DKIM.Key))
		if err != nil {
			return nil, errors.New("the DKIM key cannot be read")
		}
		at.key = &key{s.DKIM.Domain, s.DKIM.Selector, private}
	}
	return &at, nil
}

// Settings is the server as a page may show it; of none it is empty.
func (s *Server) Settings() models.MailSettings {
	if s == nil {
		return models.MailSettings{}
	}
	return models.MailSettings{Sender: s.from.Address, Name: s.from.Name,
		Out: models.MailServer{Host: s.host, Port: s.port, Security: s.security, User: s.user, HasPassword: s.password != ""}}
}

// Name is host and port, for the log.
func (s *Server) Name() string { return net.JoinHostPort(s.host, strconv.Itoa(s.port)) }

// Sender is the address that mails are from.
func (s *Server) Sender() string { return s.from.Address }

// Try reaches the server and signs in, and sends nothing.
func (s *Server) Try(ctx context.Context) error {
	client, err := s.client()
	if err != nil {
		return err
	}
	at, err := client.DialToSMTPClientWithContext(ctx)
	if err != nil {
		return errors.New(words(outcome{err: err}))
	}
	_ = client.CloseWithSMTPClient(at)
	return nil
}

func loopback(host string) bool {
	at, err := netip.ParseAddr(host)
	return host == "localhost" || err == nil && at.IsLoopback()
}

func (s *Server) client() (*gomail.Client, error) {
	dialer := s.dialer
	if dialer == nil {
		dialer = &net.Dialer{}
	}
	dial, auth := dialer.DialContext, gomail.WithSMTPAuth(gomail.SMTPAuthAutoDiscover)
	options := []gomail.Option{gomail.WithPort(s.port), gomail.WithTimeout(patience)}
	switch {
	case s.security == models.MailTLS:
		// The library leaves TLS to such a function, takes its connection for an open one, and finds no way to sign in.
		dial, auth = (&tls.Dialer{NetDialer: dialer, Config: s.tls}).DialContext, gomail.WithOpportunisticSMTPAuth(safeAuth()...)
		options = append(options, gomail.WithSSL())
	case s.security == models.MailPlain:
		options = append(options, gomail.WithTLSPolicy(gomail.NoTLS))
	case s.ifThere:
		options = append(options, gomail.WithTLSPolicy(gomail.TLSOpportunistic))
	default:
		options = append(options, gomail.WithTLSPolicy(gomail.TLSMandatory))
	}
	if s.tls != nil {
		options = append(options, gomail.WithTLSConfig(s.tls))
	}
	if s.user != "" {
		options = append(options, auth, gomail.WithUsername(s.user), gomail.WithPassword(s.password))
	}
	there := func(ctx context.Context, network, _ string) (net.Conn, error) { // the library has no brackets around IPv6
		return dial(ctx, network, s.Name())
	}
	return gomail.NewClient(s.host, append(options, gomail.WithDialContextFunc(there))...)
}

// safeAuth is how one signs in where nobody listens, the best first.
func safeAuth() []gomail.SMTPAuthType {
	return []gomail.SMTPAuthType{gomail.SMTPAuthSCRAMSHA256PLUS, gomail.SMTPAuthSCRAMSHA256, gomail.SMTPAuthSCRAMSHA1PLUS, gomail.SMTPAuthSCRAMSHA1,
		gomail.SMTPAuthNTLM, gomail.SMTPAuthCramMD5, gomail.SMTPAuthPlain, gomail.SMTPAuthLogin}
}

// domain is that of the sender, for Message-IDs of mails that have none.
func (s *Server) domain() string {
	return s.from.Address[strings.LastIndexByte(s.from.Address, '@')+1:]
}
