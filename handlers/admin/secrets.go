package admin

import (
	"errors"
	"net/http"
	"slices"

	"deskbell/handlers/web"
	"deskbell/models"
	view "deskbell/views/admin"
)

// setSecret keeps a new secret of the bot, or puts it in the place of the one of its name. It cannot be
// read again; where it may be sent is changed together with it alone.
func (a *admin) setSecret(w http.ResponseWriter, r *http.Request, me *models.Agent) error {
	if err := web.Parse(r); err != nil {
		return err
	}
	bot, err := a.Bots.BotByKey(r.Context(), web.Param(r, "bot"))
	if err != nil {
		return err
	}
	form := r.PostForm
	err = a.Secrets.Set(r.Context(), models.NewSecret{Bot: bot.ID, Name: form.Get("secret"), Only: form.Get("only"), Value: form.Get("value"), By: me, Now: a.Now()})
	if err == nil {
		name, _ := models.NewSecret{Name: form.Get("secret"), Value: "x"}.Cleaned()
		web.Note(r, a.Audit, models.Act{By: me, What: models.ActSecretSet, Object: bot.Name, Detail: name.Name, Now: a.Now()})
		return toSecrets(w, r, bot, doneSecret)
	}
	var known *models.Error
	if !errors.As(err, &known) || known.Code == models.CodeUnavailable || known.Code == models.CodeNotFound {
		return err
	}
	kept, err := a.secretsOf(r, bot)
	if err != nil {
		return err
	}
	again := view.SecretsForm{Kept: kept.Kept, Name: models.CleanLine(form.Get("secret"), 65), Only: models.CleanLine(form.Get("only"), 300), Field: known.Field, Problem: known.Message}
	return web.Render(w, r, http.StatusUnprocessableEntity, view.Secrets(view.SecretsPage{Me: me, Bot: bot, Form: again}))
}

// secrets shows the bot's secrets by name.
func (a *admin) secrets(w http.ResponseWriter, r *http.Request, me *models.Agent) error {
	bot, err := a.Bots.BotByKey(r.Context(), web.Param(r, "bot"))
	if err != nil {
		return err
	}
	form, err := a.secretsOf(r, bot)
	if err != nil {
		return err
	}
	return web.Render(w, r, http.StatusOK, view.Secrets(view.SecretsPage{Me: me, Bot: bot, Form: form, Done: doneWords(r.URL.Query().Get("done"))}))
}

// toSecrets leads to them, and says what was done.
func toSecrets(w http.ResponseWriter, r *http.Request, bot *models.Bot, done string) error {
	http.Redirect(w, r, "/bots/"+bot.Key+"/secrets?done="+done, http.StatusSeeOther)
	return nil
}

// secretsOf are the secrets on a bot's page; ?secret=NAME begins to replace that one.
func (a *admin) secretsOf(r *http.Request, bot *models.Bot) (view.SecretsForm, error) {
	kept, err := a.Secrets.Names(r.Context(), bot.ID)
	form := view.SecretsForm{Kept: kept}
	if i := slices.IndexFunc(kept, func(s models.Secret) bool { return s.Name == r.URL.Query().Get("secret") }); i >= 0 {
		form.Name, form.Only, form.Replaces = kept[i].Name, kept[i].Origin, true
	}
	return form, err
}

// askSecret asks before a secret is taken away.
func (a *admin) askSecret(w http.ResponseWriter, r *http.Request, me *models.Agent) error {
	bot, err := a.Bots.BotByKey(r.Context(), web.Param(r, "bot"))
	if err != nil {
		return err
	}
	form, err := a.secretsOf(r, bot)
	if err != nil {
		return err
	}
	if !form.Replaces {
		return models.ErrNotFound
	}
	return web.Render(w, r, http.StatusOK, view.DeleteSecret(me, bot, form.Name))
}

func (a *admin) deleteSecret(w http.ResponseWriter, r *http.Request, me *models.Agent) error {
	if err := web.Parse(r); err != nil {
		return err
	}
	bot, err := a.Bots.BotByKey(r.Context(), web.Param(r, "bot"))
	if err != nil {
		return err
	}
	if err := a.Secrets.Delete(r.Context(), bot.ID, r.PostForm.Get("secret")); err != nil {
		return err
	}
	web.Note(r, a.Audit, models.Act{By: me, What: models.ActSecretGone, Object: bot.Name, Detail: r.PostForm.Get("secret"), Now: a.Now()})
	return toSecrets(w, r, bot, doneForgot)
}
