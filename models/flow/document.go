// Package flow is the flow document and its interpreter. It is pure: no clock, no I/O, no chance;
// whatever comes from outside comes in with the event.
package flow

import (
	"bytes"
	"encoding/json"
	"sync"
)

// Schema is the version of the document that this code writes.
const Schema = 1

// Document is a flow: blocks by id, with the targets inside the blocks' exits.
type Document struct {
	Schema int              `json:"schema"`
	ID     string           `json:"id"`
	Name   string           `json:"name"`
	Start  string           `json:"start"` // id of the first block
	Blocks map[string]Block `json:"blocks"`

	opened *sync.Map // place by the block's id; nil: nothing is remembered
}

// Remember lets the document keep the settings of its blocks once they were opened, for one that is played
// again and again. It has to be called before the document is shared.
func (d *Document) Remember() { d.opened = &sync.Map{} }

// known is a block as it was opened before. A copy of the document may hold another one of that id.
func (d *Document) known(id string, b Block) (place, bool) {
	if d.opened == nil {
		return place{}, false
	}
	before, ok := d.opened.Load(id)
	if !ok {
		return place{}, false
	}
	at, ok := before.(place)
	if !ok || at.block.Kind != b.Kind || !bytes.Equal(at.block.Settings, b.Settings) {
		return place{}, false
	}
	at.block = b
	return at, true
}

// Block is one step. What Settings may hold and which ports Out may name, its kind says.
type Block struct {
	Kind     string            `json:"kind"`
	Title    string            `json:"title,omitempty"`
	Note     string            `json:"note,omitempty"` // for those who build the flow
	Position *Point            `json:"position,omitempty"`
	Settings json.RawMessage   `json:"settings,omitempty"`
	Out      map[string]Target `json:"out,omitempty"`
}

// Point is a place on the canvas, in pixels.
type Point struct {
	X    int  `json:"x"`
	Y    int  `json:"y"`
	Auto bool `json:"auto,omitempty"` // the layout put it there; a hand that moves it takes this away
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
