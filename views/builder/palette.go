package builder

import (
	"slices"
	"strings"

	"deskbell/models/flow"
)

// Palette is what may be added, and where.
type Palette struct {
	Draft *Draft
	After string // block, "" for none
	Port  string // of it; "" for the way on
}

// offer is one that the palette has.
type offer struct {
	flow.Preset
	kind   string
	preset string // its title among the kind's presets; "" for the kind itself
}

type shelf struct {
	group  string
	offers []offer
}

// shelves are the groups in the palette's order.
func shelves() []shelf {
	all := []shelf{{group: "Say"}, {group: "Ask"}, {group: "Decide"}, {group: "Do"}, {group: "People"}}
	put := func(o offer) {
		at := slices.IndexFunc(all, func(s shelf) bool { return s.group == o.Group })
		if at >= 0 {
			all[at].offers = append(all[at].offers, o)
		}
	}
	for _, k := range flow.Kinds() {
		if len(k.Presets) == 0 {
			put(offer{Preset: flow.Preset{Title: k.Title, Help: k.Help, Icon: k.Icon, Group: k.Group}, kind: k.Name})
		}
		for _, p := range k.Presets {
			o := offer{Preset: p, kind: k.Name, preset: p.Title}
			o.Title, o.Help, o.Icon, o.Group = or(p.Title, k.Title), or(p.Help, k.Help), or(p.Icon, k.Icon), or(p.Group, k.Group)
			put(o)
		}
	}
	return slices.DeleteFunc(all, func(s shelf) bool { return len(s.offers) == 0 })
}

// pick is what the form sends.
func (o offer) pick() string {
	if o.preset == "" {
		return o.kind
	}
	return o.kind + "/" + o.preset
}

// words is what a search in the palette looks through.
func (o offer) words() string {
	return strings.ToLower(o.Title + " " + o.Help + " " + o.kind)
}

// where says behind what it is put.
func (p Palette) where() string {
	if p.After == "" {
		return ""
	}
	name := p.Draft.nameOf(p.After)
	if p.Port == "" {
		return "After " + name
	}
	for _, item := range p.Draft.Items {
		for _, e := range item.Exits {
			if item.Block == p.After && e.Port == p.Port {
				return "At “" + e.Label + "” of " + name
			}
		}
	}
	return "At an exit of " + name
}
