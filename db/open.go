package db

import (
	"context"
	"database/sql"
	"fmt"
	"path/filepath"
	"sync/atomic"
	"time"

	"deskbell/models/picture"
)

// FileName is what the database is called in the data folder and in a backup.
const FileName = "deskbell.db"

// Options for Open. Only Path has to be set.
type Options struct {
	Path string // of the file; folder and file are made if they are missing
	// Version of the program, for a backup's manifest.
	Version string
	// MailDomain is what the Message-IDs of mails end with: the host that the server is reached by.
	MailDomain string
	// MaxPages bounds the file, in pages of 4 KiB; 0: the disk is the bound.
	MaxPages int64
	// Committed, if set, is told after each group: how many members it had, how long it took from
	// begin to durable, and why it failed. It is called by the writer and must not block.
	Committed func(members int, took time.Duration, err error)
	// Uncut, if set, is told of an article at whose cutting into passages the program itself has failed: it has none.
	Uncut func(article string, why any, stack []byte)
}

// Store is an open database. All methods may be called from many goroutines.
type Store struct {
	options         Options
	write           *sql.DB
	read            *sql.DB
	writer          *writer
	cache           *cache
	barred          barred
	kept            kept
	bytes           bytesOf
	easel           *picture.Easel // for all pictures that come in
	epoch           atomic.Pointer[string]
	begun           pace        // of telling that visitors begin
	started, called hourly      // of mailing that they do
	mailing         atomic.Bool // there is a mail server: what agents want mailed is kept for it

	index     *searchIndex
	passages  *passages
	vectors   vectors
	searching chan struct{} // holds one for each search that is going on
	purge     chan struct{} // something was erased
}

// Open opens the database, made new or brought up to date where needed. It errors with ErrNewer for
// a database of a newer version. Close must be called.
func Open(ctx context.Context, options Options) (*Store, error) {
	if err := checkVersion(); err != nil {
		return nil, err
	}
	path, err := filepath.Abs(options.Path)
	if err != nil {
		return nil, fmt.Errorf("db: %w", err)
	}
	options.Path = path
	if err := makeFile(path); err != nil {
		return nil, err
	}
	s := &Store{options: options, write: openWriter(path, options.MaxPages), cache: newCache(),
		bytes: bytesOf{folderOf(path), leastFree}, easel: picture.NewEasel(), index: &searchIndex{behind: newBehind()}, passages: newPassages(options.Uncut),
		searching: make(chan struct{}, searchesAtATime), purge: make(chan struct{}, 1)}
	if err := migrate(ctx, s.write, path); err != nil {
		_ = s.write.Close()
		return nil, err
	}
	s.read = openReaders(path)
	s.writer = startWriter(s.write, options.Committed)
	epoch, err := s.findEpoch(ctx)
	if err != nil {
		_ = s.Close()
		return nil, err
	}
	s.epoch.Store(&epoch)
	return s, nil
}

// Close lets the queued turns finish, refuses new ones, and leaves everything in the one file.
func (s *Store) Close() error {
	s.writer.stop()
	first := s.read.Close()
	if err := optimise(s.write); err != nil && first == nil {
		first = fmt.Errorf("db: closing: %w", err)
	}
	if err := s.write.Close(); err != nil && first == nil {
		first = fmt.Errorf("db: closing: %w", err)
	}
	return first
}
