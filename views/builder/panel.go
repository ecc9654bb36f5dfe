package builder

import (
	"maps"
	"slices"
	"strings"

	"deskbell/models/flow"
)

// portRow is an exit in the form.
type portRow struct {
	flow.Port
	to      flow.Target
	instead string // where it leads without a target of its own, in words
}

// ports are the exits that the block has, and those that lead somewhere without being any more.
func (p *Panel) ports() []portRow {
	var rows []portRow
	for _, port := range flow.PortsOf(p.Block) {
		rows = append(rows, portRow{Port: port, to: p.Block.Out[port.Name]})
	}
	for _, name := range slices.Sorted(maps.Keys(p.Block.Out)) {
		if !slices.ContainsFunc(rows, func(r portRow) bool { return r.Name == name }) {
			rows = append(rows, portRow{
				Port: flow.Port{Name: name, Label: name + " (not used any more)", Optional: true}, to: p.Block.Out[name]})
		}
	}
	return p.redirected(rows)
}

// redirected shows where an old jump leads, whose target is in its settings, and which exits share the
// target of another.
func (p *Panel) redirected(rows []portRow) []portRow {
	at := slices.IndexFunc(p.Draft.Items, func(item flow.OutlineItem) bool { return item.Block == p.ID })
	if at < 0 {
		return rows
	}
	for i := range rows {
		for _, e := range p.Draft.Items[at].Exits {
			to := flow.Target{Flow: e.TargetFlow, Block: e.TargetBlock}
			switch {
			case e.Port != rows[i].Name || rows[i].to != (flow.Target{}) || to == (flow.Target{}):
			case p.Block.Out[flow.PortNext] == to:
				rows[i].instead = "As “Next”: " + p.placeWords(to)
			default:
				rows[i].to = to
			}
		}
	}
	return rows
}

// place is a target as the form sends it: "<flow>#<block>", without a flow for this one.
func place(t flow.Target, own string) string {
	if t == (flow.Target{}) {
		return ""
	}
	if t.Flow == own {
		t.Flow = ""
	}
	return t.Flow + "#" + t.Block
}

// placeWords is what the form calls a target.
func (p *Panel) placeWords(t flow.Target) string {
	d := p.Draft
	if t == (flow.Target{}) {
		return "Nothing: the conversation ends there"
	}
	if t.Flow == "" || t.Flow == d.ID {
		if _, ok := d.Document.Blocks[t.Block]; ok {
			return d.nameOf(t.Block)
		}
		return "A block that is missing"
	}
	name, known := d.flowName(t.Flow)
	if !known {
		return "A flow that is missing"
	}
	if t.Block != "" {
		return name + ": one of its blocks"
	}
	return "The flow " + name
}

// exitID is the id of an exit's select.
func exitID(port string) string { return "exit-" + strings.ReplaceAll(port, ":", "-") }

// WaysTo are the exits that lead to a block.
func (d *Draft) WaysTo(block string) []Way {
	var ways []Way
	for _, item := range d.Items {
		for _, e := range item.Exits {
			if e.TargetBlock == block && e.TargetFlow == "" {
				ways = append(ways, Way{Block: item.Block, Title: heading(item), Port: e.Port, Label: e.Label})
			}
		}
	}
	return ways
}

// VarsOf are the names that the blocks of a flow fill, by name.
func VarsOf(doc *flow.Document) []flow.VarDoc {
	names := map[string]string{}
	for _, b := range doc.Blocks {
		kind, ok := flow.KindOf(b.Kind)
		if !ok {
			continue
		}
		for _, name := range namesIn(kind.Form, Decoded(b.Settings)) {
			names[name] = "Filled by " + strings.ToLower(kind.Title)
		}
	}
	vars := make([]flow.VarDoc, 0, len(names))
	for name, help := range names {
		vars = append(vars, flow.VarDoc{Name: name, Help: help})
	}
	slices.SortFunc(vars, func(a, b flow.VarDoc) int { return strings.Compare(a.Name, b.Name) })
	return vars
}

// namesIn are the names in the settings that name a variable.
func namesIn(form []flow.Setting, values map[string]any) []string {
	var names []string
	for _, s := range form {
		switch value := At(values, s.Name).(type) {
		case string:
			if s.Control == flow.ControlVariable && !s.Reads && value != "" {
				names = append(names, value)
			}
		case []any:
			for _, one := range value {
				in, _ := one.(map[string]any)
				names = append(names, namesIn(s.Items, in)...)
			}
		}
	}
	return names
}

// variables are all that a text may name.
func (s Suggestions) variables() []Variables {
	return []Variables{
		{Origin: "From this flow", Vars: VarsOf(&s.Draft.Document)},
		{Origin: "Known of every visitor", Vars: flow.WorldVars()},
		{Origin: "After a live chat", Vars: flow.LiveVars()},
	}
}
