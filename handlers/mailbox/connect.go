package mailbox

import (
	"context"
	"crypto/tls"
	"fmt"
	"mime"
	"net"
	"strconv"
	"time"

	"github.com/emersion/go-imap/v2"
	"github.com/emersion/go-imap/v2/imapclient"
	"github.com/emersion/go-message/charset"
	"github.com/emersion/go-sasl"

	"deskbell/models"
)

// connectWithin is how long it may take until the mailbox is open.
const connectWithin = 30 * time.Second

// connect signs in and opens the folder.
func (s *session) connect(ctx context.Context) error {
	ctx, cancel := context.WithTimeout(ctx, connectWithin)
	defer cancel()
	server := s.in.Server
	conn, err := s.Dial(ctx, "tcp", net.JoinHostPort(server.Host, strconv.Itoa(port(server))))
	if err != nil {
		return fmt.Errorf("connecting to %s: %w", server.Host, err)
	}
	stop := context.AfterFunc(ctx, func() { _ = conn.Close() })
	defer stop()
	if s.client, err = s.greet(ctx, conn); err != nil {
		_ = conn.Close()
		return fmt.Errorf("connecting to %s: %w", server.Host, err)
	}
	if err := s.open(server); err != nil {
		_ = s.client.Close()
		return err
	}
	return nil
}

func port(server models.MailServer) int {
	switch {
	case server.Port != 0:
		return server.Port
	case server.Security == models.MailTLS:
		return 993
	}
	return 143
}

// greet is a connection as safe as the settings want it.
func (s *session) greet(ctx context.Context, conn net.Conn) (*imapclient.Client, error) {
	secure := &tls.Config{ServerName: s.in.Server.Host, RootCAs: s.Roots, MinVersion: tls.VersionTLS12}
	options := &imapclient.Options{TLSConfig: secure, WordDecoder: &mime.WordDecoder{CharsetReader: charset.Reader},
		UnilateralDataHandler: &imapclient.UnilateralDataHandler{Mailbox: func(m *imapclient.UnilateralDataMailbox) {
			if m.NumMessages == nil {
				return
			}
			select {
			case s.news <- struct{}{}:
			default: // it is known already
			}
		}}}
	switch s.in.Server.Security {
	case models.MailTLS:
		safe := tls.Client(conn, secure)
		if err := safe.HandshakeContext(ctx); err != nil {
			return nil, err
		}
		return imapclient.New(safe, options), nil
	case models.MailPlain:
		return imapclient.New(conn, options), nil
	}
	return imapclient.NewStartTLS(conn, options)
}

func (s *session) open(server models.MailServer) error {
	if err := s.client.WaitGreeting(); err != nil {
		return fmt.Errorf("connecting to %s: %w", server.Host, err)
	}
	if err := s.signIn(server); err != nil {
		return fmt.Errorf("signing in to %s: %w", server.Host, err)
	}
	folder := s.in.Folder
	if folder == "" {
		folder = "INBOX"
	}
	opened, err := s.client.Select(folder, nil).Wait()
	if err != nil {
		return fmt.Errorf("opening the folder %s: %w", folder, err)
	}
	s.stuck.open(s.in, opened.UIDValidity)
	caps := s.client.Caps()
	s.tells = caps.Has(imap.CapIdle) || caps.Has(imap.CapIMAP4rev2)
	return nil
}

func (s *session) signIn(server models.MailServer) error {
	if server.User == "" {
		return nil // the server knows who it is by the connection
	}
	caps := s.client.Caps()
	if caps.Has(imap.AuthCap("PLAIN")) && caps.Has(imap.CapLoginDisabled) {
		return s.client.Authenticate(sasl.NewPlainClient("", server.User, server.Password))
	}
	return s.client.Login(server.User, server.Password).Wait()
}
