package admin

import (
	"slices"
	"strings"

	"deskbell/models"
)

// fieldOf is a field of a section: its name in the form, what people call it, its value in words.
type fieldOf struct{ name, words, value string }

// fields are those of the form's section.
func (f BotForm) fields() []fieldOf {
	switch f.Section {
	case BotLook:
		if !f.Own {
			return []fieldOf{{"look", "colours", "ink on paper"}}
		}
		l := f.Look
		return []fieldOf{{"look", "colours", "own"}, {"fill", "buttons", l.Fill}, {"hover", "under the pointer", l.Hover}, {"on", "words on them", l.On}, {"words", "coloured words", l.Words}}
	case BotSites:
		return []fieldOf{{"sites", "sites", f.Sites}}
	case BotRouting:
		mode := map[models.RoutingMode]string{models.RouteEverybody: "everybody", models.RouteLeastBusy: "the least busy one"}[f.Mode]
		return []fieldOf{{"mode", "who is asked", mode}, {"accept", "time to take a chat", f.Accept + " seconds"}, {"priority", "priority", f.Priority}}
	case BotTexts:
		return f.textFields()
	case BotHours:
		return f.hourFields()
	case BotEmail:
		return f.Mail.fields()
	}
	return []fieldOf{{"name", "name", f.Name}, {"title", "title", f.Title}, {"subtitle", "subtitle", f.Subtitle}, {"start_flow", "start flow", f.Start},
		{"most_file", "largest file", f.MostFile + " MB"}, {"idle", "closing of quiet chats", f.Idle + " hours"}}
}

func (f BotForm) hourFields() []fieldOf {
	if !f.Timed {
		return []fieldOf{{"hours", "opening", "always open"}}
	}
	typed := f.Hours.Form()
	all := []fieldOf{{"hours", "opening", "hours"}, {"zone", "time zone", typed.Zone}}
	for i, times := range typed.Week {
		if times == "" {
			times = "closed"
		}
		all = append(all, fieldOf{"week." + string(rune('0'+i)), weekday(i), times})
	}
	return append(all, fieldOf{"days", "days that differ", typed.Days})
}

// Differences are what people call the fields that are others than they were.
func (f BotForm) Differences(was BotForm) []string {
	var names []string
	old := map[string]string{}
	for _, o := range was.fields() {
		old[o.name] = same(o.value)
	}
	for _, n := range f.fields() {
		if value, there := old[n.name]; (!there || value != same(n.value)) && !slices.Contains(names, n.words) {
			names = append(names, n.words)
		}
	}
	return names
}

// Theirs writes beside each field that somebody else has saved otherwise what it is now.
func (f BotForm) Theirs(now BotForm) {
	typed := map[string]string{}
	for _, t := range f.fields() {
		typed[t.name] = same(t.value)
	}
	for _, n := range now.fields() {
		if typed[n.name] != same(n.value) {
			value := models.CleanLine(same(n.value), 300)
			if value == "" {
				value = "empty"
			}
			f.Problems[n.name] = "Now it is: " + value
		}
	}
}

// same is a value without what does not count in it.
func same(value string) string { return strings.Join(strings.Fields(value), " ") }
