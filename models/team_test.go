package models_test

import (
	"strings"
	"testing"
	"time"

	"deskbell/models"
)

// crowd is a team of one of every role, and a second owner where asked.
func crowd(second bool) []models.Agent {
	var team []models.Agent
	for _, role := range models.Roles() {
		team = append(team, models.Agent{ID: models.AgentID(role), Name: role.Words(), Email: string(role) + "@x.example", Role: role, MaxChats: 3})
	}
	if second {
		team = append(team, models.Agent{ID: "second", Name: "Second", Email: "second@x.example", Role: models.RoleOwner, MaxChats: 3})
	}
	return team
}

func memberLike(a models.Agent) models.Member {
	return models.Member{Name: a.Name, Email: a.Email, Role: a.Role, MaxChats: a.MaxChats, Bots: a.Bots}
}

// M-27
func TestTeam_EveryRoleOnEveryRole_OnlyOwnersTouchAdminsAndOwners(t *testing.T) {
	team := crowd(true)
	for _, by := range team {
		for _, of := range team {
			if by.ID == of.ID {
				continue
			}
			may := by.Role == models.RoleOwner || by.Role == models.RoleAdmin && of.Role != models.RoleAdmin && of.Role != models.RoleOwner
			m := memberLike(of)
			m.Name = "Another Name"
			for what, err := range map[string]error{
				"hire":    second(models.Hire(by.ID, m)(team)),
				"change":  second(models.ChangeMember(by.ID, m)(of, team)),
				"disable": second(models.Disable(by.ID, true)(of, team)),
				"enable":  second(models.Disable(by.ID, false)(of, team)),
				"dismiss": second(models.Dismiss(by.ID, time.Now())(of, team)),
			} {
				if (err == nil) != may || err != nil && models.CodeOf(err) != models.CodeForbidden {
					t.Errorf("%s: %s of %s gave %v", by.ID, what, of.ID, err)
				}
			}
		}
	}
}

func second(_ models.Agent, err error) error { return err }

// M-27
func TestTeam_AdminRaisesSomebodyOrThemselves_IsRefused(t *testing.T) {
	team := crowd(true)
	for _, of := range team {
		m := memberLike(of)
		m.Role = models.RoleOwner
		if of.Role == models.RoleOwner {
			continue
		}
		if err := second(models.ChangeMember("admin", m)(of, team)); models.CodeOf(err) != models.CodeForbidden {
			t.Errorf("%s became an owner: %v", of.ID, err)
		}
	}
	self := memberLike(team[4])
	self.MaxChats = 9
	if err := second(models.ChangeMember("admin", self)(team[4], team)); err != nil {
		t.Errorf("an admin's own limit: %v", err)
	}
	self.Email = "other@x.example"
	if err := second(models.ChangeMember("admin", self)(team[4], team)); models.CodeOf(err) != models.CodeInvalid {
		t.Errorf("an own address without the password: %v", err)
	}
}

// M-27
func TestTeam_LastOwnerAndOneself_Stay(t *testing.T) {
	team := crowd(false)
	owner := team[5]
	lower := memberLike(owner)
	lower.Role = models.RoleAdmin
	if err := second(models.ChangeMember("owner", lower)(owner, team)); models.CodeOf(err) != models.CodeConflict {
		t.Errorf("the last owner gave it up: %v", err)
	}
	two := crowd(true)
	if err := second(models.ChangeMember("owner", lower)(owner, two)); err != nil {
		t.Errorf("one of two owners: %v", err)
	}
	two[6].Disabled = true
	if err := second(models.ChangeMember("owner", lower)(owner, two)); models.CodeOf(err) != models.CodeConflict {
		t.Errorf("the other owner is disabled: %v", err)
	}
	for what, err := range map[string]error{"disable": second(models.Disable("owner", true)(owner, crowd(true))),
		"delete": second(models.Dismiss("owner", time.Now())(owner, crowd(true)))} {
		if models.CodeOf(err) != models.CodeConflict {
			t.Errorf("%s oneself: %v", what, err)
		}
	}
}

func TestMember_WhatIsTyped_IsCheckedFieldByField(t *testing.T) {
	good := models.Member{Name: " Mira  Solberg ", Email: " Mira@Example.COM ", Role: models.RoleAgent, MaxChats: 3}
	clean, wrong := good.Cleaned()
	if len(wrong) > 0 || clean.Name != "Mira Solberg" || clean.Email != "mira@example.com" {
		t.Errorf("%+v, %v", clean, wrong)
	}
	for field, spoil := range map[string]func(*models.Member){
		"name":      func(m *models.Member) { m.Name = " \t" },
		"email":     func(m *models.Member) { m.Email = "mira" },
		"role":      func(m *models.Member) { m.Role = "king" },
		"max_chats": func(m *models.Member) { m.MaxChats = 51 },
	} {
		m := good
		spoil(&m)
		if _, wrong := m.Cleaned(); len(wrong) != 1 || wrong[field] == "" {
			t.Errorf("%s: %v", field, wrong)
		}
	}
	long := good
	long.Name = strings.Repeat("ß", 81)
	if _, wrong := long.Cleaned(); wrong["name"] == "" {
		t.Error("a name of 81 characters")
	}
}

func TestCheckPassword_FirstGuesses_AreRefused(t *testing.T) {
	who := models.Agent{Name: "Mira Solberg", Email: "mirasolberg@example.com"}
	for _, bad := range []string{"password123", "Password2026!", "1234567890", "0987654321", "aaaaaaaaaaaa", "abababababab", "qwertyuiop",
		"mirasolberg@example.com", "mirasolberg1", "Mira Solberg", "iloveyou12", "deskbell2026", "passwordpassword", "abcdefghijk", "12345678901234"} {
		if models.CodeOf(models.CheckPassword("password", bad, who)) != models.CodeInvalid {
			t.Errorf("%q was taken", bad)
		}
	}
	for _, good := range []string{"a-good-password", "deskbell-demo", "long enough for a test", "vier Wörter reichen hier", "x9!kTm#2vLpQ", "mira-keeps-bees"} {
		if err := models.CheckPassword("password", good, who); err != nil {
			t.Errorf("%q: %v", good, err)
		}
	}
}
