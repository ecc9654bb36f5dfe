package message

import (
	"html"
	"regexp"
	"strings"
	"testing"

	"deskbell/models"
	"deskbell/models/flow"
	"deskbell/models/wording"
)

func showing(c flow.Content) models.Entry {
	e := said(models.ByBot, "Shop bot", "")
	e.Body.Content = &c
	return e
}

const picturePath = "/files/aaaaaaaaaaaaaaaaaaaaaaaaaa/a.png"

// M-16
func TestContent_EveryKind_IsShownToTheVisitor(t *testing.T) {
	for name, c := range map[string]struct {
		content flow.Content
		want    []string
	}{
		"a picture": {flow.Content{Kind: flow.ContentImage, URL: picturePath + "#640x480", Alt: "A bike"},
			[]string{`src="/files/`, `alt="A bike"`, `width="320"`, `height="240"`, `target="_blank"`, `rel="noopener noreferrer"`}},
		"a picture of another host": {flow.Content{Kind: flow.ContentImage, URL: "https://cdn.example/a.png"}, []string{`src="https://cdn.example/a.png"`, `alt="Picture"`}},
		"a picture that leads away": {flow.Content{Kind: flow.ContentImage, URL: picturePath, Link: "https://shop.example/"}, []string{`href="https://shop.example/"`}},
		"a picture without TLS":     {flow.Content{Kind: flow.ContentImage, URL: "http://cdn.example/a.png"}, []string{`href="http://cdn.example/a.png"`, "cdn.example</small>"}},
		"a video":                   {flow.Content{Kind: flow.ContentVideo, URL: "https://cdn.example/a.mp4"}, []string{"<video ", ` controls`, `preload="metadata"`}},
		"a page of a player":        {flow.Content{Kind: flow.ContentVideo, URL: "https://youtu.be/x", Provider: "YouTube"}, []string{`href="https://youtu.be/x"`, "Opens YouTube"}},
		"a page with a video":       {flow.Content{Kind: flow.ContentVideo, URL: "https://a.example/watch"}, []string{`href="https://a.example/watch"`, "a.example</small>"}},
		"a recording":               {flow.Content{Kind: flow.ContentAudio, URL: "/files/aaaaaaaaaaaaaaaaaaaaaaaaaa/a.mp3"}, []string{"<audio ", ` controls`}},
		"a file":                    {flow.Content{Kind: flow.ContentFile, URL: "/files/aaaaaaaaaaaaaaaaaaaaaaaaaa/a.pdf", Name: "Prices.pdf", Size: 1_400_000}, []string{`download="Prices.pdf"`, "PDF, 1.4 MB"}},
		"a file of another host":    {flow.Content{Kind: flow.ContentFile, URL: "https://cdn.example/a.pdf", Name: "Prices"}, []string{`href="https://cdn.example/a.pdf"`, "cdn.example"}},
		"a link":                    {flow.Content{Kind: flow.ContentLink, URL: "https://a.example/", Name: "Our shop", NewTab: true}, []string{`target="_blank"`, "noopener", "Our shop"}},
		"a link in place":           {flow.Content{Kind: flow.ContentLink, URL: "mailto:a@b.example", Name: "Write"}, []string{`target="_top"`, `href="mailto:a@b.example"`}},
		"an article":                {flow.Content{Kind: flow.ContentArticle, Article: "flat tyre", Name: "A flat tyre", Summary: "With a spare tube."}, []string{`href="/help/flat%20tyre"`, "A flat tyre", "With a spare tube."}},
		"an animation":              {flow.Content{Kind: flow.ContentAnimation, Animation: "thumbs_up"}, []string{`data-animation="thumbs_up"`, "Thumbs up", `data-script="/static/animations.`, `data-at="`}},
		"cards": {flow.Content{Kind: flow.ContentCards, Cards: []flow.Card{{ID: "a", Title: "One", Text: "**First**", Image: picturePath, Alt: "A bike", Link: "https://a.example/", Label: "See"}, {ID: "b", Title: "Two"}}},
			[]string{`tabindex="0"`, `aria-label="2 cards"`, "One", "<strong>First</strong>", `alt="A bike"`, "See", "Two"}},
	} {
		got := drawn(t, Visitor(showing(c.content), wording.Set{}))
		for _, want := range c.want {
			if !strings.Contains(got, want) {
				t.Errorf("%s has no %s:\n%s", name, want, got)
			}
		}
		if strings.Contains(got, `class="bubble`) || strings.Count(got, "<li") < 1 || strings.Contains(got, "style=") {
			t.Errorf("%s:\n%s", name, got)
		}
	}
}

// asked is every address that a browser asks for by itself when it draws this.
func asked(drawn string) []string {
	var all []string
	for _, found := range regexp.MustCompile(`\s(?:src|srcset|poster|background|data|style)="([^"]*)"`).FindAllStringSubmatch(drawn, -1) {
		all = append(all, html.UnescapeString(found[1]))
	}
	return all
}

// A1 A53: whoever has put the address there, the team's browsers ask nobody.
func TestTeam_AnyContent_AsksNoOtherHost(t *testing.T) {
	for _, address := range []string{"https://canary.example/a.png", "http://canary.example/a.mp4", "//canary.example/a.png", `/\canary.example/a.png`, "/\t/canary.example/a.png",
		"https:canary.example/a.png", "\\\\canary.example\\a.png", "javascript:alert(1)", "data:text/html,x", "https://canary.example/a.mp3"} {
		for _, kind := range []flow.ContentKind{flow.ContentImage, flow.ContentVideo, flow.ContentAudio, flow.ContentFile, flow.ContentLink, flow.ContentCards, flow.ContentArticle, flow.ContentAnimation, flow.ContentAnswer} {
			e := showing(flow.Content{Kind: kind, URL: address, Link: address, Article: address, Name: "x", Animation: address,
				Cards: []flow.Card{{Title: "x", Image: address, Link: address}}})
			for _, got := range asked(drawn(t, Team(e))) {
				if !strings.HasPrefix(got, "/files/") {
					t.Errorf("%s as %s: %q is asked for", address, kind, got)
				}
			}
			for _, got := range asked(drawn(t, Visitor(e, wording.Set{}))) {
				if !strings.HasPrefix(got, "https://canary.example/a.") {
					t.Errorf("%s as %s: the visitor asks for %q", address, kind, got)
				}
			}
			for _, page := range []string{drawn(t, Team(e)), drawn(t, Visitor(e, wording.Set{}))} {
				if found := regexp.MustCompile(`(?i)(href|src)="(javascript|data|//|/\\|\s)`).FindString(page); found != "" {
					t.Errorf("%s as %s: %s\n%s", address, kind, found, page)
				}
			}
		}
	}
}

// A1 A3 A4
func TestContent_HostileWords_StayWords(t *testing.T) {
	bad := "\"><img src=//canary onerror=alert(1)>\r\nid: 9\x00"
	for _, kind := range []flow.ContentKind{flow.ContentImage, flow.ContentVideo, flow.ContentAudio, flow.ContentFile, flow.ContentLink, flow.ContentCards, flow.ContentArticle, flow.ContentAnimation, flow.ContentAnswer} {
		e := showing(flow.Content{Kind: kind, URL: "https://a.example/" + bad, Name: bad, Alt: bad, Summary: bad, Article: bad, Animation: bad, Provider: bad, Type: bad,
			Cards: []flow.Card{{ID: bad, Title: bad, Text: bad, Image: "https://a.example/x", Alt: bad, Link: "https://a.example/", Label: bad}}})
		e.Body.Files = []flow.File{{ID: bad, Name: bad, Type: "image/png"}, {ID: bad, Name: bad, Type: bad}}
		for _, got := range []string{drawn(t, Visitor(e, wording.Set{})), drawn(t, Team(e))} {
			if strings.Contains(got, "<img src=//canary") || strings.ContainsAny(got, "\r\x00") || strings.Contains(got, "\nid: 9") {
				t.Errorf("%s:\n%q", kind, got)
			}
		}
	}
}

// M-10
func TestFiles_OfAVisitor_AreSeenByBothSides(t *testing.T) {
	e := said(models.ByVisitor, "Hanna", "")
	e.Body.Files = []flow.File{{ID: "aaaaaaaaaaaaaaaaaaaaaaaaaa", Name: "wheel.jpg", Type: "image/jpeg", Size: 10, Width: 3000, Height: 4000},
		{ID: "bbbbbbbbbbbbbbbbbbbbbbbbbb", Name: "order 1.pdf", Type: "application/pdf", Size: 2_345_678}}
	e.Text = "wheel.jpg, order 1.pdf" // as it is kept where nothing was written
	visitor, team := drawn(t, Visitor(e, wording.Set{})), drawn(t, Team(e))
	for side, wants := range map[string][]string{
		visitor: {`data-file="aaaaaaaaaaaaaaaaaaaaaaaaaa"`, `data-file="bbbbbbbbbbbbbbbbbbbbbbbbbb"`, "order 1.pdf"}, // fetched by the script
		team:    {`src="/files/aaaaaaaaaaaaaaaaaaaaaaaaaa/wheel.jpg"`, `href="/files/bbbbbbbbbbbbbbbbbbbbbbbbbb/order%201.pdf"`, `download="order 1.pdf"`},
	} {
		for _, want := range append(wants, `alt="wheel.jpg"`, `width="255" height="340"`, "PDF, 2.3 MB") {
			if !strings.Contains(side, want) {
				t.Errorf("there is no %s:\n%s", want, side)
			}
		}
	}
	if strings.Contains(visitor, "/files/") {
		t.Errorf("the visitor's browser asks without saying who:\n%s", visitor)
	}
	for side, got := range map[string]string{"visitor": visitor, "team": team} {
		if strings.Contains(got, `class="bubble`) {
			t.Errorf("the %s has an empty bubble:\n%s", side, got)
		}
	}
}

// A18
func TestTeam_SensitiveAnswer_IsNotInThePage(t *testing.T) {
	e := said(models.ByVisitor, "Hanna", "4111 1111 1111 1111")
	e.Body = models.Body{Sensitive: true, Token: "t1", Chosen: "secret-choice", Files: []flow.File{{ID: "aaaaaaaaaaaaaaaaaaaaaaaaaa", Name: "passport.jpg", Type: "image/jpeg"}}}
	got := drawn(t, Team(e))
	if strings.Contains(got, "4111") || strings.Contains(got, "passport") || strings.Contains(got, "secret-choice") || !strings.Contains(got, "hidden: sensitive") || !strings.Contains(got, models.Mask) {
		t.Errorf("the team reads:\n%s", got)
	}
	if got := drawn(t, Visitor(e, wording.Set{})); !strings.Contains(got, "4111") || !strings.Contains(got, "passport.jpg") {
		t.Errorf("the visitor does not see what was sent:\n%s", got)
	}
}

func TestTeam_Animation_IsALineInTheLog(t *testing.T) {
	got := drawn(t, Team(showing(flow.Content{Kind: flow.ContentAnimation, Animation: "fireworks"})))
	if !strings.Contains(got, "played an animation: Fireworks") || strings.Contains(got, "data-animation") {
		t.Errorf("the team sees:\n%s", got)
	}
}
