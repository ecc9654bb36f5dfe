package flow

import "fmt"

// offered is the id of the choice that asks for a person.
const offered = "person"

// liveChatBlock asks for a person: at once, or when the visitor has pressed its button.
type liveChatBlock LiveChat

func liveChatKind() Kind { return kindFor[liveChatBlock]("live_chat", "Live chat") }

// Defaults are the settings of a Live chat block that says nothing itself.
func Defaults() LiveChat {
	var b liveChatBlock
	b.defaults()
	return LiveChat(b)
}

func (b *liveChatBlock) defaults() {
	b.Label = orElse(b.Label, "Chat with a person")
	if b.WaitSeconds == 0 {
		b.WaitSeconds = 120
	}
	b.Unavailable = orElse(b.Unavailable, UnavailableLeave)
	if b.Offer {
		b.Text = orElse(b.Text, "Would you like to chat with a person?")
	}
	offline := "Nobody from our team is available right now."
	if b.Unavailable == UnavailableLeave {
		offline += " Leave us a message and we will get back to you."
	}
	m := &b.Messages
	m.Welcome = orElse(m.Welcome, "We are looking for someone who can help you. Please stay with us for a moment.")
	m.Offline = orElse(m.Offline, offline)
	m.Takeover = orElse(m.Takeover, "{{agent.name}} has joined the conversation.")
	m.Assigned = orElse(m.Assigned, "{{agent.name}} is here now and will help you.")
	m.Thanks = orElse(m.Thanks, "Thank you. Your message is with our team, and we will answer as soon as we can.")
}

func (b *liveChatBlock) check() []string {
	var wrong []string
	if b.WaitSeconds < 1 || b.WaitSeconds > maxSeconds {
		wrong = append(wrong, fmt.Sprintf("The waiting time is not between 1 and %d seconds.", maxSeconds))
	}
	switch b.Unavailable {
	case UnavailableExit, UnavailableJump, UnavailableLeave:
	default:
		wrong = append(wrong, fmt.Sprintf("With nobody available, %q is unknown; %q, %q and %q are known.",
			b.Unavailable, UnavailableExit, UnavailableJump, UnavailableLeave))
	}
	return wrong
}

func (b *liveChatBlock) ports() []Port {
	ports := []Port{{Name: PortNext, Label: "After the chat"}}
	if b.Unavailable != UnavailableExit {
		ports = append(ports, Port{Name: PortUnavailable, Label: "Nobody available", Optional: true})
	}
	if b.Skip {
		ports = append(ports, Port{Name: PortSkipped, Label: "Skipped", Optional: true})
	}
	return ports
}

func (b *liveChatBlock) summary() string {
	first := "Asks for a person at once"
	if b.Offer {
		first = "Offers “" + b.Label + "”"
	}
	then := "leaves a message"
	switch b.Unavailable {
	case UnavailableExit:
		then = "goes on"
	case UnavailableJump:
		then = "jumps"
	}
	return brief(fmt.Sprintf("%s; waits %s, then %s", first, inWords(b.WaitSeconds), then))
}

func (b *liveChatBlock) waits() bool { return true }

func (b *liveChatBlock) play(r *run, at place) {
	if b.Offer {
		r.await(WaitReply)
		r.say(at, b.Text, b.choice(r.s.Vars))
		return
	}
	r.say(at, b.Text)
	b.ask(r, at)
}

// ask calls for a person; how it went comes back with EventPerson.
func (b *liveChatBlock) ask(r *run, at place) {
	w := r.await(WaitPerson)
	settings := b.filled(r.s.Vars)
	r.effects = append(r.effects, Effect{Kind: EffectPerson, Block: at.id, Token: w.Token, LiveChat: &settings})
}

func (b *liveChatBlock) choice(vars map[string]string) Choice {
	return Choice{ID: offered, Label: Fill(b.Label, vars), Style: "filled", Icon: "person"}
}

// prompt offers the button until it was pressed; Skip and Back stay while the visitor waits.
func (b *liveChatBlock) prompt(r *run) Prompt {
	p := Prompt{Kind: PromptNone, Back: b.Back}
	if r.s.Wait.Kind == WaitReply {
		p.Kind, p.Choices = PromptOffer, []Choice{b.choice(r.s.Vars)}
	}
	if b.Skip {
		p.Skip = skipLabel
	}
	return p
}

func (b *liveChatBlock) reply(r *run, at place, ev Event) {
	choice := b.choice(r.s.Vars)
	if _, ok := chosen([]Choice{choice}, ev); ok {
		b.ask(r, at)
		return
	}
	r.s.Wait.Tries++
	r.say(at, b.Text, choice)
}

// filled are the settings with their variables filled; {{agent.…}} stays for later.
func (b *liveChatBlock) filled(vars map[string]string) LiveChat {
	l := LiveChat(*b)
	l.Label = Fill(l.Label, vars)
	l.Text = Fill(l.Text, vars)
	m := &l.Messages
	for _, text := range []*string{&m.Welcome, &m.Offline, &m.Takeover, &m.Assigned, &m.Thanks} {
		*text = fillLater(*text, vars)
	}
	return l
}
