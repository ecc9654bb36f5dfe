package admin

import (
	"strconv"

	"github.com/a-h/templ"

	"deskbell/models"
)

// part of what an import holds: those that the same becomes of.
type importPart struct {
	state       models.ImportState
	title, hint string
	open        bool
	rows        []importRow
}

type importRow struct {
	*models.ImportItem
	n     int // its place
	taken bool
}

// parts are what an import holds, what needs a look first.
func (p ArticleJobPage) parts() []importPart {
	all := []importPart{
		{state: models.ImportRefused, title: "Not taken", open: true},
		{state: models.ImportChanged, title: "Changed here, left alone", hint: "Somebody has changed these here, or they were not imported. Tick one to have what is in the import take its place.", open: true},
		{state: models.ImportNew, title: "New", open: true},
		{state: models.ImportUpdated, title: "Updated", hint: "These came before, and nobody has changed them here since. What they say now is in the import.", open: true},
		{state: models.ImportSame, title: "Unchanged"},
	}
	for i := range p.Items {
		it := &p.Items[i]
		taken := it.State == models.ImportNew || it.State == models.ImportUpdated
		if p.Taken != nil {
			taken = p.Taken[i]
		}
		for j := range all {
			if all[j].state == it.State {
				all[j].rows = append(all[j].rows, importRow{it, i, taken})
			}
		}
	}
	return all
}

// tickable says whether one can choose.
func (p importPart) tickable() bool {
	return p.state == models.ImportNew || p.state == models.ImportUpdated || p.state == models.ImportChanged
}

// lacks counts the articles that say nothing about something.
func (p ArticleJobPage) lacks(what func(*models.ImportItem) string) int {
	n := 0
	for i := range p.Items {
		if it := &p.Items[i]; it.Known == nil && it.State == models.ImportNew && what(it) == "" {
			n++
		}
	}
	return n
}

func (p ArticleJobPage) noLanguage() int {
	return p.lacks(func(it *models.ImportItem) string { return it.Tongue })
}

func (p ArticleJobPage) noCategory() int {
	return p.lacks(func(it *models.ImportItem) string { return it.Place })
}

// any says whether there is something to import.
func (p ArticleJobPage) any() bool {
	for _, part := range p.parts() {
		if part.tickable() && len(part.rows) > 0 {
			return true
		}
	}
	return false
}

// about is what is known of an item, in one line.
func (r importRow) about() string {
	words := r.Place
	if words == "" && r.Known == nil {
		words = "no category"
	} else if words == "" {
		words = CategoryName(r.Known.Category)
	}
	if r.Tongue != "" {
		words += " · " + models.LanguageName(r.Tongue)
	}
	switch r.Said {
	case models.SaidDraft:
		words += " · draft"
	case models.SaidPublished:
		words += " · published"
	}
	return words
}

// name is what a row is called.
func (r importRow) name() string {
	if r.Title == "" {
		return r.From
	}
	return r.Title
}

func (p ArticleJobPage) choiceMarks(name string) templ.Attributes {
	return line{Name: name, Problem: whenField(p.Field, name, p.Problem), Focus: p.Field == name}.marks()
}

// share is how far something is, of a hundred.
func (p ArticleJobPage) share() string {
	return strconv.Itoa(min(100, p.Done*100/max(p.Of, 1)))
}

// howMany is how far something is, in words.
func (p ArticleJobPage) howMany() string {
	if p.Of == 0 {
		return ""
	}
	return strconv.Itoa(p.Done) + " of " + strconv.Itoa(p.Of)
}
