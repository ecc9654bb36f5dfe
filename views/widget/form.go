package widget

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/a-h/templ"

	"deskbell/models"
	"deskbell/models/flow"
)

func fieldID(i int) string { return "ask-" + strconv.Itoa(i) }

// attributesOf is what a form's control needs beside its value.
func attributesOf(f flow.Field, id string) templ.Attributes {
	on := templ.Attributes{"id": id, "name": "f." + f.ID, "required": f.Required, "dir": "auto",
		"aria-describedby": id + "-error", "autocomplete": known(f)}
	if f.Placeholder != "" && f.Type != "choice" {
		on["placeholder"] = f.Placeholder
	}
	if f.Problem != "" {
		on["aria-invalid"] = "true"
	}
	switch f.Type {
	case "email", "date":
		on["type"] = f.Type
	case "phone":
		on["type"] = "tel"
	case "number":
		on["type"], on["inputmode"] = "text", "decimal"
	case "text":
		on["type"] = "text"
	}
	return on
}

// known is what a browser may fill in by itself.
func known(f flow.Field) string {
	switch f.Type {
	case "email":
		return "email"
	case "phone":
		return "tel"
	}
	switch strings.ToLower(f.ID) {
	case "name", "email":
		return strings.ToLower(f.ID)
	case "first_name", "firstname":
		return "given-name"
	case "last_name", "lastname", "surname":
		return "family-name"
	case "company", "organisation", "organization":
		return "organization"
	case "zip", "postcode", "postal_code":
		return "postal-code"
	case "city", "town":
		return "address-level2"
	case "street", "address":
		return "street-address"
	}
	return "off"
}

func accepted(p flow.Prompt) string { return strings.Join(p.Accept, ",") }

// mostFiles and largest are what the block allows, within what this server takes.
func mostFiles(p flow.Prompt) int { return min(max(1, p.MaxFiles), models.MostFilesInOneMessage) }

func largest(p flow.Prompt) int64 {
	if p.MaxSize <= 0 {
		return models.MostVisitorFile
	}
	return min(p.MaxSize, models.MostVisitorFile)
}

// allowed says which files go.
func allowed(p flow.Prompt) string {
	said := "A file"
	if mostFiles(p) > 1 {
		said = fmt.Sprintf("Up to %d files", mostFiles(p))
	}
	var kinds []string
	for _, kind := range p.Accept {
		kinds = append(kinds, kindOf(kind))
	}
	if len(kinds) > 0 {
		said += " (" + strings.Join(kinds, ", ") + ")"
	}
	said += fmt.Sprintf(" of at most %.4g MB", float64(largest(p))/(1<<20))
	if mostFiles(p) > 1 {
		said += " each"
	}
	return said + "."
}

// kindOf is a kind of file as people call it: PDF, images.
func kindOf(accepted string) string {
	if all, ok := strings.CutSuffix(accepted, "/*"); ok {
		return all + "s"
	}
	_, last, _ := strings.Cut(accepted, "/")
	return strings.ToUpper(strings.TrimPrefix(orElse(last, accepted), "."))
}
