package answer

import (
	"slices"
	"strings"
	"testing"
)

// plural is a stemmer of a very simple language.
func plural(_, word string) string { return strings.TrimSuffix(word, "s") }

func TestIndex_NamesOfTheSame_HaveOneWordForAll(t *testing.T) {
	l := NewLexicon(plural)
	for _, text := range []string{"Refunds", "we give your **money back**", "[reimbursement](https://shop.example/refund-not)"} {
		if words := strings.Fields(l.Index("en-GB", text)); !slices.Contains(words, mark+"refund") {
			t.Errorf("%q: %q", text, words)
		}
	}
	if words := l.Index("en", "the back of my hand"); words != "back hand" {
		t.Errorf("%q", words)
	}
	if words := l.Index("fr", "L'école à l’île 🦊 2 x"); words != "ecole ile 2" {
		t.Errorf("%q", words)
	}
	if words := l.Index("ja", "送料は無料"); words != "送料 料は は無 無料" {
		t.Errorf("%q", words)
	}
}

func TestVocabulary_Mistyped_FindsWhatWasMeant(t *testing.T) {
	v := NewVocabulary(10, map[string]int{"deliveri": 3, "password": 2, "invoic": 5, "cat": 9, "place": 4, "tyre": 2, mark + "x": 1})
	for typed, want := range map[string]string{"delivri": "deliveri", "pasword": "password", "passwrod": "password", "invioc": "invoic", "invoc": "invoic",
		"plane": "", "plsce": "place", "plece": "place", "palce": "place", "plac": "place", "tire": "tyre", "typre": "tyre", "tvre": "",
		"cta": "", "bicycle": "", "xassword": "password", "": "", "deliveri": "deliveri", "1234": "", strings.Repeat("x", 5000): ""} {
		if got := v.near(typed); got != want {
			t.Errorf("%q means %q, want %q", typed, got, want)
		}
	}
}

func TestQuestion_Language_IsThatOfItsSmallWords(t *testing.T) {
	l := NewLexicon(plural)
	for text, want := range map[string]string{"where is my parcel": "en", "wo ist mein Paket": "de", "paypal": "fr", "où est le colis": "fr", "": "fr"} {
		if q := l.Question(text, "fr", []string{"en", "de-AT"}); len(q.languages) != 1 || q.languages[0] != want {
			t.Errorf("%q is in %v", text, q.languages)
		}
	}
}

func TestWeigh_WordsTogetherAndInParts_AreFound(t *testing.T) {
	l := NewLexicon(plural)
	v := NewVocabulary(10, map[string]int{"giftcard": 1, "tracking": 1, "number": 2, "filter": 1})
	for text, want := range map[string]string{"gift card": "giftcard", "trackingnumber": "number tracking", "can i flter it": "filter", "waht numbers": "number"} {
		q := l.Question(text, "en", []string{"en"})
		l.Weigh(q, v)
		words := q.Words(v, 1000)
		slices.Sort(words)
		if got := strings.Join(words, " "); got != want {
			t.Errorf("%q looks for %q, want %q", text, got, want)
		}
	}
}

func TestRank_WhatSaysMoreOfTheQuestion_ComesFirst(t *testing.T) {
	l := NewLexicon(plural)
	v := NewVocabulary(20, map[string]int{"grinder": 5, "stuck": 1, "burr": 3})
	q := l.Question("the grinder is stuck", "en", []string{"en"})
	l.Weigh(q, v)
	ranked := q.Rank([]Candidate{{Article: "a", Language: "en", Title: "grinder", Words: "burr"}, {Article: "b", Language: "en", Title: "burr", Words: "grinder stuck"},
		{Article: "c", Language: "de", Title: "burr", Words: "grinder stuck"}})
	if ranked[0].Candidate != 1 || !ranked[0].Fits || ranked[2].Candidate != 2 && ranked[2].Fits || ranked[0].Score > 1 {
		t.Errorf("%+v", ranked)
	}
	if none := l.Question("is it the", "en", nil); none.Rank([]Candidate{{}}) != nil {
		t.Error("nothing is asked")
	}
}
