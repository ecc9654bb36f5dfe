package flow

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"
)

const (
	portDefault   = "default" // free text that is no label
	portChoice    = "choice:" // and the choice's id
	retryOfChoice = "Please choose one of these."
)

// buttonsBlock offers choices; typed words are matched to their labels.
type buttonsBlock struct {
	Text    string   `json:"text"`
	Choices []Choice `json:"choices"`
	Var     string   `json:"var,omitempty"`   // keeps the label, or the words that matched none
	Retry   string   `json:"retry,omitempty"` // said when words match none and "default" leads nowhere
}

func buttonsKind() Kind { return kindFor[buttonsBlock]("buttons", "Buttons") }

func (b *buttonsBlock) check() []string {
	wrong := checkText(b.Text, "The buttons have no text.")
	if len(b.Choices) == 0 {
		wrong = append(wrong, "There is no choice.")
	}
	seen := map[string]bool{}
	for i, c := range b.Choices {
		switch {
		case c.ID == "":
			wrong = append(wrong, fmt.Sprintf("Choice %d has no id.", i+1))
		case seen[c.ID]:
			wrong = append(wrong, fmt.Sprintf("Two choices have the id %q.", c.ID))
		}
		seen[c.ID] = true
		if blank(c.Label) {
			wrong = append(wrong, fmt.Sprintf("Choice %d has no label.", i+1))
		}
		if c.Style != "" && c.Style != "filled" {
			wrong = append(wrong, fmt.Sprintf("Choice %d: style %q is unknown; \"filled\" is one.", i+1, c.Style))
		}
		if c.Icon != "" && c.Icon != "person" {
			wrong = append(wrong, fmt.Sprintf("Choice %d: icon %q is unknown; \"person\" is one.", i+1, c.Icon))
		}
	}
	return append(wrong, checkVar(b.Var, false)...)
}

func (b *buttonsBlock) ports() []Port {
	ports := make([]Port, 0, len(b.Choices)+2)
	for _, c := range b.Choices {
		ports = append(ports, Port{Name: portChoice + c.ID, Label: brief(c.Label)})
	}
	return append(ports,
		Port{Name: portDefault, Label: "Any other words", Optional: true},
		Port{Name: PortNext, Label: "Next", Optional: true})
}

func (b *buttonsBlock) summary() string {
	labels := make([]string, len(b.Choices))
	for i, c := range b.Choices {
		labels[i] = c.Label
	}
	return brief(b.Text + " (" + strings.Join(labels, ", ") + ")")
}

func (b *buttonsBlock) waits() bool { return true }

func (b *buttonsBlock) play(r *run, at place) {
	r.await(WaitReply)
	r.say(at, b.Text, filledChoices(b.Choices, r.s.Vars)...)
}

func (b *buttonsBlock) prompt(r *run) Prompt {
	return Prompt{Kind: PromptChoices, Choices: filledChoices(b.Choices, r.s.Vars), Back: true}
}

func (b *buttonsBlock) reply(r *run, at place, ev Event) {
	choices := filledChoices(b.Choices, r.s.Vars)
	if c, ok := chosen(choices, ev); ok {
		r.set(b.Var, c.Label)
		r.remember()
		r.leave(at, portChoice+c.ID)
		return
	}
	if at.block.Out[portDefault] != (Target{}) && fits(ev.Text) {
		r.set(b.Var, ev.Text)
		r.remember()
		r.leave(at, portDefault)
		return
	}
	r.s.Wait.Tries++
	r.say(at, orElse(b.Retry, retryOfChoice), choices...)
}

// chosen is the choice that was pressed, or whose label was typed.
func chosen(choices []Choice, ev Event) (Choice, bool) {
	i := slices.IndexFunc(choices, func(c Choice) bool {
		if ev.Choice != "" {
			return c.ID == ev.Choice
		}
		return ev.Text != "" && same(c.Label, ev.Text)
	})
	if i < 0 {
		return Choice{}, false
	}
	return choices[i], true
}

// fits says that words were typed, and not too many for an answer.
func fits(text string) bool { return text != "" && utf8.RuneCountInString(text) <= maxAnswer }

// orElse is a text, or what stands for it when it is blank.
func orElse(text, instead string) string {
	if blank(text) {
		return instead
	}
	return text
}
