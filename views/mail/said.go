package mail

import (
	"context"
	"html"
	"regexp"
	"strings"

	"github.com/a-h/templ"

	"deskbell/models"
	"deskbell/models/wording"
	"deskbell/views/message"
)

// speak takes over what was said. To a visitor the others speak, to everybody else the visitor does.
func (l *letter) speak() {
	toVisitor := l.Purpose.ToVisitor() && l.Link != ""
	for _, each := range l.Lines {
		s := said{who: l.speaker(each, toVisitor), when: l.hour(each.At), mine: toVisitor == (each.By == models.ByVisitor), quoted: !each.By.Person()}
		s.html, s.text = l.spoken(each)
		for _, f := range each.Files {
			s.files = append(s.files, link{l.words(wording.MailAttached, "file", name(f.Name)+" ("+l.size(f.Size)+")"), l.file()})
		}
		l.said = append(l.said, s)
	}
	if l.More {
		l.before = l.words(wording.MailEarlier)
	}
}

// speaker is how somebody is called. A guest is never taken for one of the team.
func (l *letter) speaker(each models.MailLine, toVisitor bool) string {
	called := name(each.Who)
	switch {
	case each.By == models.ByVisitor && toVisitor:
		return l.words(wording.You)
	case each.By == models.ByGuest && called == "":
		return l.words(wording.Guest)
	case each.By == models.ByGuest:
		return called + " (" + l.words(wording.Guest) + ")"
	case each.By == models.ByAgent && called != "":
		return name((&models.Agent{Name: each.Who}).FirstName())
	case called != "":
		return called
	case each.By == models.ByVisitor && l.Who != "":
		return name(l.Who)
	case each.By == models.ByVisitor:
		return l.words(wording.MailVisitor)
	case each.By == models.ByBot:
		return l.words(wording.Bot)
	}
	return l.bot()
}

// spoken draws a message as the chat does. Its links can be followed where somebody of the team wrote them, and not
// in a mail that calls him: a bot says what visitors call themselves, and the mail that it stands in is ours.
func (l *letter) spoken(each models.MailLine) (safe, text string) {
	drawn := message.Rich
	if each.By == models.ByVisitor {
		drawn = message.Text
	}
	if len(each.Sources) > 0 {
		each.Text += "\n\n" + l.words(wording.AISources) + ": " + strings.Join(each.Sources, "; ")
	}
	safe = rendered(drawn(each.Text))
	if !each.By.Person() || l.Purpose == models.MailJoin {
		safe = anchor.ReplaceAllString(safe, "")
	}
	safe = strings.ReplaceAll(safe, `<a href="/`, `<a href="`+html.EscapeString(l.at.Base)+"/")
	return dressed(safe), plainly(safe)
}

func rendered(c templ.Component) string {
	var b strings.Builder
	_ = c.Render(context.Background(), &b) // a Builder takes everything
	return b.String()
}

// What message.Rich and message.Text write. All that people wrote is escaped in it, so that an element is theirs.
var (
	anchor  = regexp.MustCompile(`</?a(?: [^>]*)?>`)
	element = regexp.MustCompile(`<(/?)([a-z]+)([^>]*)>`)
	attr    = regexp.MustCompile(`(href|start)="([^"]*)"`)
)

// dressed gives the elements of a message what a style sheet would, which mails have none of.
func dressed(safe string) string {
	first := true
	return element.ReplaceAllStringFunc(safe, func(tag string) string {
		parts := element.FindStringSubmatch(tag)
		if parts[1] != "" {
			return tag
		}
		style := ""
		switch parts[2] {
		case "p":
			style = "margin:" + top(&first) + ";"
		case "ul", "ol":
			style = "margin:" + top(&first) + ";padding:0 24px;"
		case "pre":
			style = "margin:" + top(&first) + ";white-space:pre-wrap;" + code
		case "code":
			style = code
		case "a":
			return `<a href="` + attribute(parts[3], "href") + `"` + direction(parts[3]) + ` style="color:#24201b;text-decoration:underline;">`
		default:
			return tag
		}
		if start := attribute(parts[3], "start"); start != "" {
			parts[2] += ` start="` + start + `"`
		}
		return "<" + parts[2] + direction(parts[3]) + ` style="` + style + `">`
	})
}

const code = "font-family:ui-monospace,Menlo,Consolas,monospace;font-size:14px;"

// top is the space above a block: none above the first.
func top(first *bool) string {
	if *first {
		*first = false
		return "0"
	}
	return "12px 0 0"
}

// attribute is what one of an element is, as it is written there.
func attribute(all, called string) string {
	for _, found := range attr.FindAllStringSubmatch(all, -1) {
		if found[1] == called {
			return found[2]
		}
	}
	return ""
}

func direction(all string) string {
	for _, dir := range []string{` dir="auto"`, ` dir="ltr"`} {
		if strings.Contains(all, dir) {
			return dir
		}
	}
	return ""
}
