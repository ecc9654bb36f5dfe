package builder

import (
	"fmt"
	"net/url"
	"strconv"
	"strings"

	"deskbell/models"
	"deskbell/models/flow"
	"deskbell/static"
)

// someIcon stands for a kind whose icon is not there.
const someIcon = "message-square"

// icons are those of the page beside those that all pages of the team have.
func icons() []string {
	all := []string{
		"arrow-right", "arrow-up", "calendar", "chevron-down", "code", "download", "file", "image", "list-tree", "minus", "pencil", "plus",
		"book-open", "chart-column", "circle-check", "clock", "forward", "play", "rotate-cw", "x", "redo-2", "sliders-horizontal", "trash-2", "undo-2", "upload", "users", "variable", "workflow", someIcon,
	}
	for _, k := range flow.Kinds() {
		all = append(all, k.Icon)
		for _, p := range k.Presets {
			all = append(all, p.Icon)
		}
	}
	return all
}

func iconOr(name string) string {
	if name == "" || static.Symbol(name) == "" {
		return someIcon
	}
	return name
}

// icon is that of a block's kind.
func (d *Draft) icon(block string) string {
	k, _ := flow.KindOf(d.Document.Blocks[block].Kind)
	return iconOr(k.Icon)
}

func (d *Draft) people(block string) bool {
	k, _ := flow.KindOf(d.Document.Blocks[block].Kind)
	return k.People
}

// heading is what a block is called: its title, else its kind's.
func heading(item flow.OutlineItem) string {
	if item.Title != "" {
		return item.Title
	}
	return item.Kind
}

// nameOf is the heading of a block of the draft.
func (d *Draft) nameOf(block string) string {
	b := d.Document.Blocks[block]
	if b.Title != "" {
		return b.Title
	}
	if k, ok := flow.KindOf(b.Kind); ok {
		return k.Title
	}
	return b.Kind
}

// flowName is how another flow of the bot is called.
func (d *Draft) flowName(id string) (string, bool) {
	for _, f := range d.Flows {
		if f.ID == id {
			return f.Name, true
		}
	}
	return "", false
}

// leads says where an exit leads that leads to no row.
func (d *Draft) leads(e flow.OutlineExit, wrong string) string {
	switch name, known := d.flowName(e.TargetFlow); {
	case known:
		return "the flow " + name
	case e.TargetFlow != "":
		return "a flow that is missing"
	case e.TargetBlock != "":
		return "a block that is missing"
	case wrong != "":
		return "leads nowhere"
	}
	return "the end"
}

// exitError is what is wrong with an exit, "" when nothing keeps the flow from being published.
func (d *Draft) exitError(block, port string) string {
	for _, p := range d.Problems {
		if p.Block == block && p.Port == port && p.Severity == flow.SeverityError {
			return p.Message
		}
	}
	return ""
}

func problemIcon(d *Draft) string {
	if len(d.Errors()) > 0 {
		return "circle-alert"
	}
	return "triangle-alert"
}

func problemHeading(d *Draft) string {
	switch errors := len(d.Errors()); {
	case errors == 1:
		return "1 problem keeps this from being published"
	case errors > 1:
		return strconv.Itoa(errors) + " problems keep this from being published"
	}
	return Counted(len(d.Problems), "thing", "things") + " to look at"
}

// Counted is a number with its noun.
func Counted(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return strconv.Itoa(n) + " " + many
}

func told(name, label string) string {
	if label == "" {
		return "Nothing to " + map[string]string{"Undo": "undo", "Redo": "redo"}[name]
	}
	return fmt.Sprintf("%s: %s", name, label)
}

func stateOf(f models.FlowHead) string {
	switch {
	case f.Latest == 0:
		return "draft"
	case f.Changed:
		return "changed"
	}
	return ""
}

func stamp(d *Draft) string {
	if d.Rev == 0 {
		return ""
	}
	return strconv.FormatInt(d.ChangedAt.UnixMilli(), 10)
}

// testPath is the playground of the flow, testFrom that from a block on.
func testPath(d *Draft) string {
	return BotPath(d.Bot) + "/playground?" + url.Values{"flow": {InFile(d.FlowHead)}}.Encode()
}

func testFrom(d *Draft, block string) string {
	return testPath(d) + "&" + url.Values{"block": {block}}.Encode()
}

// at is where a search leads.
func (s Search) at(f Found) string {
	return Path(s.Draft.Bot, f.Flow, "") + "?" + url.Values{"view": {s.Draft.View}, "block": {f.Block}}.Encode()
}

func (d *Draft) palettePath(after, port string) string {
	query := url.Values{"after": {after}}
	if port != "" {
		query.Set("port", port)
	}
	return d.path("/palette") + "?" + query.Encode()
}

func joined(blocks []string) string { return strings.Join(blocks, ",") }

func removalWords(ways int) string {
	if ways == 1 {
		return "One exit leads here. It will lead nowhere:"
	}
	return strconv.Itoa(ways) + " exits lead here. They will lead nowhere:"
}

func publishLine(p Publishing) string {
	if p.Draft.Latest == 0 {
		return "This becomes version 1."
	}
	return "This becomes version " + strconv.Itoa(p.Draft.Latest+1) + "; what changes since version " + strconv.Itoa(p.Draft.Latest) + ":"
}

func foundWords(s Search) string {
	if s.More {
		return "The first " + strconv.Itoa(len(s.Found)) + " places"
	}
	if len(s.Found) == 0 {
		return "Nothing has “" + s.Query + "” in it."
	}
	return Counted(len(s.Found), "place", "places")
}

func clashHeading(c Clash) string {
	who := or(c.By, "Somebody else")
	return who + " has changed this meanwhile: " + c.Label
}

func goneWords(c Clash) string {
	return or(c.By, "Somebody else") + " has deleted it meanwhile; what you changed in it was not kept."
}
