package db

import (
	"context"
	"fmt"
	"strings"
)

// Check looks through the whole file for damage and for rows that refer to missing ones. It may take
// seconds; others go on meanwhile.
func (s *Store) Check(ctx context.Context) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	found, err := faults(s.read, false)
	if err != nil {
		return fmt.Errorf("db: checking: %w", err)
	}
	return damage(found)
}

// Writable errors when nothing can be kept now: it writes a row and waits for the disk.
func (s *Store) Writable(ctx context.Context) error {
	return s.Do(ctx, func(tx *Tx) error {
		_, err := tx.Exec("UPDATE counters SET value = value WHERE name = 'rev'")
		return err
	})
}

func damage(found []string) error {
	if len(found) == 0 {
		return nil
	}
	return fmt.Errorf("the database is damaged, restore a backup: %s", strings.Join(found, "; "))
}
