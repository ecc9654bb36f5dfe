package db

import (
	"crypto/ed25519"
	"crypto/rand"
	"crypto/x509"
	"encoding/pem"
	"errors"
	"fmt"
	"os"
	"strings"
	"sync"
	"testing"
	"time"

	"deskbell/models"
)

func dkimKey(t *testing.T) string {
	t.Helper()
	_, private, err := ed25519.GenerateKey(rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	raw, err := x509.MarshalPKCS8PrivateKey(private)
	if err != nil {
		t.Fatal(err)
	}
	return string(pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: raw}))
}

func allMail(t *testing.T) models.MailSettings {
	return models.MailSettings{Sender: "chat@shop.example", Name: "Shop", Out: models.MailServer{Host: "Mail.Shop.example", User: "pia", Password: "out-word"},
		DKIM: models.DKIM{Domain: "shop.example", Selector: "bell", Key: dkimKey(t)},
		In:   models.MailInbox{Address: "in@shop.example", Hook: "hook-word", Server: models.MailServer{Host: "imap.shop.example", User: "in", Password: "in-word"}}}
}

// saveMail saves as somebody does who has seen what is kept.
func saveMail(t *testing.T, s *Store, n models.MailSettings) error {
	t.Helper()
	kept, err := s.MailSettings(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	n.SavedAt = kept.SavedAt
	return s.SaveMailSettings(t.Context(), n, noon)
}

// What somebody has not seen is not written over, also in the same moment.
func TestMailSettings_SavedByTwo_TheSecondIsRefused(t *testing.T) {
	s := openNew(t)
	first := allMail(t)
	for what := range 3 { // the first ever, and those that follow in the same millisecond
		if err := s.SaveMailSettings(t.Context(), first, noon); err != nil {
			t.Fatal(what, err)
		}
		late := first
		late.Name = "Late"
		wantCode(t, s.SaveMailSettings(t.Context(), late, noon), models.CodeConflict)
		late.SavedAt = time.Time{}
		wantCode(t, s.SaveMailSettings(t.Context(), late, noon), models.CodeConflict)
		kept, err := s.MailSettings(t.Context())
		if err != nil || kept.Name != "Shop" {
			t.Fatalf("%+v, %v", kept, err)
		}
		first.SavedAt = kept.SavedAt
	}
}

// Of many who save at once what all have seen, one does.
func TestMailSettings_SavedByManyAtOnce_OneIsKept(t *testing.T) {
	s := openNew(t)
	var all sync.WaitGroup
	saved := make(chan string, 8)
	for i := range 8 {
		all.Go(func() {
			n := models.MailSettings{Name: fmt.Sprintf("Shop %d", i)}
			if err := s.SaveMailSettings(t.Context(), n, noon); err == nil {
				saved <- n.Name
			} else if models.CodeOf(err) != models.CodeConflict {
				t.Error(err)
			}
		})
	}
	all.Wait()
	if kept, err := s.MailSettings(t.Context()); err != nil || len(saved) != 1 || kept.Name != <-saved {
		t.Errorf("%d saved, %+v, %v", len(saved), kept, err)
	}
}

func TestMailSettings_Secrets_AreSealedAndStayUnlessGivenAnew(t *testing.T) {
	s := openNew(t)
	if got, err := s.MailSettings(t.Context()); err != nil || !got.SavedAt.IsZero() {
		t.Fatalf("%+v, %v", got, err)
	}
	n := allMail(t)
	if err := saveMail(t, s, n); err != nil {
		t.Fatal(err)
	}
	shown, err := s.MailSettings(t.Context())
	if err != nil || shown.Out.Password+shown.DKIM.Key+shown.In.Hook+shown.In.Server.Password != "" || !shown.Out.HasPassword || !shown.DKIM.HasKey ||
		!shown.In.HasHook || !shown.In.Server.HasPassword || !shown.SavedAt.Equal(noon) || shown.Out.Host != "mail.shop.example" || shown.Out.Port != 587 || shown.In.Server.Port != 993 {
		t.Errorf("%+v, %v", shown, err)
	}
	text, err := metaValue(s.reads(t.Context()), mailName)
	if err != nil || strings.Contains(text, "-word") || strings.Contains(text, "PRIVATE") {
		t.Errorf("kept as %s, %v", text, err)
	}
	if err := saveMail(t, s, shown); err != nil { // as a page gives it back
		t.Fatal(err)
	}
	open, err := s.OpenMailSettings(t.Context())
	if err != nil || open.Out.Password != "out-word" || open.In.Server.Password != "in-word" || open.In.Hook != "hook-word" || open.DKIM.Key+"\n" != n.DKIM.Key {
		t.Errorf("%+v, %v", open, err)
	}
	shown.In.HasHook = false
	if err := saveMail(t, s, shown); err != nil {
		t.Fatal(err)
	}
	if open, err = s.OpenMailSettings(t.Context()); err != nil || open.In.Hook != "" || open.In.Server.Password == "" {
		t.Errorf("%+v, %v", open, err)
	}
	shown.Out.User, shown.In = "", models.MailInbox{}
	if err := saveMail(t, s, shown); err != nil {
		t.Fatal(err)
	}
	if open, err = s.OpenMailSettings(t.Context()); err != nil || open.Out.Password+open.In.Hook+open.In.Server.Password != "" || open.DKIM.Key == "" {
		t.Errorf("%+v, %v", open, err)
	}
}

func TestMailSettings_KeyThatIsLost_WantsTheSecretsAgain(t *testing.T) {
	s := openNew(t)
	if err := saveMail(t, s, allMail(t)); err != nil {
		t.Fatal(err)
	}
	if err := os.Remove(s.seal().path); err != nil {
		t.Fatal(err)
	}
	if _, err := s.OpenMailSettings(t.Context()); err == nil {
		t.Error("opened without a key")
	}
	shown, err := s.MailSettings(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	wantCode(t, saveMail(t, s, shown), models.CodeInvalid)
	if err := saveMail(t, s, allMail(t)); err != nil {
		t.Error(err)
	}
}

func TestMailSettings_WhatCannotBe_IsRefusedAtItsField(t *testing.T) {
	s := openNew(t)
	if err := saveMail(t, s, allMail(t)); err != nil {
		t.Fatal(err)
	}
	for field, changes := range map[string][]func(*models.MailSettings){
		"host": {func(n *models.MailSettings) { n.Out.Host = "smtp://mail.example" }, func(n *models.MailSettings) { n.Out.Host = "mail example" }, func(n *models.MailSettings) { n.Out.Host = "mail.example\r\nx" }},
		"port": {func(n *models.MailSettings) { n.Out.Port = 70000 }, func(n *models.MailSettings) { n.Out.Port = -1 }},
		"security": {func(n *models.MailSettings) { n.Out.Security = "ssl" },
			func(n *models.MailSettings) { n.Out.Security, n.Out.Password = models.MailPlain, "x" }},
		"password": {func(n *models.MailSettings) { n.Out.Host = "evil.example" }, func(n *models.MailSettings) { n.Out.User = "eve" }},
		"sender":   {func(n *models.MailSettings) { n.Sender = "" }, func(n *models.MailSettings) { n.Sender = "Shop <a@b.example>" }, func(n *models.MailSettings) { n.Sender = "a@b.example\r\nBcc: c@d.example" }},
		"name":     {func(n *models.MailSettings) { n.Name = "Shop <a@b.example>" }},
		"dkim_domain": {func(n *models.MailSettings) { n.DKIM.Domain = "" }, func(n *models.MailSettings) { n.DKIM.Domain = "a;b=c" },
			func(n *models.MailSettings) { n.DKIM.Domain = strings.Repeat("a", 71) + ".example" }},
		"dkim_selector": {func(n *models.MailSettings) { n.DKIM.Selector = "a; d=evil" }},
		"dkim_key":      {func(n *models.MailSettings) { n.DKIM.Key = "secret" }, func(n *models.MailSettings) { n.DKIM.Key = strings.Replace(dkimKey(t), "M", "N", 1) }},
		"in_address":    {func(n *models.MailSettings) { n.In.Address = "in+x@shop.example" }, func(n *models.MailSettings) { n.In.Address = "sixteen-and-more@shop.example" }},
		"in_user":       {func(n *models.MailSettings) { n.In.Server.User = "" }},
		"in_password":   {func(n *models.MailSettings) { n.In.Server.Host = "evil.example" }},
		"in_security":   {func(n *models.MailSettings) { n.In.Server.Security = models.MailPlain }},
	} {
		for i, change := range changes {
			n, err := s.MailSettings(t.Context())
			if err != nil {
				t.Fatal(err)
			}
			change(&n)
			err = saveMail(t, s, n)
			wantCode(t, err, models.CodeInvalid)
			if known, ok := err.(*models.Error); !ok || known.Field != field {
				t.Errorf("%s %d: %v", field, i, err)
			}
		}
	}
}

// A35 A39: whoever has the mail server reads what goes out by it.
func TestMailToken_ServerOfAnAdmin_HasNoLinkForOwnersAndAdmins(t *testing.T) {
	s := openNew(t)
	now := time.Now().UTC()
	links := map[models.Role]models.Mail{}
	for i, role := range models.Roles() {
		a := &models.Agent{Email: fmt.Sprintf("a%d@example.com", i), Name: "A", Role: role, MaxChats: 1}
		if err := s.SaveAgent(t.Context(), a, now); err != nil {
			t.Fatal(err)
		}
		if _, err := s.MailReset(t.Context(), models.Forgotten{Email: a.Email, Token: models.NewLinkToken(), Now: now}); err != nil {
			t.Fatal(err)
		}
		all, err := s.Mails(t.Context(), models.MailQuery{Limit: 1})
		if err != nil {
			t.Fatal(err)
		}
		if links[role], err = all[0].Mail(); err != nil {
			t.Fatal(err)
		}
	}
	carries := func(step string, want bool) {
		t.Helper()
		for role, m := range links {
			token, err := s.MailToken(t.Context(), m)
			if small := role != models.RoleOwner && role != models.RoleAdmin; small || want {
				if err != nil || token == "" {
					t.Errorf("%s, %s: %v", step, role, err)
				}
			} else if !errors.Is(err, models.ErrNotOwners) || token != "" {
				t.Errorf("%s, %s: %q, %v", step, role, token, err)
			}
		}
	}
	save := func(byOwner bool, change func(*models.MailSettings)) {
		t.Helper()
		n, err := s.MailSettings(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		n.ByOwner = byOwner
		change(&n)
		if err := saveMail(t, s, n); err != nil {
			t.Fatal(err)
		}
	}
	carries("started with", true)
	save(false, func(n *models.MailSettings) { n.Name, n.In = "Shop", models.MailInbox{Address: "in@shop.example"} })
	carries("a name and a mailbox alone", true)
	save(false, func(n *models.MailSettings) { n.Sender = "eve@shop.example" })
	carries("an admin’s sender, which mails come back to", false)
	save(false, func(n *models.MailSettings) { in := n.In; *n = allMail(t); n.In = in })
	carries("an admin’s", false)
	save(false, func(n *models.MailSettings) { n.Name = "Shop" })
	carries("an admin’s, saved again", false)
	for what, change := range map[string]func(*models.MailSettings){
		"host":     func(n *models.MailSettings) { n.Out.Host, n.Out.Password = "evil.example", "x" },
		"port":     func(n *models.MailSettings) { n.Out.Port = 2525 },
		"security": func(n *models.MailSettings) { n.Out.Security = models.MailTLS },
		"user":     func(n *models.MailSettings) { n.Out.User, n.Out.Password = "eve", "x" },
		"password": func(n *models.MailSettings) { n.Out.Password = "other" },
		"sender":   func(n *models.MailSettings) { n.Sender = "eve@shop.example" },
		"selector": func(n *models.MailSettings) { n.DKIM.Selector = "eve" },
		"key":      func(n *models.MailSettings) { n.DKIM.Key = dkimKey(t) },
		"no DKIM":  func(n *models.MailSettings) { n.DKIM = models.DKIM{} },
	} {
		save(true, func(n *models.MailSettings) { *n = allMail(t); n.ByOwner = true })
		carries("an owner’s", true)
		save(false, func(n *models.MailSettings) { n.Name, n.In.Folder, n.In.Hook = "Other", "Answers", "another" })
		carries("an owner’s, with an admin’s mailbox", true)
		save(false, change)
		carries("an admin’s "+what, false)
	}
	save(false, func(n *models.MailSettings) { n.Out, n.Sender, n.DKIM = models.MailServer{}, "", models.DKIM{} })
	carries("dropped", true)
	save(false, func(n *models.MailSettings) { n.Sender = "eve@shop.example" })
	carries("an admin’s after an owner’s was dropped", false)
}
