// Package mail draws what is sent by email: the same words as HTML, which every client may change as it likes, and
// as plain text. Nothing in them is loaded from anywhere, and whatever people wrote stays words.
package mail

import (
	"cmp"
	"context"
	"fmt"
	"net/url"
	"strings"
	"time"

	"deskbell/models"
	"deskbell/models/wording"
)

// Links is what the addresses in a mail are made of.
type Links struct {
	Base  string // the configured one: https://desk.example
	Token string // the secret of what the mail's Link names; "": it is masked
	Stop  string // address that ends these mails; "": the way back's own
}

// Drawn is a mail as it is sent. HTML is "" for one that is plain text only.
type Drawn struct{ Subject, Preheader, HTML, Text string }

// Lengths in characters. A phone shows some 40 of a subject and 90 of a preheader.
const (
	longestSubject   = 120
	longestPreheader = 140
	longestName      = 60
)

// masked stands for an address that only its recipient may see.
const masked = "[link]"

// Draw is the mail in words, each time the same. It errors for a purpose that no mail is drawn for.
func Draw(m models.Mail, at Links) (Drawn, error) {
	if m.Purpose == models.MailFlow || m.Purpose == "" {
		return Drawn{Subject: line(m.Subject, longestSubject), Text: m.Text}, nil
	}
	at.Base = strings.TrimRight(at.Base, "/")
	l := letter{Mail: m, at: at, say: wordsOf(m)}
	if !l.write() {
		return Drawn{}, fmt.Errorf("views/mail: no mail is drawn for %q", m.Purpose)
	}
	l.subject = line(l.subject, longestSubject)
	l.preheader = line(l.preheader, longestPreheader)
	var page strings.Builder
	if err := document(&l).Render(context.Background(), &page); err != nil {
		return Drawn{}, fmt.Errorf("views/mail: %w", err)
	}
	return Drawn{Subject: l.subject, Preheader: l.preheader, HTML: page.String(), Text: l.plain()}, nil
}

// Subject is the mail's in Draw, for lists: what was said is not drawn for it. "" for a purpose that no mail is
// drawn for.
func Subject(m models.Mail) string {
	m.Lines = nil
	l := letter{Mail: m, say: wordsOf(m), subject: m.Subject}
	l.write()
	return line(l.subject, longestSubject)
}

// wordsOf are the words of the mail's language, or of the one that it is spoken in somewhere.
func wordsOf(m models.Mail) wording.Set {
	base, _, _ := strings.Cut(strings.ToLower(m.Language), "-")
	base = cmp.Or(base, "en")
	return wording.In(base, map[string]map[string]string{base: m.Texts})
}

// letter is a mail in its parts, from top to bottom.
type letter struct {
	models.Mail
	at    Links
	say   wording.Set
	place *time.Location // where its times are told; found when it is first needed

	subject, preheader string
	from               string // over the sheet: whose mail it is
	heading            string
	intro              []string
	before             string // over what was said
	said               []said
	news               []news
	button             link
	hints              []string // below the button
	why                string   // below the sheet
	ends               []link   // below that
}

// said is something that was said. Mine is the recipient's own, or no news for him; quoted is what no person of the team wrote.
type said struct {
	who, when string
	mine      bool
	quoted    bool
	html      string // safe
	text      string
	files     []link
}

// head stands over it: who said it and when.
func (s said) head() string {
	if s.when == "" {
		return s.who
	}
	return s.who + ", " + s.when
}

// news is one of an agent's notices.
type news struct {
	link
	text, when string
}

// link leads somewhere; to "" it is none, and masked it is shown without leading anywhere.
type link struct{ words, to string }

func (l *letter) write() bool {
	switch l.Purpose {
	case models.MailJoin:
		l.join()
	case models.MailAnswer:
		l.answer()
	case models.MailTranscript:
		l.transcript()
	case models.MailInvite:
		l.invite()
	case models.MailReset:
		l.reset()
	case models.MailNotice:
		l.notices()
	case models.MailTest:
		l.test()
	default:
		return false
	}
	return true
}

// path is an address on this server with the mail's secret in it.
func (l *letter) path(before, after string) string {
	if l.at.Token == "" {
		return masked
	}
	return l.at.Base + before + url.PathEscape(l.at.Token) + after
}

// stop is where these mails are ended.
func (l *letter) stop() string {
	if l.at.Stop != "" {
		return l.at.Stop
	}
	return l.path("/c/", "/stop")
}
