package live

import (
	"fmt"
	"io"
	"strings"
	"sync"
	"testing"

	"deskbell/models"
)

func said(id models.ConversationID, seqs ...int64) models.Change {
	c := models.Change{Conversation: &models.Conversation{ID: id}}
	for _, s := range seqs {
		c.Entries = append(c.Entries, models.Entry{Conversation: id, Seq: s, Rev: 1000 + s})
	}
	return c
}

func seqs(entries []models.Entry) string {
	var b strings.Builder
	for _, e := range entries {
		fmt.Fprint(&b, e.Seq, " ")
	}
	return strings.TrimSpace(b.String())
}

func TestRecent_IsSureOnlyOfWhatIsWithoutGaps(t *testing.T) {
	for _, c := range []struct {
		name  string
		rings [][]int64
		after int64
		want  string
		ok    bool
	}{
		{"nothing known", nil, 0, "", false},
		{"from the beginning", [][]int64{{1, 2}, {3}}, 0, "1 2 3", true},
		{"a part", [][]int64{{1, 2}, {3}}, 2, "3", true},
		{"nothing new", [][]int64{{1, 2}}, 2, "", true},
		{"older than the memory", [][]int64{{8}, {9}}, 6, "", false},
		{"just as old", [][]int64{{8}, {9}}, 7, "8 9", true},
		{"rung the wrong way round", [][]int64{{4}, {6}, {5}}, 3, "", false},
		{"rung the wrong way round, the newest is there", [][]int64{{4}, {6}, {5}}, 5, "6", true},
		{"an old one comes first of all late", [][]int64{{6}, {5}}, 4, "", false},
		{"goes on after a gap", [][]int64{{4}, {6}, {5}, {7}}, 5, "6 7", true},
		{"a gap inside", [][]int64{{1, 3}}, 0, "", false},
		{"twice", [][]int64{{1}, {1}, {2}}, 0, "1 2", true},
	} {
		h := quiet(Options{})
		for _, r := range c.rings {
			h.Ring(said("c", r...))
		}
		if got, ok := h.Recent("c", c.after); seqs(got) != c.want || ok != c.ok {
			t.Errorf("%s: %q %v, want %q %v", c.name, seqs(got), ok, c.want, c.ok)
		}
	}
}

func TestRecent_LateRingOfAForgottenConversation_IsNotTaken(t *testing.T) {
	h := quiet(Options{})
	ring := func(id models.ConversationID, seq, rev int64) {
		h.Ring(models.Change{Conversation: &models.Conversation{ID: id}, Entries: []models.Entry{{Conversation: id, Seq: seq, Rev: rev}}})
	}
	ring("a", 6, 2)
	for i := range int64(maxTails) {
		ring(models.ConversationID(fmt.Sprint("x", i)), 1, 10+i)
	}
	ring("a", 5, 1) // committed before 6, which was here and is forgotten
	if got, ok := h.Recent("a", 4); ok {
		t.Errorf("got %s as if it were all", seqs(got))
	}
	ring("a", 7, 9999)
	if got, ok := h.Recent("a", 6); !ok || seqs(got) != "7" {
		t.Errorf("got %s %v", seqs(got), ok)
	}
}

func TestRing_ManyAndLargeEntries_KeepMemoryBounded(t *testing.T) {
	h := quiet(Options{})
	text := strings.Repeat("x", 40_000)
	for i := range int64(3000) {
		id := models.ConversationID(fmt.Sprint(i % 700))
		h.Ring(models.Change{Conversation: &models.Conversation{ID: id}, Entries: []models.Entry{{Conversation: id, Seq: i/700 + 1, Rev: i + 1, Text: text}}})
		if _, err := h.Rendered(models.Entry{Conversation: id, Seq: i/700 + 1}, "team", func(w io.Writer) error { _, err := io.WriteString(w, text); return err }); err != nil {
			t.Fatal(err)
		}
	}
	sum := 0
	for at := h.tails.order.Front(); at != nil; at = at.Next() {
		sum += at.Value.(*tail).bytes
	}
	if h.tails.bytes != sum || sum > tailBytes || h.tails.order.Len() != len(h.tails.byID) {
		t.Errorf("counted %d, holds %d of %d, %d conversations", h.tails.bytes, sum, tailBytes, h.tails.order.Len())
	}
	h = quiet(Options{})
	for i := range int64(200) {
		h.Ring(said("c", i+1))
	}
	if got, ok := h.Recent("c", 200-tailLength); !ok || len(got) != tailLength {
		t.Errorf("%d entries, %v", len(got), ok)
	}
	if _, ok := h.Recent("c", 200-tailLength-1); ok {
		t.Error("more than the memory holds is promised")
	}
}

func TestRecent_ConcurrentTurns_NeverMissesWhatWasRung(t *testing.T) {
	h := quiet(Options{})
	b := &book{id: "c"}
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			for range 200 {
				b.write(h, "x")
				seq := int64(len(b.after(0, 1<<30)))
				if got, ok := h.Recent("c", max(0, seq-5)); ok {
					for i, e := range got {
						if e.Seq != max(0, seq-5)+int64(i)+1 {
							t.Errorf("a gap: %s", seqs(got))
							return
						}
					}
				}
			}
		})
	}
	wg.Wait()
	if got, ok := h.Recent("c", 1599); !ok || seqs(got) != "1600" {
		t.Errorf("the newest is missing: %s %v", seqs(got), ok)
	}
}

func TestRendered_SameEntryAndAudience_DrawsOnce(t *testing.T) {
	h := quiet(Options{})
	h.Ring(said("c", 1))
	drawn := map[string]int{}
	var mu sync.Mutex
	var wg sync.WaitGroup
	for i := range 40 {
		audience := []string{"visitor", "team"}[i%2]
		wg.Go(func() {
			got, err := h.Rendered(models.Entry{Conversation: "c", Seq: 1, Rev: 1001}, audience, func(w io.Writer) error {
				mu.Lock()
				drawn[audience]++
				mu.Unlock()
				_, err := io.WriteString(w, audience)
				return err
			})
			if err != nil || string(got) != audience {
				t.Errorf("%q %v", got, err)
			}
		})
	}
	wg.Wait()
	if drawn["visitor"] != 1 || drawn["team"] != 1 {
		t.Errorf("drawn %v", drawn)
	}
}
