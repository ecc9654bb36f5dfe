package flow

import (
	"encoding/json"
	"reflect"
	"strings"
	"testing"

	"deskbell/models/wording"
)

// shown is what a block shows, with its variables.
func shown(t *testing.T, kind, settings string, vars map[string]string) Effect {
	t.Helper()
	return begin(t, `{"a":{"kind":"`+kind+`","settings":`+settings+`}}`, vars).effect(EffectSay)
}

func TestSay_Contents_AreFilled(t *testing.T) {
	vars := map[string]string{"name": "Ana/1 ö", "photo": "https://cdn.example.com/a b.png?x=1", "mail": "ana@example.org", "nl": "a\r\nb"}
	for _, tt := range []struct {
		kind, settings string
		want           Content
	}{
		{"image", `{"url":"/files/{{name}}.png","alt":"{{nl}}","link":"https://example.com/?n={{name}}","text":"T"}`,
			Content{Kind: ContentImage, URL: "/files/Ana%2F1%20%C3%B6.png", Alt: "a  b", Link: "https://example.com/?n=Ana%2F1+%C3%B6"}},
		{"image", `{"url":"{{photo}}","link":"javascript:x"}`, Content{}},
		{"image", `{"url":"{{photo}}"}`, Content{Kind: ContentImage, URL: "https://cdn.example.com/a%20b.png?x=1"}},
		{"video", `{"url":"https://www.youtube.com/watch?v={{name}}"}`,
			Content{Kind: ContentVideo, URL: "https://www.youtube.com/watch?v=Ana%2F1+%C3%B6", Provider: "YouTube"}},
		{"video", `{"url":"https://vimeo.com/123"}`, Content{Kind: ContentVideo, URL: "https://vimeo.com/123", Provider: "Vimeo"}},
		{"video", `{"url":"https://notyoutube.com/a.mp4"}`, Content{Kind: ContentVideo, URL: "https://notyoutube.com/a.mp4"}},
		{"audio", `{"url":"/files/a.mp3","text":"Listen"}`, Content{Kind: ContentAudio, URL: "/files/a.mp3"}},
		{"file_message", `{"url":"https://example.com/x/Price%20list.pdf?a=1"}`,
			Content{Kind: ContentFile, URL: "https://example.com/x/Price%20list.pdf?a=1", Name: "Price list.pdf"}},
		{"file_message", `{"url":"https://example.com","name":"For {{mail}}"}`,
			Content{Kind: ContentFile, URL: "https://example.com", Name: "For ana@example.org"}},
		{"file_message", `{"url":"https://example.com"}`, Content{Kind: ContentFile, URL: "https://example.com", Name: "File"}},
		{"link", `{"url":"mailto:{{mail}}?subject={{name}}","label":"Write"}`,
			Content{Kind: ContentLink, URL: "mailto:ana@example.org?subject=Ana%2F1+%C3%B6", Name: "Write", NewTab: true}},
		{"link", `{"url":"tel:+41441234567","new_tab":false}`, Content{Kind: ContentLink, URL: "tel:+41441234567", Name: "Open"}},
		{"article", `{"slug":"prices"}`, Content{Kind: ContentArticle, Article: "prices"}},
		{"animation", `{"name":"snow"}`, Content{Kind: ContentAnimation, Animation: "snow"}},
	} {
		s, _, err := openAs(tt.kind, json.RawMessage(tt.settings))
		if err != nil {
			t.Fatal(err)
		}
		if found := s.check(); len(found) > 0 {
			if tt.want.Kind != "" {
				t.Errorf("%s %s: %v", tt.kind, tt.settings, found)
			}
			continue
		}
		if got := shown(t, tt.kind, tt.settings, vars).Content; got == nil || !reflect.DeepEqual(*got, tt.want) {
			t.Errorf("%s %s shows %+v", tt.kind, tt.settings, got)
		}
	}
}

// A10
func TestSay_AddressesOfOthers_AreNotShown(t *testing.T) {
	for _, word := range []string{
		"javascript:alert(1)", "JaVaScRiPt:alert(1)", "data:text/html,x", "//evil.example/x", `/\evil.example`, "/logout", "ftp://evil.example/",
		"https://user:pass@evil.example/", "vbscript:x", "java\nscript:x", "https:evil.example", "https://", "{{other}}", "", "mailto:a@b.example",
	} {
		vars := map[string]string{"u": word, "other": "https://other.example/"}
		if got, err := fillLink("{{u}}", vars, webAndMore()); err == nil {
			t.Errorf("%q became %q", word, got)
		}
		for _, template := range []string{"/{{u}}", "/x/{{u}}", "/x?y={{u}}", "https://example.com/{{u}}", "mailto:{{u}}"} {
			got, err := fillLink(template, vars, webAndMore())
			if err == nil && (!strings.HasPrefix(got, strings.Split(template, "{")[0]) || strings.HasPrefix(got, "//") || strings.ContainsAny(got, "\n\\")) {
				t.Errorf("%q in %q became %q", word, template, got)
			}
		}
	}
	if got, err := fillLink("/{{none}}/evil.example", nil, webOnly()); err == nil {
		t.Errorf("another server: %q", got)
	}
	for _, template := range []string{"//evil.example", "javascript:x", "data:image/png;base64,x", "evil", "https://{{host}}/", "{{a}}{{b}}", "mailto:"} {
		if found := linkFlaws("url", template, webAndMore()); len(found) != 1 {
			t.Errorf("%q: %v", template, found)
		}
	}
	if found := linkFlaws("url", "tel:1", webOnly()); len(found) != 1 {
		t.Errorf("a picture by phone: %v", found)
	}
	k := begin(t, `{"a":{"kind":"image","settings":{"url":"{{u}}","text":"Look"},"out":{"next":{"block":"b"}}},
		"b":{"kind":"question","settings":{"text":"B"}}}`, map[string]string{"u": "javascript:x"}).wantSaid("Look", "B")
	for _, e := range k.effects {
		if e.Content != nil {
			t.Errorf("shown %+v", e.Content)
		}
	}
}

func TestCards_Chosen_AreOfferedFilled(t *testing.T) {
	k := begin(t, `{"a":{"kind":"cards","settings":{"text":"Which?","choose":true,"var":"bike","cards":[
			{"id":"x","title":"{{name}}'s","text":"T","image":"/a.png","alt":"A","link":"https://example.com/","label":"Take it"},
			{"id":"y","title":"Y","image":"{{bad}}"}]},"out":{"next":{"block":"b"}}},
		"b":{"kind":"question","settings":{"text":"{{bike}}"}}}`, map[string]string{"name": "Ana", "bad": "data:x"}).wantSaid("Which?")
	e := k.effect(EffectSay)
	want := []Card{
		{ID: "x", Title: "Ana's", Text: "T", Image: "/a.png", Alt: "A", Link: "https://example.com/", Label: "Take it"},
		{ID: "y", Title: "Y", Label: "Choose"},
	}
	choices := []Choice{{ID: "x", Label: "Ana's"}, {ID: "y", Label: "Y"}}
	if e.Content == nil || !reflect.DeepEqual(e.Content.Cards, want) || !reflect.DeepEqual(e.Choices, choices) || e.Token != k.token() {
		t.Errorf("shown %+v %+v", e.Content, e.Choices)
	}
	if p := k.prompt(); p.Kind != PromptChoices || !reflect.DeepEqual(p.Choices, choices) {
		t.Errorf("prompt %+v", p)
	}
	k.typed("neither").wantSaid(sentence(wording.AskChoice)).wantAt("a", WaitReply)
	k.press("forged").wantSaid(sentence(wording.AskChoice))
	k.typed("ANA's").wantSaid("Ana's")
	k.send(EventBack).wantSaid("Which?")
}

func TestSay_SettingsThatCannotBeShown_AreTold(t *testing.T) {
	for _, tt := range []struct{ kind, settings, field string }{
		{"image", `{}`, "url"}, {"image", `{"url":"/a","link":"x"}`, "link"}, {"video", `{"url":"x"}`, "url"}, {"audio", `{}`, "url"},
		{"file_message", `{}`, "url"}, {"link", `{"url":""}`, "url"}, {"article", `{}`, "slug"}, {"article", `{"slug":"a/b"}`, "slug"},
		{"animation", `{"name":"rain"}`, "name"}, {"cards", `{}`, "cards"}, {"cards", `{"cards":[{"id":"x","title":""}]}`, "cards.0.title"},
		{"cards", `{"cards":[{"id":"x","title":"X"},{"id":"x","title":"Y"}]}`, "cards.1.id"},
		{"cards", `{"cards":[{"id":"a b","title":"X"}]}`, "cards.0.id"},
		{"cards", `{"cards":[{"id":"x","title":"X","image":"data:x"}]}`, "cards.0.image"},
		{"text", `{"text":" "}`, "text"}, {"image", `{"url":"/a","text":"` + strings.Repeat("x", maxAnswer+1) + `"}`, "text"},
	} {
		wantFlaw(t, tt.kind, tt.settings, tt.field)
	}
}

func wantFlaw(t *testing.T, kind, settings, field string) {
	t.Helper()
	s, _, err := openAs(kind, json.RawMessage(settings))
	if err != nil {
		t.Fatal(err)
	}
	if found := flawsOf(s); len(found) != 1 || found[0].field != field {
		t.Errorf("%s %s: %v, want one of %q", kind, settings, found, field)
	}
}
