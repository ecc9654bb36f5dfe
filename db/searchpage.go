package db

import (
	"time"

	"deskbell/models"
)

// page reads what was found, as it is now.
func (l *look) page() (models.FoundPage, error) {
	page := models.FoundPage{Found: make([]models.Found, 0, len(l.places))}
	for _, p := range l.places {
		f, err := l.read(p)
		if models.CodeOf(err) == models.CodeNotFound {
			continue // it has gone since, or its words have
		}
		if err != nil {
			return models.FoundPage{}, err
		}
		page.Found = append(page.Found, f)
	}
	if l.full || l.more {
		page.Next = l.before
	}
	if l.more && !l.full {
		page.SearchedTo = time.Unix(l.before/perSecond, 0).UTC()
	}
	return page, nil
}

func (l *look) read(p foundPlace) (models.Found, error) {
	f := models.Found{Num: p.num}
	var err error
	f.Conversation, err = scanConversation(l.on.Row(`SELECT `+conversationColumns+conversationTables+
		`WHERE`+mayRead+`AND c.id = CAST($4 AS TEXT)`, may(l.who, p.id)...))
	if err != nil {
		return f, err
	}
	if p.seq == 0 {
		f.Entry = models.Entry{Conversation: f.Conversation.ID, Text: f.Conversation.Visitor.SearchWords(), At: f.Conversation.UpdatedAt}
	} else {
		f.Entry, err = scanEntry(l.on.Row(readable+`AND e.seq = $6`, may(l.who, p.id, int64(audience(l.who)), p.seq)...))
		text := f.Entry.SearchWords()
		f.Entry = f.Entry.ForTeam()
		f.Entry.Text = text
	}
	if err == nil && f.Entry.Text == "" {
		err = models.ErrNotFound
	}
	return f, err
}
