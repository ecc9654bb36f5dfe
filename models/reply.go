package models

import (
	"time"

	"deskbell/models/flow"
)

// Answer is what an agent wrote or sent.
type Answer struct {
	Agent    AgentID
	ClientID string
	Text     string
	Files    []flow.File // kept already; the caller has made sure that they belong to the conversation
	Now      time.Time
}

// Reply keeps what the owner of a live chat wrote. Errors: CodeConflict when the chat is not his.
func Reply(a Answer) func(*Conversation) (Change, error) {
	return func(c *Conversation) (Change, error) {
		agent, err := actor(c, a.Agent) // before the text: to others it is the same whether the chat is there
		if err != nil {
			return Change{}, err
		}
		text, err := words(Message{Text: a.Text, Files: a.Files})
		if err != nil {
			return Change{}, err
		}
		same := func(e Entry) bool { // what was revised meanwhile has other words than it was sent with
			return e.Body.Revised != "" || e.Text == text && sameFiles(e.Body.Files, a.Files)
		}
		if change, known, err := repeated(c, a.ClientID, same); known || err != nil {
			return change, err
		}
		if c.State != StateLive {
			return Change{}, conflict("Take the chat over before you answer.")
		}
		if c.OwnerID != a.Agent {
			return Change{}, conflict("%s has this chat.", ownerName(c))
		}
		d := newDraft(c, a.Now)
		d.add(Entry{Kind: EntrySaid, Author: agentAuthor(agent), Text: text, ClientID: a.ClientID, Body: Body{Files: a.Files}})
		d.c.TeamSeenCount, d.c.TeamSeen = d.c.VisitorCount, d.c.LastSeq
		return d.done(), nil
	}
}
