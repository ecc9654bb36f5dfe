package models

import "time"

// The states of a mail that came in.
const (
	MailTaken   = "taken"
	MailIgnored = "ignored" // a machine's, or nothing in it: Why
	MailRefused = "refused" // of nobody we know, or not to be believed: Why
)

// What comes in for one conversation.
const (
	MostMailsAnHour = 20
	// MostAutomatic is how many mails within a day may look as if a machine had answered.
	MostAutomatic = 2
)

// LooksAutomatic is Why of a mail that was taken although a machine may have written it.
const LooksAutomatic = "It looks like an automatic answer."

// MailReceipt is how a mail that came in is kept, once by its Hash.
type MailReceipt struct {
	ReceivedMail
	Hash string // of its Message-ID, or of all of it; hex of SHA-256
	// Proven is a way back whose address is the visitor's: he has answered a mail that only its reader had.
	Proven WayBackID
	Bounce *Bounce // of a mail of ours that came back
}

// Bounce is what became of a mail of ours.
type Bounce struct {
	Delivery string // its id
	Address  string // that it could not be delivered to
	Why      string // in the words of the server
	// Stop is a way back to an address that takes no mails at all.
	Stop WayBackID
}

// InboxStatus is how it goes with the mailbox that answers arrive in.
type InboxStatus struct {
	On        bool // one is set
	Connected bool
	// AtOnce: the server tells of a new mail; else it is looked for once a minute.
	AtOnce   bool
	Error    string    // why it cannot be read just now; "" for none
	LookedAt time.Time // the last time that worked
}
