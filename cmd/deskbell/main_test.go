package main

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// outcome is what a command left behind.
type outcome struct {
	code        int
	out, stderr string
}

// deskbell runs a command with stdin.
func deskbell(t *testing.T, stdin string, args ...string) outcome {
	t.Helper()
	var out, errs bytes.Buffer
	w := world{ctx: context.Background(), stdin: strings.NewReader(stdin), stdout: &out, stderr: &errs, now: time.Now}
	return outcome{code: runIn(w, args), out: out.String(), stderr: errs.String()}
}

// must is deskbell for commands that have to succeed; it returns what they print.
func must(t *testing.T, stdin string, args ...string) string {
	t.Helper()
	got := deskbell(t, stdin, args...)
	if got.code != exitDone || got.stderr != "" {
		t.Fatalf("deskbell %s: exit %d, %s", strings.Join(args, " "), got.code, got.stderr)
	}
	return got.out
}

// Wrong input is one sentence and exit 2, a failure one sentence and exit 1.
func TestRun_WhatIsWrong_IsOneSentenceAndACode(t *testing.T) {
	empty := t.TempDir()
	file := filepath.Join(empty, "file")
	if err := os.WriteFile(file, []byte("{}"), 0o600); err != nil {
		t.Fatal(err)
	}
	for name, test := range map[string]struct {
		args []string
		code int
		says string
	}{
		"no command":           {nil, exitUsage, "expected"},
		"unknown command":      {[]string{"sreve"}, exitUsage, "sreve"},
		"unknown flag":         {[]string{"serve", "--adr", "x"}, exitUsage, "--adr"},
		"bad address":          {[]string{"serve", "--addr", "8080"}, exitUsage, "host:port"},
		"bad metrics address":  {[]string{"serve", "--metrics-addr", "9090"}, exitUsage, "--metrics-addr"},
		"bad base":             {[]string{"serve", "--base-url", "chat.example.com"}, exitUsage, "--base-url"},
		"base with a path":     {[]string{"serve", "--base-url", "https://example.com/chat"}, exitUsage, "without a path"},
		"bad network":          {[]string{"serve", "--trusted-proxies", "10.0.0.0/99"}, exitUsage, "10.0.0.0/99"},
		"bad outbound":         {[]string{"serve", "--allow-outbound", "lan"}, exitUsage, "--allow-outbound"},
		"bad mail server":      {[]string{"serve", "--smtp", "mail.example.com", "--mail-from", "a@b.test"}, exitUsage, "--smtp must be like"},
		"mails from nobody":    {[]string{"serve", "--smtp", "smtp://mail.example.com"}, exitUsage, "--mail-from"},
		"bad domain":           {[]string{"serve", "--tls-domain", "https://example.com"}, exitUsage, "plain names"},
		"bad log level":        {[]string{"serve", "--log-level", "loud"}, exitUsage, "loud"},
		"folder is a file":     {[]string{"serve", "--addr", "127.0.0.1:0", "--data", file}, exitFailed, "data folder"},
		"no email":             {[]string{"user", "add", "--name", "Mira"}, exitUsage, "--email"},
		"bad email":            {[]string{"user", "add", "--email", "mira", "--name", "Mira"}, exitUsage, "--email"},
		"bad role":             {[]string{"user", "add", "--email", "m@x.test", "--name", "M", "--role", "boss"}, exitUsage, "support_agent"},
		"too many chats":       {[]string{"user", "add", "--email", "m@x.test", "--name", "M", "--max-chats", "51"}, exitUsage, "1 to 50"},
		"no password":          {[]string{"user", "add", "--email", "m@x.test", "--name", "M"}, exitUsage, "standard input"},
		"nobody to disable":    {[]string{"user", "disable"}, exitUsage, "whose"},
		"no database":          {[]string{"user", "list", "--data", empty}, exitFailed, "no database"},
		"no backup to restore": {[]string{"restore", "--data", filepath.Join(empty, "new"), filepath.Join(empty, "gone")}, exitFailed, "gone"},
		"restore of no backup": {[]string{"restore", "--data", filepath.Join(empty, "new"), file}, exitFailed, "no backup"},
		"import of no bot":     {[]string{"bot", "import", "--data", empty, file}, exitFailed, "no bot"},
		"check of nothing":     {[]string{"flow", "check", filepath.Join(empty, "gone")}, exitFailed, "gone"},
		"play from stdin":      {[]string{"flow", "play", "-"}, exitUsage, "file"},
	} {
		t.Run(name, func(t *testing.T) {
			got := deskbell(t, "", test.args...)
			if got.code != test.code {
				t.Errorf("exit %d, want %d (%s)", got.code, test.code, got.stderr)
			}
			if strings.Count(got.stderr, "\n") != 1 || !strings.HasSuffix(got.stderr, ".\n") {
				t.Errorf("not one sentence: %q", got.stderr)
			}
			if !strings.Contains(got.stderr, test.says) {
				t.Errorf("%q does not say %q", got.stderr, test.says)
			}
		})
	}
}

func TestRun_Help_TeachesEveryCommand(t *testing.T) {
	for _, command := range []string{"serve", "demo", "user add", "user list", "user disable", "user password", "bot list",
		"bot export", "bot import", "articles import", "articles export", "flow check", "flow play", "backup", "restore", "doctor", "version"} {
		help := must(t, "", append(strings.Fields(command), "--help")...)
		if !strings.Contains(help, "deskbell "+command) {
			t.Errorf("%s --help says %q", command, help)
		}
	}
	if help := must(t, "", "--help"); !strings.Contains(help, "deskbell demo") {
		t.Errorf("--help says %q", help)
	}
}

func TestVersion_Always_NamesGoAndSQLite(t *testing.T) {
	out := must(t, "", "version")
	for _, part := range []string{"deskbell ", "commit ", "go1.", "sqlite "} {
		if !strings.Contains(out, part) {
			t.Errorf("%q does not name %s", out, part)
		}
	}
}

func TestServeFlags_Environment_IsRead(t *testing.T) {
	t.Setenv("DESKBELL_ADDR", "nonsense")
	got := deskbell(t, "", "serve")
	if got.code != exitUsage || !strings.Contains(got.stderr, `"nonsense"`) {
		t.Errorf("exit %d, %s", got.code, got.stderr)
	}
}
