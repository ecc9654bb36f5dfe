package flow

// textBlock says something and goes on.
type textBlock struct {
	Text string `json:"text"`
}

func textKind() Kind { return kindFor[textBlock]("text", "Message") }

func (b *textBlock) check() []string {
	return checkText(b.Text, "The message has no text.")
}

func (b *textBlock) ports() []Port { return []Port{{Name: PortNext, Label: "Next"}} }

func (b *textBlock) summary() string { return brief(b.Text) }

func (b *textBlock) waits() bool { return false }

func (b *textBlock) play(r *run, at place) {
	r.say(at, b.Text)
	r.leave(at, PortNext)
}
