package admin_test

import (
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"deskbell/models"
)

// stranger is another browser, where nobody is signed in.
func (o *office) stranger() *office {
	o.t.Helper()
	other := *o
	jar, err := cookiejar.New(nil)
	if err != nil {
		o.t.Fatal(err)
	}
	other.c = &http.Client{Jar: jar, CheckRedirect: o.c.CheckRedirect}
	return &other
}

// signIn is another browser, where somebody is.
func (o *office) signIn(email, password string) *office {
	o.t.Helper()
	other := o.stranger()
	if got := other.post("/login", url.Values{"email": {email}, "password": {password}}); got.status != http.StatusSeeOther || strings.HasPrefix(got.to, "/login") {
		o.t.Fatalf("signing in as %s: %d to %q: %s", email, got.status, got.to, got.body)
	}
	return other
}

func (o *office) find(email string) *models.Agent {
	o.t.Helper()
	a, err := o.store.AgentByEmail(o.t.Context(), email)
	if err != nil {
		o.t.Fatalf("%s: %v", email, err)
	}
	return a
}

var linkPattern = regexp.MustCompile(`https://desk\.example(/welcome/[A-Za-z0-9_-]{43})"`)

// linkIn is where the link that is shown leads.
func (o *office) linkIn(got answer) string {
	o.t.Helper()
	found := linkPattern.FindStringSubmatch(got.body)
	if got.status != http.StatusOK || found == nil {
		o.t.Fatalf("no link in %d: %s", got.status, got.body)
	}
	return found[1]
}

// hire adds somebody and is their link.
func (o *office) hire(name, email string, role models.Role) string {
	o.t.Helper()
	return o.linkIn(o.post("/team", url.Values{"name": {name}, "email": {email}, "role": {string(role)}, "max_chats": {"4"}}))
}

// M-26
func TestTeam_NewUser_ChoosesAPasswordByTheLinkAndIsSignedIn(t *testing.T) {
	o := openOffice(t, models.RoleOwner)
	bot := o.newBot("support")
	of, err := o.store.BotByKey(t.Context(), bot)
	if err != nil {
		t.Fatal(err)
	}
	o.want(o.get("/team/new"), http.StatusOK, "Add new user", "also Mira", `name="bots"`, `min="1" max="50"`)
	got := o.post("/team", url.Values{"name": {"Jonas  Weil"}, "email": {"Jonas@Example.com"}, "role": {"agent"}, "max_chats": {"4"}, "bots": {string(of.ID), "not-there"}})
	link := o.linkIn(got)
	o.want(got, http.StatusOK, "It is shown only now")
	a := o.find("jonas@example.com")
	if a.Name != "Jonas Weil" || a.MaxChats != 4 || !slices.Equal(a.Bots, []models.BotID{of.ID}) || a.Password != "" || !a.SignedInAt.IsZero() {
		t.Fatalf("%+v", a)
	}
	o.want(o.get("/team"), http.StatusOK, "Invited, not signed in yet", "Make a new link for Jonas Weil", "Edit Jonas Weil", "Delete Jonas Weil")
	o.want(o.get("/team/new"), http.StatusOK, "also Jonas, Mira")

	jonas := o.stranger()
	for range 2 { // scanners of mail look at links, and HEAD too
		page := jonas.get(link)
		o.want(page, http.StatusOK, "Choose a password for Deskbell")
		if strings.Contains(page.body, "onas") || page.header.Get("Referrer-Policy") != "no-referrer" || page.header.Get("Cache-Control") != "no-store" {
			t.Errorf("the page tells something: %v %s", page.header, page.body)
		}
		r, _ := http.NewRequest("HEAD", o.http.URL+link, nil)
		jonas.want(jonas.do(r), http.StatusOK)
	}
	for _, bad := range []string{"short", "jonas@example.com", "password1234"} {
		jonas.want(jonas.post(link, url.Values{"password": {bad}}), http.StatusUnprocessableEntity, "aria-invalid")
	}
	in := jonas.post(link, url.Values{"password": {"bees like my hat"}})
	jonas.want(in, http.StatusSeeOther)
	if in.to != "/desk" || o.find("jonas@example.com").SignedInAt.IsZero() {
		t.Errorf("to %q, signed in at %v", in.to, o.find("jonas@example.com").SignedInAt)
	}
	jonas.want(jonas.get("/profile"), http.StatusOK, "Jonas Weil")
	o.want(o.stranger().get(link), http.StatusNotFound, "This link does not work", "ask an admin")
	o.want(o.stranger().post(link, url.Values{"password": {"bees like my hat"}}), http.StatusNotFound, "This link does not work", "ask an admin")
	o.signIn("jonas@example.com", "bees like my hat")
	if page := o.get("/team").body; strings.Contains(page, "Make a new link for Jonas") {
		t.Error("a link is offered to somebody who has signed in")
	}
}

func TestTeam_WhatIsWrong_ComesBackWithWhatWasTyped(t *testing.T) {
	o := openOffice(t, models.RoleAdmin)
	got := o.post("/team", url.Values{"name": {"Lena Brandt"}, "email": {"ME@example.com"}, "role": {"agent"}, "max_chats": {"4"}})
	o.want(got, http.StatusUnprocessableEntity, "Mira already uses this address.", `value="Lena Brandt"`, `value="4"`)
	if at := strings.Index(got.body, `autofocus`); at < 0 || !strings.Contains(got.body[max(0, at-400):at+100], `id="f-email"`) {
		t.Error("the focus is not in the field that is wrong")
	}
	o.want(o.post("/team", url.Values{"email": {"x"}, "role": {"agent"}, "max_chats": {"0"}}), http.StatusUnprocessableEntity,
		"The name is missing", "not an email address yet", "From 1 to 50 chats")
	o.want(o.post("/team", url.Values{"name": {"Max"}, "email": {"max@example.com"}, "role": {"admin"}, "max_chats": {"1"}}), http.StatusForbidden,
		"Only an owner adds and changes admins and owners.")
	o.want(o.get("/team/unknown/edit"), http.StatusNotFound)
}

// A32
func TestWelcome_AHundredAtOnce_OneSession(t *testing.T) {
	o := openOffice(t, models.RoleOwner)
	link := o.hire("Jonas Weil", "jonas@example.com", models.RoleAgent)
	var won, lost sync.Map
	var all sync.WaitGroup
	for i := range 100 {
		all.Go(func() {
			who := o.stranger()
			if got := who.post(link, url.Values{"password": {"bees like my hat"}}); got.status == http.StatusSeeOther {
				won.Store(i, who)
			} else {
				lost.Store(i, got.status)
			}
		})
	}
	all.Wait()
	n := 0
	won.Range(func(_, who any) bool {
		n++
		o.want(who.(*office).get("/profile"), http.StatusOK, "Jonas Weil")
		return true
	})
	lost.Range(func(_, status any) bool {
		if status != http.StatusNotFound && status != http.StatusTooManyRequests {
			t.Errorf("somebody got %d", status)
		}
		return true
	})
	if n != 1 {
		t.Errorf("%d sessions", n)
	}
}

func TestWelcome_LinksThatAreNotGood_AreOnePage(t *testing.T) {
	o := openOffice(t, models.RoleOwner)
	old := o.hire("Jonas Weil", "jonas@example.com", models.RoleAgent)
	jonas := o.find("jonas@example.com")
	again := o.linkIn(o.post("/team/"+string(jonas.ID)+"/link", nil))
	expired := models.NewLinkToken()
	gone := o.hire("Tove Aas", "tove@example.com", models.RoleAgent)
	tove := o.find("tove@example.com")
	o.want(o.post("/team/"+string(tove.ID)+"/disable", nil), http.StatusSeeOther)
	late := &models.Agent{Name: "Late", Email: "late@example.com", Role: models.RoleAgent, MaxChats: 1}
	if err := o.store.SaveAgent(t.Context(), late, time.Now()); err != nil {
		t.Fatal(err)
	}
	if err := o.store.MakeLink(t.Context(), models.NewLink{Agent: late.ID, Token: expired, Purpose: models.LinkInvite, Now: time.Now().Add(-models.LinkLife - time.Second)},
		func(models.Agent, []models.Agent) error { return nil }); err != nil {
		t.Fatal(err)
	}
	var page string
	for name, link := range map[string]string{"voided": old, "of somebody disabled": gone, "expired": "/welcome/" + expired, "unknown": "/welcome/" + models.NewLinkToken(), "short": "/welcome/x"} {
		for _, got := range []answer{o.stranger().get(link), o.stranger().post(link, url.Values{"password": {"bees like my hat"}})} {
			o.want(got, http.StatusNotFound)
			if page == "" {
				page = got.body
			}
			if got.body != page {
				t.Errorf("%s: another page: %s", name, got.body)
			}
		}
	}
	o.want(o.stranger().post(again, url.Values{"password": {"bees like my hat"}}), http.StatusSeeOther)
}

func TestTeam_LinkForALostPassword_EndsWhatWasSignedIn(t *testing.T) {
	o := openOffice(t, models.RoleOwner)
	jonas := o.stranger()
	jonas.want(jonas.post(o.hire("Jonas Weil", "jonas@example.com", models.RoleAgent), url.Values{"password": {"bees like my hat"}}), http.StatusSeeOther)
	link := o.linkIn(o.post("/team/"+string(o.find("jonas@example.com").ID)+"/link", nil))
	jonas.want(jonas.get("/profile"), http.StatusOK)
	o.signIn("jonas@example.com", "bees like my hat")
	o.want(o.stranger().post(link, url.Values{"password": {"wasps like it too"}}), http.StatusSeeOther)
	jonas.want(jonas.get("/profile"), http.StatusSeeOther)
	o.signIn("jonas@example.com", "wasps like it too")
}

// M-26
func TestTeam_Deleted_IsInNoListAndTheAddressIsFree(t *testing.T) {
	o := openOffice(t, models.RoleOwner)
	jonas := o.stranger()
	jonas.want(jonas.post(o.hire("Jonas Weil", "jonas@example.com", models.RoleAgent), url.Values{"password": {"bees like my hat"}}), http.StatusSeeOther)
	a := o.find("jonas@example.com")
	o.want(o.get("/team/"+string(a.ID)+"/delete"), http.StatusOK, "Delete Jonas Weil?", "What they wrote stays")
	o.want(o.post("/team/"+string(a.ID)+"/delete", nil), http.StatusSeeOther)
	jonas.want(jonas.get("/profile"), http.StatusSeeOther)
	if page := o.get("/team").body; strings.Contains(page, "Jonas") {
		t.Error("still in the list")
	}
	for _, path := range []string{"/edit", "/delete", "/disable"} {
		o.want(o.get("/team/"+string(a.ID)+path), http.StatusNotFound)
	}
	o.want(o.stranger().post("/login", url.Values{"email": {"jonas@example.com"}, "password": {"bees like my hat"}}), http.StatusUnprocessableEntity)
	o.want(o.stranger().post("/login", url.Values{"email": {string(a.ID)}, "password": {"bees like my hat"}}), http.StatusUnprocessableEntity)
	o.hire("Jonas Weil", "jonas@example.com", models.RoleAgent)
}

// M-27
func TestTeam_Supervisor_LooksAndChangesNothing(t *testing.T) {
	o := openOffice(t, models.RoleSupervisor)
	got := o.get("/team")
	o.want(got, http.StatusOK, "Only you so far")
	for _, word := range []string{"Add new user", "Edit ", "Delete ", "/team/new"} {
		if strings.Contains(got.body, word) {
			t.Errorf("%q is offered", word)
		}
	}
	o.want(o.post("/team", url.Values{"name": {"Max"}, "email": {"max@example.com"}, "role": {"agent"}, "max_chats": {"1"}}), http.StatusForbidden)
}

func TestTeam_RoleAndLimit_AreChangedAndOthersColumnsStay(t *testing.T) {
	o := openOffice(t, models.RoleOwner)
	jonas := o.stranger()
	jonas.want(jonas.post(o.hire("Jonas Weil", "jonas@example.com", models.RoleAgent), url.Values{"password": {"bees like my hat"}}), http.StatusSeeOther)
	jonas.want(jonas.post("/profile", url.Values{"name": {"Jonas W. Weil"}, "language": {"de"}, "enter": {"line"}}), http.StatusSeeOther)
	was := o.find("jonas@example.com")
	o.want(o.post("/team/"+string(was.ID), url.Values{"name": {was.Name}, "email": {"weil@example.com"}, "role": {"supervisor"}, "max_chats": {"9"}}), http.StatusSeeOther)
	is := o.find("weil@example.com")
	if is.Role != models.RoleSupervisor || is.MaxChats != 9 || is.Language != "de" || !is.Settings.CtrlEnter || is.Password != was.Password || is.SignedInAt != was.SignedInAt {
		t.Errorf("was %+v, is %+v", was, is)
	}
	jonas.want(jonas.get("/team"), http.StatusOK) // another role does not sign out
	me := o.find("me@example.com")
	o.want(o.post("/team/"+string(me.ID), url.Values{"name": {"Mira"}, "email": {"me@example.com"}, "role": {"agent"}, "max_chats": {"3"}}),
		http.StatusUnprocessableEntity, "This is the only owner")
	for _, path := range []string{"/delete", "/disable"} {
		o.want(o.post("/team/"+string(me.ID)+path, nil), http.StatusUnprocessableEntity, "You cannot do this to yourself")
	}
}

// A14
func TestTeam_FieldsThatNobodyAskedFor_ChangeNothing(t *testing.T) {
	o := openOffice(t, models.RoleOwner)
	extra := url.Values{"id": {"chosen"}, "password": {"chosen"}, "auth_rev": {"9"}, "disabled": {"1"}, "deleted_at": {"1"}, "signed_in_at": {"1"}, "willing": {"1"},
		"totp": {"x"}, "picture": {"x"}, "created_at": {"1"}, "language": {"de"}, "purpose": {"reset"}, "token": {"chosen"}, "agent": {"chosen"}}
	form := func(pairs ...string) url.Values {
		all := url.Values{}
		for name, values := range extra {
			all[name] = values
		}
		for i := 0; i < len(pairs); i += 2 {
			all.Set(pairs[i], pairs[i+1])
		}
		return all
	}
	link := o.linkIn(o.post("/team", form("name", "Jonas", "email", "jonas@example.com", "role", "agent", "max_chats", "3")))
	a := o.find("jonas@example.com")
	plain := func(a *models.Agent) bool {
		return a.ID != "chosen" && a.AuthRev == 0 && !a.Disabled && a.DeletedAt.IsZero() && a.SignedInAt.IsZero() && !a.Willing && !a.SecondFactor &&
			a.Picture == "" && a.Password == "" && a.Language == "" && a.CreatedAt.Year() > 2020
	}
	if !plain(a) {
		t.Errorf("%+v", a)
	}
	o.want(o.post("/team/"+string(a.ID), form("name", "Jonas", "email", "jonas@example.com", "role", "agent", "max_chats", "4")), http.StatusSeeOther)
	if a = o.find("jonas@example.com"); !plain(a) || a.MaxChats != 4 {
		t.Errorf("%+v", a)
	}
	jonas := o.stranger()
	jonas.want(jonas.post(link, form("password", "bees like my hat", "role", "owner", "email", "x@example.com")), http.StatusSeeOther)
	jonas.want(jonas.post("/profile", form("name", "Jonas W.", "role", "owner", "email", "x@example.com", "max_chats", "50")), http.StatusSeeOther)
	if a = o.find("jonas@example.com"); a.Role != models.RoleAgent || a.MaxChats != 4 || a.Disabled || a.SecondFactor || a.Picture != "" {
		t.Errorf("%+v", a)
	}
}

func TestTeam_LinkForALostPassword_LeavesTheSecondFactor(t *testing.T) {
	o := openOffice(t, models.RoleOwner)
	jonas := o.stranger()
	jonas.want(jonas.post(o.hire("Jonas Weil", "jonas@example.com", models.RoleAgent), url.Values{"password": {"bees like my hat"}}), http.StatusSeeOther)
	jonas.factorOf("bees like my hat")
	link := o.linkIn(o.post("/team/"+string(o.find("jonas@example.com").ID)+"/link", nil))
	thief := o.stranger()
	if got := thief.post(link, url.Values{"password": {"wasps like it too"}}); got.status != http.StatusSeeOther || !strings.HasPrefix(got.to, "/login/code") {
		t.Errorf("%d to %q", got.status, got.to)
	}
	thief.want(thief.get("/profile"), http.StatusSeeOther)
}

// M-27
func TestTeam_TwoChangeSomebody_TheSecondIsAskedFirst(t *testing.T) {
	o := openOffice(t, models.RoleOwner)
	o.hire("Jonas Weil", "jonas@example.com", models.RoleAdmin)
	a := o.find("jonas@example.com")
	was := regexp.MustCompile(`name="was" value="([0-9a-f]+)"`)
	seen := was.FindStringSubmatch(o.get("/team/" + string(a.ID) + "/edit").body)
	if seen == nil {
		t.Fatal("the form does not say what it was drawn from")
	}
	form := func(role, limit, was string) url.Values {
		return url.Values{"name": {"Jonas Weil"}, "email": {"jonas@example.com"}, "role": {role}, "max_chats": {limit}, "was": {was}}
	}
	o.want(o.post("/team/"+string(a.ID), form("agent", "4", seen[1])), http.StatusSeeOther)
	got := o.post("/team/"+string(a.ID), form("admin", "9", seen[1]))
	o.want(got, http.StatusUnprocessableEntity, "Somebody else has changed Jonas Weil", "max chats, role", `value="9"`)
	if a = o.find("jonas@example.com"); a.Role != models.RoleAgent || a.MaxChats != 4 {
		t.Fatalf("made an admin again unseen: %+v", a)
	}
	o.want(o.post("/team/"+string(a.ID), form("admin", "9", was.FindStringSubmatch(got.body)[1])), http.StatusSeeOther)
	if a = o.find("jonas@example.com"); a.Role != models.RoleAdmin || a.MaxChats != 9 {
		t.Errorf("on purpose: %+v", a)
	}
}

func TestTeam_MoreThanAHundredBots_CanBeAssigned(t *testing.T) {
	o := openOffice(t, models.RoleOwner)
	form := url.Values{"name": {"Jonas Weil"}, "email": {"jonas@example.com"}, "role": {"agent"}, "max_chats": {"4"}}
	for range 300 {
		form.Add("bots", "0198a6a5-0000-7000-8000-000000000000")
	}
	o.want(o.post("/team", form), http.StatusOK, "Sign-in link")
}
