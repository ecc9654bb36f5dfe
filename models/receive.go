package models

import (
	"strings"
	"time"

	"deskbell/models/flow"
)

// Message is what a visitor wrote, pressed, filled or sent. ClientID makes it happen once.
type Message struct {
	ClientID string
	Text     string // for Receive
	Token    string // of the wait that it answers; for Receive it may be missing
	Choice   string // for Choose: one; for Press: the quick reply
	// For Choose, where several may be chosen, and where a form was filled: by the ids of its fields.
	Choices []string
	Fields  map[string]string
	// Files are kept already; the caller has made sure that they are the visitor's.
	Files   []flow.File
	Seed    uint64 // of the greeting that the page showed; 0: any
	Version int    // of the start flow that the page showed; 0: the latest
	Now     time.Time
}

// Receive keeps what a visitor wrote or sent, and lets the flow go on with it while the bot answers.
// Errors: CodeInvalid for a bad text, or for a ClientID that was used for another one.
func Receive(m Message) func(*Conversation) (Change, error) {
	return func(c *Conversation) (Change, error) {
		text, err := words(m)
		if err != nil {
			return Change{}, err
		}
		same := func(e Entry) bool { return e.Text == text && sameFiles(e.Body.Files, m.Files) }
		if change, known, err := repeated(c, m.ClientID, same); known || err != nil {
			return change, err
		}
		d, err := open(c, m)
		if err != nil {
			return Change{}, err
		}
		asked := d.asked()
		d.add(Entry{Kind: EntrySaid, Author: d.visitorAuthor(), Text: text, ClientID: m.ClientID,
			Body: Body{Files: m.Files, Sensitive: asked.Sensitive}})
		if d.c.AsksBeside() && (asked.Sensitive || m.Token == d.token()) {
			d.answeredBeside()
		}
		greeted := c.LastSeq == 0 && d.c.Leave != LeaveNothing // asked to leave a message after this was written
		if d.c.State == StateBot && !greeted {
			err = d.answer(m, text)
		}
		return d.done(), err
	}
}

// Begin begins the run of a trial without a word of the visitor: where it asks nothing at first, nothing
// else would. A conversation that has begun stays as it is.
func Begin(m Message) func(*Conversation) (Change, error) {
	return func(c *Conversation) (Change, error) {
		if c.Trial == nil {
			return Change{}, ErrNotFound
		}
		if c.LastSeq > 0 || len(c.Trial.Trace) > 0 {
			return Change{}, nil
		}
		d, err := open(c, m)
		if err != nil {
			return Change{}, err
		}
		return d.done(), nil
	}
}

// words are what is kept of a message: its text, or the names of the files that were sent without one.
func words(m Message) (string, error) {
	if err := checkFiles(m.Files); err != nil {
		return "", err
	}
	if len(m.Files) > 0 && strings.TrimSpace(m.Text) == "" {
		return FileNames(m.Files), nil
	}
	return CleanText("text", m.Text)
}

// asked is what the bot asks for now; nothing while it does not wait for the visitor.
func (d *draft) asked() flow.Prompt {
	if d.c.State != StateBot && !d.c.AsksBeside() || d.c.Flow.Wait == nil || d.c.Flow.Wait.Kind != flow.WaitReply {
		return flow.Prompt{Kind: flow.PromptNone}
	}
	return flow.PromptOf(d.c.Records, d.c.Flow, d.words())
}

// open begins a draft on a conversation that the visitor goes on with: a new one plays the bot's
// start, a closed one is opened again.
func open(c *Conversation, m Message) (*draft, error) {
	d := newDraft(c, m.Now)
	d.seed = m.Seed
	if c.LastSeq == 0 {
		d.begun()
		if err := d.start(m.Version); err != nil {
			return nil, err
		}
		return d, d.hurry()
	}
	if c.State != StateClosed {
		return d, nil
	}
	if err := d.move(StateBot); err != nil {
		return nil, err
	}
	d.c.ClosedAt, d.c.Missed = time.Time{}, false
	d.c.Flow = rested(d.c.Flow)
	d.add(Entry{Kind: EntryReopened, Author: d.visitorAuthor()})
	d.begun()
	return d, nil
}

// rested is what is left of a run when its conversation was closed.
func rested(was flow.State) flow.State {
	return flow.State{Vars: was.Vars, Seq: was.Seq, Seed: was.Seed, Quick: was.Quick, Secret: was.Secret, Mails: was.Mails,
		AIAsked: was.AIAsked, AITold: was.AITold, Ended: flow.EndedByBlock}
}

// answer plays the visitor's words while the bot is the one who answers.
func (d *draft) answer(m Message, text string) error {
	w, said := d.c.Flow.Wait, text
	if strings.TrimSpace(m.Text) == "" {
		said = "" // the names of files answer no question
	}
	switch {
	case m.Token != "" && m.Token != d.token() && !w.Hears(m.Token):
		return nil // it was for a question that is over, and answers no other one
	case d.c.Leave != LeaveNothing:
		return d.leaveWords(text)
	case w == nil:
		d.c.Leave = LeaveNothing
		ev := d.starting(0)
		ev.Text = said
		return d.step(ev)
	case w.Kind == flow.WaitReply, w.AwaitsAI():
		return d.step(flow.Event{Kind: flow.EventReply, Token: d.token(), Text: said, Files: m.Files})
	}
	return nil
}
