package answer

import (
	"html"
	"strings"
)

// links are targets that stand apart from where they are used: "[label]: address".
type links map[string]string

// How many targets an article has at most, and how long a label is.
const (
	mostLinks    = 200
	longestLabel = 150
)

// take keeps a line that says where a label leads.
func (l links) take(line string) bool {
	if line[0] != '[' || strings.HasPrefix(line, "[^") {
		return false
	}
	at := strings.Index(line[:min(len(line), longestLabel)], "]:")
	if at < 2 || len(l) >= mostLinks {
		return false
	}
	target := strings.TrimSpace(line[at+2:])
	address, more, _ := strings.Cut(target, " ")
	if more = strings.TrimSpace(more); !strings.ContainsAny(address, "/#.:") || more != "" && strings.IndexByte(`"'(`, more[0]) < 0 {
		return false
	}
	label := strings.ToLower(line[1:at])
	if _, had := l[label]; !had {
		l[label] = line
	}
	return true
}

// usedBy is the text with the targets of its labels behind it, so that it can stand alone.
func (l links) usedBy(text string) string {
	if len(l) == 0 {
		return text
	}
	had := map[string]bool{}
	var more []string
	for rest := text; ; {
		at := strings.IndexByte(rest, '[')
		if at < 0 {
			break
		}
		rest = rest[at+1:]
		end := strings.IndexByte(rest[:min(len(rest), longestLabel)], ']')
		if end < 0 {
			continue
		}
		label := strings.ToLower(rest[:end])
		if line, ok := l[label]; ok && !had[label] {
			had[label] = true
			more = append(more, line)
		}
	}
	if len(more) == 0 {
		return text
	}
	return text + "\n\n" + strings.Join(more, "\n")
}

// longestTag is how far the end of a tag or of an address is looked for, in bytes.
const longestTag = 500

// Plain is Markdown without what nobody reads: where links and pictures lead, HTML's tags. Signs like * stay.
func Plain(markdown string) string {
	var out strings.Builder
	for rest := markdown; rest != ""; {
		at := strings.IndexAny(rest, "]<")
		if at < 0 {
			out.WriteString(rest)
			break
		}
		out.WriteString(rest[:at])
		rest = rest[at:]
		n := hidden(rest)
		if n == 0 {
			out.WriteByte(rest[0])
			n = 1
		} else {
			out.WriteByte(' ')
		}
		rest = rest[n:]
	}
	return html.UnescapeString(out.String())
}

// hidden is how many bytes at the beginning of a text are not read: "](address)", "<tag>", "]: address".
func hidden(rest string) int {
	ahead := rest[:min(len(rest), longestTag)]
	switch {
	case strings.HasPrefix(ahead, "]("):
		return strings.IndexByte(ahead, ')') + 1
	case strings.HasPrefix(ahead, "]: "):
		if end := strings.IndexAny(ahead[3:], " \n"); end > 0 {
			return 3 + end
		}
		if len(ahead) == len(rest) {
			return len(rest)
		}
	case rest[0] == '<' && len(ahead) > 1 && (ahead[1] == '/' || ahead[1] == '!' || ahead[1] >= 'a' && ahead[1] <= 'z' || ahead[1] >= 'A' && ahead[1] <= 'Z'):
		end := strings.IndexByte(ahead, '>') + 1
		if lines := strings.IndexByte(ahead, '\n'); lines >= 0 && lines < end {
			return 0
		}
		return end
	}
	return 0
}
