package flow

// videoBlock shows a video. A page of a known player is a link to open: nothing of others is loaded
// into the chat.
type videoBlock struct {
	URL  string `json:"url"`
	Text string `json:"text,omitempty"`
}

func videoKind() Kind {
	k := kindFor[videoBlock]("video", "Video")
	k.Icon, k.Group = "clapperboard", groupSay
	k.Help = "Shows a video file, or a link to YouTube or Vimeo."
	k.Form = []Setting{
		mediaSetting("url", "Video", "Upload one, or give its address; YouTube and Vimeo open in a new tab."),
		captionSetting(),
	}
	return k
}

func (b *videoBlock) flaws() []flaw {
	return append(linkFlaws("url", b.URL, webOnly()), longFlaws("text", b.Text)...)
}

func (b *videoBlock) check() []string { return sentences(b.flaws()) }

func (b *videoBlock) ports() []Port { return onlyNext() }

func (b *videoBlock) summary() string { return brief(firstOf(b.Text, b.URL)) }

func (b *videoBlock) waits() bool { return false }

func (b *videoBlock) play(r *run, at place) {
	var content *Content
	if url, err := fillLink(b.URL, r.s.Vars, webOnly()); err == nil {
		content = &Content{Kind: ContentVideo, URL: url, Provider: player(url)}
	}
	r.present(at, b.Text, content)
}
