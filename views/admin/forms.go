package admin

import (
	"github.com/a-h/templ"

	"deskbell/models/flow/templates"
)

// templatesOf is what a flow can begin from.
type templatesOf = templates.Template

// marks are the attributes of the field: wrong, described, focused.
func (l line) marks() templ.Attributes {
	marks := templ.Attributes{}
	if l.Problem != "" {
		marks["aria-invalid"], marks["aria-describedby"] = "true", "wrong-"+l.Name
	}
	if l.Focus {
		marks["autofocus"] = true
	}
	return marks
}

// whenField is the problem where it is about the named field.
func whenField(field, name, problem string) string {
	if field == name {
		return problem
	}
	return ""
}
