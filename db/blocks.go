package db

import (
	"context"
	"errors"
	"sync"
	"time"

	"deskbell/models"
)

const blockColumns = `k.id, k.bot_id, k.visitor_id, k.conversation_id, k.address, k.reason, k.by_id, k.by_name, k.created_at, k.until`

func scanBlock(row scanner) (models.Blocked, error) {
	var b models.Blocked
	err := row.Scan(&b.ID, &b.Bot, &b.Visitor, &b.Conversation, &b.Address, &b.Reason, &b.By, &b.ByName, at{&b.At}, at{&b.Until})
	return b, err
}

// holding are the two ways in which somebody is blocked; an index has each.
const holding = `SELECT ` + blockColumns + ` FROM blocks k WHERE k.visitor_id = CAST($1 AS TEXT) AND k.lifted_at = 0 AND (k.until = 0 OR k.until > $2)
	UNION SELECT ` + blockColumns + ` FROM blocks k WHERE k.address = CAST($3 AS TEXT) AND k.address <> '' AND k.lifted_at = 0
	AND k.bot_id = CAST($4 AS TEXT) AND (k.until = 0 OR k.until > $2) ORDER BY 1`

func blocksOf(on asker, w models.Writer) ([]models.Blocked, error) {
	var all []models.Blocked
	err := on.Each(holding, []any{string(w.Visitor), ms(w.Now), w.Address, string(w.Bot)}, func(row scanner) error {
		b, err := scanBlock(row)
		all = append(all, b)
		return err
	})
	return all, err
}

// BlocksOf is part of models.Records.
func (r *records) BlocksOf(w models.Writer) ([]models.Blocked, error) {
	if free, err := r.store.barred.free(r.tx, w); free || err != nil {
		return nil, err
	}
	return blocksOf(r.tx, w)
}

// free says that nothing is kept that could block somebody, from memory: every message of a visitor asks. It does
// not know where a block was made or lifted in the same group, which is not durable yet.
func (b *barred) free(tx *Tx, w models.Writer) (bool, error) {
	if tx.group.barred {
		return false, nil
	}
	all, err := b.read(tx, w.Now)
	return err == nil && len(all[blockKey{visitor: w.Visitor}])+len(all[blockKey{bot: w.Bot, address: w.Address}]) == 0, err
}

// keepBlocks keeps who is blocked from now on, and who no longer is.
func (t *turn) keepBlocks(change *models.Change) error {
	if change.Blocked == nil && len(change.Unblocked) == 0 {
		return nil
	}
	t.tx.barred(t.store)
	for _, b := range change.Unblocked {
		_, err := t.tx.Exec("UPDATE blocks SET lifted_at = $1, lifted_by = $2 WHERE id = $3 AND lifted_at = 0",
			ms(change.Conversation.UpdatedAt), change.UnblockedBy, b.ID)
		if err != nil {
			return err
		}
	}
	b := change.Blocked
	if b == nil {
		return nil
	}
	id, err := newID()
	if err != nil {
		return err
	}
	b.ID, b.At, b.Until = id, whole(b.At), whole(b.Until)
	_, err = t.tx.Exec(`INSERT INTO blocks (id, bot_id, visitor_id, conversation_id, address, reason, by_id, by_name, created_at, until,
		lifted_at, lifted_by) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, 0, '')`, b.ID, string(b.Bot), string(b.Visitor),
		string(b.Conversation), b.Address, b.Reason, string(b.By), b.ByName, ms(b.At), ms(b.Until))
	return err
}

// barred remembers everybody who is blocked, so that a stream need not ask for each of its visitors. A block
// that is over stays in it until another one is made or lifted; who asks looks at its end.
type barred struct {
	mu      sync.Mutex
	known   bool
	changes int64
	all     map[blockKey][]time.Time // until when; zero is for good
}

// blockKey is what a block is found by: a visitor, or an address of a bot.
type blockKey struct {
	visitor models.VisitorID
	bot     models.BotID
	address string
}

// forget is for after a commit that changed a block.
func (b *barred) forget() {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.known, b.all = false, nil
	b.changes++
}

// Barred implements models.Blocks.
func (s *Store) Barred(ctx context.Context, w models.Writer) (until time.Time, blocked bool, err error) {
	all, err := s.barred.read(s.reads(ctx), w.Now)
	if err != nil || len(all) == 0 {
		return time.Time{}, false, err
	}
	var held []models.Blocked
	for _, key := range []blockKey{{visitor: w.Visitor}, {bot: w.Bot, address: w.Address}} {
		if key.visitor == "" && key.address == "" {
			continue
		}
		for _, end := range all[key] {
			held = append(held, models.Blocked{Until: end})
		}
	}
	until, blocked = models.BarredBy(held, w.Now)
	return until, blocked, nil
}

// read is never changed afterwards.
func (b *barred) read(on asker, now time.Time) (map[blockKey][]time.Time, error) {
	b.mu.Lock()
	known, all, changes := b.known, b.all, b.changes
	b.mu.Unlock()
	if known {
		return all, nil
	}
	all = map[blockKey][]time.Time{}
	err := on.Each(`SELECT `+blockColumns+` FROM blocks k WHERE k.lifted_at = 0 AND (k.until = 0 OR k.until > $1)`, []any{ms(now)}, func(row scanner) error {
		k, err := scanBlock(row)
		own, there := blockKey{visitor: k.Visitor}, blockKey{bot: k.Bot, address: k.Address}
		all[own] = append(all[own], k.Until)
		if k.Address != "" {
			all[there] = append(all[there], k.Until)
		}
		return err
	})
	if err != nil {
		return nil, err
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.changes == changes {
		b.known, b.all = true, all
	}
	return all, nil
}

// barred is for a function that changes blocks.
func (t *Tx) barred(s *Store) {
	t.group.barred = true
	t.then(s.barred.forget)
}

// maySend refuses files of a visitor who is blocked.
func maySend(on asker, u models.Upload) error {
	w := models.Writer{Bot: u.Bot, Address: u.Address, Now: u.Now}
	visitor, _, err := visitorByToken(on, u.Bot, u.TokenHash, u.Now)
	if err != nil && !errors.Is(err, models.ErrNotFound) {
		return err
	}
	w.Visitor = visitor.ID // "" for one who was never met
	held, err := blocksOf(on, w)
	if err == nil && len(held) > 0 {
		err = models.NotNow()
	}
	return err
}
