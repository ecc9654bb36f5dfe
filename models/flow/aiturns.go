package flow

import (
	"slices"
	"strings"

	"deskbell/models/answer"
	"deskbell/models/wording"
)

// What can be pressed under an answer.
const (
	choiceHelped = "helped"
	choicePerson = "person"
)

// What is kept of the questions for who takes over.
const (
	mostAsked     = 12
	longestAsked  = 300 // runes
	mostSources   = 6
	longestSource = 120
)

// What goes along of the variables that instructions name.
const (
	mostValues   = 40
	longestValue = 2000 // runes
)

// play asks the question that there is, else it waits for one.
func (b *aiBlock) play(r *run, at place) {
	if r.held != nil && r.held.AI != nil {
		b.listen(r, *r.held.AI, r.held.AI.Choices...)
		r.held = nil
		return
	}
	question := strings.TrimSpace(Fill(b.Question, r.s.Vars))
	if blank(b.Question) && blank(b.Text) {
		question, r.s.Words = r.s.Words, ""
	}
	if question != "" {
		b.ask(r, at, question, AIWait{})
		return
	}
	b.listen(r, AIWait{})
	r.say(at, b.Text)
}

// listen waits for words, and may offer choices.
func (b *aiBlock) listen(r *run, so AIWait, offered ...Choice) {
	w := r.await(WaitReply)
	if so.First == 0 {
		so.First = r.s.Seq
	}
	w.AI = &AIWait{First: so.First, Turn: so.Turn, Missed: so.Missed, Choices: offered}
}

// ask lets the AI answer, unless a person is asked for.
func (b *aiBlock) ask(r *run, at place, question string, so AIWait) {
	if b.wantsPerson(at, question) {
		r.leave(at, portWantsPerson)
		return
	}
	question = tidy(question)
	w := r.await(WaitResult)
	if so.First == 0 {
		so.First = r.s.Seq
	}
	w.AI = &AIWait{First: so.First, Turn: so.Turn + 1, Missed: so.Missed, Question: Shortened(question), Noted: r.s.noted(question)}
	w.Due = r.now.Add(longestAnswer + resultGrace)
	r.emit(at, Effect{Kind: EffectAI, Token: w.Token, AI: &AIRequest{
		Instructions: b.Instructions, Template: true, Values: r.s.values(b.Instructions),
		Question: question, Category: r.line(b.Category), Tone: b.Tone, Languages: b.Languages, Vars: b.Vars, Missed: so.Missed, NoPerson: b.NoPerson, Silent: b.Silent,
	}})
	r.emit(at, Effect{Kind: EffectTimer, Token: w.Token, Due: w.Due})
}

// wantsPerson says that words ask for one, and that this leads somewhere where none is offered.
func (b *aiBlock) wantsPerson(at place, words string) bool {
	if b.NoPerson && at.block.Out[portWantsPerson] == (Target{}) {
		return false
	}
	return answer.AsksForPerson(words, b.PersonWords)
}

func (b *aiBlock) prompt(r *run) Prompt {
	p := Prompt{Kind: PromptText, Placeholder: Fill(b.Placeholder, r.s.Vars)}
	if r.s.Wait.AI != nil {
		p.Choices = r.s.Wait.AI.Choices
	}
	return p
}

// reply takes the next question, or what was pressed under the last answer.
func (b *aiBlock) reply(r *run, at place, ev Event) {
	so := r.s.Wait.so()
	chosen := func(c Choice) bool {
		return c.ID == ev.Choice || ev.Choice == "" && ev.Text != "" && same(c.Label, ev.Text)
	}
	c, offered := choiceBy(so.Choices, chosen)
	switch {
	case offered && c.ID == choicePerson:
		r.leave(at, portWantsPerson)
	case offered:
		r.leave(at, portAnswered)
	case ev.Text != "":
		b.ask(r, at, ev.Text, so)
	default: // files alone, or what is not offered
		r.s.Wait.Tries++
		r.say(at, b.again(r))
	}
}

// more takes words while an answer is under way: they are the next question. Who asks for a person does not wait.
func (b *aiBlock) more(r *run, at place, ev Event) bool {
	ai := r.s.Wait.AI
	if ev.Text == "" || ai == nil {
		return false
	}
	if b.wantsPerson(at, ev.Text) {
		r.leave(at, portWantsPerson)
		return true
	}
	ai.Next = tidy(strings.TrimSpace(ai.Next + "\n" + ev.Text))
	return true
}

// result says what came, and goes on or listens.
func (b *aiBlock) result(r *run, at place, ev Event) {
	so, got := r.s.Wait.so(), ev.Result
	port := aiPort(got)
	b.keep(r, so, got, port)
	left := so.Turn < b.turns()
	switch {
	case port == portAnswered && left:
		so.Missed = 0
		b.answered(r, at, got, so)
		return
	case port == portNotFound && left && so.Missed == 0:
		so.Missed++
		b.missed(r, at, so)
		return
	case port == portAnswered, port == portWantsPerson:
		b.say(r, at, got)
	case port == PortError && at.block.Out[PortError] == (Target{}):
		r.say(at, r.words.Of(wording.AIFailed))
	}
	r.s.Words = orElse(so.Next, r.s.Words)
	if port != portAnswered {
		at = at.elsewhere(port, portWantsPerson)
	}
	if at.target(port) == (Target{}) && (port == portNotFound || port == portWantsPerson && blank(got.Body)) {
		r.say(at, r.words.Of(wording.AIFailed))
	}
	r.leave(at, port)
}

// answered says an answer behind which one may ask more.
func (b *aiBlock) answered(r *run, at place, got Result, so AIWait) {
	if so.Next != "" {
		b.say(r, at, got)
		b.ask(r, at, so.Next, so)
		return
	}
	choices := append([]Choice{{ID: choiceHelped, Label: r.words.Of(wording.AIHelped)}}, b.person(r)...)
	b.listen(r, so, choices...)
	b.say(r, at, got, choices...)
}

// say says an answer as it is: nothing is filled into it.
func (b *aiBlock) say(r *run, at place, got Result, choices ...Choice) {
	if text := tidy(got.Body); text != "" && !b.Silent {
		r.speak(at, Effect{Text: text, Choices: choices, Content: &Content{Kind: ContentAnswer, Answer: got.Answer, Sources: got.Sources}})
	}
}

// missed says that nothing was found; one may ask once more.
func (b *aiBlock) missed(r *run, at place, so AIWait) {
	if so.Next != "" {
		b.ask(r, at, so.Next, so)
		return
	}
	choices := b.person(r)
	b.listen(r, so, choices...)
	r.say(at, b.again(r), choices...)
}

// person offers one.
func (b *aiBlock) person(r *run) []Choice {
	if b.NoPerson {
		return nil
	}
	return []Choice{{ID: choicePerson, Label: r.words.Of(wording.AIPerson), Icon: "person"}}
}

func (b *aiBlock) again(r *run) string { return orElse(b.Again, r.words.Of(wording.AIAgain)) }

// keep sets the variables that an answer may set, and notes the question for who takes over.
func (b *aiBlock) keep(r *run, so AIWait, got Result, port string) {
	for _, name := range b.Vars {
		if value, ok := got.Vars[name]; ok {
			r.set(name, value)
		}
	}
	if port == portAnswered {
		r.set(b.Var, got.Body)
	}
	if so.Question == "" {
		return
	}
	note := Asked{Question: r.s.WithoutSecrets(orElse(so.Noted, so.Question)), Port: port}
	for _, s := range got.Sources {
		title := cut(tidy(s.Title), longestSource)
		if title != "" && !slices.Contains(note.Sources, title) && len(note.Sources) < mostSources {
			note.Sources = append(note.Sources, title)
		}
	}
	asked := append(slices.Clone(r.s.Asked), note)
	r.s.Asked = asked[max(0, len(asked)-mostAsked):]
}

// resume listens again after a person, who has answered what was under way: nothing is said, and an answer that was
// begun before finds another wait.
func (b *aiBlock) resume(r *run) {
	so := r.s.Wait.so()
	if r.s.Wait.Kind == WaitResult {
		so.Turn--
	}
	so.Missed = 0
	b.listen(r, so)
}
