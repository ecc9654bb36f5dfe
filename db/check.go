package db

import (
	"context"
	"fmt"
	"strings"

	"deskbell/models"
)

// Check looks through the whole file for damage and for rows that refer to missing ones. It may take
// seconds; others go on meanwhile.
func (s *Store) Check(ctx context.Context) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	// A connection that has searched before remembers parts of the index, and takes for damage that they were written
	// anew since.
	fresh := openReaders(s.options.Path)
	defer func() { _ = fresh.Close() }()
	found, err := faults(fresh, false)
	if err != nil {
		return fmt.Errorf("db: checking: %w", err)
	}
	return damage(found)
}

// room is what has to fit for the database to count as writable, in bytes: the longest message.
const room = 4 * models.MaxText

// Writable errors when nothing can be kept now, or only what is small: it writes as much as a long
// message, takes it away again, and waits for the disk.
func (s *Store) Writable(ctx context.Context) error {
	return s.Do(ctx, func(tx *Tx) error {
		if err := setMeta(tx, "room", strings.Repeat(" ", room)); err != nil {
			return err
		}
		_, err := tx.Exec("DELETE FROM meta WHERE name = 'room'")
		return err
	})
}

func damage(found []string) error {
	if len(found) == 0 {
		return nil
	}
	return fmt.Errorf("the database is damaged, restore a backup: %s", strings.Join(found, "; "))
}
