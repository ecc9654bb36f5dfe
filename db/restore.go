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
	"os"
	"path/filepath"

	"deskbell/models"
)

// Most bytes that are read of a backup's first two files.
const (
	largestManifest = 64 << 10
	largestDatabase = 256 << 30
)

// Restore unpacks a backup into dir, which has to be empty or missing. The data gets a new epoch,
// and everybody of the team signs in again; visitors keep their conversations. When it fails, dir is
// empty. Errors: ErrNewer, or a sentence about what is wrong with folder or backup.
func Restore(ctx context.Context, from io.Reader, dir string) (err error) {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return fmt.Errorf("making the data folder: %w", err)
	}
	there, err := os.ReadDir(dir)
	if err != nil {
		return fmt.Errorf("reading the data folder: %w", err)
	}
	if len(there) > 0 {
		return fmt.Errorf("the folder %s is not empty; restore into an empty one", dir)
	}
	path := filepath.Join(dir, FileName)
	defer func() {
		if err != nil {
			for _, name := range []string{path, path + "-wal", path + "-shm", folderOf(path), keyOf(path)} {
				_ = os.RemoveAll(name)
			}
		}
	}()
	files, err := unpack(from, path)
	if err != nil {
		return err
	}
	return renew(ctx, path, files)
}

// unpack knows two names in one order, and after them those of files; it takes nothing else.
func unpack(from io.Reader, path string) (map[models.FileID]keptFile, error) {
	zip, err := gzip.NewReader(from)
	if err != nil {
		return nil, fmt.Errorf("this is no backup: %w", err)
	}
	box := tar.NewReader(zip)
	manifest, err := readManifest(box)
	if err != nil {
		return nil, err
	}
	size, err := next(box, FileName, largestDatabase)
	if err != nil {
		return nil, err
	}
	if size != manifest.Bytes {
		return nil, errors.New("the backup is damaged: the database is not as long as its manifest says")
	}
	if err := unpackDatabase(box, path, manifest); err != nil {
		return nil, err
	}
	files, err := unpackFiles(box, bytesOf{root: folderOf(path)}, manifest.Files)
	if err != nil {
		return nil, err
	}
	// Reading to the end checks gzip's own sum as well.
	if _, err := io.Copy(io.Discard, io.LimitReader(zip, largestManifest)); err != nil {
		return nil, fmt.Errorf("the backup is damaged: %w", err)
	}
	return files, nil
}

func readManifest(box *tar.Reader) (Manifest, error) {
	var manifest Manifest
	if _, err := next(box, manifestName, largestManifest); err != nil {
		return manifest, err
	}
	if err := json.NewDecoder(io.LimitReader(box, largestManifest)).Decode(&manifest); err != nil {
		return manifest, fmt.Errorf("this is no backup: its manifest cannot be read: %w", err)
	}
	if manifest.Format != BackupFormat {
		return manifest, fmt.Errorf("this is no backup that can be read here: its format is %q", manifest.Format)
	}
	if manifest.Schema > schemaVersion {
		return manifest, ErrNewer
	}
	return manifest, nil
}

func next(box *tar.Reader, name string, most int64) (int64, error) {
	head, err := box.Next()
	switch {
	case err != nil:
		return 0, fmt.Errorf("this is no backup, or only a part of one: %w", err)
	case head.Name != name || head.Typeflag != tar.TypeReg:
		return 0, fmt.Errorf("this is no backup: %q stands where %s should", head.Name, name)
	case head.Size > most:
		return 0, fmt.Errorf("this is no backup: %s has %d bytes", name, head.Size)
	}
	return head.Size, nil
}

func unpackDatabase(box io.Reader, path string, manifest Manifest) error {
	file, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return fmt.Errorf("writing the database: %w", err)
	}
	sum := sha256.New()
	_, err = io.Copy(io.MultiWriter(file, sum), io.LimitReader(box, manifest.Bytes))
	if err == nil {
		err = file.Sync()
	}
	if closing := file.Close(); err == nil {
		err = closing
	}
	if err != nil {
		return fmt.Errorf("unpacking the database: %w", err)
	}
	if hex.EncodeToString(sum.Sum(nil)) != manifest.SHA256 {
		return errors.New("the backup is damaged: the database is not what was saved")
	}
	return nil
}

// renew opens what was unpacked, looks through all of it, and begins a new life of the data.
func renew(ctx context.Context, path string, files map[models.FileID]keptFile) (err error) {
	s, err := Open(ctx, Options{Path: path})
	if err != nil {
		return err
	}
	defer func() {
		if closing := s.Close(); err == nil {
			err = closing
		}
	}()
	found, err := faults(s.read, true)
	if err != nil {
		return fmt.Errorf("checking the restored database: %w", err)
	}
	if err := damage(found); err != nil {
		return err
	}
	if err := s.matches(files); err != nil {
		return err
	}
	if err := s.NewEpoch(ctx); err != nil {
		return err
	}
	return s.Do(ctx, func(tx *Tx) error {
		_, err := tx.Exec("DELETE FROM sessions")
		return err
	})
}
