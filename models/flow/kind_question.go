package flow

import (
	"regexp"
	"regexp/syntax"
	"strconv"
	"strings"
	"unicode/utf8"

	"deskbell/models/wording"
)

// questionBlock asks for words, an email address or a web address.
type questionBlock struct {
	asking
	Type      string `json:"type,omitempty"` // "text" (default), "email" or "url"
	Long      bool   `json:"long,omitempty"` // several lines
	MinLength int    `json:"min_length,omitempty"`
	MaxLength int    `json:"max_length,omitempty"` // 0: as long as an answer can be
	Pattern   string `json:"pattern,omitempty"`    // that the whole text has to match
}

func questionKind() Kind {
	k := kindFor[questionBlock]("question", "Question")
	k.Icon, k.Group, k.Help = "text-cursor-input", groupAsk, "Asks for words, an email address or a web address."
	k.Form = askForm(
		Setting{Name: "type", Label: "Kind of answer", Control: ControlSelect, Options: questionTypes()},
		Setting{Name: "long", Label: "Several lines", Control: ControlToggle, When: "type=text|"},
		Setting{Name: "min_length", Label: "Shortest answer", Control: ControlNumber, Unit: "characters",
			Max: maxAnswer, Group: groupRetry, When: "type=text|"},
		Setting{Name: "max_length", Label: "Longest answer", Control: ControlNumber, Unit: "characters",
			Max: maxAnswer, Group: groupRetry, When: "type=text|", Help: "0: as long as the visitor likes."},
		Setting{Name: "pattern", Label: "Pattern", Control: ControlLine, Group: groupRetry, When: "type=text|",
			Placeholder: `[A-Z]{2}-\d+`, Help: "A regular expression that the whole answer has to match."},
	)
	k.Presets = []Preset{
		{Title: "Text question", Help: "Asks for words.", Icon: "text-cursor-input", Group: groupAsk},
		{Title: "Email", Help: "Asks for an email address and checks it.", Icon: "mail", Group: groupAsk,
			Settings: `{"type":"email","text":"What is your email address?","var":"email"}`},
		{Title: "Web address", Help: "Asks for a link and checks it.", Icon: "link", Group: groupAsk,
			Settings: `{"type":"url","text":"What is the address of your website?","var":"website"}`},
	}
	return k
}

func questionTypes() []Option {
	return []Option{{"text", "Words"}, {"email", "Email address"}, {"url", "Web address"}}
}

func (b *questionBlock) defaults() {
	b.Type = orElse(b.Type, "text")
	if b.Type == "email" {
		b.Var = orElse(b.Var, "email")
	}
}

func (b *questionBlock) check() []string { return sentences(b.flaws()) }

func (b *questionBlock) flaws() []flaw {
	found := append(b.askFlaws(), optionFlaws("type", b.Type, "The type", questionTypes())...)
	found = append(found, rangeFlaws("min_length", b.MinLength, within{0, maxAnswer}, "The shortest length")...)
	found = append(found, rangeFlaws("max_length", b.MaxLength, within{0, maxAnswer}, "The longest length")...)
	if b.MaxLength > 0 && b.MinLength > b.MaxLength {
		found = append(found, flaw{"min_length", "The shortest length is more than the longest."})
	}
	return append(found, patternFlaws("pattern", b.Pattern)...)
}

// patternFlaws says what is wrong with a pattern that answers have to match.
func patternFlaws(field, pattern string) []flaw {
	if len(pattern) > maxPattern {
		return one(field, "The pattern is longer than %d characters.", maxPattern)
	}
	form, err := syntax.Parse(pattern, syntax.Perl)
	if err != nil {
		return one(field, "The pattern %q cannot be read: %s.", pattern, err)
	}
	if !strings.Contains(pattern, "{") {
		return nil // nothing makes it larger than it is written
	}
	if program, err := syntax.Compile(form.Simplify()); err != nil || len(program.Inst) > maxProgram {
		return one(field, "The pattern %q repeats too much; write it with smaller numbers.", brief(pattern))
	}
	return nil
}

func (b *questionBlock) ports() []Port { return b.askPorts(nextPort()) }

func (b *questionBlock) play(r *run, at place) { b.begin(r, at, b.read) }

func (b *questionBlock) prompt(r *run) Prompt {
	kind := PromptText
	switch b.Type {
	case "email":
		kind = PromptEmail
	case "url":
		kind = PromptURL
	}
	p := b.promptOf(r, kind)
	p.Long = b.Long && kind == PromptText
	return p
}

func (b *questionBlock) reply(r *run, at place, ev Event) { b.take(r, at, b.read(ev.Text)) }

func (b *questionBlock) read(words string) reading {
	switch b.Type {
	case "email":
		if email, ok := CleanEmail(words); ok {
			return reading{value: email, email: email, port: PortNext}
		}
		return reading{why: unfit(wording.FieldEmail)}
	case "url":
		if address, ok := CleanURL(words); ok {
			return reading{value: address, port: PortNext}
		}
		return reading{why: unfit(wording.AskURL)}
	}
	if why := b.misses(words); why != nil {
		return reading{why: why}
	}
	return reading{value: words, port: PortNext}
}

// misses says why words are no answer; nil when they are one.
func (b *questionBlock) misses(words string) *misfit {
	length := utf8.RuneCountInString(words)
	switch {
	case !fits(words):
		return unfit(wording.AskText)
	case length < b.MinLength:
		return unfit(wording.AskLonger, "count", strconv.Itoa(b.MinLength))
	case b.MaxLength > 0 && length > b.MaxLength:
		return unfit(wording.AskShorter, "count", strconv.Itoa(b.MaxLength))
	case !matches(b.Pattern, words):
		return unfit(wording.FieldForm)
	}
	return nil
}

// matches says that all of the words have the form of a pattern; without one they do.
func matches(pattern, words string) bool {
	if pattern == "" {
		return true
	}
	form, err := regexp.Compile(`^(?:` + pattern + `)$`)
	return err == nil && form.MatchString(words)
}
