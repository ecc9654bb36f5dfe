package flow

// Control is how a setting is edited.
type Control string

// The controls.
const (
	ControlLine     Control = "line"     // one line of text
	ControlText     Control = "text"     // several lines
	ControlNumber   Control = "number"   // a whole or decimal number, JSON number
	ControlToggle   Control = "toggle"   // true or false; JSON null is DefaultOn
	ControlSelect   Control = "select"   // one of Options
	ControlVariable Control = "variable" // the name of a variable, new or known
	ControlMedia    Control = "media"    // an address, or a file that is uploaded
	ControlArticle  Control = "article"  // the slug of a published article
	ControlSecret   Control = "secret"   // the name of one of the bot's secrets
	ControlHours    Control = "hours"    // Hours
	ControlList     Control = "list"     // a JSON array of objects with Items
	ControlWords    Control = "words"    // a JSON array of texts, a line each
	ControlZone     Control = "zone"     // an IANA time zone
)

// Setting is one field in the form of a block. Forms, their checks and the docs page are made from it.
type Setting struct {
	Name        string // in the settings' JSON; "messages.welcome" lies in an object
	Label       string
	Control     Control
	Group       string // heading under which it stands; "" is the first
	Help        string // one sentence
	Placeholder string
	Unit        string    // behind a number: "seconds"
	Options     []Option  // of a select; of a line: what is proposed
	Items       []Setting // of a list
	Item        string    // what one of a list is called: "Choice"
	Min, Max    float64   // of a number; both 0: any
	Templated   bool      // {{variables}} are filled
	DefaultOn   bool      // a toggle that is on when nothing is set
	Reads       bool      // a variable that is looked at; others are set by the block
	// When says that the field is shown only while another one has one of these values, e.g.
	// "unavailable=jump|exit"; "" always.
	When string
}

// Option is one of a select.
type Option struct {
	Value string
	Label string
}

// Preset is a kind as a palette offers it, with settings to begin with.
type Preset struct {
	Title    string
	Help     string // what it does, in one sentence
	Icon     string // of static/img/icons.svg
	Group    string // "Say", "Ask", "Decide", "Do", "People"
	Settings string // JSON, "" for none
}

// VarDoc is a variable that is there without being set by a block.
type VarDoc struct {
	Name string
	Help string
}
