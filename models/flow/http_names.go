package flow

import (
	"slices"
	"strings"
)

// RequestVars are the variables that the request of an HTTP block is filled from, each once, in the order
// in which they stand there; none for other blocks. Secrets are not among them.
func RequestVars(b Block) []string {
	s, _, err := openAs(b.Kind, b.Settings)
	block, ok := s.(*httpBlock)
	if err != nil || !ok {
		return nil
	}
	texts := []string{block.URL}
	for _, h := range block.Headers {
		texts = append(texts, h.Value)
	}
	texts = append(texts, block.Auth.User)
	if block.sendsBody() {
		texts = append(texts, block.Body)
	}
	var names []string
	for _, text := range texts {
		for _, name := range namesIn(text) {
			if !strings.HasPrefix(name, secretPrefix) && !slices.Contains(names, name) {
				names = append(names, name)
			}
		}
	}
	return names
}
