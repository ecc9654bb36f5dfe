package flow

import (
	"fmt"
	"maps"
	"slices"
)

// How bad a problem is: an error must be mended before the flow is published.
const (
	SeverityError   = "error"
	SeverityWarning = "warning"
)

// Problem is something in a document that will break, or may not be meant.
type Problem struct {
	Severity string
	Block    string // "" when it is about the whole document
	Port     string // the exit, when it is about one
	Message  string // for the person who builds the flow
}

// Check finds what is wrong with a document: first the document, then its blocks in the order of
// Outline, then the circles. others finds the other flows by id, nil for one that is not there;
// without others, targets in other flows are taken as they are.
func Check(d *Document, others func(flow string) *Document) []Problem {
	if d == nil {
		return []Problem{{Severity: SeverityError, Message: "There is no flow."}}
	}
	c := &checker{doc: d, others: others, known: map[string]*Document{}}
	c.document()
	order, reached := walk(d)
	for i, id := range order {
		c.block(id)
		if i >= reached {
			c.warn(id, "", "No way leads to this block from the start.")
		}
	}
	c.circles(order)
	return c.problems
}

// checker is one Check under way.
type checker struct {
	doc      *Document
	others   func(flow string) *Document
	known    map[string]*Document // what others said
	problems []Problem
}

func (c *checker) fail(block, port, format string, about ...any) {
	c.problems = append(c.problems, Problem{SeverityError, block, port, fmt.Sprintf(format, about...)})
}

func (c *checker) warn(block, port, message string) {
	c.problems = append(c.problems, Problem{SeverityWarning, block, port, message})
}

func (c *checker) document() {
	if c.doc.Schema != Schema {
		c.fail("", "", "The schema is %d; it has to be %d.", c.doc.Schema, Schema)
	}
	if c.doc.Start == "" {
		c.fail("", "", "The flow has no start.")
	} else if _, ok := c.doc.Blocks[c.doc.Start]; !ok {
		c.fail("", "", "The start is block %q, which is missing.", c.doc.Start)
	}
}

func (c *checker) block(id string) {
	b := c.doc.Blocks[id]
	exits := exitsOf(b)
	k, ok := KindOf(b.Kind)
	if !ok {
		c.fail(id, "", "The kind %q is unknown.", b.Kind)
		c.targets(id, exits)
		return
	}
	s, err := k.open(b.Settings)
	if err != nil {
		c.fail(id, "", "The settings cannot be read: %s.", err)
		c.targets(id, exits)
		return
	}
	for _, wrong := range s.check() {
		c.fail(id, "", "%s", wrong)
	}
	c.targets(id, exits)
	c.connected(id, s, exits)
	for _, port := range slices.Sorted(maps.Keys(b.Out)) {
		if !slices.ContainsFunc(exits, func(e exit) bool { return e.Name == port }) {
			c.warn(id, port, fmt.Sprintf("This block has no exit %q; its target is not used.", port))
		}
	}
}

// targets complains of exits that lead to what is not there.
func (c *checker) targets(id string, exits []exit) {
	own := c.doc.Blocks[id].Out
	for _, e := range exits {
		if e.To == (Target{}) || (e.Name != PortNext && own[e.Name] == (Target{})) {
			continue // it leads nowhere, or where PortNext leads, which is told there
		}
		if to, here := local(c.doc, e.To); here {
			if _, ok := c.doc.Blocks[to]; !ok {
				c.fail(id, e.Name, "This leads to block %q, which is missing.", to)
			}
			continue
		}
		if c.others == nil {
			continue
		}
		c.elsewhere(id, e)
	}
}

// elsewhere complains of an exit to another flow that is not there.
func (c *checker) elsewhere(id string, e exit) {
	other := c.flow(e.To.Flow)
	if other == nil {
		c.fail(id, e.Name, "This leads to flow %q, which is missing.", e.To.Flow)
		return
	}
	to := e.To.Block
	if to == "" {
		to = other.Start
	}
	if _, ok := other.Blocks[to]; !ok && to == "" {
		c.fail(id, e.Name, "This leads to flow %q, which has no start.", e.To.Flow)
	} else if !ok {
		c.fail(id, e.Name, "This leads to block %q of flow %q, which is missing.", to, e.To.Flow)
	}
}

// connected complains of exits that lead nowhere.
func (c *checker) connected(id string, s settings, exits []exit) {
	for _, e := range exits {
		chat, live := s.(*liveChatBlock)
		_, jump := s.(*jumpBlock)
		switch {
		case e.To != (Target{}):
		case jump:
			c.fail(id, e.Name, "The jump has no target.")
		case live && e.Name == PortUnavailable && chat.Unavailable == UnavailableJump:
			c.fail(id, e.Name, "With nobody available it jumps, but has no target for that.")
		case e.Optional:
		case e.Name == portElse:
			c.warn(id, e.Name, "Nothing happens when no branch holds: “Otherwise” leads nowhere.")
		default:
			c.warn(id, e.Name, fmt.Sprintf("The conversation stops here: “%s” leads nowhere.", e.Label))
		}
	}
}

// flow is another flow, nil when it is not there.
func (c *checker) flow(id string) *Document {
	if id == c.doc.ID {
		return c.doc
	}
	if c.others == nil {
		return nil
	}
	d, ok := c.known[id]
	if !ok {
		d = c.others(id)
		c.known[id] = d
	}
	return d
}
