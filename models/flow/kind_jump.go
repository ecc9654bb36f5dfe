package flow

// jumpBlock goes on at another block or flow: the one of its settings, else the one of "next".
type jumpBlock struct {
	Flow  string `json:"flow,omitempty"`
	Block string `json:"block,omitempty"`
}

func jumpKind() Kind { return kindFor[jumpBlock]("jump", "Jump") }

func (b *jumpBlock) check() []string { return nil }

func (b *jumpBlock) ports() []Port { return []Port{{Name: PortNext, Label: "Goes to"}} }

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
