package models

import (
	"strings"
	"time"

	"deskbell/models/flow"
)

// MailPurpose is what a mail is for.
type MailPurpose string

// The purposes.
const (
	MailFlow       MailPurpose = "flow"       // a block's, as it stands
	MailJoin       MailPurpose = "join"       // a guest is called: Link is a GuestLinkID
	MailAnswer     MailPurpose = "answer"     // the team has answered a visitor: Link is a WayBackID
	MailTranscript MailPurpose = "transcript" // what was said, for the visitor (Link a WayBackID) or the agent who asks
	MailInvite     MailPurpose = "invite"     // a new colleague chooses a password: Link is the token of a NewLink, sealed
	MailReset      MailPurpose = "reset"      // a colleague has lost the password: likewise
	MailNotice     MailPurpose = "notice"     // news for an agent: Notices
	MailTest       MailPurpose = "test"
)

// MailPurposes in the order of the outbox's filter.
func MailPurposes() []MailPurpose {
	return []MailPurpose{MailJoin, MailAnswer, MailTranscript, MailInvite, MailReset, MailNotice, MailFlow, MailTest}
}

// Words is the purpose as people read it.
func (p MailPurpose) Words() string {
	switch p {
	case MailFlow, "":
		return "From a flow"
	case MailJoin:
		return "Join link"
	case MailAnswer:
		return "Answer"
	case MailTranscript:
		return "Transcript"
	case MailInvite:
		return "New user"
	case MailReset:
		return "Password"
	case MailNotice:
		return "Notification"
	case MailTest:
		return "Test"
	}
	return string(p)
}

// ToVisitor says that it goes to an address that a visitor has typed, which may be somebody else's.
func (p MailPurpose) ToVisitor() bool { return p == MailAnswer || p == MailTranscript }

// Mail is the payload of DeliverMail: all that a mail says. views/mail draws it when it is sent, each time the
// same; addresses of links are made then, from what Link names, and stand nowhere.
type Mail struct {
	flow.Mail             // To (one, but for a flow's), CC, ReplyTo; Subject and Text of a flow's
	Purpose   MailPurpose `json:"purpose,omitempty"` // "": a flow's, of before
	Language  string      `json:"language,omitempty"`
	Link      string      `json:"link,omitempty"`
	// Bot is what visitors know the bot as, Look its colours; Texts are its own words in Language, by name.
	Bot   string            `json:"bot,omitempty"`
	Look  *Look             `json:"look,omitempty"`
	Texts map[string]string `json:"texts,omitempty"`
	// Who it is about: the visitor in mails to the team and to guests, who answered in mails to visitors, the
	// colleague who invites.
	Who       string    `json:"who,omitempty"`
	Why       string    `json:"why,omitempty"` // of a join mail: started, wanted, untaken
	Page      string    `json:"page,omitempty"`
	PageTitle string    `json:"page_title,omitempty"`
	Begun     time.Time `json:"begun,omitzero"` // the conversation
	At        time.Time `json:"at,omitzero"`
	// Zone is the IANA time zone that its times are told in: where the bot is at home. "": UTC.
	Zone  string     `json:"zone,omitempty"`
	Lines []MailLine `json:"lines,omitempty"`
	More  bool       `json:"more,omitempty"` // there was more than Lines
	// Notices are what an agent is told.
	Notices []MailedNotice `json:"notices,omitempty"`
	// References are the Message-IDs of the mails of the same thread before, oldest first, without brackets.
	References []string `json:"references,omitempty"`
	// Answerable says that an answer to the mail comes into the conversation; set when it is sent.
	Answerable bool `json:"-"`
}

// MailLine is something that was said.
type MailLine struct {
	Who   string      `json:"who"`
	By    AuthorKind  `json:"by"`
	Text  string      `json:"text"` // as it was written, with its formatting signs
	Files []flow.File `json:"files,omitempty"`
	At    time.Time   `json:"at"`
	Seq   int64       `json:"seq,omitempty"`
	// Sources are the titles of the articles that an AI's answer is from.
	Sources []string `json:"sources,omitempty"`
}

// MailedNotice is one of an agent's news.
type MailedNotice struct {
	Title string    `json:"title"`
	Line  string    `json:"line"`
	Path  string    `json:"path"` // on this server
	Count int       `json:"count,omitempty"`
	At    time.Time `json:"at"`
	Zone  string    `json:"zone,omitempty"` // of the bot that it is about
}

// OutMail is a mail that a turn wants sent, to one address. The store finds or makes what its Link names, keeps to
// the limits of addresses, and writes it into the outbox in the same transaction.
type OutMail struct {
	Mail
	Address string
	Agent   AgentID   // of the team, where it is one
	Ready   time.Time // not before; zero: now
	Key     string    // a second one with the same is not written; "": it has none
	Now     time.Time // when it is written; set by who puts it in
}

// MostMailsADay is how many mails go to an address within a day that a visitor has typed and nobody has shown to
// be his.
const MostMailsADay = 3

// mail puts a mail to one address into the outbox.
func (d *draft) mail(m OutMail) {
	m.To, m.Now = []string{m.Address}, d.now
	if m.At.IsZero() {
		m.At = d.now
	}
	d.change.Mails = append(d.change.Mails, m)
}

// AddressKey is an address as limits count it: in lower case, without what stands behind a plus, and without the
// dots that Google does not read.
func AddressKey(address string) string {
	local, host, _ := strings.Cut(strings.ToLower(strings.TrimSpace(address)), "@")
	local, _, _ = strings.Cut(local, "+")
	if host == "gmail.com" || host == "googlemail.com" {
		local, host = strings.ReplaceAll(local, ".", ""), "gmail.com"
	}
	return local + "@" + host
}
