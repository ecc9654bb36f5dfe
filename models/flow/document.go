// Package flow is the flow document and its interpreter. It is pure: no clock, no I/O, no chance;
// whatever comes from outside comes in with the event.
package flow

import "encoding/json"

// Schema is the version of the document that this code writes.
const Schema = 1

// Document is a flow: blocks by id, with the targets inside the blocks' exits.
type Document struct {
	Schema int              `json:"schema"`
	ID     string           `json:"id"`
	Name   string           `json:"name"`
	Start  string           `json:"start"` // id of the first block
	Blocks map[string]Block `json:"blocks"`
}

// Block is one step. What Settings may hold and which ports Out may name, its kind says.
type Block struct {
	Kind     string            `json:"kind"`
	Title    string            `json:"title,omitempty"`
	Position *Point            `json:"position,omitempty"`
	Settings json.RawMessage   `json:"settings,omitempty"`
	Out      map[string]Target `json:"out,omitempty"`
}

// Point is a place on the canvas, in pixels.
type Point struct {
	X int `json:"x"`
	Y int `json:"y"`
}

// Target is where an exit leads: a block of this flow, or another flow (at Block, or at its start).
type Target struct {
	Flow  string `json:"flow,omitempty"`
	Block string `json:"block,omitempty"`
}

// PortNext is the exit that a block takes when none of its own is meant.
const PortNext = "next"

// Library finds documents. A version never changes once it was published.
type Library interface {
	// Document errors when there is no such version.
	Document(flow string, version int) (*Document, error)
	// Latest is the newest published version of a flow; it errors when there is none.
	Latest(flow string) (int, error)
}
