package flow

// endBlock ends the run, also that of the flows which ran this one.
type endBlock struct{}

func endKind() Kind {
	k := kindFor[endBlock]("end", "End")
	k.Icon, k.Group = "circle-check", groupDo
	k.Help = "Ends the conversation."
	return k
}

func (b *endBlock) check() []string { return nil }

func (b *endBlock) ports() []Port { return nil }

func (b *endBlock) summary() string { return "The conversation with the bot ends" }

func (b *endBlock) waits() bool { return true }

func (b *endBlock) play(r *run, at place) { r.finish(at) }
