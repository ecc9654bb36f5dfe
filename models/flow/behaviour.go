package flow

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

// resulter is a kind that waits for the world's answer to an effect (WaitResult).
type resulter interface {
	// result leaves by a port.
	result(r *run, at place, ev Event)
}

// listener is a kind that hears the visitor also while it waits for a result, goes on after a person without
// asking anew, and chooses itself which variables a result may set.
type listener interface {
	// more takes words; false when there are none.
	more(r *run, at place, ev Event) bool
	resume(r *run)
}

// former is a kind that once had other exits: documents that still lead on by them are not wrong.
type former interface {
	formerPorts() []Port
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

// quicker is a kind that sets quick replies; each leads to the port "quick:" and its id.
type quicker interface {
	// quick are the replies, filled; those without a target are left out by whoever asks.
	quick(r *run, at place) []Choice
}
