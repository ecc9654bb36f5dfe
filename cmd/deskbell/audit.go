package main

import (
	"fmt"

	"deskbell/db"
	"deskbell/models"
)

// note keeps in the audit log what was done by the command line.
func (w world) note(store *db.Store, act models.Act) error {
	act.Now = w.now()
	if err := store.Note(w.ctx, act); err != nil {
		return fmt.Errorf("it is done, but the audit log does not say so: %w", err)
	}
	return nil
}
