package flow

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"unicode/utf8"
)

// MaxDepth is how many objects and lists of a JSON document may lie in one another.
const MaxDepth = 100

// Decode reads one JSON document as strictly as Parse: UTF-8, no unknown fields, none given twice,
// nothing after the end, not nested too deep. What is wrong is told with its line where that is known.
func Decode(data []byte, into any) error {
	if len(bytes.TrimSpace(data)) == 0 {
		return errors.New("there is nothing in it")
	}
	if !utf8.Valid(data) {
		return errors.New("it is not UTF-8 text")
	}
	if err := shallow(data); err != nil {
		return err
	}
	if err := strictly(data, into); err != nil {
		return explain(err, data)
	}
	return once(data)
}

// once errors when an object has a field twice.
func once(data []byte) error {
	d := json.NewDecoder(bytes.NewReader(data))
	if err := onlyOnce(d); err != nil {
		return fmt.Errorf("%w%s", err, lineAt(data, d.InputOffset()))
	}
	return nil
}

// shallow errors at the place where a document becomes too deep. It looks at brackets outside of
// texts, whether or not the rest is JSON.
func shallow(data []byte) error {
	depth, quoted, escaped := 0, false, false
	for i, c := range data {
		switch {
		case escaped:
			escaped = false
		case quoted && c == '\\':
			escaped = true
		case c == '"':
			quoted = !quoted
		case quoted:
		case c == '{' || c == '[':
			if depth++; depth > MaxDepth {
				return fmt.Errorf("it is nested more than %d deep%s", MaxDepth, lineAt(data, int64(i+1)))
			}
		case c == '}' || c == ']':
			depth--
		}
	}
	return nil
}
