//go:build !sqlite_fts5

package db

// Deskbell needs SQLite with full text search. Build, run and test with -tags sqlite_fts5, for
// example: go run -tags sqlite_fts5 ./cmd/deskbell demo
var _ = build_with_tags_sqlite_fts5__see_README
