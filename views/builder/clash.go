package builder

import (
	"encoding/json"
	"strings"

	"deskbell/models"
	"deskbell/models/flow"
	"deskbell/models/flow/edit"
)

// ClashOf tells people what stands against an edit. key is the edit's in the browser that has sent it.
func ClashOf(d *Draft, clash *models.ClashError, key string) Clash {
	c := Clash{Draft: d, Label: clash.Place, By: clash.Theirs.ByName, Key: key, Gone: clash.Gone}
	if len(clash.Changes) == 0 {
		return c
	}
	change := clash.Changes[0]
	c.Block = change.Block
	if change.Path == "" || len(clash.Changes) > 1 {
		c.Theirs, c.Mine = clash.Theirs.Words(), "What you did: "+several(len(clash.Changes))
		return c
	}
	c.Theirs, c.Mine = d.valueWords(change, change.Before), d.valueWords(change, change.After)
	return c
}

// Typed is what was typed into a field, long ago.
type Typed struct{ Block, Field, Words, Key string }

// ClashNow is a field that was changed on a page too old to say who has changed it since.
func ClashNow(d *Draft, mine Typed) Clash {
	c := Clash{Draft: d, Block: mine.Block, Key: mine.Key, Mine: mine.Words}
	if _, there := d.Document.Blocks[mine.Block]; !there {
		c.Gone = true
		return c
	}
	at := edit.Change{Block: mine.Block, Path: mine.Field}
	if mine.Field != "title" && mine.Field != "note" {
		at.Path = "settings." + mine.Field
	}
	c.Label = edit.Place(&d.Document, at)
	c.Theirs = d.valueWords(at, edit.Value(&d.Document, at.Block, at.Path))
	return c
}

func several(n int) string { return Counted(n, "change", "changes") + " to this" }

// valueWords is what stands at the place of a change, for people.
func (d *Draft) valueWords(at edit.Change, raw json.RawMessage) string {
	var value any
	if len(raw) > 0 {
		value = Decoded(json.RawMessage(`{"v":` + string(raw) + `}`))["v"]
	}
	if strings.HasPrefix(at.Path, "out.") {
		var to flow.Target
		if len(raw) > 0 && json.Unmarshal(raw, &to) != nil {
			return string(raw)
		}
		p := Panel{Draft: d}
		return p.placeWords(to)
	}
	if at.Block == "" && at.Path == "start" {
		if id, ok := value.(string); ok {
			return d.nameOf(id)
		}
	}
	name, in := strings.CutPrefix(at.Path, "settings.")
	kind, _ := flow.KindOf(d.Document.Blocks[at.Block].Kind)
	for _, s := range kind.Form {
		if in && s.Name == name {
			return settingWords(s, value)
		}
	}
	return rawWords(value)
}
