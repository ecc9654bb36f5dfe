package models

import (
	"cmp"
	"strings"
	"time"
	"unicode"

	"deskbell/models/flow"
	"deskbell/models/flow/trial"
	"deskbell/models/wording"
)

// Letter is a message left by a visitor whom nobody could serve. What is known of him already need not be in it.
type Letter struct {
	ClientID                    string
	Name, Email, Phone, Message string
	// Files are kept already; the caller has made sure that they are the visitor's.
	Files []flow.File
	Now   time.Time
}

// LeaveWord keeps a message left in the form. Errors: CodeInvalid with all fields that are wrong, in the order of the
// form; CodeConflict when no message is asked for.
func LeaveWord(l Letter) func(*Conversation) (Change, error) {
	return func(c *Conversation) (Change, error) {
		text, wrong := l.words()
		if wrong == nil {
			same := func(e Entry) bool { return e.Text == text && sameFiles(e.Body.Files, l.Files) }
			if change, known, err := repeated(c, l.ClientID, same); known || err != nil {
				return change, err
			}
		}
		if c.Leave == LeaveNothing || (c.State != StateBot && c.State != StateWaiting) {
			return Change{}, cmp.Or(wrong, conflict("No message is asked for now; write it below."))
		}
		d := newDraft(c, l.Now)
		if err := d.takeContact(l, wrong); err != nil {
			return Change{}, err
		}
		d.add(Entry{Kind: EntrySaid, Author: d.visitorAuthor(), Text: text, ClientID: l.ClientID, Body: Body{Files: l.Files}})
		err := d.left()
		return d.done(), err
	}
}

// words are what is kept of it: its text, or the names of files that come without one.
func (l Letter) words() (string, error) {
	if err := checkFiles(l.Files); err != nil {
		return "", err
	}
	if len(l.Files) > 0 && strings.TrimSpace(l.Message) == "" {
		return FileNames(l.Files), nil
	}
	return CleanText("message", l.Message)
}

// takeContact keeps name, phone and email of the form, unless something in it is wrong: its words, by the error that
// is given, or one of these.
func (d *draft) takeContact(l Letter, words error) error {
	phone, noPhone := cleanCallback("phone", l.Phone)
	var email string
	var noEmail error
	if l.Email != "" || d.c.Visitor.Email == "" && d.liveChat().AskEmail { // one that is known need not be given
		email, noEmail = CleanEmail("email", l.Email)
	}
	if err := together(noEmail, words, noPhone); err != nil {
		return err
	}
	if phone != "" {
		d.updateVisitor("phone", phone)
	}
	if name := CleanLine(l.Name, 80); name != "" {
		d.c.Visitor.Name, d.change.VisitorChanged = name, true
	}
	if email != "" {
		d.setEmail(email)
	}
	return nil
}

// The fewest and the most digits of a phone number.
const fewestDigits, mostDigits = 5, 16

// cleanCallback is a number that somebody is called at who has left it, with its country's code where it was given;
// else as it was typed, since a person dials it. "" for none. Errors: CodeInvalid for what is no number.
func cleanCallback(field, text string) (string, error) {
	if whole, ok := flow.CleanPhone(text, ""); ok {
		return whole, nil
	}
	text = CleanLine(text, 2*longestPhone)
	digits := 0
	for _, r := range text {
		if unicode.IsDigit(r) {
			digits++
		} else if !strings.ContainsRune("+-./() \u00a0", r) {
			digits = mostDigits + 1
		}
	}
	if text != "" && (digits < fewestDigits || digits > mostDigits || len([]rune(text)) > longestPhone) {
		return "", invalid(field, "This does not look like a phone number. Please check it.")
	}
	return text, nil
}

// leaveWords takes a message left in the composer: the words first, then the address.
func (d *draft) leaveWords(text string) error {
	if d.c.Leave == LeaveEmail {
		email, err := CleanEmail("text", text)
		if err != nil {
			d.bot(d.words().Of(wording.LeaveNoEmail))
			return nil
		}
		d.setEmail(email)
		return d.left()
	}
	if d.liveChat().AskEmail && d.c.Visitor.Email == "" {
		d.c.Leave = LeaveEmail
		d.bot(d.words().Of(wording.LeaveEmail))
		return nil
	}
	return d.left()
}

// left puts the conversation under "Messages left".
func (d *draft) left() error {
	d.noteInput(trial.Input{Kind: trial.Say, Text: d.c.Preview})
	thanks := d.liveChat().Messages.Thanks
	if err := d.move(StateLeft); err != nil {
		return err
	}
	d.c.Leave, d.c.LeftAt = LeaveNothing, d.now
	d.add(Entry{Kind: EntryLeftWord, Author: d.visitorAuthor()})
	said, by := d.c.Preview, d.c.PreviewBy // the list shows what was left, not the thanks for it
	d.news(News{Kind: NoticeLeft, Words: said})
	d.bot(thanks)
	d.c.Preview, d.c.PreviewBy = said, by
	return nil
}

// leftAgain puts a message that somebody took, and did not answer, back where it was.
func (d *draft) leftAgain() error {
	d.endWait()
	d.c.Missed, d.c.Leave = true, LeaveNothing
	return d.move(StateLeft)
}

// AskedToLeave says what a visitor is asked for who cannot be served now: nothing, or a message, and an address that
// is not known.
func (c *Conversation) AskedToLeave(lib flow.Library) (stage LeaveStage, wantEmail bool) {
	lc, ok := flow.LiveChatAt(lib, c.Flow, wording.Set{})
	if !ok {
		lc = flow.Defaults(wording.Set{})
	}
	return c.Leave, lc.AskEmail && c.Visitor.Email == ""
}
