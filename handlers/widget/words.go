package widget

import (
	"fmt"
	"net/http"

	"deskbell/handlers/web"
	"deskbell/models"
	"deskbell/models/wording"
)

// spoken is the words for a request: in the language that a preview names, else in one that the browser asks for.
// The chat's own page asks for the one that it is in.
func spoken(r *http.Request, bot *models.Bot) wording.Set {
	return bot.Settings.Words(r.URL.Query().Get("lang") + "," + r.Header.Get("Accept-Language"))
}

// audience are those whom an entry is drawn for once: all visitors of a bot that read the same words.
func (f *feed) audience() string {
	who := "visitor:" + f.words.Language()
	if len(f.at.bot.Settings.Texts) > 0 {
		who += fmt.Sprint(":", f.at.bot.UpdatedAt.UnixMilli()) // its own words may be others with each save
	}
	return who
}

// told answers with what was refused in the visitor's words.
func (h *widget) told(handle func(http.ResponseWriter, *http.Request) error) func(http.ResponseWriter, *http.Request) error {
	return func(w http.ResponseWriter, r *http.Request) error {
		err := handle(w, r)
		if err == nil {
			return nil
		}
		bot, unknown := h.bot(w, r)
		if unknown != nil {
			return err
		}
		return web.Told(spoken(r, bot), err)
	}
}
