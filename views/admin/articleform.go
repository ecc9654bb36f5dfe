package admin

import (
	"net/url"
	"strings"

	"github.com/a-h/templ"

	"deskbell/views/ui"
)

func (f ArticleForm) marks(name string) templ.Attributes {
	focus := f.Field == name || f.Field == "" && f.Problem == "" && f.Kept.ID == "" && name == "title"
	return line{Name: name, Problem: whenField(f.Field, name, f.Problem), Focus: focus}.marks()
}

// ofID is the article that is translated; "" for none.
func (f ArticleForm) ofID() string {
	if f.Of == nil {
		return ""
	}
	return f.Of.ID
}

// truth is a field that a script may change.
func truth(yes bool) string {
	if yes {
		return "1"
	}
	return ""
}

func renamePath(category string) string {
	return "/articles?" + url.Values{"rename": {category}}.Encode()
}

// markTip is a button's name with its keys.
func markTip(name, keys string) string {
	if keys == "" {
		return name
	}
	return name + " (" + strings.Replace(keys, "Control", "Ctrl", 1) + ")"
}

func marking(icon, keys, how string) templ.Attributes {
	a := templ.Attributes{how: icon}
	if keys != "" {
		a["aria-keyshortcuts"] = keys
	}
	return a
}

// savedMeanwhile says who was faster.
func savedMeanwhile(f ArticleForm) string {
	who := f.Theirs.ByName
	if who == "" {
		who = "Somebody"
	}
	sentence := who + " has saved this article while you were writing (" + ui.Words(f.Theirs.UpdatedAt, "datetime") + " UTC)."
	if !f.Theirs.Published {
		return sentence + " It is a draft now."
	}
	return sentence
}
