package trial

import (
	"slices"
	"strings"

	"deskbell/models/flow"
)

// Check is a run that was recorded: the same inputs have to give the same lines.
type Check struct {
	ID     string      `json:"id"`
	Name   string      `json:"name"`
	Start  flow.Target `json:"start"`
	World  World       `json:"world"`
	Inputs []Input     `json:"inputs"`
	Expect []Line      `json:"expect"`
}

// Difference is the first line that is not as it was recorded.
type Difference struct {
	At        int   // its place, from 0
	Want, Got *Line // nil: there is none
}

// Play plays the inputs and returns all lines.
func (c Check) Play(lib flow.Library, version int) []Line {
	run, lines := Start(lib, c.World, c.Start, version)
	for _, in := range c.Inputs {
		lines = append(lines, run.Give(in)...)
	}
	return lines
}

// Compare plays a check; nil when all is as recorded. Ids of blocks and flows may differ: what is seen
// counts.
func (c Check) Compare(lib flow.Library, version int) *Difference {
	got := c.Play(lib, version)
	for i := range max(len(got), len(c.Expect)) {
		switch {
		case i >= len(c.Expect):
			return &Difference{At: i, Got: &got[i]}
		case i >= len(got):
			return &Difference{At: i, Want: &c.Expect[i]}
		case !c.Expect[i].Alike(got[i]):
			return &Difference{At: i, Want: &c.Expect[i], Got: &got[i]}
		}
	}
	return nil
}

// Alike says that two lines are seen as the same.
func (l Line) Alike(other Line) bool {
	return l.By == other.By && l.Text == other.Text && l.Content == other.Content && slices.Equal(l.Choices, other.Choices)
}

// Shows puts what is shown beside the words into a line; where there are none, it is told in their place.
func (l *Line) Shows(c *flow.Content) {
	if c == nil {
		return
	}
	if l.Content = c.Kind; l.Text == "" {
		l.Text = strings.TrimSpace(c.Name + " " + c.URL + c.Animation + c.Article)
	}
}
