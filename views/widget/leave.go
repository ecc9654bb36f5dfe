package widget

import (
	"github.com/a-h/templ"

	"deskbell/models"
)

// LeaveForm is what was typed into the form for a message, and what is wrong with it: Field is its
// bad field ("email", "message", "phone"), Problem the sentence.
type LeaveForm struct {
	ClientID, Name, Email, Phone, Message string
	Field, Problem                        string
	WantEmail                             bool
}

// beside says that what is wrong stands beside no field.
func (f LeaveForm) beside() bool {
	return f.Problem != "" && f.Field != "email" && f.Field != "message" && f.Field != "phone"
}

// visitor is what is known of who asks.
func (p Panel) visitor() models.Visitor {
	if p.Conversation == nil {
		return models.Visitor{}
	}
	return p.Conversation.Visitor
}

func invalid(f LeaveForm, name string) templ.Attributes {
	if f.Field != name {
		return nil
	}
	return templ.Attributes{"aria-invalid": "true", "aria-describedby": "leave-" + name + "-error"}
}
