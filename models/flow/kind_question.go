package flow

import "fmt"

const (
	portFailed   = "failed" // too many invalid answers
	retryOfText  = "Please type your answer."
	retryOfEmail = "This does not look like an email address. Please check it."
)

// questionBlock asks for words or an email address.
type questionBlock struct {
	Text          string `json:"text"`
	Type          string `json:"type,omitempty"` // "text" or "email"
	Var           string `json:"var,omitempty"`
	Placeholder   string `json:"placeholder,omitempty"`
	Required      *bool  `json:"required,omitempty"` // default true; false: Skip is offered
	SkipLabel     string `json:"skip_label,omitempty"`
	Retry         string `json:"retry,omitempty"`
	MaxTries      int    `json:"max_tries,omitempty"` // invalid answers before "failed"; 0: any number
	OnlyIfUnknown bool   `json:"only_if_unknown,omitempty"`
}

func questionKind() Kind { return kindFor[questionBlock]("question", "Question") }

func (b *questionBlock) defaults() {
	b.Type = orElse(b.Type, "text")
	if b.Type == "email" {
		b.Var = orElse(b.Var, "email")
	}
	b.SkipLabel = orElse(b.SkipLabel, skipLabel)
}

func (b *questionBlock) check() []string {
	wrong := checkText(b.Text, "The question has no text.")
	if b.Type != "text" && b.Type != "email" {
		wrong = append(wrong, fmt.Sprintf("The type %q is unknown; \"text\" and \"email\" are known.", b.Type))
	}
	if b.MaxTries < 0 || b.MaxTries > 100 {
		wrong = append(wrong, "The number of tries is not between 0 and 100.")
	}
	return append(wrong, checkVar(b.Var, b.OnlyIfUnknown)...)
}

func (b *questionBlock) optional() bool { return b.Required != nil && !*b.Required }

func (b *questionBlock) ports() []Port {
	ports := []Port{{Name: PortNext, Label: "Next"}}
	if b.optional() {
		ports = append(ports, Port{Name: PortSkipped, Label: "Skipped", Optional: true})
	}
	if b.MaxTries > 0 {
		ports = append(ports, Port{Name: portFailed, Label: "Too many tries", Optional: true})
	}
	return ports
}

func (b *questionBlock) summary() string {
	if b.Var != "" {
		return brief(b.Text + " → " + b.Var)
	}
	return brief(b.Text)
}

// waits is false for a question that asks nothing when the answer is known.
func (b *questionBlock) waits() bool { return !b.OnlyIfUnknown }

func (b *questionBlock) play(r *run, at place) {
	if known, ok := b.valid(r.s.Vars[b.Var]); ok && b.OnlyIfUnknown && !r.again {
		b.tell(r, at, known)
		r.leave(at, PortNext)
		return
	}
	r.await(WaitReply)
	r.say(at, b.Text)
}

func (b *questionBlock) prompt(r *run) Prompt {
	p := Prompt{Kind: PromptText, Placeholder: Fill(b.Placeholder, r.s.Vars), Back: true}
	if b.Type == "email" {
		p.Kind = PromptEmail
	}
	if b.optional() {
		p.Skip = Fill(b.SkipLabel, r.s.Vars)
	}
	return p
}

func (b *questionBlock) reply(r *run, at place, ev Event) {
	if answer, ok := b.valid(ev.Text); ok {
		r.set(b.Var, answer)
		b.tell(r, at, answer)
		r.remember()
		r.leave(at, PortNext)
		return
	}
	r.s.Wait.Tries++
	if b.MaxTries > 0 && r.s.Wait.Tries >= b.MaxTries {
		r.leave(at, portFailed)
		return
	}
	retry := retryOfText
	if b.Type == "email" {
		retry = retryOfEmail
	}
	r.say(at, orElse(b.Retry, retry))
}

// valid is the answer as it is kept.
func (b *questionBlock) valid(answer string) (string, bool) {
	if b.Type == "email" {
		return CleanEmail(answer)
	}
	return answer, fits(answer)
}

// tell lets the world know a checked address.
func (b *questionBlock) tell(r *run, at place, answer string) {
	if b.Type == "email" {
		r.effects = append(r.effects, Effect{Kind: EffectEmail, Block: at.id, Text: answer})
	}
}
