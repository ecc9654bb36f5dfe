// Package join draws what a guest sees: the form that asks for a name, the conversation that the link lets into,
// and the one page of every link that is not good. The roots that a stream replaces are #guest-header and #foot.
package join

import (
	"strconv"
	"strings"
	"time"

	"deskbell/models"
	"deskbell/models/wording"
	"deskbell/views/ui"
)

// NameForm asks who comes. Path is where it leads, Once what makes it one form however often it is sent; Problem is
// about the name, Notice about something else; Left says that somebody has just left from this browser. Say is the
// words that the mail with the link was in.
type NameForm struct {
	Path, Bot, Name, Once, Problem, Notice string
	Left                                   bool
	Say                                    wording.Set
}

// Talk is the conversation as a guest has it. Base is the address of its page.
type Talk struct {
	Guest        models.Guest
	Bot          *models.Bot
	Conversation models.Conversation
	Entries      []models.Entry
	Earlier      int64 // where older entries than Entries end; 0: there are none
	Base, Epoch  string
	Now          time.Time
	Say          wording.Set
}

// Files is the address below which a guest's browser gets files.
func Files(base string) string { return base + "/files" }

func (t Talk) mine() bool {
	return t.Conversation.State == models.StateLive && t.Conversation.GuestID == t.Guest.ID
}

// footKind says what stands under the log, footKey when it is another one although the kind is the same: a
// composer stays, with the draft and the focus in it, as long as the guest has the chat.
func (t Talk) footKind() string {
	switch {
	case t.mine():
		return "composer"
	case t.Conversation.State == models.StateLive:
		return "owned"
	case t.Conversation.State == models.StateClosed:
		return "closed"
	}
	return "takeover"
}

func (t Talk) footKey() string {
	c := t.Conversation
	switch t.footKind() {
	case "takeover":
		return string(c.State) + ":" + t.called()
	case "owned":
		return string(c.OwnerID) + ":" + string(c.GuestID)
	}
	return ""
}

// called is the visitor's first name, or what stands for one.
func (t Talk) called() string {
	name := t.visitor()
	if first, _, found := strings.Cut(name, " "); found && !strings.Contains(name, "@") {
		return first
	}
	return name
}

// visitor is the whole name, or what stands for one: not the address, which guests do not see.
func (t Talk) visitor() string {
	if name := t.Conversation.Visitor.Name; name != "" {
		return name
	}
	return t.Say.Of(wording.MailVisitor)
}

// owner is who has the chat.
func (t Talk) owner() string {
	switch {
	case t.Conversation.OwnerName == "":
		return t.Say.Of(wording.GuestSomebody)
	case t.Conversation.GuestID != "":
		return t.Conversation.OwnerName + " (" + t.Say.Of(wording.Guest) + ")"
	}
	return t.Conversation.OwnerName
}

func (t Talk) fileLimit() string {
	return strconv.FormatInt(t.Bot.Settings.FileLimit(), 10)
}

func (t Talk) attributes() map[string]any {
	on := map[string]any{
		"lang": t.Say.Language(), "data-me": "guest-" + string(t.Guest.ID), "data-base": t.Base, "data-epoch": t.Epoch,
		"data-now": t.Now.UTC().Format(time.RFC3339Nano),
	}
	ui.Worded(on, t.Say.GuestScripts())
	return on
}

func of(bot string) string {
	if bot == "" {
		return ""
	}
	return " · " + bot
}
