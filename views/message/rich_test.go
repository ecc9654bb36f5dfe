package message

import (
	"strings"
	"testing"
)

func rich(t *testing.T, text string) string {
	t.Helper()
	var b strings.Builder
	if err := Rich(text).Render(t.Context(), &b); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestRich_Marks_BecomeElements(t *testing.T) {
	for text, want := range map[string]string{
		"plain":                      `<p dir="auto">plain</p>`,
		"**bold** and *italic*":      `<p dir="auto"><strong>bold</strong> and <em>italic</em></p>`,
		"_so_ too":                   `<p dir="auto"><em>so</em> too</p>`,
		"snake_case_name 2*3*4":      `<p dir="auto">snake_case_name 2*3*4</p>`,
		"a * b * c":                  `<p dir="auto">a * b * c</p>`,
		"**bold *both* words**":      `<p dir="auto"><strong>bold <em>both</em> words</strong></p>`,
		"*one **two** one*":          `<p dir="auto"><em>one <strong>two</strong> one</em></p>`,
		"`**code**`":                 `<p dir="auto"><code>**code**</code></p>`,
		"**open":                     `<p dir="auto">**open</p>`,
		"[Help](/help/x)":            `<p dir="auto"><a href="/help/x" target="_blank" rel="noopener noreferrer nofollow ugc">Help</a></p>`,
		"[x](javascript:alert)":      `<p dir="auto">[x](javascript:alert)</p>`,
		"[x](//evil.test)":           `<p dir="auto">[x](//evil.test)</p>`,
		"- one\n- two":               `<ul dir="auto"><li>one</li><li>two</li></ul>`,
		"Steps:\n3. c\n4. d\nthen":   `<p dir="auto">Steps:</p><ol start="3" dir="auto"><li>c</li><li>d</li></ol><p dir="auto">then</p>`,
		"<b>**x**</b>":               `<p dir="auto">&lt;b&gt;<strong>x</strong>&lt;/b&gt;</p>`,
		"https://a.test/x_y_z *now*": `<p dir="auto"><a href="https://a.test/x_y_z" dir="ltr" target="_blank" rel="noopener noreferrer nofollow ugc">https://a.test/x_y_z</a> <em>now</em></p>`,
	} {
		if got := rich(t, text); got != want {
			t.Errorf("%q is\n%s, want\n%s", text, got, want)
		}
	}
}

// A4
func TestRich_HostileMarks_StayText(t *testing.T) {
	for _, text := range []string{strings.Repeat("*", 10_000), strings.Repeat("**a ", 3_000), strings.Repeat("_a*", 3_000),
		strings.Repeat("[", 10_000), strings.Repeat("`", 9_999), "[<img src=x>](https://a.test)", strings.Repeat("**_", 500) + "x" + strings.Repeat("_**", 500)} {
		got := rich(t, text)
		if strings.Contains(got, "<img") {
			t.Errorf("%.40q let HTML through", text)
		}
		if len(got) > 40*len(text)+200 {
			t.Errorf("%.40q grew to %d bytes", text, len(got))
		}
	}
}
