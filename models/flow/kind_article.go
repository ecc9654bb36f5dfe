package flow

import (
	"strings"
	"unicode"
)

// articleBlock shows a published article; its title and summary are put in by whoever shows it.
type articleBlock struct {
	Slug string `json:"slug"`
	Text string `json:"text,omitempty"`
}

func articleKind() Kind {
	k := kindFor[articleBlock]("article", "Article")
	k.Icon, k.Group = "book-open", groupSay
	k.Help = "Shows one of the published articles."
	k.Form = []Setting{
		{Name: "slug", Label: "Article", Control: ControlArticle, Help: "The article that is shown."},
		captionSetting(),
	}
	return k
}

func (b *articleBlock) flaws() []flaw {
	odd := func(c rune) bool { return c == '/' || unicode.IsSpace(c) || unicode.IsControl(c) }
	found := longFlaws("text", b.Text)
	switch {
	case b.Slug == "":
		return append(found, flaw{"slug", "No article is chosen."})
	case len(b.Slug) > 200 || strings.ContainsFunc(b.Slug, odd):
		return append(found, one("slug", "%q cannot be an article.", brief(b.Slug))...)
	}
	return found
}

func (b *articleBlock) check() []string { return sentences(b.flaws()) }

func (b *articleBlock) ports() []Port { return onlyNext() }

func (b *articleBlock) summary() string { return brief(firstOf(b.Text, b.Slug)) }

func (b *articleBlock) waits() bool { return false }

func (b *articleBlock) play(r *run, at place) {
	r.present(at, b.Text, &Content{Kind: ContentArticle, Article: b.Slug})
}
