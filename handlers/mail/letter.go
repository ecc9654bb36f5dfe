package mail

import (
	"cmp"
	"errors"
	"fmt"
	"net/mail"
	"net/url"
	"strings"
	"unicode"

	gomail "github.com/wneessen/go-mail"
	"golang.org/x/net/idna"

	"deskbell/models"
	mailview "deskbell/views/mail"
)

// page is a mail with all that is needed to write it.
type page struct {
	delivery models.Delivery
	mail     models.Mail
	drawn    mailview.Drawn
	stop     string // address that ends such mails; "": none
	reply    string // address that takes answers; "": what the mail says
}

// letter is a mail as it is sent, the same each time. The library encodes what stands in headers; addresses are
// parsed, and an error when they are none.
func (s *Server) letter(p page) (*gomail.Msg, error) {
	letter := gomail.NewMsg(gomail.WithNoDefaultUserAgent())
	letter.FromMailAddress(s.sender(&p.mail))
	to, err := addresses(p.mail.To)
	if err != nil || len(to) == 0 {
		return nil, errors.Join(errNobody, err)
	}
	cc, err := addresses(p.mail.CC)
	if err != nil {
		return nil, err
	}
	letter.ToMailAddress(to...)
	letter.CcMailAddress(cc...)
	if reply := cmp.Or(p.reply, p.mail.ReplyTo); reply != "" {
		address, err := addresses([]string{reply})
		if err != nil {
			return nil, err
		}
		letter.ReplyToMailAddress(address...)
	}
	letter.Subject(line(p.drawn.Subject))
	letter.SetMessageIDWithValue(cmp.Or(p.delivery.MessageID, p.delivery.Key+"@"+s.domain()))
	letter.SetDateWithValue(p.delivery.CreatedAt)
	thread(letter, p.mail.References)
	unsubscribe(letter, p.stop)
	letter.SetGenHeader(gomail.Header("Auto-Submitted"), "auto-generated") // so that no machine answers
	letter.SetGenHeader(gomail.HeaderXAutoResponseSuppress, "DR, RN, NRN, OOF, AutoReply")
	letter.SetBodyString(gomail.TypeTextPlain, p.drawn.Text)
	if p.drawn.HTML != "" {
		letter.AddAlternativeString(gomail.TypeTextHTML, p.drawn.HTML)
	}
	s.sign(letter, p.stop != "")
	return letter, nil
}

// sender is whom it is from: the name that was set, else what visitors know the bot as. A mail that a flow has
// written has none of its own.
func (s *Server) sender(m *models.Mail) *mail.Address {
	own := "Deskbell"
	if m.Purpose == models.MailFlow || m.Purpose == "" {
		own = ""
	}
	return &mail.Address{Name: line(cmp.Or(s.from.Name, m.Bot, own)), Address: inASCII(s.from.Address)}
}

// thread names the mails before it. The library would put commas between them.
func thread(letter *gomail.Msg, before []string) {
	var all []string
	for _, id := range before {
		if id != "" && !strings.ContainsFunc(id, func(c rune) bool { return c <= ' ' || c > '~' || c == '<' || c == '>' }) {
			all = append(all, "<"+id+">")
		}
	}
	if len(all) == 0 {
		return
	}
	letter.SetGenHeader(gomail.HeaderInReplyTo, all[len(all)-1])
	letter.SetGenHeader(gomail.HeaderReferences, strings.Join(all, " "))
}

// unsubscribe is a button in many mailboxes; with one click only over HTTPS (RFC 8058).
func unsubscribe(letter *gomail.Msg, stop string) {
	if stop == "" {
		return
	}
	letter.SetListUnsubscribe(stop)
	if at, err := url.Parse(stop); err == nil && at.Scheme == "https" {
		letter.SetListUnsubscribePost()
	}
}

// sign signs with a signer of its own: one must not be used twice at a time. The library breaks a line within the
// list of what is signed when that is longer than 71 characters, and then nobody can verify it: of a mail that can be
// unsubscribed from, RFC 8058 wants those headers to be in it.
func (s *Server) sign(letter *gomail.Msg, stops bool) {
	if s.key == nil {
		return
	}
	signer := gomail.NewDKIMSigner(s.key.domain, s.key.selector, s.key.private)
	if stops {
		signer.SignHeaders("From", "To", "Subject", "Date", "Message-ID", "List-Unsubscribe", "List-Unsubscribe-Post")
	} else {
		signer.SignHeaders("From", "To", "Subject", "Date", "Message-ID", "MIME-Version", "Content-Type")
		signer.OversignHeaders("From") // another one of them breaks it
	}
	letter.SetDKIM(signer)
}

var errNobody = errors.New("it has nobody to go to")

// addresses are bare ones: no names, no groups.
func addresses(list []string) ([]*mail.Address, error) {
	var all []*mail.Address
	for _, one := range list {
		a, err := mail.ParseAddress(one)
		if err != nil || a.Name != "" || a.Address != one || strings.ContainsFunc(one, unicode.IsControl) {
			return nil, fmt.Errorf("%.100q is no email address", one)
		}
		a.Address = inASCII(a.Address)
		all = append(all, a)
	}
	return all, nil
}

// inASCII writes the domain of an address as every server reads it: bücher.example as xn--bcher-kva.example.
func inASCII(address string) string {
	at := strings.LastIndexByte(address, '@') + 1
	if domain, err := idna.Lookup.ToASCII(address[at:]); err == nil {
		return address[:at] + domain
	}
	return address
}

// line is a text without anything that could end a header or turn its direction.
func line(text string) string {
	return strings.Map(func(c rune) rune {
		switch {
		case unicode.IsControl(c), c == '\u2028', c == '\u2029':
			return ' '
		case unicode.Is(unicode.Bidi_Control, c), c == unicode.ReplacementChar:
			return -1
		}
		return c
	}, strings.ToValidUTF8(text, ""))
}
