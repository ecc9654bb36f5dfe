package mail

import (
	"html"
	"strconv"
	"strings"
)

// plain is the mail without HTML, with every address that the HTML has. What nobody of the team wrote is quoted, so
// that it cannot look like ours.
func (l *letter) plain() string {
	blocks := []string{l.heading, strings.Join(l.intro, " ")}
	for _, n := range l.news {
		blocks = append(blocks, lines(n.words, n.text, n.when, n.to))
	}
	blocks = append(blocks, l.before)
	for _, s := range l.said {
		block := lines(s.head(), s.text)
		if s.quoted {
			block = lines(s.head(), quoted(s.text))
		}
		for _, file := range s.files {
			block = lines(block, "["+file.words+"]")
		}
		blocks = append(blocks, block)
	}
	if l.button.words != "" {
		blocks = append(blocks, lines(l.button.words+":", l.button.to))
	}
	foot := []string{"-- ", l.why}
	for _, end := range l.ends {
		foot = append(foot, end.words+":", end.to)
	}
	blocks = append(blocks, strings.Join(l.hints, " "), lines(foot...))
	var text []string
	for _, block := range blocks {
		if block != "" {
			text = append(text, block)
		}
	}
	return strings.Join(text, "\n\n") + "\n"
}

// lines are those that have something in them.
func lines(all ...string) string {
	var some []string
	for _, each := range all {
		if each != "" {
			some = append(some, each)
		}
	}
	return strings.Join(some, "\n")
}

func quoted(text string) string {
	if text == "" {
		return ""
	}
	return "> " + strings.ReplaceAll(text, "\n", "\n> ")
}

// plainly is a drawn message in words alone: lists with their signs, links with where they lead.
func plainly(safe string) string {
	var p plainer
	from := 0
	for _, at := range element.FindAllStringSubmatchIndex(safe, -1) {
		p.WriteString(html.UnescapeString(safe[from:at[0]]))
		from = at[1]
		if closes := at[2] < at[3]; closes {
			p.close(safe[at[4]:at[5]])
		} else {
			p.open(safe[at[4]:at[5]], safe[at[6]:at[7]])
		}
	}
	p.WriteString(html.UnescapeString(safe[from:]))
	return strings.TrimSpace(p.String())
}

// plainer writes words for elements.
type plainer struct {
	strings.Builder
	item  int    // number of the next one in a list; 0 where they have none
	to    string // of the link that is open
	since int    // where its words begin
}

func (p *plainer) open(element, attributes string) {
	switch element {
	case "br":
		p.WriteString("\n")
	case "ol":
		p.item = 1
		if n, err := strconv.Atoi(attribute(attributes, "start")); err == nil {
			p.item = n
		}
	case "ul":
		p.item = 0
	case "li":
		if p.item == 0 {
			p.WriteString("- ")
			return
		}
		p.WriteString(strconv.Itoa(p.item) + ". ")
		p.item++
	case "a":
		p.to, p.since = html.UnescapeString(attribute(attributes, "href")), p.Len()
	}
}

func (p *plainer) close(element string) {
	switch element {
	case "p", "pre":
		p.WriteString("\n\n")
	case "li", "ul", "ol":
		p.WriteString("\n")
	case "a":
		if p.String()[p.since:] != p.to {
			p.WriteString(" (" + p.to + ")")
		}
	}
}
