package admin

import (
	"fmt"
	"net/http"

	"deskbell/models"
	"deskbell/models/flow"
	"deskbell/models/flow/edit"
	view "deskbell/views/admin"
)

// report says what is in a document, and what is wrong with it.
func (a *admin) report(r *http.Request, p view.ImportPage, found document) (*view.ImportReport, error) {
	all := &view.ImportReport{What: found.what, Name: found.name, Flows: len(found.flows), Parts: found.parts, Document: string(found.text)}
	if all.Name == "" {
		all.Name = "Without a name"
	}
	var warnings, renamed []view.ReportLine
	others := a.around(r, p, found)
	for i := range found.flows {
		d := &found.flows[i]
		all.Blocks += len(d.Blocks)
		for _, problem := range flow.Check(d, others) {
			line := view.ReportLine{Where: place(d, problem, len(found.flows) > 1), What: problem.Message}
			if problem.Severity == flow.SeverityError {
				all.Errors = append(all.Errors, line)
			} else {
				warnings = append(warnings, line)
			}
		}
		if _, odd := edit.Clean(d); len(odd) > 0 {
			renamed = append(renamed, view.ReportLine{Where: d.Name, What: fmt.Sprintf("%d ids of blocks have characters that do not go here; they get others.", len(odd))})
		}
	}
	all.Parts = append(all.Parts, view.ReportPart{Title: "Renamed", Lines: renamed}, view.ReportPart{Title: "Worth a look", Lines: warnings})
	if found.bot == nil || p.Bot != nil || found.bot.Key == "" {
		return all, nil
	}
	bot, err := a.Bots.BotByKey(r.Context(), found.bot.Key)
	if err != nil && models.CodeOf(err) != models.CodeNotFound {
		return nil, err
	}
	if all.Key = found.bot.Key; err == nil {
		all.Replaces = bot.Name
	}
	return all, nil
}

// place says in words where a problem is.
func place(d *flow.Document, p flow.Problem, several bool) string {
	where := ""
	if several {
		where = d.Name
	}
	b, there := d.Blocks[p.Block]
	if !there {
		return where
	}
	if where != "" {
		where += ", "
	}
	return where + edit.NameOf(b)
}
