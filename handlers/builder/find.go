package builder

import (
	"net/http"
	"strings"
	"unicode/utf8"

	"deskbell/handlers/web"
	"deskbell/models"
	"deskbell/models/flow"
	view "deskbell/views/builder"
)

const (
	mostFound   = 100
	longestFind = 200 // characters of a search
	around      = 40  // characters on each side of what was found
)

// find looks for words in all flows of the bot, as they are in the making.
func (b *builder) find(w http.ResponseWriter, r *http.Request, v visit) error {
	query, err := web.Field(r, "q", longestFind)
	if err != nil {
		return err
	}
	d, err := b.draft(r.Context(), v, look(r))
	if err != nil {
		return err
	}
	s := view.Search{Draft: d, Query: strings.TrimSpace(query)}
	for _, f := range d.Flows {
		if s.Query == "" || s.More {
			break
		}
		other := d.FlowDraft
		if f.ID != d.ID {
			if other, err = b.Drafts.Draft(r.Context(), f.ID); err != nil {
				return err
			}
		}
		search(&s, f, &other.Document)
	}
	if r.URL.Query().Has("q") && isPart(r) {
		return web.Render(w, r, http.StatusOK, view.FoundView(s))
	}
	return web.Render(w, r, http.StatusOK, view.FindView(s))
}

// search adds what is found in one flow.
func search(s *view.Search, in models.FlowHead, document *flow.Document) {
	want := strings.ToLower(s.Query)
	for _, item := range flow.Outline(document) {
		block := document.Blocks[item.Block]
		title := item.Title
		if title == "" {
			title = item.Kind
		}
		for _, t := range view.TextsOf(block) {
			excerpt, ok := excerptOf(t.Text, want)
			if !ok {
				continue
			}
			if len(s.Found) == mostFound {
				s.More = true
				return
			}
			s.Found = append(s.Found, view.Found{Flow: in, Block: item.Block, Title: title, Label: t.Label, Excerpt: excerpt})
		}
	}
}

// excerptOf is what stands around the words that were looked for, which are in lower case.
func excerptOf(text, want string) (string, bool) {
	lower := strings.ToLower(text)
	at := strings.Index(lower, want)
	if at < 0 {
		return "", false
	}
	runes := []rune(text)
	if len([]rune(lower)) != len(runes) {
		return text, true // letters that change their number with their case: rare, and shown whole
	}
	start := utf8.RuneCountInString(lower[:at])
	end := start + utf8.RuneCountInString(want)
	from, to := max(0, start-around), min(len(runes), end+around)
	excerpt := strings.Join(strings.Fields(string(runes[from:to])), " ")
	if from > 0 {
		excerpt = "…" + excerpt
	}
	if to < len(runes) {
		excerpt += "…"
	}
	return excerpt, true
}
