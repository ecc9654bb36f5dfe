package admin

import (
	"errors"
	"net/http"
	"strings"

	"deskbell/handlers/web"
	"deskbell/models"
	view "deskbell/views/admin"
)

// mountSections puts the pages of a bot's settings on the server, one an address.
func (a *admin) mountSections(page func(method, path string, h action, o ...web.RouteOption)) {
	for _, section := range []string{view.BotGeneral, view.BotLook, view.BotSites, view.BotRouting, view.BotHours, view.BotEmail} {
		page("GET", "/bots/:bot/"+section, a.section(section))
		page("POST", "/bots/:bot/"+section, a.saveSection(section))
	}
	page("GET", "/bots/:bot/"+view.BotTexts, a.section(view.BotTexts))
	page("POST", "/bots/:bot/"+view.BotTexts, a.saveSection(view.BotTexts), web.Body(1<<20))
	page("GET", "/bots/:bot/look.css", a.lookCSS)
	page("GET", "/bots/:bot/agents", a.crew)
	page("POST", "/bots/:bot/agents", a.saveCrew, web.Body(1<<20))
	page("GET", "/bots/:bot/secrets", a.secrets)
}

func (a *admin) section(section string) action {
	return func(w http.ResponseWriter, r *http.Request, me *models.Agent) error {
		bot, err := a.freshBot(r)
		if err != nil {
			return err
		}
		return a.showSection(w, r, me, view.BotSettingsPage{BotHead: view.BotHead{Bot: bot}, Form: formOf(bot, section)})
	}
}

// showSection answers with the form; one with a message was not kept.
func (a *admin) showSection(w http.ResponseWriter, r *http.Request, me *models.Agent, p view.BotSettingsPage) error {
	var err error
	if p.Flows, err = a.Drafts.FlowsOf(r.Context(), p.Bot.ID); err != nil {
		return err
	}
	p.Me, p.Here, p.Base, p.Now = me, p.Form.Section, a.Base, a.Now()
	p.Icons = []string{"plus"}
	if p.Form.Section == view.BotEmail {
		settings, err := a.Mailing.MailSettings(r.Context())
		if err != nil {
			return err
		}
		p.Mute = !a.mailStands(r, settings).Sends()
	}
	status := http.StatusOK
	switch {
	case p.Form.Overtaken:
		status = http.StatusConflict
	case p.Form.Message != "":
		status = http.StatusUnprocessableEntity
	default:
		p.Done = doneWords(r.URL.Query().Get("done"))
	}
	return web.Render(w, r, status, view.BotSettings(p))
}

// saveSection keeps a section, or shows the form again with what was typed and what is wrong with it.
func (a *admin) saveSection(section string) action {
	return func(w http.ResponseWriter, r *http.Request, me *models.Agent) error {
		if err := parseBot(r); err != nil {
			return err
		}
		for range 3 { // another section may be saved at the same moment
			kept, err := a.freshBot(r)
			if err != nil {
				return err
			}
			f := typed(r, kept, section)
			changed, err := a.keepSection(r, kept, &f)
			if models.CodeOf(err) == models.CodeConflict {
				continue
			}
			if err != nil {
				return err
			}
			if f.Message != "" {
				return a.showSection(w, r, me, view.BotSettingsPage{BotHead: view.BotHead{Bot: kept}, Form: f})
			}
			if len(changed) > 0 {
				web.Note(r, a.Audit, models.Act{By: me, What: models.ActBotChanged, Object: f.Name, Detail: strings.Join(changed, ", "), Now: a.Now()})
			}
			http.Redirect(w, r, "/bots/"+kept.Key+"/"+section+"?done="+doneSaved, http.StatusSeeOther)
			return nil
		}
		return &models.Error{Code: models.CodeConflict, Message: "Others are saving this bot at the same time. Try again."}
	}
}

// keepSection saves what was typed over the bot as it was read, and gives the names of the fields that are others now.
// What is wrong is put into the form; errors are those of the store.
func (a *admin) keepSection(r *http.Request, kept *models.Bot, f *view.BotForm) (changed []string, err error) {
	before := formOf(kept, f.Section)
	if f.Section != view.BotGeneral {
		f.Name = kept.Name
	}
	if f.Was != before.Was {
		overtaken(f, before)
		return nil, nil
	}
	bot := *kept
	fill(&bot, f)
	if len(f.Problems) == 0 {
		err = a.Workshop.SaveBot(r.Context(), &bot, a.Now())
	}
	var known *models.Error
	switch {
	case err == nil && len(f.Problems) == 0:
		return f.Differences(before), nil
	case err == nil:
	case !errors.As(err, &known) || known.Field == "" || known.Code != models.CodeInvalid:
		return nil, err
	default:
		f.Problems[known.Field] = known.Message
	}
	f.Message = "Not saved yet: something below is not as it should be."
	return nil, nil
}

// overtaken marks what somebody else has saved otherwise; sending the form again puts it in its place.
func overtaken(f *view.BotForm, now view.BotForm) {
	f.Was, f.Overtaken = now.Was, true
	f.Message = "Somebody else has saved this in the meantime. What you typed is still here; save again to put it in place of theirs."
	f.Theirs(now)
}

// freshBot is the bot of the address as it is now; what is remembered of one may be some moments old.
func (a *admin) freshBot(r *http.Request) (*models.Bot, error) {
	all, err := a.Bots.Bots(r.Context())
	if err != nil {
		return nil, err
	}
	for i := range all {
		if all[i].Key == web.Param(r, "bot") {
			return &all[i], nil
		}
	}
	return nil, models.ErrNotFound
}

// lookCSS is the saved look for the sample beside the form, where no script does it.
func (a *admin) lookCSS(w http.ResponseWriter, r *http.Request, _ *models.Agent) error {
	bot, err := a.freshBot(r)
	if err != nil {
		return err
	}
	w.Header().Set("Content-Type", "text/css; charset=utf-8")
	_, err = w.Write([]byte(view.LookCSS(bot.Settings.Look)))
	return err
}
