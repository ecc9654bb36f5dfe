// Package db keeps everything that Deskbell has to remember, and is the only place with SQL. It
// implements the interfaces of models/ports.go on SQLite. Writes go through one goroutine that
// commits what is waiting in groups, and nobody is told "kept" before the commit is on the disk;
// reads have connections of their own. What only SQLite understands is in sqlite.go and migrate.go,
// and in migrations/sqlite.
package db
