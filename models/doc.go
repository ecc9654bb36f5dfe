// Package models is what Deskbell knows and decides: its nouns (a conversation, its log, a bot, an
// agent), one file a verb (receive, take over, hand back, …), and the interfaces to the world that
// the verbs need. It reads no clock and does no I/O of its own: the time is handed in, and
// everything that is kept goes through the interfaces of ports.go.
package models
