package typebot

import (
	"encoding/json"
	"fmt"
	"strconv"
	"strings"

	"deskbell/models/flow"
)

// maker turns an export into a document.
type maker struct {
	from   *export
	edges  map[string]edge
	vars   map[string]string // names by id
	groups map[string]int    // places by id
	ids    map[string]string // our block by theirs; a text that went into a question has the question's
	where  map[string]string // group titles by our block
	stale  map[string]bool   // links that were reported
	blocks map[string]flow.Block
	result Result
}

func newMaker(e *export) *maker {
	m := &maker{from: e, edges: map[string]edge{}, vars: map[string]string{}, groups: map[string]int{},
		ids: map[string]string{}, where: map[string]string{}, stale: map[string]bool{}, blocks: map[string]flow.Block{}}
	for _, one := range e.Edges {
		m.edges[one.ID] = one
	}
	for _, v := range e.Variables {
		m.vars[v.ID] = varName(v.Name)
	}
	for i, g := range e.Groups {
		m.groups[g.ID] = i
	}
	return m
}

// varName is a name that one of our variables may have.
func varName(name string) string {
	name = strings.TrimSpace(strings.NewReplacer("{", "", "}", "").Replace(name))
	if rest, ours := strings.CutPrefix(name, "agent."); ours {
		return "agent " + rest
	}
	return name
}

// spoken is a block of a group together with the words that were said just before it.
type spoken struct {
	block
	words string
	next  string // our id of the block behind it in its group, "" at its end
	where string
	first bool // of its group
}

// make makes all blocks: ids first, since links lead forward and back.
func (m *maker) make() {
	var todo []spoken
	for _, g := range m.from.Groups {
		todo = append(todo, m.number(g)...)
	}
	for _, s := range todo {
		m.place(s)
	}
	for _, ev := range m.from.Events {
		if ev.Type != "start" {
			m.result.Unsupported = append(m.result.Unsupported, Line{What: fmt.Sprintf("The event %q has no counterpart.", ev.Type)})
		}
	}
}

// number gives the blocks of a group their ids. Words before a question become its own: ours says
// what it asks.
func (m *maker) number(g group) []spoken {
	var list []spoken
	blocks := g.Blocks
	for i := 0; i < len(blocks); i++ {
		b := blocks[i]
		if b.Type == "start" {
			continue
		}
		one := spoken{block: b, where: g.Title, first: len(list) == 0}
		if b.Type == "text" && b.Edge == "" && i+1 < len(blocks) && asks(blocks[i+1].Type) {
			one.block, one.words = blocks[i+1], written(b.Content)
			i++
		}
		id := "b" + strconv.Itoa(len(m.where)+1)
		m.ids[b.ID], m.ids[one.ID] = id, id
		m.where[id] = g.Title
		list = append(list, one)
	}
	for i := range list {
		if i+1 < len(list) {
			list[i].next = m.ids[list[i+1].ID]
		}
	}
	return list
}

// place makes one block.
func (m *maker) place(s spoken) {
	id := m.ids[s.ID]
	made := m.counterpart(s)
	if made.kind == "" {
		made = m.placeholder(s, made.why)
	}
	settings, err := json.Marshal(made.settings)
	if err != nil {
		settings = nil
	}
	b := flow.Block{Kind: made.kind, Settings: settings, Out: map[string]flow.Target{}}
	if s.first {
		b.Title = short(s.where)
	}
	for port, to := range made.out {
		if to != "" {
			b.Out[port] = flow.Target{Block: to}
		}
	}
	if len(b.Out) == 0 {
		b.Out = nil
	}
	m.blocks[id] = b
	m.count(id, s.where, made)
}

func (m *maker) count(id, where string, made made) {
	switch {
	case made.kind == "placeholder":
		m.result.Unsupported = append(m.result.Unsupported, Line{Block: id, Where: where, What: made.why})
	case len(made.changed) > 0:
		for _, what := range made.changed {
			m.result.Changed = append(m.result.Changed, Line{Block: id, Where: where, What: what})
		}
	default:
		m.result.Imported++
	}
}

func (m *maker) placeholder(s spoken, why string) made {
	if why == "" {
		why = fmt.Sprintf("The block %q has no counterpart.", s.Type)
	}
	out := map[string]string{flow.PortNext: m.after(s)}
	for i, one := range s.Items {
		if to := m.follow(one.Edge, s.where); to != "" {
			out["item:"+strconv.Itoa(i+1)] = to
		}
	}
	return made{kind: "placeholder", why: why, out: out,
		settings: map[string]any{"origin": "typebot", "type": s.Type, "raw": s.raw, "why": why}}
}

// entry is where a group begins; "" when it is empty.
func (m *maker) entry(g group) string {
	for _, b := range g.Blocks {
		if id, ok := m.ids[b.ID]; ok {
			return id
		}
	}
	return ""
}

// after is where a block leads when none of its items does: by its own edge, else to the next block.
func (m *maker) after(s spoken) string {
	if s.Edge != "" {
		return m.follow(s.Edge, s.where)
	}
	return s.next
}

// follow is where an edge leads; "" when there is none, or when it leads nowhere, which is reported.
func (m *maker) follow(id, where string) string {
	if id == "" {
		return ""
	}
	to := ""
	if e, ok := m.edges[id]; ok {
		to = m.at(e.To.Group, e.To.Block)
	}
	if to == "" && !m.stale[id] {
		m.stale[id] = true
		m.result.Stale = append(m.result.Stale, Line{Where: where, What: fmt.Sprintf("The link %q leads nowhere.", id)})
	}
	return to
}

// at is our id of a block, or of the first one of a group.
func (m *maker) at(group, block string) string {
	if to, ok := m.ids[block]; ok && block != "" {
		return to
	}
	if i, ok := m.groups[group]; ok {
		return m.entry(m.from.Groups[i])
	}
	return ""
}

func (m *maker) document() flow.Document {
	name := strings.TrimSpace(m.from.Name)
	if name == "" {
		name = "Imported flow"
	}
	return flow.Document{Schema: flow.Schema, ID: "imported", Name: short(name), Start: m.start(), Blocks: m.blocks}
}

// start is where the flow begins: at an event since version 6, before at a block of its own.
func (m *maker) start() string {
	for _, ev := range m.from.Events {
		if ev.Type == "start" {
			return m.follow(ev.Edge, "Start")
		}
	}
	for _, g := range m.from.Groups {
		for i, b := range g.Blocks {
			if b.Type != "start" {
				continue
			}
			if to := m.follow(b.Edge, g.Title); to != "" {
				return to
			}
			if i+1 < len(g.Blocks) {
				return m.ids[g.Blocks[i+1].ID]
			}
		}
	}
	return ""
}

// short is a title of at most 80 characters.
func short(s string) string {
	runes := []rune(strings.Join(strings.Fields(s), " "))
	return string(runes[:min(80, len(runes))])
}
