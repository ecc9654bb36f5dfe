// Package builder draws the flow builder: the row of tools, a flow as an outline or a canvas, the
// settings of one block, and the dialogs. A page calls parts; after each edit handlers draw those parts
// alone that may have changed, and the page puts them in place by their ids (ids.go).
package builder

import (
	"time"

	"deskbell/models"
	"deskbell/models/flow"
)

// The two views of a flow.
const (
	ViewOutline = "outline"
	ViewCanvas  = "canvas"
)

// Page is the whole builder.
type Page struct {
	Epoch string
	Now   time.Time
	Draft Draft
	Panel *Panel // nil: no block is chosen
}

// Draft is a flow in the making, with all that its page draws.
type Draft struct {
	models.FlowDraft
	Me       *models.Agent
	Bot      *models.Bot
	View     string            // ViewOutline or ViewCanvas
	Chosen   string            // the block whose settings are open; "": none
	Flows    []models.FlowHead // of the bot, this one among them
	Items    []flow.OutlineItem
	Problems []flow.Problem
	Around   flow.Around // what the document is checked against
	Undo     string      // what Undo takes back, "": nothing
	Redo     string      // what Redo does again
	Numbers  *Numbers    // shown at the blocks; nil: none
}

// Errors are the problems that keep the flow from being published.
func (d *Draft) Errors() []flow.Problem {
	var found []flow.Problem
	for _, p := range d.Problems {
		if p.Severity == flow.SeverityError {
			found = append(found, p)
		}
	}
	return found
}

// ProblemsOf are those of one block.
func (d *Draft) ProblemsOf(block string) []flow.Problem {
	var found []flow.Problem
	for _, p := range d.Problems {
		if p.Block == block {
			found = append(found, p)
		}
	}
	return found
}

// Panel is the settings of one block.
type Panel struct {
	Draft    *Draft
	ID       string
	Block    flow.Block
	Values   map[string]any    // the settings, decoded
	Articles []models.Article  // published
	Secrets  []string          // names of the bot's
	Changed  map[string]string // fields that somebody else has changed, and who
}

// Suggestions are what fields may be filled with: where an exit may lead, and what a text may name.
type Suggestions struct {
	Draft     *Draft
	Elsewhere []Elsewhere // the bot's other flows
}

// Way is an exit of a block, for people.
type Way struct {
	Block string
	Title string // of the block
	Port  string
	Label string // of the exit
}

// Variables are some of one origin: "This flow", "The visitor", "The live chat".
type Variables struct {
	Origin string
	Vars   []flow.VarDoc
}

// Elsewhere is another flow of the bot, with its blocks.
type Elsewhere struct {
	Flow  models.FlowHead
	Items []flow.OutlineItem
}

// Editor is somebody who has the flow open.
type Editor struct {
	ID    models.AgentID
	Name  string
	Block string // where they are; "" nowhere
}
