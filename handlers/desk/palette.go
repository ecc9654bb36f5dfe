package desk

import (
	"cmp"
	"net/http"
	"slices"
	"strings"

	"deskbell/handlers/web"
	"deskbell/models"
	"deskbell/views/layout"
)

// What the palette asks for, at most, in characters, and how many conversations it gets.
const (
	longestCommand = 100
	pageOfPalette  = 8
)

// found is a place that the palette leads to.
type found struct {
	Name string `json:"name"`
	Hint string `json:"hint"`
	Href string `json:"href"`
}

// palette is what the page that asks cannot know by itself: the sections of the settings, and conversations
// that fit the words, first those whose visitor is called so.
func (d *desk) palette(w http.ResponseWriter, r *http.Request, me *models.Agent) error {
	words, err := web.Field(r, "q", longestCommand)
	if err != nil {
		return err
	}
	places := []found{}
	for _, s := range layout.Sections(me) {
		places = append(places, found{s.Name, "Settings", s.Path})
	}
	if strings.TrimSpace(words) != "" {
		page, err := d.Search.Search(r.Context(), models.Reader{Agent: me}, models.SearchQuery{Words: words, Limit: pageOfPalette})
		if err != nil {
			return err
		}
		slices.SortStableFunc(page.Found, func(a, b models.Found) int { return cmp.Compare(byText(a), byText(b)) })
		for _, f := range page.Found {
			places = append(places, found{f.Conversation.Visitor.Called(), hintOf(f), "/desk/" + string(f.Conversation.ID)})
		}
	}
	return web.JSON(w, http.StatusOK, struct {
		Places []found `json:"places"`
	}{places})
}

// byText is 0 for what was found by the visitor's name, 1 for what was found in the log.
func byText(f models.Found) int {
	if f.Entry.Seq == 0 {
		return 0
	}
	return 1
}

func hintOf(f models.Found) string {
	if f.Entry.Seq == 0 {
		return "Conversation"
	}
	return "Conversation, by what was said"
}
