package mailbox

import (
	"cmp"
	"slices"

	"github.com/emersion/go-imap/v2"

	"deskbell/models"
)

// stuck are mails of a folder at which connections have ended, and how often. One that the server never gives out must
// keep no other back: they come after all others, and in the end they are left alone until the next start. It belongs
// to Run.
type stuck struct {
	in       models.MailInbox
	validity uint32 // of the numbers
	times    map[imap.UID]int
}

// open is told which folder is read now.
func (t *stuck) open(in models.MailInbox, validity uint32) {
	if t.times == nil || t.in != in || t.validity != validity {
		*t = stuck{in, validity, map[imap.UID]int{}}
	}
}

// order is in which mails are taken.
func (t *stuck) order(all []imap.UID) []imap.UID {
	all = slices.DeleteFunc(all, t.over)
	slices.SortStableFunc(all, func(a, b imap.UID) int { return cmp.Compare(t.times[a], t.times[b]) })
	return all
}

func (t *stuck) over(uid imap.UID) bool { return t.times[uid] >= mostTaken }
