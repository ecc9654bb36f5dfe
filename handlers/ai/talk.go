package ai

import (
	"context"
	"fmt"
	"strings"
	"time"

	"github.com/openai/openai-go/v3"

	"deskbell/models"
	"deskbell/models/flow"
)

// mostFound is how many passages a model is shown in one talk, and atFirst how many before it asks for any.
const (
	mostFound = 24
	atFirst   = 6
)

// talk is one question to a model, with what it uses until it answers.
type talk struct {
	provider *Provider
	settings models.AISettings
	request  flow.AIRequest
	fence    fence
	search   func(ctx context.Context, words string) ([]models.Passage, error)
	on       func(text func() string)

	messages []openai.ChatCompletionMessageParamUnion
	found    []models.Passage // by their numbers, from 1
	vars     map[string]string
	model    string
	in, out  int64
	second   bool // try of a service that is busy
}

// begin sets what the model is told first.
func (t *talk) begin(x models.AIExchange, question string, now time.Time) {
	all := lines(t.fence, x.Entries)
	said := len(all) > 0 && all[len(all)-1].visitor
	if !said || shortened(lastWords(x.Entries), mostQuestion) != question {
		all = append(all, line{visitor: true, text: t.fence.put("question to answer", question)})
	}
	if values := t.fence.values(t.request); values != "" {
		all = append([]line{{visitor: true, text: values}}, all...)
	}
	t.messages = append([]openai.ChatCompletionMessageParamUnion{openai.SystemMessage(rules(t.fence, x, t.request, now))}, exchange(t.fence, all, t.found)...)
	t.vars, t.second = map[string]string{}, true
}

// run talks until there is an end.
func (t *talk) run(ctx context.Context) (ending, error) {
	for round := 0; round <= mostRounds; round++ {
		r, err := t.ask(ctx, query{tools: tools(t.request), last: round == mostRounds})
		if err != nil {
			return ending{}, err
		}
		if len(r.calls) == 0 {
			return t.ended(r)
		}
		if end := t.use(ctx, r, round+1 == mostRounds); end.port != "" {
			return end, nil
		}
	}
	return ending{}, errRounds
}

// ask asks once with what was said so far.
func (t *talk) ask(ctx context.Context, q query) (reply, error) {
	q.settings, q.messages = t.settings, t.messages
	if t.on != nil {
		q.on = func(text func() string) { t.on(func() string { return t.fence.strip(text()) }) }
	}
	r, err := t.provider.ask(ctx, q, &t.second)
	t.in, t.out = t.in+max(r.in, 0), t.out+max(r.out, 0)
	if r.model != "" {
		t.model = r.model
	}
	return r, err
}

// ended is an answer without a tool.
func (t *talk) ended(r reply) (ending, error) {
	words := strings.TrimSpace(t.fence.strip(r.text))
	port := spoken(words)
	if port == models.AIWantsPerson && t.request.NoPerson {
		port = models.AINotFound
	}
	if port != "" {
		return ending{port: port}, nil
	}
	switch {
	case words == "" && r.refused:
		return ending{port: models.AINotFound}, nil
	case words == "":
		return ending{}, errEmpty
	case r.short:
		words += " …"
	}
	return ending{port: models.AIAnswered, text: words}, nil
}

// use does what a model calls for, and tells it what came of it. What was said beside a call for a person is told.
func (t *talk) use(ctx context.Context, r reply, enough bool) ending {
	r.calls = named(r.calls)
	said := openai.ChatCompletionAssistantMessageParam{}
	if r.text != "" {
		said.Content.OfString = openai.String(r.text)
	}
	var results []openai.ChatCompletionMessageParamUnion
	var end ending
	for i, c := range r.calls {
		said.ToolCalls = append(said.ToolCalls, openai.ChatCompletionMessageToolCallUnionParam{OfFunction: &openai.ChatCompletionMessageFunctionToolCallParam{
			ID: c.id, Function: openai.ChatCompletionMessageFunctionToolCallFunctionParam{Name: c.name, Arguments: c.sent()}}})
		result := "error: too many calls at once"
		if i < mostCalls {
			var port models.AIPort
			if result, port = t.do(ctx, c); end.port == "" && port != "" {
				end = ending{port: port}
			}
		}
		if enough {
			result += "\nNo tool can be used any more: answer now."
		}
		results = append(results, openai.ToolMessage(result, c.id))
	}
	if end.port == models.AIWantsPerson && spoken(r.text) == "" {
		end.text = strings.TrimSpace(t.fence.strip(r.text))
	}
	t.messages = append(append(t.messages, openai.ChatCompletionMessageParamUnion{OfAssistant: &said}), results...)
	return end
}

// named gives calls an id that have none: answers are told by it.
func named(calls []call) []call {
	if len(calls) > 2*mostCalls {
		calls = calls[:2*mostCalls]
	}
	for i := range calls {
		if calls[i].id == "" {
			calls[i].id = fmt.Sprintf("call_%d", i+1)
		}
	}
	return calls
}

// sent are the arguments as they go back to the model: an empty object where they are none.
func (c call) sent() string {
	if _, wrong := c.read(); wrong != "" || strings.TrimSpace(c.arguments) == "" {
		return "{}"
	}
	return c.arguments
}

// do is one call. A port ends the talk.
func (t *talk) do(ctx context.Context, c call) (string, models.AIPort) {
	a, wrong := c.read()
	switch {
	case c.name == toolNotFound:
		return "", models.AINotFound
	case c.name == toolPerson && !t.request.NoPerson:
		return "", models.AIWantsPerson
	case wrong != "":
		return wrong, ""
	case c.name == toolSearch:
		return t.look(ctx, a.Query), ""
	case c.name == toolSet:
		return keep(t.vars, t.request, a), ""
	}
	return "error: there is no tool of this name", ""
}

// look finds passages that the model has not seen yet; those it has are named by their numbers.
func (t *talk) look(ctx context.Context, words string) string {
	words = short(words, mostQuestion)
	if words == "" {
		return "error: the query is empty"
	}
	found, err := t.search(ctx, words)
	if err != nil {
		return "error: the search does not work now"
	}
	var parts []string
	for _, p := range found {
		if n := numberOf(t.found, p); n > 0 {
			parts = append(parts, fmt.Sprintf("(article %d, as above)", n))
			continue
		}
		if len(t.found) == mostFound {
			break
		}
		t.found = append(t.found, p)
		parts = append(parts, t.fence.passage(len(t.found), p))
	}
	if len(parts) == 0 {
		return "nothing was found"
	}
	return strings.Join(parts, "\n")
}

func numberOf(all []models.Passage, p models.Passage) int {
	for i, one := range all {
		if one.Article == p.Article && one.Heading == p.Heading && one.Text == p.Text {
			return i + 1
		}
	}
	return 0
}
