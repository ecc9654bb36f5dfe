package live

import "deskbell/models"

// revise puts revised entries in the place of what they were, together with all that was drawn of them, and
// gives every revision of one the newest of it: nobody reads the old words any more, who comes back after a
// while included.
func (t *tails) revise(id models.ConversationID, revised []models.Entry) {
	t.mu.Lock()
	defer t.mu.Unlock()
	at := t.byID[id]
	if at == nil {
		return
	}
	one := at.Value.(*tail)
	for i := range revised {
		now := &revised[i]
		for n, k := range one.kept {
			switch {
			case k.entry.Seq == now.Seq && k.entry.Rev < now.Rev:
				t.replace(one, n, *now)
			case k.entry.Kind == models.EntryRevised && k.entry.Body.Of == now.Seq && older(k.entry.Revises, now):
				e := k.entry
				e.Revises = now
				t.replace(one, n, e)
			}
		}
	}
}

func older(known, now *models.Entry) bool { return known == nil || known.Rev < now.Rev }

// replace keeps e in the place of the nth, with nothing drawn of it yet.
func (t *tails) replace(one *tail, n int, e models.Entry) {
	k := &kept{entry: e, size: entryBytes + len(e.Text)}
	grown := k.size - one.kept[n].size
	one.kept[n] = k
	one.bytes += grown
	t.bytes += grown
}
