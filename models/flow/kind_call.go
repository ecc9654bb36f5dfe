package flow

// callBlock runs a flow, or a part of this one, and goes on when that has come to a dead end.
type callBlock struct{}

func callKind() Kind {
	k := kindFor[callBlock]("call", "Run a flow")
	k.Icon, k.Group = "workflow", groupDecide
	k.Help = "Runs another flow, comes back at its end and goes on. An End block in it ends everything."
	return k
}

func (b *callBlock) check() []string { return nil }

func (b *callBlock) ports() []Port {
	return []Port{{Name: PortCall, Label: "Runs", Needed: true}, {Name: PortNext, Label: "Then"}}
}

func (b *callBlock) summary() string { return "Runs a flow and comes back" }

func (b *callBlock) waits() bool { return false }

func (b *callBlock) play(r *run, at place) { r.call(at, at.block.Out[PortCall]) }
