package models

import (
	"slices"
	"time"
)

// mostTranscript is how many lines a mailed transcript has, the newest of all.
const mostTranscript = 200

// ReasonTranscript is EntryMailed's for a transcript.
const ReasonTranscript = "transcript"

// TranscriptWish is an agent's who wants mailed what was said.
type TranscriptWish struct {
	Agent     AgentID
	ClientID  string
	ToVisitor bool // else to the agent
	Now       time.Time
}

// SendTranscript mails what was said, without notes and without what only the visitor may read. While the address
// is not known to be the visitor's, it gets what persons have said alone. Errors: ErrNotFound for other people's
// bots, CodeConflict when there is nothing to send, no address, or when no mail may go there now.
func SendTranscript(w TranscriptWish) func(*Conversation) (Change, error) {
	return func(c *Conversation) (Change, error) {
		agent, err := actor(c, w.Agent)
		if err != nil {
			return Change{}, err
		}
		if change, known, err := repeated(c, w.ClientID, w.sameAs); known || err != nil {
			return change, err
		}
		lines, more, err := transcriptOf(c)
		if err != nil {
			return Change{}, err
		}
		if len(lines) == 0 {
			return Change{}, conflict("Nothing has been said here yet.")
		}
		d := newDraft(c, w.Now)
		m := Mail{Purpose: MailTranscript, Lines: lines, More: more}
		if w.ToVisitor {
			return d.transcriptToVisitor(agent, m, w)
		}
		m.Who, m.Language, m.Page, m.PageTitle, m.Begun = c.Visitor.Called(), agent.Language, c.Page, c.PageTitle, c.CreatedAt
		if c.Bot != nil {
			m.Bot, m.Look, m.Zone = c.Bot.Header(), c.Bot.Settings.Look, c.Bot.Settings.Zone()
		}
		key := "transcript " + string(c.ID) + " " + string(agent.ID) + " " + w.ClientID // the log does not say that it was sent
		d.mail(OutMail{Mail: m, Address: agent.Email, Agent: agent.ID, Key: key})
		return d.aside(), nil
	}
}

func (d *draft) transcriptToVisitor(agent Agent, m Mail, w TranscriptWish) (Change, error) {
	to := d.c.Visitor.Email
	switch {
	case d.c.Bot == nil || d.c.Playground:
		return Change{}, conflict("This chat is from the playground: its visitor is not written to.")
	case to == "":
		return Change{}, conflict("The visitor's email address is not known.")
	}
	reach, err := d.c.Records.MailReach(to, d.now)
	if err != nil {
		return Change{}, err
	}
	byPerson := func(l MailLine) bool { return l.By.Person() }
	switch {
	case reach.Why != "":
		return Change{}, conflict("Nothing was sent. %s", reach.Why)
	case !reach.Own && !slices.ContainsFunc(m.Lines, byPerson):
		return Change{}, conflict("Nothing was sent: nobody has shown yet that this is the visitor's address, so only what the team said would go there, and it has said nothing.")
	}
	m.Who = agent.FirstName()
	d.mail(d.toVisitor(m))
	d.add(Entry{Kind: EntryMailed, Author: agentAuthor(agent), Audience: ForTeam, ClientID: w.ClientID,
		Body: Body{Of: d.c.LastSeq, To: to, Reason: ReasonTranscript}})
	return d.aside(), nil
}

func (w TranscriptWish) sameAs(e Entry) bool {
	return e.Kind == EntryMailed && e.Author.ID == string(w.Agent) && w.ToVisitor
}

// transcriptOf is what was said, the newest of it.
func transcriptOf(c *Conversation) (lines []MailLine, more bool, err error) {
	said, err := c.Records.Said(0, mostTranscript+1)
	if err != nil {
		return nil, false, err
	}
	for _, e := range said[max(0, len(said)-mostTranscript):] {
		if line := mailLine(e); e.Body.Revised != RevisedDeleted && (line.Text != "" || len(line.Files) > 0) {
			lines = append(lines, line)
		}
	}
	return lines, len(said) > mostTranscript, nil
}
