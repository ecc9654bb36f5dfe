package db

import (
	"archive/tar"
	"compress/gzip"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"time"
)

// BackupFormat is what a backup's manifest begins with.
const BackupFormat = "deskbell/backup/1"

const manifestName = "manifest.json"

// Manifest is the first file of a backup.
type Manifest struct {
	Format  string    `json:"format"`
	Version string    `json:"version"` // of the program
	Schema  int64     `json:"schema"`
	Epoch   string    `json:"epoch"`
	Created time.Time `json:"created"`
	Bytes   int64     `json:"bytes"`  // of the database
	SHA256  string    `json:"sha256"` // of the database, hex
	Files   int64     `json:"files"`  // how many follow the database
}

// Backup writes a tar.gz of a manifest, a consistent copy of the database, with everything that was
// kept before it was called, the key of the secrets in it, and the files that were sent. Turns go on meanwhile. It needs room for one
// more copy of the database in the data folder while it runs.
func (s *Store) Backup(ctx context.Context, to io.Writer) error {
	copied, err := s.copyAside()
	if copied != "" {
		defer func() { _ = os.Remove(copied) }()
	}
	if err != nil {
		return fmt.Errorf("db: copying for the backup: %w", err)
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	files, err := settled(copied)
	if err != nil {
		return fmt.Errorf("db: reading the copy: %w", err)
	}
	manifest := Manifest{Format: BackupFormat, Version: s.options.Version, Schema: schemaVersion,
		Epoch: s.Epoch(), Created: time.Now().UTC().Truncate(time.Second), Files: int64(len(files))}
	if manifest.Bytes, manifest.SHA256, err = measure(copied); err != nil {
		return fmt.Errorf("db: reading the copy: %w", err)
	}
	err = pack(to, manifest, copied, func(box *tar.Writer) error {
		if err := (seal{keyOf(s.options.Path)}).pack(box, manifest.Created); err != nil {
			return err
		}
		for _, f := range files {
			if err := errors.Join(ctx.Err(), s.bytes.packFile(box, f, manifest.Created)); err != nil {
				return s.whyNot(ctx, f, err)
			}
		}
		return nil
	})
	if err != nil {
		return fmt.Errorf("db: writing the backup: %w", err)
	}
	return nil
}

// whyNot is why a file could not be written: perhaps its conversation was erased since the database was copied.
func (s *Store) whyNot(ctx context.Context, f keptFile, err error) error {
	var there int
	if errors.Is(err, fs.ErrNotExist) && s.reads(ctx).Row("SELECT 1 FROM files WHERE id = $1", string(f.id)).Scan(&there) != nil {
		return errors.New("a conversation was erased while the backup was made; make it again")
	}
	return err
}

// copyAside reads on a connection of its own, so that neither turns nor readers wait.
func (s *Store) copyAside() (string, error) {
	file, err := os.CreateTemp(filepath.Dir(s.options.Path), ".backup-*.db") // 0600
	if err != nil {
		return "", err
	}
	if err := file.Close(); err != nil {
		return file.Name(), err
	}
	source := openWriter(s.options.Path, 0)
	defer func() { _ = source.Close() }()
	return file.Name(), copyInto(source, file.Name())
}

func measure(path string) (int64, string, error) {
	file, err := os.Open(path)
	if err != nil {
		return 0, "", err
	}
	defer func() { _ = file.Close() }()
	sum := sha256.New()
	n, err := io.Copy(sum, file)
	return n, hex.EncodeToString(sum.Sum(nil)), err
}

// pack writes manifest and database, and lets files write what follows.
func pack(to io.Writer, manifest Manifest, copied string, files func(*tar.Writer) error) error {
	first, err := json.MarshalIndent(manifest, "", "  ")
	if err != nil {
		return err
	}
	file, err := os.Open(copied)
	if err != nil {
		return err
	}
	defer func() { _ = file.Close() }()
	zip, err := gzip.NewWriterLevel(to, gzip.BestSpeed)
	if err != nil {
		return err
	}
	box := tar.NewWriter(zip)
	head := func(name string, size int64) error {
		return box.WriteHeader(&tar.Header{Name: name, Size: size, Mode: 0o600, ModTime: manifest.Created})
	}
	if err := head(manifestName, int64(len(first))); err != nil {
		return err
	}
	if _, err := box.Write(first); err != nil {
		return err
	}
	if err := head(FileName, manifest.Bytes); err != nil {
		return err
	}
	if _, err := io.Copy(box, file); err != nil {
		return err
	}
	if err := files(box); err != nil {
		return err
	}
	if err := box.Close(); err != nil {
		return err
	}
	return zip.Close()
}
