package flow

import "encoding/json"

// Kind is what there is to know of one kind of block. Each has a file of its own.
type Kind struct {
	Name  string // in documents
	Title string // for people
	open  func(json.RawMessage) (settings, error)
}

// Port is an exit that a block may have.
type Port struct {
	Name  string
	Label string
	// Optional ports need no target: without one the block has another way.
	Optional bool
}

// Kinds are all kinds, in the order in which a builder offers them.
func Kinds() []Kind {
	return []Kind{
		textKind(),
		buttonsKind(),
		questionKind(),
		conditionKind(),
		setKind(),
		waitKind(),
		jumpKind(),
		liveChatKind(),
		endKind(),
	}
}

// KindOf finds a kind by the name that documents use.
func KindOf(name string) (Kind, bool) {
	for _, k := range Kinds() {
		if k.Name == name {
			return k, true
		}
	}
	return Kind{}, false
}

// Ports are the exits that a block of these settings has, in order. It errors when the settings do
// not decode.
func (k Kind) Ports(raw json.RawMessage) ([]Port, error) {
	s, err := k.open(raw)
	if err != nil {
		return nil, err
	}
	return s.ports(), nil
}

// Summary is a block in one line. It errors when the settings do not decode.
func (k Kind) Summary(raw json.RawMessage) (string, error) {
	s, err := k.open(raw)
	if err != nil {
		return "", err
	}
	return s.summary(), nil
}

// settings are the settings of one block, decoded, with the behaviour of its kind.
type settings interface {
	// check says what is wrong with them, a sentence each. Such a block is never played.
	check() []string
	ports() []Port
	summary() string
	// waits says that the run always stops here: for the world, or for good.
	waits() bool
	// play does exactly one of these: wait, leave by a port, end.
	play(r *run, at place)
}

// asker is a kind that can wait for the visitor.
type asker interface {
	// prompt is what the visitor can answer. Back says whether the block lets one go back.
	prompt(r *run) Prompt
	// reply takes an answer: it leaves by a port, or says what was wrong and keeps waiting.
	reply(r *run, at place, ev Event)
}

// redirector is a kind that names the target of PortNext in its settings; the zero Target when it
// does not.
type redirector interface {
	redirect() Target
}

// defaulter fills what the settings left out.
type defaulter interface {
	defaults()
}

// kindFor makes the kind whose settings are decoded into an S.
func kindFor[S any, P interface {
	*S
	settings
}](name, title string) Kind {
	return Kind{Name: name, Title: title, open: func(raw json.RawMessage) (settings, error) {
		s := P(new(S))
		if err := strictly(raw, s); err != nil {
			return nil, explain(err, nil)
		}
		if d, ok := any(s).(defaulter); ok {
			d.defaults()
		}
		return s, nil
	}}
}
