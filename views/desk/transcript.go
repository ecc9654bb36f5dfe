package desk

import (
	"strings"
	"time"

	"deskbell/models"
	"deskbell/views/message"
	"deskbell/views/ui"
)

// TranscriptTitle is the heading of a conversation's transcript.
func TranscriptTitle(c models.Conversation) string { return "Conversation with " + called(c) }

// TranscriptAbout is the line below it.
func TranscriptAbout(c models.Conversation, bot string, now time.Time) string {
	return ui.Line(bot) + ", begun on " + c.CreatedAt.UTC().Format("2 January 2006, 15:04") + " UTC, taken down on " +
		now.UTC().Format("2 January 2006, 15:04") + " UTC"
}

// TranscriptLines is one entry as text. All lines but its first are indented, so that nobody's words look like
// somebody else's.
func TranscriptLines(e models.Entry) string {
	who, what := message.Plain(e)
	if who != "" {
		who += ": "
	}
	return e.At.UTC().Format(time.DateTime) + "  " + who + strings.ReplaceAll(what, "\n", "\n                     ") + "\n"
}
