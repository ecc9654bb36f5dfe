package ai

import (
	"net/http"
	"strings"

	"github.com/openai/openai-go/v3"
)

// habits are what a service does not understand of what is usually sent. Services differ in that, and models of one
// as well: what is refused by its name is left out from then on.
type habits struct {
	noUsage, oldMax, noMax, noTemperature, noTools bool
}

func (q query) place() string { return q.settings.URL + " " + q.settings.Model }

func (s *Provider) habitsOf(q query) habits {
	s.lock.Lock()
	defer s.lock.Unlock()
	return s.habits[q.place()]
}

// learn says whether it pays to ask again, in another way.
func (s *Provider) learn(q query, no *refusal) bool {
	if no.status != http.StatusBadRequest && no.status != http.StatusUnprocessableEntity && no.status != http.StatusNotFound {
		return false
	}
	s.lock.Lock()
	defer s.lock.Unlock()
	h := s.habits[q.place()]
	was, words := h, strings.ToLower(no.words)
	switch {
	case strings.Contains(words, "stream_options") || strings.Contains(words, "include_usage"):
		h.noUsage = true
	case strings.Contains(words, "max_completion_tokens") && !h.oldMax:
		h.oldMax = true
	case strings.Contains(words, "max_tokens") || strings.Contains(words, "max_completion_tokens"):
		h.noMax = true
	case strings.Contains(words, "temperature"):
		h.noTemperature = true
	case len(q.tools) > 0 && strings.Contains(words, "tool"):
		h.noTools = true
	}
	if h == was {
		return false
	}
	if len(s.habits) >= 64 { // settings were tried out
		clear(s.habits)
	}
	s.habits[q.place()] = h
	return true
}

// params is the question as it is sent.
func (s *Provider) params(q query) openai.ChatCompletionNewParams {
	h := s.habitsOf(q)
	p := openai.ChatCompletionNewParams{Model: q.settings.Model, Messages: q.messages}
	most := q.tokens
	if most == 0 {
		most = mostTokens
	}
	switch {
	case h.noMax:
	case h.oldMax:
		p.MaxTokens = openai.Int(most)
	default:
		p.MaxCompletionTokens = openai.Int(most)
	}
	if !h.noTemperature {
		p.Temperature = openai.Float(q.settings.Temperature)
	}
	if !h.noUsage {
		p.StreamOptions = openai.ChatCompletionStreamOptionsParam{IncludeUsage: openai.Bool(true)}
	}
	if len(q.tools) > 0 && !h.noTools {
		p.Tools = q.tools
		if q.last {
			p.ToolChoice = openai.ChatCompletionToolChoiceOptionUnionParam{OfAuto: openai.String("none")}
		}
	}
	return p
}
