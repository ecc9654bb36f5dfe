package models

import (
	"fmt"
	"strings"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"
)

func shown(pieces []Piece) string {
	var out strings.Builder
	for _, p := range pieces {
		if p.Hit {
			out.WriteString("[" + p.Text + "]")
		} else {
			out.WriteString(p.Text)
		}
	}
	return out.String()
}

func TestSnippet_MarksWhatWasLookedFor(t *testing.T) {
	long := strings.Repeat("word ", 60)
	for _, row := range []struct{ query, text, want string }{
		{"rad", "Das Rad schleift.", "Das [Rad] schleift."},
		{"schl", "Das Rad schleift.", "Das Rad [schleift]."},
		{"schl das", "Das Rad schleift, das Schloss auch.", "[Das] Rad schleift, [das] Schloss auch."},
		{`"das rad"`, "Das Rad, das rad", "[Das Rad], [das rad]"},
		{"olof", "Ólöf og O\u0301lo\u0308f", "[Ólöf] og [O\u0301lo\u0308f]"},
		{"bjorn", "Bjørn", "[Bjørn]"},
		{"a@b.example", "Write to a@b.example.", "Write to [a@b.example]."},
		{"本語", "日本語テスト", "日[本語]テスト"},
		{"<b>", "a <b> b", "a <[b]> [b]"},
		{"nothing", "Das Rad", "Das Rad"},
		{"needle", long + "needle" + " " + long, "…word word word word word word word word [needle] " + strings.TrimSpace(strings.Repeat("word ", 26)) + "…"},
	} {
		if got := shown(SoughtIn(row.query).Snippet(row.text)); got != row.want {
			t.Errorf("%q in %.30q: %q, want %q", row.query, row.text, got, row.want)
		}
	}
}

func TestSoughtIn_Queries_AreReadAsPhrases(t *testing.T) {
	for query, want := range map[string]string{
		"":                        "[]",
		"  !? ":                   "[]",
		"Shipping to Norway":      "[{[shipping] false} {[to] false} {[norway] true}]",
		"x":                       "[{[x] false}]",
		`"two words" more`:        "[{[two words] false} {[more] true}]",
		`more “two words”`:        "[{[more] false} {[two words] false}]",
		`"open`:                   "[{[open] true}]",
		"what's up":               "[{[what s] false} {[up] true}]",
		strings.Repeat("aa ", 50): "[" + strings.TrimSpace(strings.Repeat("{[aa] false} ", 15)) + " {[aa] true}]",
	} {
		if got := fmt.Sprint([]Phrase(SoughtIn(query))); got != want {
			t.Errorf("%q: %s, want %s", query, got, want)
		}
	}
}

// Whatever the text and whatever is looked for: pieces put together are a part of the text, in letters that are whole.
func TestSnippet_AnyText_IsAPartOfIt(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		text := rapid.StringOfN(rapid.RuneFrom([]rune("ab öÖé̈日本ก็ <>&\"\n.,😀")), 0, 300, -1).Draw(r, "text")
		query := rapid.StringOfN(rapid.RuneFrom([]rune("abö日ก \"")), 0, 20, -1).Draw(r, "query")
		pieces := SoughtIn(query).Snippet(text)
		all := ""
		for _, p := range pieces {
			all += p.Text
		}
		if !utf8.ValidString(all) || !strings.Contains(text, strings.TrimSuffix(strings.TrimPrefix(all, "…"), "…")) {
			r.Fatalf("%q is no part of %q", all, text)
		}
		if len(all) > snippetAll+10 {
			r.Fatalf("%d bytes", len(all))
		}
	})
}

func TestSearchWords_WhatTheTeamMayNotRead_IsNotAmongThem(t *testing.T) {
	for _, e := range []Entry{
		{Kind: EntrySaid, Text: "secret", Body: Body{Sensitive: true}},
		{Kind: EntrySaid, Text: "secret", Body: Body{Masked: "a ••••"}},
		{Kind: EntrySaid, Text: "secret", Body: Body{Revised: RevisedDeleted}},
		{Kind: EntryFault, Text: "secret"}, {Kind: EntryWaiting, Text: "secret"}, {Kind: EntryMissed, Text: "secret"},
	} {
		if strings.Contains(e.SearchWords(), "secret") {
			t.Errorf("%+v is found by %q", e, e.SearchWords())
		}
	}
}
