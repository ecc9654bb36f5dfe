package flow

import "strings"

// sideways says that by a port something begins that comes back: a flow that is run, or that of a
// quick reply.
func sideways(port string) bool { return port == PortCall || strings.HasPrefix(port, portQuick) }

// targets complains of exits that lead to what is not there.
func (c *checker) targets(id string, o opened) {
	for _, e := range o.exits {
		if e.To == (Target{}) || e.Name != PortNext && o.block.Out[e.Name] == (Target{}) {
			continue // it leads nowhere, or where PortNext leads, which is told there
		}
		if to, here := local(c.doc, e.To); here {
			if _, ok := c.doc.Blocks[to]; !ok {
				c.fail(id, e.Name, "This leads to block %q, which is missing.", to)
			}
		} else if !c.alone() {
			c.elsewhere(id, e)
		}
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
func (c *checker) connected(id string, o opened) {
	for _, e := range o.exits {
		switch {
		case e.To != (Target{}):
		case e.Needed:
			c.fail(id, e.Name, "“%s” has no target.", e.Label)
		case e.Optional:
		case e.Name == PortNext && spread(o):
		case e.Name == portElse:
			c.warn(id, e.Name, "Nothing happens when no branch holds: “Otherwise” leads nowhere.")
		case c.back[id]:
		default:
			c.warn(id, e.Name, "The conversation stops here: “%s” leads nowhere.", e.Label)
		}
	}
}

// spread says that a block has an exit with a target for whatever is answered, so that none goes on by
// PortNext.
func spread(o opened) bool {
	rating, ok := o.settings.(*ratingBlock)
	return ok && rating.spread(o.block.Out)
}

// entry is a way into the document from another flow.
type entry struct {
	block string
	side  bool // it comes back
}

// entriesFrom are the ways into the document from other flows. Settings are opened only where a target
// may stand in them.
func (c *checker) entriesFrom(flows []*Document) []entry {
	var found []entry
	for _, d := range flows {
		if d == nil || d.ID == c.doc.ID {
			continue
		}
		for _, b := range d.Blocks {
			for port, to := range b.Out {
				if to.Flow == c.doc.ID {
					found = append(found, entry{c.entered(to), sideways(port)})
				}
			}
			if s, _, err := openAs(jumpOnly(b.Kind), b.Settings); err == nil && s != nil {
				if j, ok := s.(redirector); ok && j.redirect().Flow == c.doc.ID {
					found = append(found, entry{c.entered(j.redirect()), false})
				}
			}
		}
	}
	return found
}

// jumpOnly is a kind that names targets in its settings, "" for others.
func jumpOnly(kind string) string {
	if kind == "jump" {
		return kind
	}
	return ""
}

func (c *checker) entered(to Target) string {
	if to.Block == "" {
		return c.doc.Start
	}
	return to.Block
}

// outside are the blocks that can be reached from other flows.
func (c *checker) outside() map[string]bool {
	seen := map[string]bool{}
	for _, e := range c.entries {
		c.reach(e.block, seen, true)
	}
	return seen
}

// comingBack are the blocks that are reached by no other way than as a part of what comes back: a dead
// end there is none.
func (c *checker) comingBack() map[string]bool {
	forth, back := map[string]bool{}, map[string]bool{}
	called := false
	for _, e := range c.entries {
		called = called || e.side && e.block == c.doc.Start
		if !e.side {
			c.reach(e.block, forth, false)
		}
	}
	if !called {
		c.reach(c.doc.Start, forth, false)
	}
	for id := range c.doc.Blocks {
		if !forth[id] {
			back[id] = true
		}
	}
	sides := map[string]bool{}
	for _, e := range c.entries {
		if e.side {
			c.reach(e.block, sides, true)
		}
	}
	for id := range c.doc.Blocks {
		for _, e := range c.own(id).exits {
			if to, here := local(c.doc, e.To); here && sideways(e.Name) {
				c.reach(to, sides, true)
			}
		}
	}
	for id := range back {
		if !sides[id] {
			delete(back, id)
		}
	}
	return back
}

// reach marks a block and all that it leads to inside of the document, sideways too if wanted.
func (c *checker) reach(from string, seen map[string]bool, side bool) {
	todo := []string{from}
	for len(todo) > 0 {
		id := todo[len(todo)-1]
		todo = todo[:len(todo)-1]
		if _, ok := c.doc.Blocks[id]; !ok || seen[id] {
			continue
		}
		seen[id] = true
		for _, e := range c.own(id).exits {
			if to, here := local(c.doc, e.To); here && (side || !sideways(e.Name)) {
				todo = append(todo, to)
			}
		}
	}
}

// early warns of a flow in which the visitor can never answer: it ends before.
func (c *checker) early() {
	start := spot{c.doc.ID, c.doc.Start}
	if len(c.around.Flows) == 0 || len(c.entries) > 0 {
		return // it may be a part of what others do
	}
	end, said := "", false
	seen := map[spot]bool{start: true}
	for todo := []spot{start}; len(todo) > 0; todo = todo[1:] {
		o, ok := c.open(todo[0])
		if !ok || o.settings == nil {
			return
		}
		if _, ends := o.settings.(*endBlock); ends && todo[0].flow == c.doc.ID {
			end = todo[0].block
		} else if o.settings.waits() {
			return
		}
		said = said || o.block.Kind == "text"
		for _, to := range c.passes(todo[0]) {
			if !seen[to] {
				seen[to] = true
				todo = append(todo, to)
			}
		}
	}
	if end != "" && said {
		c.warn(end, "", "The conversation ends here before the visitor could answer.")
	}
}
