package mailbox_test

import (
	"context"
	"sync/atomic"
	"testing"
	"time"

	"deskbell/handlers/mailbox"
	"deskbell/models"
)

// full is a disk that has no room for some time.
type full struct {
	models.Turns
	left *atomic.Int32
}

func (f full) Turn(ctx context.Context, id models.ConversationID, decide func(*models.Conversation) (models.Change, error)) (models.Change, error) {
	if f.left.Add(-1) >= 0 {
		return models.Change{}, &models.Error{Code: models.CodeUnavailable, Message: "This could not be saved just now. Please try again."}
	}
	return f.Turns.Turn(ctx, id, decide)
}

func TestRun_DiskIsFullForLong_MailIsTakenOnceThereIsRoom(t *testing.T) {
	p := newPost(t, false)
	var left atomic.Int32
	left.Store(25)
	h := newHouse(t, polling(5*time.Millisecond, p), func(o *mailbox.Options) { o.Turns = full{o.Turns, &left} })
	to := h.left("a")
	p.arrives(h.letter(to, "It came while nothing could be kept."))
	h.runs()
	h.save(p.settings(models.MailPlain))
	h.until("it is taken", func() bool { return len(h.byMail(to.conversation)) == 1 && p.unread() == 0 })
}
