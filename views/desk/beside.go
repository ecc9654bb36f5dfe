package desk

import (
	"cmp"
	"strconv"
	"strings"

	"deskbell/models"
)

// Notes are those of a conversation, the newest first.
type Notes struct {
	Me           *models.Agent
	Conversation models.ConversationID
	Rows         []models.Entry
	More         bool // there are older ones
}

// Past is a page of a visitor's earlier conversations.
type Past struct {
	Me           *models.Agent
	Conversation models.Conversation // from which it is asked
	Rows         []models.EarlierChat
	Next         models.ConversationID // the last one, where there are more; else ""
}

// choice is a state as the box "Chat status" offers it.
type choice struct {
	State models.State
	Words string
}

// statuses are the state that is, and those that can be chosen instead.
func statuses(o Open) []choice {
	all := []choice{{o.Conversation.State, status(o.Conversation)}}
	for _, to := range o.Moves {
		all = append(all, choice{to, status(models.Conversation{State: to})})
	}
	return all
}

// statusHint says what choosing does that is no matter of course; "" where nothing can be chosen.
func statusHint(o Open) string {
	if len(o.Moves) == 0 && o.Conversation.State == models.StateLive {
		return owner(o) + " has this chat."
	}
	return ""
}

// earlierLink is where a visitor's past is, behind one of its conversations.
func earlierLink(id models.ConversationID, before models.ConversationID) string {
	if before == "" {
		return path(id, "/earlier")
	}
	return path(id, "/earlier?before="+string(before))
}

func notePath(n Notes, e models.Entry, rest string) string {
	return path(n.Conversation, "/notes/"+strconv.FormatInt(e.Seq, 10)+rest)
}

// own says whether the note can be changed by who reads it.
func own(n Notes, e models.Entry) bool {
	return n.Me != nil && e.Author.ID == string(n.Me.ID) && e.Body.Revised != models.RevisedDeleted
}

// mentionIDs are those whom a note names, for the script that changes it.
func mentionIDs(e models.Entry) string {
	ids := make([]string, len(e.Body.Mentions))
	for i, id := range e.Body.Mentions {
		ids[i] = string(id)
	}
	return strings.Join(ids, " ")
}

// answeredBy is the second line of an earlier conversation.
func answeredBy(e models.EarlierChat) string {
	parts := []string{status(models.Conversation{State: e.State})}
	if e.Playground {
		parts = append(parts, "Playground")
	}
	if e.Category != "" {
		parts = append(parts, e.Category)
	}
	if e.AnsweredBy != "" {
		parts = append(parts, "with "+e.AnsweredBy)
	} else {
		parts = append(parts, "the bot alone")
	}
	return strings.Join(parts, " · ")
}

// telephone is a number as its address has it.
func telephone(number string) string {
	return strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' || r == '+' {
			return r
		}
		return -1
	}, number)
}

// whoAnswers is who has the chat, as far as is known.
func whoAnswers(o Open) *models.Agent {
	if o.Owner != nil {
		return o.Owner
	}
	return &models.Agent{Name: cmp.Or(o.Conversation.OwnerName, "A colleague")}
}

func firstLine(e models.EarlierChat) string {
	if e.Line == "" {
		return "Nothing was written"
	}
	return e.Line
}
