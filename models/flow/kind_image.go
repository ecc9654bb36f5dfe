package flow

// imageBlock shows a picture.
type imageBlock struct {
	URL  string `json:"url"`
	Alt  string `json:"alt,omitempty"`
	Link string `json:"link,omitempty"`
	Text string `json:"text,omitempty"`
}

func imageKind() Kind {
	k := kindFor[imageBlock]("image", "Image")
	k.Icon, k.Group = "image", groupSay
	k.Help = "Shows a picture."
	k.Form = []Setting{
		mediaSetting("url", "Picture", "Upload one, or give its address."),
		lineSetting("alt", "What it shows", "Read out to those who do not see it."),
		lineSetting("link", "Opens", "Address that a press on the picture opens; may be left out."),
		captionSetting(),
	}
	return k
}

func (b *imageBlock) flaws() []flaw {
	found := linkFlaws("url", b.URL, webOnly())
	found = append(found, optionalLinkFlaws("link", b.Link, webAndMore())...)
	return append(found, longFlaws("text", b.Text)...)
}

func (b *imageBlock) check() []string { return sentences(b.flaws()) }

func (b *imageBlock) ports() []Port { return onlyNext() }

func (b *imageBlock) summary() string { return brief(firstOf(b.Text, b.Alt, b.URL)) }

func (b *imageBlock) waits() bool { return false }

func (b *imageBlock) play(r *run, at place) {
	var content *Content
	if url, err := fillLink(b.URL, r.s.Vars, webOnly()); err == nil {
		content = &Content{Kind: ContentImage, URL: url, Alt: r.line(b.Alt)}
		content.Link, _ = fillLink(b.Link, r.s.Vars, webAndMore()) // "" for one that cannot be opened
	}
	r.present(at, b.Text, content)
}
