// Package edit changes flow documents by small operations, each of which can be undone. It is pure.
package edit

import "encoding/json"

// Patch is what an operation changes, in the order in which it is applied.
type Patch []Change

// Change is one value that was replaced. Block "" is the document itself, with Path "name" or "start".
// Path "" is the whole block; else "title", "note", "position", "out.<port>" or "settings.<dotted name>".
// JSON null, or nothing, stands for "not there".
type Change struct {
	Block  string          `json:"block,omitempty"`
	Path   string          `json:"path,omitempty"`
	Before json.RawMessage `json:"before,omitempty"`
	After  json.RawMessage `json:"after,omitempty"`
}
