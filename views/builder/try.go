package builder

import (
	"bytes"
	"encoding/json"
	"net/url"
	"strconv"
	"strings"
	"time"
	"unicode"

	"deskbell/models"
	"deskbell/models/flow"
)

// Try is the dialog that sends a test request of a block.
type Try struct {
	Draft   *Draft
	Block   string
	Vars    []TryVar
	Problem string     // why it cannot be sent
	Answer  *TryAnswer // nil: not sent yet
}

// TryVar is a variable that the request is filled from.
type TryVar struct{ Name, Value string }

// TryAnswer is what came of it.
type TryAnswer struct {
	flow.Result
	Took time.Duration
	Kept [][2]string // variables and what the flow would put into them
}

// Most characters of a body and of a kept value that are shown.
const (
	longestBody = 4000
	longestKept = 300
)

func (d *Draft) tryPath(block string) string {
	return d.path("/try") + "?" + url.Values{"block": {block}}.Encode()
}

// line says how it went.
func (a *TryAnswer) line() string {
	took := strconv.FormatInt(a.Took.Milliseconds(), 10) + " ms"
	if a.Took >= time.Second {
		took = strconv.FormatFloat(a.Took.Seconds(), 'f', 1, 64) + " s"
	}
	switch {
	case a.Status == 0:
		return "Failed after " + took
	case a.OK:
		return "Answered " + strconv.Itoa(a.Status) + " in " + took
	}
	return "Answered " + strconv.Itoa(a.Status) + " in " + took + ": the flow leaves by “Failed”"
}

// shown is the body as it is read best, cut where it is long.
func (a *TryAnswer) shown() (text string, cut bool) {
	text = a.Body
	var wide bytes.Buffer
	if json.Valid([]byte(text)) && json.Indent(&wide, []byte(text), "", "  ") == nil {
		text = wide.String()
	}
	n := 0
	for at := range text {
		if n++; n > longestBody {
			text, cut = text[:at], true
			break
		}
	}
	return strings.Map(func(c rune) rune {
		if unicode.IsControl(c) && c != '\n' && c != '\t' {
			return -1
		}
		return c
	}, text), cut
}

func keptWords(value string) string {
	if value == "" {
		return "nothing: the answer has no such part"
	}
	return models.CleanLine(value, longestKept)
}

func tryID(i int) string { return "try-" + strconv.Itoa(i) }
