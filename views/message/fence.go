package message

import (
	"html"
	"regexp"
	"strings"
)

// fence is a line that begins a block of code, or ends it.
var fence = regexp.MustCompile("(?m)^[ \t]{0,3}```[^`\n]*$")

// fenced finds the first block of code between two fences: the text before it, its lines, and what comes
// after it. Without one all is before it.
func fenced(text string) (before, code, after string) {
	begin := fence.FindStringIndex(text)
	if begin == nil {
		return text, "", ""
	}
	inside := text[begin[1]:]
	end := fence.FindStringIndex(inside)
	if end == nil {
		return text, "", ""
	}
	code, after = strings.Trim(inside[:end[0]], "\n"), inside[end[1]:]
	if strings.TrimSpace(code) == "" { // nothing to show: the fences stay as they were written
		return text[:len(text)-len(after)], "", after
	}
	return text[:begin[0]], code, after
}

// writeCode writes lines as they are. A break is an element: an event of a stream holds no empty line.
func writeCode(b *strings.Builder, code string) {
	if code == "" {
		return
	}
	b.WriteString(`<pre dir="ltr" tabindex="0"><code>` + strings.ReplaceAll(html.EscapeString(code), "\n", "<br>") + `</code></pre>`)
}
