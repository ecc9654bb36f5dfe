package flow

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"
)

// MaxSize is how many bytes a document can have.
const MaxSize = 1 << 20

// Parse reads a document, strictly: unknown fields, fields given twice, text that is not UTF-8 and
// whatever comes after the document are errors. Whether it can be played, Check says.
func Parse(data []byte) (*Document, error) {
	switch {
	case len(data) > MaxSize:
		return nil, fmt.Errorf("the flow has %d bytes; at most %d are allowed", len(data), MaxSize)
	case len(bytes.TrimSpace(data)) == 0:
		return nil, errors.New("the flow is empty")
	case !utf8.Valid(data):
		return nil, errors.New("the flow is not UTF-8 text")
	}
	if err := shallow(data); err != nil {
		return nil, err
	}
	var newer struct{ Schema int }
	if json.Unmarshal(data, &newer) == nil && newer.Schema > Schema {
		return nil, fmt.Errorf("the flow has schema %d; this version of Deskbell reads schema %d", newer.Schema, Schema)
	}
	doc := &Document{}
	if err := strictly(data, doc); err != nil {
		return nil, explain(err, data)
	}
	if err := once(data); err != nil {
		return nil, err
	}
	return doc, nil
}

// onlyOnce errors when an object of the next JSON value has a field twice: the later one would take
// the place of the earlier without a word.
func onlyOnce(d *json.Decoder) error {
	token, err := d.Token()
	if err != nil {
		return err
	}
	open, ok := token.(json.Delim)
	if !ok {
		return nil
	}
	seen := map[string]bool{}
	for d.More() {
		if open == '{' {
			key, err := d.Token()
			if err != nil {
				return err
			}
			name, _ := key.(string)
			if seen[name] {
				return fmt.Errorf("the field %q is there twice in one object", name)
			}
			seen[name] = true
		}
		if err := onlyOnce(d); err != nil {
			return err
		}
	}
	_, err = d.Token()
	return err
}

// strictly decodes one JSON value; unknown fields and anything after it are errors. Nothing at all
// and null stand for an empty object.
func strictly(raw json.RawMessage, into any) error {
	if len(raw) == 0 {
		return nil
	}
	d := json.NewDecoder(bytes.NewReader(raw))
	d.DisallowUnknownFields()
	if err := d.Decode(into); err != nil {
		return err
	}
	if _, err := d.Token(); !errors.Is(err, io.EOF) {
		return errors.New("there is something after the end of the JSON document")
	}
	return nil
}

// explain says in plain words why JSON could not be read, and where in data; nil: without the place.
func explain(err error, data []byte) error {
	var syntax *json.SyntaxError
	var kind *json.UnmarshalTypeError
	switch {
	case errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF):
		return errors.New("the JSON ends too early")
	case errors.As(err, &syntax):
		return fmt.Errorf("not valid JSON%s: %w", lineAt(data, syntax.Offset), syntax)
	case errors.As(err, &kind) && kind.Field == "":
		return fmt.Errorf("this is no JSON object but a %s", kind.Value)
	case errors.As(err, &kind):
		return fmt.Errorf("%q cannot be a %s%s", kind.Field, kind.Value, lineAt(data, kind.Offset))
	}
	if name, ok := strings.CutPrefix(err.Error(), "json: unknown field "); ok {
		return fmt.Errorf("unknown field %s", name)
	}
	return errors.New(strings.TrimPrefix(err.Error(), "json: "))
}

// lineAt says in which line and column a byte offset is.
func lineAt(data []byte, offset int64) string {
	if data == nil {
		return ""
	}
	before := data[:max(0, min(int(offset), len(data)))]
	line := 1 + bytes.Count(before, []byte("\n"))
	column := len(before) - (bytes.LastIndexByte(before, '\n') + 1)
	return fmt.Sprintf(" (line %d, column %d)", line, max(1, column))
}
