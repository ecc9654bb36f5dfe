package flow

import (
	"slices"
	"time"
	"unicode/utf8"

	"deskbell/models/wording"
)

const (
	maxTries       = 100
	longestSilence = 30 * 86_400 // seconds in which an answer may come
)

// asking are the settings that every question has. Texts are templates.
type asking struct {
	Text           string `json:"text"`
	Var            string `json:"var,omitempty"`      // keeps the answer
	Required       *bool  `json:"required,omitempty"` // default true; false: Skip is offered
	SkipLabel      string `json:"skip_label,omitempty"`
	Retry          string `json:"retry,omitempty"`           // said when an answer does not fit, in place of why
	MaxTries       int    `json:"max_tries,omitempty"`       // answers that do not fit before PortFailed; 0: any number
	TimeoutSeconds int    `json:"timeout_seconds,omitempty"` // without an answer, then PortTimeout; 0: it waits for ever
	Prefill        string `json:"prefill,omitempty"`         // what is there to begin with
	OnlyIfUnknown  bool   `json:"only_if_unknown,omitempty"` // asks nothing when Var holds what fits
	Back           *bool  `json:"back,omitempty"`            // default true
	Sensitive      bool   `json:"sensitive,omitempty"`       // the team sees it masked
	Placeholder    string `json:"placeholder,omitempty"`     // in the empty field
	Button         string `json:"button,omitempty"`          // of the button that sends
}

// reading is what an answer comes to.
type reading struct {
	value string // as it is kept
	port  string // by which the block is left
	email string // an address in it, checked
	why   *misfit
}

func (a *asking) optional() bool { return a.Required != nil && !*a.Required }

// waits is false for a question that asks nothing when the answer is known.
func (a *asking) waits() bool { return !a.OnlyIfUnknown }

// summary is the question and where its answer goes.
func (a *asking) summary() string {
	if a.Var != "" {
		return brief(a.Text + " → " + a.Var)
	}
	return brief(a.Text)
}

// askPorts puts the exits that every question may have behind its own.
func (a *asking) askPorts(own ...Port) []Port {
	if a.optional() {
		own = append(own, Port{Name: PortSkipped, Label: "Skipped", Optional: true})
	}
	if a.MaxTries > 0 {
		own = append(own, Port{Name: PortFailed, Label: "Too many tries", Optional: true})
	}
	if a.TimeoutSeconds > 0 {
		own = append(own, Port{Name: PortTimeout, Label: "No answer in time", Optional: true})
	}
	return own
}

// nextPort is the exit of a question that has one way on.
func nextPort() Port { return Port{Name: PortNext, Label: "Next"} }

func (a *asking) askFlaws() []flaw {
	found := textFlaws("text", a.Text, "The question has no text.")
	for _, t := range [...][2]string{
		{"skip_label", a.SkipLabel}, {"retry", a.Retry}, {"prefill", a.Prefill},
		{"placeholder", a.Placeholder}, {"button", a.Button},
	} {
		found = append(found, longFlaws(t[0], t[1])...)
	}
	found = append(found, rangeFlaws("max_tries", a.MaxTries, within{0, maxTries}, "The number of tries")...)
	found = append(found, rangeFlaws("timeout_seconds", a.TimeoutSeconds, within{0, longestSilence}, "The time for an answer")...)
	return append(found, varFlaws("var", a.Var, a.OnlyIfUnknown)...)
}

// begin asks, or goes on at once with what is known.
func (a *asking) begin(r *run, at place, read func(words string) reading, choices ...Choice) {
	if known := r.s.Vars[a.Var]; a.OnlyIfUnknown && !r.again && known != "" {
		if got := read(known); got.why == nil {
			if a.Sensitive {
				r.hide(a.Var)
			}
			r.tell(at, got.email)
			r.leave(at, got.port)
			return
		}
	}
	a.ask(r, at, choices...)
}

// ask says the question and waits, for ever or for a time.
func (a *asking) ask(r *run, at place, choices ...Choice) {
	w := r.await(WaitReply)
	r.say(at, a.Text, choices...)
	if a.TimeoutSeconds > 0 {
		w.Due = r.now.Add(time.Duration(a.TimeoutSeconds) * time.Second)
		r.emit(at, Effect{Kind: EffectTimer, Token: w.Token, Due: w.Due})
	}
}

// take goes on with what was read of an answer, or says why it does not fit.
func (a *asking) take(r *run, at place, got reading, choices ...Choice) {
	if got.why != nil {
		a.refuse(r, at, got.why, choices...)
		return
	}
	a.keep(r, a.Var, got.value)
	r.tell(at, got.email)
	r.remember()
	r.leave(at, got.port)
}

// refuse asks again; after the last try it leaves.
func (a *asking) refuse(r *run, at place, why *misfit, choices ...Choice) {
	r.s.Wait.Tries++
	if a.MaxTries > 0 && r.s.Wait.Tries >= a.MaxTries {
		r.leave(at, PortFailed)
		return
	}
	if !blank(a.Retry) {
		r.say(at, a.Retry, choices...)
		return
	}
	r.speak(at, Effect{Text: why.said(r.words, r.s.Vars), Choices: choices})
}

// keep sets a variable to an answer.
func (a *asking) keep(r *run, name, value string) {
	r.set(name, value)
	if a.Sensitive {
		r.hide(name)
	}
}

// promptOf is what all questions have in their prompt.
func (a *asking) promptOf(r *run, kind PromptKind) Prompt {
	vars := r.s.Vars
	p := Prompt{
		Kind: kind, Placeholder: Fill(a.Placeholder, vars), Value: Fill(a.Prefill, vars),
		Button: Fill(a.Button, vars), Back: a.Back == nil || *a.Back, Sensitive: a.Sensitive,
	}
	if a.optional() {
		p.Skip = orElse(Fill(a.SkipLabel, vars), r.words.Of(wording.Skip))
	}
	return p
}

// hide notes that a variable is not for everybody's eyes.
func (r *run) hide(name string) {
	if name != "" && utf8.ValidString(name) && !slices.Contains(r.s.Secret, name) {
		r.s.Secret = append(r.s.Secret, name)
	}
}

// tell lets the world know a checked address.
func (r *run) tell(at place, email string) {
	if email != "" {
		r.emit(at, Effect{Kind: EffectEmail, Text: email})
	}
}

// fits says that words were typed, and not too many for an answer.
func fits(text string) bool { return text != "" && utf8.RuneCountInString(text) <= maxAnswer }
