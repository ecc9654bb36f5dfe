package flow

// OutlineItem is a block as a line of a list.
type OutlineItem struct {
	Block       string
	Kind        string // its kind's title; the name in the document when the kind is unknown
	Title       string // "" when it was given none
	Summary     string // one line
	Exits       []OutlineExit
	Unreachable bool // no way leads here from the start
}

// OutlineExit is a way out. Without TargetBlock and TargetFlow the conversation stops there.
type OutlineExit struct {
	Port        string
	Label       string
	TargetBlock string
	TargetFlow  string // set when it is another flow; without TargetBlock: at its start
	TargetTitle string // title of TargetBlock, else its kind's; "" when it is in another flow or missing
}

// Outline is a document as a list, in the order in which one follows it from the start; blocks that
// cannot be reached come last. Optional exits without a target are left out.
func Outline(d *Document) []OutlineItem {
	order, reached := walk(d)
	items := make([]OutlineItem, 0, len(order))
	for i, id := range order {
		item := itemOf(d, id)
		item.Unreachable = i >= reached
		items = append(items, item)
	}
	return items
}

func itemOf(d *Document, id string) OutlineItem {
	b := d.Blocks[id]
	item := OutlineItem{Block: id, Kind: b.Kind, Title: b.Title}
	if k, ok := KindOf(b.Kind); ok {
		item.Kind = k.Title
		item.Summary, _ = k.Summary(b.Settings) // "" for settings that Check complains about
	}
	for _, e := range exitsOf(b) {
		if e.Optional && e.To == (Target{}) {
			continue
		}
		out := OutlineExit{Port: e.Name, Label: e.Label}
		if to, here := local(d, e.To); here {
			out.TargetBlock = to
			if target, ok := d.Blocks[to]; ok {
				out.TargetTitle = nameOf(target)
			}
		} else {
			out.TargetFlow, out.TargetBlock = e.To.Flow, e.To.Block
		}
		item.Exits = append(item.Exits, out)
	}
	return item
}
