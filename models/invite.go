package models

import (
	"errors"
	"slices"
	"strings"
	"time"
)

// What Mail.Why says of a mail with a join link: a visitor has begun, a person is asked for, nobody has taken the
// chat for some time.
const (
	WhyWanted  = "wanted"
	WhyUntaken = "untaken"
	WhyStarted = "started"
)

// MostStartedMails is how many mails a bot sends within an hour to say that visitors begin.
const MostStartedMails = 60

// MostCalls is how many mails a bot sends within an hour to call somebody into a chat: who begins one after the
// other must not fill a partner's mailbox.
const MostCalls = 200

// What a mail with a join link shows of what was said, and how far back that is looked for; and how long those who
// were told of something are not told of the same again, however often a visitor asks.
const (
	mostInviteLines  = 5
	mostInviteLooked = 30
	inviteAgain      = 10 * time.Minute
)

// untakenToken is of the timer after which those are told who want to know that nobody takes a chat.
const untakenToken = "untaken"

// call remembers that some are to be told; what the mail says is known when the turn is done.
func (d *draft) call(why string) {
	if d.c.Bot != nil && !d.c.Playground && len(d.c.Bot.Settings.Mail.told(why)) > 0 && !slices.Contains(d.calls, why) {
		d.calls = append(d.calls, why)
	}
}

// told are the addresses that are told of something.
func (m *BotMail) told(why string) []string {
	switch why {
	case WhyWanted:
		return m.Wanted
	case WhyUntaken:
		return m.Untaken
	case WhyStarted:
		return m.Started
	}
	return nil
}

// untakenLater sets the timer of a wait that begins.
func (d *draft) untakenLater() {
	if d.c.Bot == nil || d.c.Playground || len(d.c.Bot.Settings.Mail.Untaken) == 0 {
		return
	}
	due := d.c.WaitingSince.Add(d.c.Bot.Settings.Mail.Untakens())
	d.change.Timers = append(d.change.Timers, Timer{Conversation: d.c.ID, Token: untakenToken, Due: due})
}

// untaken tells those who want to know that nobody has taken a chat.
func untaken(c *Conversation, now time.Time) (Change, error) {
	d := newDraft(c, now)
	d.change.Cancelled = []string{untakenToken}
	if c.State != StateWaiting || c.Bot == nil {
		return d.change, nil
	}
	if due := c.WaitingSince.Add(c.Bot.Settings.Mail.Untakens()); now.Before(due) { // it was handed out for an earlier wait
		return Change{Timers: []Timer{{Conversation: c.ID, Token: untakenToken, Due: due}}}, nil
	}
	d.call(WhyUntaken)
	return d.aside(), nil // also for those who look at the chat, and see whom a link was sent to
}

// invite writes the mails of a turn, one to an address, with the weightiest reason.
func (d *draft) invite() {
	calls := d.calls
	d.calls = nil
	for _, why := range []string{WhyWanted, WhyUntaken, WhyStarted} {
		if !slices.Contains(calls, why) || !d.mayCall(why) {
			continue
		}
		for _, address := range d.c.Bot.Settings.Mail.told(why) {
			if !slices.ContainsFunc(d.change.Mails, func(m OutMail) bool { return strings.EqualFold(m.Address, address) }) {
				d.mail(OutMail{Mail: d.invitation(why), Address: address})
			}
		}
	}
}

// mayCall says whether nobody was told of the same shortly before.
func (d *draft) mayCall(why string) bool {
	last, err := d.c.Records.Invited(why)
	gone := d.now.Sub(last)
	return errors.Is(err, ErrNotFound) || err == nil && (gone >= inviteAgain || gone < -inviteAgain) // the clock was wrong then
}

// invitation is what a guest is told: he is not of the house, so that of what was said nothing is in it that the
// team may not read, and not the visitor's address.
func (d *draft) invitation(why string) Mail {
	settings := &d.c.Bot.Settings
	m := Mail{Purpose: MailJoin, Why: why, Language: settings.Speaks()[0], Bot: d.c.Bot.Header(), Look: settings.Look,
		Who: d.c.Visitor.Name, Page: d.c.Page, PageTitle: d.c.PageTitle, Begun: d.c.CreatedAt, Zone: settings.Zone()}
	m.Texts = settings.Texts[m.Language]
	if !settings.Mail.NoWords {
		m.Lines, m.More = d.lastSaid()
	}
	return m
}

// lastSaid are the last things that were said for all, this turn's among them; more says that there were others.
func (d *draft) lastSaid() (lines []MailLine, more bool) {
	said, err := d.c.Records.Said(0, mostInviteLooked)
	if err != nil {
		return nil, false // a mail says less then, and whoever reads it sees all of it in the chat
	}
	more = len(said) == mostInviteLooked
	for _, e := range slices.Concat(said, d.change.Entries) {
		if e.Kind != EntrySaid || e.Audience != ForAll || e.Body.Sensitive || e.Body.Revised == RevisedDeleted {
			continue
		}
		line := mailLine(e)
		if line.By == ByVisitor {
			line.Who = d.c.Visitor.Name
		}
		if strings.TrimSpace(line.Text) != "" || len(line.Files) > 0 {
			lines = append(lines, line)
		}
	}
	if n := len(lines); n > mostInviteLines {
		return lines[n-mostInviteLines:], true
	}
	return lines, more
}
