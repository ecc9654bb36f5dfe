package main

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"syscall"
)

// lockFolder makes the data folder, readable by its owner alone, and holds it until release is
// called or the process ends in whatever way. It errors when another process holds it.
func lockFolder(folder string) (release func(), err error) {
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return nil, fmt.Errorf("the data folder %s cannot be made: %w", folder, err)
	}
	file, err := os.OpenFile(filepath.Join(folder, lockName), os.O_CREATE|os.O_RDWR, 0o600)
	if err != nil {
		return nil, fmt.Errorf("the data folder %s cannot be written: %w", folder, err)
	}
	err = syscall.Flock(int(file.Fd()), syscall.LOCK_EX|syscall.LOCK_NB)
	if errors.Is(err, syscall.EWOULDBLOCK) {
		file.Close()
		return nil, fmt.Errorf("another Deskbell uses the data folder %s; stop it first, or give another --data", folder)
	}
	if err != nil {
		file.Close()
		return nil, fmt.Errorf("the data folder %s cannot be locked: %w", folder, err)
	}
	return func() { file.Close() }, nil
}

// lockName is the file in the data folder that a running server holds.
const lockName = "lock"
