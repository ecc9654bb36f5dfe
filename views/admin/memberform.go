package admin

import (
	"slices"
	"strconv"
	"strings"

	"github.com/a-h/templ"

	"deskbell/models"
)

func (f MemberForm) action() string {
	if f.Of == nil {
		return "/team"
	}
	return memberPath(*f.Of, "")
}

// roles are those that the reader may give, and the one that is there.
func (f MemberForm) roles() []models.Role {
	var may []models.Role
	for _, role := range models.Roles() {
		if f.Me.MayAppoint(role) || f.Of != nil && f.Of.Role == role {
			may = append(may, role)
		}
	}
	return may
}

// fixedRole: the reader changes themselves, and may not give their own role.
func (f MemberForm) fixedRole() bool { return f.Of != nil && !f.Me.MayAppoint(f.Of.Role) }

// also says by whom else a bot is answered.
func (f MemberForm) also(bot models.BotID) string {
	var names []string
	for i := range f.Team {
		if (f.Of == nil || f.Team[i].ID != f.Of.ID) && slices.Contains(f.Team[i].Bots, bot) {
			names = append(names, f.Team[i].FirstName())
		}
	}
	switch {
	case len(names) == 0:
		return "nobody yet"
	case len(names) > 4:
		return "also " + strings.Join(names[:3], ", ") + " and " + strconv.Itoa(len(names)-3) + " more"
	}
	return "also " + strings.Join(names, ", ")
}

// marks are the attributes of a field: wrong, described, focused.
func (f MemberForm) marks(name string) templ.Attributes {
	on := templ.Attributes{}
	if f.Problems[name] != "" {
		on["aria-invalid"], on["aria-describedby"] = "true", "wrong-"+name
	}
	if f.first() == name {
		on["autofocus"] = true
	}
	return on
}

// first is the field where typing begins: the first that is wrong, else the first of all.
func (f MemberForm) first() string {
	for _, name := range []string{"name", "email", "role", "max_chats", "bots"} {
		if f.Problems[name] != "" {
			return name
		}
	}
	return "name"
}
