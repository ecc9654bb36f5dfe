package desk

import (
	"fmt"

	"deskbell/models"
	"deskbell/views/ui"
)

// toVisitor says whether a transcript can be mailed to the visitor, and what comes with that.
type toVisitor struct {
	may         bool
	label, hint string
}

func transcriptTo(o Open, reach models.Reach) toVisitor {
	c := &o.Conversation
	t := toVisitor{label: "To the visitor, " + ui.Line(c.Visitor.Email)}
	switch {
	case c.Visitor.Email == "":
		t.label, t.hint = "To the visitor", "Their email address is not known."
	case c.Playground:
		t.hint = "This chat is from the playground: its visitor is not written to."
	case reach.Why != "":
		t.hint = reach.Why
	case !reach.Own:
		t.may = true
		t.hint = fmt.Sprintf("Nobody has opened the chat from an email there yet, so it may be somebody else's address: "+
			"what the visitor and the bot said is left out, and at most %d emails go there in a day.", models.MostMailsADay)
	default:
		t.may, t.hint = true, "With a way back into the chat."
	}
	return t
}
