package db

import (
	"context"
	"errors"
	"math"
	"slices"

	"deskbell/models"
)

const (
	// mostScanned is how many places one page looks at: a filter may keep all of them back.
	mostScanned = 20_000
	// fewTalks is how many conversations a filter leaves at most for search to look into each of them.
	fewTalks = 1000
	// mostDesks is how many desks a query names; who has more looks at all, and sees his.
	mostDesks = 100
	// searchesAtATime leaves connections to those who read lists.
	searchesAtATime = 2
)

// Search implements models.Search.
func (s *Store) Search(ctx context.Context, who models.Reader, q models.SearchQuery) (models.FoundPage, error) {
	if who.Agent == nil || who.Visitor != "" {
		return models.FoundPage{}, models.ErrNotFound
	}
	sought := models.SoughtIn(q.Words)
	if len(sought) == 0 {
		return models.FoundPage{}, nil
	}
	select {
	case s.searching <- struct{}{}:
		defer func() { <-s.searching }()
	case <-ctx.Done():
		return models.FoundPage{}, ctx.Err()
	}
	l := &look{on: s.reads(ctx), who: who, q: q, before: q.Before}
	l.q.Limit = bounded(q.Limit)
	if q.Before <= 0 {
		l.before = math.MaxInt64
	}
	if !q.Filter.To.IsZero() {
		l.said = (q.Filter.To.Unix() + 1) * perSecond
	}
	possible, err := l.write(sought)
	if err != nil || !possible {
		return models.FoundPage{}, err
	}
	if err := l.scan(); err != nil {
		return models.FoundPage{}, err
	}
	return l.page()
}

// look is one search.
type look struct {
	on     asker
	who    models.Reader
	q      models.SearchQuery
	match  string
	before int64 // num of the last place that was looked at
	said   int64 // 0, or the num behind which nothing that fits was said: only notes come after the newest activity
	places []foundPlace
	full   bool // there is another one behind them
	more   bool // it was given up before the end
}

type foundPlace struct {
	num, seq int64
	id       string
}

// write makes the query; false when nothing can be found by it.
func (l *look) write(sought models.Sought) (bool, error) {
	l.match = matchSought(sought)
	desks, all, err := l.desks()
	if err != nil || !all && len(desks) == 0 {
		return false, err
	}
	if !all && len(desks) <= mostDesks {
		l.match += matchMarks(deskMark, desks)
	}
	rest := l.q.Filter
	rest.Desk = ""
	if !rest.Any() {
		return true, nil
	}
	talks, err := l.talks()
	if err != nil || len(talks) > fewTalks {
		return err == nil, err
	}
	if len(talks) == 0 {
		return false, nil
	}
	l.match += matchMarks(talkMark, talks)
	return true, nil
}

// desks are those whose conversations may be found; all: of every one.
func (l *look) desks() (desks []string, all bool, err error) {
	if !seesAll(l.who.Agent) {
		desks, err = ids[string](l.on, "SELECT bot_id FROM agent_bots WHERE agent_id = $1", string(l.who.Agent.ID))
	}
	only := string(l.q.Filter.Desk)
	if only == "" || err != nil {
		return desks, seesAll(l.who.Agent), err
	}
	if seesAll(l.who.Agent) || slices.Contains(desks, only) {
		return []string{only}, false, nil
	}
	return nil, false, nil
}

// talks are the conversations that the filter keeps, one more than a few where there are many.
func (l *look) talks() ([]string, error) {
	var talks []string
	for _, state := range models.States() {
		places, err := placesIn(l.on, l.who, models.ListQuery{State: state, Filter: l.q.Filter, Limit: fewTalks + 1})
		if err != nil {
			return nil, err
		}
		for _, p := range places {
			talks = append(talks, p.id)
		}
		if len(talks) > fewTalks {
			break
		}
	}
	return talks, nil
}

// errEnough ends a scan.
var errEnough = errors.New("db: enough")

// scan goes back through the places until the page is full, the places are over, or it has looked at many: once
// among those where only notes fit, and once behind them.
// A conversation stands at its newest place: one that has the words at a newer one was on an earlier page.
func (l *look) scan() error {
	known := map[string]bool{}
	for looked := 0; looked < mostScanned && !l.full; {
		found, n, err := l.some(known)
		if err != nil {
			return err
		}
		looked += n
		if found, err = l.notBefore(found); err != nil {
			return err
		}
		l.places = append(l.places, found...)
		l.more = n >= mostScanned
		if !l.full && n < mostScanned {
			return nil
		}
		if l.full && len(l.places) < l.q.Limit { // some were on an earlier page
			l.full, l.more = false, true
		}
		if looked >= mostScanned && !l.full && l.said > 0 && l.before > l.said {
			l.before, looked = l.said, 0
		}
	}
	return nil
}

// some are the next places in conversations that are not known yet, and at how many places it has looked.
func (l *look) some(known map[string]bool) (found []foundPlace, looked int, err error) {
	query, args := searchPlaces(l.who, l.q.Filter, l.match, l.before)
	err = l.on.Each(query, args, func(row scanner) error {
		var p foundPlace
		var fits bool
		if err := row.Scan(&p.num, &p.id, &p.seq, &fits); err != nil {
			return err
		}
		looked++
		if !fits || known[p.id] {
			l.before = p.num
			return nil
		}
		if len(l.places)+len(found) >= l.q.Limit {
			l.full = true
			return errEnough
		}
		l.before = p.num
		known[p.id] = true
		found = append(found, p)
		return nil
	})
	if errors.Is(err, errEnough) {
		err = nil
	}
	return found, looked, err
}

// notBefore leaves out what an earlier page has had.
func (l *look) notBefore(found []foundPlace) ([]foundPlace, error) {
	if l.q.Before <= 0 || len(found) == 0 {
		return found, nil
	}
	talks := make([]string, len(found))
	for i, p := range found {
		talks[i] = p.id
	}
	had, err := ids[string](l.on, searchNewer, l.match+matchMarks(talkMark, talks), l.q.Before)
	return slices.DeleteFunc(found, func(p foundPlace) bool { return slices.Contains(had, p.id) }), err
}
