package db

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"syscall"

	"deskbell/models"
)

// bytesOf is the folder with the bytes of files: <root>/ab/cdef… for the id abcdef…. It is made when the
// first one is kept, and only this user may look into it.
type bytesOf struct {
	root  string
	spare int64 // bytes that have to stay free on the disk
}

// leastFree is what files leave on the disk for everything else, in bytes: who fills it with files must
// not stop the conversations.
const leastFree = 200 << 20

// freeSpace is what may still be written where path is, in bytes.
func freeSpace(path string) (int64, error) {
	var disk syscall.Statfs_t
	err := syscall.Statfs(path, &disk)
	return int64(disk.Bavail) * int64(disk.Bsize), err
}

// partPrefix is what a file that is still coming in is called, in root.
const partPrefix = ".part-"

// folderOf is where the files of a database are: beside it, in a folder of its own.
func folderOf(database string) string {
	if filepath.Base(database) == FileName {
		return filepath.Join(filepath.Dir(database), filesName)
	}
	return database + "." + filesName
}

// filesName is the folder's name in the data folder and in a backup.
const filesName = "files"

func (b bytesOf) path(id models.FileID) string {
	return filepath.Join(b.root, string(id[:2]), string(id[2:]))
}

// begin makes a place for a file that comes in; discard has to be called.
func (b bytesOf) begin() (*part, error) {
	if err := os.MkdirAll(b.root, 0o700); err != nil {
		return nil, fmt.Errorf("db: making the folder of files: %w", err)
	}
	if free, err := freeSpace(b.root); err == nil && free < b.spare {
		return nil, fmt.Errorf("db: %d MB are left on the disk, which are kept for messages", free>>20)
	}
	file, err := os.CreateTemp(b.root, partPrefix+"*") // 0600
	if err != nil {
		return nil, fmt.Errorf("db: making a file: %w", err)
	}
	return &part{of: b, file: file}, nil
}

// remove takes bytes away; there may be none.
func (b bytesOf) remove(id models.FileID) {
	if id.Valid() {
		_ = os.Remove(b.path(id))
	}
}

// part is a file that comes in.
type part struct {
	of   bytesOf
	file *os.File
	kept bool
}

// keep gives it its name, durably.
func (p *part) keep(id models.FileID) error {
	to := p.of.path(id)
	made, err := makeFolder(filepath.Dir(to))
	if err != nil {
		return err
	}
	if err := errors.Join(p.file.Sync(), p.file.Close()); err != nil {
		return fmt.Errorf("db: writing a file: %w", err)
	}
	if err := os.Rename(p.file.Name(), to); err != nil {
		return fmt.Errorf("db: naming a file: %w", err)
	}
	p.kept = true
	if err := syncFolder(filepath.Dir(to)); err != nil || !made {
		return err
	}
	return syncFolder(p.of.root)
}

// discard removes what was not kept.
func (p *part) discard() {
	if !p.kept {
		_ = p.file.Close()
		_ = os.Remove(p.file.Name())
	}
}

func makeFolder(path string) (made bool, err error) {
	err = os.Mkdir(path, 0o700)
	if errors.Is(err, fs.ErrExist) {
		return false, nil
	}
	return err == nil, err
}

// syncFolder makes names in it durable.
func syncFolder(path string) error {
	folder, err := os.Open(path)
	if err != nil {
		return fmt.Errorf("db: opening the folder of files: %w", err)
	}
	return errors.Join(folder.Sync(), folder.Close())
}
