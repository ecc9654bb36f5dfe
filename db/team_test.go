package db

import (
	"os"
	"sync"
	"testing"
	"time"

	"deskbell/models"
)

// colleague is somebody with everything that others keep about them.
func colleague(t *testing.T, s *Store) *models.Agent {
	t.Helper()
	a := &models.Agent{Email: "mira@example.com", Name: "Mira Solberg", Role: models.RoleAgent, MaxChats: 3, Password: "x"}
	secret := models.NewOTPSecret()
	err := s.SaveAgent(t.Context(), a, noon)
	for _, keep := range []func() error{
		func() error {
			return s.SaveProfile(t.Context(), a.ID, models.Profile{Name: a.Name, Language: "de", CtrlEnter: true})
		},
		func() error { _, err := s.SetPicture(t.Context(), a.ID, []byte("jpeg")); return err },
		func() error { return s.SignedIn(t.Context(), a.ID, noon) },
		func() error {
			return s.SetSecondFactor(t.Context(), a.ID, &models.NewFactor{Secret: secret, Step: 7, Recovery: models.NewRecovery()})
		},
	} {
		if err == nil {
			err = keep()
		}
	}
	if err != nil {
		t.Fatal(err)
	}
	got, err := s.AgentByID(t.Context(), a.ID)
	if err != nil {
		t.Fatal(err)
	}
	return got
}

func TestSaveAgent_OldCopy_LeavesWhatOthersKeep(t *testing.T) {
	s := openNew(t)
	a := colleague(t, s)
	old := models.Agent{ID: a.ID, Email: a.Email, Name: a.Name, Role: models.RoleAdmin, MaxChats: 9, Password: a.Password}
	if err := s.SaveAgent(t.Context(), &old, noon.Add(time.Hour)); err != nil {
		t.Fatal(err)
	}
	got, err := s.AgentByID(t.Context(), a.ID)
	if err != nil || got.Language != "de" || !got.Settings.CtrlEnter || got.Picture != a.Picture || !got.SecondFactor || got.SignedInAt != noon || got.Role != models.RoleAdmin {
		t.Errorf("%+v, %v", got, err)
	}
	if n, err := s.RecoveryLeft(t.Context(), a.ID); n != models.RecoveryCodes || err != nil {
		t.Errorf("%d codes, %v", n, err)
	}
}

func TestSaveProfile_Settings_LeavesOthersInThem(t *testing.T) {
	s := openNew(t)
	a := colleague(t, s)
	err := s.Do(t.Context(), func(tx *Tx) error {
		_, err := tx.Exec(`UPDATE agents SET settings = '{"notify":{"live":{"sound":false}}}' WHERE id = $1`, string(a.ID))
		return err
	})
	if err == nil {
		err = s.SaveProfile(t.Context(), a.ID, models.Profile{Name: "Mira", CtrlEnter: true})
	}
	if err != nil {
		t.Fatal(err)
	}
	got, err := s.AgentByID(t.Context(), a.ID)
	if on, kept := got.Settings.Notify["live"]["sound"]; err != nil || !kept || on || !got.Settings.CtrlEnter {
		t.Errorf("%+v, %v", got.Settings, err)
	}
}

func TestDismiss_Whoever_LeavesTheNameAlone(t *testing.T) {
	s := openNew(t)
	a := colleague(t, s)
	boss := &models.Agent{Email: "boss@example.com", Name: "Boss", Role: models.RoleOwner, MaxChats: 1}
	if err := s.SaveAgent(t.Context(), boss, noon); err != nil {
		t.Fatal(err)
	}
	if err := s.MakeLink(t.Context(), models.NewLink{Agent: a.ID, Token: "t", Purpose: models.LinkReset, Now: noon}, models.MayLink(boss.ID)); err != nil {
		t.Fatal(err)
	}
	if _, err := s.ChangeAgent(t.Context(), a.ID, models.Dismiss(boss.ID, noon)); err != nil {
		t.Fatal(err)
	}
	for _, find := range []func() error{
		func() error { _, err := s.AgentByID(t.Context(), a.ID); return err },
		func() error { _, err := s.AgentByEmail(t.Context(), a.Email); return err },
		func() error { _, err := s.LinkedAgent(t.Context(), "t", noon); return err },
		func() error { _, err := s.Redeem(t.Context(), models.Redemption{Token: "t", Now: noon}); return err },
		func() error { _, err := s.Picture(t.Context(), a.Picture); return err },
		func() error { _, err := s.SetPassword(t.Context(), a.ID, "y"); return err },
		func() error { _, err := s.ChangeAgent(t.Context(), a.ID, models.Disable(boss.ID, false)); return err },
	} {
		wantCode(t, find(), models.CodeNotFound)
	}
	var name, password, totp, recovery string
	err := s.reads(t.Context()).Row("SELECT name, password, totp, recovery FROM agents WHERE id = $1", string(a.ID)).Scan(&name, &password, &totp, &recovery)
	if err != nil || name != a.Name || password+totp != "" || recovery != nothing {
		t.Errorf("%s %s %s %s %v", name, password, totp, recovery, err)
	}
	if all, err := s.Agents(t.Context()); err != nil || len(all) != 1 {
		t.Errorf("%v, %v", all, err)
	}
}

func TestPassSecondFactor_SameCodeAtOnce_OnePasses(t *testing.T) {
	s := openNew(t)
	a := colleague(t, s)
	secret, codes := models.NewOTPSecret(), models.NewRecovery()
	if err := s.SetSecondFactor(t.Context(), a.ID, nil); err != nil {
		t.Fatal(err)
	}
	if err := s.SetSecondFactor(t.Context(), a.ID, &models.NewFactor{Secret: secret, Recovery: codes}); err != nil {
		t.Fatal(err)
	}
	now := time.Now()
	for _, code := range []string{models.OTPCode(secret, now), codes[0]} {
		var all sync.WaitGroup
		passed := make(chan bool, 50)
		for range 50 {
			all.Go(func() {
				if _, err := s.PassSecondFactor(t.Context(), a.ID, code, now); err == nil {
					passed <- true
				} else if models.CodeOf(err) != models.CodeInvalid {
					t.Error(err)
				}
			})
		}
		all.Wait()
		if len(passed) != 1 {
			t.Errorf("%s passed %d times", code, len(passed))
		}
	}
}

func TestPassSecondFactor_KeyIsLost_RecoveryCodesStillWork(t *testing.T) {
	s := openNew(t)
	a := colleague(t, s)
	secret, codes := models.NewOTPSecret(), models.NewRecovery()
	if err := s.SetSecondFactor(t.Context(), a.ID, nil); err != nil {
		t.Fatal(err)
	}
	if err := s.SetSecondFactor(t.Context(), a.ID, &models.NewFactor{Secret: secret, Recovery: codes}); err != nil {
		t.Fatal(err)
	}
	if err := os.Remove(keyOf(s.options.Path)); err != nil {
		t.Fatal(err)
	}
	_, err := s.PassSecondFactor(t.Context(), a.ID, models.OTPCode(secret, time.Now()), time.Now())
	wantCode(t, err, models.CodeInvalid)
	if recovery, err := s.PassSecondFactor(t.Context(), a.ID, codes[4], time.Now()); !recovery || err != nil {
		t.Errorf("%t, %v", recovery, err)
	}
	if _, err := s.Secrets().Check(t.Context()); err == nil {
		t.Error("nobody is told that the key is missing")
	}
	other := addAgent(t, s, models.RoleAgent)
	err = s.SetSecondFactor(t.Context(), other.ID, &models.NewFactor{Secret: secret, Recovery: codes})
	wantCode(t, err, models.CodeConflict) // another key would hide that one is missing
}

// bosses are an owner and an admin.
func bosses(t *testing.T, s *Store) (owner, admin *models.Agent) {
	t.Helper()
	owner = &models.Agent{Email: "boss@example.com", Name: "Boss", Role: models.RoleOwner, MaxChats: 1}
	admin = &models.Agent{Email: "admin@example.com", Name: "Adele", Role: models.RoleAdmin, MaxChats: 1}
	for _, a := range []*models.Agent{owner, admin} {
		if err := s.SaveAgent(t.Context(), a, noon); err != nil {
			t.Fatal(err)
		}
	}
	return owner, admin
}

func asMember(a models.Agent) models.Member {
	return models.Member{Name: a.Name, Email: a.Email, Role: a.Role, MaxChats: a.MaxChats, Bots: a.Bots}
}

// A32 M-27
func TestLink_MadeForAnAgent_IsVoidOnceTheyAreSomebodyElse(t *testing.T) {
	s := openNew(t)
	owner, admin := bosses(t, s)
	a := colleague(t, s)
	change := func(m models.Member) error {
		_, err := s.ChangeAgent(t.Context(), a.ID, models.ChangeMember(owner.ID, m))
		return err
	}
	for name, c := range map[string]struct {
		change func() error
		good   bool
	}{
		"another name":   {func() error { m := asMember(*a); m.Name = "Mira S"; return change(m) }, true},
		"made an owner":  {func() error { m := asMember(*a); m.Role = models.RoleOwner; return change(m) }, false},
		"an agent again": {func() error { return change(asMember(*a)) }, true},
		"disabled and enabled": {func() error {
			_, err := s.ChangeAgent(t.Context(), a.ID, models.Disable(owner.ID, true))
			if err == nil {
				_, err = s.ChangeAgent(t.Context(), a.ID, models.Disable(owner.ID, false))
			}
			return err
		}, false},
		"own password":          {func() error { _, err := s.SetPassword(t.Context(), a.ID, "y"); return err }, false},
		"signed out everywhere": {func() error { _, err := s.EndSessions(t.Context(), a.ID); return err }, false},
		"password by the command line": {func() error {
			kept, err := s.AgentByID(t.Context(), a.ID)
			if err == nil {
				kept.Password += "z"
				err = s.SaveAgent(t.Context(), kept, noon)
			}
			return err
		}, false},
	} {
		if err := change(asMember(*a)); err != nil {
			t.Fatal(err)
		}
		if err := s.MakeLink(t.Context(), models.NewLink{Agent: a.ID, Token: name, Purpose: models.LinkReset, Now: noon}, models.MayLink(admin.ID)); err != nil {
			t.Fatal(err)
		}
		if err := c.change(); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if _, err := s.LinkedAgent(t.Context(), name, noon); (err == nil) != c.good {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// M-27
func TestLinkAndFactor_OfSomebodyMadeAnOwnerMeanwhile_AreOutOfAnAdminsReach(t *testing.T) {
	s := openNew(t)
	owner, admin := bosses(t, s)
	a := colleague(t, s)
	m := asMember(*a)
	m.Role = models.RoleOwner
	if _, err := s.ChangeAgent(t.Context(), a.ID, models.ChangeMember(owner.ID, m)); err != nil {
		t.Fatal(err)
	}
	err := s.MakeLink(t.Context(), models.NewLink{Agent: a.ID, Token: "t", Purpose: models.LinkReset, Now: noon}, models.MayLink(admin.ID))
	wantCode(t, err, models.CodeForbidden)
	_, err = s.TakeSecondFactor(t.Context(), a.ID, models.MayTakeFactor(admin.ID))
	wantCode(t, err, models.CodeForbidden)
	if was, err := s.TakeSecondFactor(t.Context(), a.ID, models.MayTakeFactor(owner.ID)); !was || err != nil {
		t.Errorf("an owner: %t, %v", was, err)
	}
}

func TestSetSecondFactor_InTwoTabs_TheFirstStays(t *testing.T) {
	s := openNew(t)
	a := colleague(t, s)
	codes := models.NewRecovery()
	err := s.SetSecondFactor(t.Context(), a.ID, &models.NewFactor{Secret: models.NewOTPSecret(), Recovery: codes})
	wantCode(t, err, models.CodeConflict)
	_, err = s.PassSecondFactor(t.Context(), a.ID, codes[0], noon)
	wantCode(t, err, models.CodeInvalid)
}
