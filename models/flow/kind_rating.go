package flow

import (
	"fmt"
	"strconv"
	"strings"
	"unicode"

	"deskbell/models/wording"
)

// Exits of a rating, by thirds; of 0 to 10 as in the Net Promoter Score: 0-6, 7-8, 9-10.
const (
	portLow    = "low"
	portMiddle = "middle"
	portHigh   = "high"
)

// ratingBlock asks for a number of points.
type ratingBlock struct {
	asking
	Style string `json:"style,omitempty"` // "numbers" (default), "stars" or "smileys"
	From  *int   `json:"from,omitempty"`  // 0 or 1 (default)
	To    int    `json:"to,omitempty"`    // at most 10; default 5
	Low   string `json:"low,omitempty"`   // what the lowest means
	High  string `json:"high,omitempty"`  // what the highest means
}

func ratingKind() Kind {
	k := kindFor[ratingBlock]("rating", "Rating")
	k.Icon, k.Group, k.Help = "star", groupAsk, "Asks for points: numbers, stars or smileys."
	k.Form = askForm(
		Setting{Name: "style", Label: "Style", Control: ControlSelect, Options: ratingStyles()},
		Setting{Name: "from", Label: "From", Control: ControlNumber, Max: 1, Placeholder: "1", When: "style=numbers|"},
		Setting{Name: "to", Label: "To", Control: ControlNumber, Min: 1, Max: 10, Placeholder: "5"},
		Setting{Name: "low", Label: "The lowest means", Control: ControlLine, Templated: true},
		Setting{Name: "high", Label: "The highest means", Control: ControlLine, Templated: true},
	)
	k.Presets = []Preset{
		{Title: "Rating", Help: k.Help, Icon: k.Icon, Group: groupAsk,
			Settings: `{"text":"How was it?","style":"stars","to":5,"var":"rating"}`},
		{Title: "NPS", Help: "Asks how likely a visitor is to recommend you, from 0 to 10.", Icon: "chart-column", Group: groupAsk,
			Settings: `{"text":"How likely are you to recommend us to a friend?","style":"numbers","from":0,"to":10,` +
				`"low":"Not at all likely","high":"Extremely likely","var":"nps"}`},
	}
	return k
}

func ratingStyles() []Option {
	return []Option{{"numbers", "Numbers"}, {"stars", "Stars"}, {"smileys", "Smileys"}}
}

func (b *ratingBlock) defaults() {
	b.Style = orElse(b.Style, "numbers")
	if b.From == nil {
		first := 1
		b.From = &first
	}
	if b.To == 0 {
		b.To = 5
	}
}

func (b *ratingBlock) check() []string { return sentences(b.flaws()) }

func (b *ratingBlock) flaws() []flaw {
	found := append(b.askFlaws(), optionFlaws("style", b.Style, "The style", ratingStyles())...)
	if n := *b.From; n != 0 && n != 1 || n == 0 && b.Style != "numbers" {
		found = append(found, flaw{"from", "A rating begins at 1; one in numbers may begin at 0."})
	}
	if b.To <= *b.From || b.To > 10 {
		found = append(found, flaw{"to", "A rating goes at most to 10, and higher than it begins."})
	}
	found = append(found, longFlaws("low", b.Low)...)
	return append(found, longFlaws("high", b.High)...)
}

func (b *ratingBlock) ports() []Port {
	return b.askPorts(
		Port{Name: portLow, Label: "Low (" + b.span(portLow) + ")", Optional: true},
		Port{Name: portMiddle, Label: "Middle (" + b.span(portMiddle) + ")", Optional: true},
		Port{Name: portHigh, Label: "High (" + b.span(portHigh) + ")", Optional: true},
		nextPort())
}

// span names the points of an exit.
func (b *ratingBlock) span(port string) string {
	first, last := -1, -1
	for n := *b.From; n <= min(b.To, 10); n++ {
		if b.band(n) == port {
			if first < 0 {
				first = n
			}
			last = n
		}
	}
	switch {
	case first < 0:
		return "none"
	case first == last:
		return strconv.Itoa(first)
	}
	return fmt.Sprintf("%d to %d", first, last)
}

// spread says that every band that a number can lie in has a target.
func (b *ratingBlock) spread(out map[string]Target) bool {
	for n := *b.From; n <= min(b.To, 10); n++ {
		if out[b.band(n)] == (Target{}) {
			return false
		}
	}
	return true
}

// band is the exit of a number of points.
func (b *ratingBlock) band(n int) string {
	if *b.From == 0 && b.To == 10 {
		switch {
		case n <= 6:
			return portLow
		case n <= 8:
			return portMiddle
		}
		return portHigh
	}
	all, middle := b.To-*b.From+1, 2*(n-*b.From)+1 // of 2*all
	switch {
	case middle*3 < 2*all:
		return portLow
	case middle*3 > 4*all:
		return portHigh
	}
	return portMiddle
}

func (b *ratingBlock) play(r *run, at place) { b.begin(r, at, b.read, b.choices()...) }

func (b *ratingBlock) choices() []Choice {
	choices := make([]Choice, 0, b.To-*b.From+1)
	for n := *b.From; n <= b.To; n++ {
		choices = append(choices, Choice{ID: strconv.Itoa(n), Label: strconv.Itoa(n)})
	}
	return choices
}

func (b *ratingBlock) prompt(r *run) Prompt {
	p := b.promptOf(r, PromptRating)
	p.Choices, p.Style = b.choices(), b.Style
	p.LowWord, p.HighWord = Fill(b.Low, r.s.Vars), Fill(b.High, r.s.Vars)
	return p
}

func (b *ratingBlock) reply(r *run, at place, ev Event) {
	words := ev.Text
	if ev.Choice != "" {
		words = ev.Choice
	}
	b.take(r, at, b.read(words), b.choices()...)
}

// read takes "4", "4/5", "4 stars" and "★★★★".
func (b *ratingBlock) read(words string) reading {
	why := reading{why: unfit(wording.AskRating, "least", strconv.Itoa(*b.From), "most", strconv.Itoa(b.To))}
	words = strings.TrimSpace(words)
	n := 0
	if stars := strings.Count(words, "★") + strings.Count(words, "⭐"); stars > 0 {
		if strings.Trim(words, "★⭐☆ \ufe0f") != "" {
			return why
		}
		n = stars
	} else {
		digits := len(words) - len(strings.TrimLeftFunc(words, unicode.IsDigit))
		rest := strings.TrimSpace(words[digits:])
		letters := func(c rune) bool { return unicode.IsLetter(c) || c == ' ' }
		if rest = strings.TrimSuffix(rest, strconv.Itoa(b.To)); strings.TrimFunc(strings.Trim(rest, "/ "), letters) != "" {
			return why
		}
		var err error
		if n, err = strconv.Atoi(words[:digits]); err != nil {
			return why
		}
	}
	if n < *b.From || n > b.To {
		return why
	}
	return reading{value: strconv.Itoa(n), port: b.band(n)}
}
