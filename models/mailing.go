package models

import (
	"context"
	"time"
)

// MailSecurity is how a mail server is spoken to.
type MailSecurity string

// STARTTLS is asked for and needed; TLS is from the first byte on; none is for a relay on the same machine.
const (
	MailSTARTTLS MailSecurity = "starttls"
	MailTLS      MailSecurity = "tls"
	MailPlain    MailSecurity = "none"
)

// MailSettings is how mail is sent and received. Secrets are read by those who send and receive alone: to a page
// they are "" and has-fields say that there is one; on saving "" keeps the one there is, and an empty user takes
// it away.
type MailSettings struct {
	Out    MailServer `json:"out"`
	Sender string     `json:"sender,omitempty"` // address that mails are from
	Name   string     `json:"name,omitempty"`   // shown beside it; "" : the bot's, or Deskbell
	DKIM   DKIM       `json:"dkim,omitzero"`
	In     MailInbox  `json:"in,omitzero"`
	// SavedAt is zero while nothing was saved, and what the program was started with counts.
	SavedAt time.Time `json:"saved_at,omitzero"`
	// ByOwner says that an owner has saved server, sender and DKIM as they are; on saving, that one does now. They
	// stay an owner's while others change the rest.
	ByOwner bool `json:"by_owner,omitempty"`
}

// ErrNotOwners is why a link that opens the account of an owner or admin does not go out by a server which an admin
// has set: whoever has the server reads the link.
var ErrNotOwners = &Error{Code: CodeNotFound, Message: "An owner has to save the mail server before links for owners and admins go out by it."}

// Carries says whether a link to choose a password, for somebody of the role, may go out by these settings. Those
// for roles that only owners manage go by what an owner has saved, or what the program was started with.
func (s MailSettings) Carries(to Role) bool {
	return !to.May(PermitBots) || s.ByOwner || !s.sendsOwn()
}

// sendsOwn says that what is saved has a part in who gets mails, and what comes back of them.
func (s MailSettings) sendsOwn() bool { return s.Out.Host != "" || s.Sender != "" || s.DKIM != DKIM{} }

// MailServer is one that is signed in to.
type MailServer struct {
	Host        string       `json:"host,omitempty"`
	Port        int          `json:"port,omitempty"`
	Security    MailSecurity `json:"security,omitempty"`
	User        string       `json:"user,omitempty"`
	Password    string       `json:"password,omitempty"`
	HasPassword bool         `json:"-"`
}

// DKIM signs what is sent.
type DKIM struct {
	Domain   string `json:"domain,omitempty"`
	Selector string `json:"selector,omitempty"`
	Key      string `json:"key,omitempty"` // PEM
	HasKey   bool   `json:"-"`
}

// MailInbox is where answers to mails arrive: a mailbox that is read by IMAP, or a webhook that is given raw mails.
type MailInbox struct {
	// Address gets answers, as name+SIGN@host; "" : answers are not taken.
	Address string     `json:"address,omitempty"`
	Server  MailServer `json:"server,omitzero"`
	Folder  string     `json:"folder,omitempty"` // "" : INBOX
	// Hook is the secret of the webhook; HasHook says that there is one, and on saving that it stays.
	Hook    string `json:"hook,omitempty"`
	HasHook bool   `json:"-"`
}

// MailOvertaken is the field of a refusal for what others have saved in the meantime.
const MailOvertaken = "saved_at"

// Mailing keeps how mail goes, and shows the outbox; the caller has checked who asks.
type Mailing interface {
	// MailSettings has no secrets in it.
	MailSettings(ctx context.Context) (MailSettings, error)
	// SaveMailSettings errors with CodeInvalid and the field, and with CodeConflict and MailOvertaken as the field where
	// s.SavedAt is not what is kept now: somebody else has saved since s was read.
	SaveMailSettings(ctx context.Context, s MailSettings, now time.Time) error
	// OpenMailSettings has the secrets: for those who send and receive.
	OpenMailSettings(ctx context.Context) (MailSettings, error)
	// PutMail writes a mail into the outbox outside of a turn: to the team, or a test. Its id comes back.
	PutMail(ctx context.Context, m OutMail, now time.Time) (string, error)
	// Mails are a page of the outbox, the newest first.
	Mails(ctx context.Context, q MailQuery) ([]Delivery, error)
	// MailByID errors with ErrNotFound.
	MailByID(ctx context.Context, id string) (Delivery, error)
	// MailCounts is how many there are by state, and when the oldest that waits was written.
	MailCounts(ctx context.Context) (map[DeliveryState]int, time.Time, error)
	// SendAgain makes a failed or dropped one pending; ErrNotFound for others.
	SendAgain(ctx context.Context, id string, now time.Time) error
	// ReceivedMails are the newest that came in, behind an id.
	ReceivedMails(ctx context.Context, before string, limit int) ([]ReceivedMail, error)
}

// MailQuery asks for a page of the outbox.
type MailQuery struct {
	State   DeliveryState // "": all
	Purpose MailPurpose   // "": all
	Before  string        // id of the last one of the page before
	Limit   int
}

// MailLinks makes the addresses of what a mail's Link names, for who sends it.
type MailLinks interface {
	// MailToken is the secret part of the mail's link: behind /join/, /c/ or /welcome/. ErrNotFound when it is
	// gone, revoked or stopped, ErrNotOwners where the server may not have it, so that the mail is not sent.
	MailToken(ctx context.Context, m Mail) (string, error)
	// ReplySign is what stands behind the plus of the address that answers to this mail go to; "" for a mail that
	// cannot be answered.
	ReplySign(ctx context.Context, m Mail) (string, error)
}

// ReceivedMail is a mail that came in.
type ReceivedMail struct {
	ID           string
	Conversation ConversationID // "" where it belongs to none
	Address      string         // whom it says it is from
	Subject      string
	State        string // taken, ignored or refused
	Why          string
	At           time.Time
}
