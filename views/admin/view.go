// Package admin draws the pages of those who run Deskbell: signing in, the first set-up, the bots with
// their settings and flows, what is imported, the list of articles; and the page that any error becomes.
package admin

import (
	"net/url"
	"strconv"
	"strings"

	"deskbell/models"
	"deskbell/models/flow/edit"
	"deskbell/models/flow/templates"
)

// LoginForm is what was typed, and the sentence that says why it was not enough.
type LoginForm struct{ Email, Next, Problem string }

// SetupForm is what was typed; Field is the name of the field that Problem is about, "" for none.
type SetupForm struct{ Code, Name, Email, Field, Problem string }

// BotPage is one bot: its flows, and how it comes onto a site.
type BotPage struct {
	Me    *models.Agent
	Bot   *models.Bot
	Base  string // what public addresses begin with
	Flows []models.FlowHead
	Done  string // a sentence about what was just done; "" for nothing
}

// NewBotForm is what was typed for a new bot, and what it can begin from.
type NewBotForm struct {
	Me             *models.Agent
	Name, Site     string
	Template       string // key of the chosen one, "" for an empty flow
	Templates      []templates.Template
	Field, Problem string
}

// NewFlowForm is the same for a new flow of a bot.
type NewFlowForm struct {
	Me             *models.Agent
	Bot            *models.Bot
	Name           string
	Template       string
	Templates      []templates.Template
	Field, Problem string
}

// DeleteFlowPage asks before a flow is taken away.
type DeleteFlowPage struct {
	Me    *models.Agent
	Bot   *models.Bot
	Flow  models.FlowHead
	Refs  []FlowRef
	Start bool // the bot begins with it
}

// FlowRef is a block of another flow that leads to this one.
type FlowRef struct {
	Flow models.FlowHead
	edit.Ref
}

// ProblemPage is any error: what happened, and the reference that the log has as well.
type ProblemPage struct{ Title, Message, Ref string }

func botPath(b *models.Bot) string { return "/bots/" + b.Key }

// flowPath is the builder's page of a flow.
func flowPath(b *models.Bot, flowID string) string {
	return botPath(b) + "/flows/" + url.PathEscape(strings.TrimPrefix(flowID, b.FlowID("")))
}

func counted(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return strconv.Itoa(n) + " " + many
}
