package builder

import (
	"context"
	"net/url"
	"slices"
	"strconv"

	"deskbell/models"
	view "deskbell/views/builder"
)

// numbersOf reads from the query which numbers the page shows: numbers=7|30|90 (days) and version; nil
// for none.
func numbersOf(query url.Values) *view.Numbers {
	days, err := strconv.Atoi(query.Get("numbers"))
	if err != nil || !slices.Contains(view.Periods(), days) {
		return nil
	}
	version, err := strconv.Atoi(query.Get("of"))
	if err != nil || version < 1 {
		version = 0
	}
	return &view.Numbers{Days: days, Version: version}
}

// count fills in the numbers that a page shows, and which versions there are to choose from.
func (b *builder) count(ctx context.Context, d *view.Draft, n *view.Numbers) error {
	if n == nil {
		return nil
	}
	now := b.Now()
	counts, err := b.Visits.BlockCounts(ctx, models.BlockQuery{Flow: d.ID, Version: n.Version, From: now.AddDate(0, 0, 1-n.Days), To: now})
	if err != nil {
		return err
	}
	shown := *n
	shown.Counts = make(map[string]models.BlockCount, len(counts))
	for _, c := range counts {
		shown.Counts[c.Block] = c
	}
	d.Numbers = &shown
	return nil
}
