package builder

import (
	"fmt"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"deskbell/models"
	"deskbell/models/flow"
)

// Playground is a flow that is tried as it is in the making.
type Playground struct {
	Me    *models.Agent
	Bot   *models.Bot
	Flow  models.FlowHead
	Block string   // where it begins; "": at the flow's start
	From  string   // its name
	Pins  []string // flow:version of all that is played as in the making, the flow first; none: not begun
	Seed  uint64
	Begin bool // it is to begin by itself: nothing is asked at first, or only for a while
	// What is pretended.
	Nobody, Closed, HTTPFails bool
	Trace                     Trace
}

// frame is the address of the chat.
func (p Playground) frame() string {
	query := url.Values{"playground": {"1"}, "trial_pins": {strings.Join(p.Pins, ",")}, "trial_seed": {strconv.FormatUint(p.Seed, 10)}}
	for name, value := range map[string]string{"block": p.Block, "nobody": flag(p.Nobody), "closed": flag(p.Closed), "http": flag(p.HTTPFails), "begin": flag(p.Begin)} {
		if value != "" {
			query.Set("trial_"+name, value)
		}
	}
	return "/w/" + url.PathEscape(p.Bot.Key) + "?" + query.Encode()
}

func flag(on bool) string {
	if on {
		return "1"
	}
	return ""
}

func (p Playground) path() string { return Path(p.Bot, p.Flow, "/playground") }

// from says where the test begins.
func (p Playground) from() string {
	if p.Block == "" {
		return "From the start"
	}
	return "From “" + p.From + "”"
}

// NameOf is what a block of a document is called, "" when it is not there.
func NameOf(document *flow.Document, block string) string {
	b, there := document.Blocks[block]
	if !there {
		return ""
	}
	return (&Draft{FlowDraft: models.FlowDraft{Document: *document}}).named(b)
}

func (d *Draft) named(b flow.Block) string {
	if b.Title != "" {
		return b.Title
	}
	if k, ok := flow.KindOf(b.Kind); ok {
		return k.Title
	}
	return b.Kind
}

// Trace is what a run has come to.
type Trace struct {
	Bot          *models.Bot
	Flows        []models.FlowHead
	Conversation *models.Conversation
	Documents    map[string]*flow.Document // of the way, by flow
	Faults       []string
	Now          time.Time
}

// stop is one block of the way.
type stop struct {
	models.Visit
	name  string
	where string // the flow, where it is another than before
	port  string // the exit, in words
	href  string
	note  string // what the world answered
	here  bool   // the run stands there
}

// stops are the way, each block once where it was waited at.
func (t Trace) stops() []stop {
	var all []stop
	last := ""
	visits := t.Conversation.Trial.Trace
	for i, v := range visits {
		if n := len(all) - 1; n >= 0 && all[n].Port == "" && all[n].Block == v.Block && all[n].Flow == v.Flow {
			all = all[:n]
		}
		s := stop{Visit: v, name: v.Block, here: v.Port == "" && i == len(visits)-1}
		if document := t.Documents[v.Flow]; document != nil {
			s.name, s.port = NameOf(document, v.Block), portName(document.Blocks[v.Block], v.Port)
		}
		head := t.flow(v.Flow)
		if v.Flow != last && last != "" {
			s.where = head.Name
		}
		last = v.Flow
		s.href = Path(t.Bot, head, "?"+url.Values{"block": {v.Block}}.Encode())
		if r, ok := t.Conversation.Trial.Results[v.Block]; ok && v.Port != "" {
			s.note = answered(r)
		}
		all = append(all, s)
	}
	return all
}

func (t Trace) flow(id string) models.FlowHead {
	if i := slices.IndexFunc(t.Flows, func(h models.FlowHead) bool { return h.ID == id }); i >= 0 {
		return t.Flows[i]
	}
	return models.FlowHead{ID: id, Bot: t.Bot.ID}
}

func portName(b flow.Block, port string) string {
	for _, p := range flow.PortsOf(b) {
		if p.Name == port {
			return p.Label
		}
	}
	return port
}

func answered(r flow.Result) string {
	switch {
	case r.Error != "":
		return r.Error
	case r.Status > 0:
		return "Status " + strconv.Itoa(r.Status)
	}
	return ""
}

// variable is one with its value, as the team may see it.
type variable struct{ name, value string }

// vars are the run's own variables, and those that are known of every visitor.
func (t Trace) vars() (own, known []variable) {
	values := t.Conversation.TeamVars()
	for _, name := range keys(values) {
		if worldly(name) {
			known = append(known, variable{name, values[name]})
		} else {
			own = append(own, variable{name, values[name]})
		}
	}
	return own, known
}

func worldly(name string) bool {
	return strings.HasPrefix(name, "visitor.") || slices.ContainsFunc(flow.WorldVars(), func(d flow.VarDoc) bool { return d.Name == name })
}

// waits is how long the run still waits for a time, in words; "" when it waits for none.
func (t Trace) waits() string {
	ahead, ok := t.Conversation.Ahead(t.Now)
	switch {
	case !ok:
		return ""
	case t.Conversation.State == models.StateWaiting:
		return "Waits for a person, " + spell(ahead) + " at most"
	case t.Conversation.Flow.Wait.Kind == flow.WaitReply:
		return "Waits for an answer, " + spell(ahead) + " at most"
	}
	return "Waits " + spell(ahead)
}

// spell is a time in words, rounded up.
func spell(d time.Duration) string {
	d = max(0, d)
	switch {
	case d < 100*time.Second:
		return Counted(int((d+time.Second-1)/time.Second), "second", "seconds")
	case d < 100*time.Minute:
		return Counted(int((d+time.Minute-1)/time.Minute), "minute", "minutes")
	case d < 48*time.Hour:
		return Counted(int((d+time.Hour-1)/time.Hour), "hour", "hours")
	}
	return fmt.Sprintf("%d days", int((d+24*time.Hour-1)/(24*time.Hour)))
}

// clock is the time that the flow sees, and whether it runs ahead.
func (t Trace) clock() (time.Time, bool) {
	skew := t.Conversation.Trial.Skew
	return t.Now.Add(skew), skew > 0
}

// stands says what became of the run, in words.
func (t Trace) stands() string {
	c := t.Conversation
	switch {
	case c.State == models.StateWaiting:
		return "A person is asked for. It rings on the desk, where this chat is marked as a playground's."
	case c.State == models.StateLive:
		return or(c.OwnerName, "Somebody") + " has the chat."
	case c.State == models.StateLeft:
		return "A message was left."
	case c.Leave != models.LeaveNothing:
		return "The visitor is asked to leave a message."
	case c.State == models.StateClosed || c.Flow.Ended != "":
		return "The flow has ended."
	}
	return ""
}
