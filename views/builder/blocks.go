package builder

import (
	"slices"
	"strings"

	"deskbell/models/flow"
)

// BlocksPath is the page that says of every kind of block what it does, at one of them.
func BlocksPath(kind string) string {
	if kind == "" {
		return "/bots/blocks"
	}
	return "/bots/blocks#block-" + kind
}

// chapter is a group of kinds.
type chapter struct {
	title string
	kinds []flow.KindDoc
}

// chapters are all kinds in the palette's groups; those that are not offered come last.
func chapters() []chapter {
	var all []chapter
	for _, k := range flow.Docs() {
		title := or(k.Group, "Not in the palette")
		at := slices.IndexFunc(all, func(c chapter) bool { return c.title == title })
		if at < 0 {
			at = len(all)
			all = append(all, chapter{title: title})
		}
		all[at].kinds = append(all[at].kinds, k)
	}
	order := []string{"Say", "Ask", "Decide", "Do", "People", "Not in the palette"}
	slices.SortStableFunc(all, func(a, b chapter) int { return slices.Index(order, a.title) - slices.Index(order, b.title) })
	return all
}

// chapterID is the id of a group on the page.
func chapterID(title string) string {
	if title == "Not in the palette" {
		return "group-other"
	}
	return "group-" + title
}

func exitWords(p flow.Port) string {
	if p.Optional {
		return "may stay open"
	}
	return ""
}

// controlWords says what a setting without a help of its own takes.
func controlWords(s flow.Setting) string {
	var labels []string
	for _, o := range s.Options {
		labels = append(labels, o.Label)
	}
	switch {
	case s.Control == flow.ControlSelect:
		return strings.Join(labels, " · ")
	case s.Control == flow.ControlToggle && s.DefaultOn:
		return "On or off; on to begin with."
	case s.Control == flow.ControlToggle:
		return "On or off."
	case s.Control == flow.ControlNumber && s.Unit != "":
		return "A number, in " + s.Unit + "."
	case s.Control == flow.ControlNumber:
		return "A number."
	case s.Control == flow.ControlVariable:
		return "The name of a variable."
	case s.Control == flow.ControlMedia:
		return "An address, or a file that you upload."
	case s.Control == flow.ControlArticle:
		return "One of your published articles."
	case s.Control == flow.ControlHours:
		return "Opening times, by day of the week."
	case s.Control == flow.ControlWords:
		return "One on each line."
	case s.Control == flow.ControlZone:
		return "A time zone, as Europe/Zurich."
	case s.Control == flow.ControlSecret:
		return "The name of one of the bot's secrets."
	case s.Templated:
		return "A text; it may name variables."
	}
	return "A text."
}

// settingGroup is some settings under one heading.
type settingGroup struct {
	title    string
	settings []flow.Setting
}

func settingGroups(all []flow.Setting) []settingGroup {
	var groups []settingGroup
	for _, s := range all {
		at := slices.IndexFunc(groups, func(g settingGroup) bool { return g.title == s.Group })
		if at < 0 {
			at = len(groups)
			groups = append(groups, settingGroup{title: s.Group})
		}
		groups[at].settings = append(groups[at].settings, s)
	}
	return groups
}
