package flow

import (
	"deskbell/models/answer"
	"deskbell/models/wording"
)

// The ids of the choices that ask for a person.
const (
	ChoicePerson = "person"
	ChoiceVideo  = "video"
)

// liveChatBlock asks for a person: at once, or when the visitor has pressed a button of it.
type liveChatBlock LiveChat

func liveChatKind() Kind {
	k := kindFor[liveChatBlock]("live_chat", "Live chat")
	k.Icon, k.Group, k.People = "bell", groupPeople, true
	k.Help = "Asks for a person of the team, by text or video."
	k.Form = liveChatForm()
	k.Presets = []Preset{
		{Title: "Live chat", Help: "Asks for a person at once.", Icon: k.Icon, Group: k.Group},
		{Title: "Offer a live chat", Help: "Shows a button that asks for a person.", Icon: k.Icon, Group: k.Group,
			Settings: `{"offer":true,"text":"Would you like to chat with a person?","skip":true}`},
		{Title: "Video call", Help: "Offers a call with video beside the chat.", Icon: "video", Group: k.Group,
			Settings: `{"mode":"both","offer":true,"text":"Would you like to chat, or to talk to us?","skip":true}`},
	}
	return k
}

// Defaults are the settings of a Live chat block that says nothing itself: what it says is in words.
func Defaults(words wording.Set) LiveChat {
	var b liveChatBlock
	b.defaults()
	return b.worded(words)
}

func (b *liveChatBlock) defaults() {
	b.Mode = orElse(b.Mode, ModeText)
	b.Style = orElse(b.Style, "filled")
	b.Available = orElse(b.Available, AvailableOnline)
	if b.WaitSeconds == 0 {
		b.WaitSeconds = 120
	}
	b.Unavailable = orElse(b.Unavailable, UnavailableLeave)
}

// worded are the settings with words for what the block does not say itself.
func (b *liveChatBlock) worded(words wording.Set) LiveChat {
	l := LiveChat(*b)
	l.Label = orElse(l.Label, words.Of(wording.LiveText))
	l.VideoLabel = orElse(l.VideoLabel, words.Of(wording.LiveCall))
	if l.Offer {
		l.Text = orElse(l.Text, words.Of(wording.LiveOffer))
	}
	m := &l.Messages
	missing := func(why wording.Name, what string) string {
		says := words.Of(why)
		if blank(m.Offline) && what == UnavailableLeave {
			says += " " + words.Of(wording.LiveLeave)
		}
		return orElse(m.Offline, says)
	}
	m.Closed = orElse(m.Closed, missing(wording.LiveClosed, orElse(l.Closed, l.Unavailable)))
	m.TimedOut = orElse(m.TimedOut, missing(wording.LiveNobodyFree, orElse(l.TimedOut, l.Unavailable)))
	m.Offline = missing(wording.LiveNobody, l.Unavailable)
	agent := func(says wording.Name) string { return words.Of(says, "agent", "{{agent.name}}") }
	m.Welcome = orElse(m.Welcome, words.Of(wording.LiveWelcome))
	m.Takeover = orElse(m.Takeover, agent(wording.LiveTakeover))
	m.Video = orElse(m.Video, agent(wording.LiveVideo))
	m.Assigned = orElse(m.Assigned, agent(wording.LiveAssigned))
	m.Thanks = orElse(m.Thanks, words.Of(wording.LiveThanks))
	return l
}

func (b *liveChatBlock) flaws() []flaw {
	found := optionFlaws("mode", b.Mode, "What is offered,", chatModes())
	found = append(found, optionFlaws("style", b.Style, "The style", chatStyles())...)
	found = append(found, optionFlaws("available", b.Available, "Who counts as available,", whoCounts())...)
	found = append(found, rangeFlaws("wait_seconds", b.WaitSeconds, within{1, maxSeconds}, "The waiting time in seconds")...)
	found = append(found, optionFlaws("unavailable", b.Unavailable, "With nobody available,", chatAnswers())...)
	same := append([]Option{{}}, chatAnswers()...)
	found = append(found, optionFlaws("closed", b.Closed, "Outside of opening hours,", same)...)
	found = append(found, optionFlaws("timed_out", b.TimedOut, "After waiting too long,", same)...)
	m := b.Messages
	for _, t := range [...][2]string{
		{"label", b.Label}, {"video_label", b.VideoLabel}, {"text", b.Text}, {"messages.welcome", m.Welcome},
		{"messages.offline", m.Offline}, {"messages.takeover", m.Takeover}, {"messages.video", m.Video},
		{"messages.assigned", m.Assigned}, {"messages.thanks", m.Thanks}, {"messages.closed", m.Closed},
		{"messages.timed_out", m.TimedOut},
	} {
		found = append(found, longFlaws(t[0], t[1])...)
	}
	return found
}

func (b *liveChatBlock) check() []string { return sentences(b.flaws()) }

// ports has an exit for each answer that jumps, and for what the visitor may do while waiting.
func (b *liveChatBlock) ports() []Port {
	ports := []Port{{Name: PortNext, Label: "After the chat"}}
	jumps := map[string]bool{}
	for _, reason := range b.reasons() {
		if what, port, _ := LiveChat(*b).Answer(reason); what == UnavailableJump {
			jumps[port] = true
		}
	}
	for _, p := range []Port{
		{Name: PortUnavailable, Label: "Nobody available"}, {Name: PortClosed, Label: "Closed"},
		{Name: PortTimeout, Label: "Waited too long"},
	} {
		if p.Needed = true; jumps[p.Name] {
			ports = append(ports, p)
		}
	}
	if b.Skip {
		ports = append(ports, Port{Name: PortSkipped, Label: "Skipped", Optional: true})
	}
	if b.Cancel {
		ports = append(ports, Port{Name: PortCancelled, Label: "Stopped waiting", Optional: true})
	}
	return ports
}

func (b *liveChatBlock) waits() bool { return true }

func (b *liveChatBlock) play(r *run, at place) {
	if b.Offer {
		r.await(WaitReply)
		r.say(at, b.worded(r.words).Text, b.choices(r)...)
		return
	}
	r.say(at, b.Text)
	b.ask(r, at, b.Mode == ModeVideo)
}

// ask calls for a person; how it went comes back with EventPerson.
func (b *liveChatBlock) ask(r *run, at place, video bool) {
	w := r.await(WaitPerson)
	w.Video = video
	settings := b.filled(r.s.Vars, r.words)
	settings.Video = video
	r.emit(at, Effect{Kind: EffectPerson, Token: w.Token, LiveChat: &settings})
}

// choices are the buttons: text chat, video call or both.
func (b *liveChatBlock) choices(r *run) []Choice {
	style, l := b.Style, b.worded(r.words)
	if style != "filled" {
		style = ""
	}
	var choices []Choice
	if b.Mode != ModeVideo {
		choices = append(choices, Choice{ID: ChoicePerson, Label: Fill(l.Label, r.s.Vars), Style: style, Icon: "person"})
	}
	if b.Mode != ModeText {
		choices = append(choices, Choice{ID: ChoiceVideo, Label: Fill(l.VideoLabel, r.s.Vars), Style: style, Icon: "video"})
	}
	return choices
}

// prompt offers the buttons until one was pressed; Skip and Back stay while the visitor waits.
func (b *liveChatBlock) prompt(r *run) Prompt {
	p := Prompt{Kind: PromptNone, Back: b.Back}
	if r.s.Wait.Kind == WaitReply {
		p.Kind, p.Choices = PromptOffer, b.choices(r)
	} else {
		p.Cancel, p.ShowPlace = b.Cancel, b.ShowPlace
	}
	if b.Skip {
		p.Skip = r.words.Of(wording.Skip)
	}
	return p
}

func (b *liveChatBlock) reply(r *run, at place, ev Event) {
	choices := b.choices(r)
	c, ok := chosen(choices, ev)
	if !ok && len(choices) > 0 && answer.AsksForPerson(ev.Text, nil) {
		c, ok = choices[0], true
	}
	if ok {
		b.ask(r, at, c.ID == ChoiceVideo)
		return
	}
	r.s.Wait.Tries++
	r.say(at, b.worded(r.words).Text, choices...)
}

// filled are the settings with their variables filled; {{agent.…}} stays for later.
func (b *liveChatBlock) filled(vars map[string]string, words wording.Set) LiveChat {
	l := b.worded(words)
	l.Label, l.VideoLabel = Fill(l.Label, vars), Fill(l.VideoLabel, vars)
	l.Text = Fill(l.Text, vars)
	m := &l.Messages
	for _, text := range []*string{
		&m.Welcome, &m.Offline, &m.Takeover, &m.Video, &m.Assigned, &m.Thanks, &m.Closed, &m.TimedOut,
	} {
		*text = fillLater(*text, vars)
	}
	return l
}
