// Package message draws one entry of a log, for the visitor and for the team. Nothing in it depends on
// who of an audience looks, but for a visitor’s language, so what it draws can be kept and sent to all of them.
package message
