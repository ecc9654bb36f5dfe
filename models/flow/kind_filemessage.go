package flow

// fileMessageBlock offers a file to download.
type fileMessageBlock struct {
	URL  string `json:"url"`
	Name string `json:"name,omitempty"` // default: as in the address
	Text string `json:"text,omitempty"`
}

func fileMessageKind() Kind {
	k := kindFor[fileMessageBlock]("file_message", "File")
	k.Icon, k.Group = "file", groupSay
	k.Help = "Offers a file to download."
	k.Form = []Setting{
		mediaSetting("url", "File", "Upload one, or give its address."),
		lineSetting("name", "Name", "What it is called; if empty, as in its address."),
		captionSetting(),
	}
	return k
}

func (b *fileMessageBlock) flaws() []flaw {
	return append(linkFlaws("url", b.URL, webOnly()), longFlaws("text", b.Text)...)
}

func (b *fileMessageBlock) check() []string { return sentences(b.flaws()) }

func (b *fileMessageBlock) ports() []Port { return onlyNext() }

func (b *fileMessageBlock) summary() string { return brief(firstOf(b.Name, b.Text, b.URL)) }

func (b *fileMessageBlock) waits() bool { return false }

func (b *fileMessageBlock) play(r *run, at place) {
	var content *Content
	if url, err := fillLink(b.URL, r.s.Vars, webOnly()); err == nil {
		content = &Content{Kind: ContentFile, URL: url, Name: firstOf(r.line(b.Name), fileName(url), "File")}
	}
	r.present(at, b.Text, content)
}
