package models

import (
	"errors"
	"slices"
	"strings"
	"time"
)

// MostMentions is how many colleagues one note can name.
const MostMentions = 20

// Note is what an agent writes down for the team alone.
type Note struct {
	Agent    AgentID
	ClientID string
	Seq      int64 // of the note that is changed; 0 for a new one
	Text     string
	// Mentions are whom it may be meant for. They count where Text has "@" and their name (mentions.go), and
	// where they may see the conversation.
	Mentions []AgentID
	Delete   bool // of a note that is there: its words go
	Now      time.Time
}

// AddNote keeps a note for the team and tells those whom it names. It is nothing that was said: counts,
// previews and the place in the list stay. Errors: ErrNotFound for other people's bots, CodeInvalid for a bad
// text.
func AddNote(n Note) func(*Conversation) (Change, error) {
	return func(c *Conversation) (Change, error) {
		agent, err := actor(c, n.Agent)
		if err != nil {
			return Change{}, err
		}
		text, err := CleanText("text", n.Text)
		if err != nil {
			return Change{}, noteWords(err)
		}
		same := func(e Entry) bool {
			return e.Kind == EntryNote && e.Author.ID == string(n.Agent) && (e.Text == text || e.Body.Revised != "")
		}
		if change, known, err := repeated(c, n.ClientID, same); known || err != nil {
			return change, err
		}
		d := newDraft(c, n.Now)
		mentions, err := d.mentioned(text, n)
		if err != nil {
			return Change{}, err
		}
		d.add(Entry{Kind: EntryNote, Audience: ForTeam, Author: agentAuthor(agent), Text: text, ClientID: n.ClientID,
			Body: Body{Mentions: mentions}})
		d.tellMentioned(n.Agent, text, mentions)
		return d.aside(), nil
	}
}

// ReviseNote changes a note of the agent's own, or takes its words away. The log says that it was done.
// Whoever is named anew is told. Errors: ErrNotFound for what is no note of his, CodeConflict for one that is
// deleted.
func ReviseNote(n Note) func(*Conversation) (Change, error) {
	return func(c *Conversation) (Change, error) {
		agent, err := actor(c, n.Agent)
		if err != nil {
			return Change{}, err
		}
		note, err := c.Records.EntryAt(n.Seq)
		switch {
		case err != nil:
			return Change{}, err
		case note.Kind != EntryNote || note.Author.ID != string(n.Agent):
			return Change{}, ErrNotFound
		case note.Body.Revised == RevisedDeleted && n.Delete:
			return Change{}, nil
		case note.Body.Revised == RevisedDeleted:
			return Change{}, conflict("This note is deleted.")
		}
		d := newDraft(c, n.Now)
		before := note.Body.Mentions
		if err := d.rewrite(&note, n); err != nil {
			return Change{}, err
		}
		if same := !n.Delete && d.change.Revised == nil; same {
			return Change{}, nil
		}
		d.add(Entry{Kind: EntryRevised, Audience: ForTeam, Author: agentAuthor(agent), Body: Body{Of: note.Seq, Revised: note.Body.Revised}})
		d.tellMentioned(n.Agent, note.Text, slices.DeleteFunc(slices.Clone(note.Body.Mentions), func(id AgentID) bool {
			return slices.Contains(before, id)
		}))
		return d.aside(), nil
	}
}

// rewrite makes note what it shall be, and puts it among what is revised; one that says the same is not.
func (d *draft) rewrite(note *Entry, n Note) error {
	if n.Delete {
		note.Text, note.Body = "", Body{Revised: RevisedDeleted}
		d.change.Revised = []Entry{*note}
		return nil
	}
	text, err := CleanText("text", n.Text)
	if err != nil {
		return noteWords(err)
	}
	mentions, err := d.mentioned(text, n)
	if err != nil || text == note.Text {
		return err
	}
	note.Text, note.Body = text, Body{Revised: RevisedEdited, Mentions: mentions}
	d.change.Revised = []Entry{*note}
	return nil
}

// mentioned are those of the note's mentions that count, each once.
func (d *draft) mentioned(text string, n Note) ([]AgentID, error) {
	var all []*Agent
	for _, id := range n.Mentions {
		if len(all) == MostMentions {
			break
		}
		if id == n.Agent || slices.ContainsFunc(all, func(a *Agent) bool { return a.ID == id }) {
			continue
		}
		colleague, err := d.c.Records.Agent(id)
		if errors.Is(err, ErrNotFound) {
			continue
		}
		if err != nil {
			return nil, err
		}
		if colleague.MaySee(d.c.DeskID) && strings.Contains(text, "@"+colleague.Name) {
			all = append(all, &colleague)
		}
	}
	return namedIn(text, all), nil
}

func (d *draft) tellMentioned(by AgentID, text string, mentions []AgentID) {
	for _, id := range mentions {
		d.news(News{Kind: NoticeMention, To: id, By: by, Words: shorten(text, 160)})
	}
}

// aside is done for what the visitor has no part in: the chat stays where it is in its list.
func (d *draft) aside() Change {
	at := d.c.UpdatedAt
	change := d.done()
	change.Conversation.UpdatedAt = at
	return change
}

// noteWords says about a note what CleanText says about a message.
func noteWords(err error) error {
	var known *Error
	if errors.As(err, &known) && strings.HasPrefix(known.Message, "There is nothing") {
		return invalid("text", "Write the note first.")
	}
	return err
}
