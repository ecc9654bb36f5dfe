package live

import (
	"context"
	"net/http"
	"strings"
	"testing"

	"deskbell/models"
	"deskbell/models/flow"
)

// stored is a log that has one state of every conversation.
type stored struct {
	models.Logs
	rev   int64
	reads int
	vars  map[string]string
}

func (s *stored) Conversation(_ context.Context, _ models.Reader, id models.ConversationID) (models.Conversation, error) {
	s.reads++
	return models.Conversation{ID: id, Rev: s.rev, Flow: flow.State{Vars: s.vars}}, nil
}

// A57: a visitor who fills every variable is read when he is needed, and never shown as he was before.
func TestLatest_ConversationFullOfWords_IsNotRemembered(t *testing.T) {
	l, who := NewLatest(quiet(Options{}), 10), models.Reader{Agent: &models.Agent{Role: models.RoleOwner}}
	small := func(rev int64) models.Change {
		return models.Change{Conversation: &models.Conversation{ID: "c", Rev: rev}}
	}
	look := func(logs *stored, wantRev int64, wantReads int) {
		t.Helper()
		c, err := l.Conversation(t.Context(), logs, who, "c")
		if err != nil || c.Rev != wantRev || logs.reads != wantReads {
			t.Errorf("rev %d after %d reads, %v; want %d after %d", c.Rev, logs.reads, err, wantRev, wantReads)
		}
	}
	full := map[string]string{"a": strings.Repeat("x", mostWords)}
	l.Ring(small(1))
	look(&stored{rev: 9}, 1, 0)
	l.Ring(models.Change{Conversation: &models.Conversation{ID: "c", Rev: 3, Flow: flow.State{Vars: full}}})
	look(&stored{rev: 3, vars: full}, 3, 1)
	l.Ring(small(2)) // was committed before, and rings late
	look(&stored{rev: 3, vars: full}, 3, 1)
	l.Ring(small(4))
	look(&stored{rev: 9}, 4, 0)
}

// A20
func TestEndOthers_StreamsOfOtherRights_EndAndTheRestGoOn(t *testing.T) {
	h := quiet(Options{})
	s := serve(t, h, func(r *http.Request) Stream {
		st := still("agent:1", "t")
		st.Rights = r.URL.Query().Get("rights")
		return st
	})
	before := listen(t, http.DefaultClient, s.URL+"/?rights=1", "")
	now := listen(t, http.DefaultClient, s.URL+"/?rights=2", "")
	h.EndOthers("agent:1", "2")
	if e := before.until(t, func(event) bool { return true }); e.name != "gone" {
		t.Errorf("got %+v, want gone", e)
	}
	h.Whisper("t", Whisper{Event: "typing", Data: "Mira"})
	now.until(t, named("typing"))
	h.Renew("agent:1")
	now.until(t, named("bye"))
}

// F39
func TestServe_StreamWithAnEpochOfItsOwn_TakesNoOtherCursor(t *testing.T) {
	h := quiet(Options{Epoch: "e"})
	s := serve(t, h, func(*http.Request) Stream {
		st := still("v")
		st.Epoch, st.Start = "e-two", "0"
		return st
	})
	for last, want := range map[string]string{"e.7": "epoch", "e-one.7": "epoch"} {
		c := listen(t, http.DefaultClient, s.URL, last)
		if e := c.until(t, func(event) bool { return true }); e.name != want || e.data != "e-two" || !strings.HasPrefix(e.id, "e-two.") {
			t.Errorf("last %q: %+v", last, e)
		}
		c.close()
	}
}

// A chat that is only watched costs no query at every ring of its bot, and what was forgotten meanwhile is
// not brought back.
func TestLatest_OnlyRead_IsReadOnce(t *testing.T) {
	l, who := NewLatest(quiet(Options{}), 2), models.Reader{Agent: &models.Agent{Role: models.RoleOwner}}
	logs := &stored{rev: 5}
	for range 3 {
		if c, err := l.Conversation(t.Context(), logs, who, "closed"); err != nil || c.Rev != 5 {
			t.Fatalf("rev %d, %v", c.Rev, err)
		}
	}
	if logs.reads != 1 || !l.Unchanged("closed", 5, 0) {
		t.Errorf("%d reads", logs.reads)
	}
	l.remember(models.Conversation{ID: "late", Rev: 6}, -1)
	if l.Unchanged("late", 6, 0) {
		t.Error("what was read before something was forgotten is remembered")
	}
}
