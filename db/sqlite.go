package db

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"strings"

	"github.com/mattn/go-sqlite3"
)

// oldestSQLite is the first release without the WAL reset bug, which could corrupt a database.
const oldestSQLite = 3_051_003

// On plans: when a statement can be planned in more than one way and compares with a bare
// placeholder ("a.x = $1"), or has one as its LIMIT, SQLite plans it anew for every run (25 us
// instead of 5), since the value might be a 0 or 1. CAST hides the value and changes nothing else. A
// lookup in one table by its whole key has one plan and needs no care.

// beginWriting takes the lock at once: a transaction that begins with reading cannot get it later
// when somebody else wrote meanwhile.
const beginWriting = "BEGIN IMMEDIATE"

// readers is how many connections answer reads; more bring nothing on a few cores.
const readers = 4

// SQLiteVersion is the version of the SQLite that was built in, for example "3.54.1".
func SQLiteVersion() string {
	name, _, _ := sqlite3.Version()
	return name
}

func checkVersion() error {
	if name, number, _ := sqlite3.Version(); number < oldestSQLite {
		return fmt.Errorf("db: SQLite %s is too old, 3.51.3 or newer is needed", name)
	}
	return nil
}

// connector opens connections of one kind. It stands in for a registered driver name, which would
// be a variable of the whole program.
type connector struct {
	dsn string
	drv *sqlite3.SQLiteDriver
}

func (c connector) Connect(context.Context) (driver.Conn, error) { return c.drv.Open(c.dsn) }
func (c connector) Driver() driver.Driver                        { return c.drv }

// openWriter has one connection: SQLite has one writer at a time, and the pool's queue is fair
// where SQLite's busy waiting starves.
func openWriter(path string, maxPages int64) *sql.DB {
	each := []string{"PRAGMA temp_store = MEMORY", "PRAGMA journal_size_limit = 67108864"}
	if maxPages > 0 {
		each = append(each, fmt.Sprintf("PRAGMA max_page_count = %d", maxPages))
	}
	pool := openPool(path, url.Values{
		"_journal_mode": {"WAL"}, "_synchronous": {"FULL"}, "_foreign_keys": {"1"},
		"_txlock": {"immediate"}, "_cache_size": {"-20000"},
	}, each)
	pool.SetMaxOpenConns(1)
	return pool
}

func openReaders(path string) *sql.DB {
	pool := openPool(path, url.Values{
		"mode": {"ro"}, "_query_only": {"1"}, "_cache_size": {"-8000"},
	}, []string{"PRAGMA temp_store = MEMORY"})
	pool.SetMaxOpenConns(readers)
	pool.SetMaxIdleConns(readers)
	return pool
}

func openPool(path string, options url.Values, each []string) *sql.DB {
	options.Set("_busy_timeout", "5000")
	options.Set("_stmt_cache_size", "96")
	options.Set("_mutex", "no") // database/sql never uses a connection twice at a time
	dsn := "file:" + (&url.URL{Path: path}).EscapedPath() + "?" + options.Encode()
	return sql.OpenDB(connector{dsn: dsn, drv: &sqlite3.SQLiteDriver{
		ConnectHook: func(conn *sqlite3.SQLiteConn) error {
			for _, pragma := range each {
				if _, err := conn.Exec(pragma, nil); err != nil {
					return err
				}
			}
			return nil
		},
	}})
}

// makeFile makes the folder and an empty file that only this user may read; SQLite gives its side
// files the same rights.
func makeFile(path string) error {
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return fmt.Errorf("db: making the data folder: %w", err)
	}
	file, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE, 0o600)
	if err != nil {
		return fmt.Errorf("db: opening %s: %w", path, err)
	}
	if err := file.Close(); err != nil {
		return fmt.Errorf("db: opening %s: %w", path, err)
	}
	return os.Chmod(path, 0o600)
}

// broken says that the database, not the statement, is in trouble: SQLite may have rolled the whole
// transaction back by itself, so that nothing of it can be trusted.
func broken(err error) bool {
	var failure sqlite3.Error
	if !errors.As(err, &failure) {
		return errors.Is(err, driver.ErrBadConn) || errors.Is(err, sql.ErrConnDone)
	}
	switch failure.Code {
	case sqlite3.ErrConstraint, sqlite3.ErrError, sqlite3.ErrTooBig, sqlite3.ErrMismatch, sqlite3.ErrRange:
		return false
	}
	return true
}

// doubled says that a UNIQUE rule refused a row.
func doubled(err error) bool {
	var failure sqlite3.Error
	return errors.As(err, &failure) && (failure.ExtendedCode == sqlite3.ErrConstraintUnique ||
		failure.ExtendedCode == sqlite3.ErrConstraintPrimaryKey)
}

const searchArticles = `SELECT ` + articleHeads + ` FROM articles_found f JOIN articles a ON a.num = f.rowid
	WHERE ` + articleSeen + ` AND articles_found MATCH $2 AND ($3 = '' OR a.language = $3)
	ORDER BY bm25(articles_found, 8.0, 1.0), a.num LIMIT CAST($4 AS BIGINT)`

// matchWords is a query for any text: each word is quoted, so that nothing in it is an operator.
// The last one also finds words that begin with it, as somebody may still be typing.
func matchWords(text, between string) string {
	words := strings.FieldsFunc(strings.ToValidUTF8(text, ""), func(r rune) bool { return r <= ' ' || r == '"' })
	if len(words) > 24 {
		words = words[:24]
	}
	for i, word := range words {
		words[i] = `"` + word + `"`
	}
	if len(words) == 0 {
		return ""
	}
	return strings.Join(words, between) + "*"
}

// copyInto writes a consistent copy while others go on writing; file has to be empty.
func copyInto(on *sql.DB, file string) error {
	_, err := on.Exec("VACUUM INTO $1", file)
	return err
}

// optimise is for the end of the day: statistics for the planner, and an empty log on the disk.
func optimise(on *sql.DB) error {
	_, err := on.Exec("PRAGMA optimize; PRAGMA wal_checkpoint(TRUNCATE)")
	return err
}

// faults is everything that a check of the file finds, in SQLite's words; complete also compares
// every index with its table.
func faults(on *sql.DB, complete bool) ([]string, error) {
	first := "PRAGMA quick_check(20)"
	if complete {
		first = "PRAGMA integrity_check(20)"
	}
	found, err := lines(on, first)
	if err != nil {
		return nil, err
	}
	if len(found) == 1 && found[0] == "ok" {
		found = nil
	}
	lost, err := lines(on, `SELECT "table" || ' refers to a missing row of ' || "parent" FROM pragma_foreign_key_check LIMIT 20`)
	return append(found, lost...), err
}

func lines(on *sql.DB, query string) ([]string, error) {
	rows, err := on.Query(query)
	if err != nil {
		return nil, err
	}
	defer func() { _ = rows.Close() }()
	var all []string
	for rows.Next() {
		var line string
		if err := rows.Scan(&line); err != nil {
			return nil, err
		}
		all = append(all, line)
	}
	return all, rows.Err()
}
