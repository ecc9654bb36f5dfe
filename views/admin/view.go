// Package admin draws the pages of those who run Deskbell: signing in, the first set-up, the bots with
// an outline of their flows, the list of articles; and the page that any error becomes.
package admin

import (
	"html"
	"strconv"

	"deskbell/models"
	"deskbell/models/flow"
)

// LoginForm is what was typed, and the sentence that says why it was not enough.
type LoginForm struct{ Email, Next, Problem string }

// SetupForm is what was typed; Field is the name of the field that Problem is about, "" for none.
type SetupForm struct{ Code, Name, Email, Field, Problem string }

// BotPage is one bot with its flows.
type BotPage struct {
	Me    *models.Agent
	Bot   *models.Bot
	Base  string // what public addresses begin with
	Flows []FlowOutline
}

// FlowOutline is a flow as a list to read.
type FlowOutline struct {
	ID       string
	Name     string
	Items    []flow.OutlineItem
	Problems []flow.Problem
}

// PlaygroundPage is a bot to try.
type PlaygroundPage struct {
	Me   *models.Agent
	Bot  *models.Bot
	Base string
}

// ProblemPage is any error: what happened, and the reference that the log has as well.
type ProblemPage struct{ Title, Message, Ref string }

// scriptTag is what a site puts into its pages.
func scriptTag(p BotPage) string {
	return `<script src="` + html.EscapeString(p.Base) + `/widget.js" data-bot="` + html.EscapeString(p.Bot.Key) + `" async></script>`
}

func botPath(b *models.Bot) string { return "/bots/" + b.Key }

// anchor is the id of a block's line; block ids may hold anything, so it is made of numbers.
func anchor(flow, item int) string {
	return "flow-" + strconv.Itoa(flow+1) + "-" + strconv.Itoa(item+1)
}

// lineOf is the index of a block's line, -1 when the flow has no such block.
func lineOf(f FlowOutline, block string) int {
	for i, item := range f.Items {
		if item.Block == block {
			return i
		}
	}
	return -1
}

// flowName is the name of another flow of the bot, its id where it is missing.
func flowName(p BotPage, id string) string {
	for _, f := range p.Flows {
		if f.ID == id {
			return f.Name
		}
	}
	return id
}

// problemsOf are those about a block; "" asks for those about the flow as a whole.
func problemsOf(f FlowOutline, block string) []flow.Problem {
	var found []flow.Problem
	for _, p := range f.Problems {
		if p.Block == block {
			found = append(found, p)
		}
	}
	return found
}

// heading is a block's title, its kind where it has none.
func heading(item flow.OutlineItem) string {
	if item.Title != "" {
		return item.Title
	}
	return item.Kind
}

func counted(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return strconv.Itoa(n) + " " + many
}
