package models

import (
	"strings"
	"testing"
	"time"
)

func TestSlugOf_Titles_BecomeAddresses(t *testing.T) {
	for title, want := range map[string]string{
		"Which frame size fits me?": "which-frame-size-fits-me", "Größe & Gewicht – Übersicht": "groesse-gewicht-uebersicht",
		"L’été à l'école": "lete-a-lecole", "配送について": "配送について", "  --- ": "article", "🙂": "article", "Do\u0301is": "dois", "10 % off": "10-off", "Måke, Fjørd": "make-fjord",
	} {
		if got := SlugOf(title); got != want {
			t.Errorf("%q becomes %q, want %q", title, got, want)
		}
	}
	for _, long := range []string{strings.Repeat("word ", 40), strings.Repeat("x", 300), strings.Repeat("配", 150)} {
		if got := SlugOf(long); len([]rune(got)) > LongestSlug-slugRoom || !slugPattern.MatchString(got) {
			t.Errorf("%q", got)
		}
	}
}

// A59
func TestCleanArticle_BadInput_IsRefusedWithTheField(t *testing.T) {
	good := Article{Title: "Returns", Language: "EN_gb", Body: "Words\r\n\x00", Slug: " Returns "}
	got, err := CleanArticle(good)
	if err != nil || got.Language != "en-GB" || got.Body != "Words" || got.Slug != "returns" {
		t.Fatalf("%+v, %v", got, err)
	}
	for name, change := range map[string]func(*Article){
		"title":    func(a *Article) { a.Title = "\u200b" },
		"title ":   func(a *Article) { a.Title = "two\nlines" },
		"slug":     func(a *Article) { a.Slug = "a/b" },
		"slug ":    func(a *Article) { a.Slug = strings.Repeat("x", LongestSlug+1) },
		"slug  ":   func(a *Article) { a.Slug = "-" },
		"language": func(a *Article) { a.Language = "english please" },
		"category": func(a *Article) { a.Category = strings.Repeat("x", LongestCategory+1) },
		"body":     func(a *Article) { a.Body, a.Published = " \n", true },
		"body ":    func(a *Article) { a.Body = strings.Repeat("ä", MostArticle+1) },
		"body  ":   func(a *Article) { a.Body = "\xff" },
	} {
		a := good
		change(&a)
		_, err := CleanArticle(a)
		known, ok := err.(*Error)
		if !ok || known.Code != CodeInvalid || known.Field != strings.TrimSpace(name) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// A59
func TestCleanMarkdown_WhatNobodyWrites_IsRefusedAtOnce(t *testing.T) {
	began := time.Now()
	for name, text := range map[string]string{
		"quotes": strings.Repeat(">", 90_000), "spaced quotes": strings.Repeat("> ", 45_000), "lists": strings.Repeat("- ", 400) + "a", "numbers": strings.Repeat("1. ", 400) + "a",
		"a word": strings.Repeat("[a](", 20_000), "emphasis": strings.Repeat("**a_b ", 15_000), "brackets": strings.Repeat("[a ", 30_000),
		"a table": strings.Repeat("a|", 50) + "\n" + strings.Repeat("-|", 50) + "\n" + strings.Repeat("x\n", 40_000), "headings": strings.Repeat("# a\n\n", 20_001/1),
	} {
		if _, err := CleanMarkdown("body", text); CodeOf(err) != CodeInvalid {
			t.Errorf("%s: %v", name, err)
		}
	}
	if took := time.Since(began); took > 30*time.Second {
		t.Errorf("it took %v", took)
	}
	for _, text := range []string{strings.Repeat("配送", 40_000), strings.Repeat("- **item** with [a link](https://example.com)\n", 500),
		strings.Repeat("| a | b | c |\n", 1000), strings.Repeat("> > - 1. deep\n", 100), strings.Repeat("----------", 100), "```\n" + strings.Repeat("a[i]\n", 2000) + "```"} {
		if _, err := CleanMarkdown("body", text); err != nil {
			t.Errorf("%.20q: %v", text, err)
		}
	}
}

func TestBestLanguage_Header_ChoosesAmongWhatThereIs(t *testing.T) {
	have := []string{"de", "en-GB", "pt-BR"}
	for header, want := range map[string]string{
		"de": "de", "de-CH, en;q=0.5": "de", "fr, en;q=0.8, de;q=0.9": "de", "en-US": "en-GB", "pt": "pt-BR", "fr": "", "": "", "*": "",
		"de;q=0, en": "en-GB", "de;q=x, pt;q=0.1": "pt-BR", strings.Repeat("xx,", 1000) + "de": "", "EN-gb": "en-GB",
	} {
		if got := BestLanguage(header, have); got != want {
			t.Errorf("%.30q: %q, want %q", header, got, want)
		}
	}
	for tag, want := range map[string]string{"de": "Deutsch", "de-CH": "Deutsch (CH)", "tlh": "tlh"} {
		if got := LanguageName(tag); got != want {
			t.Errorf("%s is %s", tag, got)
		}
	}
}
