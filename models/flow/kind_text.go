package flow

// textBlock says something and goes on.
type textBlock struct {
	Text string `json:"text"`
}

func textKind() Kind {
	k := kindFor[textBlock]("text", "Message")
	k.Icon, k.Group = "message-square", groupSay
	k.Help = "Says something and goes on."
	k.Form = []Setting{textSetting("text", "Text", "What the bot says; variables and simple formatting work.")}
	return k
}

func (b *textBlock) flaws() []flaw { return textFlaws("text", b.Text, "The message has no text.") }

func (b *textBlock) check() []string { return sentences(b.flaws()) }

func (b *textBlock) ports() []Port { return onlyNext() }

func (b *textBlock) summary() string { return brief(b.Text) }

func (b *textBlock) waits() bool { return false }

func (b *textBlock) play(r *run, at place) {
	r.say(at, b.Text)
	r.leave(at, PortNext)
}
