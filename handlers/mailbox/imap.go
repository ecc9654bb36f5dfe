package mailbox

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"time"

	"github.com/emersion/go-imap/v2"
	"github.com/emersion/go-imap/v2/imapclient"

	"deskbell/models"
)

// How the mailbox is watched.
const (
	renewIdle   = 25 * time.Minute // servers end an IDLE after half an hour
	firstPause  = 5 * time.Second  // before it is connected to again; twice as long each time
	longestWait = 5 * time.Minute
	lookBack    = 14 * 24 * time.Hour // older mails that nobody has read are left alone
)

// Run reads the mailbox of the settings until ctx ends, and connects again where it has to. Settings that change
// count at once when Wake is called, else when it looks the next time.
func (b *Box) Run(ctx context.Context) {
	pause := firstPause
	for ctx.Err() == nil {
		settings, err := b.Store.OpenMailSettings(ctx)
		if err == nil && !readable(settings.In) {
			b.note(func(s *models.InboxStatus) { *s = models.InboxStatus{} })
			b.sleep(ctx, b.Poll)
			continue
		}
		began := b.Now()
		if err == nil {
			b.note(func(s *models.InboxStatus) { s.On = true })
			err = b.session(ctx, settings.In)
		}
		if err == nil || ctx.Err() != nil { // the settings are others
			pause = firstPause
			continue
		}
		b.Log.Warn("the mailbox cannot be read", "error", err)
		b.note(func(s *models.InboxStatus) {
			s.On, s.Connected, s.AtOnce, s.Error = true, false, false, models.CleanLine(err.Error(), 300)
		})
		if b.Now().Sub(began) > longestWait {
			pause = firstPause // it worked for a while
		}
		b.sleep(ctx, pause+rand.N(pause/2))
		pause = min(2*pause, longestWait)
	}
}

func readable(in models.MailInbox) bool { return in.Address != "" && in.Server.Host != "" }

// sleep ends early when somebody wakes it.
func (b *Box) sleep(ctx context.Context, pause time.Duration) {
	timer := time.NewTimer(pause)
	defer timer.Stop()
	select {
	case <-ctx.Done():
	case <-b.wake:
	case <-timer.C:
	}
}

// session reads one mailbox until something goes wrong; nil when the settings are others.
func (b *Box) session(ctx context.Context, in models.MailInbox) error {
	s := &session{Box: b, in: in, news: make(chan struct{}, 1), done: map[imap.UID]bool{}, tries: map[imap.UID]int{}}
	if err := s.connect(ctx); err != nil {
		return err
	}
	defer func() { _ = s.client.Close() }()
	defer context.AfterFunc(ctx, func() { _ = s.client.Close() })()
	for ctx.Err() == nil {
		if err := s.look(ctx); err != nil {
			return err
		}
		now := b.Now()
		b.note(func(st *models.InboxStatus) { st.Connected, st.AtOnce, st.Error, st.LookedAt = true, s.tells, "", now })
		if err := s.wait(ctx); err != nil {
			return err
		}
		settings, err := b.Store.OpenMailSettings(ctx)
		if err != nil {
			return err
		}
		if settings.In != in {
			b.note(func(st *models.InboxStatus) { *st = models.InboxStatus{On: readable(settings.In)} })
			return nil
		}
	}
	return ctx.Err()
}

// session is one connection to a mailbox.
type session struct {
	*Box
	in     models.MailInbox
	client *imapclient.Client
	tells  bool // the server says when a mail comes
	news   chan struct{}
	done   map[imap.UID]bool // what was looked at, and stays unread as it is none of ours
	tries  map[imap.UID]int  // of what could not be kept
}

// within gives the server so long to answer; then it counts as gone.
func (s *session) within(limit time.Duration, do func() error) error {
	late := make(chan struct{})
	timer := time.AfterFunc(limit, func() {
		close(late)
		_ = s.client.Close()
	})
	err := do()
	if !timer.Stop() && err != nil {
		<-late
		return errors.New("the mail server does not answer")
	}
	return err
}

// wait returns when there may be something new.
func (s *session) wait(ctx context.Context) error {
	pause := s.Poll
	if s.tells && len(s.tries) == 0 {
		var idle *imapclient.IdleCommand
		err := s.within(s.Patience, func() (err error) {
			idle, err = s.client.Idle()
			return err
		})
		if err != nil {
			return fmt.Errorf("waiting for mails: %w", err)
		}
		defer func() { // a connection that is gone is seen at the next look
			_ = s.within(s.Patience, func() error { return errors.Join(idle.Close(), idle.Wait()) })
		}()
		pause = renewIdle
	}
	timer := time.NewTimer(pause)
	defer timer.Stop()
	select {
	case <-ctx.Done():
	case <-s.client.Closed():
		return errors.New("the mail server has closed the connection")
	case <-s.wake:
	case <-s.news:
	case <-timer.C:
	}
	return nil
}
