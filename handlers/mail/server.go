// Package mail sends what flows write to people's mailboxes, by the operator's mail server. A mail is
// tried for a day; it keeps its Message-ID, so that one which was sent twice is shown once by most.
package mail

import (
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
)

// patience is how long the server may take for one answer.
const patience = 20 * time.Second

// Server is who takes the mails, and whom they are from.
type Server struct {
	host     string
	port     int
	wrapped  bool // TLS from the first byte
	user     string
	password string
	from     *mail.Address
	tls      *tls.Config // nil: as usual for the host
}

// ParseServer reads smtp://user:password@host:587 or smtps://… and the sender's address. Its errors are
// sentences about one of them.
func ParseServer(address, from string) (*Server, error) {
	u, err := url.Parse(address)
	if err != nil || u.Scheme != "smtp" && u.Scheme != "smtps" || u.Hostname() == "" || strings.Trim(u.Path, "/") != "" || u.RawQuery != "" || u.Fragment != "" {
		return nil, errors.New("--smtp must be like smtp://user:password@mail.example.com:587 or smtps://mail.example.com; signs in the password have to be encoded, an @ as %40")
	}
	s := &Server{host: u.Hostname(), wrapped: u.Scheme == "smtps", port: 587, user: u.User.Username()}
	s.password, _ = u.User.Password()
	if s.wrapped {
		s.port = 465
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

// Name is host and port, for the log.
func (s *Server) Name() string { return net.JoinHostPort(s.host, strconv.Itoa(s.port)) }

// policy is whether TLS is needed: a password and a mail for another machine are not shown to the way
// there; servers without a password, as relays are, may have none.
func (s *Server) policy() gomail.TLSPolicy {
	if s.user != "" && !loopback(s.host) {
		return gomail.TLSMandatory
	}
	return gomail.TLSOpportunistic
}

func loopback(host string) bool {
	at, err := netip.ParseAddr(host)
	return host == "localhost" || err == nil && at.IsLoopback()
}

func (s *Server) client() (*gomail.Client, error) {
	options := []gomail.Option{gomail.WithPort(s.port), gomail.WithTimeout(patience)}
	if s.wrapped {
		options = append(options, gomail.WithSSL())
	} else {
		options = append(options, gomail.WithTLSPolicy(s.policy()))
	}
	if s.tls != nil {
		options = append(options, gomail.WithTLSConfig(s.tls))
	}
	if s.user != "" {
		options = append(options, gomail.WithSMTPAuth(gomail.SMTPAuthAutoDiscover), gomail.WithUsername(s.user), gomail.WithPassword(s.password))
	}
	return gomail.NewClient(s.host, options...)
}

// domain is that of the sender, for Message-IDs.
func (s *Server) domain() string {
	return s.from.Address[strings.LastIndexByte(s.from.Address, '@')+1:]
}
