package flow

import (
	"encoding/json"
	"encoding/xml"
	"iter"
	"net/url"
	"strings"
	"unicode"
)

// secretPrefix begins the names of the bot's secrets; they are filled by whoever sends a request, and
// are nothing anywhere else.
const secretPrefix = "secret."

// piece is a part of a template: words as they are, or a variable.
type piece struct {
	words string
	name  string
}

// pieces go through a template.
func pieces(text string) iter.Seq[piece] {
	return func(yield func(piece) bool) {
		for {
			before, name, after, ok := nextName(text)
			if before != "" && !yield(piece{words: before}) || !ok || !yield(piece{name: name}) {
				return
			}
			text = after
		}
	}
}

// templated says that a text names a variable.
func templated(text string) bool {
	_, _, _, ok := nextName(text)
	return ok
}

// namesIn are the variables that a template names.
func namesIn(text string) []string {
	var names []string
	for p := range pieces(text) {
		if p.name != "" {
			names = append(names, p.name)
		}
	}
	return names
}

// known is what a variable holds, as text that leaves the house: no secret goes there.
func known(vars map[string]string, name string) string {
	if strings.HasPrefix(name, secretPrefix) {
		return ""
	}
	return vars[name]
}

// fillAs fills a template, each variable encoded. It stops behind maxBody: whoever asks refuses what is
// longer, and a variable that is named often would take all memory.
func fillAs(text string, vars map[string]string, encode func(string) string) string {
	var b strings.Builder
	for p := range pieces(text) {
		if b.Len() > maxBody {
			break
		}
		if p.name == "" {
			b.WriteString(p.words)
		} else {
			b.WriteString(encode(known(vars, p.name)))
		}
	}
	return b.String()
}

// fillHeader fills the value of a header, on one line. {{secret.NAME}} stays for whoever sends it; the
// braces of variables are parted, so that no other is found there.
func fillHeader(text string, vars map[string]string) string {
	var b strings.Builder
	for p := range pieces(text) {
		switch {
		case b.Len() > maxAddress: // it is cut there
		case p.name == "":
			b.WriteString(p.words)
		case strings.HasPrefix(p.name, secretPrefix):
			b.WriteString("{{" + p.name + "}}")
		default:
			b.WriteString(strings.ReplaceAll(vars[p.name], "{", "{ "))
		}
	}
	return oneLine(b.String())
}

// oneLine is a text without line ends and control characters.
func oneLine(text string) string {
	text = strings.Map(func(c rune) rune {
		if unicode.IsControl(c) || c == '\u2028' || c == '\u2029' {
			return ' '
		}
		return c
	}, strings.ToValidUTF8(text, "\uFFFD"))
	return strings.TrimSpace(text)
}

// fillJSON fills a JSON text: inside of a string a variable becomes a part of it; elsewhere a value:
// a number, true, false or null stay what they are, all else is a string. It stops where fillAs does.
func fillJSON(text string, vars map[string]string) string {
	var b strings.Builder
	inside, escaped := false, false
	for p := range pieces(text) {
		if b.Len() > maxBody {
			break
		}
		if p.name == "" {
			for _, c := range []byte(p.words) {
				switch {
				case escaped:
					escaped = false
				case c == '\\':
					escaped = inside
				case c == '"':
					inside = !inside
				}
			}
			b.WriteString(p.words)
			continue
		}
		value := known(vars, p.name)
		switch trimmed := strings.TrimSpace(value); {
		case inside:
			b.WriteString(jsonText(value))
		case plainJSON(trimmed):
			b.WriteString(trimmed)
		default:
			b.WriteString(`"` + jsonText(value) + `"`)
		}
	}
	return b.String()
}

// plainJSON says that a text is a JSON number, true, false or null.
func plainJSON(text string) bool {
	if text == "true" || text == "false" || text == "null" {
		return true
	}
	return text != "" && (text[0] == '-' || text[0] >= '0' && text[0] <= '9') && json.Valid([]byte(text))
}

// jsonText is a text as it stands between the quotes of a JSON string.
func jsonText(text string) string {
	quoted, err := json.Marshal(text)
	if err != nil {
		return ""
	}
	return string(quoted[1 : len(quoted)-1])
}

// fillBody fills the body of a request, encoded for its content type.
func fillBody(text, contentType string, vars map[string]string) string {
	plain := func(value string) string { return value }
	switch kind := mediaType(contentType); {
	case kind == "application/json" || strings.HasSuffix(kind, "+json"):
		return fillJSON(text, vars)
	case kind == "application/x-www-form-urlencoded":
		return fillAs(text, vars, url.QueryEscape)
	case strings.HasSuffix(kind, "/xml") || strings.HasSuffix(kind, "+xml") || kind == "text/html":
		return fillAs(text, vars, xmlText)
	}
	return fillAs(text, vars, plain)
}

// mediaType is a content type without its parameters.
func mediaType(contentType string) string {
	kind, _, _ := strings.Cut(contentType, ";")
	return strings.ToLower(strings.TrimSpace(kind))
}

func xmlText(text string) string {
	var b strings.Builder
	if err := xml.EscapeText(&b, []byte(text)); err != nil {
		return ""
	}
	return b.String()
}
