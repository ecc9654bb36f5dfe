package desk

import (
	"net/http"
	"strconv"

	"deskbell/handlers/web"
	"deskbell/models"
)

// shownNotes is how many the panel has; older ones stand in the log.
const shownNotes = 50

// addNote keeps a note for the team.
func (d *desk) addNote(w http.ResponseWriter, r *http.Request, me *models.Agent) error {
	if err := d.says.Check(string(me.ID), d.Now()); err != nil {
		return err
	}
	n, err := noteOf(r, me)
	if err != nil {
		return err
	}
	n.ClientID, n.Now = r.PostForm.Get("client_id"), d.Now()
	return d.turn(w, r, models.AddNote(n))
}

// editNote changes one of one's own.
func (d *desk) editNote(w http.ResponseWriter, r *http.Request, me *models.Agent) error {
	n, err := noteOf(r, me)
	if err != nil {
		return err
	}
	return d.reviseNote(w, r, n)
}

func (d *desk) deleteNote(w http.ResponseWriter, r *http.Request, me *models.Agent) error {
	return d.reviseNote(w, r, models.Note{Agent: me.ID, Delete: true})
}

func (d *desk) reviseNote(w http.ResponseWriter, r *http.Request, n models.Note) error {
	err := d.says.Check(string(n.Agent), d.Now())
	if err != nil {
		return err
	}
	if n.Seq, err = strconv.ParseInt(web.Param(r, "seq"), 10, 64); err != nil || n.Seq < 1 {
		return models.ErrNotFound
	}
	n.Now = d.Now()
	return d.turn(w, r, models.ReviseNote(n))
}

func noteOf(r *http.Request, me *models.Agent) (models.Note, error) {
	if err := web.Parse(r); err != nil {
		return models.Note{}, err
	}
	n := models.Note{Agent: me.ID, Text: r.PostForm.Get("text")}
	for _, id := range r.PostForm["mention"] {
		n.Mentions = append(n.Mentions, models.AgentID(id))
	}
	return n, nil
}

// noting tells colleagues who looks at the conversation that one is writing a note.
func (d *desk) noting(w http.ResponseWriter, r *http.Request, me *models.Agent) error {
	if err := web.Parse(r); err != nil {
		return err
	}
	c, err := d.conversation(r, me)
	if err != nil {
		return err
	}
	d.here.writes(c.ID, me.ID, doing(r.PostForm.Get("on") == "1", "note"))
	return web.NoContent(w)
}

// colleague is somebody who can be named in a note.
type colleague struct {
	ID   models.AgentID `json:"id"`
	Name string         `json:"name"`
}

// colleagues are those who may see the conversation, but oneself, by name.
func (d *desk) colleagues(w http.ResponseWriter, r *http.Request, me *models.Agent) error {
	c, err := d.conversation(r, me)
	if err != nil {
		return err
	}
	team, err := d.Team.Agents(r.Context())
	if err != nil {
		return err
	}
	all := []colleague{}
	for i := range team {
		if team[i].ID != me.ID && team[i].MaySee(c.DeskID) && team[i].DeletedAt.IsZero() {
			all = append(all, colleague{team[i].ID, team[i].Name})
		}
	}
	return web.JSON(w, http.StatusOK, all)
}
