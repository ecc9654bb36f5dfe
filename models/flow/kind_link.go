package flow

import "deskbell/models/wording"

// linkBlock shows a button that opens an address.
type linkBlock struct {
	Text   string `json:"text,omitempty"`
	URL    string `json:"url"`
	Label  string `json:"label,omitempty"` // default: wording.Open
	NewTab *bool  `json:"new_tab,omitempty"`
}

func linkKind() Kind {
	k := kindFor[linkBlock]("link", "Link")
	k.Icon, k.Group = "link", groupSay
	k.Help = "Shows a button that opens a page, an email or a phone call."
	newTab := toggleSetting("new_tab", "In a new tab", "The chat stays where it is.")
	newTab.DefaultOn = true
	label := lineSetting("label", "Label", "What the button says.")
	label.Placeholder = wording.Standard("en", wording.Open)
	url := lineSetting("url", "Address", "A page, mailto:name@example.com or tel:+41441234567.")
	url.Placeholder = "https://"
	k.Form = []Setting{captionSetting(), url, label, newTab}
	return k
}

func (b *linkBlock) flaws() []flaw {
	return append(linkFlaws("url", b.URL, webAndMore()), longFlaws("text", b.Text)...)
}

func (b *linkBlock) check() []string { return sentences(b.flaws()) }

func (b *linkBlock) ports() []Port { return onlyNext() }

func (b *linkBlock) summary() string {
	return brief(orElse(b.Label, wording.Standard("en", wording.Open)) + " → " + b.URL)
}

func (b *linkBlock) waits() bool { return false }

func (b *linkBlock) play(r *run, at place) {
	var content *Content
	if url, err := fillLink(b.URL, r.s.Vars, webAndMore()); err == nil {
		content = &Content{Kind: ContentLink, URL: url, Name: firstOf(r.line(b.Label), r.words.Of(wording.Open))}
		content.NewTab = b.NewTab == nil || *b.NewTab
	}
	r.present(at, b.Text, content)
}
