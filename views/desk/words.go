package desk

import (
	"fmt"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"deskbell/models"
	"deskbell/views/ui"
)

// title is the name of a list as the tab has it.
func title(s models.State) string {
	switch s {
	case models.StateWaiting:
		return "Waiting"
	case models.StateLive:
		return "Active"
	case models.StateLeft:
		return "Messages left"
	case models.StateClosed:
		return "Closed"
	}
	return "With the bot"
}

func iconOf(s models.State) string {
	switch s {
	case models.StateWaiting:
		return "bell"
	case models.StateLive:
		return "message-circle"
	case models.StateLeft:
		return "mail"
	case models.StateClosed:
		return "archive"
	}
	return "bot"
}

// nothing is what an empty list says.
func nothing(s models.State) string {
	switch s {
	case models.StateWaiting:
		return "Nobody is waiting."
	case models.StateLive:
		return "No chats are going on."
	case models.StateLeft:
		return "No messages were left."
	case models.StateClosed:
		return "Nothing is closed yet."
	}
	return "The bot is talking to nobody."
}

func counted(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return strconv.Itoa(n) + " " + many
}

// preview is the newest line, with who wrote it where that was not the visitor.
func preview(c models.Conversation) string {
	switch {
	case c.Preview == "":
		return "Nothing was written yet"
	case c.PreviewBy == models.ByGuest && c.GuestID != "":
		return answering(c) + ": " + ui.Line(c.Preview)
	case c.PreviewBy == models.ByGuest:
		return "Guest: " + ui.Line(c.Preview)
	case c.PreviewBy == models.ByAgent && c.GuestID == "" && c.OwnerName != "":
		return answering(c) + ": " + ui.Line(c.Preview)
	case c.PreviewBy == models.ByAgent:
		return "Team: " + ui.Line(c.Preview)
	case c.PreviewBy == models.ByBot:
		return "Bot: " + ui.Line(c.Preview)
	}
	return ui.Line(c.Preview)
}

// where is the line under the preview: the bot, and who answers.
func where(c models.Conversation, l Lists) string {
	parts := []string{cameBy(c)}
	if name := l.Bots[c.BotID]; name != "" {
		parts = append(parts, name)
	}
	if c.State == models.StateLive && c.OwnerName != "" {
		parts = append(parts, "with "+answering(c))
	}
	return ui.Line(strings.Join(parts, " · "))
}

// cameBy is the channel; a chat of the playground says that first.
func cameBy(c models.Conversation) string {
	if c.Playground {
		return "Playground"
	}
	return channel(c.Channel)
}

func channel(name string) string {
	switch name {
	case "", "web":
		return "Website"
	case "whatsapp":
		return "WhatsApp"
	}
	return strings.ToUpper(name[:1]) + name[1:]
}

// name is what the team calls the visitor, on one line.
func name(c models.Conversation) string { return ui.Line(c.Visitor.Called()) }

// when is the format of a row's time: the hour for what is less than a day old.
func when(t, now time.Time) string {
	if now.Sub(t) < 20*time.Hour {
		return "time"
	}
	return "day"
}

// called is the visitor in the middle of a sentence, calledFirst at its beginning.
func called(c models.Conversation) string {
	if c.Visitor.Name == "" && c.Visitor.Email == "" {
		return "the visitor"
	}
	return name(c)
}

func calledFirst(c models.Conversation) string {
	if c.Visitor.Name == "" && c.Visitor.Email == "" {
		return "The visitor"
	}
	return name(c)
}

// answering is who has the chat, in a line of text: a colleague's first name, a guest's with the word for it.
func answering(c models.Conversation) string {
	if c.GuestID != "" {
		return ui.Line(c.OwnerName) + models.GuestMark
	}
	return firstWord(c.OwnerName)
}

func firstWord(s string) string {
	word, _, _ := strings.Cut(s, " ")
	return word
}

// status is the state in one word or two, as the panel has it.
func status(c models.Conversation) string {
	switch c.State {
	case models.StateWaiting:
		return "Waiting"
	case models.StateLive:
		return "Live"
	case models.StateLeft:
		return "Message left"
	case models.StateClosed:
		return "Closed"
	}
	return "With the bot"
}

func owner(o Open) string {
	switch {
	case mine(o):
		return "You"
	case o.Conversation.GuestID != "":
		return answering(o.Conversation)
	case o.Conversation.OwnerName != "":
		return o.Conversation.OwnerName
	}
	return "A colleague"
}

func earlierVisits(past int) string {
	return counted(past, "conversation", "conversations")
}

// minutes is a length of time as 1:24.
func minutes(d time.Duration) string {
	seconds := max(int(d/time.Second), 0)
	return fmt.Sprintf("%d:%02d", seconds/60, seconds%60)
}

// wait is how long the visitor has waited by now, and how long the waiting time is, in seconds.
func wait(c models.Conversation, now time.Time) (so, of int) {
	of = int(c.WaitingUntil.Sub(c.WaitingSince) / time.Second)
	so = int(now.Sub(c.WaitingSince) / time.Second)
	return min(max(so, 0), max(of, 0)), max(of, 0)
}

// webPage is the page's address where it is one that may be linked to.
func webPage(raw string) (short string, ok bool) {
	u, err := url.Parse(raw)
	if err != nil || (u.Scheme != "http" && u.Scheme != "https") || u.Host == "" {
		return raw, false
	}
	if u.Path == "" || u.Path == "/" {
		return u.Host, true
	}
	return u.Path, true
}

func variables(vars map[string]string) []string {
	names := make([]string, 0, len(vars))
	for name := range vars {
		names = append(names, name)
	}
	slices.Sort(names)
	return names
}
