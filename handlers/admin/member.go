package admin

import (
	"errors"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"deskbell/handlers/live"
	"deskbell/handlers/web"
	"deskbell/models"
	view "deskbell/views/admin"
)

func (a *admin) newMember(w http.ResponseWriter, r *http.Request, me *models.Agent) error {
	f := view.MemberForm{Me: me, Role: models.RoleAgent, MaxChats: strconv.Itoa(models.DefaultMaxChats)}
	return a.memberForm(w, r, http.StatusOK, f)
}

func (a *admin) member(w http.ResponseWriter, r *http.Request, me *models.Agent) error {
	of, err := a.memberOf(r)
	if err != nil {
		return err
	}
	return a.memberForm(w, r, http.StatusOK, view.MemberForm{Me: me, Of: of, Name: of.Name, Email: of.Email, Role: of.Role,
		MaxChats: strconv.Itoa(of.MaxChats), Bots: of.Bots, Was: of.Stamp()})
}

// memberForm draws the form, with the bots and who has them already.
func (a *admin) memberForm(w http.ResponseWriter, r *http.Request, status int, f view.MemberForm) error {
	var err error
	if f.All, err = a.Bots.Bots(r.Context()); err != nil {
		return err
	}
	if f.Team, err = a.Team.Agents(r.Context()); err != nil {
		return err
	}
	f.Mails = a.mailsGo(r)
	title := "Add new user"
	if f.Of != nil {
		title = "Edit " + f.Of.Name
	}
	return a.dialog(w, r, status, a.about(f.Me, title, view.MemberDialog(f)))
}

// typedMember is the form as it was sent, and the member that it describes. Bots that are not there are left out.
func (a *admin) typedMember(r *http.Request, me *models.Agent) (view.MemberForm, models.Member, error) {
	if err := web.ParseFields(r, mostTeamFields); err != nil { // one for each bot
		return view.MemberForm{}, models.Member{}, err
	}
	bots, err := a.Bots.Bots(r.Context())
	if err != nil {
		return view.MemberForm{}, models.Member{}, err
	}
	get := func(name string) string { return strings.TrimSpace(r.PostForm.Get(name)) }
	f := view.MemberForm{Me: me, Name: models.CleanLine(get("name"), 2*models.LongestName), Email: models.CleanLine(get("email"), 320),
		Role: models.Role(get("role")), MaxChats: models.CleanLine(get("max_chats"), 10), Was: get("was")}
	for _, b := range bots {
		if slices.Contains(r.PostForm["bots"], string(b.ID)) {
			f.Bots = append(f.Bots, b.ID)
		}
	}
	limit, err := strconv.Atoi(f.MaxChats)
	if err != nil {
		limit = 0
	}
	member, problems := models.Member{Name: f.Name, Email: get("email"), Role: f.Role, MaxChats: limit, Bots: f.Bots, Was: f.Was}.Cleaned()
	f.Problems = problems
	return f, member, nil
}

// hire adds somebody, who is given a link to choose a password by; it is shown this once.
func (a *admin) hire(w http.ResponseWriter, r *http.Request, me *models.Agent) error {
	f, member, err := a.typedMember(r, me)
	if err != nil {
		return err
	}
	if len(f.Problems) > 0 {
		return a.memberForm(w, r, http.StatusUnprocessableEntity, f)
	}
	link := models.NewLink{Token: models.NewLinkToken(), Purpose: models.LinkInvite, Now: a.Now(), By: me.Name}
	hired, err := a.People.HireAgent(r.Context(), models.Hire(me.ID, member), link)
	if err != nil {
		return a.mistaken(w, r, f, err)
	}
	a.mailed()
	a.note(r, me, models.Act{What: models.ActMemberAdded, Object: hired.Name, Detail: hired.Email + ", " + hired.Role.Words()})
	return a.showLink(w, r, me, view.LinkPage{For: hired, Fresh: true, Address: a.welcomeAddress(link.Token)})
}

// saveMember keeps what was changed of somebody; their streams begin anew where their rights are others.
func (a *admin) saveMember(w http.ResponseWriter, r *http.Request, me *models.Agent) error {
	of, err := a.memberOf(r)
	if err != nil {
		return err
	}
	f, member, err := a.typedMember(r, me)
	if err != nil {
		return err
	}
	f.Of = of
	if len(f.Problems) > 0 {
		return a.memberForm(w, r, http.StatusUnprocessableEntity, f)
	}
	was, decide := *of, models.ChangeMember(me.ID, member)
	is, err := a.People.ChangeAgent(r.Context(), of.ID, func(now models.Agent, team []models.Agent) (models.Agent, error) {
		was = now
		return decide(now, team)
	})
	f.Of = &was
	if err != nil {
		return a.mistaken(w, r, f, err)
	}
	a.Hub.EndOthers(live.AgentOwner(is.ID), is.Rights())
	a.noteChange(r, me, was, is)
	return a.done(w, r, "saved")
}

func (a *admin) noteChange(r *http.Request, me *models.Agent, was, is models.Agent) {
	fields := models.Differences(was, is)
	if was.Role != is.Role {
		a.note(r, me, models.Act{What: models.ActRoleChanged, Object: is.Name, Detail: was.Role.Words() + " → " + is.Role.Words()})
		fields = slices.DeleteFunc(fields, func(name string) bool { return name == "role" })
	}
	if len(fields) > 0 {
		a.note(r, me, models.Act{What: models.ActMemberChanged, Object: is.Name, Detail: strings.Join(fields, ", ")})
	}
}

// mistaken draws the form again where the team does not allow what was typed.
func (a *admin) mistaken(w http.ResponseWriter, r *http.Request, f view.MemberForm, err error) error {
	var known *models.Error
	if !errors.As(err, &known) || known.Code == models.CodeUnavailable || known.Code == models.CodeNotFound {
		return err
	}
	status := http.StatusUnprocessableEntity
	if known.Code == models.CodeForbidden {
		status = http.StatusForbidden
	}
	if f.Problems == nil {
		f.Problems = map[string]string{}
	}
	if known.Field == "was" { // once more is on purpose
		f.Message, f.Was = known.Message, f.Of.Stamp()
	} else if known.Field != "" {
		f.Problems[known.Field] = known.Message
	} else {
		f.Message = known.Message
	}
	return a.memberForm(w, r, status, f)
}
