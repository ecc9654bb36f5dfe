package widget

import (
	"testing"

	"deskbell/models"
	"deskbell/models/flow"
)

// M-34
func TestPrompt_UnderAnAnswer_OffersButtonsBesideTheComposer(t *testing.T) {
	p := in(models.StateBot)
	p.Prompt = flow.Prompt{Kind: flow.PromptText, Token: "t4", Placeholder: "Ask on", Choices: []flow.Choice{
		{ID: "helped", Label: "That helped"}, {ID: "person", Label: "Talk to a person", Icon: "person"}}}
	has(t, drawn(t, Prompt(p)), `data-kind="text"`, `data-composer="on"`, `data-placeholder="Ask on"`, `data-choice="helped"`, "That helped", `data-choice="person"`)
	p.Prompt.Choices = nil
	has(t, drawn(t, Prompt(p)), `data-kind="text"`, `-data-choice`)
}
