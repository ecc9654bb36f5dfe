package main

import (
	"strings"
	"testing"
	"time"

	"deskbell/models"
)

// member is the team's page in a window, with somebody who may change it.
func (m *maker) member(name, email, role string) {
	m.Helper()
	m.find("dialog", "Add new user")
	m.write("Name", name)
	m.write("Email", email)
	m.clickOn("the role", func() []thing { return m.look("combobox", "Role") })
	m.typesOption(role)
	m.key("Enter")
	m.clickOn("a bot", func() []thing {
		return m.lookIn(m.find("group", "Bots"), "checkbox", "")
	})
	m.click("button", "Add")
}

// retypes puts other words into a field.
func (m *maker) retypes(role, name, text string) {
	m.Helper()
	m.click(role, name)
	m.key("Control+a")
	m.types(text)
}

// M-26: by the names that people and scripts rely on.
func TestStory_NewUser_IsAddedSignsInIsEditedAndDeleted(t *testing.T) {
	t.Parallel()
	browser(t)
	s := newSite(t)
	m := newMaker(s, "owner")
	m.expect("422")
	m.visit(s.base + "/team")
	m.click("button", "Add new user")
	m.member("Lena Brandt", "agent@shop.example", "Account")
	m.tells("Agent Test already uses this address.")
	m.wait("the focus in the field that is wrong", func() bool { return ask[string](m.tab, `document.activeElement.name`) == "email" })
	m.retypes("textbox", "Email", "lena@shop.example")
	m.key("Enter")
	m.tells("It is shown only now")
	link := ask[string](m.tab, `document.getElementById('sign-in-link').value`)
	m.key("Escape")
	m.tells("Invited, not signed in yet")
	a, err := s.app.store.AgentByEmail(t.Context(), "lena@shop.example")
	s.check(err)
	if a.Role != models.RoleAccountManager || len(a.Bots) != 1 || a.MaxChats != 3 {
		t.Errorf("%+v", a)
	}

	lena := newcomer(t, "Lena")
	lena.visit(s.base + strings.TrimPrefix(link, "http://127.0.0.1"))
	lena.write("Password", "bees like my hat")
	lena.click("button", "Set password and sign in")
	lena.find("switch", "Online")
	lena.expect("401", "404")
	m.click("button", "Edit Lena Brandt")
	m.find("dialog", "Edit Lena Brandt")
	m.retypes("spinbutton", "Max chats", "7")
	m.click("button", "Save")
	m.tells("0 of 7")
	m.wait("the focus where it was", func() bool { return ask[string](m.tab, `document.activeElement.ariaLabel`) == "Edit Lena Brandt" })
	m.click("button", "Delete Lena Brandt")
	m.find("dialog", "Delete Lena Brandt?")
	m.click("button", "Delete")
	m.gone("button", "Edit Lena Brandt")
	lena.visit(s.base + "/desk")
	lena.find("button", "Sign in")
}

func TestAccessibility_TeamAndProfile_NoViolation(t *testing.T) {
	t.Parallel()
	browser(t)
	s := newMailSite(t)
	m := newMaker(s, "owner")
	m.expect("422", "404")
	m.visit(s.base + "/team")
	m.audited("team")
	m.click("button", "Add new user")
	m.find("dialog", "Add new user")
	m.audited("team add")
	m.click("button", "Add")
	m.tells("The name is missing")
	m.audited("team add refused")
	m.member("Lena Brandt", "lena@shop.example", "Agent")
	m.tells("It is shown only now")
	m.audited("team link")
	link := ask[string](m.tab, `document.getElementById('sign-in-link').value`)
	m.key("Escape")
	m.click("button", "More for Second Test")
	m.find("button", "Disable")
	m.audited("team menu")
	m.click("button", "Disable")
	m.find("dialog", "Disable Second Test?")
	m.audited("team disable")
	for path, words := range map[string]string{"/team/new": "Add new user", "/profile": "Sign out everywhere", "/team/id-agent/delete": "What they wrote stays"} {
		m.visit(s.base + path)
		m.tells(words)
		m.audited(strings.ReplaceAll(path, "/", " "))
	}
	m.visit(s.base + "/profile/second-factor")
	secret := ask[string](m.tab, `document.querySelector('[name=secret]').value`)
	m.audited("profile second factor")
	m.write("Your password", sitePassword)
	m.write("The code that the app shows now", models.OTPCode(secret, time.Now())) // last: it is good for a minute
	m.click("button", "Turn on")
	m.tells("shown only now")
	m.audited("profile recovery codes")
	m.click("link", "I have kept them")
	m.find("button", "Turn off")
	m.audited("profile with second factor")

	w := newcomer(t, "owner again")
	w.expect("422", "404", "401")
	w.visit(s.base + "/login")
	w.write("Email", "owner@shop.example")
	w.write("Password", sitePassword)
	w.click("button", "Sign in")
	w.find("textbox", "Code")
	w.write("Code", "12")
	w.click("button", "Sign in")
	w.find("alert", "")
	w.audited("login code refused")
	w.visit(s.base + strings.TrimPrefix(link, "http://127.0.0.1"))
	w.audited("welcome")
	w.visit(s.base + "/welcome/nothing")
	w.audited("welcome with a bad link")
	w.visit(s.base + "/forgot")
	w.audited("forgotten password without a mail server")
	s.mailing()
	w.visit(s.base + "/login")
	w.click("link", "Forgot your password?")
	w.write("Email", "owner")
	w.click("button", "Send the link")
	w.find("alert", "")
	w.audited("forgotten password with a mistake")
	w.write("Email", "owner@shop.example")
	w.click("button", "Send the link")
	w.find("heading", "Look into your mailbox")
	w.audited("forgotten password")
}
