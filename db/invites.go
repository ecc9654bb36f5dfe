package db

import (
	"slices"
	"sync"
	"time"

	"deskbell/models"
)

// hourly remembers when mails were written, by bot, so that there are not too many within an hour. It forgets when
// the program ends. The zero value is ready.
type hourly struct {
	mu   sync.Mutex
	bots map[models.BotID][]time.Time
}

// allow says whether one more may be written.
func (h *hourly) allow(bot models.BotID, now time.Time, most int) bool {
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.bots == nil {
		h.bots = map[models.BotID][]time.Time{}
	}
	before := now.Add(-time.Hour)
	kept := slices.DeleteFunc(h.bots[bot], func(at time.Time) bool { return !at.After(before) })
	may := len(kept) < most
	if may {
		kept = append(kept, now)
	}
	h.bots[bot] = kept
	return may
}

// thinOut leaves out mails with join links where there were too many: whoever gets so many reads none of them.
func (t *turn) thinOut(change *models.Change) {
	change.Mails = slices.DeleteFunc(change.Mails, func(m models.OutMail) bool {
		if m.Purpose != models.MailJoin {
			return false
		}
		if m.Why == models.WhyStarted {
			return !t.store.started.allow(t.c.BotID, m.Now, models.MostStartedMails)
		}
		return !t.store.called.allow(t.c.BotID, m.Now, models.MostCalls)
	})
}
