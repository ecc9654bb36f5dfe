package models

import (
	"maps"
	"slices"
	"strings"
	"unicode/utf8"

	"deskbell/models/flow"
)

// Limits of what a flow may keep of a visitor and of a conversation.
const (
	mostAttributes   = 100
	longestName      = 64    // of an attribute, in runes, as
	longestAttribute = 1_000 // its value
	longestCategory  = 80
	longestPhone     = 40
)

// world puts what is known of the visitor, the page and the bot among the variables that ev is played
// with. A run that begins forgets its variables, so they come with its event.
func (d *draft) world(ev *flow.Event) {
	bot := ""
	if d.c.Bot != nil {
		bot = d.c.Bot.Name
	}
	v := &d.c.Visitor
	known := [...][2]string{{"visitor.name", v.Name}, {"visitor.email", v.Email}, {"visitor.phone", v.Phone},
		{"page.url", d.c.Page}, {"page.title", d.c.PageTitle}, {"language", d.c.Language}, {"bot.name", bot}}
	vars, copied := d.c.Flow.Vars, false
	if ev.Kind == flow.EventStart {
		vars = ev.Vars
	}
	set := func(name, value string) {
		if value == "" || vars[name] == value {
			return
		}
		if !copied {
			next := make(map[string]string, len(vars)+len(known))
			maps.Copy(next, vars)
			vars, copied = next, true
		}
		vars[name] = value
	}
	for _, one := range known {
		set(one[0], one[1])
	}
	for name, value := range v.Attributes {
		set("visitor."+name, value)
	}
	switch {
	case !copied:
	case ev.Kind == flow.EventStart:
		ev.Vars = vars
	default:
		d.c.Flow.Vars = vars
	}
}

// update keeps what a flow says of its visitor and its conversation. What is no address is left out.
func (d *draft) update(set map[string]string) {
	for _, what := range slices.Sorted(maps.Keys(set)) {
		value := set[what]
		noun, name, _ := strings.Cut(what, ".")
		switch noun {
		case "visitor":
			d.updateVisitor(name, value)
		case "conversation":
			if name == "category" {
				d.c.Category = CleanLine(value, longestCategory)
				continue
			}
			d.c.Attributes = withAttribute(d.c.Attributes, name, value)
		}
	}
}

func (d *draft) updateVisitor(name, value string) {
	v := &d.c.Visitor
	switch name {
	case "name":
		v.Name = CleanLine(value, 80)
	case "email":
		email, ok := flow.CleanEmail(value)
		if value != "" && !ok {
			return
		}
		v.Email = email
	case "phone":
		v.Phone = CleanLine(value, longestPhone)
	default:
		v.Attributes = withAttribute(v.Attributes, name, value)
	}
	d.change.VisitorChanged = true
	if value == "" {
		d.c.Flow.Vars = maps.Clone(d.c.Flow.Vars)
		delete(d.c.Flow.Vars, "visitor."+name)
	}
}

// withAttribute is a copy with one more, or one less where the value is empty. What has no proper name,
// or is one too many, is left out.
func withAttribute(have map[string]string, name, value string) map[string]string {
	_, there := have[name]
	if name == "" || utf8.RuneCountInString(name) > longestName || !utf8.ValidString(name) || (!there && len(have) >= mostAttributes) {
		return have
	}
	next := maps.Clone(have)
	if value = CleanLine(value, longestAttribute); value == "" {
		delete(next, name)
		return next
	}
	if next == nil {
		next = map[string]string{}
	}
	next[name] = value
	return next
}

func (d *draft) setEmail(email string) {
	d.c.Visitor.Email = email
	d.change.VisitorChanged, d.change.GaveEmail = true, true
}
