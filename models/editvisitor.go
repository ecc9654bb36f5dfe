package models

import (
	"strings"
	"time"

	"deskbell/models/flow"
)

// Contact is what an agent knows better of a visitor. What is empty is forgotten.
type Contact struct {
	Agent              AgentID
	Name, Email, Phone string
	Now                time.Time
}

// EditVisitor corrects who the visitor is and how to reach him. Errors: ErrNotFound for other people's bots,
// CodeInvalid with the field email or phone.
func EditVisitor(e Contact) func(*Conversation) (Change, error) {
	return func(c *Conversation) (Change, error) {
		if _, err := actor(c, e.Agent); err != nil {
			return Change{}, err
		}
		was := c.Visitor
		next, err := e.clean(was)
		if err != nil {
			return Change{}, err
		}
		d := newDraft(c, e.Now)
		for _, one := range [...][3]string{{"name", was.Name, next.Name}, {"email", was.Email, next.Email}, {"phone", was.Phone, next.Phone}} {
			if one[1] != one[2] {
				d.updateVisitor(one[0], one[2])
			}
		}
		if !d.change.VisitorChanged {
			return Change{}, nil
		}
		return d.aside(), nil
	}
}

// clean is what is kept. What was there before stays as it is, however it was written.
func (e Contact) clean(was Visitor) (Contact, error) {
	e.Name = CleanLine(e.Name, 80)
	e.Email, e.Phone = strings.TrimSpace(e.Email), strings.TrimSpace(e.Phone)
	if e.Email != "" && e.Email != was.Email {
		clean, ok := flow.CleanEmail(e.Email)
		if !ok {
			return e, invalid("email", "This is not an email address yet; one looks like name@example.com.")
		}
		e.Email = clean
	}
	if e.Phone != "" && e.Phone != was.Phone {
		clean, ok := flow.CleanPhone(e.Phone, "")
		if !ok {
			return e, invalid("phone", "Write the number with its country's code, as +44 20 7946 0000.")
		}
		e.Phone = clean
	}
	return e, nil
}
