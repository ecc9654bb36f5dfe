package mailbox

import "strings"

// flowed joins the lines of format=flowed (RFC 3676): one that ends with a space goes on in the next, if that is
// quoted as deep.
func flowed(said string, deleteSpace bool) string {
	var out strings.Builder
	open, depth := false, 0
	for line := range strings.Lines(said) {
		line = strings.TrimSuffix(line, "\n")
		quoted := len(line) - len(strings.TrimLeft(line, ">"))
		rest := strings.TrimPrefix(line[quoted:], " ") // stuffed
		isSignature := rest == "-- "
		if open && (quoted != depth || isSignature) {
			out.WriteByte('\n')
			open = false
		}
		if !open && quoted > 0 {
			out.WriteString(strings.Repeat(">", min(quoted, deepestQuote)) + " ")
		}
		soft := strings.HasSuffix(rest, " ") && !isSignature
		if soft && deleteSpace {
			rest = strings.TrimSuffix(rest, " ")
		}
		out.WriteString(rest)
		if !soft {
			out.WriteByte('\n')
		}
		open, depth = soft, quoted
	}
	return out.String()
}
