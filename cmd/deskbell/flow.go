package main

import (
	"encoding/json"
	"fmt"
	"strings"

	"deskbell/models"
	"deskbell/models/flow"
)

type flowCommands struct {
	Check flowCheck `cmd:"" help:"Say what is wrong with a flow or with all flows of a bot."`
	Play  flowPlay  `cmd:"" help:"Play a flow in the terminal, one line an answer."`
}

type flowCheck struct {
	File string `arg:"" help:"A flow, or a bot as bot export prints it; - for standard input."`
}

// Help is what `deskbell flow check --help` says below its first line.
func (flowCheck) Help() string {
	return `Each problem is a line: how bad, where, what. Exit 1 when one is an error; warnings are allowed.

  deskbell flow check welcome.json
  deskbell bot export shop | deskbell flow check -`
}

func (c flowCheck) Run(w world) error {
	file, err := w.readFlows(c.File)
	if err != nil {
		return err
	}
	problems := checkBot(file)
	for _, problem := range problems {
		fmt.Fprintf(w.stdout, "%s: %s\n", problem.Severity, problem)
	}
	if errs := failures(problems); len(errs) > 0 {
		return fmt.Errorf("%s has %s", c.File, counted(len(errs), "error"))
	}
	if len(problems) == 0 {
		fmt.Fprintln(w.stdout, "No problems.")
	}
	return nil
}

// readFlows reads a flow or a bot; a flow comes back as the only one of a bot.
func (w world) readFlows(name string) (models.BotFile, error) {
	text, err := w.readFile(name)
	if err != nil {
		return models.BotFile{}, err
	}
	var kind struct {
		Format string `json:"format"`
	}
	if json.Unmarshal(text, &kind) == nil && kind.Format != "" {
		file, err := parseBotFile(text)
		if err != nil {
			return file, fmt.Errorf("%s is no bot: %w", name, err)
		}
		return file, nil
	}
	document, err := flow.Parse(text)
	if err != nil {
		return models.BotFile{}, fmt.Errorf("%s is no flow: %w", name, err)
	}
	if document.ID == "" {
		document.ID = "flow"
	}
	return models.BotFile{Name: document.Name, StartFlow: document.ID, Flows: []flow.Document{*document}}, nil
}

// found is a problem and the flow that it is in.
type found struct {
	flow string
	flow.Problem
}

// String says where and what.
func (f found) String() string {
	var place []string
	for _, part := range [][2]string{{"flow", f.flow}, {"block", f.Block}, {"exit", f.Port}} {
		if part[1] != "" {
			place = append(place, part[0]+" "+part[1])
		}
	}
	if len(place) == 0 {
		return f.Message
	}
	return strings.Join(place, ", ") + ": " + f.Message
}

// failures are the problems that forbid publishing.
func failures(all []found) []found {
	var errs []found
	for _, problem := range all {
		if problem.Severity == flow.SeverityError {
			errs = append(errs, problem)
		}
	}
	return errs
}

// counted is "1 error", "2 errors".
func counted(n int, what string) string {
	if n == 1 {
		return "1 " + what
	}
	return fmt.Sprintf("%d %ss", n, what)
}
