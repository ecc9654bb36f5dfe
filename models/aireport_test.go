package models

import (
	"slices"
	"strings"
	"testing"
)

// M-33
func TestGroupAIQuestions_SameWords_AreOneAndTheMostAskedIsFirst(t *testing.T) {
	var all []AIQuestion
	for i, text := range []string{"?", "Where is it", "👍", "where  IS it?!", "Wo ist es?", "?", "Où est-il ?", "où est il", "Where is it."} {
		all = append(all, AIQuestion{ID: string(rune('a' + i)), Question: text, Bot: "b"})
	}
	all = append(all, AIQuestion{ID: "x", Question: "Where is it", Bot: "other"})
	var got []string
	for _, g := range GroupAIQuestions(all) {
		got = append(got, g.Question+" "+strings.Join(g.IDs, ""))
	}
	if want := []string{"Where is it bdi", "? af", "Où est-il ? gh", "👍 c", "Wo ist es? e", "Where is it x"}; !slices.Equal(got, want) {
		t.Errorf("%q", got)
	}
}

func TestAISettings_StartedWith_CountUntilAServiceIsSaved(t *testing.T) {
	started := AISettings{URL: "https://a.example", Key: "k", HasKey: true, Model: "m"}
	if got := (AISettings{Tokens: 5, Beside: true}).Or(started); got.URL != started.URL || got.Key != "k" || got.Model != "m" || got.Tokens != 5 || !got.Beside {
		t.Errorf("%+v", got)
	}
	if got := (AISettings{URL: "https://b.example", Model: "n"}).Or(started); got.URL != "https://b.example" || got.Key != "" || got.Model != "n" {
		t.Errorf("%+v", got)
	}
}
