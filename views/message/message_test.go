package message

import (
	"context"
	"strings"
	"testing"
	"time"

	"github.com/a-h/templ"

	"deskbell/models"
	"deskbell/models/flow"
	"deskbell/models/wording"
)

func drawn(t *testing.T, c templ.Component) string {
	t.Helper()
	var b strings.Builder
	if err := c.Render(context.Background(), &b); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func said(by models.AuthorKind, name, text string) models.Entry {
	return models.Entry{Conversation: "c1", Seq: 7, Kind: models.EntrySaid, ClientID: "client-0001",
		Author: models.Author{Kind: by, Name: name}, Text: text, At: time.Date(2026, 11, 21, 10, 47, 0, 0, time.UTC)}
}

// A1
func TestEntry_HostileTextAndName_StayWords(t *testing.T) {
	for _, hostile := range []string{
		`"><img src=//canary onerror=alert(1)>`, `<svg/onload=alert(1)>`, `{{7*7}}<script>x</script>`, `' autofocus onfocus=x '`,
	} {
		for _, by := range []models.AuthorKind{models.ByVisitor, models.ByBot, models.ByAgent} {
			e := said(by, hostile, hostile)
			e.ClientID = `"><b>`
			for _, html := range []string{drawn(t, Visitor(e, wording.Set{})), drawn(t, Team(e))} {
				for _, tag := range []string{"<img", "<svg/", "<script", "<b>", `="alert`} {
					if strings.Contains(html, tag) {
						t.Errorf("%s by %s became markup (%s):\n%s", hostile, by, tag, html)
					}
				}
			}
		}
	}
}

// A3
func TestEntry_HtmxAttributesInText_AreTextAndIgnored(t *testing.T) {
	html := drawn(t, Team(said(models.ByVisitor, "Ana", `<a hx-get="/x" data-hx-trigger="load" hx-on:click="x">go</a>`)))
	if strings.Contains(html, "<a ") {
		t.Errorf("an element of the visitor's stands in the page:\n%s", html)
	}
	bubble := html[strings.Index(html, `class="bubble`):]
	if !strings.Contains(bubble[:strings.Index(bubble, ">")], "hx-ignore") {
		t.Errorf("what people write is not under hx-ignore:\n%s", html)
	}
}

// A4
func TestEntry_LineBreaksAndEventFields_LeaveNoBareBreak(t *testing.T) {
	e := said(models.ByVisitor, "Ana\r\ndata: x\nid: 9\revent: gone", "one\rtwo\r\ndata: three\nid: 4\n\nevent: gone\x00\u2028five")
	for _, html := range []string{drawn(t, Visitor(e, wording.Set{})), drawn(t, Team(e))} {
		if strings.ContainsAny(html, "\r\x00\u2028") {
			t.Errorf("a carriage return or control character got through: %q", html)
		}
		for _, line := range strings.Split(html, "\n") {
			for _, field := range []string{"data:", "id:", "event:", "retry:"} {
				if strings.HasPrefix(line, field) {
					t.Errorf("a line begins like a field of an event stream: %q", line)
				}
			}
		}
	}
	if html := drawn(t, Text("one\rtwo\r\n\r\nthree")); html != `<p dir="auto">one<br>two</p><p dir="auto">three</p>` {
		t.Errorf("breaks are not kept: %s", html)
	}
}

func TestText_Links_OnlyHTTPAndAsTheyRead(t *testing.T) {
	link := func(address string) string {
		return `<a href="` + address + `" dir="ltr" target="_blank" rel="noopener noreferrer nofollow ugc">` + address + `</a>`
	}
	for text, want := range map[string]string{
		"see https://a.example/b?c=1&d=2.":    "see " + link("https://a.example/b?c=1&amp;d=2") + ".",
		"(http://a.example/x_(y))":            "(" + link("http://a.example/x_(y)") + ")",
		"javascript:alert(1)":                 "javascript:alert(1)",
		"data:text/html,x":                    "data:text/html,x",
		`https://a.example/"onclick="x`:       link("https://a.example/") + `&#34;onclick=&#34;x`,
		"https://a.example/\u202emoc.elbon":   link("https://a.example/") + "\u202emoc.elbon",
		"HTTPS://A.example and http://b.test": link("HTTPS://A.example") + " and " + link("http://b.test"),
	} {
		if got := drawn(t, Text(text)); got != `<p dir="auto">`+want+`</p>` {
			t.Errorf("%q\n got %s\nwant %s", text, got, want)
		}
	}
}

func TestEntry_EveryKind_CarriesItsPlaceForBothAudiences(t *testing.T) {
	kinds := []models.EntryKind{models.EntrySaid, models.EntryWaiting, models.EntryGaveUp, models.EntryJoined,
		models.EntryHandedBack, models.EntryReleased, models.EntryLeftWord, models.EntryClosed, models.EntryReopened}
	for _, kind := range kinds {
		e := said(models.ByAgent, "Mira Sand", "Hello")
		e.Kind = kind
		for audience, html := range map[string]string{"visitor": drawn(t, Visitor(e, wording.Set{})), "team": drawn(t, Team(e))} {
			for _, want := range []string{`<li `, `data-seq="7"`, `data-conversation="c1"`, `data-client="client-0001"`} {
				if !strings.Contains(html, want) {
					t.Errorf("%s for the %s has no %s:\n%s", kind, audience, want, html)
				}
			}
			if strings.Count(html, "<li") != 1 {
				t.Errorf("%s for the %s is not one element:\n%s", kind, audience, html)
			}
		}
	}
	e := said(models.ByAgent, "Mira Sand", "")
	e.Kind = models.EntryJoined
	if html := drawn(t, Visitor(e, wording.Set{})); !strings.Contains(html, "Mira</b> joined the chat") || strings.Contains(html, "Sand") {
		t.Errorf("the visitor is to read the first name: %s", html)
	}
}

func TestTeam_Choices_StayAsATrace(t *testing.T) {
	e := said(models.ByBot, "Shop bot", "What can we help with?")
	e.Body.Choices = []flow.Choice{{ID: "a", Label: "<An order>"}}
	if html := drawn(t, Team(e)); !strings.Contains(html, `class="choices trace"`) || !strings.Contains(html, "&lt;An order&gt;") {
		t.Errorf("no trace of what was offered: %s", html)
	}
	if html := drawn(t, Visitor(e, wording.Set{})); strings.Contains(html, "An order") {
		t.Errorf("the visitor's log repeats what the prompt offers: %s", html)
	}
}
