package builder

import (
	"net/url"
	"slices"
	"strconv"
	"strings"

	"deskbell/models/flow"
	"deskbell/models/flow/layout"
	"deskbell/views/ui"
)

// Board is a flow as the canvas draws it.
type Board struct {
	Document *flow.Document
	Problems []flow.Problem
	Chosen   string            // the block whose settings are open; "": none
	Path     string            // of the flow's page
	Flows    map[string]string // names of the bot's other flows, by id
	Heat     map[string]Heat   // by block; nil shows none
}

// Heat is in how many conversations a block was reached, and what became of them there.
type Heat struct{ Reached, Answered, Failed, Left int }

// BoardOf is the canvas of a draft, with the numbers that it shows.
func BoardOf(d *Draft) Board {
	names := make(map[string]string, len(d.Flows))
	for _, f := range d.Flows {
		names[f.ID] = f.Name
	}
	return Board{Document: &d.Document, Problems: d.Problems, Chosen: d.Chosen, Path: d.path(""), Flows: names, Heat: d.Numbers.heat()}
}

// CardID is the id of a block's card, EdgeID that of the line of one of its exits.
func CardID(block string) string { return "card-" + block }

// EdgeID is the id of the line that leaves a block by a port.
func EdgeID(block, port string) string { return "edge-" + block + "-" + port }

// plan is a board with all that its cards need to know of each other.
type plan struct {
	Board
	drawing  layout.Drawing
	titles   map[string]string
	problems map[string][]flow.Problem
	most     int // reached any block
}

func planOf(b Board) *plan {
	p := &plan{Board: b, drawing: layout.Draw(b.Document), titles: map[string]string{}, problems: map[string][]flow.Problem{}}
	for _, c := range p.drawing.Cards {
		p.titles[c.Block] = ui.Line(c.Title)
	}
	for _, problem := range b.Problems {
		p.problems[problem.Block] = append(p.problems[problem.Block], problem)
	}
	for _, h := range b.Heat {
		p.most = max(p.most, h.Reached)
	}
	return p
}

func (p *plan) href(block string) string {
	return p.Path + "?" + url.Values{"view": {ViewCanvas}, "block": {block}}.Encode()
}

// worst says how bad the problems of a card are: "bad", "warn" or "".
func (p *plan) worst(c layout.Card) string {
	worst := ""
	for _, problem := range p.problems[c.Block] {
		switch {
		case problem.Severity == flow.SeverityError:
			return "bad"
		case problem.Port == "": // an exit shows by itself that it leads nowhere
			worst = "warn"
		}
	}
	return worst
}

// told are a card's problems in words.
func (p *plan) told(c layout.Card) string {
	var words []string
	for _, problem := range p.problems[c.Block] {
		words = append(words, problem.Message)
	}
	return strings.Join(words, " ")
}

// loose says that an exit has to be connected before the flow is published.
func (p *plan) loose(c layout.Card, out layout.Out) bool {
	return slices.ContainsFunc(p.problems[c.Block], func(problem flow.Problem) bool {
		return problem.Port == out.Port && problem.Severity == flow.SeverityError
	})
}

func (p *plan) portClass(c layout.Card, out layout.Out) string {
	switch {
	case p.loose(c, out):
		return "port loose"
	case out.Block != "" || out.Flow != "":
		return "port linked"
	}
	return "port"
}

// leads is where an exit leads, in words.
func (p *plan) leads(c layout.Card, out layout.Out) string {
	title, here := p.titles[out.Block]
	name, known := p.Flows[out.Flow]
	switch {
	case out.Flow != "" && known:
		return "leads to the flow " + ui.Line(name)
	case out.Flow != "":
		return "leads to a flow that is missing"
	case here:
		return "leads to " + title
	case out.Block != "":
		return "leads to a block that is missing"
	case p.loose(c, out):
		return "leads nowhere, connect it"
	}
	return "ends the flow"
}

// exitName is what an exit is called; one that was not given words yet is told as such.
func exitName(out layout.Out) string {
	if label := strings.TrimSpace(ui.Line(out.Label)); label != "" {
		return label
	}
	return "Without a label"
}

// elsewhere is the name of the flow that an exit leads to, "" for none.
func (p *plan) elsewhere(out layout.Out) string { return ui.Line(p.Flows[out.Flow]) }

// broken says that a line is drawn as one that must be mended.
func (p *plan) broken(e layout.Edge) bool {
	return e.Broken || slices.ContainsFunc(p.problems[e.Block], func(problem flow.Problem) bool {
		return problem.Port == e.Port && problem.Severity == flow.SeverityError
	})
}

// flag is where the mark of the start stands: above the first card.
func (p *plan) flag() (flow.Point, bool) {
	at, ok := p.drawing.At[p.Document.Start]
	return flow.Point{X: at.X, Y: at.Y - 46}, ok
}

// warmth is how much of the conversations came to a block: "1" to "5", "" without numbers.
func (p *plan) warmth(block string) string {
	h, ok := p.Heat[block]
	if !ok || p.most == 0 {
		return ""
	}
	return strconv.Itoa(1 + 4*h.Reached/p.most)
}

// heatWords are the numbers of a block: "120 reached · 8 left".
func heatWords(h Heat) string {
	words := strconv.Itoa(h.Reached) + " reached"
	for _, part := range []struct {
		n    int
		word string
	}{{h.Answered, "answered"}, {h.Failed, "failed"}, {h.Left, "left"}} {
		if part.n > 0 {
			words += " · " + strconv.Itoa(part.n) + " " + part.word
		}
	}
	return words
}
