package models

import (
	"errors"
	"fmt"
)

// Code says which kind of thing went wrong; the edge turns it into a status.
type Code string

// The codes, with the HTTP status that each becomes.
const (
	CodeInvalid      Code = "invalid"      // 422
	CodeNotFound     Code = "not_found"    // 404, also for what belongs to somebody else
	CodeUnauthorised Code = "unauthorised" // 401
	CodeForbidden    Code = "forbidden"    // 403
	CodeConflict     Code = "conflict"     // 409
	CodeTooLarge     Code = "too_large"    // 413
	CodeUnsupported  Code = "unsupported"  // 415
	CodeTooMany      Code = "too_many"     // 429
	CodeUnavailable  Code = "unavailable"  // 503: nothing was kept, try again
)

// Error is a refusal that may be shown as it is: Message is a sentence for a person, Field the form
// field it belongs to, or empty. Beside are the other fields of the form that are wrong.
type Error struct {
	Code    Code
	Message string
	Field   string
	Beside  []*Error
}

// Fields are the sentences of all fields that are wrong, by field; nil where it is about none.
func (e *Error) Fields() map[string]string {
	if e.Field == "" {
		return nil
	}
	all := map[string]string{e.Field: e.Message}
	for _, other := range e.Beside {
		all[other.Field] = other.Message
	}
	return all
}

// together is one error for all that is wrong with a form: the first one, with the others beside it. One that is not
// CodeInvalid goes before them, alone. nil for nothing wrong.
func together(all ...error) error {
	var first *Error
	for _, err := range all {
		var wrong *Error
		switch {
		case err == nil:
		case !errors.As(err, &wrong) || wrong.Code != CodeInvalid:
			return err
		case first == nil:
			first = &Error{Code: wrong.Code, Message: wrong.Message, Field: wrong.Field}
		default:
			first.Beside = append(first.Beside, wrong)
		}
	}
	if first == nil {
		return nil
	}
	return first
}

func (e *Error) Error() string { return e.Message }

// ErrNotFound is the one answer for what is not there and for what the asker may not see.
var ErrNotFound = &Error{Code: CodeNotFound, Message: "There is nothing here."}

// CodeOf is the code of err, or "" when err is not one of ours.
func CodeOf(err error) Code {
	var known *Error
	if errors.As(err, &known) {
		return known.Code
	}
	return ""
}

func invalid(field, format string, args ...any) error {
	return &Error{Code: CodeInvalid, Message: fmt.Sprintf(format, args...), Field: field}
}

func conflict(format string, args ...any) error {
	return &Error{Code: CodeConflict, Message: fmt.Sprintf(format, args...)}
}
