package desk

import (
	"strings"

	"deskbell/models"
	"deskbell/models/flow"
)

func titleOf(p Place) string {
	if strings.TrimSpace(p.Title) != "" {
		return p.Title
	}
	return p.Kind
}

// aboutPlace is the second line of a block.
func aboutPlace(p Place) string {
	switch {
	case p.Summary == "":
		return p.Kind
	case titleOf(p) == p.Kind:
		return p.Summary
	}
	return p.Kind + ": " + p.Summary
}

// foreseen says what comes behind what is said.
func foreseen(f models.Foresight) string {
	switch f.Next {
	case models.ForeseenPerson:
		return "Then a person is asked for; if you stay, that is you."
	case models.ForeseenTime:
		return "Then it waits for a time."
	case models.ForeseenResult:
		return "Then it waits for an answer from elsewhere."
	case models.ForeseenClose:
		return "Then the conversation ends, unless you stay."
	case models.ForeseenEnd:
		return "Then the bot has nothing more to say."
	case models.ForeseenFault:
		return "This does not work: " + f.Fault
	}
	return "Then the visitor " + replies(f.Prompt)
}

// replies is how a visitor answers a prompt, in words.
func replies(p flow.Prompt) string {
	switch p.Kind {
	case flow.PromptChoices, flow.PromptPictures, flow.PromptConsent:
		return "chooses."
	case flow.PromptOffer:
		return "may ask for a person; if you stay, there is one already."
	case flow.PromptRating:
		return "rates."
	case flow.PromptFile:
		return "sends a file."
	case flow.PromptForm:
		return "fills in a form."
	case flow.PromptEmail:
		return "writes an email address."
	case flow.PromptPhone:
		return "writes a phone number."
	case flow.PromptURL:
		return "writes a web address."
	case flow.PromptNumber:
		return "writes a number."
	case flow.PromptDate, flow.PromptTime, flow.PromptDateTime:
		return "gives a date or a time."
	}
	return "writes an answer."
}
