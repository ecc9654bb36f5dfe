package models

import "time"

// SetCategory says what the conversation is about; "" for nothing. The caller has made sure that it is one
// that can be chosen. Errors: ErrNotFound for other people's bots.
func SetCategory(id AgentID, name string, now time.Time) func(*Conversation) (Change, error) {
	return func(c *Conversation) (Change, error) {
		if _, err := actor(c, id); err != nil {
			return Change{}, err
		}
		if name = CleanLine(name, longestCategory); name == c.Category {
			return Change{}, nil
		}
		d := newDraft(c, now)
		d.c.Category = name
		return d.aside(), nil
	}
}
