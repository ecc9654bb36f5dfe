package ui

import (
	"context"
	"strings"
	"testing"
	"time"
)

func TestInitials_Names_GiveAtMostTwoLetters(t *testing.T) {
	for name, want := range map[string]string{
		"Mira Solberg": "MS", "hanna": "H", "Ana Maria de la Cruz": "AC", "": "?", "  ": "?", "éva ödön": "ÉÖ", "\u202eevil": "E", "<b>": "B", "+47 911": "49",
	} {
		if got := Initials(name); got != want {
			t.Errorf("%q: %q, want %q", name, got, want)
		}
	}
}

func TestLine_ControlCharacters_AreGone(t *testing.T) {
	if got := Line("a\r\nb\x00c\td\u2028e"); got != "a bc d e" {
		t.Errorf("%q", got)
	}
}

func TestTime_AnyZone_IsWrittenInUTC(t *testing.T) {
	at := time.Date(2026, 11, 21, 1, 30, 0, 0, time.FixedZone("x", 3*3600))
	var b strings.Builder
	if err := Time(at, "time").Render(context.Background(), &b); err != nil {
		t.Fatal(err)
	}
	if got := b.String(); got != `<time datetime="2026-11-20T22:30:00Z" data-format="time">22:30</time>` {
		t.Error(got)
	}
}

func TestSymbols_OnlyTheNamed_AreCarried(t *testing.T) {
	var b strings.Builder
	if err := Symbols("bell", "x", "no-such-icon").Render(context.Background(), &b); err != nil {
		t.Fatal(err)
	}
	if got := b.String(); strings.Count(got, "<symbol") != 2 || !strings.Contains(got, `id="i-bell"`) || !strings.Contains(got, `id="i-x"`) {
		t.Error(got)
	}
}
