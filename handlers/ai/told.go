package ai

import (
	"fmt"
	"strings"

	"github.com/openai/openai-go/v3"

	"deskbell/models"
	"deskbell/models/flow"
)

// line is one part of what a model is told of an exchange.
type line struct {
	visitor bool // said by the visitor; else on the company's side
	text    string
}

// lines are the newest entries of an exchange as a model is told them: what is sensitive is masked, what others wrote
// is data.
func lines(f fence, entries []models.Entry) []line {
	var all []line
	left := mostExchange
	for i := len(entries) - 1; i >= 0 && left > 0; i-- {
		told, ok := lineOf(f, entries[i].ForTeam())
		if !ok {
			continue
		}
		left -= len([]rune(told.text))
		all = append([]line{told}, all...)
	}
	return all
}

func lineOf(f fence, e models.Entry) (line, bool) {
	who := models.CleanLine(e.Author.Name, 60)
	switch e.Kind {
	case models.EntryJoined:
		return line{text: f.put("note", fmt.Sprintf("%s, a person, has taken over here.", who))}, true
	case models.EntryHandedBack:
		return line{text: f.put("note", fmt.Sprintf("%s, a person, has handed the conversation back to you here. Go on with all that was said.", who))}, true
	case models.EntrySaid:
	default:
		return line{}, false
	}
	words := wordsOf(e)
	if words == "" {
		return line{}, false
	}
	switch {
	case e.Author.Kind == models.ByVisitor:
		return line{visitor: true, text: f.put("visitor", words)}, true
	case e.Author.Kind.Person():
		return line{text: f.put("person", fmt.Sprintf("[%s, a person, wrote]\n%s", who, words))}, true
	case answered(e):
		return line{text: mask(f.strip(words))}, true // it wrote that itself
	}
	return line{text: f.put("bot", words)}, true
}

// answered says that an entry is an answer of the AI.
func answered(e models.Entry) bool {
	return e.Author.Kind == models.ByBot && e.Body.Content != nil && e.Body.Content.Kind == flow.ContentAnswer
}

// wordsOf is what an entry says; of files that there are some.
func wordsOf(e models.Entry) string {
	if e.Body.Revised == models.RevisedDeleted {
		return ""
	}
	words := shortened(e.Text, mostWords)
	if n := len(e.Body.Files); n > 0 {
		words = strings.TrimSpace(fmt.Sprintf("%s\n(files sent: %d)", words, n))
	}
	return words
}

// asked is what is to be answered: as the block says, else what the visitor has said last.
func asked(r flow.AIRequest, entries []models.Entry) string {
	if q := strings.TrimSpace(r.Question); q != "" {
		return shortened(q, mostQuestion)
	}
	return shortened(lastWords(entries), mostQuestion)
}

// lastWords are the visitor's.
func lastWords(entries []models.Entry) string {
	for i := len(entries) - 1; i >= 0; i-- {
		if e := entries[i].ForTeam(); e.Kind == models.EntrySaid && e.Author.Kind == models.ByVisitor && wordsOf(e) != "" {
			return e.Text
		}
	}
	return ""
}

// exchange are the messages of one: what the articles say first, then what was said, then the question where the
// visitor did not just say it. Turns of one side that follow each other are one message: some models want that.
func exchange(f fence, all []line, found []models.Passage) []openai.ChatCompletionMessageParamUnion {
	first := "There is no article that fits by its words."
	if len(found) > 0 {
		parts := []string{"Articles that may hold the answer:"}
		for i, p := range found {
			parts = append(parts, f.passage(i+1, p))
		}
		first = strings.Join(parts, "\n")
	}
	all = append([]line{{visitor: true, text: f.note(first)}}, all...)
	var messages []openai.ChatCompletionMessageParamUnion
	for i := 0; i < len(all); {
		side, parts := all[i].visitor, []string(nil)
		for ; i < len(all) && all[i].visitor == side; i++ {
			parts = append(parts, all[i].text)
		}
		if side {
			messages = append(messages, openai.UserMessage(strings.Join(parts, "\n\n")))
		} else {
			messages = append(messages, openai.AssistantMessage(strings.Join(parts, "\n\n")))
		}
	}
	return messages
}

// note is what the system says among the turns, so that it is told from what visitors say.
func (f fence) note(text string) string { return "(From the system.)\n" + text }
