package live

import (
	"io"
	"testing"

	"deskbell/models"
)

// revision is a turn that changed entry of, as the store makes one.
func revision(id models.ConversationID, seq, of int64, text string) models.Change {
	c := models.Change{Conversation: &models.Conversation{ID: id},
		Revised: []models.Entry{{Conversation: id, Seq: of, Rev: 1000 + seq, Kind: models.EntrySaid, Text: text}}}
	c.Entries = []models.Entry{{Conversation: id, Seq: seq, Rev: 1000 + seq, Kind: models.EntryRevised,
		Body: models.Body{Of: of}, Revises: &c.Revised[0]}}
	return c
}

func drawnAs(t *testing.T, h *Hub, e models.Entry) string {
	t.Helper()
	got, err := h.Rendered(e, "visitor", func(w io.Writer) error {
		text := e.Text
		if e.Revises != nil {
			text = "now " + e.Revises.Text
		}
		_, err := io.WriteString(w, text)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return string(got)
}

// A19: the old words are in nothing that a stream reads afterwards, not in a rendering either.
func TestRing_Revised_TakesThePlaceOfWhatItWas(t *testing.T) {
	h := quiet(Options{})
	first := said("c", 1, 2)
	first.Entries[1].Text = "old"
	h.Ring(first)
	old, _ := h.Recent("c", 1)
	if got := drawnAs(t, h, old[0]); got != "old" {
		t.Fatalf("drawn as %q", got)
	}
	h.Ring(revision("c", 3, 2, "newer"))
	h.Ring(revision("c", 4, 2, "newest"))
	entries, ok := h.Recent("c", 0)
	if !ok || seqs(entries) != "1 2 3 4" {
		t.Fatalf("%s, %v", seqs(entries), ok)
	}
	for i, want := range []string{"", "newest", "now newest", "now newest"} {
		if got := drawnAs(t, h, entries[i]); got != want {
			t.Errorf("entry %d is drawn as %q, want %q", i+1, got, want)
		}
	}
	drawnAs(t, h, old[0]) // a stream that had read it before draws it late
	if got := drawnAs(t, h, entries[1]); got != "newest" {
		t.Errorf("what was read before is kept: %q", got)
	}
}

func TestRing_RevisedInAnotherOrder_TheNewestStays(t *testing.T) {
	h := quiet(Options{})
	h.Ring(said("c", 1))
	first, second := revision("c", 2, 1, "newer"), revision("c", 3, 1, "newest")
	h.Ring(second)
	h.Ring(first)
	entries, ok := h.Recent("c", 2)
	if !ok || len(entries) != 1 || drawnAs(t, h, entries[0]) != "now newest" {
		t.Errorf("%v, %v", entries, ok)
	}
	h.Ring(revision("other", 2, 1, "x")) // of one that is not remembered
}

func TestRing_Revised_CountsWhatItTakes(t *testing.T) {
	h := quiet(Options{})
	first := said("c", 1)
	first.Entries[0].Text = "a long text that goes"
	h.Ring(first)
	drawnAs(t, h, first.Entries[0])
	h.Ring(revision("c", 2, 1, ""))
	if h.tails.bytes != 2*entryBytes {
		t.Errorf("%d bytes are counted, want %d", h.tails.bytes, 2*entryBytes)
	}
}
