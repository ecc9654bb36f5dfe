package db

import (
	"archive/tar"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"time"

	"deskbell/models"
)

// settled takes out of a copy of the database the files that were not sent yet, since their bytes may go
// at any time, and lists the others: those stay as long as the backup takes.
func settled(copied string) ([]keptFile, error) {
	on := openWriter(copied, 0)
	defer func() { _ = on.Close() }()
	if _, err := on.Exec("DELETE FROM files WHERE conversation_id IS NULL AND (agent_id = '' OR attached_to <> '')"); err != nil {
		return nil, err
	}
	return keptFiles(pool{on, nil})
}

// packed is a file's name in a backup.
func packed(id models.FileID) string {
	return filesName + "/" + string(id[:2]) + "/" + string(id[2:])
}

// packFile writes one file; one that is damaged stops the backup, rather than being found out later.
func (b bytesOf) packFile(box *tar.Writer, f keptFile, when time.Time) error {
	if !f.id.Valid() {
		return fmt.Errorf("%q is no id of a file", f.id)
	}
	file, err := os.Open(b.path(f.id))
	if err != nil {
		return err
	}
	defer func() { _ = file.Close() }()
	if err := box.WriteHeader(&tar.Header{Name: packed(f.id), Size: f.size, Mode: 0o600, ModTime: when}); err != nil {
		return err
	}
	sum := sha256.New()
	n, err := io.Copy(io.MultiWriter(box, sum), io.LimitReader(file, f.size))
	if err == nil && (n != f.size || hex.EncodeToString(sum.Sum(nil)) != f.sum) {
		err = fmt.Errorf("file %s is damaged; deskbell doctor lists them all", f.id)
	}
	return err
}

// packedName is what packed makes, and nothing else: no other path, no folder, no link.
var packedName = regexp.MustCompile(`^` + filesName + `/([a-z2-7]{2})/([a-z2-7]{24})$`)

// largestFile of a backup, in bytes; what may be sent is smaller.
const largestFile = 1 << 30

// unpackFiles reads what follows the database and says what it found.
func unpackFiles(box *tar.Reader, to bytesOf, most int64) (map[models.FileID]keptFile, error) {
	found := map[models.FileID]keptFile{}
	for {
		head, err := box.Next()
		if errors.Is(err, io.EOF) {
			return found, nil
		}
		if err != nil {
			return nil, fmt.Errorf("the backup is damaged: %w", err)
		}
		if head.Name == keyName && head.Typeflag == tar.TypeReg && len(found) == 0 {
			if err := (seal{filepath.Join(filepath.Dir(to.root), keyName)}).unpack(box); err != nil {
				return nil, err
			}
			continue
		}
		name := packedName.FindStringSubmatch(head.Name)
		if name == nil || head.Typeflag != tar.TypeReg || head.Size > largestFile || int64(len(found)) >= most {
			return nil, fmt.Errorf("the backup is damaged: %.100q stands where a file should", head.Name)
		}
		f := keptFile{id: models.FileID(name[1] + name[2])}
		if f.size, f.sum, err = unpackFile(box, to.path(f.id)); err != nil {
			return nil, err
		}
		found[f.id] = f
	}
}

func unpackFile(box io.Reader, path string) (size int64, sum string, err error) {
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return 0, "", fmt.Errorf("making the folder of files: %w", err)
	}
	file, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return 0, "", fmt.Errorf("writing a file: %w", err)
	}
	hash := sha256.New()
	size, err = io.Copy(io.MultiWriter(file, hash), box)
	if err = errors.Join(err, file.Sync(), file.Close()); err != nil {
		return 0, "", fmt.Errorf("unpacking a file: %w", err)
	}
	return size, hex.EncodeToString(hash.Sum(nil)), nil
}

// matches errors where files and their rows do not belong to each other, one by one.
func (s *Store) matches(found map[models.FileID]keptFile) error {
	rows, err := keptFiles(pool{s.read, nil})
	if err != nil {
		return err
	}
	for _, row := range rows {
		if found[row.id] != row {
			return fmt.Errorf("the backup is damaged: file %s is missing, or is not what was sent", row.id)
		}
	}
	if len(rows) != len(found) {
		return errors.New("the backup is damaged: it has files that belong to nothing")
	}
	return nil
}
