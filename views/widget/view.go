// Package widget draws the chat as the visitor sees it: the page inside of the frame on a site, which
// is also a page of its own, and the parts of it that the stream replaces.
package widget

import (
	"fmt"
	"hash/fnv"
	"strconv"
	"strings"
	"time"

	"deskbell/models"
	"deskbell/models/flow"
	"deskbell/models/wording"
)

// Page is the whole chat page.
type Page struct {
	Bot     *models.Bot
	Base    string // what public addresses begin with, without a slash at the end
	Epoch   string // of the data; a client that knows another one starts over
	Version int    // of the start flow that the page shows, for the first action
	Seed    uint64 // the chance that it was played with, for the same
	Entries []models.Entry
	// Preview: the entries are the flow's first blocks, played for looking; nothing is kept yet.
	// Resume: the log is empty until the loader has handed over the visitor's token.
	Preview, Resume, Framed, Playground bool
	Panel                               Panel
}

// Panel is what changes with the state of the conversation: the header and what is asked for.
type Panel struct {
	Bot          *models.Bot
	Say          wording.Set          // what is around the conversation
	Conversation *models.Conversation // nil before the first action
	Prompt       flow.Prompt
	Quick        []flow.Choice // replies that stay in reach
	LiveChat     flow.LiveChat
	Position     int // in the queue, 1 is next; 0 unknown
	AgentHere    bool
	Form         LeaveForm
	Now          time.Time
	// Barred: the visitor may not write until Until; zero for good.
	Barred bool
	Until  time.Time
}

// kind is what #prompt asks for: blocked, waiting, leave and closed beside the flow's own kinds.
func (p Panel) kind() string {
	c := p.Conversation
	switch {
	case p.Barred:
		return "blocked"
	case c != nil && c.AsksBeside():
		return string(p.asked())
	case c == nil || c.State == models.StateBot && c.Leave == models.LeaveNothing:
		return string(p.asked())
	case c.State == models.StateClosed:
		return "closed"
	case c.Leave == models.LeaveForm:
		return "leave"
	case c.Leave == models.LeaveEmail:
		return "email"
	case c.Leave == models.LeaveMessage:
		return "text"
	case c.State == models.StateWaiting:
		return "waiting"
	}
	return "none"
}

func (p Panel) asked() flow.PromptKind {
	if p.Prompt.Kind == "" {
		return flow.PromptNone
	}
	return p.Prompt.Kind
}

// key changes when the visitor is asked for something else; equal keys keep drafts and focus.
func (p Panel) key() string {
	key := p.kind() + "." + p.token()
	if p.Barred {
		key += "." + stamp(p.Until)
	}
	if p.tries() > 0 {
		key += "." + strconv.Itoa(p.tries())
	}
	if p.Conversation != nil {
		key += "." + string(p.Conversation.State) + "." + string(p.Conversation.Leave)
	}
	if p.kind() == "waiting" {
		key += "." + strconv.Itoa(p.Position)
	}
	return key
}

func (p Panel) token() string {
	if p.Prompt.Token != "" || p.Conversation == nil || p.Conversation.Flow.Wait == nil {
		return p.Prompt.Token
	}
	return p.Conversation.Flow.Wait.Token
}

func (p Panel) composer() string {
	switch p.kind() {
	case "leave", "closed":
		return "off"
	case "blocked":
		return "held"
	}
	return "on"
}

func (p Panel) placeholder() string {
	c := p.Conversation
	switch {
	case p.Barred:
		return p.Say.Of(wording.BlockedNow)
	case p.kind() == "waiting":
		return p.Say.Of(wording.WhileWaiting)
	case c != nil && c.Leave == models.LeaveEmail:
		return p.Say.Of(wording.YourEmail)
	case c != nil && c.Leave == models.LeaveMessage:
		return p.Say.Of(wording.YourMessage)
	case p.composes() && p.Prompt.Placeholder != "":
		return p.Prompt.Placeholder
	}
	return p.Say.Of(wording.WriteMessage)
}

func (p Panel) skip() string {
	own := wording.Standard("en", wording.Skip) // what a block that says nothing else has
	if p.Prompt.Skip == own || p.Prompt.Skip == "" && p.kind() == "waiting" && p.LiveChat.Skip {
		return p.Say.Of(wording.Skip)
	}
	return p.Prompt.Skip
}

func (p Panel) back() bool {
	return p.Prompt.Back || p.kind() == "waiting" && p.LiveChat.Back
}

// cancel says that who waits may stop waiting.
func (p Panel) cancel() bool {
	return p.kind() == "waiting" && (p.Prompt.Cancel || p.LiveChat.Cancel)
}

// tries is how many answers to what is asked now did not fit.
func (p Panel) tries() int {
	if p.Conversation == nil || p.Conversation.Flow.Wait == nil {
		return 0
	}
	return p.Conversation.Flow.Wait.Tries
}

// replies are the quick replies; a chat that has ended has none.
func (p Panel) replies() []flow.Choice {
	if p.Barred || p.kind() == "closed" {
		return nil
	}
	return p.Quick
}

// repliesKey changes with them; equal keys keep the strip as it is, with the focus in it.
func (p Panel) repliesKey() string {
	sum := fnv.New64a()
	for _, reply := range p.replies() {
		fmt.Fprintf(sum, "%q%q%q", reply.ID, reply.Label, reply.Style)
	}
	return strconv.FormatUint(sum.Sum64(), 36)
}

func (p Panel) live() bool {
	return p.Conversation != nil && p.Conversation.State == models.StateLive
}

// guest says that somebody answers who is not of the team.
func (p Panel) guest() bool { return p.live() && p.Conversation.GuestID != "" }

// inLine is the visitor's place among those who wait, in words.
func (p Panel) inLine() string {
	switch {
	case p.Position == 1:
		return p.Say.Of(wording.YouAreNext)
	case p.Position > 1:
		return p.Say.Of(wording.BeforeYou, "count", strconv.Itoa(p.Position-1))
	case p.LiveChat.Video:
		return p.Say.Of(wording.GettingVideo)
	}
	return p.Say.Of(wording.GettingSomebody)
}

// meanwhile is what the visitor can do while waiting.
func (p Panel) meanwhile() string {
	if p.LiveChat.Video {
		return p.Say.Of(wording.KeepOpenVideo)
	}
	return p.Say.Of(wording.KeepOpen)
}

// wait is how long the visitor waits at most and how much of that is over, in seconds.
func (p Panel) wait() (most, over int64) {
	c := p.Conversation
	if c == nil || c.WaitingSince.IsZero() || !c.WaitingUntil.After(c.WaitingSince) {
		return 0, 0
	}
	most = int64(c.WaitingUntil.Sub(c.WaitingSince).Seconds())
	return most, min(most, max(0, int64(p.Now.Sub(c.WaitingSince).Seconds())))
}

// subtitle is the line under the header's name.
func (p Panel) subtitle() string {
	switch {
	case p.live():
		return p.Bot.Header()
	case p.kind() == "waiting" && p.Position > 0:
		return p.Say.Of(wording.GettingSomebody)
	}
	return p.Bot.Settings.Subtitle
}

func sites(b *models.Bot) string { return strings.Join(b.Sites, " ") }

// seen is the newest entry that a side has seen, for the marks on the page.
func (p Panel) seen() (visitor, team string) {
	if p.Conversation == nil {
		return "0", "0"
	}
	return strconv.FormatInt(p.Conversation.VisitorSeen, 10), strconv.FormatInt(p.Conversation.TeamSeen, 10)
}

// until is when a visitor may write again, for the script; "" for good, and for who may write.
func (p Panel) until() string {
	if !p.Barred || p.Until.IsZero() {
		return ""
	}
	return stamp(p.Until)
}

func stamp(t time.Time) string { return t.UTC().Format(time.RFC3339) }

func first[T any](a, _ T) T  { return a }
func second[T any](_, b T) T { return b }
