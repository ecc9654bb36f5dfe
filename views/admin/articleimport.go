package admin

import (
	"net/url"
	"time"

	"github.com/a-h/templ"

	"deskbell/models"
)

// ArticleImportPage is the way in for articles from elsewhere.
type ArticleImportPage struct {
	Me                *models.Agent
	Addresses, Below  string // as they were typed
	Field, Problem    string
	Going             []GoingImport          // of whom looks, that are not over
	Past              []models.ArticleImport // the newest
	Categories        []string               // that articles have, to export one
	Count             int                    // how many articles there are
	MostMB, MostPages int
}

// GoingImport is one that is not over.
type GoingImport struct{ ID, What, How string }

// ArticleJobPage is one import while somebody looks at what it holds, or waits.
type ArticleJobPage struct {
	Me              *models.Agent
	ID, What        string
	Busy            string // what is being done; "" for nothing
	Done, Of        int
	Stopped         bool
	Back            bool // it is one that is taken back
	Failed, Problem string
	Field           string
	Items           []models.ImportItem
	Choice          models.ImportChoice
	Taken           map[int]bool // as it was sent; nil: what is new or updated
	Categories      []string
}

// ArticleReportPage is an import that is over.
type ArticleReportPage struct {
	Me     *models.Agent
	Import models.ArticleImport
	Broken bool // the server stopped in the middle of it
	Asks   bool // before it is taken back
}

// mostShownMade is how many articles of an import are listed.
const mostShownMade = 1000

func importPath(id string) string { return "/articles/import/" + url.PathEscape(id) }

func (p ArticleImportPage) marks(name string) templ.Attributes {
	return line{Name: name, Problem: whenField(p.Field, name, p.Problem), Focus: p.Field == name}.marks()
}

// stateOf is how an import ended, in words.
func stateOf(i models.ArticleImport) string {
	switch {
	case i.State == models.ImportTakenBack:
		return "Taken back"
	case i.State == models.ImportStopped:
		return "Stopped"
	case i.State == models.ImportGoing:
		return "Not finished"
	}
	return ""
}

func (p ArticleReportPage) heading() string {
	switch {
	case p.Asks:
		return "Take this import back?"
	case p.Import.State == models.ImportTakenBack:
		return "Taken back"
	case p.Import.State == models.ImportStopped:
		return "Import stopped"
	case p.Broken:
		return "Import interrupted"
	case p.Import.State == models.ImportGoing:
		return "Not over yet"
	}
	return "Imported"
}

// back are those that would be taken back: made, updated, and those that stay.
func (p ArticleReportPage) back() (made, updated, stay int) {
	for _, m := range p.Import.Made {
		switch {
		case m.Back:
		case m.Touched:
			stay++
		case m.New:
			made++
		default:
			updated++
		}
	}
	return made, updated, stay
}

func (p ArticleReportPage) canGoBack() bool {
	made, updated, _ := p.back()
	return made+updated > 0 && (p.Broken || p.Import.State != models.ImportGoing)
}

func (p ArticleReportPage) made() []models.ImportMade {
	return p.Import.Made[:min(len(p.Import.Made), mostShownMade)]
}

func madeWords(m models.ImportMade) string {
	switch {
	case m.Back && m.New:
		return "Taken back"
	case m.Back:
		return "As it was before"
	case m.Path == "":
		return "Deleted"
	case m.New:
		return "New"
	}
	return "Updated"
}

func byWords(i models.ArticleImport) string {
	if i.By == "" {
		return "the command line"
	}
	return i.By
}

// ended is when it was over; when it began, where it is not.
func ended(i models.ArticleImport) time.Time {
	if i.EndedAt.IsZero() {
		return i.At
	}
	return i.EndedAt
}
