package flow

import (
	"slices"
	"strings"
)

// writer is a kind that knows better than its form which variables it sets.
type writer interface {
	sets() []use
}

// setBy adds the variables that the blocks of a flow set.
func (c *checker) setBy(d *Document, into map[string]bool) {
	for id := range d.Blocks {
		o, _ := c.open(spot{d.ID, id})
		for _, u := range o.sets {
			into[u.name] = true
		}
	}
}

// strangers complains of variables that a block looks at and that nothing sets, and warns of those that
// it sets in vain.
func (c *checker) strangers(id string, o opened) {
	told := map[string]bool{}
	for _, u := range o.reads {
		if told[u.name] || u.name == "" {
			continue
		}
		if strings.HasPrefix(u.name, secretPrefix) {
			if o.block.Kind != "http" || !strings.HasPrefix(u.field, "headers.") && u.field != "auth.user" {
				told[u.name] = true
				c.add(Problem{SeverityError, id, "", u.field, "Secrets are for headers and the sign-in of a request alone: “" + u.name + "” becomes nothing here."})
			}
			continue
		}
		if c.vars != nil && !c.isSet(u.name) {
			told[u.name] = true
			c.add(Problem{SeverityError, id, "", u.field, "No block sets the variable “" + brief(u.name) + "”."})
		}
	}
	for _, u := range o.sets {
		if _, keeps := o.settings.(writer); !keeps && fromOutside(u.name) {
			c.add(Problem{SeverityWarning, id, "", u.field, "“" + u.name + "” is set anew at each step; keep the answer in another variable."})
		}
	}
}

// isSet says that something sets a variable. A file upload's "<variable>.ids" comes with the variable.
func (c *checker) isSet(name string) bool {
	name = strings.TrimSuffix(name, ".ids")
	if c.vars[name] || c.vars[name+".ids"] || fromOutside(name) || strings.HasPrefix(name, "agent.") || slices.Contains(c.around.Vars, name) {
		return true
	}
	if c.abroad == nil {
		c.abroad = map[string]bool{}
		for _, d := range c.around.Flows {
			if d != nil && d.ID != c.doc.ID && c.flow(d.ID) == d {
				c.setBy(d, c.abroad)
			}
		}
	}
	return c.abroad[name] || c.abroad[name+".ids"]
}

// fromOutside says that a variable is known of every visitor, or left behind by a live chat.
func fromOutside(name string) bool {
	named := func(v VarDoc) bool { return v.Name == name }
	return slices.ContainsFunc(WorldVars(), named) || slices.ContainsFunc(LiveVars(), named)
}
