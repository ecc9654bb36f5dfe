package db

import (
	"fmt"
	"runtime"
	"sync"
	"testing"
	"time"

	"deskbell/models"
)

// together lets what is done go into one group, in this order.
func together(t *testing.T, s *Store, all ...func() error) {
	t.Helper()
	held, release := make(chan struct{}), make(chan struct{})
	var done sync.WaitGroup
	done.Go(func() {
		_ = s.Do(t.Context(), func(*Tx) error {
			close(held)
			<-release
			return nil
		})
	})
	<-held
	for i, one := range all {
		done.Go(func() {
			if err := one(); err != nil {
				t.Error(i, err)
			}
		})
		for len(s.writer.queue) <= i {
			runtime.Gosched()
		}
	}
	close(release)
	done.Wait()
}

func TestTimer_KeptInAGroupWithItsEnd_IsThereAfterTheLastWord(t *testing.T) {
	s := openNew(t)
	c := begin(t, s, addBot(t, s, "one"), "a")
	turn := func(change models.Change) func() error {
		return func() error {
			_, err := s.Turn(t.Context(), c.ID, func(*models.Conversation) (models.Change, error) { return change, nil })
			return err
		}
	}
	set := turn(models.Change{Timers: []models.Timer{{Token: models.AnswersToken, Due: noon, Keep: true}}})
	end := turn(models.Change{Cancelled: []string{models.AnswersToken}})
	for i, group := range []struct {
		all   []func() error
		there bool
	}{{[]func() error{set, set}, true}, {[]func() error{end, set}, true}, {[]func() error{set, end}, false}, {[]func() error{set, end, set}, true},
		{[]func() error{end, set, end}, false}, {[]func() error{set}, true}} {
		together(t, s, group.all...)
		if _, err := s.NextDue(t.Context()); (err == nil) != group.there {
			t.Errorf("%d: there is a timer: %t", i, err == nil)
		}
	}
}

func TestIfNotBlocked_BlockedOrUnblockedInTheSameGroup_IsKnown(t *testing.T) {
	s := openNew(t)
	bot := addBot(t, s, "one")
	ada := addAgent(t, s, models.RoleAdmin, bot.ID)
	c := begin(t, s, bot, "a")
	n := 0
	says := func(want models.Code) func() error {
		n++
		m := models.Message{ClientID: fmt.Sprintf("client-%08d", n), Text: "Hi", Now: noon}
		return func() error {
			_, err := s.Turn(t.Context(), c.ID, models.IfNotBlocked("192.0.2.1", noon, models.Receive(m)))
			if code := models.CodeOf(err); err == nil != (want == "") || err != nil && code != want {
				return fmt.Errorf("said %d: %w", n, err)
			}
			return nil
		}
	}
	block := func() error {
		_, err := s.Turn(t.Context(), c.ID, models.BlockVisitor(models.Blocking{Agent: ada.ID, For: time.Hour, Now: noon}))
		return err
	}
	unblock := func() error {
		_, err := s.Turn(t.Context(), c.ID, models.Unblock(ada.ID, noon, ""))
		return err
	}
	together(t, s, says(""), block, says(models.CodeForbidden))
	together(t, s, says(models.CodeForbidden), unblock, says(""))
	together(t, s, says(""), block, unblock, says(""), block)
	together(t, s, says(models.CodeForbidden))
}
