package admin

import (
	"strconv"
	"strings"

	"github.com/a-h/templ"

	"deskbell/models"
)

// BotForm is a bot's settings as they were typed.
type BotForm struct {
	Name, Title, Subtitle string
	Sites                 string // a line each
	Start                 string // the whole id of the flow
	Idle                  string // hours
	Own                   bool   // own colours
	Look                  models.Look
	Timed                 bool // opening hours
	Hours                 models.HoursForm
	Was                   string // which state of the bot the form was made of
	// Problems are sentences by field. Better are colours that would do, by field.
	Problems map[string]string
	Better   map[string]string
	Message  string // about all of it; "" for nothing
}

// plainLook is what the choosers of colours begin with.
func plainLook() models.Look {
	return models.Look{Fill: "#1f1b16", Hover: "#3a342d", On: "#ffffff", Words: "#1f1b16"}
}

// BotFormOf is the form of a bot as it is kept.
func BotFormOf(b *models.Bot) BotForm {
	f := BotForm{Name: b.Name, Title: b.Settings.Title, Subtitle: b.Settings.Subtitle, Sites: strings.Join(b.Sites, "\n"),
		Start: b.StartFlow, Idle: strconv.Itoa(int(b.Idle().Hours())), Look: plainLook(), Hours: models.HoursFormOf(b.Settings.Hours),
		Timed: b.Settings.Hours != nil, Was: strconv.FormatInt(b.UpdatedAt.UnixMilli(), 10)}
	if b.Settings.Look != nil {
		f.Own, f.Look = true, *b.Settings.Look
	}
	if !f.Timed {
		f.Hours = models.HoursForm{Zone: "Europe/Zurich", Week: [7]string{"09:00-17:00", "09:00-17:00", "09:00-17:00", "09:00-17:00", "09:00-17:00"}}
	}
	return f
}

// first is the first field that is wrong, in the order in which they stand; "" for none.
func (f BotForm) first() string {
	for _, name := range []string{"name", "title", "subtitle", "start_flow", "idle", "sites", "fill", "hover", "on", "words", "zone",
		"week.0", "week.1", "week.2", "week.3", "week.4", "week.5", "week.6", "days"} {
		if f.Problems[name] != "" {
			return name
		}
	}
	return ""
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

// lookField is one of the four colours.
type lookField struct{ name, label, hint, value string }

func lookFields(l models.Look) []lookField {
	return []lookField{
		{"fill", "Buttons and the visitor's bubbles", "", l.Fill},
		{"hover", "The same under the pointer", "", l.Hover},
		{"on", "Words on them", "", l.On},
		{"words", "Coloured words on white", "", l.Words},
	}
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
