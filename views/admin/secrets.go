package admin

import (
	"net/url"
	"strings"

	"github.com/a-h/templ"

	"deskbell/models"
)

// SecretsForm is a bot's secrets, and what was typed for one more, but what it holds.
type SecretsForm struct {
	Kept           []models.Secret
	Name, Only     string
	Replaces       bool // there is one of the name, which was asked for
	Field, Problem string
}

// SecretsPage is a bot's secrets.
type SecretsPage struct {
	Me   *models.Agent
	Bot  *models.Bot
	Form SecretsForm
	Done string
}

// marks are those of a field of the form.
func (f SecretsForm) marks(name string) templ.Attributes {
	on := templ.Attributes{}
	if f.Field == name {
		on["aria-invalid"], on["aria-describedby"], on["autofocus"] = "true", "wrong-"+name, true
	} else if f.Replaces && f.Field == "" && f.Problem == "" && name == "value" {
		on["autofocus"] = true
	}
	return on
}

// onlyWords say where a secret is sent.
func onlyWords(s models.Secret) string {
	if s.Origin == "" {
		return "Any address in a flow"
	}
	return strings.TrimPrefix(s.Origin, "https://")
}

func replacePath(b *models.Bot, name string) string {
	return botPath(b) + "/secrets?secret=" + url.QueryEscape(name) + "#secrets"
}

func forgetPath(b *models.Bot, name string) string {
	return botPath(b) + "/secrets/delete?secret=" + url.QueryEscape(name)
}
