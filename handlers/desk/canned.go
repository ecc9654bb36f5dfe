package desk

import (
	"net/http"
	"slices"
	"strings"

	"deskbell/handlers/web"
	"deskbell/models"
)

const (
	mostOffered = 20 // canned replies in the list
	longestFind = 100
)

// offered is a canned reply as the composer's list has it, filled for this conversation.
type offered struct {
	Shortcut string   `json:"shortcut"`
	Title    string   `json:"title"`
	Text     string   `json:"text"`
	Unknown  []string `json:"unknown"` // names that stand in Text still
}

// canned are the replies that fit what was typed behind the slash: by shortcut first, then by title, then by
// what they say.
func (d *desk) canned(w http.ResponseWriter, r *http.Request, me *models.Agent) error {
	find, err := web.Field(r, "q", longestFind)
	if err != nil {
		return err
	}
	c, err := d.owned(r, me)
	if err != nil {
		return err
	}
	all, err := d.Canned.CannedFor(r.Context(), models.Reader{Agent: me}, c.BotID)
	if err != nil {
		return err
	}
	list := []offered{}
	for _, reply := range fitting(all, find) {
		text, unknown := c.FillCanned(reply.Text, me)
		list = append(list, offered{Shortcut: reply.Shortcut, Title: reply.Title, Text: text, Unknown: append([]string{}, unknown...)})
	}
	return web.JSON(w, http.StatusOK, list)
}

// fitting are the best of those that have the words in them.
func fitting(all []models.CannedReply, find string) []models.CannedReply {
	find = strings.ToLower(strings.TrimSpace(find))
	kept := slices.DeleteFunc(slices.Clone(all), func(c models.CannedReply) bool { return rank(c, find) == 0 })
	slices.SortStableFunc(kept, func(a, b models.CannedReply) int { return rank(b, find) - rank(a, find) })
	return kept[:min(len(kept), mostOffered)]
}

// rank is how well a reply fits; 0: not at all.
func rank(c models.CannedReply, find string) int {
	shortcut, title := strings.ToLower(c.Shortcut), strings.ToLower(c.Title)
	switch {
	case strings.HasPrefix(shortcut, find):
		return 5
	case strings.HasPrefix(title, find):
		return 4
	case strings.Contains(shortcut, find):
		return 3
	case strings.Contains(title, find):
		return 2
	case strings.Contains(strings.ToLower(c.Text), find):
		return 1
	}
	return 0
}
