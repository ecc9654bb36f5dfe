package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"strconv"
	"strings"
	"time"

	"deskbell/models"
	"deskbell/models/flow"
)

type flowPlay struct {
	File string `arg:"" help:"A flow, or a bot as bot export prints it."`
	JSON bool   `name:"json" help:"Print the transcript as JSON, an object a line."`
}

// Help is what `deskbell flow play --help` says below its first line.
func (flowPlay) Help() string {
	return `Answers come from standard input, a line each: the words, or the number of a choice. Instead of an
answer, /skip and /back do what the buttons do. Where a person is asked for, /answered plays that
one came and handed back, anything else that nobody was there. Times pass at once. The end of the
input ends the play.

  deskbell flow play welcome.json
  printf '2\nNW-20417\nme@example.com\n' | deskbell flow play --json shop.json`
}

func (c flowPlay) Run(w world) error {
	if c.File == "-" {
		return misused("the answers come from standard input, so the flow needs a file")
	}
	file, err := w.readFlows(c.File)
	if err != nil {
		return err
	}
	if errs := failures(checkBot(file)); len(errs) > 0 {
		return fmt.Errorf("%s cannot be played: %s", c.File, errs[0])
	}
	p := &player{lib: shelf(file), in: bufio.NewScanner(w.stdin), now: w.now(), print: plainly(w)}
	if c.JSON {
		out := json.NewEncoder(w.stdout)
		out.SetEscapeHTML(false)
		p.print = out.Encode
	}
	return p.play(file.StartFlow)
}

// line is one thing of a transcript.
type line struct {
	By      string   `json:"by"` // bot, visitor, or play for what happens
	Text    string   `json:"text"`
	Flow    string   `json:"flow,omitempty"`
	Block   string   `json:"block,omitempty"`
	Choices []string `json:"choices,omitempty"`
}

// plainly prints lines for people.
func plainly(w world) func(any) error {
	return func(what any) error {
		said, _ := what.(line)
		_, err := fmt.Fprintf(w.stdout, "%-8s %s\n", said.By, strings.ReplaceAll(said.Text, "\n", "\n         "))
		for i, label := range said.Choices {
			fmt.Fprintf(w.stdout, "         %d) %s\n", i+1, label)
		}
		return err
	}
}

// player is one play under way.
type player struct {
	lib   flow.Library
	in    *bufio.Scanner
	now   time.Time
	print func(any) error
	state flow.State
	fault string
}

func (p *player) play(start string) error {
	next := &flow.Event{Kind: flow.EventStart, Target: flow.Target{Flow: start}}
	for next != nil {
		next.Now = p.now
		state, effects := flow.Step(p.lib, p.state, *next)
		p.state = state
		for _, effect := range effects {
			if err := p.show(effect); err != nil {
				return err
			}
		}
		if p.fault != "" {
			return fmt.Errorf("the flow broke: %s", p.fault)
		}
		if p.state.Wait == nil {
			return p.print(line{By: "play", Text: "The flow ends."})
		}
		var err error
		if next, err = p.next(); err != nil {
			return err
		}
	}
	return p.in.Err()
}

func (p *player) show(e flow.Effect) error {
	switch e.Kind {
	case flow.EffectSay:
		said := line{By: "bot", Text: e.Text, Block: e.Block}
		if n := len(p.state.Stack); n > 0 {
			said.Flow = p.state.Stack[n-1].Flow
		}
		for _, choice := range e.Choices {
			said.Choices = append(said.Choices, choice.Label)
		}
		return p.print(said)
	case flow.EffectPerson:
		return p.print(line{By: "play", Block: e.Block,
			Text: fmt.Sprintf("A person is asked for; the visitor waits up to %d seconds.", e.LiveChat.WaitSeconds)})
	case flow.EffectFault:
		p.fault = e.Text
	}
	return nil
}

// next is what happens now; nil when the input has ended.
func (p *player) next() (*flow.Event, error) {
	wait := p.state.Wait
	if wait.Kind == flow.WaitTimer {
		p.now = wait.Due
		return &flow.Event{Kind: flow.EventTimer, Token: wait.Token}, nil
	}
	if !p.in.Scan() {
		return nil, p.print(line{By: "play", Text: "The answers end here."})
	}
	answer := strings.TrimSpace(p.in.Text())
	if err := p.print(line{By: "visitor", Text: answer}); err != nil {
		return nil, err
	}
	switch {
	case answer == "/skip":
		return &flow.Event{Kind: flow.EventSkip, Token: wait.Token}, nil
	case answer == "/back":
		return &flow.Event{Kind: flow.EventBack, Token: wait.Token}, nil
	case wait.Kind == flow.WaitPerson:
		return p.person(answer)
	}
	event := &flow.Event{Kind: flow.EventReply, Token: wait.Token, Text: answer}
	choices := flow.PromptOf(p.lib, p.state).Choices
	if n, err := strconv.Atoi(answer); err == nil && n >= 1 && n <= len(choices) {
		event.Text, event.Choice = "", choices[n-1].ID
	}
	return event, nil
}

// person is how the live chat went.
func (p *player) person(answer string) (*flow.Event, error) {
	if answer == "/answered" {
		return &flow.Event{Kind: flow.EventResume}, nil
	}
	settings, _ := flow.LiveChatAt(p.lib, p.state)
	if err := p.print(line{By: "bot", Text: settings.Messages.Offline}); err != nil {
		return nil, err
	}
	event := &flow.Event{Kind: flow.EventPerson, Token: p.state.Wait.Token, Port: flow.PortNext}
	switch settings.Unavailable {
	case flow.UnavailableLeave:
		return nil, p.print(line{By: "play", Text: "The visitor leaves a message."})
	case flow.UnavailableJump:
		event.Port = flow.PortUnavailable
	}
	return event, nil
}

// shelf is a library of a bot file's flows, each in version 1.
type shelf models.BotFile

// Document implements flow.Library.
func (s shelf) Document(id string, _ int) (*flow.Document, error) {
	for i := range s.Flows {
		if s.Flows[i].ID == id {
			return &s.Flows[i], nil
		}
	}
	return nil, models.ErrNotFound
}

// Latest implements flow.Library.
func (s shelf) Latest(id string) (int, error) {
	_, err := s.Document(id, 1)
	return 1, err
}
