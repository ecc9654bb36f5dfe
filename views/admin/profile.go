package admin

import (
	"net/url"
	"strings"

	"github.com/a-h/templ"

	"deskbell/models"
)

// ProfilePage is what everybody sees and changes of themselves, as it was typed.
type ProfilePage struct {
	Me                    *models.Agent
	Name, Email, Language string
	CtrlEnter             bool
	Codes                 int // recovery codes that were not used
	Problems              map[string]string
	Done                  string
}

// ProfileOf is the page of somebody as they are kept.
func ProfileOf(me *models.Agent) ProfilePage {
	return ProfilePage{Me: me, Name: me.Name, Email: me.Email, Language: me.Language, CtrlEnter: me.Settings.CtrlEnter,
		Problems: map[string]string{}}
}

// marks are the attributes of a field: wrong, described, focused.
func (p ProfilePage) marks(name string) templ.Attributes {
	on := templ.Attributes{}
	if p.Problems[name] != "" {
		on["aria-invalid"], on["aria-describedby"], on["autofocus"] = "true", "wrong-"+name, true
	}
	return on
}

// FactorForm is a second factor that is turned on: the secret as a drawing of so many squares a side.
type FactorForm struct {
	Me      *models.Agent
	Secret  string
	Drawing string
	Side    int
	Problem string // with the code
	NotOwn  string // what is wrong with the password
}

// own is what is said beside the password.
func (f FactorForm) own() ProfilePage {
	return ProfilePage{Me: f.Me, Problems: map[string]string{"own_password": f.NotOwn}}
}

// spaced is the secret as one types it.
func (f FactorForm) spaced() string {
	var groups []string
	for text := f.Secret; text != ""; text = text[min(4, len(text)):] {
		groups = append(groups, text[:min(4, len(text))])
	}
	return strings.Join(groups, " ")
}

// RecoveryPage shows recovery codes, once. Fresh: the second factor was just turned on.
type RecoveryPage struct {
	Me    *models.Agent
	Codes []string
	Fresh bool
}

// file is the codes as a text to keep.
func (p RecoveryPage) file() templ.SafeURL {
	text := "Recovery codes of Deskbell for " + p.Me.Email + "\r\nEach works once, in place of the code of the app.\r\n\r\n" + strings.Join(p.Codes, "\r\n") + "\r\n"
	return templ.SafeURL("data:text/plain;charset=utf-8," + url.PathEscape(text))
}
