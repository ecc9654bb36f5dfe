package admin

import (
	"cmp"
	"net"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/a-h/templ"

	"deskbell/models"
)

// The pages about email, by the mark of the one that is open.
const (
	EmailSending   = "sending"
	EmailReceiving = "receiving"
	EmailOutbox    = "outbox"
)

// EmailHead is what stands around each of them.
type EmailHead struct {
	Me     *models.Agent
	Here   string
	Stands MailStands
	Counts map[models.DeliveryState]int
	Oldest time.Time // when the oldest that waits was written; zero: none waits
	Done   string    // a sentence about what was just done; "" for nothing
	Now    time.Time
}

// MailStands is by which server mails go out.
type MailStands struct {
	Server  models.MailServer // without a host: none, and mails wait
	Sender  string
	Saved   time.Time // when it was saved here; zero: the program was started with it
	Started bool      // the program was started with one
	Shut    bool      // there is one, and its password or key cannot be opened
	// NotOwners says that an admin has set it, so that links for owners and admins do not go out.
	NotOwners bool
}

// Sends says whether there is a server.
func (s MailStands) Sends() bool { return s.Server.Host != "" }

// address is the server as people write it.
func (s MailStands) address() string {
	if s.Server.Port == 0 {
		return s.Server.Host
	}
	return net.JoinHostPort(s.Server.Host, strconv.Itoa(s.Server.Port))
}

// EmailPage is how mails go out.
type EmailPage struct {
	EmailHead
	Form EmailForm
	Test TestMail
}

// EmailForm is the server as it was typed, but for what is secret.
type EmailForm struct {
	Server                   ServerForm
	Sender, Name             string
	Domain, Selector         string // of DKIM
	HasKey                   bool
	Key                      string // as typed, never drawn
	Was                      string // which state the form was made of
	Problems                 map[string]string
	Message                  string // about all of it; "" for nothing
	Overtaken, Kept, Started bool   // somebody else has saved; something is saved here; the program has a server
	Owner                    bool   // an owner looks at it
}

// ServerForm is a mail server as it was typed.
type ServerForm struct {
	Host, Port, User string
	Security         models.MailSecurity
	HasPassword      bool
	Password         string // as typed, never drawn
}

// ServerFormOf is the form of what is kept.
func ServerFormOf(s models.MailServer) ServerForm {
	f := ServerForm{Host: s.Host, User: s.User, Security: cmp.Or(s.Security, models.MailSTARTTLS), HasPassword: s.HasPassword}
	if s.Port != 0 {
		f.Port = strconv.Itoa(s.Port)
	}
	return f
}

// serverKind is what differs between a server for sending and one for receiving: its usual ports by securities, and
// what is said of its user.
type serverKind struct {
	ports [3]string
	user  string
}

// TestMail is the form of a test, and the one that was sent last.
type TestMail struct {
	To, Problem string
	Sent        *models.Delivery
}

// marks are the attributes of a field: wrong, described, focused.
func (f EmailForm) marks(name string) templ.Attributes { return marksOf(f.Problems, name) }

// EmailFields are the names of all fields, in the order of the pages.
func EmailFields() []string {
	return []string{"address", "host", "security", "port", "user", "password", "folder", "sender", "sender_name", "dkim_domain", "dkim_selector", "dkim_key"}
}

// marksOf marks a field that is wrong; the first of them gets the focus.
func marksOf(problems map[string]string, name string) templ.Attributes {
	marks := templ.Attributes{}
	if problems[name] == "" {
		return marks
	}
	marks["aria-invalid"], marks["aria-describedby"] = "true", "wrong-"+name
	for _, field := range EmailFields() {
		if problems[field] != "" {
			if field == name {
				marks["autofocus"] = true
			}
			break
		}
	}
	return marks
}

// securities are how a server is spoken to, with the port that is usual.
type security struct {
	kind        models.MailSecurity
	words, port string
}

func securities(ports [3]string) []security {
	return []security{{models.MailSTARTTLS, "STARTTLS", ports[0]}, {models.MailTLS, "TLS", ports[1]}, {models.MailPlain, "None", ports[2]}}
}

// outgoing is the title of the tab, with what waits or has failed.
func (h EmailHead) tabs() []emailTab {
	return []emailTab{{EmailSending, "Sending", "/settings/email", 0}, {EmailReceiving, "Answers", "/settings/email/inbox", 0},
		{EmailOutbox, "Outbox", "/settings/email/outbox", h.Counts[models.DeliveryPending] + h.Counts[models.DeliveryFailed]}}
}

type emailTab struct {
	key, name, path string
	count           int
}

// title is the page's heading.
func (h EmailHead) title() string {
	switch h.Here {
	case EmailReceiving:
		return "Answers by email"
	case EmailOutbox:
		return "Outbox"
	}
	return "Email"
}

// mailPath is the page of a mail.
func mailPath(id string) string { return "/settings/email/outbox/" + url.PathEscape(id) }

// mailState is how far a mail is: the class of its dot, words, and when.
type mailState struct {
	class, words string
	at           time.Time
}

// stateOfMail says how a mail stands; sends, that there is a server.
func stateOfMail(d models.Delivery, sends bool) mailState {
	switch d.State {
	case models.DeliverySent:
		if d.Bounced != "" {
			return mailState{"bad", "Came back", d.DoneAt}
		}
		return mailState{"live", "Sent", d.DoneAt}
	case models.DeliveryFailed:
		return mailState{"bad", "Failed", d.DoneAt}
	case models.DeliveryDropped:
		return mailState{"left", "Not sent", d.DoneAt}
	}
	switch {
	case !sends:
		return mailState{"", "Waits for a mail server", d.CreatedAt}
	case d.Error != "":
		return mailState{"waiting", "Next try", d.ReadyAt}
	case d.Tries > 0:
		return mailState{"waiting", "Being sent", time.Time{}}
	}
	return mailState{"", "Goes out", d.ReadyAt}
}

// soonAfter is when the one who is sending a mail has done so at the latest, with some room.
const soonAfter = 2*time.Minute + 15*time.Second

// stirs says whether a mail will soon be something else, so that it is worth to look again.
func stirs(d models.Delivery, h EmailHead) bool {
	return d.State == models.DeliveryPending && h.Stands.Sends() && d.ReadyAt.Before(h.Now.Add(soonAfter))
}

// again says whether a mail can be sent again by hand.
func again(d models.Delivery) bool {
	return d.State == models.DeliveryFailed || d.State == models.DeliveryDropped
}

// Recipients are the addresses of a mail, in a line.
func Recipients(d models.Delivery, m models.Mail) string {
	if all := slices.Concat(m.To, m.CC); len(all) > 0 {
		return strings.Join(all, ", ")
	}
	return d.Address
}
