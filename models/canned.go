package models

import (
	"context"
	"regexp"
	"strings"
	"time"
	"unicode/utf8"

	"deskbell/models/flow"
)

// MostCanned is how many canned replies there can be, of all bots together.
const MostCanned = 1000

// CannedReply is a text that agents send often, found by what is typed behind a slash.
type CannedReply struct {
	ID       string
	Bot      BotID  // "" for those of all bots
	Shortcut string // small letters, digits, -; unique per bot, and among those of all bots
	Title    string
	// Text is Markdown as agents write it; {{name}} is filled from the conversation when it is put into
	// a reply.
	Text      string
	By        string // who has changed it last
	UpdatedAt time.Time
}

// Canned keeps canned replies. Who reads gets those of all bots and those of bots that he may see.
type Canned interface {
	// CannedFor are those that fit a conversation of the bot, by shortcut: a bot's own comes in the place of
	// one of all bots with the same shortcut. Of a bot that who may not see: those of all bots alone.
	CannedFor(ctx context.Context, who Reader, bot BotID) ([]CannedReply, error)
	// AllCanned are all that who may see, by shortcut.
	AllCanned(ctx context.Context, who Reader) ([]CannedReply, error)
	// SaveCanned makes (ID is empty) or replaces. Errors: as CleanCanned; ErrNotFound for one or a bot that who
	// may not see; CodeForbidden for a role that may not; CodeConflict, field shortcut, for one that is taken.
	SaveCanned(ctx context.Context, who Reader, c *CannedReply, now time.Time) error
	// DeleteCanned errors as SaveCanned does.
	DeleteCanned(ctx context.Context, who Reader, id string) error
}

var shortcutPattern = regexp.MustCompile(`^[\p{L}\p{N}]+(-[\p{L}\p{N}]+)*$`)

// The longest shortcut and title of a canned reply, in characters.
const (
	longestShortcut    = 40
	longestCannedTitle = 100
)

// CleanCanned is the reply as it is kept. Errors: CodeInvalid with the field shortcut, title or text.
func CleanCanned(c CannedReply) (CannedReply, error) {
	c.Shortcut = strings.ToLower(strings.TrimLeft(strings.TrimSpace(c.Shortcut), "/"))
	c.Title = strings.TrimSpace(c.Title)
	switch n := utf8.RuneCountInString(c.Shortcut); {
	case n == 0:
		return c, invalid("shortcut", "Give it a shortcut: what is typed behind the slash.")
	case n > longestShortcut || !shortcutPattern.MatchString(c.Shortcut):
		return c, invalid("shortcut", "A shortcut has letters and digits, with - between words, at most %d of them.", longestShortcut)
	case c.Title == "":
		return c, invalid("title", "Give it a title, by which it is found.")
	case CleanLine(c.Title, longestCannedTitle) != c.Title:
		return c, invalid("title", "A title is one line of at most %d characters.", longestCannedTitle)
	}
	text, err := CleanText("text", c.Text)
	if err != nil {
		return c, cannedText(err)
	}
	c.Text = text
	return c, nil
}

// cannedText says about a text what CleanText says about a message.
func cannedText(err error) error {
	if err, ok := err.(*Error); ok && strings.HasPrefix(err.Message, "There is nothing") {
		return invalid("text", "Write what is put into the reply.")
	}
	return err
}

// Slash is the shortcut as it is typed.
func (c *CannedReply) Slash() string { return "/" + c.Shortcut }

// Filled is the text with variables in it; one without a value leaves nothing.
func (c *CannedReply) Filled(vars map[string]string) string { return flow.Fill(c.Text, vars) }

// CannedVars are the variables that every conversation has for a canned reply; those of its bot's flows come
// beside them.
func CannedVars() []flow.VarDoc {
	return append(flow.WorldVars(), flow.VarDoc{Name: "agent.name", Help: "Your first name, as visitors see it"})
}
