package admin

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"

	"deskbell/models"
	"deskbell/models/flow"
	"deskbell/models/flow/typebot"
	view "deskbell/views/admin"
)

// mostImport is how many bytes a document may have.
const mostImport = 5 << 20

// sent is what came with the form: a document, from a file or as text, and what was chosen.
type sent struct {
	text []byte
	sure bool
	into string
}

// receive reads the form. Errors: CodeTooLarge, CodeInvalid.
func receive(r *http.Request) (sent, error) {
	var s sent
	parts, err := r.MultipartReader()
	if err != nil {
		return s, &models.Error{Code: models.CodeInvalid, Message: "This address takes a file as multipart/form-data."}
	}
	for range 8 {
		part, err := parts.NextPart()
		if errors.Is(err, io.EOF) {
			break
		}
		var value []byte
		if err == nil {
			value, err = io.ReadAll(io.LimitReader(part, mostImport+1))
		}
		var large *http.MaxBytesError
		switch {
		case errors.As(err, &large), len(value) > mostImport:
			return s, &models.Error{Code: models.CodeTooLarge, Message: "This is too large: a document may have at most 5 MB."}
		case err != nil:
			return s, &models.Error{Code: models.CodeInvalid, Message: "The upload was cut off before its end. Try again."}
		}
		switch part.FormName() {
		case "file", "text", "document":
			if len(bytes.TrimSpace(value)) > 0 {
				s.text = value
			}
		case "sure":
			s.sure = string(value) == "1"
		case "into":
			s.into = string(value)
		}
	}
	if s.text == nil {
		return s, &models.Error{Code: models.CodeInvalid, Message: "Choose a file, or put its text into the field."}
	}
	return s, nil
}

// document is what was read, of whatever format.
type document struct {
	what  string // for people
	name  string
	flows []flow.Document
	bot   *models.BotFile // of a whole bot
	parts []view.ReportPart
	text  []byte // compact
}

// read decides by what it finds which format a document has: ours of a flow or a bot, or Typebot's.
// Errors: CodeInvalid with the place.
func read(text []byte, wantsBot bool) (document, error) {
	text = bytes.TrimPrefix(text, []byte("\xef\xbb\xbf"))
	var whole json.RawMessage
	if err := flow.Decode(text, &whole); err != nil {
		return document{}, wrong("This cannot be imported: %s.", err)
	}
	var kind struct {
		Format json.RawMessage `json:"format"`
		Schema json.RawMessage `json:"schema"`
	}
	_ = json.Unmarshal(text, &kind) // what is no object is told below
	var found document
	var err error
	switch {
	case typebot.Looks(text):
		found, err = readTypebot(text)
	case kind.Format != nil:
		found, err = readBot(text)
	case kind.Schema != nil:
		found, err = readFlow(text)
	default:
		return found, wrong("This is neither a flow (“schema”) nor a bot (“format”) of Deskbell, nor an export of Typebot (“groups”).")
	}
	if err == nil && wantsBot && found.bot == nil {
		err = wrong("This is a flow, not a bot. Import it on the page of a bot.")
	}
	var small bytes.Buffer
	if err == nil {
		err = json.Compact(&small, text)
	}
	found.text = small.Bytes()
	return found, err
}

func readFlow(text []byte) (document, error) {
	d, err := flow.Parse(text)
	if err != nil {
		return document{}, wrong("This cannot be imported: %s.", err)
	}
	if d.Schema != flow.Schema {
		return document{}, wrong("This cannot be imported: the schema is %d, and this Deskbell reads %d.", d.Schema, flow.Schema)
	}
	return document{what: "A flow of Deskbell", name: d.Name, flows: []flow.Document{*d}}, nil
}

func readBot(text []byte) (document, error) {
	file, err := models.ParseBotFile(text)
	if err != nil {
		return document{}, err
	}
	if len(file.Flows) == 0 {
		return document{}, wrong("There is no flow in this bot.")
	}
	for i, d := range file.Flows {
		if d.Schema != flow.Schema {
			return document{}, wrong("This cannot be imported: flow %d has the schema %d, and this Deskbell reads %d.", i+1, d.Schema, flow.Schema)
		}
	}
	return document{what: "A bot of Deskbell", name: file.Name, flows: file.Flows, bot: &file}, nil
}

func readTypebot(text []byte) (document, error) {
	result, err := typebot.Import(text)
	if err != nil {
		return document{}, wrong("This export of Typebot cannot be imported: %s.", err)
	}
	result.Flow.ID = "" // all of them have the same; its name makes a better one
	lines := func(all []typebot.Line) []view.ReportLine {
		out := make([]view.ReportLine, 0, len(all))
		for _, l := range all {
			out = append(out, view.ReportLine{Where: l.Where, What: l.What})
		}
		return out
	}
	return document{what: fmt.Sprintf("An export of Typebot; %d of its blocks are the same here", result.Imported), name: result.Flow.Name,
		flows: []flow.Document{result.Flow}, parts: []view.ReportPart{
			{Title: "Not the same as it was", Lines: lines(result.Changed)}, {Title: "Without a counterpart", Lines: lines(result.Unsupported)},
			{Title: "Led nowhere already", Lines: lines(result.Stale)}, {Title: "Not reached from the start", Lines: lines(result.Unreachable)}}}, nil
}

func wrong(format string, about ...any) error {
	return &models.Error{Code: models.CodeInvalid, Message: fmt.Sprintf(format, about...)}
}
