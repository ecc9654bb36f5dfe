package mail

import (
	"regexp"
	"strconv"
	"strings"

	"github.com/a-h/templ"

	"deskbell/models"
)

// Clients drop style sheets, so that everything is said where it counts. What is inherited is said once: Gmail cuts
// a mail off behind 102 KB. Names of fonts have no quotes: they would have to be escaped.
const (
	face  = "font-family:-apple-system,BlinkMacSystemFont,Segoe UI,Roboto,Helvetica Neue,Arial,sans-serif;"
	wraps = "word-break:break-word;overflow-wrap:anywhere;" // a long word makes no page wider than the phone
	words = "color:#24201b;"
	soft  = "color:#5d574f;"
	size2 = "font-size:13px;line-height:20px;"
	size4 = "font-size:15px;line-height:23px;"
	size5 = "font-size:16px;line-height:24px;"
	size6 = "font-size:21px;line-height:28px;"
)

// Outlook on Windows inherits no face, and knows no widest width: a table of its own keeps the lines short there.
const (
	outlookFace   = `<!--[if mso]><style>td, p, h1, a, li { font-family: Segoe UI, Arial, sans-serif; }</style><![endif]-->`
	outlookOpens  = `<!--[if mso]><table role="presentation" width="560" cellpadding="0" cellspacing="0" border="0"><tr><td><![endif]-->`
	outlookCloses = `<!--[if mso]></td></tr></table><![endif]-->`
)

func css(parts ...string) templ.SafeCSS { return templ.SafeCSS(strings.Join(parts, "")) }

// button are the colours of the button: what lies on it can be read in both (models.Look.Check).
type button struct{ fill, on string }

var colour = regexp.MustCompile(`^#[0-9A-Fa-f]{6}$`)

// colours are the bot's; without a look those of Deskbell, where brass is for people who are wanted.
func (l *letter) colours() button {
	if l.Look != nil && colour.MatchString(l.Look.Fill) && colour.MatchString(l.Look.On) {
		return button{l.Look.Fill, l.Look.On}
	}
	if l.Purpose == models.MailJoin {
		return button{"#e9b95c", "#24201b"}
	}
	return button{"#24201b", "#ffffff"}
}

// class says what a dark client may do to the button: turn ink round, put an edge around what is as dark as its
// ground, leave the rest.
func (b button) class() string {
	rgb, _ := strconv.ParseUint(b.fill[1:], 16, 32) // colour has looked
	red, green, blue := rgb>>16, rgb>>8&255, rgb&255
	switch {
	case b.fill == "#24201b":
		return "ink"
	case 299*red+587*green+114*blue < 110_000:
		return "dim"
	}
	return ""
}

// below is the room above a file: none where nothing stands before it.
func below(first bool) string {
	if first {
		return "margin:0;"
	}
	return "margin:10px 0 0;"
}
