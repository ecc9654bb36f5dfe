// Package mailbox takes answers to mails that Deskbell has sent: from a mailbox that it reads by IMAP, and from mail
// services that call its webhook with the raw mail. An answer goes into the conversation that was mailed, or to the
// one that the visitor has open, and never makes a new one. It belongs to a conversation by an address that only the
// mail's reader knew, or by the Message-IDs that it answers, if it comes from where the mail went; whoever it says it
// is from, it is never posted as somebody of the team. A mail is kept once, by its Message-ID, in the transaction
// that takes it: it may come as often as it likes.
package mailbox

import (
	"context"
	"crypto/x509"
	"log/slog"
	"net"
	"strings"
	"sync"
	"time"

	"deskbell/models"
)

// Store is what is kept for mails that come in.
type Store interface {
	MailSettings(ctx context.Context) (models.MailSettings, error)
	// OpenMailSettings has the secrets.
	OpenMailSettings(ctx context.Context) (models.MailSettings, error)
	// WayBackBySign is the one whose signed address this was; ErrNotFound.
	WayBackBySign(ctx context.Context, sign string) (models.WayBack, error)
	// WayBackByMessage is the one that a mail of ours with this Message-ID was sent by; ErrNotFound.
	WayBackByMessage(ctx context.Context, messageID string) (models.WayBack, error)
	// SentMail is a mail of ours; ErrNotFound.
	SentMail(ctx context.Context, messageID string) (models.Delivery, error)
	// ConversationFor is where an answer by a way back goes: the visitor's open one, else the one that was mailed.
	ConversationFor(ctx context.Context, w models.WayBack) (models.ConversationID, error)
	// Received is what became of a mail; ErrNotFound.
	Received(ctx context.Context, hash string) (models.ReceivedMail, error)
	// KeepReceived keeps one that goes into no conversation.
	KeepReceived(ctx context.Context, r models.MailReceipt) error
	// ReceivedSince counts what a conversation took, and how much of it looked automatic.
	ReceivedSince(ctx context.Context, id models.ConversationID, since time.Time) (taken, automatic int, err error)
}

// Options for a Box.
type Options struct {
	Store  Store
	Turns  models.Turns
	Files  models.Files
	Blocks models.Blocks
	Bots   models.Bots
	Team   models.Team
	// Domain is what stands behind the @ of our Message-IDs.
	Domain string
	// Dial connects to the mailbox's server.
	Dial  func(ctx context.Context, network, address string) (net.Conn, error)
	Roots *x509.CertPool // who may sign certificates; nil: those whom the system trusts
	Now   func() time.Time
	Log   *slog.Logger
	// Poll is how often is looked where the server does not tell, Patience how long it may take to answer; 0: a
	// minute.
	Poll, Patience time.Duration
}

// Box takes mails.
type Box struct {
	Options
	wake   chan struct{}
	taking sync.Mutex // mails go into conversations one after the other
	stuck  stuck

	mu     sync.Mutex
	status models.InboxStatus
}

// New makes a Box. Run reads the mailbox; Mount is the webhook.
func New(o Options) *Box {
	if o.Poll == 0 {
		o.Poll = time.Minute
	}
	if o.Patience == 0 {
		o.Patience = time.Minute
	}
	o.Domain = strings.ToLower(o.Domain)
	return &Box{Options: o, wake: make(chan struct{}, 1)}
}

// Wake says that the settings are others now, or that somebody wants it to look at once.
func (b *Box) Wake() {
	select {
	case b.wake <- struct{}{}:
	default: // it is awake
	}
}

// Status is how it goes with the mailbox.
func (b *Box) Status() models.InboxStatus {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.status
}

func (b *Box) note(change func(*models.InboxStatus)) {
	b.mu.Lock()
	defer b.mu.Unlock()
	change(&b.status)
}
