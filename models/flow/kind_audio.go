package flow

// audioBlock lets one listen to a recording.
type audioBlock struct {
	URL  string `json:"url"`
	Text string `json:"text,omitempty"`
}

func audioKind() Kind {
	k := kindFor[audioBlock]("audio", "Audio")
	k.Icon, k.Group = "volume-2", groupSay
	k.Help = "Lets the visitor listen to a recording."
	k.Form = []Setting{
		mediaSetting("url", "Recording", "Upload one, or give its address."),
		captionSetting(),
	}
	return k
}

func (b *audioBlock) flaws() []flaw {
	return append(linkFlaws("url", b.URL, webOnly()), longFlaws("text", b.Text)...)
}

func (b *audioBlock) check() []string { return sentences(b.flaws()) }

func (b *audioBlock) ports() []Port { return onlyNext() }

func (b *audioBlock) summary() string { return brief(firstOf(b.Text, b.URL)) }

func (b *audioBlock) waits() bool { return false }

func (b *audioBlock) play(r *run, at place) {
	var content *Content
	if url, err := fillLink(b.URL, r.s.Vars, webOnly()); err == nil {
		content = &Content{Kind: ContentAudio, URL: url}
	}
	r.present(at, b.Text, content)
}
