package main

import (
	"context"
	"testing"
	"time"

	"deskbell/handlers/ai"
	"deskbell/models"
)

type oneTimer struct {
	models.Turns
	due time.Time
}

func (o oneTimer) Turn(context.Context, models.ConversationID, func(*models.Conversation) (models.Change, error)) (models.Change, error) {
	return models.Change{Conversation: &models.Conversation{}, Timers: []models.Timer{{Due: o.due}}}, nil
}

type noBell struct{}

func (noBell) Ring(models.Change) {}

func TestTurn_TimerThatIsDueLater_WakesNobody(t *testing.T) {
	now := time.Now()
	for name, c := range map[string]struct {
		until time.Time // zero: he is awake, and may have looked already
		due   time.Time
		wakes bool
	}{
		"awake":  {time.Time{}, now.Add(time.Hour), true},
		"sooner": {now.Add(time.Minute), now.Add(time.Second), true},
		"later":  {now.Add(time.Minute), now.Add(time.Hour), false},
	} {
		turns := &rungTurns{store: oneTimer{due: c.due}, bell: noBell{}, timers: make(chan struct{}, 1), answers: ai.NewRunning(), waiting: func() {}}
		if !c.until.IsZero() {
			turns.until.Store(c.until.UnixMilli())
		}
		if _, err := turns.Turn(t.Context(), "c", nil); err != nil {
			t.Fatal(err)
		}
		if (len(turns.timers) == 1) != c.wakes {
			t.Errorf("%s: wakes %t", name, !c.wakes)
		}
	}
}
