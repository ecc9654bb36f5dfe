package typebot

import (
	"encoding/json"
	"fmt"
	"strconv"
	"strings"

	"deskbell/models/flow"
)

// step is for blocks that neither say nor ask.
func (m *maker) step(s spoken, o options, d *made) {
	switch s.Type {
	case "Condition":
		m.condition(s, d)
	case "Set variable":
		m.set(o, d)
	case "Jump":
		d.kind = "jump"
		d.out[flow.PortNext] = m.at(o.Group, o.Block)
	case "Typebot link":
		m.link(o, d)
	case "AB test":
		m.split(s, o, d)
	case "Wait":
		wait(o, d)
	case "Redirect":
		d.kind = "link"
		d.set("url", o.URL)
		d.settings["label"] = "Open"
		d.set("new_tab", o.NewTab.yes())
		d.differs("The visitor opens the page with a button.")
	case "Webhook", "HTTP request":
		m.request(s, o, d)
	case "Email":
		mail(o, d)
	case "openai", "OpenAI", "mistral", "anthropic", "open-router", "together-ai", "groq", "deepseek", "perplexity":
		m.ai(s, o, d)
	case "chatwoot", "Chatwoot", "zendesk", "Zendesk":
		d.kind = "live_chat"
		d.differs("It is the Live chat block now: people answer on Deskbell's own desk.")
	case "Return":
		d.why = "A flow that was run comes back at its end by itself; take this block out."
	}
}

func (m *maker) link(o options, d *made) {
	to := m.at(o.Group, "")
	if o.Typebot != "current" || to == "" {
		d.why = "It runs another bot of Typebot: import that one too, and put “Run a flow” here."
		return
	}
	d.kind = "call"
	d.out["call"] = to
}

func (m *maker) split(s spoken, o options, d *made) {
	d.kind = "split"
	percent, err := strconv.Atoi(string(o.APercent))
	if err != nil || percent < 0 || percent > 100 {
		percent = 50
	}
	d.settings["branches"] = []map[string]any{
		{"id": "a", "label": "A", "weight": percent}, {"id": "b", "label": "B", "weight": 100 - percent}}
	for _, one := range s.Items {
		to := m.follow(one.Edge, s.where)
		if to == "" {
			to = m.after(s)
		}
		d.out["branch:"+one.Path] = to
	}
}

func wait(o options, d *made) {
	d.kind = "wait"
	seconds, err := strconv.ParseFloat(string(o.Seconds), 64)
	if err != nil || seconds < 0 || seconds > 86_400 {
		d.differs(fmt.Sprintf("The time %q is one second now.", string(o.Seconds)))
		seconds = 1
	}
	d.settings["seconds"] = max(1, int(seconds+0.5))
}

func mail(o options, d *made) {
	d.kind = "email"
	join := func(all []word) string {
		parts := make([]string, 0, len(all))
		for _, one := range all {
			parts = append(parts, fixed(string(one)))
		}
		return strings.Join(parts, ", ")
	}
	d.set("to", join(o.To))
	d.set("cc", join(o.CC))
	d.set("reply_to", o.ReplyTo)
	d.set("subject", o.Subject)
	d.set("text", o.Body)
	d.differs("It is sent from the address set in Deskbell.")
}

// ai keeps what an answer block of any provider was told, and asks our AI instead.
func (m *maker) ai(s spoken, o options, d *made) {
	what := o.Action + o.Task
	if what != "Create chat completion" && what != "Create Chat Message" && what != "Ask Assistant" && what != "Ask assistant" {
		d.why = fmt.Sprintf("The AI's action %q has no counterpart.", what)
		return
	}
	d.kind = "ai_answer"
	for _, one := range o.Messages {
		switch one.Role {
		case "system":
			d.set("instructions", one.Content)
		case "user":
			d.set("question", one.Content)
		}
	}
	for _, one := range o.Responses {
		if one.Item == "" || one.Item == "Message content" || one.Item == "Message" {
			d.set("var", m.vars[one.Variable])
			d.set("silent", m.vars[one.Variable] != "") // it is said by the block that shows the variable
		}
	}
	for _, port := range []string{"answered", "wants_person", "not_found", "error"} {
		d.out[port] = m.after(s)
	}
	d.out[flow.PortNext] = ""
	d.differs("It is the AI answer block now: set the AI up in Deskbell, and check its instructions.")
}

func (m *maker) request(s spoken, o options, d *made) {
	if o.Webhook.URL == "" && len(o.Webhook.Headers) == 0 {
		var old struct {
			Webhook webhook `json:"webhook"`
		}
		_ = json.Unmarshal(s.raw, &old) // version 3 kept it beside the options
		o.Webhook = old.Webhook
	}
	if o.Webhook.URL == "" {
		d.why = "The request has no address."
		return
	}
	d.kind = "http"
	d.set("method", o.Webhook.Method)
	address := fixed(string(o.Webhook.URL))
	for i, q := range o.Webhook.Query {
		sign := "&"
		if i == 0 && !strings.Contains(address, "?") {
			sign = "?"
		}
		address += sign + string(q.Key) + "=" + fixed(string(q.Value))
	}
	d.set("url", address)
	var headers []map[string]string
	for _, h := range o.Webhook.Headers {
		headers = append(headers, map[string]string{"name": string(h.Key), "value": fixed(string(h.Value))})
	}
	if headers != nil {
		d.settings["headers"] = headers
	}
	d.set("body", o.Webhook.Body)
	var save []map[string]string
	for _, one := range o.Mapped {
		if v := m.vars[one.Variable]; v != "" {
			save = append(save, map[string]string{"path": strings.TrimPrefix(string(one.Path), "data."), "var": v})
		}
	}
	if save != nil {
		d.settings["save"] = save
	}
	d.differs("Keys in its headers are part of the flow now; move them to the bot's secrets.")
}
