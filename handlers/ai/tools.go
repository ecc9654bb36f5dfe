package ai

import (
	"encoding/json"
	"slices"
	"strings"

	"github.com/openai/openai-go/v3"

	"deskbell/models"
	"deskbell/models/flow"
)

// The tools, all there are: none names a conversation, an address or anybody.
const (
	toolSearch   = "search_articles"
	toolPerson   = "ask_for_person"
	toolSet      = "set_variable"
	toolNotFound = "not_found"
)

// The bounds of calls.
const (
	mostRounds    = 4 // of tools before an answer
	mostCalls     = 8 // in one round
	mostArguments = 4 << 10
	mostValue     = 500
)

func tools(r flow.AIRequest) []openai.ChatCompletionToolUnionParam {
	all := []openai.ChatCompletionToolUnionParam{
		tool(toolSearch, "Finds parts of the company's articles.", map[string]any{"query": described("What to look for: a few words in the language of the articles.")}),
		tool(toolNotFound, "Says that the articles do not hold the answer.", nil),
	}
	if !r.NoPerson {
		all = append(all, tool(toolPerson, "Has a person of the company come into this conversation.", map[string]any{"reason": described("Why, in a few words.")}))
	}
	if len(r.Vars) > 0 {
		all = append(all, tool(toolSet, "Keeps what the visitor has told.", map[string]any{
			"name": map[string]any{"type": "string", "enum": r.Vars}, "value": described("What he told, as briefly as it goes.")}))
	}
	return all
}

func described(what string) map[string]any {
	return map[string]any{"type": "string", "description": what}
}

func tool(name, what string, parameters map[string]any) openai.ChatCompletionToolUnionParam {
	needed := []string{}
	for one := range parameters {
		needed = append(needed, one)
	}
	slices.Sort(needed)
	if parameters == nil {
		parameters = map[string]any{}
	}
	return openai.ChatCompletionFunctionTool(openai.FunctionDefinitionParam{Name: name, Description: openai.String(what),
		Parameters: openai.FunctionParameters{"type": "object", "properties": parameters, "required": needed, "additionalProperties": false}})
}

// arguments are what a model gives to a tool; errors are for the model.
type arguments struct {
	Query  string `json:"query"`
	Reason string `json:"reason"`
	Name   string `json:"name"`
	Value  string `json:"value"`
}

func (c call) read() (arguments, string) {
	var a arguments
	given := strings.TrimSpace(c.arguments)
	switch {
	case len(given) > mostArguments:
		return a, "error: the arguments are too long"
	case given == "":
		return a, ""
	case json.Unmarshal([]byte(given), &a) != nil:
		return a, "error: the arguments are no JSON object with the parameters of this tool"
	}
	return a, ""
}

// ending is how a talk with a model ended.
type ending struct {
	port models.AIPort
	text string
}

// keep sets a variable; it says to the model what came of it.
func keep(vars map[string]string, r flow.AIRequest, a arguments) string {
	if !slices.Contains(r.Vars, a.Name) {
		return "error: there is no variable of this name; there are: " + strings.Join(r.Vars, ", ")
	}
	value := models.CleanLine(a.Value, mostValue)
	if value == "" {
		return "error: the value is empty"
	}
	vars[a.Name] = value
	return "kept"
}

// spoken is how models say with words what they should say with a tool.
func spoken(text string) models.AIPort {
	bare := strings.ToUpper(strings.Trim(strings.TrimSpace(text), "`*_\"'.()[] \n"))
	switch bare {
	case wordNotFound, "NOT FOUND":
		return models.AINotFound
	case wordPerson, "ASK_FOR_PERSON", "WANTS PERSON":
		return models.AIWantsPerson
	}
	return ""
}

// begun says that a text may become such a word.
func begun(text string) bool {
	bare := strings.ToUpper(strings.TrimLeft(strings.TrimSpace(text), "`*_\"'(["))
	for _, word := range []string{wordNotFound, wordPerson, "ASK_FOR_PERSON"} {
		if strings.HasPrefix(word, bare) || strings.HasPrefix(bare, word) {
			return true
		}
	}
	return false
}
