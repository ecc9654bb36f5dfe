package answer

import (
	"strings"
	"unicode/utf8"
)

// pack puts the blocks of a section into texts that are neither too short nor too long.
func pack(all []block) []string {
	var units []string
	for _, b := range all {
		parts := b.split()
		if n := len(units); n > 0 && len(parts) > 0 && strings.HasSuffix(units[n-1], ":") && length(units[n-1])+length(parts[0]) <= most {
			units[n-1] += "\n\n" + parts[0] // what a list or a table is about stands with it
			parts = parts[1:]
		}
		units = append(units, parts...)
	}
	var texts []string
	size := 0
	for _, unit := range units {
		n := length(unit)
		if last := len(texts) - 1; last >= 0 && (size+n <= most || n < fewest && size+n <= most+fewest) {
			texts[last] += "\n\n" + unit
			size += n
			continue
		}
		texts = append(texts, unit)
		size = n
	}
	return even(texts)
}

// even gives a last text that is short to the one before it.
func even(texts []string) []string {
	n := len(texts)
	if n < 2 || length(texts[n-1]) >= fewest || length(texts[n-2])+length(texts[n-1]) > most+enough {
		return texts
	}
	texts[n-2] += "\n\n" + texts[n-1]
	return texts[:n-1]
}

// split is the block in parts that are not too long.
func (b *block) split() []string {
	if length(b.text) <= most || b.kind == code {
		return []string{b.text}
	}
	switch b.kind {
	case table:
		return b.rows()
	case list:
		return b.items()
	}
	return sentences(b.text)
}

// rows are parts of a table, each with its head.
func (b *block) rows() []string {
	all := strings.Split(b.text, "\n")
	head := ""
	if len(all) > 2 && ruler(all[1]) && length(all[0]) <= enough {
		head = all[0] + "\n" + all[1]
		all = all[2:]
	}
	return gather(all, head)
}

// items are parts of a list, none of which begins within an item; but one that is too long alone is torn where it
// has no code.
func (b *block) items() []string {
	var all []string
	indent := indentOf(b.text)
	inside := fence{}
	for line := range strings.SplitSeq(b.text, "\n") {
		if inside.is == 0 && indentOf(line) <= indent && itemOf(line) > 0 || len(all) == 0 {
			all = append(all, line)
		} else {
			all[len(all)-1] += "\n" + line
		}
		inside = inside.after(line)
	}
	var parts []string
	for _, part := range gather(all, "") {
		if length(part) > most && !strings.Contains(part, "```") && !strings.Contains(part, "~~~") {
			parts = append(parts, sentences(part)...)
		} else {
			parts = append(parts, part)
		}
	}
	return parts
}

// gather puts lines together, each part with the head.
func gather(all []string, head string) []string {
	var parts []string
	var part strings.Builder
	size := 0
	for _, line := range all {
		n := length(line)
		if size > 0 && size+n > most {
			parts = append(parts, strings.TrimRight(part.String(), "\n"))
			part.Reset()
			size = 0
		}
		if size == 0 && head != "" {
			part.WriteString(head + "\n")
			size = length(head)
		}
		part.WriteString(line + "\n")
		size += n + 1
	}
	return append(parts, strings.TrimRight(part.String(), "\n"))
}

// sentences cuts a long text where a sentence ends, else between words, else where it has to.
func sentences(text string) []string {
	var parts []string
	for length(text) > most {
		at := cutAt(text)
		if part := strings.TrimSpace(text[:at]); part != "" {
			parts = append(parts, part)
		}
		text = strings.TrimSpace(text[at:])
	}
	if text != "" {
		parts = append(parts, text)
	}
	return parts
}

// cutAt is where the first part of a text ends that is too long.
func cutAt(text string) int {
	sentence, word, at, inside := 0, 0, 0, 0
	var before rune
	for i, r := range text {
		if at == most {
			break
		}
		at++
		switch {
		case r == '[' || r == '(':
			inside++
		case r == ']' || r == ')':
			inside = max(0, inside-1)
		case r == '\n' && inside == 0, r == ' ' && strings.ContainsRune(".!?…", before) && inside == 0:
			sentence = i + 1
		case strings.ContainsRune("。！？", r):
			sentence = i + utf8.RuneLen(r)
		case r == ' ':
			word = i + 1
		}
		before = r
	}
	if sentence > len(text[:max(sentence, word)])/4 && sentence > 0 {
		return sentence
	}
	if word > 0 {
		return word
	}
	end := 0
	for range most {
		_, n := utf8.DecodeRuneInString(text[end:])
		end += n
	}
	return end
}
