package flow

// animationBlock plays a short animation over the chat.
type animationBlock struct {
	Name string `json:"name"`
}

// Animations are those that there are, with their names for people.
func Animations() []Option {
	return []Option{
		{"confetti", "Confetti"}, {"fireworks", "Fireworks"}, {"hearts", "Hearts"},
		{"snow", "Snow"}, {"balloons", "Balloons"}, {"thumbs_up", "Thumbs up"},
	}
}

func animationKind() Kind {
	k := kindFor[animationBlock]("animation", "Animation")
	k.Icon, k.Group = "party-popper", groupSay
	k.Help = "Plays a short animation; those who prefer less motion see a small picture."
	k.Form = []Setting{selectSetting("name", "Animation", "What is played.", Animations())}
	return k
}

func (b *animationBlock) defaults() { b.Name = orElse(b.Name, "confetti") }

func (b *animationBlock) flaws() []flaw {
	return optionFlaws("name", b.Name, "The animation", Animations())
}

func (b *animationBlock) check() []string { return sentences(b.flaws()) }

func (b *animationBlock) ports() []Port { return onlyNext() }

func (b *animationBlock) summary() string {
	for _, o := range Animations() {
		if o.Value == b.Name {
			return o.Label
		}
	}
	return brief(b.Name)
}

func (b *animationBlock) waits() bool { return false }

func (b *animationBlock) play(r *run, at place) {
	r.present(at, "", &Content{Kind: ContentAnimation, Animation: b.Name})
}
