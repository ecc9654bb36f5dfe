package mailbox_test

import (
	"sync/atomic"
	"testing"
	"time"

	"github.com/emersion/go-imap/v2"
	"github.com/emersion/go-imap/v2/imapserver"

	"deskbell/models"
)

// withholds is a server that cannot give out the first mail of its mailbox.
type withholds struct {
	imapserver.Session
	asked *atomic.Int32
}

func (w withholds) Fetch(to *imapserver.FetchWriter, set imap.NumSet, o *imap.FetchOptions) error {
	if all, ok := set.(imap.UIDSet); ok && all.Contains(1) {
		w.asked.Add(1)
		return &imap.Error{Type: imap.StatusResponseTypeNo, Text: "This mail is damaged."}
	}
	return w.Session.Fetch(to, set, o)
}

func TestRun_MailThatTheServerNeverGivesOut_KeepsNoOtherBack(t *testing.T) {
	p := newPost(t, true)
	before, asked := p.options.NewSession, &atomic.Int32{}
	p.options.NewSession = func(c *imapserver.Conn) (imapserver.Session, *imapserver.GreetingData, error) {
		s, greeting, err := before(c)
		return withholds{s, asked}, greeting, err
	}
	p.begin("127.0.0.1:0") // one that has it
	h := newHouse(t, polling(time.Hour, p))
	to := h.left("a")
	p.arrives(h.letter(to, "It is damaged."))
	p.arrives(h.letter(to, "It came later."))
	h.runs()
	h.save(p.settings(models.MailPlain))
	h.until("the other is taken", func() bool {
		h.box.Wake() // it waits for less
		return len(h.byMail(to.conversation)) == 1 && p.unread() == 1
	})
	h.until("the damaged one is left alone", func() bool {
		h.box.Wake()
		return h.box.Status().Connected && h.box.Status().Error == "" && asked.Load() == 10
	})
}
