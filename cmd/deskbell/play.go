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
	"deskbell/models/flow/trial"
)

type flowPlay struct {
	File string `arg:"" help:"A flow, or a bot as bot export prints it, or an export of Typebot."`
	JSON bool   `name:"json" help:"Print the transcript as JSON, an object a line."`
}

// Help is what `deskbell flow play --help` says below its first line.
func (flowPlay) Help() string {
	return `Answers come from standard input, a line each: the words, or the number of a choice; of a form, a
line for each field. Instead of an answer, /skip and /back do what the buttons do, /file NAME sends
a file, /quick LABEL presses a quick reply, and /pass lets the time pass in which nobody answers.
Where a person is asked for, /answered plays that one came and handed back, /cancel that the visitor
stops waiting, anything else that nobody was there. Waiting times pass at once, no request and no
email is sent. The end of the input ends the play.

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
	for _, problem := range failures(checkBot(file.BotFile)) {
		if !file.imported {
			return fmt.Errorf("%s cannot be played: %s", c.File, problem)
		}
		fmt.Fprintln(w.stderr, problem) // what an import could not map is played as far as it goes
	}
	p := &player{in: bufio.NewScanner(w.stdin), print: plainly(w)}
	if c.JSON {
		out := json.NewEncoder(w.stdout)
		out.SetEscapeHTML(false)
		p.print = out.Encode
	}
	return p.play(shelf(file.BotFile), file.StartFlow, w.now())
}

// plainly prints lines for people.
func plainly(w world) func(any) error {
	return func(what any) error {
		said, _ := what.(trial.Line)
		_, err := fmt.Fprintf(w.stdout, "%-8s %s\n", said.By, strings.ReplaceAll(said.Text, "\n", "\n         "))
		for i, label := range said.Choices {
			fmt.Fprintf(w.stdout, "         %d) %s\n", i+1, label)
		}
		return err
	}
}

// player is one play under way.
type player struct {
	in    *bufio.Scanner
	print func(any) error
	run   *trial.Run
}

func (p *player) play(lib flow.Library, start string, now time.Time) error {
	run, lines := trial.Start(lib, trial.World{Now: now}, flow.Target{Flow: start}, 0)
	p.run = run
	for {
		for _, line := range lines {
			if err := p.print(line); err != nil {
				return err
			}
		}
		if run.Fault != "" {
			return fmt.Errorf("the flow broke: %s", run.Fault)
		}
		if run.Over {
			return nil
		}
		in, ok := p.input()
		if !ok {
			if err := p.in.Err(); err != nil {
				return err
			}
			return p.print(trial.Line{By: "play", Text: "The answers end here."})
		}
		lines = run.Give(in)
	}
}

// input is what the next lines say; false when there are none.
func (p *player) input() (trial.Input, bool) {
	prompt := p.run.Prompt()
	if prompt.Kind == flow.PromptForm && !p.run.Letter() {
		return p.form(prompt.Fields)
	}
	answer, ok := p.line()
	if !ok {
		return trial.Input{}, false
	}
	word, rest, _ := strings.Cut(answer, " ")
	if kind, is := commanded(word); is {
		in := trial.Input{Kind: kind, Text: strings.TrimSpace(rest)}
		if kind == trial.Send {
			in.Files = []flow.File{{ID: in.Text, Name: in.Text, Size: 1}}
		}
		return in, true
	}
	if p.run.Waits() == flow.WaitPerson && !p.run.Letter() {
		return trial.Input{Kind: trial.Pass}, true
	}
	if n, err := strconv.Atoi(answer); err == nil && n >= 1 && n <= len(prompt.Choices) && prompt.Kind != flow.PromptRating {
		return trial.Input{Kind: trial.Choose, Text: prompt.Choices[n-1].Label}, true
	}
	return trial.Input{Kind: trial.Say, Text: answer}, true
}

// commanded is what an answer that begins with a slash does.
func commanded(word string) (trial.InputKind, bool) {
	switch word {
	case "/skip", "/back", "/quick", "/pass", "/answered", "/cancel":
		return trial.InputKind(word[1:]), true
	case "/file":
		return trial.Send, true
	}
	return "", false
}

// form reads a line for each field.
func (p *player) form(fields []flow.Field) (trial.Input, bool) {
	in := trial.Input{Kind: trial.Fill, Fields: map[string]string{}}
	for i, field := range fields {
		answer, ok := p.line()
		if !ok {
			return in, i > 0
		}
		if kind, is := commanded(answer); is && i == 0 {
			return trial.Input{Kind: kind}, true
		}
		in.Fields[field.ID] = answer
	}
	return in, true
}

func (p *player) line() (string, bool) {
	if !p.in.Scan() {
		return "", false
	}
	return strings.TrimSpace(p.in.Text()), true
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
