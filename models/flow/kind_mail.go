package flow

import (
	"slices"
	"strings"
	"unicode/utf8"
)

const (
	maxRecipients = 10
	maxSubject    = 200
	// maxMails is how many one conversation sends: to an address that a visitor has typed, one that goes round
	// would send without end.
	maxMails = 50
)

// mailBlock sends an email. All settings are templates; each address in To and CC is one on its own, so
// that a variable can name one and no more.
type mailBlock struct {
	To      string `json:"to"`
	CC      string `json:"cc,omitempty"`
	ReplyTo string `json:"reply_to,omitempty"`
	Subject string `json:"subject"`
	Text    string `json:"text"`
}

func mailKind() Kind {
	k := kindFor[mailBlock]("email", "Send email")
	k.Icon, k.Group = "mail", groupDo
	k.Help = "Sends an email, to the team or to the visitor. An address that the visitor typed gets at most three a day, until a link in an answer was opened there."
	to := lineSetting("to", "To", "Up to 10 addresses with commas between; a variable holds one.")
	to.Placeholder = "team@example.com, {{visitor.email}}"
	k.Form = []Setting{
		to,
		lineSetting("cc", "Copy to", "Further addresses."),
		lineSetting("reply_to", "Answers go to", "If empty, to the sender."),
		lineSetting("subject", "Subject", "On one line."),
		textSetting("text", "Text", "What the email says, as plain text."),
	}
	return k
}

func (b *mailBlock) flaws() []flaw {
	var found []flaw
	for _, list := range [][2]string{{"to", b.To}, {"cc", b.CC}, {"reply_to", b.ReplyTo}} {
		for _, one := range addressesIn(list[1]) {
			if _, ok := CleanEmail(one); !ok && !templated(one) {
				found = append(found, inField(list[0], []string{"“" + brief(one) + "” is no email address."})...)
			}
		}
	}
	to, cc := addressesIn(b.To), addressesIn(b.CC)
	switch {
	case len(to) == 0:
		found = append(found, flaw{"to", "There is nobody to send it to."})
	case len(to)+len(cc) > maxRecipients:
		found = append(found, one("to", "There are %d addresses; at most %d are allowed.", len(to)+len(cc), maxRecipients)...)
	case len(addressesIn(b.ReplyTo)) > 1:
		found = append(found, flaw{"reply_to", "Answers can go to one address."})
	}
	if utf8.RuneCountInString(b.Subject) > maxSubject {
		found = append(found, one("subject", "The subject is longer than %d characters.", maxSubject)...)
	}
	found = append(found, textFlaws("subject", b.Subject, "The email has no subject.")...)
	return append(found, textFlaws("text", b.Text, "The email has no text.")...)
}

func (b *mailBlock) check() []string { return sentences(b.flaws()) }

func (b *mailBlock) ports() []Port {
	return append(onlyNext(), Port{Name: PortError, Label: "Nobody to send it to", Optional: true})
}

func (b *mailBlock) summary() string { return brief(b.Subject + " → " + b.To) }

func (b *mailBlock) waits() bool { return false }

func (b *mailBlock) play(r *run, at place) {
	mail := Mail{
		To: filledAddresses(b.To, r.s.Vars), CC: filledAddresses(b.CC, r.s.Vars),
		Subject: cut(oneLine(Fill(b.Subject, r.s.Vars)), maxSubject),
		Text:    Fill(b.Text, r.s.Vars),
	}
	if len(mail.To) == 0 || r.s.Mails >= maxMails {
		r.leave(at, PortError)
		return
	}
	mail.Filled = heldAddresses(b.To+","+b.CC, r.s.Vars)
	if reply := filledAddresses(b.ReplyTo, r.s.Vars); len(reply) > 0 {
		mail.ReplyTo = reply[0]
	}
	r.s.Trail = nil // what was sent cannot be taken back
	r.s.Mails++
	r.emit(at, Effect{Kind: EffectMail, Mail: &mail})
	r.leave(at, PortNext)
}

// addressesIn are the addresses of a list, as the author wrote them.
func addressesIn(list string) []string {
	var found []string
	for _, one := range strings.FieldsFunc(list, func(c rune) bool { return c == ',' || c == ';' || c == '\n' }) {
		if !blank(one) {
			found = append(found, strings.TrimSpace(one))
		}
	}
	return found
}

// heldAddresses are those that a variable holds and that stand nowhere in the list as they are.
func heldAddresses(list string, vars map[string]string) []string {
	var written, held []string
	for _, one := range addressesIn(list) {
		if templated(one) {
			held = append(held, one)
		} else {
			written = append(written, strings.ToLower(one))
		}
	}
	return slices.DeleteFunc(filledAddresses(strings.Join(held, ","), vars), func(a string) bool { return slices.Contains(written, strings.ToLower(a)) })
}

// filledAddresses are the addresses of a list that are valid when filled, each once.
func filledAddresses(list string, vars map[string]string) []string {
	var found []string
	seen := map[string]bool{}
	for _, one := range addressesIn(list) {
		address, ok := CleanEmail(fillAs(one, vars, strings.TrimSpace))
		if key := strings.ToLower(address); ok && !seen[key] {
			seen[key] = true
			found = append(found, address)
		}
	}
	return found
}
