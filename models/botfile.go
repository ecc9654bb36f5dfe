package models

import (
	"bytes"
	"encoding/json"
	"strings"

	"deskbell/models/flow"
)

// BotFormat is what BotFile.Format has to be.
const BotFormat = "deskbell/bot/1"

// ParseBotFile reads a bot with its flows, strictly: an unknown field is more often a typing mistake than
// something to ignore. Errors: CodeInvalid, with the line where that is known.
func ParseBotFile(data []byte) (BotFile, error) {
	var shell struct {
		BotFile
		Flows []json.RawMessage `json:"flows"`
	}
	var format struct{ Format string }
	if err := json.Unmarshal(data, &format); err == nil && format.Format != BotFormat {
		return BotFile{}, invalid("format", "Its format is %q, and this Deskbell reads %q.", shorten(format.Format, 40), BotFormat)
	}
	if err := flow.Decode(data, &shell); err != nil {
		return BotFile{}, invalid("file", "This is no bot: %s.", err)
	}
	file := shell.BotFile
	file.Flows = []flow.Document{}
	at := 0
	for i, raw := range shell.Flows {
		if found := bytes.Index(data[at:], raw); found >= 0 {
			at += found
		}
		document, err := flow.Parse(raw)
		if err != nil {
			if _, placed := flow.Parse(indented(data[:at], raw)); placed != nil {
				err = placed
			}
			return BotFile{}, invalid("flows", "Flow %d cannot be read: %s.", i+1, err)
		}
		at += len(raw)
		file.Flows = append(file.Flows, *document)
	}
	return file, nil
}

// indented puts a part of a document where it stood, so that what is wrong is told with the line of the
// whole; where that would make it too large, it stays as it is.
func indented(before, part []byte) []byte {
	lines := bytes.Count(before, []byte("\n"))
	column := len(before) - (bytes.LastIndexByte(before, '\n') + 1)
	if lines+column+len(part) > flow.MaxSize {
		return part
	}
	return append([]byte(strings.Repeat("\n", lines)+strings.Repeat(" ", column)), part...)
}
