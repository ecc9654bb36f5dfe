package mailbox

import (
	"strings"
)

const (
	longestInline = 4      // lines of a quote that stay above an answer that is written between quotes
	mostLines     = 20_000 // that are looked at
	// longestSignature is in lines.
	longestSignature = 30
)

// line of a mail: its text without what marks quotes, and how deep it is quoted.
type line struct {
	text  string
	depth int
	gone  bool // a signature, or what stands above a quote
	bare  bool // "--" as it stands
}

// Cut is what is new in an answer: without the mail that it answers, and without the signature. What is written
// between quotes keeps the end of the quote above it. It is "" where there is nothing but quotes.
func Cut(text string) string {
	lines := split(text)
	lines = upToOriginal(lines)
	told := dropAttributions(lines)
	dropSignatures(lines)
	kept := strings.TrimSpace(join(runs(lines)))
	if kept == "" && !told && len(lines) <= 3 {
		return strings.TrimSpace(text) // somebody begins lines with ">" himself
	}
	return kept
}

func split(text string) []line {
	var lines []line
	for raw := range strings.Lines(text) {
		raw = strings.TrimSuffix(strings.TrimSuffix(raw, "\n"), "\r")
		raw = strings.ReplaceAll(raw, "\u00a0", " ")
		l := line{bare: raw == signatureLine || raw == "--"}
		rest := raw
		for strings.HasPrefix(rest, ">") && l.depth < 50 {
			l.depth++
			rest = strings.TrimPrefix(strings.TrimPrefix(rest, ">"), " ")
		}
		l.text = strings.TrimRight(rest, " \t")
		if l.depth == 0 && strings.TrimSpace(l.text) == "" {
			l.text = ""
		}
		if lines = append(lines, l); len(lines) == mostLines {
			break
		}
	}
	for len(lines) > 0 && lines[len(lines)-1].text == "" {
		lines = lines[:len(lines)-1]
	}
	return lines
}

// upToOriginal is what stands above the mail that is answered, where that follows unquoted. What was forwarded is
// meant to be read.
func upToOriginal(lines []line) []line {
	first, quote := firstWords(lines), lastQuote(lines)
	for at := range lines {
		if lines[at].depth > 0 || lines[at].text == "" {
			continue
		}
		if forwarded.MatchString(lines[at].text) && len(lines[at].text) < 120 {
			return lines
		}
		begin, found := at, original.MatchString(lines[at].text) || headers(lines, at)
		if !found && at > quote {
			begin, found = attribution(lines, at)
		}
		if !found {
			continue
		}
		for begin > 0 && (lines[begin-1].text == "" || rule.MatchString(lines[begin-1].text)) {
			begin--
		}
		if first >= begin {
			return lines
		}
		return lines[:begin]
	}
	return lines
}

func lastQuote(lines []line) int {
	for at := len(lines) - 1; at >= 0; at-- {
		if lines[at].depth > 0 {
			return at
		}
	}
	return -1
}

// firstWords is where the first words stand that are no quote; len(lines) where there are none.
func firstWords(lines []line) int {
	for at, l := range lines {
		if l.text != "" && l.depth == 0 && !l.gone {
			return at
		}
	}
	return len(lines)
}

// dropAttributions takes away the lines above quotes, and says whether there were any.
func dropAttributions(lines []line) bool {
	any := false
	for at := range lines {
		if lines[at].depth > 0 || !strings.HasSuffix(lines[at].text, ":") {
			continue
		}
		next := at + 1
		for next < len(lines) && lines[next].text == "" && lines[next].depth == 0 {
			next++
		}
		if next == len(lines) || lines[next].depth == 0 {
			continue
		}
		if begin, ok := attribution(lines, at); ok {
			for i := begin; i <= at; i++ {
				lines[i].gone = true
			}
			any = true
		}
	}
	return any
}

// dropSignatures takes away what stands below "-- " up to the next quote, and what telephones add. A mail that is
// nothing else keeps it.
func dropSignatures(lines []line) {
	first := firstWords(lines)
	for at := 0; at < len(lines); at++ {
		if !lines[at].bare || lines[at].gone || first >= at {
			continue
		}
		end := at
		for end < len(lines) && lines[end].depth == 0 && !lines[end].gone {
			end++
		}
		for i := at; i < end && end-at <= longestSignature; i++ { // else it is a line that somebody has drawn
			lines[i].gone = true
		}
		at = end - 1
	}
	last := true // nothing of the answer follows before the next quote
	for at := len(lines) - 1; at > first; at-- {
		switch l := &lines[at]; {
		case l.depth > 0 || l.gone:
			last = true
		case l.text == "":
		case last && mobile.MatchString(l.text):
			l.gone = true
		default:
			last = false
		}
	}
}

// run is some lines that are all quoted, or all not.
type run struct {
	quoted bool
	lines  []string
}

func runs(lines []line) []run {
	var all []run
	for _, l := range lines {
		if l.gone {
			continue
		}
		quoted := l.depth > 0
		if l.text == "" && !quoted && len(all) > 0 {
			all[len(all)-1].lines = append(all[len(all)-1].lines, "") // an empty line belongs to what is above
			continue
		}
		if len(all) == 0 || all[len(all)-1].quoted != quoted {
			all = append(all, run{quoted: quoted})
		}
		all[len(all)-1].lines = append(all[len(all)-1].lines, l.text)
	}
	return all
}

// join is what is kept: of an answer in one piece that piece, of one between quotes the end of each quote too.
func join(all []run) string {
	for len(all) > 0 && all[len(all)-1].quoted {
		all = all[:len(all)-1]
	}
	answers := 0
	for _, r := range all {
		if !r.quoted {
			answers++
		}
	}
	var out []string
	for _, r := range all {
		switch {
		case !r.quoted:
			out = append(out, tight(r.lines)...)
		case answers > 1:
			out = append(out, excerpt(r.lines)...)
		}
	}
	return strings.Join(tight(out), "\n")
}

// excerpt is the end of a quote.
func excerpt(lines []string) []string {
	var full []string
	for _, l := range lines {
		if strings.TrimSpace(l) != "" {
			full = append(full, "> "+l)
		}
	}
	if over := len(full) - longestInline; over > 0 {
		full = append([]string{"> …"}, full[over:]...)
	}
	return full
}

// tight has at most one empty line in a row.
func tight(lines []string) []string {
	var out []string
	for _, l := range lines {
		if l != "" || len(out) > 0 && out[len(out)-1] != "" {
			out = append(out, l)
		}
	}
	return out
}
