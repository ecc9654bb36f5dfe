package desk

import (
	"context"
	"net/http"
	"strconv"

	"github.com/a-h/templ"

	"deskbell/handlers/web"
	"deskbell/models"
	view "deskbell/views/desk"
	"deskbell/views/message"
)

// older draws the page of entries before one, with the button for those before them.
func (d *desk) older(w http.ResponseWriter, r *http.Request, me *models.Agent, before int64) error {
	id := models.ConversationID(web.Param(r, "conversation"))
	entries, err := d.Logs.EntriesBefore(r.Context(), models.Reader{Agent: me},
		models.Position{Conversation: id, Seq: before, Limit: pageOfLog})
	if err != nil {
		return err
	}
	return web.Render(w, r, http.StatusOK, templ.Join(message.Log(entries, message.Team), view.Earlier(id, models.MoreBefore(entries))))
}

// later draws the page of entries behind one, with the button for those behind them.
func (d *desk) later(w http.ResponseWriter, r *http.Request, me *models.Agent, after int64) error {
	id := models.ConversationID(web.Param(r, "conversation"))
	entries, err := d.Logs.EntriesAfter(r.Context(), models.Reader{Agent: me},
		models.Position{Conversation: id, Seq: after, Limit: pageOfLog + 1})
	if err != nil {
		return err
	}
	var last int64
	if len(entries) > pageOfLog {
		entries = entries[:pageOfLog]
		last = entries[pageOfLog-1].Seq
	}
	return web.Render(w, r, http.StatusOK, templ.Join(message.Log(entries, message.Team), view.Later(id, last)))
}

// mostBehind is how many entries are loaded behind the one that was looked for, to be at the end at once.
const mostBehind = 200

// around puts the part of the log about an entry in the place of its end, where the address names one.
func (d *desk) around(ctx context.Context, me *models.Agent, o *view.Open, at string) error {
	seq, err := strconv.ParseInt(at, 10, 64)
	if err != nil || seq < 1 || seq > o.Conversation.LastSeq {
		return nil
	}
	who, id := models.Reader{Agent: me}, o.Conversation.ID
	o.At = seq
	if len(o.Entries) > 0 && o.Entries[0].Seq < seq-2 {
		return nil // it is there
	}
	before, err := d.Logs.EntriesBefore(ctx, who, models.Position{Conversation: id, Seq: seq + 1, Limit: pageOfLog / 2})
	if err != nil {
		return err
	}
	behind, err := d.Logs.EntriesAfter(ctx, who, models.Position{Conversation: id, Seq: seq, Limit: mostBehind + 1})
	if err != nil {
		return err
	}
	if len(behind) > mostBehind {
		behind = behind[:pageOfLog/2]
		o.Later = behind[len(behind)-1].Seq
	}
	o.Entries = append(before, behind...)
	o.Earlier = models.MoreBefore(o.Entries)
	return nil
}
