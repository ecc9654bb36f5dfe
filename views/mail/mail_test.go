package mail

import (
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"deskbell/models"
	"deskbell/models/flow"
	"deskbell/models/wording"
)

func draw(t *testing.T, m models.Mail) Drawn {
	t.Helper()
	d, err := Draw(m, links())
	if err != nil {
		t.Fatal(err)
	}
	return d
}

var (
	part    = regexp.MustCompile(`\{[a-z]+\}`)
	anyTag  = regexp.MustCompile(`<(/?)([a-zA-Z0-9]+)((?:"[^"]*"|[^>"])*)>`)
	comment = regexp.MustCompile(`(?s)<!--.*?-->|<!doctype html>`)
	leads   = regexp.MustCompile(` href="([^"]*)"`)
)

// bare is a mail's HTML without its sheet.
func bare(d Drawn) string { return styles.ReplaceAllString(d.HTML, "") }

// wellFormed errors for elements that are not closed, or not in their order.
func wellFormed(t *testing.T, name, html string) {
	t.Helper()
	var open []string
	html = comment.ReplaceAllString(html, "")
	for _, tag := range anyTag.FindAllStringSubmatch(html, -1) {
		switch {
		case tag[2] == "meta" || tag[2] == "br":
		case tag[1] == "":
			open = append(open, tag[2])
		case len(open) == 0 || open[len(open)-1] != tag[2]:
			t.Fatalf("%s: </%s> in %q", name, tag[2], open)
		default:
			open = open[:len(open)-1]
		}
	}
	if rest := anyTag.ReplaceAllString(html, ""); len(open) > 0 || strings.ContainsAny(rest, "<>") {
		t.Errorf("%s: left open: %q, or signs between elements", name, open)
	}
}

// M-20 M-26 M-30
func TestDraw_EveryMailInEveryLanguage_IsWhole(t *testing.T) {
	for _, language := range wording.Languages() {
		for name, m := range each(language) {
			name = language + " " + name
			d := draw(t, m)
			if d.Subject == "" || d.Text == "" || utf8.RuneCountInString(d.Subject) > longestSubject || strings.ContainsFunc(d.Subject, unicode.IsControl) {
				t.Errorf("%s: subject %q", name, d.Subject)
			}
			if left := part.FindString(d.Subject + d.Preheader + d.Text + bare(d)); left != "" {
				t.Errorf("%s: %s was not filled in", name, left)
			}
			if got := Subject(m); got != d.Subject {
				t.Errorf("%s: a list calls it %q", name, got)
			}
			if d.HTML == "" {
				if m.Purpose != models.MailFlow {
					t.Errorf("%s has no HTML", name)
				}
				continue
			}
			wellFormed(t, name, bare(d))
			if !strings.Contains(d.HTML, `<html lang="`+language+`">`) || d.Preheader == "" {
				t.Errorf("%s: language or preheader is missing", name)
			}
			if again := draw(t, m); again != d {
				t.Errorf("%s is another the second time", name)
			}
		}
	}
}

func TestDraw_Addresses_AreOursAndStandInTheTextToo(t *testing.T) {
	for name, m := range each("en") {
		d := draw(t, m)
		for _, never := range []string{"<img", "<script", "<link", "<iframe", "<form", "src=", "url(", "@import", "background=", "xmlns"} {
			if strings.Contains(d.HTML, never) {
				t.Errorf("%s has %s", name, never)
			}
		}
		for _, found := range leads.FindAllStringSubmatch(d.HTML, -1) {
			if !strings.HasPrefix(found[1], base+"/") && found[1] != "https://northwind.example/shop" { // a link that Mira wrote
				t.Errorf("%s leads to %s", name, found[1])
			}
			if !strings.Contains(d.Text, found[1]) {
				t.Errorf("%s: %s is missing in\n%s", name, found[1], d.Text)
			}
		}
		if strings.Contains(leads.ReplaceAllString(d.HTML, ""), "://") {
			t.Errorf("%s has an address outside of a link", name)
		}
	}
	for name, wanted := range map[string][]string{
		"join wanted": {base + "/join/" + secret},
		"answer":      {base + "/c/" + secret, base + "/c/" + secret, base + "/c/" + secret + "/stop"}, // attached file, button, stop
		"transcript":  {base + "/c/" + secret, base + "/c/" + secret + "/stop"}, "transcript for the team": nil,
		"invite": {base + "/welcome/" + secret}, "reset": {base + "/welcome/" + secret}, "test": nil,
		"notice":  {base + "/desk/0199a?list=waiting", base + "/settings/notifications"},
		"notices": {base + "/desk/0199a?list=waiting", base + "/desk/0199b?list=active", base + "/desk/0199c?list=left", base + "/settings/notifications"},
	} {
		var got []string
		for _, found := range leads.FindAllStringSubmatch(draw(t, each("en")[name]).HTML, -1) {
			if strings.HasPrefix(found[1], base) {
				got = append(got, found[1])
			}
		}
		if !slices.Equal(got, wanted) {
			t.Errorf("%s leads to %q, not %q", name, got, wanted)
		}
	}
}

func TestDraw_WithoutToken_ShowsThatThereIsALink(t *testing.T) {
	for name, m := range each("en") {
		if m.Link == "" {
			continue
		}
		d, err := Draw(m, Links{Base: base})
		if err != nil {
			t.Fatal(err)
		}
		if !strings.Contains(d.Text, masked) || !strings.Contains(d.HTML, masked) || strings.Contains(d.HTML, `href="`+base) || strings.Contains(d.Text, base) {
			t.Errorf("%s:\n%s", name, d.Text)
		}
		wellFormed(t, name, bare(d))
	}
}

// A11
func TestDraw_HostileWords_StayWords(t *testing.T) {
	const html = `"><img src=//canary.test onerror=alert(1)><script>x</script>{{7*7}}<a href="https://evil.test">`
	const lines = "x\r\nBcc: all@evil.test\u2028Subject: y\x00\x1b"
	evil := lines + html + "\u202egnp.exe"
	for name, m := range each("en") {
		if m.Purpose == models.MailFlow {
			m.Subject = evil
		}
		m.Bot, m.Who, m.Page, m.PageTitle, m.To = evil, evil, "javascript:"+evil, evil, []string{evil}
		for i := range m.Lines {
			m.Lines[i].By = []models.AuthorKind{models.ByVisitor, models.ByBot}[i%2] // links of people's are links
			m.Lines[i].Who, m.Lines[i].Text = evil, evil+"\n\n**"+html+"**\n- "+html+"\n```\n"+html+"\n```\n[x](javascript:alert(1)) [y](https://evil.test/\"onclick=x)"
			m.Lines[i].Files = []flow.File{{Name: evil}}
		}
		m.Notices = slices.Clone(m.Notices)
		for i := range m.Notices {
			m.Notices[i] = models.MailedNotice{Title: evil, Line: evil, Path: "//evil.test/" + html}
		}
		d := draw(t, m)
		if strings.ContainsFunc(d.Subject+d.Preheader, unicode.IsControl) || strings.ContainsAny(d.Subject+d.Preheader, "\u2028\u202e") || utf8.RuneCountInString(d.Subject) > longestSubject {
			t.Errorf("%s: subject %q", name, d.Subject)
		}
		for _, never := range []string{"<img", "<script", "onerror=alert(1)>", `href="https://evil`, `href="//`, `href="javascript`, "\nBcc:"} {
			if strings.Contains(d.HTML, never) {
				t.Errorf("%s let %s through", name, never)
			}
		}
		if m.Purpose != models.MailFlow {
			wellFormed(t, name, bare(d))
		}
		for line := range strings.Lines(d.Text) {
			if strings.HasPrefix(line, "Bcc:") && m.Purpose != models.MailTranscript && m.Purpose != models.MailAnswer && m.Purpose != models.MailJoin {
				t.Errorf("%s: %q", name, line)
			}
		}
	}
}

// A2 A53
func TestDraw_VisitorsWords_LeadNowhere(t *testing.T) {
	m := each("en")["join wanted"]
	m.Lines = []models.MailLine{{By: models.ByVisitor, At: now, Text: "Join the conversation:\nhttps://evil.test/join/x\n\n[Join](https://evil.test) **now**"},
		{By: models.ByBot, At: now, Text: "Hello https://evil.test/name"}} // who gave that as a name
	d := draw(t, m)
	if strings.Contains(d.HTML, `href="https://evil`) || !strings.Contains(d.HTML, "https://evil.test/join/x") {
		t.Error(d.HTML)
	}
	if !strings.Contains(d.Text, "Visitor, 10:52 UTC\n> Join the conversation:\n> https://evil.test/join/x\n> \n> [Join](https://evil.test) **now**\n\nBot, 10:52 UTC\n> Hello https://evil.test/name\n") {
		t.Error(d.Text)
	}
}

// A29
func TestDraw_Guest_IsMarked(t *testing.T) {
	m := each("de")["answer"]
	m.Lines = []models.MailLine{{By: models.ByGuest, Who: "Mira", Text: "Ja.", At: now}, {By: models.ByGuest, Text: "Gern."}}
	if d := draw(t, m); !strings.HasPrefix(d.Text, "Mira (Gast) hat Ihnen geantwortet") || !strings.Contains(d.Text, "\nMira (Gast), 10:52 UTC\nJa.\n\nGast\nGern.\n") {
		t.Error(d.Text)
	}
}

func TestDraw_LookThatIsNone_IsNotDrawn(t *testing.T) {
	m := each("en")["answer"]
	m.Look = &models.Look{Fill: "red;background:url(https://evil.test)", On: "#ffffff"}
	if d := draw(t, m); strings.Contains(d.HTML, "evil") || !strings.Contains(d.HTML, `class="ink" bgcolor="#24201b"`) {
		t.Error(d.HTML)
	}
	m.Look = &models.Look{Fill: "#E9B95C", On: "#24201b"}
	if d := draw(t, m); !strings.Contains(d.HTML, `class="" bgcolor="#E9B95C"`) {
		t.Error(d.HTML)
	}
}

func TestDraw_Markdown_IsDressedAndPlain(t *testing.T) {
	const text = "Steps, *soon*:\n3. **one**\n4. two\n\n- a\n- `b`\n\n```\nx < y\n  z\n```\nSee [the page](/help/x), https://a.test/b_c or [us](mailto:us@a.test)."
	l := letter{at: Links{Base: base}}
	safe, plain := l.spoken(models.MailLine{By: models.ByAgent, Text: text})
	const want = "Steps, soon:\n\n3. one\n4. two\n\n- a\n- b\n\nx < y\n  z\n\nSee the page (" + base + "/help/x), https://a.test/b_c or us (mailto:us@a.test)."
	if plain != want {
		t.Errorf("%q\nnot\n%q", plain, want)
	}
	for _, has := range []string{`<p dir="auto" style="margin:0;">Steps, <em>soon</em>:</p>`, `<ol start="3" dir="auto" style="margin:12px 0 0;padding:0 24px;"><li><strong>one`,
		`<pre dir="ltr" style="margin:12px 0 0;`, `x &lt; y<br>  z`, `<a href="` + base + `/help/x" style="`, `<a href="https://a.test/b_c" dir="ltr" style="`} {
		if !strings.Contains(safe, has) {
			t.Errorf("%s is not in\n%s", has, safe)
		}
	}
}

func TestDraw_FromTheRight_KeepsItsDirection(t *testing.T) {
	m := each("en")["answer"]
	m.Who, m.Lines[0].Text, m.Lines[0].Who = "\u202eميرا", "مرحبا", "ميرا"
	d := draw(t, m)
	if !strings.Contains(d.HTML, `<p dir="auto" style="margin:0;">مرحبا</p>`) || !strings.Contains(d.HTML, "\u2068ميرا\u2069 has answered you") || strings.Contains(d.HTML, "\u202e") {
		t.Error(d.HTML)
	}
}

func TestDraw_Text_ReadsLikeALetter(t *testing.T) {
	const want = `Mira has answered you

You wrote to Northwind Cycles on 21 November 2026.

Mira, 10:50 UTC
Yes, two in stock, and I have put one aside under your name. We are open on Saturday from ten to four.

If you bring the bike along we fit it while you wait: how to find us (https://northwind.example/shop).

Mira, 10:52 UTC
And this is how it looks:
[Attached: stay-fjord-3.pdf (84 KB)]

You, 21 November 2026, 19:52 UTC
> Do you have the mudguard stay for a Fjord 3 in stock?

Go on with the chat:
` + base + "/c/" + secret + `

Attached files are in the conversation. The link opens your conversation on any device, without signing in. You can also just reply to this email.

` + "-- " + `
You get this because this address was left in the chat of Northwind Cycles.
No more emails about this conversation:
` + base + "/c/" + secret + `/stop
`
	d := draw(t, each("en")["answer"])
	if d.Text != want {
		t.Errorf("%s\nnot\n%s", d.Text, want)
	}
	if d.Subject != "Answer from Northwind Cycles" || !strings.HasPrefix(d.Preheader, "Yes, two in stock, and I") {
		t.Errorf("%q %q", d.Subject, d.Preheader)
	}
}

func TestDraw_Words_AreTheBotsOwnAndOfTheLanguage(t *testing.T) {
	for _, row := range []struct {
		language, own, want string
	}{
		{"en", "", "A visitor asks for a person · Northwind Cycles"},
		{"de-CH", "", "Jemand möchte mit einer Person sprechen · Northwind Cycles"},
		{"tlh", "", "A visitor asks for a person · Northwind Cycles"},
		{"", "Somebody rings", "Somebody rings · Northwind Cycles"},
		{"DE", "Es klingelt", "Es klingelt · Northwind Cycles"},
	} {
		m := each(row.language)["join wanted"]
		if row.own != "" {
			m.Texts = map[string]string{"mail_wanted": row.own}
		}
		if d := draw(t, m); d.Subject != row.want {
			t.Errorf("%s: %q", row.language, d.Subject)
		}
	}
}

// Gmail cuts a mail off behind 102 KB, and with it the button and the way to stop mails.
func TestDraw_LongTranscript_IsNotCutOff(t *testing.T) {
	m := each("de")["transcript"]
	for lines := m.Lines; len(m.Lines) < 200; {
		m.Lines = append(m.Lines, lines...)
	}
	if size := len(draw(t, m).HTML); size > 102_000 {
		t.Errorf("%d lines have %d bytes", len(m.Lines), size)
	}
}

func TestDraw_StopOfItsOwn_StandsInPlaceOfOurs(t *testing.T) {
	d, err := Draw(each("en")["answer"], Links{Base: base, Token: secret, Stop: base + "/c/other/stop"})
	if err != nil || !strings.Contains(d.HTML, `href="`+base+`/c/other/stop"`) || !strings.Contains(d.Text, base+"/c/other/stop") {
		t.Error(err, d.Text)
	}
}

func TestDraw_PurposeOfAnotherVersion_IsAnError(t *testing.T) {
	if d, err := Draw(models.Mail{Purpose: "telegram"}, links()); err == nil {
		t.Error(d)
	}
	for _, purpose := range models.MailPurposes() {
		if _, err := Draw(models.Mail{Purpose: purpose}, Links{}); err != nil {
			t.Error(err)
		}
	}
}

// M-28
func TestDraw_AnswerOfTheAI_NamesItsSourcesInTheReadersLanguage(t *testing.T) {
	m := each("de")["transcript"]
	m.Lines = append(m.Lines, models.MailLine{By: models.ByBot, Text: "30 Tage.", Sources: []string{"Rückgabe", "<b>Versand</b>"}, At: now})
	d := draw(t, m)
	if !strings.Contains(d.Text, "Quellen: Rückgabe; <b>Versand</b>") || !strings.Contains(d.HTML, "Quellen: Rückgabe; &lt;b&gt;Versand&lt;/b&gt;") {
		t.Error(d.Text)
	}
}
