package main

import (
	"database/sql"
	"path/filepath"
	"strings"
	"testing"

	"deskbell/db"
	"deskbell/models"
)

func TestDoctor_AuditLogChangedByHand_Complains(t *testing.T) {
	folder := shop(t)
	for _, name := range []string{"one.tar.gz", "two.tar.gz"} {
		must(t, "", "backup", "--data", folder, filepath.Join(t.TempDir(), name))
	}
	if out := must(t, "", "doctor", "--data", folder); !strings.Contains(out, "3 entries of the audit log as kept") {
		t.Errorf("doctor says %q", out)
	}
	file, err := sql.Open("sqlite3", filepath.Join(folder, db.FileName))
	if err != nil {
		t.Fatal(err)
	}
	_, err = file.Exec("UPDATE audit SET object = 'three.tar.gz' WHERE n = 1")
	if err := file.Close(); err != nil {
		t.Error(err)
	}
	if err != nil {
		t.Fatal(err)
	}
	if got := deskbell(t, "", "doctor", "--data", folder); got.code != 1 || !strings.Contains(got.out, "the audit log was changed at entry 1") {
		t.Errorf("%+v", got)
	}
}

func TestCommands_ThatChangeTheTeam_AreInTheAuditLog(t *testing.T) {
	folder := shop(t)
	must(t, secretWords, "user", "add", "--data", folder, "--email", "jonas@example.com", "--name", "Jonas Weil")
	must(t, secretWords+" two", "user", "password", "--data", folder, "jonas@example.com", "--drop-second-factor")
	must(t, "", "user", "disable", "--data", folder, "jonas@example.com")
	store, err := db.Open(t.Context(), db.Options{Path: filepath.Join(folder, db.FileName)})
	if err != nil {
		t.Fatal(err)
	}
	defer store.Close()
	acts, err := store.Acts(t.Context(), models.Reader{Agent: &models.Agent{Role: models.RoleOwner}}, models.ActQuery{Machine: true, Limit: 10})
	if err != nil {
		t.Fatal(err)
	}
	var all []string
	for _, act := range acts {
		all = append(all, act.What+" "+act.Object)
		if strings.Contains(act.Object+act.Detail, secretWords) {
			t.Errorf("a password: %+v", act)
		}
	}
	want := "User disabled Jonas Weil, Password changed Jonas Weil, Second factor taken away Jonas Weil, User added Jonas Weil, Bot imported "
	if got := strings.Join(all, ", "); !strings.HasPrefix(got, want) {
		t.Errorf("%s", got)
	}
}
