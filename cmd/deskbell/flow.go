package main

import (
	"encoding/json"
	"fmt"
	"strings"

	"deskbell/models"
	"deskbell/models/flow"
	"deskbell/models/flow/typebot"
)

type flowCommands struct {
	Check flowCheck `cmd:"" help:"Say what is wrong with a flow or with all flows of a bot."`
	Play  flowPlay  `cmd:"" help:"Play a flow in the terminal, one line an answer."`
}

type flowCheck struct {
	File string `arg:"" help:"A flow, or a bot as bot export prints it, or an export of Typebot; - for standard input."`
}

// Help is what `deskbell flow check --help` says below its first line.
func (flowCheck) Help() string {
	return `Each problem is a line: how bad, where, what. Exit 1 when one is an error; warnings are allowed.
Of an export of Typebot, what became of its parts is told first.

  deskbell flow check welcome.json
  deskbell bot export shop | deskbell flow check -`
}

func (c flowCheck) Run(w world) error {
	file, err := w.readFlows(c.File)
	if err != nil {
		return err
	}
	for _, line := range file.report {
		fmt.Fprintln(w.stdout, line)
	}
	problems := checkBot(file.BotFile)
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

// flowFile is a bot that was read from a file. One that was imported has a report.
type flowFile struct {
	models.BotFile
	imported bool
	report   []string
}

// readFlows reads a flow, a bot or an export of Typebot; a flow comes back as the only one of a bot.
func (w world) readFlows(name string) (flowFile, error) {
	text, err := w.readFile(name)
	if err != nil {
		return flowFile{}, err
	}
	if typebot.Looks(text) {
		return importedFlow(name, text)
	}
	var kind struct {
		Format string `json:"format"`
	}
	if json.Unmarshal(text, &kind) == nil && kind.Format != "" {
		file, err := models.ParseBotFile(text)
		if err != nil {
			return flowFile{}, fmt.Errorf("%s is no bot: %v", name, err) // no usage error: the file is wrong
		}
		return flowFile{BotFile: file}, nil
	}
	document, err := flow.Parse(text)
	if err != nil {
		return flowFile{}, fmt.Errorf("%s is no flow: %w", name, err)
	}
	if document.ID == "" {
		document.ID = "flow"
	}
	return flowFile{BotFile: alone(*document)}, nil
}

// alone is a bot of one flow.
func alone(d flow.Document) models.BotFile {
	return models.BotFile{Name: d.Name, StartFlow: d.ID, Flows: []flow.Document{d}}
}

func importedFlow(name string, text []byte) (flowFile, error) {
	result, err := typebot.Import(text)
	if err != nil {
		return flowFile{}, fmt.Errorf("%s cannot be imported: %w", name, err)
	}
	file := flowFile{BotFile: alone(result.Flow), imported: true,
		report: []string{"imported as they were: " + counted(result.Imported, "block")}}
	for _, part := range []struct {
		what  string
		lines []typebot.Line
	}{{"changed", result.Changed}, {"unsupported", result.Unsupported}, {"stale", result.Stale}, {"unreachable", result.Unreachable}} {
		for _, line := range part.lines {
			file.report = append(file.report, strings.TrimSpace(fmt.Sprintf("%s: %s %s: %s", part.what, line.Where, line.Block, line.What)))
		}
	}
	return file, nil
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
