package flow

// endBlock ends the run, also that of the flows which ran this one.
type endBlock struct{}

func endKind() Kind { return kindFor[endBlock]("end", "End") }

func (b *endBlock) check() []string { return nil }

func (b *endBlock) ports() []Port { return nil }

func (b *endBlock) summary() string { return "The conversation with the bot ends" }

func (b *endBlock) waits() bool { return true }

func (b *endBlock) play(r *run, at place) {
	r.effects = append(r.effects, Effect{Kind: EffectEnd, Block: at.id})
	r.end(EndedByBlock)
}
