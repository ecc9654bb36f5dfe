package widget

import (
	"github.com/a-h/templ"

	"deskbell/models"
)

// LeaveForm is what was typed into the form for a message, and what is wrong with it: Problem is a sentence, Problems
// those of each field ("email", "message", "phone") where it is about fields.
type LeaveForm struct {
	ClientID, Name, Email, Phone, Message string
	Problem                               string
	Problems                              map[string]string
	WantEmail                             bool
}

// beside is what is wrong and stands beside no field.
func (f LeaveForm) beside() string {
	for _, name := range []string{"email", "message", "phone"} {
		if f.Problems[name] != "" {
			return f.Problems["file"]
		}
	}
	return f.Problem
}

// visitor is what is known of who asks.
func (p Panel) visitor() models.Visitor {
	if p.Conversation == nil {
		return models.Visitor{}
	}
	return p.Conversation.Visitor
}

func invalid(f LeaveForm, name string) templ.Attributes {
	if f.Problems[name] == "" {
		return nil
	}
	return templ.Attributes{"aria-invalid": "true", "aria-describedby": "leave-" + name + "-error"}
}
