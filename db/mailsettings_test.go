package db

import (
	"crypto/ed25519"
	"crypto/rand"
	"crypto/x509"
	"encoding/pem"
	"os"
	"strings"
	"testing"

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

func TestMailSettings_Secrets_AreSealedAndStayUnlessGivenAnew(t *testing.T) {
	s := openNew(t)
	if got, err := s.MailSettings(t.Context()); err != nil || !got.SavedAt.IsZero() {
		t.Fatalf("%+v, %v", got, err)
	}
	n := allMail(t)
	if err := s.SaveMailSettings(t.Context(), n, noon); err != nil {
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
	if err := s.SaveMailSettings(t.Context(), shown, noon); err != nil { // as a page gives it back
		t.Fatal(err)
	}
	open, err := s.OpenMailSettings(t.Context())
	if err != nil || open.Out.Password != "out-word" || open.In.Server.Password != "in-word" || open.In.Hook != "hook-word" || open.DKIM.Key+"\n" != n.DKIM.Key {
		t.Errorf("%+v, %v", open, err)
	}
	shown.In.HasHook = false
	if err := s.SaveMailSettings(t.Context(), shown, noon); err != nil {
		t.Fatal(err)
	}
	if open, err = s.OpenMailSettings(t.Context()); err != nil || open.In.Hook != "" || open.In.Server.Password == "" {
		t.Errorf("%+v, %v", open, err)
	}
	shown.Out.User, shown.In = "", models.MailInbox{}
	if err := s.SaveMailSettings(t.Context(), shown, noon); err != nil {
		t.Fatal(err)
	}
	if open, err = s.OpenMailSettings(t.Context()); err != nil || open.Out.Password+open.In.Hook+open.In.Server.Password != "" || open.DKIM.Key == "" {
		t.Errorf("%+v, %v", open, err)
	}
}

func TestMailSettings_KeyThatIsLost_WantsTheSecretsAgain(t *testing.T) {
	s := openNew(t)
	if err := s.SaveMailSettings(t.Context(), allMail(t), noon); err != nil {
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
	wantCode(t, s.SaveMailSettings(t.Context(), shown, noon), models.CodeInvalid)
	if err := s.SaveMailSettings(t.Context(), allMail(t), noon); err != nil {
		t.Error(err)
	}
}

func TestMailSettings_WhatCannotBe_IsRefusedAtItsField(t *testing.T) {
	s := openNew(t)
	if err := s.SaveMailSettings(t.Context(), allMail(t), noon); err != nil {
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
			err = s.SaveMailSettings(t.Context(), n, noon)
			wantCode(t, err, models.CodeInvalid)
			if known, ok := err.(*models.Error); !ok || known.Field != field {
				t.Errorf("%s %d: %v", field, i, err)
			}
		}
	}
}
