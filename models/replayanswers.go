package models

import (
	"maps"
	"slices"
	"strings"

	"deskbell/models/flow"
	"deskbell/models/flow/trial"
)

// withAnswers are the results of a world with what the AI has answered in a log, by the visitor's words before: all of
// them since the bot spoke last, or the last alone. Where its block said something else, nothing was found.
func withAnswers(results map[string]flow.Result, entries []Entry) map[string]flow.Result {
	var blocks, asked []string
	for i := range entries {
		if e := &entries[i]; e.shows("") && !slices.Contains(blocks, e.Body.Block) {
			blocks = append(blocks, e.Body.Block)
		}
	}
	if len(blocks) == 0 {
		return results
	}
	next := map[string]flow.Result{}
	maps.Copy(next, results)
	for i := range entries {
		e := &entries[i]
		switch {
		case e.Kind != EntrySaid:
		case e.Author.Kind == ByVisitor:
			asked = append(asked, e.Text)
		case e.Author.Kind == ByBot && len(asked) > 0:
			if slices.Contains(blocks, e.Body.Block) {
				result := flow.Result{Port: string(AINotFound)}
				if e.shows("") {
					result = flow.Result{Port: string(AIAnswered), Body: e.Text, Answer: e.Body.Content.Answer, Sources: e.Body.Content.Sources}
				}
				next[trial.Question(asked[len(asked)-1])] = result
				next[trial.Question(strings.Join(asked, "\n"))] = result
			}
			asked = nil
		}
	}
	return next
}
