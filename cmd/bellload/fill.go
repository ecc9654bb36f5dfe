package main

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"path/filepath"
	"strconv"
	"sync"
	"sync/atomic"
	"time"

	"deskbell/db"
	"deskbell/models"
)

// entriesATurn is how many entries a filled conversation gets in one transaction at most.
const entriesATurn = 100

// fill puts finished conversations into the data before the server runs. It is the one place where
// this program goes past HTTP: a million messages would take too long otherwise.
func fill(ctx context.Context, dir string, opt options) error {
	if opt.FillConversations == 0 && opt.FillEntries == 0 {
		return nil
	}
	store, err := db.Open(ctx, db.Options{Path: filepath.Join(dir, db.FileName)})
	if err != nil {
		return err
	}
	bot, err := store.BotByKey(ctx, loadBot)
	if err != nil {
		return errors.Join(err, store.Close())
	}
	f := &filling{store: store, bot: bot, now: time.Now().UTC()}
	f.conversations = max(opt.FillConversations, min(opt.FillEntries, max(opt.FillEntries/20, 1)))
	f.entries = max(opt.FillEntries, 4*f.conversations)
	return errors.Join(f.all(ctx), store.Close())
}

// damage looks through the whole database after kills; "" when it is sound.
func damage(ctx context.Context, dir string) string {
	store, err := db.Open(ctx, db.Options{Path: filepath.Join(dir, db.FileName)})
	if err != nil {
		return err.Error()
	}
	if err := errors.Join(store.Check(ctx), store.Close()); err != nil {
		return err.Error()
	}
	return ""
}

// filling is sample data on its way in.
type filling struct {
	store                  *db.Store
	bot                    *models.Bot
	now                    time.Time
	conversations, entries int
	next                   atomic.Int64
}

// all uses many goroutines, so that the store's writer has whole groups to commit.
func (f *filling) all(ctx context.Context) error {
	ctx, stop := context.WithCancelCause(ctx)
	defer stop(nil)
	var under sync.WaitGroup
	for range 64 {
		under.Go(func() {
			for ctx.Err() == nil {
				i := int(f.next.Add(1) - 1)
				if i >= f.conversations {
					return
				}
				if err := f.one(ctx, i); err != nil {
					stop(fmt.Errorf("conversation %d: %w", i, err))
				}
			}
		})
	}
	under.Wait()
	return context.Cause(ctx)
}

// one makes conversation i of a visitor of its own, some months to a minute ago.
func (f *filling) one(ctx context.Context, i int) error {
	want := f.entries / f.conversations
	if i < f.entries%f.conversations {
		want++
	}
	ago := time.Duration(f.conversations-i) * (90 * 24 * time.Hour) / time.Duration(f.conversations)
	at := f.now.Add(-ago - time.Minute)
	secret := sha256.Sum256([]byte("filled " + strconv.Itoa(i) + f.now.String()))
	who := models.Beginning{
		Bot: f.bot, TokenHash: hex.EncodeToString(secret[:]), Now: at,
		Page: "https://shop.example/help", PageTitle: "Help", Browser: "Firefox on Linux", Language: "en",
	}
	// One conversation of fifty is a message that was left.
	kept, err := f.store.Begin(ctx, who, func(c *models.Conversation) (models.Change, error) {
		return said(c, at, min(want, entriesATurn), i%50 == 0), nil
	})
	for err == nil && kept.Conversation != nil && int(kept.Conversation.LastSeq) < want {
		kept, err = f.store.Turn(ctx, kept.Conversation.ID, func(c *models.Conversation) (models.Change, error) {
			return said(c, at, min(want-int(c.LastSeq), entriesATurn), i%50 == 0), nil
		})
	}
	return err
}

// said is n more entries, by visitor and bot in turn; left says that it ends as a message left.
func said(c *models.Conversation, at time.Time, n int, left bool) models.Change {
	next := *c
	change := models.Change{Conversation: &next}
	for range n {
		next.LastSeq++
		e := models.Entry{Seq: next.LastSeq, Kind: models.EntrySaid, At: at, Author: models.Author{Kind: models.ByVisitor, ID: string(c.Visitor.ID)}}
		e.Text = "Where is my order " + strconv.FormatInt(next.LastSeq, 10) + "? It was to come last week, and nobody has rung so far."
		e.ClientID = "filled-" + strconv.FormatInt(next.LastSeq, 10)
		if next.LastSeq%2 == 0 {
			e.Author, e.ClientID = models.Author{Kind: models.ByBot}, ""
		} else {
			next.VisitorCount++
		}
		next.Preview, next.PreviewBy = e.Text, e.Author.Kind
		change.Entries = append(change.Entries, e)
	}
	next.State, next.ClosedAt = models.StateClosed, at
	if left {
		next.State, next.ClosedAt, next.LeftAt = models.StateLeft, time.Time{}, at
	}
	next.TeamSeenCount, next.TeamSeen, next.VisitorSeen = next.VisitorCount, next.LastSeq, next.LastSeq
	next.UpdatedAt = at
	return change
}
