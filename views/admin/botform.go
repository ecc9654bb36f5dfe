package admin

import (
	"strconv"
	"strings"
	"time"

	"github.com/a-h/templ"

	"deskbell/models"
)

// BotHead is what stands around each page of a bot.
type BotHead struct {
	Me    *models.Agent
	Bot   *models.Bot
	Here  string // the section that is marked
	Done  string // a sentence about what was just done; "" for nothing
	Icons []string
}

// The pages of a bot that are forms, by the last part of their address.
const (
	BotGeneral = "general"
	BotLook    = "look"
	BotSites   = "sites"
	BotRouting = "routing"
	BotHours   = "hours"
	BotEmail   = "email"
)

// BotSettingsPage is one section of a bot's settings.
type BotSettingsPage struct {
	BotHead
	Flows []models.FlowHead // that it can begin with
	Base  string            // what public addresses begin with
	Form  BotForm
	Now   time.Time
	Mute  bool // no mail server is set, of the section about emails
}

// BotForm is a bot's settings as they were typed; a section has some of them.
type BotForm struct {
	Section               string
	Name, Title, Subtitle string
	Sites                 string // a line each
	Start                 string // the whole id of the flow
	Idle                  string // hours
	MostFile              string // MB
	Own                   bool   // own colours
	Look                  models.Look
	Mode                  models.RoutingMode
	Accept, Priority      string
	Timed                 bool // opening hours
	Hours                 HoursGrid
	Languages             []string // of what is around the chat, the first where none fits
	Texts                 map[string]map[string]string
	Mail                  MailForm
	Was                   string // which state of the section the form was made of
	// Problems are sentences by field. Better are colours that would do, by field.
	Problems map[string]string
	Better   map[string]string
	Message  string // about all of it; "" for nothing
	// Overtaken: somebody else has saved the section since the form was made.
	Overtaken bool
}

// plainLook is what the choosers of colours begin with.
func plainLook() models.Look {
	return models.Look{Fill: "#1f1b16", Hover: "#3a342d", On: "#ffffff", Words: "#1f1b16"}
}

// BotFormOf is the form of a bot as it is kept.
func BotFormOf(b *models.Bot, section string) BotForm {
	s := &b.Settings
	f := BotForm{Section: section, Name: b.Name, Title: s.Title, Subtitle: s.Subtitle, Sites: strings.Join(b.Sites, "\n"),
		Start: b.StartFlow, Idle: strconv.Itoa(int(b.Idle().Hours())), MostFile: strconv.Itoa(s.FileMB()), Look: plainLook(),
		Mode: models.RouteEverybody, Accept: strconv.Itoa(int(s.Routing.Accept().Seconds())), Priority: strconv.Itoa(s.Routing.Priority),
		Hours: hoursGridOf(s.Hours), Timed: s.Hours != nil, Languages: s.Speaks(), Texts: s.Texts, Mail: mailFormOf(&s.Mail)}
	if s.Routing.Mode != "" {
		f.Mode = s.Routing.Mode
	}
	if s.Look != nil {
		f.Own, f.Look = true, *s.Look
	}
	return f
}

// first is the first field that is wrong, in the order in which they stand; "" for none.
func (f BotForm) first() string {
	for _, name := range []string{"name", "title", "subtitle", "start_flow", "most_file", "idle", "sites", "fill", "hover", "on", "words",
		"mode", "accept", "priority", "zone", "week.0", "week.1", "week.2", "week.3", "week.4", "week.5", "week.6", "days",
		"started", "wanted", "untaken", "untaken_after", "guest_hours", "guest_grace", "answers_after", "away"} {
		if f.Problems[name] != "" {
			return name
		}
	}
	return f.firstText()
}

// marks are the attributes of a field: wrong, described, focused.
func (f BotForm) marks(name string) templ.Attributes {
	marks := templ.Attributes{}
	if f.Problems[name] != "" {
		marks["aria-invalid"], marks["aria-describedby"] = "true", "wrong-"+name
	}
	if f.first() == name {
		marks["autofocus"] = true
	}
	return marks
}

// lookField is one of the four colours, and what it has to be told from.
type lookField struct{ name, label, value string }

func lookFields(l models.Look) []lookField {
	return []lookField{
		{"fill", "Buttons and the visitor’s bubbles", l.Fill},
		{"hover", "The same under the pointer", l.Hover},
		{"on", "Words on them", l.On},
		{"words", "Coloured words on white", l.Words},
	}
}

// LookCSS is the style sheet of a saved look for the sample beside the form, as the chat itself has it
// (static/js/shared/wear.js); empty for ink on paper.
func LookCSS(l *models.Look) string {
	if l == nil || len(l.Unwritten()) > 0 {
		return ""
	}
	dark := func(colour, least string) string {
		return "light-dark(" + colour + ", oklch(from " + colour + " max(l, " + least + ") c h))"
	}
	return ".sample { --look: " + dark(l.Fill, "0.525") + "; --look-hover: " + dark(l.Hover, "0.57") + "; --on-look: " + l.On +
		"; --look-words: " + dark(l.Words, "0.84") + "; }\n"
}

// weekday is a day of the week by its place from Monday.
func weekday(i int) string {
	return [...]string{"Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"}[i]
}

// zones are some to choose from; any other can be typed.
func zones() []string {
	return strings.Fields(`UTC Europe/Zurich Europe/Berlin Europe/Vienna Europe/London Europe/Dublin Europe/Paris Europe/Amsterdam
		Europe/Brussels Europe/Madrid Europe/Lisbon Europe/Rome Europe/Copenhagen Europe/Stockholm Europe/Oslo Europe/Helsinki
		Europe/Warsaw Europe/Prague Europe/Budapest Europe/Athens Europe/Bucharest Europe/Kyiv Europe/Istanbul America/New_York
		America/Chicago America/Denver America/Los_Angeles America/Toronto America/Mexico_City America/Sao_Paulo
		America/Argentina/Buenos_Aires Africa/Johannesburg Africa/Lagos Africa/Cairo Asia/Dubai Asia/Kolkata Asia/Singapore
		Asia/Hong_Kong Asia/Shanghai Asia/Tokyo Asia/Seoul Australia/Sydney Australia/Perth Pacific/Auckland`)
}
