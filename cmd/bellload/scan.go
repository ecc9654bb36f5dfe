package main

import "bytes"

// item is what one <li> of a payload says: an entry of a log (seq > 0) or a row of the desk's list.
type item struct {
	row          []byte // id of the conversation that the row stands for; nil: not a row
	seq          int64
	conversation []byte // of an entry on the desk
	mark         mark
	marked       bool
}

// mark is what a message of the load carries in its text: "m:<run>-<v|a><talk>:<n>".
type mark struct {
	side side
	talk int
	n    int // 1, 2, 3 … of this sender
}

// scan calls each for every entry and row of a payload. It looks at <li> tags only: what the load
// needs is there, and a parser of HTML would cost more than the server's rendering.
func scan(payload []byte, run string, each func(item)) {
	tag, rest := nextLi(payload)
	for tag != nil {
		it := item{conversation: attribute(tag, ` data-conversation="`)}
		if id := attribute(tag, ` id="`); bytes.HasPrefix(id, []byte("row-")) {
			it.row = id[len("row-"):]
		} else {
			it.seq = number(attribute(tag, ` data-seq="`))
		}
		// A list inside of an entry belongs to the entry.
		body, from := rest, rest
		next, after := nextLi(from)
		for next != nil && it.seq > 0 && !bytes.Contains(next, []byte(` data-seq="`)) && !bytes.Contains(next, []byte(` id="row-`)) {
			next, after = nextLi(after)
		}
		if next != nil {
			body = rest[:len(rest)-len(after)-len(next)]
		}
		if it.seq > 0 {
			it.mark, it.marked = findMark(body, run)
		}
		if it.seq > 0 || it.row != nil {
			each(it)
		}
		tag, rest = next, after
	}
}

// nextLi finds the next <li …> and answers the tag and what follows it.
func nextLi(b []byte) (tag, rest []byte) {
	for {
		at := bytes.Index(b, []byte("<li"))
		if at < 0 || at+3 >= len(b) {
			return nil, nil
		}
		b = b[at:]
		if c := b[3]; c != ' ' && c != '>' && c != '\n' {
			b = b[3:] // <link>, <line>
			continue
		}
		end := bytes.IndexByte(b, '>')
		if end < 0 {
			return nil, nil
		}
		return b[:end+1], b[end+1:]
	}
}

// attribute finds a value by ` name="`.
func attribute(tag []byte, name string) []byte {
	at := bytes.Index(tag, []byte(name))
	if at < 0 {
		return nil
	}
	value := tag[at+len(name):]
	end := bytes.IndexByte(value, '"')
	if end < 0 {
		return nil
	}
	return value[:end]
}

func findMark(b []byte, run string) (mark, bool) {
	for {
		at := bytes.Index(b, []byte("m:"))
		if at < 0 {
			return mark{}, false
		}
		b = b[at+2:]
		word, found := bytes.CutPrefix(b, []byte(run))
		if !found || len(word) < 5 || word[0] != '-' {
			continue
		}
		m := mark{}
		switch word[1] {
		case 'v':
			m.side = visitorSide
		case 'a':
			m.side = agentSide
		default:
			continue
		}
		talk, after := digits(word[2:])
		if len(after) == 0 || after[0] != ':' {
			continue
		}
		n, _ := digits(after[1:])
		m.talk, m.n = int(talk), int(n)
		return m, n > 0
	}
}

func digits(b []byte) (int64, []byte) {
	var n int64
	for len(b) > 0 && b[0] >= '0' && b[0] <= '9' {
		n, b = n*10+int64(b[0]-'0'), b[1:]
	}
	return n, b
}

func number(b []byte) int64 {
	n, _ := digits(b)
	return n
}
