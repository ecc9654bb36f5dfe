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
	search   func(ctx context.Context, texts []string) ([]sought, error)
	on       func(text func() string)

	messages []openai.ChatCompletionMessageParamUnion
	found    []models.Passage // by their numbers, from 1
	vars     map[string]string
	model    string
	in, out  int64
	embedded int64 // tokens of embeddings, which are not in them
	second   bool  // try of a service that is busy
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
	for _, c := range r.calls {
		said.ToolCalls = append(said.ToolCalls, openai.ChatCompletionMessageToolCallUnionParam{OfFunction: &openai.ChatCompletionMessageFunctionToolCallParam{
			ID: c.id, Function: openai.ChatCompletionMessageFunctionToolCallFunctionParam{Name: c.name, Arguments: c.sent()}}})
	}
	t.messages = append(t.messages, openai.ChatCompletionMessageParamUnion{OfAssistant: &said})
	results, port := t.doAll(ctx, r.calls)
	if port == models.AIWantsPerson && spoken(r.text) == "" {
		return ending{port: port, text: strings.TrimSpace(t.fence.strip(r.text))}
	}
	for i, result := range results {
		if enough {
			result += "\nNo tool can be used any more: answer now."
		}
		t.messages = append(t.messages, openai.ToolMessage(result, r.calls[i].id))
	}
	return ending{port: port}
}

// doAll does the calls of one round, and what they search for at once. A port, the first there is, ends the talk: then
// nothing is searched for.
func (t *talk) doAll(ctx context.Context, calls []call) (results []string, port models.AIPort) {
	results = make([]string, len(calls))
	var texts []string
	var of []int // the calls that they are of
	for i, c := range calls {
		if i >= mostCalls {
			results[i] = "error: too many calls at once"
			continue
		}
		result, words, end := t.do(c)
		if port == "" {
			port = end
		}
		if results[i] = result; words != "" {
			texts, of = append(texts, words), append(of, i)
		}
	}
	if port != "" || len(texts) == 0 {
		return results, port
	}
	for n, told := range t.look(ctx, texts) {
		results[of[n]] = told
	}
	return results, ""
}

// named gives calls an id of their own that have none, or that of another one: answers are told by it.
func named(calls []call) []call {
	if len(calls) > 2*mostCalls {
		calls = calls[:2*mostCalls]
	}
	had := map[string]bool{"": true}
	for i := range calls {
		for n := i + 1; had[calls[i].id]; n += len(calls) {
			calls[i].id = fmt.Sprintf("call_%d", n)
		}
		had[calls[i].id] = true
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

// do is one call: what came of it, or the words to search for. A port ends the talk.
func (t *talk) do(c call) (result, words string, port models.AIPort) {
	a, wrong := c.read()
	switch {
	case c.name == toolNotFound:
		return "", "", models.AINotFound
	case c.name == toolPerson && !t.request.NoPerson:
		return "", "", models.AIWantsPerson
	case wrong != "":
		return wrong, "", ""
	case c.name == toolSearch:
		if words = short(a.Query, mostQuestion); words == "" {
			return "error: the query is empty", "", ""
		}
		return "", words, ""
	case c.name == toolSet:
		return keep(t.vars, t.request, a), "", ""
	}
	return "error: there is no tool of this name", "", ""
}

// look finds passages for each text, and says which they are.
func (t *talk) look(ctx context.Context, texts []string) []string {
	told := make([]string, len(texts))
	all, err := t.search(ctx, texts)
	for i := range told {
		if told[i] = "error: the search does not work now"; err == nil {
			told[i] = t.show(all[i].found)
		}
	}
	return told
}

// show are passages for a model; those that it has are named by their numbers.
func (t *talk) show(found []models.Passage) string {
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
