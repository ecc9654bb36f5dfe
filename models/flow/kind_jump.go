package flow

// jumpBlock goes on at another block or flow: the one of its settings, which older documents have,
// else the one of "next".
type jumpBlock struct {
	Flow  string `json:"flow,omitempty"`
	Block string `json:"block,omitempty"`
}

func jumpKind() Kind {
	k := kindFor[jumpBlock]("jump", "Jump")
	k.Icon, k.Group = "corner-down-right", groupDecide
	k.Help = "Goes on at another block, or at another flow, and does not come back."
	return k
}

func (b *jumpBlock) check() []string { return nil }

func (b *jumpBlock) ports() []Port {
	return []Port{{Name: PortNext, Label: "Goes to", Needed: true}}
}

func (b *jumpBlock) summary() string {
	switch {
	case b.Flow != "" && b.Block != "":
		return brief("To block " + b.Block + " of flow " + b.Flow)
	case b.Flow != "":
		return brief("To flow " + b.Flow)
	case b.Block != "":
		return brief("To block " + b.Block)
	}
	return "To another block"
}

func (b *jumpBlock) waits() bool { return false }

func (b *jumpBlock) redirect() Target { return Target{Flow: b.Flow, Block: b.Block} }

func (b *jumpBlock) play(r *run, at place) { r.leave(at, PortNext) }
