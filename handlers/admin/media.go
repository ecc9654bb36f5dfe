package admin

import (
	"net/http"

	"deskbell/handlers/web"
	"deskbell/models"
)

// uploaded is what a browser is told about a file for a block.
type uploaded struct {
	URL  string `json:"url"`
	Name string `json:"name"`
	Type string `json:"type"`
	Size int64  `json:"size"`
}

// media keeps a file for a block of the bot's flows. Everybody who knows its address may read it, as
// everybody may read what a bot says.
func (a *admin) media(w http.ResponseWriter, r *http.Request, me *models.Agent) error {
	bot, err := a.Bots.BotByKey(r.Context(), web.Param(r, "bot"))
	if err != nil {
		return err
	}
	most := bot.Settings.FileLimit()
	if err := web.Fits(r, most); err != nil {
		return err
	}
	name, body, err := web.File(r, "file")
	if err != nil {
		return err
	}
	f, err := a.Files.SaveFile(r.Context(), models.Upload{Bot: bot.ID, Agent: me.ID, Name: name, Body: body, Limit: most, Now: a.Now()})
	if err != nil {
		return err
	}
	return web.JSON(w, http.StatusCreated, uploaded{URL: models.MediaPath(f.Sent()), Name: f.Name, Type: f.Type, Size: f.Size})
}
