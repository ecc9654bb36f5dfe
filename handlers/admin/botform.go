package admin

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"net/http"
	"strconv"
	"strings"

	"deskbell/handlers/web"
	"deskbell/models"
	"deskbell/models/flow"
	view "deskbell/views/admin"
)

// The longest title and subtitle of a chat, in characters, and the longest time until a quiet chat is
// closed, in hours.
const (
	longestTitle    = 80
	longestSubtitle = 120
	mostIdle        = 720
)

// mostBotFields is room for a year of days that differ, and for all texts in all languages.
const mostBotFields = 3000

// formOf is the form of a section of a bot as it is kept.
func formOf(b *models.Bot, section string) view.BotForm {
	f := view.BotFormOf(b, section)
	f.Was = stamp(b, section)
	return f
}

// stamp tells apart all that a section of a bot's settings can be, so that a save says which one it is about.
// What others change in another section is none of its business.
func stamp(b *models.Bot, section string) string {
	var what any
	switch s := &b.Settings; section {
	case view.BotLook:
		what = s.Look
	case view.BotSites:
		what = b.Sites
	case view.BotRouting:
		what = s.Routing
	case view.BotTexts:
		what = []any{s.Speaks(), s.Texts}
	case view.BotHours:
		what = s.Hours
	case view.BotEmail:
		what = s.Mail
	default:
		what = []any{b.Name, s.Title, s.Subtitle, b.StartFlow, s.IdleHours, s.MostFile}
	}
	return hashOf(what)
}

// hashOf tells apart what these can be.
func hashOf(what ...any) string {
	text, _ := json.Marshal(what) // strings and numbers
	sum := sha256.Sum256(text)
	return hex.EncodeToString(sum[:8])
}

// typed is the form as it was sent.
func typed(r *http.Request, bot *models.Bot, section string) view.BotForm {
	get := func(name string) string { return strings.TrimSpace(r.PostForm.Get(name)) }
	f := view.BotForm{Section: section, Name: models.CleanLine(get("name"), longestName+1), Title: get("title"), Subtitle: get("subtitle"),
		Sites: get("sites"), Start: get("start_flow"), Idle: get("idle"), MostFile: get("most_file"), Own: get("look") == "own",
		Mode: models.RoutingMode(get("mode")), Accept: get("accept"), Priority: get("priority"), Timed: get("hours") == "own", Was: get("was"),
		Look:     models.Look{Fill: get("fill"), Hover: get("hover"), On: get("on"), Words: get("words")},
		Problems: map[string]string{}, Better: map[string]string{}}
	f.Hours, f.Mail = typedHours(r), typedMail(r)
	typedTexts(r, bot, &f)
	if f.Start == "" {
		f.Start = bot.StartFlow
	}
	if f.Own && get("mend") != "" {
		f.Look = f.Look.Mended()
	}
	return f
}

// typedHours reads the grid: fields of the same name in the order of the page.
func typedHours(r *http.Request) view.HoursGrid {
	at := func(name string, i int) string {
		if all := r.PostForm[name]; i < len(all) {
			return models.CleanLine(strings.TrimSpace(all[i]), 40)
		}
		return ""
	}
	g := view.HoursGrid{Zone: strings.TrimSpace(r.PostForm.Get("zone"))}
	for i := range g.Week {
		name := "week." + strconv.Itoa(i)
		for j := range max(len(r.PostForm[name+".from"]), len(r.PostForm[name+".to"])) {
			g.Week[i] = append(g.Week[i], flow.Span{From: at(name+".from", j), To: at(name+".to", j)})
		}
	}
	for i := range r.PostForm["day"] {
		row := view.DayRow{Day: at("day", i), From: at("day.from", i), To: at("day.to", i)}
		if row != (view.DayRow{}) {
			g.Days = append(g.Days, row)
		}
	}
	return g
}

// fill puts what was typed into the section of the bot, and says what is wrong with it.
func fill(b *models.Bot, f *view.BotForm) {
	switch f.Section {
	case view.BotLook:
		fillLook(b, f)
	case view.BotSites:
		b.Sites = strings.Fields(f.Sites)
	case view.BotRouting:
		fillRouting(b, f)
	case view.BotTexts:
		fillTexts(b, f)
	case view.BotHours:
		fillHours(b, f)
	case view.BotEmail:
		fillMail(b, f)
	default:
		fillGeneral(b, f)
	}
}

func fillGeneral(b *models.Bot, f *view.BotForm) {
	b.Name, b.StartFlow = f.Name, f.Start
	b.Settings.Title, b.Settings.Subtitle = f.Title, f.Subtitle
	for name, text := range map[string]string{"title": f.Title, "subtitle": f.Subtitle} {
		most := map[string]int{"title": longestTitle, "subtitle": longestSubtitle}[name]
		if len([]rune(text)) > most || strings.ContainsAny(text, "\r\n") {
			f.Problems[name] = "This goes on one line of at most " + strconv.Itoa(most) + " characters."
		}
	}
	b.Settings.IdleHours = between(f, "idle", f.Idle, [2]int{1, mostIdle})
	b.Settings.MostFile = between(f, "most_file", f.MostFile, [2]int{1, models.HighestMostFile})
}

// between is a whole number within bounds; what is none is told in its field.
func between(f *view.BotForm, name, text string, bounds [2]int) int {
	n, err := strconv.Atoi(strings.Replace(text, "−", "-", 1))
	if err != nil || n < bounds[0] || n > bounds[1] {
		f.Problems[name] = "Write a whole number from " + strconv.Itoa(bounds[0]) + " to " + strconv.Itoa(bounds[1]) + "."
	}
	return n
}

func fillRouting(b *models.Bot, f *view.BotForm) {
	b.Settings.Routing = models.Routing{Mode: f.Mode,
		AcceptSeconds: between(f, "accept", f.Accept, [2]int{models.LeastAccept, models.MostAccept}),
		Priority:      between(f, "priority", f.Priority, [2]int{-models.MostPriority, models.MostPriority})}
	if f.Mode != models.RouteEverybody && f.Mode != models.RouteLeastBusy {
		f.Problems["mode"] = "Choose who is asked."
	}
}

func fillLook(b *models.Bot, f *view.BotForm) {
	b.Settings.Look = nil
	if !f.Own {
		return
	}
	for _, p := range f.Look.Check() {
		f.Problems[p.Field] = p.Message
		if p.Better != "" {
			f.Better[p.Field] = p.Better
		}
	}
	look := f.Look
	b.Settings.Look = &look
}

func fillHours(b *models.Bot, f *view.BotForm) {
	b.Settings.Hours = nil
	if !f.Timed {
		return
	}
	for i, spans := range f.Hours.Week {
		if view.Half(spans) {
			f.Problems["week."+strconv.Itoa(i)] = "A time to begin and a time to end belong together."
		}
	}
	for _, d := range f.Hours.Days {
		if d.Day == "" || (d.From == "") != (d.To == "") {
			f.Problems["days"] = "Each of these has a day, and both times or none."
		}
	}
	if len(f.Problems) > 0 {
		return
	}
	hours, err := f.Hours.Form().Hours()
	var wrong *models.Error
	if errors.As(err, &wrong) {
		f.Problems[wrong.Field] = wrong.Message
		return
	}
	b.Settings.Hours = hours
}

// parseBot reads a form of a bot's settings.
func parseBot(r *http.Request) error { return web.ParseFields(r, mostBotFields) }
