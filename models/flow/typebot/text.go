package typebot

import (
	"encoding/json"
	"regexp"
	"strconv"
	"strings"
)

// node is a piece of rich text as the editor of Typebot keeps it.
type node struct {
	Type     string `json:"type"`
	Text     string `json:"text"`
	URL      string `json:"url"`
	Bold     bool   `json:"bold"`
	Italic   bool   `json:"italic"`
	Children []node `json:"children"`
}

// written is the content of a text bubble as Markdown.
func written(raw json.RawMessage) string {
	var content struct {
		Rich  []node `json:"richText"`
		Plain string `json:"plainText"`
		HTML  string `json:"html"`
	}
	if json.Unmarshal(raw, &content) != nil {
		return ""
	}
	if len(content.Rich) > 0 {
		return strings.TrimSpace(strings.Join(lines(content.Rich, ""), "\n"))
	}
	if content.Plain != "" {
		return strings.TrimSpace(content.Plain)
	}
	return strings.TrimSpace(tags.ReplaceAllString(content.HTML, ""))
}

var (
	tags   = regexp.MustCompile(`<[^<>]*>`)
	scripy = regexp.MustCompile(`\{\{\s*=`)
)

// lines are the paragraphs and list items of rich text, each a line.
func lines(nodes []node, mark string) []string {
	var all []string
	for i, n := range nodes {
		switch n.Type {
		case "ul":
			all = append(all, lines(n.Children, "- ")...)
		case "ol":
			all = append(all, lines(n.Children, "1. ")...)
		case "variable":
			all = append(all, lines(n.Children, mark)...)
		default:
			bullet := mark
			if bullet == "1. " {
				bullet = strconv.Itoa(i+1) + ". "
			}
			all = append(all, bullet+inline(n))
		}
	}
	return all
}

func inline(n node) string {
	if len(n.Children) == 0 {
		return marked(n)
	}
	var b strings.Builder
	for _, c := range n.Children {
		b.WriteString(inline(c))
	}
	if n.Type == "a" && n.URL != "" {
		return "[" + b.String() + "](" + n.URL + ")"
	}
	return b.String()
}

// marked is a leaf with its marks around the words, not around the space beside them.
func marked(n node) string {
	words := strings.TrimSpace(n.Text)
	if words == "" || (!n.Bold && !n.Italic) {
		return n.Text
	}
	mark := "*"
	if n.Bold {
		mark = "**"
	}
	before, after, _ := strings.Cut(n.Text, words)
	return before + mark + words + mark + after
}
