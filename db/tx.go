package db

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"deskbell/models"
)

// scanner is a row that can be read.
type scanner interface{ Scan(dest ...any) error }

// asker answers queries: a transaction, or the connections for reading.
type asker interface {
	// Row errors with models.ErrNotFound on Scan when there is none.
	Row(query string, args ...any) scanner
	Each(query string, args []any, read func(scanner) error) error
}

// Tx is a function's view of its group's transaction. It must not be used after the function
// returned.
type Tx struct {
	group  *group
	after  []func()
	counts map[counted]*tally // what is to be added to block_counts
}

// Exec returns how many rows were changed.
func (t *Tx) Exec(query string, args ...any) (int64, error) {
	if t.group.broken != nil {
		return 0, t.group.broken
	}
	result, err := t.group.conn.ExecContext(context.Background(), query, args...)
	if err != nil {
		return 0, t.note(err)
	}
	return result.RowsAffected()
}

// Row asks for one row.
func (t *Tx) Row(query string, args ...any) scanner {
	if t.group.broken != nil {
		return failed{t.group.broken}
	}
	return one{t.group.conn.QueryRowContext(context.Background(), query, args...), t.note}
}

// Each calls read for every row.
func (t *Tx) Each(query string, args []any, read func(scanner) error) error {
	if t.group.broken != nil {
		return t.group.broken
	}
	rows, err := t.group.conn.QueryContext(context.Background(), query, args...)
	if err != nil {
		return t.note(err)
	}
	return t.note(every(rows, read))
}

// run is Exec for a statement without values, which as a query is prepared once and not each time.
func (t *Tx) run(statement string) error {
	return t.Each(statement, nil, func(scanner) error { return nil })
}

// then is called after the commit, and not at all when nothing is kept.
func (t *Tx) then(call func()) { t.after = append(t.after, call) }

// note remembers an error after which nothing of the group can be kept.
func (t *Tx) note(err error) error {
	if err != nil && t.group.broken == nil && broken(err) {
		t.group.broken = err
	}
	return err
}

// pool reads outside of a transaction. The statements run without the caller's context: to be able
// to cancel costs more than most of them take.
type pool struct {
	on  *sql.DB
	err error
}

func (s *Store) reads(ctx context.Context) asker { return pool{s.read, ctx.Err()} }

func (p pool) Row(query string, args ...any) scanner {
	if p.err != nil {
		return failed{p.err}
	}
	return one{p.on.QueryRowContext(context.Background(), query, args...), nil}
}

func (p pool) Each(query string, args []any, read func(scanner) error) error {
	if p.err != nil {
		return p.err
	}
	rows, err := p.on.QueryContext(context.Background(), query, args...)
	if err != nil {
		return fmt.Errorf("db: reading: %w", err)
	}
	return every(rows, read)
}

// ids reads a column of them.
func ids[T ~string](on asker, query string, args ...any) ([]T, error) {
	var found []T
	err := on.Each(query, args, func(row scanner) error {
		var id T
		err := row.Scan(&id)
		found = append(found, id)
		return err
	})
	return found, err
}

func every(rows *sql.Rows, read func(scanner) error) error {
	defer func() { _ = rows.Close() }()
	for rows.Next() {
		if err := read(rows); err != nil {
			return err
		}
	}
	return rows.Err()
}

type one struct {
	row  *sql.Row
	note func(error) error
}

func (o one) Scan(dest ...any) error {
	err := o.row.Scan(dest...)
	switch {
	case err == nil:
		return nil
	case errors.Is(err, sql.ErrNoRows):
		return models.ErrNotFound
	case o.note != nil:
		return o.note(err)
	}
	return fmt.Errorf("db: reading: %w", err)
}

type failed struct{ err error }

func (f failed) Scan(...any) error { return f.err }

// ms is how a time is kept: unix milliseconds, 0 for no time.
func ms(t time.Time) int64 {
	if t.IsZero() {
		return 0
	}
	return t.UnixMilli()
}

func fromMS(n int64) time.Time {
	if n == 0 {
		return time.Time{}
	}
	return time.UnixMilli(n).UTC()
}

// whole is a time as it will be read again.
func whole(t time.Time) time.Time { return fromMS(ms(t)) }

// at reads a time.
type at struct{ to *time.Time }

func (a at) Scan(from any) error {
	n, ok := from.(int64)
	if !ok {
		return fmt.Errorf("db: %T is no time", from)
	}
	*a.to = fromMS(n)
	return nil
}

// asJSON reads a JSON text.
type asJSON struct{ to any }

func (a asJSON) Scan(from any) error {
	switch text := from.(type) {
	case string:
		return json.Unmarshal([]byte(text), a.to)
	case []byte:
		return json.Unmarshal(text, a.to)
	}
	return fmt.Errorf("db: %T is no JSON", from)
}

// nothing is how JSON is kept where there is none.
const nothing = "null"

// maybeJSON is asJSON for what most rows do not have.
type maybeJSON struct{ to any }

func (m maybeJSON) Scan(from any) error {
	if text, ok := from.(string); ok && text == nothing {
		return nil
	}
	return asJSON(m).Scan(from)
}

// mapJSON is toJSON for what most rows do not have.
func mapJSON(of map[string]string) (string, error) {
	if len(of) == 0 {
		return nothing, nil
	}
	return toJSON(of)
}

func toJSON(value any) (string, error) {
	text, err := json.Marshal(value)
	return string(text), err
}
