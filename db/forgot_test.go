package db

import (
	"errors"
	"testing"
	"time"

	"deskbell/models"
)

// A34 A38
func TestMailReset_AskedAgainAndAgain_IsMailedThreeTimesAnHourAndFiveADay(t *testing.T) {
	s := openNew(t)
	a, gone := addAgent(t, s, models.RoleAgent), addAgent(t, s, models.RoleAgent)
	if _, err := s.ChangeAgent(t.Context(), gone.ID, func(a models.Agent, _ []models.Agent) (models.Agent, error) { a.Disabled = true; return a, nil }); err != nil {
		t.Fatal(err)
	}
	var tokens []string
	ask := func(email string, now time.Time) bool {
		t.Helper()
		token := models.NewLinkToken()
		who, err := s.MailReset(t.Context(), models.Forgotten{Email: email, Token: token, Now: now})
		if err != nil && !errors.Is(err, models.ErrNotFound) {
			t.Fatal(err)
		}
		if err == nil && who.ID != a.ID {
			t.Errorf("it is %s", who.ID)
		}
		if err == nil {
			tokens = append(tokens, token)
		}
		return err == nil
	}
	if ask("nobody@example.com", noon) || ask(gone.Email, noon) || ask("", noon) {
		t.Error("mailed to somebody who does not sign in")
	}
	byAdmin := models.NewLink{Agent: a.ID, Token: models.NewLinkToken(), Purpose: models.LinkReset, Now: noon.Add(-time.Minute)}
	if err := s.MakeLink(t.Context(), byAdmin, func(models.Agent, []models.Agent) error { return nil }); err != nil {
		t.Fatal(err)
	}
	for i, want := range []bool{true, true, false, false} { // the admin's is one of three
		if ask(" "+a.Email+" ", noon.Add(time.Duration(i)*time.Second)) != want {
			t.Errorf("%d: not %v", i, want)
		}
	}
	for i, want := range []bool{true, true, false} {
		if ask(a.Email, noon.Add(time.Duration(i+1)*2*time.Hour)) != want {
			t.Errorf("later, %d: not %v", i, want)
		}
	}
	late := noon.Add(6 * time.Hour)
	for _, token := range append(tokens, byAdmin.Token) { // whoever asked: none is void by another
		if _, err := s.LinkedAgent(t.Context(), token, late); err != nil {
			t.Error(err)
		}
	}
	if _, err := s.Redeem(t.Context(), models.Redemption{Token: tokens[0], Password: "hash", Now: late}); err != nil {
		t.Fatal(err)
	}
	for _, token := range append(tokens, byAdmin.Token) {
		if _, err := s.LinkedAgent(t.Context(), token, late); !errors.Is(err, models.ErrNotFound) {
			t.Errorf("still good: %v", err)
		}
	}
	if ask(a.Email, noon.Add(12*time.Hour)) {
		t.Error("a used link made room for more")
	}
}

// M-26
func TestMakeLink_InOneTransaction_IsMailedSealedAndGoneWithAnotherAddress(t *testing.T) {
	s := openNew(t)
	hired, err := s.HireAgent(t.Context(), func([]models.Agent) (models.Agent, error) {
		return models.Agent{Name: "Jonas Weil", Email: "jonas@example.com", Role: models.RoleAgent, MaxChats: 1}, nil
	}, models.NewLink{Token: models.NewLinkToken(), Purpose: models.LinkInvite, Now: noon, By: "Mira"})
	if err != nil {
		t.Fatal(err)
	}
	mails, err := s.Mails(t.Context(), models.MailQuery{Limit: 10})
	if err != nil || len(mails) != 1 {
		t.Fatalf("%d mails, %v", len(mails), err)
	}
	m, err := mails[0].Mail()
	if err != nil || mails[0].Agent != hired.ID || mails[0].Address != "jonas@example.com" || m.Purpose != models.MailInvite || m.Who != "Mira" || mails[0].MessageID == "" {
		t.Fatalf("%+v, %v", mails[0], err)
	}
	now := time.Now().UTC()
	token := models.NewLinkToken()
	if err := s.MakeLink(t.Context(), models.NewLink{Agent: hired.ID, Token: token, Purpose: models.LinkInvite, Now: now}, func(models.Agent, []models.Agent) error { return nil }); err != nil {
		t.Fatal(err)
	}
	if _, err := s.MailToken(t.Context(), m); !errors.Is(err, models.ErrNotFound) {
		t.Errorf("the void link is sent: %v", err)
	}
	mails, err = s.Mails(t.Context(), models.MailQuery{Limit: 10})
	if err != nil || len(mails) != 2 {
		t.Fatalf("%d mails, %v", len(mails), err)
	}
	m, err = mails[0].Mail()
	if err != nil || m.Link == token || m.Link == "" {
		t.Fatalf("the outbox has %q, %v", m.Link, err)
	}
	if got, err := s.MailToken(t.Context(), m); err != nil || got != token {
		t.Errorf("%q, %v", got, err)
	}
	if err := s.ChangeEmail(t.Context(), hired.ID, "jonas.weil@example.com"); err != nil {
		t.Fatal(err)
	}
	if _, err := s.MailToken(t.Context(), m); !errors.Is(err, models.ErrNotFound) {
		t.Errorf("the link to the old address is sent: %v", err)
	}
}
