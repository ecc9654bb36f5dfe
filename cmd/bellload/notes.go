package main

import (
	"fmt"
	"sort"
	"strings"
	"sync"
)

// notes gathers what went wrong, each kind once with how often: a run of a million messages must
// not print a million lines.
type notes struct {
	mu   sync.Mutex
	seen map[string]int
}

func (n *notes) add(format string, args ...any) {
	line := strings.Join(strings.Fields(fmt.Sprintf(format, args...)), " ")
	n.mu.Lock()
	defer n.mu.Unlock()
	if n.seen == nil {
		n.seen = map[string]int{}
	}
	if len(n.seen) >= 200 && n.seen[line] == 0 {
		line = "more kinds of problems"
	}
	n.seen[line]++
}

// lines are the notes, the most frequent first.
func (n *notes) lines() []string {
	n.mu.Lock()
	defer n.mu.Unlock()
	var out []string
	for line := range n.seen {
		out = append(out, line)
	}
	sort.Slice(out, func(i, j int) bool {
		if n.seen[out[i]] != n.seen[out[j]] {
			return n.seen[out[i]] > n.seen[out[j]]
		}
		return out[i] < out[j]
	})
	for i, line := range out {
		out[i] = fmt.Sprintf("%d × %s", n.seen[line], line)
	}
	return out[:min(len(out), 20)]
}
