package admin

import (
	"strconv"

	"deskbell/models"
)

// ImportPage is the way in for a document, and what it says before anything is kept.
type ImportPage struct {
	Me      *models.Agent
	Bot     *models.Bot       // nil: a whole bot is imported
	Flows   []models.FlowHead // of the bot
	Problem string
	Report  *ImportReport // nil: nothing was chosen yet
}

// ImportReport is what a document holds.
type ImportReport struct {
	What     string // "A flow of Deskbell", "A Typebot export of version 6"
	Name     string
	Flows    int
	Blocks   int
	Parts    []ReportPart
	Errors   []ReportLine // what keeps it from being published
	Key      string       // of a bot
	Replaces string       // name of the bot that is there under this key; "" for none
	Document string       // the text itself, to be sent again when it is agreed to
	Into     string       // id of the flow that it replaces; "" for a new one
}

// ReportPart is one kind of news.
type ReportPart struct {
	Title string
	Lines []ReportLine
}

// ReportLine is one sentence and where it belongs.
type ReportLine struct{ Where, What string }

// mostLines of a part are drawn.
const mostLines = 200

func (p ReportPart) shown() []ReportLine { return p.Lines[:min(len(p.Lines), mostLines)] }

func (p ReportPart) more() string {
	if len(p.Lines) <= mostLines {
		return ""
	}
	return "and " + strconv.Itoa(len(p.Lines)-mostLines) + " more"
}

func (p ImportPage) path() string {
	if p.Bot == nil {
		return "/bots/import"
	}
	return botPath(p.Bot) + "/import"
}

func (p ImportPage) title() string {
	if p.Bot == nil {
		return "Import a bot"
	}
	return "Import a flow"
}

// one says whether the document can take the place of a flow.
func (p ImportPage) one() bool { return p.Bot != nil && p.Report != nil && p.Report.Flows == 1 }
