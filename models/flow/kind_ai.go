package flow

import "time"

const (
	portAnswered      = "answered"
	portWantsPerson   = "wants_person"
	portNotFound      = "not_found"
	portNotConfigured = "not_configured"

	// longestAnswer is how long an answer of the AI may take.
	longestAnswer = 2 * time.Minute
)

// aiBlock has a question answered from the articles.
type aiBlock struct {
	Instructions string `json:"instructions,omitempty"`
	Category     string `json:"category,omitempty"`
	Question     string `json:"question,omitempty"` // a template; default: the visitor's last words
	Var          string `json:"var,omitempty"`      // keeps the answer
}

func aiKind() Kind {
	k := kindFor[aiBlock]("ai_answer", "AI answer")
	k.Icon, k.Group = "sparkles", groupDo
	k.Help = "Answers a question from the published articles, or says that it cannot."
	question := textSetting("question", "Question", "If empty, the visitor's last words.")
	question.Placeholder = "{{question}}"
	k.Form = []Setting{
		question,
		textSetting("instructions", "Instructions", "How to answer: tone, length, what to leave to a person."),
		lineSetting("category", "Only articles of", "A category; if empty, all of them."),
		{Name: "var", Label: "Keep the answer as", Control: ControlVariable},
	}
	return k
}

func (b *aiBlock) flaws() []flaw {
	found := longFlaws("question", b.Question)
	found = append(found, longFlaws("instructions", b.Instructions)...)
	found = append(found, longFlaws("category", b.Category)...)
	return append(found, varFlaws("var", b.Var, false)...)
}

func (b *aiBlock) check() []string { return sentences(b.flaws()) }

func (b *aiBlock) ports() []Port {
	return []Port{
		{Name: portAnswered, Label: "Answered"}, {Name: portWantsPerson, Label: "Wants a person"},
		{Name: portNotFound, Label: "No answer found"}, {Name: PortError, Label: "Failed"},
		{Name: portNotConfigured, Label: "No AI is set up", Optional: true},
	}
}

func (b *aiBlock) summary() string {
	if blank(b.Question) {
		return "Answers the visitor's last words"
	}
	return brief("Answers " + b.Question)
}

// waits is false: nobody has to do anything for the run to go on.
func (b *aiBlock) waits() bool { return false }

func (b *aiBlock) play(r *run, at place) {
	w := r.await(WaitResult)
	w.Due = r.now.Add(longestAnswer + resultGrace)
	r.emit(at, Effect{Kind: EffectAI, Token: w.Token, AI: &AIRequest{
		Instructions: Fill(b.Instructions, r.s.Vars),
		Question:     Fill(b.Question, r.s.Vars),
		Category:     r.line(b.Category),
	}})
	r.emit(at, Effect{Kind: EffectTimer, Token: w.Token, Due: w.Due})
}

func (b *aiBlock) result(r *run, at place, ev Event) {
	port := ev.Result.Port
	switch {
	case at.has(port):
	case ev.Result.OK:
		port = portAnswered
	default:
		port = PortError
	}
	if port == portAnswered {
		r.set(b.Var, ev.Result.Body)
	}
	if port == portNotConfigured && at.block.Out[port] == (Target{}) {
		port = PortError
	}
	r.leave(at, port)
}
