package models

import (
	"slices"
	"strings"
	"time"

	"deskbell/models/flow"
)

// AnswersToken is of the timer after which answers are mailed to a visitor who does not look at them.
const AnswersToken = "answers"

// What of a conversation a mail of answers looks at, and how many of the visitor's own lines stand before them.
const (
	mostAnswersLooked = 60
	mostOwnLines      = 3
)

// ReasonDropped is EntryMailed's when nothing was mailed: Text is why.
const ReasonDropped = "dropped"

// answersByMail says whether what persons say here is mailed to a visitor who is away.
func (c *Conversation) answersByMail() bool {
	return c.Bot != nil && !c.Bot.Settings.Mail.NoAnswers && !c.Playground && c.Channel == "web" && c.Visitor.Email != ""
}

// gather sets the timer with the first answer; when it is due, gathered looks at those that followed.
func (d *draft) gather() {
	if d.c.answersByMail() {
		d.change.Timers = append(d.change.Timers, Timer{Conversation: d.c.ID, Token: AnswersToken, Due: d.now.Add(d.c.Bot.Settings.Mail.Gather()), Keep: true})
	}
}

// mostGathers is how many times as long as answers are gathered somebody who goes on and on keeps them back.
const mostGathers = 5

// gathered is when answers, from the first to the last, are mailed: what is said soon after another goes into the
// same mail. Of a clock that was set back nothing is expected.
func (c *Conversation) gathered(first, last, now time.Time) time.Time {
	each := c.Bot.Settings.Mail.Gather()
	due := last.Add(each)
	if most := first.Add(mostGathers * each); due.After(most) {
		due = most
	}
	if due.After(now.Add(each)) {
		return now
	}
	return due
}

// MailAnswers mails the visitor what persons have said since he has last looked, once his page has been gone for
// some time. WatchedAt is when the page was there last that shows the conversation, the zero time for never. The mail has the words as they are now;
// what was deleted is not in it. A second call finds nothing new.
func MailAnswers(watchedAt func(*Conversation) time.Time, now time.Time) func(*Conversation) (Change, error) {
	return func(c *Conversation) (Change, error) {
		over := Change{Cancelled: []string{AnswersToken}}
		if !c.answersByMail() || max(c.MailedSeq, c.VisitorSeen) >= c.LastSeq {
			return over, nil
		}
		said, err := c.Records.Said(0, mostAnswersLooked)
		if err != nil {
			return Change{}, err
		}
		first, last, lines, more := answersIn(said, max(c.MailedSeq, c.VisitorSeen))
		if last == nil {
			return over, nil
		}
		due := later(watchedAt(c).Add(c.Bot.Settings.Mail.AwayFor()), c.gathered(first.At, last.At, now))
		if now.Before(due) {
			return Change{Timers: []Timer{{Conversation: c.ID, Token: AnswersToken, Due: later(due, now.Add(time.Second))}}}, nil
		}
		d := newDraft(c, now)
		d.change.Cancelled = over.Cancelled
		err = d.mailAnswers(last, Mail{Who: last.Author.Name, Lines: lines, More: more})
		d.c.Parked = d.c.State == StateLive && d.c.MailedSeq == last.Seq && said[len(said)-1].Seq == last.Seq
		return d.aside(), err
	}
}

func (d *draft) mailAnswers(last *Entry, m Mail) error {
	reach, err := d.c.Records.MailReach(d.c.Visitor.Email, d.now)
	if err != nil {
		return err
	}
	m.Purpose = MailAnswer
	d.mail(d.toVisitor(m)) // also where the store will drop it: the outbox shows that
	noted := Entry{Kind: EntryMailed, Author: Author{Kind: BySystem}, Audience: ForTeam, Body: Body{Of: last.Seq, To: d.c.Visitor.Email}}
	if reach.Why != "" {
		noted.Body.Reason, noted.Text = ReasonDropped, reach.Why
	} else {
		d.c.MailedSeq = last.Seq // what was dropped comes with the next one
	}
	d.add(noted)
	return nil
}

// toVisitor is a mail to the visitor in the words that he reads around the chat.
func (d *draft) toVisitor(m Mail) OutMail {
	settings := &d.c.Bot.Settings
	m.Language = settings.Words(d.c.Language).Language()
	m.Bot, m.Look, m.Texts, m.Zone = d.c.Bot.Header(), settings.Look, settings.Texts[m.Language], settings.Zone()
	m.Page, m.PageTitle, m.Begun = d.c.Page, d.c.PageTitle, d.c.CreatedAt
	return OutMail{Mail: m, Address: d.c.Visitor.Email}
}

// answersIn finds what persons have said behind a seq, from the first to the last, with what the visitor has said
// between and just before; both are nil when there is nothing. More says that there was more than was looked at.
func answersIn(said []Entry, after int64) (begin, last *Entry, lines []MailLine, more bool) {
	first := -1
	for i := range said {
		if said[i].Seq > after && answers(&said[i]) {
			if first < 0 {
				first = i
			}
			last = &said[i]
		}
	}
	if last == nil {
		return nil, nil, nil, false
	}
	for _, e := range said[ownBefore(said, first):] {
		own := e.Author.Kind == ByVisitor && !e.Body.Sensitive
		if e.Seq <= last.Seq && (own || answers(&e)) {
			lines = append(lines, mailLine(e))
		}
	}
	return &said[first], last, lines, len(said) == mostAnswersLooked && said[0].Seq > after
}

// ownBefore is where the visitor's last words before an answer begin.
func ownBefore(said []Entry, first int) int {
	from, own := first, 0
	for i := first - 1; i >= 0 && own < mostOwnLines && !said[i].Author.Kind.Person(); i-- {
		if said[i].Author.Kind == ByVisitor {
			from, own = i, own+1
		}
	}
	return from
}

// answers says that there is something to read in what a person has said.
func answers(e *Entry) bool {
	return e.Author.Kind.Person() && e.Body.Revised != RevisedDeleted &&
		(strings.TrimSpace(e.Text) != "" || len(e.Body.Files) > 0 || e.Body.Content != nil && e.Body.Content.Kind != flow.ContentAnimation)
}

// mailLine is what was said as a mail has it. A mail is read by many a server on its way: what only the visitor
// may read is not in it.
func mailLine(e Entry) MailLine {
	e = e.ForTeam()
	line := MailLine{Who: e.Author.Name, By: e.Author.Kind, Text: e.Text, Files: e.Body.Files, At: e.At, Seq: e.Seq}
	switch c := e.Body.Content; {
	case c == nil || c.Kind == flow.ContentAnimation:
	case c.Kind == flow.ContentAnswer:
		for _, s := range c.Sources {
			if !slices.Contains(line.Sources, s.Title) {
				line.Sources = append(line.Sources, s.Title)
			}
		}
	default:
		words := lineOf(*c)
		if c.Kind == flow.ContentLink && (strings.HasPrefix(c.URL, "https://") || strings.HasPrefix(c.URL, "http://")) {
			words += ": " + c.URL
		}
		line.Text = strings.TrimSpace(line.Text + "\n\n" + words)
	}
	if len(line.Files) > 0 && line.Text == FileNames(line.Files) {
		line.Text = "" // they are named once
	}
	return line
}
