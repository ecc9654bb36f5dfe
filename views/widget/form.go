package widget

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/a-h/templ"

	"deskbell/models"
	"deskbell/models/flow"
	"deskbell/models/wording"
	"deskbell/views/ui"
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

// mostFiles and Panel.largest are what the block allows, within what this server takes.
func mostFiles(p flow.Prompt) int { return min(max(1, p.MaxFiles), models.MostFilesInOneMessage) }

func (p Panel) largest() int64 {
	most := p.fileLimit()
	if p.Prompt.MaxSize <= 0 {
		return most
	}
	return min(p.Prompt.MaxSize, most)
}

// fileLimit is how large a file may be that goes with a message.
func (p Panel) fileLimit() int64 {
	if p.Bot == nil {
		return (&models.BotSettings{}).FileLimit()
	}
	return p.Bot.Settings.FileLimit()
}

// allowed says which files go.
func (p Panel) allowed() string {
	what := wording.AllowedOne
	if mostFiles(p.Prompt) > 1 {
		what = wording.AllowedMany
	}
	var kinds []string
	for _, kind := range p.Prompt.Accept {
		kinds = append(kinds, p.kindOf(kind))
	}
	if len(kinds) > 0 {
		what++ // the same with kinds
	}
	return p.Say.Of(what, "count", strconv.Itoa(mostFiles(p.Prompt)), "kinds", strings.Join(kinds, ", "),
		"size", fmt.Sprintf("%.4g MB", float64(p.largest())/(1<<20)))
}

// kindOf is a kind of file as people call it: PDF, images.
func (p Panel) kindOf(accepted string) string {
	switch accepted {
	case "image/*":
		return p.Say.Of(wording.Images)
	case "video/*":
		return p.Say.Of(wording.Videos)
	case "audio/*":
		return p.Say.Of(wording.Audios)
	}
	_, last, _ := strings.Cut(strings.TrimSuffix(accepted, "/*"), "/")
	return strings.ToUpper(strings.TrimPrefix(orElse(last, strings.TrimSuffix(accepted, "/*")), "."))
}

// told is what a flow says of a field; what it does not say itself is in the visitor's words.
func (p Panel) told(problem string) string {
	said, _ := p.Say.Told(problem)
	return said
}

// worded puts the words on the page that its scripts do not have themselves.
func (p Panel) worded(on templ.Attributes) {
	ui.Worded(on, p.Say.Scripts())
	if launcher := p.Say.Launcher(); launcher != "" {
		on["data-launcher"] = launcher
	}
}
