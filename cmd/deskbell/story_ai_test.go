package main

import (
	"strings"
	"testing"
)

// M-14 M-21 M-22 M-33 M-34: the AI, a person, and the AI again, in a browser: what is offered under an answer, what the agent
// finds on top, and what the AI knows of the person's part.
func TestStory_AIThenAPersonThenAI_OneConversation(t *testing.T) {
	browser(t)
	service := newAIServer(t, aiSays(0, "Within **30 days** [1]."), aiSays(0, "As you were told: forty days [1]."))
	s := newAISite(t, service)
	visitor, agent := newcomer(t, "visitor"), newcomer(t, "agent")
	s.signIn(agent, "owner")
	agent.switchesOn()

	visitor.visit(s.base + "/w/smart")
	visitor.reads("Ask me anything.")
	visitor.send("Message", "How long can I return a teapot?")
	visitor.reads("Within 30 days")
	visitor.find("button", "That helped")
	visitor.find("link", "Returns*")
	visitor.click("button", "Talk to a person")
	visitor.gone("button", "That helped")

	agent.click("tab", "Waiting*")
	agent.wait("a row", func() bool { return len(agent.rows("")) > 0 })
	agent.clickOn("the row", func() []thing { return agent.rows("") })
	agent.click("button", "Take over")
	agent.tells("In short")
	agent.tells("“How long can I return a teapot?” – answered, from Returns")
	agent.send("Reply", "For you forty days.")
	visitor.reads("For you forty days.")
	agent.click("button", "Restore to AI")

	visitor.send("Message", "And a cup, returned in its box?")
	visitor.reads("As you were told: forty days")
	sent := service.asked()
	if last := sent[len(sent)-1]; !strings.Contains(last, "For you forty days.") {
		t.Errorf("the AI is not told what the person said: %s", last)
	}
	visitor.click("button", "That helped")
	agent.reads("As you were told: forty days")
}
