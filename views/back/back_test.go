package back

import (
	"bytes"
	"reflect"
	"strings"
	"testing"

	"deskbell/models/wording"
)

func TestWords_EveryLanguageThatABotSpeaks_HasThemAll(t *testing.T) {
	for _, tag := range wording.Languages() {
		say := wordsIn(tag)
		if say.tag != tag {
			t.Errorf("there are no words in %s", tag)
		}
		for v, i := reflect.ValueOf(say), 0; i < v.NumField(); i++ {
			if v.Field(i).String() == "" {
				t.Errorf("%s: %s is missing", tag, v.Type().Field(i).Name)
			}
		}
		if !strings.Contains(say.stopOf, "{bot}") {
			t.Errorf("%s: the bot has no place in %q", tag, say.stopOf)
		}
	}
	if wordsIn("xx").tag != "en" {
		t.Error("an unknown language is not English")
	}
}

func TestPage_BotWithMarkupInItsName_IsPlainText(t *testing.T) {
	var out bytes.Buffer
	p := Opening{Bot: `<img src=x onerror="x">`, Key: `"><script>`, Path: "/c/token", Language: "de"}
	for _, page := range []func() error{
		func() error { return Page(p).Render(t.Context(), &out) },
		func() error { return Stop(p).Render(t.Context(), &out) },
		func() error { p.Stopped = true; return Stop(p).Render(t.Context(), &out) },
	} {
		if err := page(); err != nil {
			t.Fatal(err)
		}
	}
	if text := out.String(); strings.Contains(text, "<img") || strings.Contains(text, `"><script>`) || strings.Count(text, `lang="de"`) != 3 {
		t.Error(text)
	}
}
