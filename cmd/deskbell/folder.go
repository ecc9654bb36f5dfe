package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"

	"deskbell/db"
)

// keptFlags say where the data is, for the commands that need it to be there already.
type keptFlags struct {
	dataFlag
	Database string `env:"DESKBELL_DATABASE" placeholder:"FILE" help:"SQLite file (default: deskbell.db in the data folder)."`
}

// with opens the database, which may be in use by a running server, calls do, and closes it. It
// errors when there is no database yet, rather than make one by a mistyped folder.
func (f keptFlags) with(w world, do func(*db.Store) error) error {
	store, err := f.open(w)
	if err != nil {
		return err
	}
	return errors.Join(do(store), store.Close())
}

// withNew is with that makes what is not there.
func (f keptFlags) withNew(w world, do func(*db.Store) error) error {
	store, err := db.Open(w.ctx, db.Options{Path: f.database(f.Database), Version: version()})
	if err != nil {
		return err
	}
	return errors.Join(do(store), store.Close())
}

func (f keptFlags) open(w world) (*db.Store, error) {
	path := f.database(f.Database)
	if _, err := os.Stat(path); errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("there is no database at %s; give the folder with --data, or start with deskbell serve", path)
	}
	return db.Open(w.ctx, db.Options{Path: path, Version: version()})
}
