package db

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"deskbell/models"
)

func setSecret(t *testing.T, s *Store, n models.NewSecret) error {
	t.Helper()
	n.By, n.Now = &models.Agent{Name: "Mira"}, time.UnixMilli(5)
	return s.Secrets().Set(t.Context(), n)
}

// twoBots are a store's.
func twoBots(t *testing.T, s *Store) (models.BotID, models.BotID) {
	t.Helper()
	return addBot(t, s, "one").ID, addBot(t, s, "two").ID
}

// A49
func TestSecrets_Kept_AreSealedAndBelongToOneBot(t *testing.T) {
	s := openAt(t, Options{Path: filepath.Join(t.TempDir(), FileName)})
	one, two := twoBots(t, s)
	if err := setSecret(t, s, models.NewSecret{Bot: one, Name: " api_key ", Value: " plain-as-day\n", Only: "API.example.com:443"}); err != nil {
		t.Fatal(err)
	}
	got, err := s.Secrets().Open(t.Context(), one, "API_KEY")
	if err != nil || got != (models.OpenedSecret{Value: "plain-as-day", Origin: "https://api.example.com"}) {
		t.Errorf("%+v, %v", got, err)
	}
	if _, err := s.Secrets().Open(t.Context(), two, "API_KEY"); !errors.Is(err, models.ErrNotFound) {
		t.Errorf("another bot: %v", err)
	}
	list, err := s.Secrets().Names(t.Context(), one)
	if err != nil || len(list) != 1 || list[0].Name != "API_KEY" || list[0].ChangedBy != "Mira" {
		t.Errorf("%+v, %v", list, err)
	}
	about, err := os.Stat(keyOf(s.options.Path))
	if err != nil || about.Mode().Perm() != 0o600 {
		t.Errorf("the key is %v, %v", about.Mode(), err)
	}
	// Moving a row does not make it another's, nor send it elsewhere.
	for _, move := range []string{"UPDATE bot_secrets SET origin = ''", "UPDATE bot_secrets SET origin = 'https://api.example.com', bot_id = '" + string(two) + "'"} {
		if err := s.Do(t.Context(), func(tx *Tx) error { _, err := tx.Exec(move); return err }); err != nil {
			t.Fatal(err)
		}
		for _, bot := range []models.BotID{one, two} {
			if got, err := s.Secrets().Open(t.Context(), bot, "API_KEY"); err == nil {
				t.Errorf("after %s: %+v", move, got)
			}
		}
	}
	if _, err := s.Secrets().Check(t.Context()); err == nil {
		t.Error("the check finds nothing")
	}
	if err := s.Secrets().Delete(t.Context(), two, "API_KEY"); err != nil {
		t.Error(err)
	}
	if err := s.Secrets().Delete(t.Context(), two, "API_KEY"); !errors.Is(err, models.ErrNotFound) {
		t.Errorf("a second time: %v", err)
	}
}

func TestSecrets_WhatCannotBeKept_IsRefusedWithItsField(t *testing.T) {
	s := openAt(t, Options{Path: filepath.Join(t.TempDir(), FileName)})
	bot, _ := twoBots(t, s)
	for _, one := range []struct{ name, value, only, field string }{
		{"", "x", "", "secret"}, {"A B", "x", "", "secret"}, {"Ä", "x", "", "secret"}, {strings.Repeat("A", 65), "x", "", "secret"}, {"A}}", "x", "", "secret"},
		{"A", " ", "", "value"}, {"A", "x\ny", "", "value"}, {"A", strings.Repeat("x", 5000), "", "value"},
		{"A", "x", "ftp://example.com", "only"}, {"A", "x", "example.com/path", "only"}, {"A", "x", "me@example.com", "only"}, {"A", "x", "*.example.com", "only"}, {"A", "x", "exämple.com", "only"},
	} {
		var known *models.Error
		err := setSecret(t, s, models.NewSecret{Bot: bot, Name: one.name, Value: one.value, Only: one.only})
		if !errors.As(err, &known) || known.Code != models.CodeInvalid || known.Field != one.field {
			t.Errorf("%+v: %v", one, err)
		}
	}
	if _, err := os.Stat(keyOf(s.options.Path)); err == nil {
		t.Error("a key was made for nothing")
	}
	for i := range models.MostSecrets {
		if err := setSecret(t, s, models.NewSecret{Bot: bot, Name: "N" + strings.Repeat("_", i%60) + string(rune('A'+i/60)), Value: "x"}); err != nil {
			t.Fatal(err)
		}
	}
	if err := setSecret(t, s, models.NewSecret{Bot: bot, Name: "ONE_MORE", Value: "x"}); models.CodeOf(err) != models.CodeTooLarge {
		t.Errorf("one too many: %v", err)
	}
}

func TestSecrets_KeyThatIsGone_IsNotReplacedInSilence(t *testing.T) {
	s := openAt(t, Options{Path: filepath.Join(t.TempDir(), FileName)})
	bot, _ := twoBots(t, s)
	if err := setSecret(t, s, models.NewSecret{Bot: bot, Name: "A", Value: "first"}); err != nil {
		t.Fatal(err)
	}
	key := keyOf(s.options.Path)
	if err := os.Rename(key, key+".away"); err != nil {
		t.Fatal(err)
	}
	if err := setSecret(t, s, models.NewSecret{Bot: bot, Name: "B", Value: "second"}); models.CodeOf(err) != models.CodeConflict {
		t.Errorf("without the key: %v", err)
	}
	if _, err := s.Secrets().Open(t.Context(), bot, "A"); err == nil {
		t.Error("opened without the key")
	}
	if err := os.Rename(key+".away", key); err != nil {
		t.Fatal(err)
	}
	if got, err := s.Secrets().Open(t.Context(), bot, "A"); err != nil || got.Value != "first" {
		t.Errorf("%+v, %v", got, err)
	}
}

// F38
func TestBackup_WithSecrets_OpensThemAfterRestoring(t *testing.T) {
	s := openAt(t, Options{Path: filepath.Join(t.TempDir(), FileName)})
	bot, _ := twoBots(t, s)
	if err := setSecret(t, s, models.NewSecret{Bot: bot, Name: "A", Value: "kept-safe"}); err != nil {
		t.Fatal(err)
	}
	var kept bytes.Buffer
	if err := s.Backup(t.Context(), &kept); err != nil {
		t.Fatal(err)
	}
	raw, err := os.ReadFile(s.options.Path)
	if err != nil || bytes.Contains(raw, []byte("kept-safe")) {
		t.Errorf("the database shows it (%v)", err)
	}
	folder := filepath.Join(t.TempDir(), "again")
	if err := Restore(t.Context(), &kept, folder); err != nil {
		t.Fatal(err)
	}
	again := openAt(t, Options{Path: filepath.Join(folder, FileName)})
	if got, err := again.Secrets().Open(t.Context(), bot, "A"); err != nil || got.Value != "kept-safe" {
		t.Errorf("%+v, %v", got, err)
	}
	if n, err := again.Secrets().Check(t.Context()); n != 1 || err != nil {
		t.Errorf("%d, %v", n, err)
	}
	about, err := os.Stat(filepath.Join(folder, keyName))
	if err != nil || about.Mode().Perm() != 0o600 {
		t.Errorf("the key is %v, %v", about, err)
	}
}

// F36
func TestLeaseOther_BusyBots_AreLeftOutAndComeAgainAfterARestart(t *testing.T) {
	s := openAt(t, Options{Path: filepath.Join(t.TempDir(), FileName)})
	one, two := addBot(t, s, "one"), addBot(t, s, "two")
	for i, bot := range []*models.Bot{one, one, two} {
		c := begin(t, s, bot, strings.Repeat("x", i+1))
		turnTo(t, s, c.ID, func(c *models.Conversation) (models.Change, error) {
			return models.Change{Conversation: c, Deliveries: []models.Delivery{{Kind: models.DeliverHTTP, Payload: []byte("{}"), CreatedAt: noon, ReadyAt: noon.Add(time.Duration(i))}}}, nil
		})
	}
	next := func(now time.Time, busy ...models.BotID) models.BotID {
		t.Helper()
		d, err := s.Outgoing().LeaseOther(t.Context(), models.DeliverHTTP, now, busy)
		if err != nil && !errors.Is(err, models.ErrNotFound) {
			t.Fatal(err)
		}
		return d.Bot
	}
	if got := next(noon.Add(-time.Second)); got != "" {
		t.Errorf("before its time: %s", got)
	}
	now := noon.Add(time.Second)
	for i, want := range []models.BotID{one.ID, two.ID, "", one.ID, ""} {
		var busy []models.BotID
		if i == 1 || i == 2 {
			busy = []models.BotID{one.ID}
		}
		if got := next(now, busy...); got != want {
			t.Errorf("number %d is of %q, want %q", i, got, want)
		}
	}
	if err := s.Outgoing().Recover(t.Context(), models.DeliverHTTP, now); err != nil {
		t.Fatal(err)
	}
	for range 3 {
		if next(now) == "" {
			t.Error("one that was begun does not come again")
		}
	}
	if got := next(now); got != "" {
		t.Errorf("there is one of %s more", got)
	}
}
