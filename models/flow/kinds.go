package flow

import (
	"encoding/json"
	"maps"
	"slices"
)

// Kind is what there is to know of one kind of block. Each has a file of its own.
type Kind struct {
	Name    string    // in documents
	Title   string    // for people
	Icon    string    // of static/img/icons.svg
	Help    string    // what it does, in one sentence
	Group   string    // of the palette: Say, Ask, Decide, Do, People; "" is not offered
	Form    []Setting // how its settings are edited
	Presets []Preset  // what the palette offers; none: the kind itself
	// People says that a person is asked for; such a block is drawn in brass.
	People bool
	open   func(json.RawMessage) (settings, error)
}

// Port is an exit that a block may have.
type Port struct {
	Name  string
	Label string
	// Optional ports need no target: without one the block has another way.
	Optional bool
	// Needed ports have a target of their own: without one a flow cannot be published.
	Needed bool
}

// kindRow is a kind by the name that documents use. Every block that is played is opened, and needs
// no more of its kind than that: open stands apart from the rest, which has the whole form.
type kindRow struct {
	name string
	kind func() Kind
	open func(json.RawMessage) (settings, error)
}

// kindRows go through all kinds, in the order in which a builder offers them.
func kindRows(yield func(kindRow) bool) {
	for _, row := range [...]kindRow{
		{"text", textKind, opens[textBlock]},
		{"image", imageKind, opens[imageBlock]},
		{"video", videoKind, opens[videoBlock]},
		{"audio", audioKind, opens[audioBlock]},
		{"file_message", fileMessageKind, opens[fileMessageBlock]},
		{"cards", cardsKind, opens[cardsBlock]},
		{"article", articleKind, opens[articleBlock]},
		{"link", linkKind, opens[linkBlock]},
		{"animation", animationKind, opens[animationBlock]},
		{"buttons", buttonsKind, opens[buttonsBlock]},
		{"question", questionKind, opens[questionBlock]},
		{"phone", phoneKind, opens[phoneBlock]},
		{"number", numberKind, opens[numberBlock]},
		{"date", dateKind, opens[dateBlock]},
		{"pictures", picturesKind, opens[picturesBlock]},
		{"rating", ratingKind, opens[ratingBlock]},
		{"file", fileKind, opens[fileBlock]},
		{"form", formKind, opens[formBlock]},
		{"consent", consentKind, opens[consentBlock]},
		{"condition", conditionKind, opens[conditionBlock]},
		{"split", splitKind, opens[splitBlock]},
		{"hours", hoursKind, opens[hoursBlock]},
		{"agents", agentsKind, opens[agentsBlock]},
		{"jump", jumpKind, opens[jumpBlock]},
		{"call", callKind, opens[callBlock]},
		{"set", setKind, opens[setBlock]},
		{"wait", waitKind, opens[waitBlock]},
		{"http", httpKind, opens[httpBlock]},
		{"email", mailKind, opens[mailBlock]},
		{"update", updateKind, opens[updateBlock]},
		{"ai_answer", aiKind, opens[aiBlock]},
		{"quick_replies", quickKind, opens[quickBlock]},
		{"restart", restartKind, opens[restartBlock]},
		{"end", endKind, opens[endBlock]},
		{"live_chat", liveChatKind, opens[liveChatBlock]},
		{"placeholder", placeholderKind, opens[placeholderBlock]},
	} {
		if !yield(row) {
			return
		}
	}
}

// Kinds are all kinds, in the order in which a builder offers them.
func Kinds() []Kind {
	var kinds []Kind
	for row := range kindRows {
		kinds = append(kinds, row.kind())
	}
	return kinds
}

// KindOf finds a kind by the name that documents use.
func KindOf(name string) (Kind, bool) {
	for row := range kindRows {
		if row.name == name {
			return row.kind(), true
		}
	}
	return Kind{}, false
}

// openAs decodes the settings of a block of a kind; false when there is no such kind.
func openAs(kind string, raw json.RawMessage) (settings, bool, error) {
	for row := range kindRows {
		if row.name == kind {
			s, err := row.open(raw)
			return s, true, err
		}
	}
	return nil, false, nil
}

// Ports are the exits that a block of these settings has, in order. It errors when the settings do
// not decode.
func (k Kind) Ports(raw json.RawMessage) ([]Port, error) {
	s, err := k.open(raw)
	if err != nil {
		return nil, err
	}
	return s.ports(), nil
}

// Summary is a block in one line. It errors when the settings do not decode.
func (k Kind) Summary(raw json.RawMessage) (string, error) {
	s, err := k.open(raw)
	if err != nil {
		return "", err
	}
	return s.summary(), nil
}

// PortsOf are the exits of a block as it is: those of its kind, or what the document has where its kind
// or its settings cannot be read.
func PortsOf(b Block) []Port {
	if s, ok, err := openAs(b.Kind, b.Settings); ok && err == nil {
		return portsOf(b, s)
	}
	return namedPorts(b.Out, nil)
}

// portsOf are the kind's ports, with "next" where the document leads on by it, and with all that a
// placeholder has.
func portsOf(b Block, s settings) []Port {
	ports := s.ports()
	if _, any := s.(*placeholderBlock); any {
		return namedPorts(b.Out, ports)
	}
	if f, changed := s.(former); changed {
		for _, p := range f.formerPorts() {
			if b.Out[p.Name] != (Target{}) {
				ports = append(ports, p)
			}
		}
	}
	next := func(p Port) bool { return p.Name == PortNext }
	if b.Out[PortNext] != (Target{}) && len(ports) > 0 && !slices.ContainsFunc(ports, next) {
		ports = append(ports, Port{Name: PortNext, Label: "Next", Optional: true})
	}
	return ports
}

// namedPorts adds the exits that a document names to ports, by name.
func namedPorts(out map[string]Target, ports []Port) []Port {
	for _, name := range slices.Sorted(maps.Keys(out)) {
		if !slices.ContainsFunc(ports, func(p Port) bool { return p.Name == name }) {
			ports = append(ports, Port{Name: name, Label: name})
		}
	}
	return ports
}

// kindFor makes the kind whose settings are decoded into an S.
func kindFor[S any, P interface {
	*S
	settings
}](name, title string) Kind {
	return Kind{Name: name, Title: title, open: opens[S, P]}
}

// opens decodes settings and puts in what they left out.
func opens[S any, P interface {
	*S
	settings
}](raw json.RawMessage) (settings, error) {
	s := P(new(S))
	if err := strictly(raw, s); err != nil {
		return nil, explain(err, nil)
	}
	if d, ok := any(s).(defaulter); ok {
		d.defaults()
	}
	return s, nil
}
