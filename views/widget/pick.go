package widget

import (
	"fmt"
	"strings"

	"github.com/a-h/templ"

	"deskbell/models/flow"
)

// picks says how many choices are to be chosen.
func picks(p flow.Prompt) string {
	switch low, high := p.MinPicks, p.MaxPicks; {
	case low > 0 && low == high:
		return fmt.Sprintf("Choose %d", low)
	case low > 1 && high > 0:
		return fmt.Sprintf("Choose %d to %d", low, high)
	case low > 1:
		return fmt.Sprintf("Choose at least %d", low)
	case high > 0:
		return fmt.Sprintf("Choose up to %d", high)
	}
	return "Choose as many as you like"
}

func least(p flow.Prompt) int { return max(1, p.MinPicks) }

func most(p flow.Prompt) int {
	if p.MaxPicks > 0 {
		return p.MaxPicks
	}
	return len(p.Choices)
}

// twoLines says that some of the choices explain themselves; such ones stand below each other.
func twoLines(all []flow.Choice) bool {
	for _, choice := range all {
		if choice.Text != "" {
			return true
		}
	}
	return false
}

// faces are the icons of a rating's style, the worst first; none for numbers.
func faces(p flow.Prompt) []string {
	switch p.Style {
	case "stars":
		return []string{"star"}
	case "smileys":
		return []string{"angry", "frown", "meh", "smile", "laugh"}
	}
	return nil
}

// face is the icon of the choice i.
func face(p flow.Prompt, i int) string {
	all, last := faces(p), max(1, len(p.Choices)-1)
	return all[(i*(len(all)-1)+last/2)/last]
}

func described(p flow.Prompt) templ.Attributes {
	if p.LowWord == "" && p.HighWord == "" {
		return nil
	}
	return templ.Attributes{"aria-describedby": "ask-ends"}
}

// lines are the paragraphs of a statement.
func lines(text string) []string {
	var all []string
	for line := range strings.Lines(text) {
		if line = strings.TrimSpace(line); line != "" {
			all = append(all, line)
		}
	}
	return all
}

// web is an address that can be followed, of the web or of a page here; "#" for any other.
func web(address string) string {
	page := strings.HasPrefix(address, "/") && !strings.HasPrefix(address, "//") && !strings.HasPrefix(address, `/\`)
	if page || strings.HasPrefix(address, "https://") || strings.HasPrefix(address, "http://") {
		return address
	}
	return "#"
}
