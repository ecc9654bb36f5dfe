package live

import (
	"bytes"
	"context"
	"io"
	"strconv"

	"deskbell/models"
)

// mostAtOnce is how many entries a batch has at most.
const mostAtOnce = 100

// Look is what the stream of one conversation reads, as whom, and how entries are drawn for all of the audience.
type Look struct {
	Logs         models.Logs
	Who          models.Reader
	Conversation models.ConversationID
	Audience     string
	Draw         func(models.Entry, io.Writer) error
}

// Behind draws the entries behind a cursor into out. The batch has where the next look goes on; its payload is the
// caller's to fill. The conversation is read as the reader may see it now: an error ends the stream of who was put
// out.
func (l *Latest) Behind(ctx context.Context, look Look, cursor string, out *bytes.Buffer) (models.Conversation, Batch, error) {
	after, err := strconv.ParseInt(cursor, 10, 64)
	if err != nil {
		after = 0 // no cursor of ours: everything
	}
	c, err := l.Conversation(ctx, look.Logs, look.Who, look.Conversation)
	if err != nil {
		return c, Batch{}, err
	}
	entries, more, err := l.Entries(ctx, look.Logs, look.Who, models.Position{Conversation: c.ID, Seq: after, Limit: mostAtOnce})
	if err != nil {
		return c, Batch{}, err
	}
	last, left, err := l.hub.Draw(out, entries, look.Audience, look.Draw)
	return c, Batch{Cursor: strconv.FormatInt(max(after, last), 10), More: more || left}, err
}
