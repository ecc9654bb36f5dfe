package message

import (
	"strconv"
	"strings"
	"time"

	"deskbell/models"
	"deskbell/models/flow"
	"deskbell/models/wording"
	"deskbell/views/ui"
)

// Plain is an entry as the team may see it, in words alone: who said what or, with who "", what happened.
// A line break in what is one that was written.
func Plain(e models.Entry) (who, what string) {
	e = e.ForTeam()
	switch {
	case e.Kind == models.EntryNote:
		return ui.Line(firstName(e.Author)) + " (note)", saidPlainly(e)
	case e.Kind == models.EntrySummary:
		return ui.Line(firstName(e.Author)) + " (summary)", saidPlainly(e)
	case e.Kind == models.EntryFault:
		return "", "A fault in the flow: " + ui.Line(e.Text)
	case e.Kind != models.EntrySaid:
		h := forTeam(e)
		if h.Faint != "" {
			h.Faint = "(" + h.Faint + ")"
		}
		return "", ui.Line(strings.Join(strings.Fields(h.Who+" "+h.Mark+" "+h.What+" "+h.Faint), " "))
	case animation(e) != "" && e.Text == "":
		return "", ui.Line(firstName(e.Author)) + " played an animation: " + animationWords(animation(e), wording.Set{})
	}
	return strings.TrimSpace(ui.Line(firstName(e.Author)) + " " + teamMark(e.Author)), saidPlainly(e)
}

// saidPlainly are the words, and what is shown below them, a line each.
func saidPlainly(e models.Entry) string {
	if e.Body.Revised == models.RevisedDeleted {
		return "Message deleted"
	}
	var lines []string
	if text := clean(written(e)); strings.TrimSpace(text) != "" {
		lines = append(lines, text)
	}
	if e.Body.Revised == models.RevisedEdited {
		lines = append(lines, "(edited)")
	}
	if c := e.Body.Content; c != nil {
		lines = append(lines, contentPlainly(*c)...)
	}
	for _, f := range e.Body.Files {
		lines = append(lines, "[File: "+ui.Line(f.Name)+"]")
	}
	return strings.Join(lines, "\n")
}

func contentPlainly(c flow.Content) []string {
	if c.Kind == flow.ContentAnswer {
		return answerPlainly(c)
	}
	if c.Kind == flow.ContentCards {
		var lines []string
		for _, card := range c.Cards {
			lines = append(lines, "[Card: "+ui.Line(card.Title)+"]")
		}
		return lines
	}
	what := map[flow.ContentKind]string{flow.ContentImage: "Picture", flow.ContentVideo: "Video", flow.ContentAudio: "Recording",
		flow.ContentFile: "File", flow.ContentLink: "Link", flow.ContentArticle: "Article", flow.ContentAnimation: "Animation"}[c.Kind]
	if what == "" {
		return nil
	}
	for _, words := range []string{c.Name, c.Alt, c.URL} {
		if strings.TrimSpace(words) != "" {
			return []string{"[" + what + ": " + ui.Line(words) + "]"}
		}
	}
	return []string{"[" + what + "]"}
}

// answerPlainly is what stands under an answer of the AI.
func answerPlainly(c flow.Content) []string {
	var lines []string
	for _, s := range sourcesOf(c) {
		lines = append(lines, "[Source: "+ui.Line(s.Title)+", "+articlePath(s.Slug)+"]")
	}
	switch {
	case c.Rated > 0:
		lines = append(lines, "[Rated helpful]")
	case c.Rated < 0:
		lines = append(lines, "[Rated not helpful]")
	}
	return lines
}

// barred says that somebody was blocked, and for how long.
func barred(e models.Entry) happening {
	h := happening{Who: firstName(e.Author), What: "blocked the visitor for good", Faint: ui.Line(e.Text)}
	if e.Body.Until > 0 {
		hours := int(time.UnixMilli(e.Body.Until).Sub(e.At).Round(time.Hour) / time.Hour)
		switch {
		case hours > 48 && hours%24 == 0:
			h.What = "blocked the visitor for " + strconv.Itoa(hours/24) + " days"
		case hours == 1:
			h.What = "blocked the visitor for an hour"
		default:
			h.What = "blocked the visitor for " + strconv.Itoa(hours) + " hours"
		}
	}
	if e.Body.Reason == "address" {
		h.What += ", and everybody at the same address"
	}
	return h
}

// jumped says where an agent has led the conversation.
func jumped(e models.Entry) happening {
	return happening{Who: firstName(e.Author), What: "had the bot play “" + ui.Line(e.Body.To) + "”, and stays"}
}
