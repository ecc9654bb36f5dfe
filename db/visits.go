package db

import (
	"context"
	"errors"
	"time"

	"deskbell/models"
)

// The bits of block_visits.
const (
	reached = 1 << iota
	answered
	failedThere
	ended
)

// visitsKept is how long it is remembered which conversation was where.
const visitsKept = 90 * 24 * time.Hour

// counted is a block on a day.
type counted struct {
	flow    string
	version int
	block   string
	day     int64
}

// tally is how many did what: reached, answered, failed, ended.
type tally [4]int64

func (t *tally) add(bits int64) {
	for i := range t {
		t[i] += bits >> i & 1
	}
}

// keepVisits notes what the conversation did at which blocks. What it did there before is not counted
// again; the counts are written once a group.
func (t *turn) keepVisits(change *models.Change) error {
	if len(change.Visits) == 0 || change.Conversation == nil {
		return nil
	}
	day := dayOf(change.Conversation.UpdatedAt)
	for i, v := range change.Visits {
		bits, first := bitsOf(change.Visits, i)
		if !first {
			continue
		}
		var fresh int64
		err := t.tx.Row(`INSERT INTO block_visits (conversation_id, flow_id, version, block, bits, fresh)
			VALUES ($1, $2, $3, $4, $5, $5) ON CONFLICT (conversation_id, flow_id, version, block) DO UPDATE
			SET fresh = excluded.bits & ~block_visits.bits, bits = block_visits.bits | excluded.bits
			WHERE (excluded.bits & ~block_visits.bits) <> 0 RETURNING fresh`,
			string(t.c.ID), v.Flow, v.Version, v.Block, bits).Scan(&fresh)
		if errors.Is(err, models.ErrNotFound) {
			continue
		}
		if err != nil {
			return err
		}
		t.tx.count(counted{v.Flow, v.Version, v.Block, day}, fresh)
	}
	return nil
}

// bitsOf are all that was done at the block of visit i in one turn; first is false when an earlier
// visit had them.
func bitsOf(visits []models.Visit, i int) (bits int64, first bool) {
	for k, v := range visits {
		at := visits[i]
		if v.Block != at.Block || v.Flow != at.Flow || v.Version != at.Version {
			continue
		}
		if k < i {
			return 0, false
		}
		bits |= reached
		switch {
		case v.Left:
			bits |= ended
		case v.Failed():
			bits |= failedThere
		case v.Answered():
			bits |= answered
		}
	}
	return bits, true
}

func dayOf(t time.Time) int64 { return t.Unix() / (24 * 60 * 60) }

// count adds up for the whole group what came anew.
func (t *Tx) count(at counted, bits int64) {
	if t.counts == nil {
		t.counts = map[counted]*tally{}
	}
	addTo(t.counts, at).add(bits)
}

func addTo(counts map[counted]*tally, at counted) *tally {
	if counts[at] == nil {
		counts[at] = &tally{}
	}
	return counts[at]
}

// takeCounts takes over what a member that is kept has counted.
func (g *group) takeCounts(counts map[counted]*tally) {
	if len(counts) > 0 && g.counts == nil {
		g.counts = map[counted]*tally{}
	}
	for at, more := range counts {
		sum := addTo(g.counts, at)
		for i := range sum {
			sum[i] += more[i]
		}
	}
}

func (g *group) keepCounts() error {
	for at, n := range g.counts {
		_, err := (&Tx{group: g}).Exec(`INSERT INTO block_counts (flow_id, day, version, block, reached, answered, failed, ended)
			VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (flow_id, day, version, block) DO UPDATE SET
			reached = block_counts.reached + excluded.reached, answered = block_counts.answered + excluded.answered,
			failed = block_counts.failed + excluded.failed, ended = block_counts.ended + excluded.ended`,
			at.flow, at.day, at.version, at.block, n[0], n[1], n[2], n[3])
		if err != nil {
			return err
		}
	}
	return nil
}

// BlockCounts implements models.Visits; by block.
func (s *Store) BlockCounts(ctx context.Context, q models.BlockQuery) ([]models.BlockCount, error) {
	var all []models.BlockCount
	err := s.reads(ctx).Each(`SELECT block, SUM(reached), SUM(answered), SUM(failed), SUM(ended) FROM block_counts
		WHERE flow_id = CAST($1 AS TEXT) AND day >= CAST($2 AS BIGINT) AND day <= CAST($3 AS BIGINT)
		AND (CAST($4 AS BIGINT) = 0 OR version = CAST($4 AS BIGINT)) GROUP BY block ORDER BY block`,
		[]any{q.Flow, dayOf(q.From), dayOf(q.To), q.Version}, func(row scanner) error {
			var c models.BlockCount
			err := row.Scan(&c.Block, &c.Reached, &c.Answered, &c.Failed, &c.Left)
			all = append(all, c)
			return err
		})
	return all, err
}
