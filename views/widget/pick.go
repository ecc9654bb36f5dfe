package widget

import (
	"strconv"
	"strings"

	"github.com/a-h/templ"

	"deskbell/models/flow"
	"deskbell/models/wording"
)

// picks says how many choices are to be chosen.
func (p Panel) picks() string {
	low, high := strconv.Itoa(p.Prompt.MinPicks), strconv.Itoa(p.Prompt.MaxPicks)
	switch least, most := p.Prompt.MinPicks, p.Prompt.MaxPicks; {
	case least > 0 && least == most:
		return p.Say.Of(wording.Choose, "count", low)
	case least > 1 && most > 0:
		return p.Say.Of(wording.ChooseRange, "least", low, "most", high)
	case least > 1:
		return p.Say.Of(wording.ChooseLeast, "count", low)
	case most > 0:
		return p.Say.Of(wording.ChooseMost, "count", high)
	}
	return p.Say.Of(wording.ChooseAny)
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
