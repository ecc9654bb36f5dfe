package admin

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/a-h/templ"

	"deskbell/models"
)

// TeamPage is everybody, as they are now.
type TeamPage struct {
	Me   *models.Agent
	Team []models.Agent
	Bots []models.Bot
	Now  time.Time
	Done string // a sentence about what was just done; "" for nothing
}

// TeamDialog is what is shown in a dialog, or on a page of its own where there is no script.
type TeamDialog struct {
	Me      *models.Agent
	Title   string
	Content templ.Component
}

// MemberForm is what was typed for somebody new, or for Of.
type MemberForm struct {
	Me                    *models.Agent
	Of                    *models.Agent // nil: somebody new
	Name, Email, MaxChats string
	Role                  models.Role
	Bots                  []models.BotID
	All                   []models.Bot
	Team                  []models.Agent
	Problems              map[string]string // by field
	Message               string            // about all of it; "" for nothing
	Was                   string            // the Stamp of Of as the form was drawn
	Mails                 bool              // there is a mail server
}

// LinkPage shows a link this once. Fresh: somebody was added with it. Mailed: it goes out by email as well.
type LinkPage struct {
	For           models.Agent
	Address       string
	Fresh, Mailed bool
}

// title and lead are what the dialog begins with.
func (p LinkPage) title() string {
	if p.Fresh {
		return p.For.Name + " is on the team"
	}
	return "Sign-in link for " + p.For.Name
}

func (p LinkPage) lead() string {
	lead := "They choose a password with it and are signed in."
	switch {
	case p.Mailed:
		lead = "An email is on its way to " + p.For.Email + ". They choose a password by the link in it and are signed in."
	case p.Fresh:
		lead = "Give them this link. " + lead
	}
	if !p.Fresh {
		lead += " The link from before is void."
	}
	return lead
}

// LeaveForm asks what happens to the chats of somebody who is deleted or disabled.
type LeaveForm struct {
	Me         *models.Agent
	Of         models.Agent
	Delete     bool
	To         models.AgentID // who gets the chats; "" for whoever is free
	Colleagues []models.Agent
	Now        time.Time
	Problem    string
}

// Title is the question.
func (f LeaveForm) Title() string {
	if f.Delete {
		return "Delete " + f.Of.Name + "?"
	}
	return "Disable " + f.Of.Name + "?"
}

func (f LeaveForm) path() string {
	if f.Delete {
		return memberPath(f.Of, "/delete")
	}
	return memberPath(f.Of, "/disable")
}

// can says whether a colleague could take a chat now, in words.
func (f LeaveForm) can(a models.Agent) string {
	taken := fmt.Sprintf("%s (%d of %d chats)", a.Name, a.Live, a.MaxChats)
	if a.Standing(f.Now) != models.StandsOnline {
		return taken + ", not online"
	}
	return taken
}

func memberPath(a models.Agent, rest string) string { return "/team/" + string(a.ID) + rest }

// rowID is the id of something in somebody's row, so that what has the focus keeps it when the table is drawn anew.
func rowID(a models.Agent, what string) string { return what + "-" + string(a.ID) }

// summary is the sentence above the table.
func (p TeamPage) summary() string {
	online := 0
	for i := range p.Team {
		if p.Team[i].Standing(p.Now) == models.StandsOnline {
			online++
		}
	}
	if len(p.Team) == 1 {
		return "Only you so far. Add those who answer with you."
	}
	return capital(inWords(len(p.Team))) + " people, " + inWords(online) + " of them online. New chats go to whoever is online, assigned to the bot and under the limit."
}

// inWords is a small one in words.
func inWords(n int) string {
	words := strings.Fields("none one two three four five six seven eight nine ten eleven twelve")
	if n < len(words) {
		return words[n]
	}
	return strconv.Itoa(n)
}

func capital(text string) string { return strings.ToUpper(text[:1]) + text[1:] }

// standing is how somebody is now: a class for the dot, words, and since when where that is known.
type standing struct {
	class, words string
	since        time.Time
	why          string
}

func (p TeamPage) standing(a models.Agent) standing {
	switch {
	case a.Disabled:
		return standing{class: "off", words: "Disabled"}
	case a.SignedInAt.IsZero() && a.Password == "":
		return standing{words: "Invited, not signed in yet"}
	case a.SignedInAt.IsZero():
		return standing{words: "Not signed in yet"}
	}
	switch a.Standing(p.Now) {
	case models.StandsOnline:
		return standing{class: "live", words: "Online"}
	case models.StandsAway:
		return standing{class: "apart", words: "Online, not connected"}
	}
	if a.WillingAt.IsZero() {
		return standing{words: "Away", why: a.SetOffline}
	}
	return standing{words: "Away since", since: a.WillingAt, why: a.SetOffline}
}

// botsOf are the names of those that ring for somebody.
func (p TeamPage) botsOf(a models.Agent) string {
	var names []string
	for _, b := range p.Bots {
		if slices.Contains(a.Bots, b.ID) {
			names = append(names, b.Name)
		}
	}
	switch {
	case len(names) == 0 && a.Role.May(models.PermitAllBots):
		return "None, sees all"
	case len(names) == 0:
		return "None"
	case len(names) == len(p.Bots) && len(names) > 1:
		return "All bots"
	case len(names) > 4:
		return strings.Join(names[:3], ", ") + " and " + strconv.Itoa(len(names)-3) + " more"
	}
	return strings.Join(names, ", ")
}

// may says whether the reader changes somebody; removes, whether he disables and deletes them; silences, whether
// he sets them offline, which is of use while they are switched on.
func (p TeamPage) may(a models.Agent) bool {
	return p.Me.MayAppoint(a.Role) || p.Me.ID == a.ID && p.Me.Role.May(models.PermitBots)
}

func (p TeamPage) removes(a models.Agent) bool { return p.Me.MayAppoint(a.Role) && p.Me.ID != a.ID }

func (p TeamPage) silences(a models.Agent) bool {
	return p.Me.Role.May(models.PermitAllBots) && a.Willing && !a.Disabled && a.ID != p.Me.ID
}
