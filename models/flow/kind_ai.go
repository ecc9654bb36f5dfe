package flow

import (
	"regexp"
	"slices"
	"strings"
	"time"

	"deskbell/models/wording"
)

const (
	portAnswered      = "answered"
	portWantsPerson   = "wants_person"
	portNotFound      = "not_found"
	portNotConfigured = "not_configured" // of old documents: nothing leaves by it

	// longestAnswer is how long an answer of the AI may take.
	longestAnswer = time.Minute

	mostTurns       = 50
	mostAILanguages = 20
	mostAIVars      = 20
	mostPhrases     = 100
)

// aiBlock answers questions from the articles.
type aiBlock struct {
	Question     string   `json:"question,omitempty"` // a template; default: the visitor's last words
	Text         string   `json:"text,omitempty"`     // asks for a question, where none is given
	Instructions string   `json:"instructions,omitempty"`
	Category     string   `json:"category,omitempty"`
	Tone         string   `json:"tone,omitempty"`
	Languages    []string `json:"languages,omitempty"` // to answer in; none: the visitor's
	Var          string   `json:"var,omitempty"`       // keeps the last answer
	Vars         []string `json:"vars,omitempty"`      // that an answer may set
	Turns        int      `json:"turns,omitempty"`     // questions that are answered, one after the other; 0: 1
	Placeholder  string   `json:"placeholder,omitempty"`
	Again        string   `json:"again,omitempty"`        // said when nothing was found and one may ask again
	PersonWords  []string `json:"person_words,omitempty"` // phrases that ask for a person, beside the usual ones
	NoPerson     bool     `json:"no_person,omitempty"`    // a person is not offered
	Silent       bool     `json:"silent,omitempty"`       // the answer is kept, and not said
}

func aiKind() Kind {
	k := kindFor[aiBlock]("ai_answer", "AI answer")
	k.Icon, k.Group = "sparkles", groupDo
	k.Help = "Answers questions from the published articles, or says that it cannot."
	k.Form = aiForm()
	k.Presets = []Preset{{Title: k.Title, Help: k.Help, Icon: k.Icon, Group: k.Group, Settings: `{"turns":10}`}}
	return k
}

func aiForm() []Setting {
	question := textSetting("question", "Question", "If empty, what the visitor typed last; where that is nothing, it waits for words.")
	question.Placeholder = "{{question}}"
	turns := Setting{Name: "turns", Label: "Questions in a row", Control: ControlNumber, Max: mostTurns, Placeholder: "1",
		Help: "After each answer the visitor can go on asking; after the last one the flow goes on."}
	again := textSetting("again", "When nothing is found", "Said once, when the visitor may ask again. If empty, the bot's own text.")
	again.Placeholder = wording.Standard("en", wording.AIAgain)
	placeholder := lineSetting("placeholder", "Hint in the empty field", "")
	form := []Setting{
		question,
		textSetting("text", "Ask for a question", "Said before it waits for words. If empty, it takes what the visitor typed last."),
		turns,
		textSetting("instructions", "Instructions", "How to answer: what to stress, how long, what to leave to a person."),
	}
	form = append(form, under("Answers",
		lineSetting("category", "Only articles of", "A category; if empty, all of them."),
		selectSetting("tone", "Tone", "", aiTones()),
		Setting{Name: "languages", Label: "Languages", Control: ControlWords, Placeholder: "en",
			Help: "Short codes, a line each. It answers in the visitor's where that is one of them, else in the first; if empty, in the visitor's."},
		again, placeholder)...)
	form = append(form, under("A person",
		toggleSetting("no_person", "Do not offer a person", "Who asks for one still leaves by “Wants a person”, where that leads somewhere."),
		Setting{Name: "person_words", Label: "Phrases that ask for a person", Control: ControlWords,
			Help: "A line each, beside the usual ones of seven languages."})...)
	return append(form, under("What is kept",
		Setting{Name: "var", Label: "Keep the answer as", Control: ControlVariable},
		toggleSetting("silent", "Do not say the answer", "It is only kept, for a block behind this one."),
		Setting{Name: "vars", Label: "Variables that the AI may set", Control: ControlWords, Placeholder: "order_number",
			Help: "Names, a line each. It can set no others."})...)
}

func aiTones() []Option {
	return []Option{{"", "Friendly"}, {"factual", "Factual"}, {"formal", "Formal"}, {"brief", "Brief"}}
}

func (b *aiBlock) flaws() []flaw {
	var found []flaw
	for _, t := range [...][2]string{{"question", b.Question}, {"text", b.Text}, {"instructions", b.Instructions}, {"category", b.Category},
		{"placeholder", b.Placeholder}, {"again", b.Again}} {
		found = append(found, longFlaws(t[0], t[1])...)
	}
	found = append(found, rangeFlaws("turns", b.Turns, within{0, mostTurns}, "The number of questions")...)
	found = append(found, optionFlaws("tone", b.Tone, "The tone", aiTones())...)
	found = append(found, b.listFlaws()...)
	return append(found, varFlaws("var", b.Var, false)...)
}

var languageCode = regexp.MustCompile(`^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}$`)

func (b *aiBlock) listFlaws() []flaw {
	var found []flaw
	for _, code := range b.Languages {
		if !languageCode.MatchString(code) {
			found = append(found, one("languages", "%q is no language; one is a short code: en, de, pt-BR.", brief(code))...)
		}
	}
	for _, name := range b.Vars {
		found = append(found, varFlaws("vars", name, true)...)
	}
	for _, phrase := range b.PersonWords {
		if len(phrase) > maxPattern {
			found = append(found, one("person_words", "A phrase is longer than %d characters.", maxPattern)...)
		}
	}
	for field, l := range map[string]struct{ has, most int }{"languages": {len(b.Languages), mostAILanguages},
		"vars": {len(b.Vars), mostAIVars}, "person_words": {len(b.PersonWords), mostPhrases}} {
		if l.has > l.most {
			found = append(found, one(field, "There are more than %d.", l.most)...)
		}
	}
	slices.SortStableFunc(found, func(x, y flaw) int { return strings.Compare(x.field, y.field) })
	return found
}

func (b *aiBlock) check() []string { return sentences(b.flaws()) }

func (b *aiBlock) ports() []Port {
	return []Port{
		{Name: portAnswered, Label: "Answered"}, {Name: portWantsPerson, Label: "Wants a person", Optional: b.NoPerson},
		{Name: portNotFound, Label: "No answer found"}, {Name: PortError, Label: "Failed"},
	}
}

func (b *aiBlock) formerPorts() []Port {
	return []Port{{Name: portNotConfigured, Label: "No AI is set up (no longer taken)", Optional: true}}
}

// sets are the answer and what the AI may set.
func (b *aiBlock) sets() []use {
	uses := []use{{"var", b.Var}}
	for _, name := range b.Vars {
		uses = append(uses, use{"vars", name})
	}
	return uses
}

func (b *aiBlock) summary() string {
	what := "the visitor's last words"
	switch {
	case !blank(b.Question):
		what = b.Question
	case !blank(b.Text):
		what = "what it asks for: " + b.Text
	case b.turns() > 1:
		what = "the visitor's questions"
	}
	return brief("Answers " + what)
}

// turns is how many questions it answers.
func (b *aiBlock) turns() int { return min(max(1, b.Turns), mostTurns) }

// waits is true where each question has to come from the visitor; one that stands there can be asked again without
// anybody.
func (b *aiBlock) waits() bool { return blank(b.Question) }
