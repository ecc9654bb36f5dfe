package admin

import (
	"bytes"
	"encoding/json"
	"fmt"
	"net/http"
	"regexp"
	"strings"

	"deskbell/handlers/web"
	"deskbell/models"
	"deskbell/models/flow"
	"deskbell/models/flow/edit"
	view "deskbell/views/admin"
)

// flow finds the bot and the flow that an address names.
func (a *admin) flow(r *http.Request) (*models.Bot, models.FlowDraft, error) {
	bot, err := a.Bots.BotByKey(r.Context(), web.Param(r, "bot"))
	if err != nil {
		return nil, models.FlowDraft{}, err
	}
	draft, err := a.Drafts.Draft(r.Context(), bot.FlowID(web.Param(r, "flow")))
	return bot, draft, err
}

// duplicateFlow makes a copy of the draft and opens it.
func (a *admin) duplicateFlow(w http.ResponseWriter, r *http.Request, me *models.Agent) error {
	if err := web.Parse(r); err != nil { // nothing is read from it, but what is no form was not sent by our page
		return err
	}
	bot, draft, err := a.flow(r)
	if err != nil {
		return err
	}
	document := draft.Document
	document.Name = models.CleanLine(document.Name, longestName-7) + " (copy)"
	made, err := a.Workshop.NewFlows(r.Context(), bot.ID, []flow.Document{document}, me)
	if err != nil {
		return err
	}
	web.Note(r, a.Audit, models.Act{By: me, What: models.ActFlowMade, Object: bot.Name, Detail: document.Name, Now: a.Now()})
	toFlow(w, r, bot, made[0].ID)
	return nil
}

// askDelete says what leads to a flow before it is taken away.
func (a *admin) askDelete(w http.ResponseWriter, r *http.Request, me *models.Agent) error {
	bot, draft, err := a.flow(r)
	if err != nil {
		return err
	}
	heads, err := a.Drafts.FlowsOf(r.Context(), bot.ID)
	if err != nil {
		return err
	}
	p := view.DeleteFlowPage{Me: me, Bot: bot, Flow: draft.FlowHead, Start: bot.StartFlow == draft.ID}
	for _, head := range heads {
		if head.ID == draft.ID {
			continue
		}
		other, err := a.Drafts.Draft(r.Context(), head.ID)
		if err != nil {
			return err
		}
		for _, ref := range edit.Into(&other.Document, draft.ID) {
			p.Refs = append(p.Refs, view.FlowRef{Flow: head, Ref: ref})
		}
	}
	return web.Render(w, r, http.StatusOK, view.DeleteFlow(p))
}

func (a *admin) deleteFlow(w http.ResponseWriter, r *http.Request, me *models.Agent) error {
	bot, draft, err := a.flow(r)
	if err != nil {
		return err
	}
	if err := a.Drafts.DeleteFlow(r.Context(), draft.ID); err != nil {
		return err
	}
	web.Note(r, a.Audit, models.Act{By: me, What: models.ActFlowDeleted, Object: bot.Name, Detail: draft.Name, Now: a.Now()})
	return toBot(w, r, bot, doneDeleted)
}

// exportFlow is the draft as a file of its own, which import takes.
func (a *admin) exportFlow(w http.ResponseWriter, r *http.Request, _ *models.Agent) error {
	bot, draft, err := a.flow(r)
	if err != nil {
		return err
	}
	document, err := edit.Renamed(draft.Document, func(id string) string { return strings.TrimPrefix(id, bot.FlowID("")) })
	if err != nil {
		return err
	}
	return download(w, bot.Key+"-"+document.ID, document)
}

func (a *admin) exportBot(w http.ResponseWriter, r *http.Request, me *models.Agent) error {
	file, err := a.Bots.ExportBot(r.Context(), web.Param(r, "bot"))
	if err != nil {
		return err
	}
	web.Note(r, a.Audit, models.Act{By: me, What: models.ActBotExported, Object: file.Name, Now: a.Now()})
	return download(w, file.Key, file)
}

// unsafe is what does not go into the name of a file.
var unsafe = regexp.MustCompile(`[^A-Za-z0-9_-]+`)

func download(w http.ResponseWriter, name string, document any) error {
	var text bytes.Buffer
	out := json.NewEncoder(&text)
	out.SetEscapeHTML(false)
	out.SetIndent("", "  ")
	if err := out.Encode(document); err != nil {
		return err
	}
	h := w.Header()
	h.Set("Content-Type", "application/json")
	h.Set("Content-Disposition", fmt.Sprintf(`attachment; filename="%s.json"`, unsafe.ReplaceAllString(name, "-")))
	h.Set("Content-Length", fmt.Sprint(text.Len()))
	_, _ = w.Write(text.Bytes()) // who reads it has gone if it fails
	return nil
}
