package main

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"deskbell/db"
	"deskbell/models"
)

type backupCommand struct {
	keptFlags
	File string `arg:"" help:"Where to write the copy, or - for standard output."`
}

// Help is what `deskbell backup --help` says below its first line.
func (backupCommand) Help() string {
	return `The server goes on while it runs. The copy holds everything that was kept when it began, and
appears under its name when it is complete.

  deskbell backup /backups/deskbell-$(date +%F).tar.gz
  deskbell backup - | ssh other 'cat > deskbell.tar.gz'`
}

func (c backupCommand) Run(w world) error {
	return c.with(w, func(store *db.Store) error {
		if c.File == "-" {
			if err := store.Backup(w.ctx, w.stdout); err != nil {
				return err
			}
			return w.note(store, models.Act{What: models.ActBackup, Object: "standard output"})
		}
		size, err := backupTo(w, store, c.File)
		if err != nil {
			return err
		}
		fmt.Fprintf(w.stdout, "%s holds everything, %.1f MB.\n", c.File, float64(size)/1e6)
		return w.note(store, models.Act{What: models.ActBackup, Object: filepath.Base(c.File)})
	})
}

// backupTo writes beside the file first, so that nobody takes half a copy for a whole one.
func backupTo(w world, store *db.Store, name string) (size int64, err error) {
	part, err := os.CreateTemp(filepath.Dir(name), ".backup-*")
	if err != nil {
		return 0, fmt.Errorf("%s cannot be written: %w", name, err)
	}
	defer func() {
		if err != nil {
			part.Close()
			os.Remove(part.Name())
		}
	}()
	if err := store.Backup(w.ctx, part); err != nil {
		return 0, err
	}
	if err := part.Sync(); err != nil {
		return 0, fmt.Errorf("%s cannot be written: %w", name, err)
	}
	written, err := part.Stat()
	if err != nil {
		return 0, err
	}
	if err := part.Close(); err != nil {
		return 0, fmt.Errorf("%s cannot be written: %w", name, err)
	}
	return written.Size(), os.Rename(part.Name(), name)
}

type restoreCommand struct {
	dataFlag
	File string `arg:"" help:"A file that deskbell backup wrote, or - for standard input."`
}

// Help is what `deskbell restore --help` says below its first line.
func (restoreCommand) Help() string {
	return `The data folder has to be empty or missing. Everybody of the team signs in again; visitors keep
their conversations as they were when the backup was made.

  deskbell restore --data /var/lib/deskbell /backups/deskbell-2026-11-20.tar.gz`
}

func (c restoreCommand) Run(w world) error {
	from := w.stdin
	if c.File != "-" {
		file, err := os.Open(c.File)
		if err != nil {
			return err
		}
		defer file.Close()
		from = file
	}
	err := db.Restore(w.ctx, from, c.Data)
	if errors.Is(err, db.ErrNewer) {
		return errors.New("this backup was made by a newer version of Deskbell; restore it with that version")
	}
	if err != nil {
		return fmt.Errorf("nothing was restored: %w", err)
	}
	fmt.Fprintf(w.stdout, "%s holds the backup now; start with deskbell serve --data %s\n", c.Data, c.Data)
	return nil
}
