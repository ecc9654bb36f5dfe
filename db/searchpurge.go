package db

import (
	"context"
	"time"
)

// purgeWanted is the row of meta that says that something was erased whose words the search index still has, as
// words of nothing: it drops them only when it is written anew.
const purgeWanted = "search_purge"

// purgePages is how much of the index is written anew in one transaction. Turns wait for that.
const purgePages = 100

// PurgeWanted has something in it when a conversation was erased.
func (s *Store) PurgeWanted() <-chan struct{} { return s.purge }

// PurgeSearch writes the search index anew, a little at a time, if something was erased since it was done last.
// It may be called again after an error, and does it all again.
func (s *Store) PurgeSearch(ctx context.Context) error {
	since, err := metaValue(s.reads(ctx), purgeWanted)
	if err != nil {
		return ignoreNotFound(err)
	}
	if err := s.purgeAll(ctx); err != nil {
		return err
	}
	return s.Do(ctx, func(tx *Tx) error { // what was erased meanwhile wants it again
		_, err := tx.Exec("DELETE FROM meta WHERE name = $1 AND value = $2", purgeWanted, since)
		return err
	})
}

func (s *Store) purgeAll(ctx context.Context) error {
	for pages, more := -purgePages, true; more; pages = purgePages { // below zero: it begins
		began := time.Now()
		err := s.Do(ctx, func(tx *Tx) error {
			before, after, err := tx.merge(pages)
			more = after-before >= 2 // less is nothing, so SQLite says
			return err
		})
		if err != nil {
			return err
		}
		select { // most of the time is for the turns
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(2 * time.Since(began)):
		}
	}
	return nil
}

// merge writes some of the index anew and says how much had been changed before, and after.
func (t *Tx) merge(pages int) (before, after int64, err error) {
	if err = t.Row("SELECT total_changes()").Scan(&before); err != nil {
		return 0, 0, err
	}
	if err = t.run("PRAGMA secure_delete = ON"); err != nil {
		return 0, 0, err
	}
	if _, err = t.Exec("INSERT INTO found_words (found_words, rank) VALUES ('merge', $1)", pages); err != nil {
		return 0, 0, err
	}
	if err = t.run("PRAGMA secure_delete = OFF"); err != nil {
		return 0, 0, err
	}
	err = t.Row("SELECT total_changes()").Scan(&after)
	return before, after, err
}
