package models

import (
	"maps"
	"slices"
	"strings"

	"deskbell/models/flow"
)

// Mask stands for what only the visitor may read.
const Mask = flow.Mask

const shortestSecret = flow.ShortestSecret

// ForTeam is the entry as the team may see it. Every view, list and export for the team goes through it.
func (e Entry) ForTeam() Entry {
	if e.Body.Masked != "" {
		e.Text, e.Body.Masked = e.Body.Masked, ""
	}
	if e.Body.Sensitive {
		e.Text = Mask
		e.Body.Chosen, e.Body.Picked, e.Body.Fields, e.Body.Files = "", nil, nil, nil
	}
	return e
}

// ForGuest is the entry as a guest may see it: as a visitor, but without what only the visitor may read, and without
// his address.
func (e Entry) ForGuest() Entry {
	e.Body.From = ""
	if e.Revises != nil {
		now := e.Revises.ForGuest()
		e.Revises = &now
	}
	return e.ForVisitor().ForTeam()
}

// For is the entry as its reader may see it; whether he may at all is for who reads it.
func (e Entry) For(who Reader) Entry {
	switch {
	case who.Guest != nil:
		return e.ForGuest()
	case who.Agent == nil:
		return e.ForVisitor()
	}
	return e
}

// TeamVars are the run's variables as the team may see them.
func (c *Conversation) TeamVars() map[string]string {
	if len(c.Flow.Secret) == 0 {
		return c.Flow.Vars
	}
	vars := maps.Clone(c.Flow.Vars)
	for name, value := range vars {
		vars[name] = withoutSecrets(c.Flow, value) // a block may have made it of one
		if slices.Contains(c.Flow.Secret, name) {
			vars[name] = Mask
		}
	}
	return vars
}

// masked is what the bot says as the team may see it; "" where that is the same.
func (d *draft) masked(text string) string {
	shown := withoutSecrets(d.c.Flow, text)
	if shown == text {
		return ""
	}
	return shown
}

// WithoutSecrets is a text without what the visitor has answered to sensitive questions.
func (c *Conversation) WithoutSecrets(text string) string { return withoutSecrets(c.Flow, text) }

func withoutSecrets(s flow.State, text string) string { return s.WithoutSecrets(text) }

// line is an entry in one line of a list, for the team: its words, or what it shows.
func (e Entry) line() string {
	e = e.ForTeam()
	plain := ""
	if e.Author.Kind != ByVisitor {
		plain = plainly(e.Text)
	}
	switch {
	case strings.TrimSpace(e.Text) != "" && e.Author.Kind == ByVisitor: // whose words have no marks
		return e.Text
	case strings.TrimSpace(plain) != "":
		return plain
	case e.Body.Content != nil:
		return lineOf(*e.Body.Content)
	}
	return FileNames(e.Body.Files)
}

func lineOf(c flow.Content) string {
	for _, words := range []string{c.Name, c.Alt} {
		if strings.TrimSpace(words) != "" {
			return words
		}
	}
	switch c.Kind {
	case flow.ContentImage:
		return "Image"
	case flow.ContentVideo:
		return "Video"
	case flow.ContentAudio:
		return "Audio"
	case flow.ContentCards:
		if len(c.Cards) > 0 {
			return c.Cards[0].Title
		}
		return "Cards"
	case flow.ContentLink:
		return "Link"
	case flow.ContentArticle:
		return "Article"
	case flow.ContentAnimation:
		return "Animation"
	case flow.ContentAnswer:
		return "Answer"
	}
	return "File"
}

// FileNames are the names of files, in one line.
func FileNames(files []flow.File) string {
	names := make([]string, len(files))
	for i, f := range files {
		names[i] = f.Name
	}
	return strings.Join(names, ", ")
}
