package admin

import (
	"errors"
	"net/http"
	"strconv"
	"strings"
	"time"

	"deskbell/handlers/web"
	"deskbell/models"
	view "deskbell/views/admin"
)

// The longest title and subtitle of a chat, in characters, and the longest time until a quiet chat is
// closed, in hours.
const (
	longestTitle    = 80
	longestSubtitle = 120
	mostIdle        = 720
)

// saveBot keeps the settings, or shows the form again with what was typed and what is wrong with it.
func (a *admin) saveBot(w http.ResponseWriter, r *http.Request, me *models.Agent) error {
	if err := web.Parse(r); err != nil {
		return err
	}
	kept, err := a.Bots.BotByKey(r.Context(), web.Param(r, "bot"))
	if err != nil {
		return err
	}
	f := typed(r, kept)
	bot := *kept
	fill(&bot, &f)
	if len(f.Problems) == 0 {
		err = a.Workshop.SaveBot(r.Context(), &bot, a.Now())
	}
	var known *models.Error
	status := http.StatusUnprocessableEntity
	switch {
	case err == nil && len(f.Problems) == 0:
		return toBot(w, r, kept, doneSaved)
	case err == nil:
		f.Message = "Not saved yet: something below is not as it should be."
	case !errors.As(err, &known) || known.Code == models.CodeUnavailable:
		return err
	case known.Code == models.CodeConflict:
		status = http.StatusConflict
		if kept, err = a.overtaken(r, kept.Key, &f); err != nil {
			return err
		}
	case known.Field != "":
		f.Problems[known.Field] = known.Message
		f.Message = "Not saved yet: something below is not as it should be."
	default:
		f.Message = known.Message
	}
	p, err := a.botPage(r, me, kept, f)
	if err != nil {
		return err
	}
	return web.Render(w, r, status, view.Bot(p))
}

// overtaken marks what somebody else has saved otherwise; sending the form again puts it in its place.
func (a *admin) overtaken(r *http.Request, key string, f *view.BotForm) (*models.Bot, error) {
	all, err := a.Bots.Bots(r.Context()) // not remembered, as a bot by its key may be
	if err != nil {
		return nil, err
	}
	for i := range all {
		if all[i].Key != key {
			continue
		}
		now := view.BotFormOf(&all[i])
		f.Was = now.Was
		f.Message = "Somebody else has saved this bot in the meantime. What you typed is still here; save again to put it in place of theirs."
		for name, values := range map[string][2]string{"name": {f.Name, now.Name}, "title": {f.Title, now.Title}, "subtitle": {f.Subtitle, now.Subtitle},
			"idle": {f.Idle, now.Idle}, "sites": {f.Sites, now.Sites}} {
			if strings.Join(strings.Fields(values[0]), " ") != strings.Join(strings.Fields(values[1]), " ") {
				f.Problems[name] = "Now it is: " + models.CleanLine(values[1], 300)
			}
		}
		return &all[i], nil
	}
	return nil, models.ErrNotFound
}

// typed is the form as it was sent.
func typed(r *http.Request, bot *models.Bot) view.BotForm {
	get := func(name string) string { return strings.TrimSpace(r.PostForm.Get(name)) }
	f := view.BotForm{Name: models.CleanLine(get("name"), longestName+1), Title: get("title"), Subtitle: get("subtitle"), Sites: get("sites"), Start: get("start_flow"),
		Idle: get("idle"), Own: get("look") == "own", Timed: get("hours") == "own", Was: get("was"),
		Look:     models.Look{Fill: get("fill"), Hover: get("hover"), On: get("on"), Words: get("words")},
		Hours:    models.HoursForm{Zone: get("zone"), Days: r.PostForm.Get("days")},
		Problems: map[string]string{}, Better: map[string]string{}}
	for i := range f.Hours.Week {
		f.Hours.Week[i] = get("week." + strconv.Itoa(i))
	}
	if f.Start == "" {
		f.Start = bot.StartFlow
	}
	if f.Own && get("mend") != "" {
		f.Look = f.Look.Mended()
	}
	return f
}

// fill puts what was typed into the bot, and says what is wrong with it.
func fill(b *models.Bot, f *view.BotForm) {
	b.Name, b.StartFlow = f.Name, f.Start
	b.Settings.Title, b.Settings.Subtitle = f.Title, f.Subtitle
	for name, text := range map[string]string{"title": f.Title, "subtitle": f.Subtitle} {
		most := map[string]int{"title": longestTitle, "subtitle": longestSubtitle}[name]
		if len([]rune(text)) > most || strings.ContainsAny(text, "\r\n") {
			f.Problems[name] = "This goes on one line of at most " + strconv.Itoa(most) + " characters."
		}
	}
	hours, err := strconv.Atoi(f.Idle)
	if err != nil || hours < 1 || hours > mostIdle {
		f.Problems["idle"] = "Write a whole number from 1 to " + strconv.Itoa(mostIdle) + "."
	}
	b.Settings.IdleHours = hours
	b.Sites = strings.Fields(f.Sites)
	was, err := strconv.ParseInt(f.Was, 10, 64)
	if err != nil {
		f.Problems["was"] = "The form was not made by this page."
	}
	b.UpdatedAt = time.UnixMilli(was).UTC()
	fillLook(b, f)
	fillHours(b, f)
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
	hours, err := f.Hours.Hours()
	var wrong *models.Error
	if errors.As(err, &wrong) {
		f.Problems[wrong.Field] = wrong.Message
		return
	}
	b.Settings.Hours = hours
}
