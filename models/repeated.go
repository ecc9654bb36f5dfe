package models

import (
	"errors"
	"maps"
	"slices"
	"strings"

	"deskbell/models/flow"
)

// repeated finds the entry that the same client id made before. The same again: nothing new; another
// one: refused, the first stays.
func repeated(c *Conversation, clientID string, same func(Entry) bool) (Change, bool, error) {
	if err := checkClientID(clientID); err != nil {
		return Change{}, false, err
	}
	if c.LastSeq == 0 {
		return Change{}, false, nil
	}
	entry, err := c.Records.EntryByClientID(clientID)
	if errors.Is(err, ErrNotFound) {
		return Change{}, false, nil
	}
	if err != nil {
		return Change{}, false, err
	}
	if !same(entry) {
		return Change{}, true, invalid("client_id", "This message was sent before with other words.")
	}
	return Change{Repeated: &entry}, true, nil
}

// sameAs says whether an entry is the answer that the message gives to the same question.
func (m Message) sameAs(e Entry) bool {
	switch {
	case e.Body.Token != m.Token || e.Body.Quick:
		return false
	case len(e.Body.Picked) > 0 || len(m.Choices) > 0:
		return slices.Equal(slices.Sorted(slices.Values(e.Body.Picked)), m.picked())
	case len(e.Body.Files) > 0 || len(m.Files) > 0:
		return sameFiles(e.Body.Files, m.Files)
	case len(e.Body.Fields) > 0 || len(m.Fields) > 0:
		return sameFields(e.Body.Fields, m.Fields)
	}
	return e.Body.Chosen == m.Choice
}

// sameFields compares what was kept of a form with what is sent: empty fields were not kept.
func sameFields(kept, sent map[string]string) bool {
	clean := map[string]string{}
	for id, value := range sent {
		if text, err := CleanText("", value); err == nil {
			clean[id] = text
		}
	}
	for id := range clean {
		if _, there := kept[id]; !there {
			delete(clean, id) // a field that the form did not have
		}
	}
	return maps.Equal(kept, clean)
}

func sameFiles(a, b []flow.File) bool {
	return slices.EqualFunc(a, b, func(x, y flow.File) bool { return x.ID == y.ID })
}

// checkFiles refuses what no upload of ours makes.
func checkFiles(files []flow.File) error {
	if len(files) > MostFilesInOneMessage {
		return invalid("file", "At most %d files go into one message.", MostFilesInOneMessage)
	}
	for _, f := range files {
		if !FileID(f.ID).Valid() || strings.TrimSpace(f.Name) == "" {
			return ErrFileGone
		}
	}
	return nil
}
