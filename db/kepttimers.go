package db

import "deskbell/models"

func (t *turn) setTimer(timer *models.Timer) error {
	key := keptTimer{t.c.ID, timer.Token}
	if timer.Keep && t.store.kept.has(key) {
		return nil
	}
	set := `INSERT INTO timers (conversation_id, token, due, ready_at) VALUES ($1, $2, $3, $4)
		ON CONFLICT (conversation_id, token) DO UPDATE SET due = excluded.due, ready_at = excluded.ready_at`
	if timer.Keep {
		set = `INSERT INTO timers (conversation_id, token, due, ready_at) VALUES ($1, $2, $3, $4) ON CONFLICT (conversation_id, token) DO NOTHING`
		t.store.kept.add(t.tx, key)
	}
	_, err := t.tx.Exec(set, string(t.c.ID), timer.Token, ms(timer.Due), ms(timer.Due))
	return err
}

type keptTimer struct {
	conversation models.ConversationID
	token        string
}

// mostKept is how many timers are remembered.
const mostKept = 50_000

// kept remembers timers of models.Timer.Keep that are set for sure, so that an answer in a long talk sets none again.
// What it does not know is set as if there were none. It belongs to the writer's goroutine.
type kept struct{ all map[keptTimer]bool }

func (k *kept) has(key keptTimer) bool { return k.all[key] }

// add remembers one once it is durable.
func (k *kept) add(tx *Tx, key keptTimer) {
	tx.then(func() {
		if k.all == nil || len(k.all) >= mostKept {
			k.all = map[keptTimer]bool{}
		}
		k.all[key] = true
	})
}

// drop forgets one at once, for those who come in the same group, and after the commit, since one of them may have
// set it before.
func (k *kept) drop(tx *Tx, key keptTimer) {
	delete(k.all, key)
	tx.then(func() { delete(k.all, key) })
}
