package flow

import (
	"net/url"
	"path"
	"strings"
)

const maxLine = 300 // runes of a title, a label or an alternative text

// line fills a text of one line.
func (r *run) line(text string) string { return cut(oneLine(Fill(text, r.s.Vars)), maxLine) }

// present says text with content and goes on. Without content, for its address came to nothing, the text
// is said alone.
func (r *run) present(at place, text string, content *Content) {
	if content == nil {
		r.say(at, text)
	} else {
		r.show(at, text, content)
	}
	r.leave(at, PortNext)
}

// firstOf is the first text that is not blank.
func firstOf(texts ...string) string {
	for _, t := range texts {
		if !blank(t) {
			return t
		}
	}
	return ""
}

// fileName is what an address calls its file, "" when it does not say.
func fileName(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return ""
	}
	name := path.Base(u.Path)
	if name == "." || name == "/" {
		return ""
	}
	return cut(oneLine(name), maxLine)
}

// player is the site that an address of a video belongs to, when it is a page to open and no file.
func player(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return ""
	}
	host := strings.ToLower(strings.TrimPrefix(u.Hostname(), "www."))
	switch host {
	case "youtube.com", "m.youtube.com", "youtu.be", "youtube-nocookie.com":
		return "YouTube"
	case "vimeo.com", "player.vimeo.com":
		return "Vimeo"
	}
	return ""
}
