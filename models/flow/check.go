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
	Field    string // the dotted setting, when it is about one
	Message  string // for the person who builds the flow
}

// Around is what there is around a document.
type Around struct {
	// Others finds the other flows by id, nil for one that is not there. Without it, and without Flows,
	// targets in other flows are taken as they are.
	Others func(flow string) *Document
	// Flows are all flows of the bot. Only with them it is known which variables there are, and what
	// leads into the document from outside.
	Flows []*Document
	// Vars are known without being set by a block, beside WorldVars and LiveVars.
	Vars []string
}

// Check is CheckAll for one who has no list of the bot's flows: variables are not looked at.
func Check(d *Document, others func(flow string) *Document) []Problem {
	return CheckAll(d, Around{Others: others})
}

// CheckAll finds what is wrong with a document: first the document, then its blocks in the order of
// Outline, then the circles.
func CheckAll(d *Document, around Around) []Problem {
	if d == nil {
		return []Problem{{Severity: SeverityError, Message: "There is no flow."}}
	}
	c := newChecker(d, around)
	c.document()
	order, reached := walkBy(d, func(id string) []exit { return c.own(id).exits })
	fromOutside := c.outside()
	for i, id := range order {
		c.block(id)
		if i >= reached && !fromOutside[id] {
			c.warn(id, "", "No way leads to this block from the start.")
		}
	}
	c.circles(order)
	c.nested(order)
	c.early()
	return c.problems
}

// checker is one Check under way.
type checker struct {
	doc      *Document
	around   Around
	others   map[string]*Document // by id, as far as they were asked for
	kinds    map[string]Kind
	opened   map[spot]opened
	back     map[string]bool // blocks at whose end something else goes on
	entries  []entry         // from other flows
	vars     map[string]bool // that the document's own blocks set; nil: not looked at
	abroad   map[string]bool // that blocks of the other flows set; nil: not asked for yet
	round    map[string]bool // blocks on a circle that was told
	through  map[spot]bool   // flows that can be run to their end without a wait
	problems []Problem
}

// opened is a block with its settings and exits. settings is nil when they cannot be read.
type opened struct {
	block    Block
	settings settings
	known    bool  // the kind is
	err      error // of the settings
	exits    []exit
	reads    []use // variables
	sets     []use
}

func newChecker(d *Document, around Around) *checker {
	c := &checker{
		doc: d, around: around, others: map[string]*Document{}, kinds: map[string]Kind{}, opened: map[spot]opened{},
		round: map[string]bool{}, through: map[spot]bool{},
	}
	c.entries = c.entriesFrom(around.Flows)
	c.back = c.comingBack()
	if around.Flows != nil {
		c.vars = map[string]bool{}
		c.setBy(d, c.vars)
	}
	return c
}

// open is a block of a flow; false when it is not there.
func (c *checker) open(at spot) (opened, bool) {
	if o, ok := c.opened[at]; ok {
		return o, true
	}
	d := c.flow(at.flow)
	if d == nil {
		return opened{}, false
	}
	b, ok := d.Blocks[at.block]
	if !ok {
		return opened{}, false
	}
	o := opened{block: b}
	o.settings, o.known, o.err = openAs(b.Kind, b.Settings)
	if o.known && o.err == nil {
		o.exits = exitsIn(place{id: at.block, block: b, settings: o.settings})
		if c.around.Flows != nil || at.flow == c.doc.ID {
			o.reads, o.sets = variables(c.kind(b.Kind), o.settings)
		}
	} else {
		o.exits = namedExits(b)
	}
	c.opened[at] = o
	return o, true
}

func (c *checker) own(id string) opened {
	o, _ := c.open(spot{c.doc.ID, id})
	return o
}

func (c *checker) kind(name string) Kind {
	k, ok := c.kinds[name]
	if !ok {
		k, _ = KindOf(name)
		c.kinds[name] = k
	}
	return k
}

// flow is a flow by id, nil when it is not there.
func (c *checker) flow(id string) *Document {
	if id == c.doc.ID {
		return c.doc
	}
	if d, ok := c.others[id]; ok {
		return d
	}
	i := slices.IndexFunc(c.around.Flows, func(d *Document) bool { return d != nil && d.ID == id })
	switch {
	case i >= 0:
		c.others[id] = c.around.Flows[i]
	case c.around.Others != nil:
		c.others[id] = c.around.Others(id)
	default:
		c.others[id] = nil
	}
	return c.others[id]
}

// alone says that nothing is known of other flows.
func (c *checker) alone() bool { return c.around.Others == nil && c.around.Flows == nil }

func (c *checker) add(p Problem) { c.problems = append(c.problems, p) }

func (c *checker) fail(block, port, format string, about ...any) {
	c.add(Problem{Severity: SeverityError, Block: block, Port: port, Message: fmt.Sprintf(format, about...)})
}

func (c *checker) warn(block, port, format string, about ...any) {
	c.add(Problem{Severity: SeverityWarning, Block: block, Port: port, Message: fmt.Sprintf(format, about...)})
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
	o := c.own(id)
	switch {
	case !o.known:
		c.fail(id, "", "The kind %q is unknown.", o.block.Kind)
	case o.err != nil:
		c.fail(id, "", "The settings cannot be read: %s.", o.err)
	default:
		for _, f := range flawsOf(o.settings) {
			c.add(Problem{Severity: SeverityError, Block: id, Field: f.field, Message: f.says})
		}
	}
	c.targets(id, o)
	if o.settings == nil {
		return
	}
	c.connected(id, o)
	for _, port := range slices.Sorted(maps.Keys(o.block.Out)) {
		if !slices.ContainsFunc(o.exits, func(e exit) bool { return e.Name == port }) {
			c.warn(id, port, "This block has no exit %q; its target is not used.", port)
		}
	}
	c.strangers(id, o)
}
