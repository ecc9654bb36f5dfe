package db

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"deskbell/models"
)

// SweepFiles takes away files that were never sent, some hundreds at a time, and says how many: 0 is
// none left. Then the pictures go that imports have left behind.
func (s *Store) SweepFiles(ctx context.Context, now time.Time) (int, error) {
	var gone []models.FileID
	err := s.Do(ctx, func(tx *Tx) error {
		gone = nil
		for _, whose := range []string{`f.agent_id = ''`, `f.attached_to <> ''`} { // visitors', and the team's in chats
			some, err := ids[models.FileID](tx, `DELETE FROM files WHERE id IN (SELECT f.id FROM files f
				WHERE f.conversation_id IS NULL AND `+whose+` AND f.at < $1 LIMIT CAST($2 AS BIGINT)) RETURNING id`,
				ms(now.Add(-models.UnsentFor)), mostRows)
			if err != nil {
				return err
			}
			gone = append(gone, some...)
		}
		return nil
	})
	if err != nil {
		return 0, err
	}
	if len(gone) == 0 {
		return 0, s.sweepImported(ctx, now)
	}
	for _, id := range gone {
		s.bytes.remove(id)
	}
	return len(gone), nil
}

// SweepLost takes away bytes that belong to no row: what was cut off while it came in, and what a crash
// left between the bytes and their row; and the pictures that no article shows.
func (s *Store) SweepLost(ctx context.Context, now time.Time) error {
	if err := s.sweepPictures(ctx, now); err != nil {
		return err
	}
	folders, err := os.ReadDir(s.bytes.root)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	for _, folder := range folders {
		if err := ctx.Err(); err != nil {
			return err
		}
		switch {
		case folder.IsDir() && len(folder.Name()) == 2:
			err = errors.Join(err, s.sweepFolder(ctx, folder.Name(), now))
		case strings.HasPrefix(folder.Name(), partPrefix):
			err = errors.Join(err, removeOld(filepath.Join(s.bytes.root, folder.Name()), now))
		}
	}
	return err
}

// sweepFolder looks at all files whose ids begin with prefix.
func (s *Store) sweepFolder(ctx context.Context, prefix string, now time.Time) error {
	there, err := os.ReadDir(filepath.Join(s.bytes.root, prefix))
	if err != nil {
		return err
	}
	// Rows are read after the names: what came in between has both.
	rows, err := ids[string](s.reads(ctx), "SELECT f.id FROM files f WHERE f.id >= $1 AND f.id < $2", prefix, prefix+"~")
	if err != nil {
		return err
	}
	known := make(map[string]bool, len(rows))
	for _, id := range rows {
		known[id] = true
	}
	for _, entry := range there {
		if id := prefix + entry.Name(); models.FileID(id).Valid() && !known[id] {
			err = errors.Join(err, removeOld(s.bytes.path(models.FileID(id)), now))
		}
	}
	return err
}

func removeOld(path string, now time.Time) error {
	about, err := os.Stat(path)
	if errors.Is(err, fs.ErrNotExist) || err == nil && about.ModTime().After(now.Add(-models.UnsentFor)) {
		return nil
	}
	if err != nil {
		return err
	}
	return os.Remove(path)
}

// CheckFiles reads every file and errors when one is missing or is not what was sent. It says how many
// there are.
func (s *Store) CheckFiles(ctx context.Context) (int, error) {
	all, err := keptFiles(s.reads(ctx))
	if err != nil {
		return 0, err
	}
	var wrong []string
	for _, f := range all {
		if err := ctx.Err(); err != nil {
			return 0, err
		}
		if err := s.bytes.check(f); err != nil {
			wrong = append(wrong, err.Error())
		}
	}
	if len(wrong) > 0 {
		return len(all), fmt.Errorf("%d of %d files are damaged, restore a backup: %s", len(wrong), len(all),
			strings.Join(wrong[:min(len(wrong), 20)], "; "))
	}
	return len(all), nil
}

// keptFile is what has to be true of the bytes of a file.
type keptFile struct {
	id   models.FileID
	size int64
	sum  string
}

func keptFiles(on asker) ([]keptFile, error) {
	var all []keptFile
	err := on.Each("SELECT f.id, f.size, f.sha256 FROM files f ORDER BY f.id", nil, func(row scanner) error {
		var f keptFile
		err := row.Scan(&f.id, &f.size, &f.sum)
		all = append(all, f)
		return err
	})
	return all, err
}

func (b bytesOf) check(f keptFile) error {
	if !f.id.Valid() {
		return fmt.Errorf("%q is no id of a file", f.id)
	}
	file, err := os.Open(b.path(f.id))
	if err != nil {
		return fmt.Errorf("%s is missing", f.id)
	}
	defer func() { _ = file.Close() }()
	sum := sha256.New()
	n, err := io.Copy(sum, file)
	if err != nil || n != f.size || hex.EncodeToString(sum.Sum(nil)) != f.sum {
		return fmt.Errorf("%s is not what was sent", f.id)
	}
	return nil
}
