package db

import (
	"context"
	"database/sql"
	"embed"
	"errors"
	"fmt"
	"io/fs"

	"github.com/pressly/goose/v3"
)

//go:embed migrations/sqlite/*.sql
var migrations embed.FS

// ErrNewer is the refusal of a database that a newer version of the program has changed.
var ErrNewer = errors.New("this database was changed by a newer version of Deskbell; " +
	"run that version, or restore a backup that this version made")

// schemaVersion is what this program's newest migration makes.
const schemaVersion = 15

// migrate brings the schema up to date. The version is also kept where it costs nothing to read, so
// that a start with nothing to do does not pay for the migration tool.
func migrate(ctx context.Context, on *sql.DB, path string) error {
	version, err := userVersion(on)
	if err != nil || version == schemaVersion {
		return err
	}
	if version > schemaVersion {
		return ErrNewer
	}
	err = climb(ctx, path)
	if err == nil || errors.Is(err, ErrNewer) {
		return err
	}
	// Another process may have done the same at the same time: then there is nothing left to do.
	if version, again := userVersion(on); again == nil && version == schemaVersion {
		return nil
	}
	return err
}

// climb has its own connections: goose wants more than one.
func climb(ctx context.Context, path string) error {
	pool := openWriter(path, 0)
	pool.SetMaxOpenConns(4)
	defer func() { _ = pool.Close() }()
	folder, err := fs.Sub(migrations, "migrations/sqlite")
	if err != nil {
		return err
	}
	steps, err := goose.NewProvider(goose.DialectSQLite3, pool, folder, goose.WithDisableGlobalRegistry(true))
	if err != nil {
		return fmt.Errorf("db: reading the migrations: %w", err)
	}
	if now, err := steps.GetDBVersion(ctx); err == nil && now > schemaVersion {
		return ErrNewer
	}
	if _, err := steps.Up(ctx); err != nil {
		return fmt.Errorf("db: migrating: %w", err)
	}
	if _, err := pool.ExecContext(ctx, fmt.Sprintf("PRAGMA user_version = %d", schemaVersion)); err != nil {
		return fmt.Errorf("db: migrating: %w", err)
	}
	return nil
}

func userVersion(on *sql.DB) (int64, error) {
	var version int64
	if err := on.QueryRow("PRAGMA user_version").Scan(&version); err != nil {
		return 0, fmt.Errorf("db: opening: %w", err)
	}
	return version, nil
}
