package db

import (
	"archive/tar"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"time"
)

// longestKey is in bytes, of the file.
const longestKey = 1024

// pack puts the key into a backup, if there is one: without it a restored bot could not sign in
// anywhere. Whoever has the backup has the secrets, as with the data folder.
func (s seal) pack(box *tar.Writer, when time.Time) error {
	key, err := os.ReadFile(s.path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	if err := box.WriteHeader(&tar.Header{Name: keyName, Size: int64(len(key)), Mode: 0o600, ModTime: when}); err != nil {
		return err
	}
	_, err = box.Write(key)
	return err
}

// unpack writes the key that a backup has; there is none yet.
func (s seal) unpack(from io.Reader) error {
	file, err := os.OpenFile(s.path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return fmt.Errorf("writing the key: %w", err)
	}
	_, err = io.Copy(file, io.LimitReader(from, longestKey))
	if err = errors.Join(err, file.Sync(), file.Close()); err != nil {
		return fmt.Errorf("unpacking the key: %w", err)
	}
	_, err = s.box()
	return err
}
