package web_test

import (
	"regexp"
	"strings"
	"testing"
	"time"

	"deskbell/handlers/web"
	"deskbell/models"
)

const picture = "/files/abcdefghijklmnopqrstuvwxyz/a%20b.png"

func drawn(t *testing.T, markdown string) web.Drawn {
	t.Helper()
	got, err := web.NewProse().Draw(markdown)
	if err != nil {
		t.Fatal(err)
	}
	return got
}

// A1 A2 A3
func TestProse_HostileMarkdown_BecomesNothingThatActs(t *testing.T) {
	allowed := regexp.MustCompile(`^(https?:|mailto:|tel:|/|#|[a-z0-9%._-]+$)`)
	address := regexp.MustCompile(`(?:href|src)="([^"]*)"`)
	for _, text := range []string{
		`[x](javascript:alert(1))`, `[x](java&#115;cript:alert(1))`, "[x](java\tscript:alert(1))", `[x](JaVaScRiPt:alert(1))`, `[x](data:text/html,<script>alert(1)</script>)`,
		`[x](vbscript:msgbox)`, `![x](javascript:alert(1))`, `![x](data:image/svg+xml;base64,PHN2Zz4=)`, `<javascript:alert(1)>`, `[x]: javascript:alert(1)` + "\n\n[x]",
		`<script>alert(1)</script>`, `<img src=//canary onerror=alert(1)>`, `<svg/onload=alert(1)>`, `<a href="x" onclick="alert(1)">x</a>`, `<div hx-get="/logout" hx-trigger="load">x</div>`,
		`<p data-hx-get="/x" hx-on:click="alert(1)">x</p>`, `<iframe src="https://canary.example"></iframe>`, `![x](https://canary.example/p.png "t")`, `![x](//canary.example/p.png)`,
		`![](` + picture + `" onerror="alert(1))`, `![" onerror="alert(1)](` + picture + `)`, `[x](https://a.example "&quot; onclick=&quot;alert(1)")`, `# x {#main onclick=alert(1)}`,
		`# <img src=x onerror=alert(1)>`, "```html onclick=alert(1)\n<script>alert(1)</script>\n```", `<!-- <script>alert(1)</script> -->`, `{{7*7}}`, "<style>@import '//canary'</style>",
		`![x](/files/../logout)`, `![x](/files/abcdefghijklmnopqrstuvwxyz/a/../../../logout)`, `![x](/logout)`, `<form action="/logout" method="post"><button>x</button></form>`, "| <b onclick=x>a |\n|-|\n| <script> |",
	} {
		got := drawn(t, text).HTML
		for _, found := range address.FindAllStringSubmatch(got, -1) {
			if !allowed.MatchString(found[1]) {
				t.Errorf("%q leads to %q", text, found[1])
			}
		}
		lower := strings.ToLower(got)
		for _, tag := range regexp.MustCompile(`<[^>]*>`).FindAllString(regexp.MustCompile(`"[^"]*"`).ReplaceAllString(lower, `""`), -1) {
			if regexp.MustCompile(`^</?(script|svg|iframe|style|form|button|b|div hx)|\son|hx-|style=|srcset`).MatchString(tag) {
				t.Errorf("%q becomes %s", text, got)
			}
		}
		if regexp.MustCompile(`<img[^>]*src="(?:https?:|//|/logout|/files/\.)`).MatchString(lower) {
			t.Errorf("%q loads something: %s", text, got)
		}
	}
}

// M-28
func TestProse_WhatAnArticleConsistsOf_IsDrawn(t *testing.T) {
	for text, want := range map[string]string{
		"# One\n\n### Two *x*":                  `<h2 id="s-one">One</h2>` + "\n" + `<h4 id="s-two-x">Two <em>x</em></h4>`,
		"## Same\n\n## Same":                    `<h2 id="s-same-2">`,
		"|a|b|\n|-|-|\n|1|2|":                   `<div class="wide" role="group" aria-label="Table" tabindex="0"><table>`,
		"3. three\n4. four":                     `<ol start="3">`,
		"~~gone~~":                              `<del>gone</del>`,
		"```js\na < b\n```":                     `<pre tabindex="0"><code>a &lt; b`,
		"[out](https://example.com/a)":          `<a href="https://example.com/a" rel="nofollow noopener noreferrer">out</a>`,
		"see https://example.com.":              `<a href="https://example.com" rel="nofollow noopener noreferrer">https://example.com</a>.`,
		"[in](/help/returns) [x](#s-one)":       `<a href="/help/returns">in</a> <a href="#s-one">x</a>`,
		"[post](mailto:a@example.com)":          `<a href="mailto:a@example.com"`,
		"![A *b*](" + picture + "#640x480)":     `<img src="` + picture + `" alt="A b" width="640" height="480" loading="lazy"`,
		"![A photo](https://example.com/p.png)": `<a href="https://example.com/p.png" rel="nofollow noopener noreferrer">A photo</a>`,
		"`<table>`":                             `<code>&lt;table&gt;</code>`,
	} {
		if got := drawn(t, text).HTML; !strings.Contains(got, want) {
			t.Errorf("%q becomes\n%s\nwithout\n%s", text, got, want)
		}
	}
	got := drawn(t, "## A `b` & c\n\n## \n\ntext").Headings
	if len(got) != 1 || got[0] != (web.Heading{Level: 2, ID: "s-a-b-c", Text: "A b & c"}) {
		t.Errorf("%+v", got)
	}
}

// A59
func TestProse_TheWorstThatMayBeKept_IsDrawnInTime(t *testing.T) {
	for name, text := range map[string]string{
		"links": strings.Repeat("[a](\n", 1_900), "words": strings.Repeat(strings.Repeat("**a_b", 300)+"\n\n", 20), "images": strings.Repeat("![a ", 2_900), "emphasis": strings.Repeat("_a **b ", 1_900),
		"lists": strings.Repeat(strings.Repeat("- ", 20)+"a\n\n", 2_000), "headings": strings.Repeat("# a\n\n", 19_000), "addresses": strings.Repeat("a@b.cc ", 5_900), "one item after the other": strings.Repeat("*\n", 5_900),
		"definitions": strings.Repeat("[a]: b\n", 2_900), "quotes": strings.Repeat(strings.Repeat("> ", 20)+"a\n", 290), "paragraphs": strings.Repeat("a\n", 45_000), "table": strings.Repeat("a|", 20) + "\n" + strings.Repeat("-|", 20) + "\n" + strings.Repeat("x\n", 900),
	} {
		clean, err := models.CleanMarkdown("body", text)
		if err != nil {
			t.Errorf("%s is refused: %v", name, err)
			continue
		}
		began := time.Now()
		drawn(t, clean)
		if took := time.Since(began); took > 30*time.Second { // a busy machine is slow, too
			t.Errorf("%s takes %v", name, took)
		} else {
			t.Log(name, took)
		}
	}
}
