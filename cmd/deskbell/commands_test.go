package main

import (
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"deskbell/cmd/deskbell/demo"
	"deskbell/db"
	"deskbell/handlers/web"

	"deskbell/models/flow/trial"
)

const secretWords = "correct horse battery"

// shop is a data folder with the sample bot, which has the key "demo".
func shop(t *testing.T) string {
	t.Helper()
	folder := filepath.Join(t.TempDir(), "data")
	must(t, "", "bot", "import", "--data", folder, filepath.Join("demo", "bot.json"))
	return folder
}

func TestUser_AddListDisable_AreKept(t *testing.T) {
	folder := shop(t)
	out := must(t, secretWords+"\n", "user", "add", "--data", folder, "--email", "Mira@Example.com", "--name", "Mira Solberg",
		"--role", "owner")
	if strings.Contains(out, secretWords) || !strings.Contains(out, "Mira Solberg") {
		t.Errorf("user add says %q", out)
	}
	must(t, secretWords, "user", "add", "--data", folder, "--email", "jonas@example.com", "--name", "Jonas Weil",
		"--role", "Support Agent", "--max-chats", "5", "--bots", "demo")
	must(t, "", "user", "disable", "--data", folder, "jonas@example.com")

	list := strings.Split(must(t, "", "user", "list", "--data", folder), "\n")
	wantRow(t, list, "jonas@example.com", "Jonas Weil", "Support Agent", "5", "demo", "disabled")
	wantRow(t, list, "mira@example.com", "Mira Solberg", "Owner", "3", "all", "active")
}

func wantRow(t *testing.T, rows []string, first string, others ...string) {
	t.Helper()
	for _, row := range rows {
		if !strings.HasPrefix(row, first) {
			continue
		}
		for _, part := range others {
			if !strings.Contains(row, part) {
				t.Errorf("%q does not have %q", row, part)
			}
		}
		return
	}
	t.Errorf("no row begins with %q in %q", first, rows)
}

func TestUserAdd_TakenAddressOrUnknownBot_IsRefused(t *testing.T) {
	folder := shop(t)
	add := []string{"user", "add", "--data", folder, "--email", "mira@example.com", "--name", "Mira"}
	must(t, secretWords, add...)
	if got := deskbell(t, secretWords, add...); got.code != exitFailed || !strings.Contains(got.stderr, "Mira already uses this address") {
		t.Errorf("the address twice: exit %d, %s", got.code, got.stderr)
	}
	add[5] = "other@example.com"
	if got := deskbell(t, secretWords, append(add, "--bots", "nowhere")...); got.code != exitUsage {
		t.Errorf("an unknown bot: exit %d, %s", got.code, got.stderr)
	}
	if got := deskbell(t, "short\n", add...); got.code != exitUsage || strings.Contains(got.stderr, "short\n") {
		t.Errorf("a short password: exit %d, %s", got.code, got.stderr)
	}
}

func TestUserDisable_OnlyOwner_IsRefused(t *testing.T) {
	folder := shop(t)
	must(t, secretWords, "user", "add", "--data", folder, "--email", "mira@example.com", "--name", "Mira", "--role", "owner")
	got := deskbell(t, "", "user", "disable", "--data", folder, "--email", "mira@example.com")
	if got.code != exitFailed || !strings.Contains(got.stderr, "only owner") {
		t.Errorf("exit %d, %s", got.code, got.stderr)
	}
}

func TestUserPassword_NewOne_SignsInAndEndsWhatWasSignedIn(t *testing.T) {
	folder := shop(t)
	must(t, secretWords, "user", "add", "--data", folder, "--email", "mira@example.com", "--name", "Mira")
	must(t, "another horse entirely", "user", "password", "--data", folder, "mira@example.com")

	ctx := context.Background()
	store, err := db.Open(ctx, db.Options{Path: filepath.Join(folder, db.FileName)})
	if err != nil {
		t.Fatal(err)
	}
	defer store.Close()
	mira, err := store.AgentByEmail(ctx, "mira@example.com")
	if err != nil {
		t.Fatal(err)
	}
	if mira.AuthRev == 0 {
		t.Error("what was signed in before stays signed in")
	}
	if ok, err := web.CheckPassword(ctx, "another horse entirely", mira.Password); !ok || err != nil {
		t.Errorf("the new password is not the one that counts: %v", err)
	}
}

func TestBot_ExportThenImport_GivesTheSame(t *testing.T) {
	folder := shop(t)
	first := must(t, "", "bot", "export", "--data", folder, "demo")
	other := filepath.Join(t.TempDir(), "other")
	if key := must(t, first, "bot", "import", "--data", other, "-"); key != "demo\n" {
		t.Errorf("import prints %q", key)
	}
	if second := must(t, "", "bot", "export", "--data", other, "demo"); second != first {
		t.Errorf("what was imported is exported as\n%s\nnot\n%s", second, first)
	}
	if list := must(t, "", "bot", "list", "--data", other); !strings.Contains(list, "Northwind Cycles") {
		t.Errorf("bot list says %q", list)
	}
}

func TestBotImport_BrokenFlow_ChangesNothing(t *testing.T) {
	folder := shop(t)
	before := must(t, "", "bot", "export", "--data", folder, "demo")
	broken := strings.Replace(before, `"start": "reach"`, `"start": "nowhere"`, 1)
	got := deskbell(t, broken, "bot", "import", "--data", folder, "-")
	if got.code != exitFailed || !strings.Contains(got.stderr, "nowhere") {
		t.Errorf("exit %d, %s", got.code, got.stderr)
	}
	if after := must(t, "", "bot", "export", "--data", folder, "demo"); after != before {
		t.Error("the bot was changed")
	}
}

func TestFlowCheck_BotAndFlow_SayWhatIsWrong(t *testing.T) {
	if out := must(t, "", "flow", "check", filepath.Join("demo", "bot.json")); out != "No problems.\n" {
		t.Errorf("the sample bot: %s", out)
	}
	lonely := `{"schema":1,"id":"x","name":"X","start":"a","blocks":{"a":{"kind":"text","settings":{"text":""},"out":{"next":{"flow":"y"}}}}}`
	got := deskbell(t, lonely, "flow", "check", "-")
	if got.code != exitFailed || got.out != "error: flow x, block a: The message has no text.\n" {
		t.Errorf("a text without words: exit %d, %q", got.code, got.out)
	}
}

func TestFlowPlay_AnswersAsLines_GiveATranscript(t *testing.T) {
	out := must(t, "An order\nNW-20417\n1\n", "flow", "play", "--json", filepath.Join("demo", "bot.json"))
	var said []trial.Line
	for text := range strings.Lines(out) {
		var one trial.Line
		if err := json.Unmarshal([]byte(text), &one); err != nil {
			t.Fatalf("%q: %v", text, err)
		}
		said = append(said, one)
	}
	if len(said) < 6 || said[0].Block != "hello" || len(said[1].Choices) != 4 || said[2].By != "visitor" {
		t.Fatalf("the transcript is %+v", said)
	}
	if last := said[len(said)-1]; last.Text != "The answers end here." {
		t.Errorf("the end is %+v", last)
	}
}

func TestFlowPlay_ForAPerson_RingsAndGoesOn(t *testing.T) {
	bot := filepath.Join("demo", "bot.json")
	if out := must(t, "4\n/answered\n2\n", "flow", "play", bot); !strings.Contains(out, "A person is asked for") ||
		!strings.Contains(out, "The flow ends.") {
		t.Errorf("somebody was there: %s", out)
	}
	if out := must(t, "4\nnobody\nHello\n", "flow", "play", bot); !strings.Contains(out, "The visitor leaves a message.") {
		t.Errorf("nobody was there: %s", out)
	}
}

func TestBackupAndRestore_OverCommands_BringEverythingBack(t *testing.T) {
	folder := shop(t)
	must(t, secretWords, "user", "add", "--data", folder, "--email", "mira@example.com", "--name", "Mira")
	file := filepath.Join(t.TempDir(), "backup.tar.gz")
	must(t, "", "backup", "--data", folder, file)

	restored := filepath.Join(t.TempDir(), "restored")
	must(t, "", "restore", "--data", restored, file)
	if list := must(t, "", "user", "list", "--data", restored); !strings.Contains(list, "mira@example.com") {
		t.Errorf("the team is %q", list)
	}
	if must(t, "", "bot", "export", "--data", restored, "demo") != must(t, "", "bot", "export", "--data", folder, "demo") {
		t.Error("the bot is another one")
	}
	got := deskbell(t, "", "restore", "--data", restored, file)
	if got.code != exitFailed || !strings.Contains(got.stderr, "not empty") {
		t.Errorf("into a folder with data: exit %d, %s", got.code, got.stderr)
	}
}

func TestDoctor_HealthyFolder_FindsNothing(t *testing.T) {
	out := must(t, "", "doctor", "--data", shop(t))
	for _, name := range []string{"folder", "space", "database", "clock"} {
		if !strings.Contains(out, "ok     "+name) {
			t.Errorf("%q does not say that the %s is well", out, name)
		}
	}
}

func TestDoctor_BrokenFolder_SaysWhatIsWrong(t *testing.T) {
	folder := shop(t)
	if err := os.Chmod(folder, 0o755); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(folder, db.FileName)
	if err := os.WriteFile(path, []byte(strings.Repeat("not a database ", 400)), 0o600); err != nil {
		t.Fatal(err)
	}
	got := deskbell(t, "", "doctor", "--data", folder)
	if got.code != exitFailed || !strings.Contains(got.out, "wrong  folder") || !strings.Contains(got.out, "wrong  database") {
		t.Errorf("exit %d, %s %s", got.code, got.out, got.stderr)
	}
	if !strings.Contains(got.stderr, "2 problems") {
		t.Errorf("it says %q", got.stderr)
	}
}

func TestAnnounceDemo_Table_NamesEverybodyAndTheirPassword(t *testing.T) {
	var out strings.Builder
	announceDemo(world{stdout: &out}, serveConfig{BaseURL: "http://127.0.0.1:8080"})
	for _, part := range []string{"http://127.0.0.1:8080/demo\n", "/demo/both", "/desk", "owner@demo.test", "agent1@demo.test",
		"agent2@demo.test", demo.Password} {
		if !strings.Contains(out.String(), part) {
			t.Errorf("the demo does not print %s: %s", part, out.String())
		}
	}
}
