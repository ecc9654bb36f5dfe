package db

import (
	"context"
	"encoding/json"
	"errors"
	"sync"

	"deskbell/models"
)

// How much is indexed at a time: words to write in one transaction, and conversations to look at in one step
// of catching up. Turns wait for the first.
const (
	wordsAtATime = 200
	pageOfRound  = 100
)

// searchIndex is the writing side of search. It follows the turns: what they leave in behind, and at the start,
// in a round over all conversations, what they did while nobody looked.
type searchIndex struct {
	behind *behind

	mu     sync.Mutex // one step at a time
	kept   searchState
	known  bool
	round  bool
	at     string // the round has looked at conversations up to this one
	begun  int64  // the newest turn when it began
	looked int
}

// searchState is how far the index is, as meta keeps it. Every turn up to Low is in it; of the conversations
// up to Place every turn up to Top.
type searchState struct {
	Low   int64  `json:"low"`
	Top   int64  `json:"top,omitempty"`
	Place string `json:"place,omitempty"`
}

// IndexStep is what a step of indexing came to.
type IndexStep struct {
	More bool // there is more to do at once
	// Looked is at how many conversations it has looked since the round began that catches up, of about All.
	Looked, All int
	Round       bool
}

// IndexWanted has something in it when a turn did what search does not find yet.
func (s *Store) IndexWanted() <-chan struct{} { return s.index.behind.wake }

// IndexSome brings the search index a step nearer to what was said. It may be called again after an error,
// and begins where it stood after a crash.
func (s *Store) IndexSome(ctx context.Context) (IndexStep, error) {
	x := s.index
	x.mu.Lock()
	defer x.mu.Unlock()
	if err := x.begin(s.reads(ctx)); err != nil {
		return IndexStep{}, err
	}
	from, rev, lost := x.behind.take()
	if lost {
		x.kept.Top, x.kept.Place = 0, ""
		x.round, x.at, x.begun, x.looked = true, "", rev, 0
	}
	if err := s.follow(ctx, from, rev); err != nil {
		x.behind.giveBack(from)
		return IndexStep{}, err
	}
	if !x.round {
		return IndexStep{}, nil
	}
	if err := s.catchUp(ctx, rev); err != nil {
		return IndexStep{}, err
	}
	step := IndexStep{More: x.round, Looked: x.looked, Round: true}
	err := s.reads(ctx).Row("SELECT COALESCE(SUM(n), 0) FROM counts").Scan(&step.All)
	return step, err
}

// begin finds out how far the index is.
func (x *searchIndex) begin(on asker) error {
	if x.known {
		return nil
	}
	text, err := metaValue(on, "search")
	if errors.Is(err, models.ErrNotFound) {
		text, err = "{}", nil
	}
	if err == nil {
		err = json.Unmarshal([]byte(text), &x.kept)
	}
	if err == nil {
		err = on.Row("SELECT value FROM counters WHERE name = 'rev'").Scan(&x.begun)
	}
	if err != nil {
		return err
	}
	if x.kept.Place == "" {
		x.kept.Top = x.begun
	}
	x.known, x.round = true, true
	return nil
}

// follow indexes what turns have left, of which rev is the newest.
func (s *Store) follow(ctx context.Context, from map[models.ConversationID]int64, rev int64) error {
	if len(from) == 0 {
		return nil
	}
	var all []searched
	for id, seq := range from {
		some, err := s.searchedIn(ctx, id, seq)
		if err != nil {
			return err
		}
		all = append(all, some...)
	}
	next := s.index.kept
	if !s.index.round {
		next.Low = max(next.Low, rev)
	}
	return s.keepSearched(ctx, all, next)
}

// catchUp looks at the next conversations of the round; rev is the newest turn that was followed.
func (s *Store) catchUp(ctx context.Context, rev int64) error {
	x := s.index
	found, err := ids[models.ConversationID](s.reads(ctx), `SELECT id FROM conversations WHERE id > CAST($1 AS TEXT)
		AND rev > CASE WHEN id <= CAST($2 AS TEXT) THEN CAST($3 AS BIGINT) ELSE CAST($4 AS BIGINT) END ORDER BY id LIMIT CAST($5 AS BIGINT)`,
		x.at, x.kept.Place, x.kept.Top, x.kept.Low, pageOfRound)
	if err != nil {
		return err
	}
	var all []searched
	for _, id := range found {
		some, err := s.searchedIn(ctx, id, 0)
		if err != nil {
			return err
		}
		all = append(all, some...)
	}
	next, at := x.kept, x.at
	if len(found) > 0 {
		at = string(found[len(found)-1])
		next.Place = max(next.Place, at)
	}
	over := len(found) < pageOfRound
	if over {
		next = searchState{Low: max(next.Low, x.begun, rev)}
	}
	if err := s.keepSearched(ctx, all, next); err != nil {
		return err
	}
	x.at, x.round, x.looked = at, !over, x.looked+len(found)
	return nil
}
