package flow

import "encoding/json"

// KindDoc is what the help page of blocks says about a kind.
type KindDoc struct {
	Kind     string // in documents
	Title    string
	Help     string
	Group    string // of the palette; "" is not offered
	Icon     string
	People   bool
	Settings []Setting
	Ports    []Port // all that it can have; "choice:ID" stands for one of each item
}

// Docs are all kinds, in the order in which a builder offers them.
func Docs() []KindDoc {
	var docs []KindDoc
	for _, k := range Kinds() {
		ports, _ := k.Ports(json.RawMessage(everyPort(k.Name))) // a test opens them all
		docs = append(docs, KindDoc{
			Kind: k.Name, Title: k.Title, Help: k.Help, Group: k.Group, Icon: k.Icon, People: k.People,
			Settings: k.Form, Ports: ports,
		})
	}
	return docs
}

// everyPort are settings with which a block of a kind has all the ports that it can have.
func everyPort(kind string) string {
	const asking = `"required":false,"max_tries":1,"timeout_seconds":60`
	switch kind {
	case "cards":
		return `{"choose":true,"cards":[{"id":"ID","title":"A card"}]}`
	case "buttons", "pictures":
		return `{` + asking + `,"choices":[{"id":"ID","label":"A choice"}]}`
	case "question", "phone", "number", "date", "rating", "file", "form", "consent":
		return `{` + asking + `}`
	case "condition":
		return `{"branches":[{"id":"ID","name":"A way","rules":[]}]}`
	case "split":
		return `{"branches":[{"id":"ID","label":"A way","weight":1}]}`
	case "quick_replies":
		return `{"items":[{"id":"ID","label":"A quick reply"}]}`
	case "live_chat":
		return `{"available":"both","unavailable":"jump","closed":"jump","timed_out":"jump","skip":true,"cancel":true}`
	}
	return `{}`
}
