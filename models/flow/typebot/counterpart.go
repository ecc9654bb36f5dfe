package typebot

import (
	"encoding/json"
	"strings"

	"deskbell/models/flow"
)

// made is what becomes of a block. Without a kind there is no counterpart; why says so.
type made struct {
	kind     string
	settings map[string]any
	out      map[string]string // our block by port; "" for ports that lead nowhere
	changed  []string          // what is not as it was
	why      string
}

func (d *made) differs(what string) { d.changed = append(d.changed, what) }

// set keeps a setting that is not empty.
func (d *made) set(name string, value any) {
	switch v := value.(type) {
	case word:
		if value = fixed(string(v)); v == "" {
			return
		}
	case string:
		if v == "" {
			return
		}
	case bool:
		if !v {
			return
		}
	}
	d.settings[name] = value
}

// asks says that a kind of block waits for the visitor.
func asks(kind string) bool {
	return strings.HasSuffix(kind, " input") && kind != "payment input"
}

// counterpart is what a block becomes here.
func (m *maker) counterpart(s spoken) made {
	var o options
	if len(s.Options) > 0 {
		if err := json.Unmarshal(s.Options, &o); err != nil {
			return made{why: "Its settings cannot be read."}
		}
	}
	d := made{settings: map[string]any{}, out: map[string]string{}}
	switch {
	case asks(s.Type):
		m.question(s, o, &d)
	case s.Type == "text" || s.Type == "image" || s.Type == "video" || s.Type == "audio":
		m.said(s, &d)
	default:
		m.step(s, o, &d)
	}
	if _, set := d.out[flow.PortNext]; !set && d.kind != "" && d.kind != "condition" && d.kind != "split" {
		d.out[flow.PortNext] = m.after(s)
	}
	if scripy.Match(s.raw) {
		d.differs("It holds a script in {{= … =}}, which is not run here.")
	}
	return d
}

// said is for bubbles.
func (m *maker) said(s spoken, d *made) {
	if s.Type == "text" {
		d.kind = "text"
		words := fixed(written(s.Content))
		if words == "" {
			words = "…"
			d.differs("The text was empty.")
		}
		d.set("text", words)
		return
	}
	var content struct {
		URL word `json:"url"`
		ID  word `json:"id"`
		Alt word `json:"alt"`
	}
	_ = json.Unmarshal(s.Content, &content) // what is not there is asked for by the builder
	url := fixed(string(content.URL))
	switch {
	case strings.HasPrefix(url, "{{"):
		d.kind = "text"
		d.set("text", url)
		d.differs("Its whole address is a variable: the address is said as a link instead.")
		return
	case url == "" && content.ID != "":
		d.why = "The video is named by the id of another platform; put its address in."
		return
	case url == "":
		d.why = "It has no address."
		return
	}
	d.kind = s.Type
	d.set("url", url)
	if s.Type == "image" {
		d.set("alt", content.Alt)
		d.differs("The image stays where it is; upload it, so that it cannot vanish.")
	}
}

// fixed is a template with the names of variables as we write them.
func fixed(text string) string {
	if !strings.Contains(text, "{{") {
		return text
	}
	var b strings.Builder
	for {
		before, rest, ok := strings.Cut(text, "{{")
		b.WriteString(before)
		if !ok {
			return b.String()
		}
		name, after, ok := strings.Cut(rest, "}}")
		if !ok {
			b.WriteString("{{" + rest)
			return b.String()
		}
		b.WriteString("{{" + varName(name) + "}}")
		text = after
	}
}
