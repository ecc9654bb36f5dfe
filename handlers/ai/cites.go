package ai

import (
	"regexp"
	"slices"
	"strconv"
	"strings"

	"deskbell/models"
	"deskbell/models/flow"
)

// mostSources are named under an answer.
const mostSources = 5

var (
	// cite is how an answer names what it is from: [1], [1, 2], [^1], 【1】, [article 1].
	cite = regexp.MustCompile(`(?i)[ \t]*(?:\[\^?(?:articles? ?)?\d{1,2}(?:\s*[,;–-]\s*\d{1,2})*\]|【[^】\n]{1,20}】)`)
	// codes are parts in which a number in brackets is none of these.
	codes  = regexp.MustCompile("(?s)```.*?(?:```|$)|`[^`\n]*`")
	digit2 = regexp.MustCompile(`\d{1,2}`)
)

// cited takes the marks out of a text, and gives the numbers in them as they come.
func cited(text string) (string, []int) {
	var b strings.Builder
	var all []int
	from := 0
	for _, at := range append(codes.FindAllStringIndex(text, -1), []int{len(text), len(text)}) {
		b.WriteString(cite.ReplaceAllStringFunc(text[from:at[0]], func(mark string) string {
			for _, n := range digit2.FindAllString(mark, -1) {
				if number, err := strconv.Atoi(n); err == nil && !slices.Contains(all, number) {
					all = append(all, number)
				}
			}
			return ""
		}))
		b.WriteString(text[at[0]:at[1]])
		from = at[1]
	}
	return b.String(), all
}

// sources are the articles of the passages with these numbers, each once; others than those that were shown to the
// model are none.
func sources(found []models.Passage, numbers []int) []flow.Source {
	var all []flow.Source
	for _, n := range numbers {
		if n < 1 || n > len(found) || len(all) == mostSources {
			continue
		}
		p := found[n-1]
		at := slices.IndexFunc(all, func(s flow.Source) bool { return s.Slug == p.Slug })
		switch {
		case at < 0:
			all = append(all, sourceOf(p))
		case all[at].Heading != p.Heading:
			all[at].Heading = "" // it is from several parts
		}
	}
	return all
}

func sourceOf(p models.Passage) flow.Source {
	return flow.Source{Slug: p.Slug, Title: p.Title, Heading: p.Heading}
}
