package admin

import (
	"errors"
	"net/http"
	"strings"

	"deskbell/handlers/web"
	"deskbell/models"
	"deskbell/models/flow"
	"deskbell/models/flow/edit"
	view "deskbell/views/admin"
)

// importPage is the empty form, for a bot or, below one, for its flows.
func (a *admin) importPage(w http.ResponseWriter, r *http.Request, me *models.Agent) error {
	p, err := a.importing(r, me)
	if err != nil {
		return err
	}
	return web.Render(w, r, http.StatusOK, view.Import(p))
}

func (a *admin) importing(r *http.Request, me *models.Agent) (view.ImportPage, error) {
	p := view.ImportPage{Me: me}
	key := web.Param(r, "bot")
	if key == "" {
		return p, nil
	}
	bot, err := a.Bots.BotByKey(r.Context(), key)
	if err != nil {
		return p, err
	}
	p.Bot = bot
	p.Flows, err = a.Drafts.FlowsOf(r.Context(), bot.ID)
	return p, err
}

// bringIn reads a document and shows what is in it; once that was agreed to, it is read again and kept,
// all of it or nothing.
func (a *admin) bringIn(w http.ResponseWriter, r *http.Request, me *models.Agent) error {
	p, err := a.importing(r, me)
	if err != nil {
		return err
	}
	sent, err := receive(r)
	var found document
	if err == nil {
		found, err = read(sent.text, p.Bot == nil)
	}
	if err == nil {
		p.Report, err = a.report(r, p, found)
	}
	if err == nil && sent.sure && (p.Bot != nil || len(p.Report.Errors) == 0) {
		if err = a.keep(w, r, keeping{p, found, sent.into}); err == nil {
			a.noteImport(r, p, found)
			return nil
		}
	}
	var known *models.Error
	status := http.StatusOK
	if errors.As(err, &known) && (known.Code == models.CodeInvalid || known.Code == models.CodeTooLarge || known.Code == models.CodeConflict) {
		p.Problem, p.Report = known.Message, nil
		if status = http.StatusUnprocessableEntity; known.Code == models.CodeTooLarge {
			status = http.StatusRequestEntityTooLarge
		}
		err = nil
	}
	if err != nil {
		return err
	}
	return web.Render(w, r, status, view.Import(p))
}

// noteImport keeps in the audit log what was brought in.
func (a *admin) noteImport(r *http.Request, p view.ImportPage, found document) {
	act := models.Act{By: p.Me, What: models.ActBotImported, Object: found.name, Detail: p.Report.Key, Now: a.Now()}
	if p.Bot != nil {
		act.What, act.Object, act.Detail = models.ActFlowImported, p.Bot.Name, found.name
	}
	web.Note(r, a.Audit, act)
}

// keeping is what was agreed to.
type keeping struct {
	view.ImportPage
	found document
	into  string // id of the flow whose draft is replaced; "" for new flows
}

// keep keeps a document and leads to where it is now.
func (a *admin) keep(w http.ResponseWriter, r *http.Request, k keeping) error {
	switch {
	case k.Bot == nil:
		bot, err := a.keepBot(r, k)
		if err != nil {
			return err
		}
		return toBot(w, r, bot, doneImported)
	case k.into != "" && len(k.found.flows) == 1:
		if err := a.replaceFlow(r, k); err != nil {
			return err
		}
		toFlow(w, r, k.Bot, k.into)
		return nil
	}
	made, err := a.Workshop.NewFlows(r.Context(), k.Bot.ID, k.found.flows, k.Me)
	if err != nil {
		return err
	}
	if len(made) == 1 {
		toFlow(w, r, k.Bot, made[0].ID)
		return nil
	}
	return toBot(w, r, k.Bot, doneImported)
}

func (a *admin) keepBot(r *http.Request, k keeping) (*models.Bot, error) {
	if k.Report.Replaces != "" {
		return a.Bots.ImportBot(r.Context(), *k.found.bot, a.Now())
	}
	return a.Workshop.NewBot(r.Context(), *k.found.bot, k.Me, a.Now())
}

// replaceFlow puts a document in place of a draft, as an edit that can be undone.
func (a *admin) replaceFlow(r *http.Request, k keeping) error {
	if !strings.HasPrefix(k.into, k.Bot.FlowID("")) {
		return models.ErrNotFound
	}
	own := k.found.flows[0].ID
	next, err := edit.Renamed(k.found.flows[0], func(id string) string {
		if id == own || id == "" {
			return k.into
		}
		return k.Bot.FlowID(id)
	})
	if err != nil {
		return &models.Error{Code: models.CodeInvalid, Message: "This cannot be imported: " + err.Error() + "."}
	}
	op := edit.Op{Kind: edit.OpReplace, Document: &next, Label: "Imported"}
	_, err = a.Drafts.EditFlow(r.Context(), k.into, func(t *models.FlowTurn) (models.FlowEdit, error) {
		return models.EditFlow(op, t.Draft.Rev, k.Me, a.Now())(t)
	})
	return err
}

// around finds flows by the ids of a bot's file: those that come together, then those of the bot.
func (a *admin) around(r *http.Request, p view.ImportPage, found document) func(id string) *flow.Document {
	byID := map[string]*flow.Document{}
	for i := range found.flows {
		byID[found.flows[i].ID] = &found.flows[i]
	}
	return func(id string) *flow.Document {
		if d := byID[id]; d != nil || p.Bot == nil {
			return d
		}
		draft, err := a.Drafts.Draft(r.Context(), p.Bot.FlowID(id))
		if err != nil {
			return nil
		}
		return &draft.Document
	}
}
