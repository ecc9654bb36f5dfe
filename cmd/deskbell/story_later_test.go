package main

import (
	"context"
	"fmt"
	"testing"

	"deskbell/models"
)

// M-21: a log that was opened at an old place goes on below, by its button and by scrolling, up to its end.
func TestStory_LaterMessages_ComeInBelowUpToTheEnd(t *testing.T) {
	t.Parallel()
	s := newPanelStory(t)
	_, err := s.app.store.Turn(context.Background(), models.ConversationID(s.chat), func(c *models.Conversation) (models.Change, error) {
		next := *c
		var all []models.Entry
		for i := range 330 {
			next.LastSeq++
			all = append(all, models.Entry{Seq: next.LastSeq, Kind: models.EntrySaid, Text: fmt.Sprintf("Line %d", i), Author: models.Author{Kind: models.ByVisitor}, At: c.CreatedAt})
		}
		return models.Change{Conversation: &next, Entries: all}, nil
	})
	s.check(err)
	w := s.agent
	w.visit(s.base + "/desk/" + s.chat + "?at=10")
	w.find("combobox", "Category")
	const count = `document.querySelectorAll('ol.log > [data-seq]').length`
	for by := 0; ask[bool](w, `'held' in document.querySelector('bell-log').dataset`); by++ {
		before := ask[int](w, count)
		if by%2 == 0 {
			ask[any](w, `document.getElementById('later').focus({preventScroll: true})`)
			w.key("Enter")
		} else {
			ask[any](w, `{ const log = document.querySelector('bell-log'); log.scrollTop = 0; log.scrollTop = log.scrollHeight; }`)
		}
		w.wait("more entries", func() bool { return ask[int](w, count) > before })
		if by%2 == 0 && !ask[bool](w, `document.querySelector('bell-log').contains(document.activeElement)`) {
			t.Errorf("the focus is %q", ask[string](w, `document.activeElement.outerHTML.slice(0, 100)`))
		}
		if by > 20 {
			t.Fatal("the end never comes")
		}
	}
	w.reads("Line 329")
	if ask[bool](w, `!!document.getElementById('newest')`) {
		t.Error("at the end there is still a way to it")
	}
}
