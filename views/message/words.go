package message

import (
	"strings"

	"deskbell/models"
	"deskbell/models/wording"
	"deskbell/views/ui"
)

// happening is an event in words: "before **Who** (mark) what", or What alone. Faint is what follows it; the mark
// says of somebody that he is a guest.
type happening struct {
	Before, Who, Mark, What, Faint string
}

// forVisitor words an event for the person on the website.
func forVisitor(e models.Entry, say wording.Set) happening {
	switch e.Kind {
	case models.EntryWaiting:
		return happening{What: say.Of(wording.AskedPerson)}
	case models.EntryGaveUp:
		return happening{What: say.Of(gaveUpBecause(e.Body.Reason))}
	case models.EntryJoined:
		return does(e, say, wording.Joined)
	case models.EntryHandedBack:
		return does(e, say, wording.HandedBack)
	case models.EntryReleased:
		return does(e, say, wording.HadToGo)
	case models.EntryPassedOn:
		if goesOn(e) {
			return does(e, say, wording.Continues)
		}
		return does(e, say, wording.PassedOn)
	case models.EntryLeftWord:
		return happening{What: say.Of(wording.MessageLeft)}
	case models.EntryReopened:
		return happening{What: say.Of(wording.GoesOn)}
	}
	return happening{What: say.Of(wording.ChatEnded)}
}

// does words what somebody of the team has done, with the name where the language has it.
func does(e models.Entry, say wording.Set, what wording.Name) happening {
	before, after := say.Around(what, "name")
	after = strings.ReplaceAll(after, "{to}", ui.Line(e.Body.To))
	return happening{Before: strings.TrimSpace(before), Who: called(e.Author, say), Mark: guestMark(e.Author, say), What: strings.TrimSpace(after)}
}

func gaveUpBecause(reason string) wording.Name {
	switch reason {
	case "skipped":
		return wording.WentOn
	case "back":
		return wording.WentBack
	case "left", "cancelled":
		return wording.Stopped
	}
	return wording.NobodyFree
}

// teamMark is what stands behind the name of a guest where the team reads it; "" for others.
func teamMark(by models.Author) string {
	if by.Kind != models.ByGuest {
		return ""
	}
	return strings.TrimSpace(models.GuestMark)
}

// guestMark is teamMark for visitors.
func guestMark(by models.Author, say wording.Set) string {
	if by.Kind != models.ByGuest {
		return ""
	}
	return "(" + say.Of(wording.Guest) + ")"
}

// forTeam words an event for the desk.
func forTeam(e models.Entry) happening {
	h := happened(e)
	if h.Who != "" && h.Who == firstName(e.Author) {
		h.Mark = teamMark(e.Author)
	}
	return h
}

func happened(e models.Entry) happening {
	name, own := firstName(e.Author), wording.Set{}
	switch e.Kind {
	case models.EntryWaiting:
		return happening{Who: "Live chat requested"}
	case models.EntryGaveUp:
		return happening{What: own.Of(gaveUpFor(e.Body.Reason)), Faint: waited(e, own)}
	case models.EntryJoined:
		return happening{Who: name, What: "took over", Faint: waited(e, own)}
	case models.EntryHandedBack:
		if e.Body.To != "" {
			return happening{Who: name, What: "handed back to the bot, at “" + ui.Line(e.Body.To) + "”"}
		}
		return happening{Who: name, What: "handed back to the bot"}
	case models.EntryReleased:
		return happening{Who: name, What: "let go of the chat, it waits again", Faint: ui.Line(e.Text)}
	case models.EntryPassedOn:
		h := passedOn(e)
		h.Faint = ui.Line(e.Text)
		return h
	case models.EntryOffered, models.EntryMissed:
		return offer(e)
	case models.EntryLeftWord:
		return happening{Who: name, What: "left a message"}
	case models.EntryReopened:
		return happening{Who: name, What: "opened the chat again"}
	case models.EntryBlocked:
		return barred(e)
	case models.EntryUnblocked:
		return happening{Who: name, What: "unblocked the visitor"}
	case models.EntryJumped:
		return jumped(e)
	case models.EntryGuestIn, models.EntryGuestOut:
		return guest(e)
	case models.EntryMailed:
		return mailed(e)
	}
	return closed(e, name)
}

// passedOn names who goes on; somebody of the team may also have taken a colleague's chat himself.
func passedOn(e models.Entry) happening {
	name := firstName(e.Author)
	if goesOn(e) {
		return happening{Who: name, What: "goes on with the chat"}
	}
	return happening{Who: name, What: "passed the chat on to " + ui.Line(e.Body.To)}
}

// goesOn says that somebody has taken the chat of a colleague.
func goesOn(e models.Entry) bool { return e.Body.Reason == "" && e.Body.To == firstName(e.Author) }

// guest says that somebody came in by a link, or is out again.
func guest(e models.Entry) happening {
	name, to := firstName(e.Author), ui.Line(e.Body.To)
	switch {
	case e.Kind == models.EntryGuestIn:
		return happening{Who: name, What: "joined by an emailed link and watches", Faint: to}
	case e.Author.Kind == models.ByGuest:
		return happening{Who: name, What: "left the conversation"}
	case e.Body.Reason == "link":
		return happening{Who: name, What: "took back the join link of " + to}
	}
	return happening{Who: name, What: "removed " + to + models.GuestMark}
}

// mailed says what went to the visitor by email.
func mailed(e models.Entry) happening {
	to := ui.Line(e.Body.To)
	switch e.Body.Reason {
	case "bounced":
		return happening{What: "The email to " + to + " came back", Faint: ui.Line(e.Text)}
	case models.ReasonDropped:
		return happening{What: "Nothing was emailed to " + to, Faint: ui.Line(e.Text)}
	case "transcript":
		return happening{What: "The transcript was emailed to " + to}
	}
	return happening{What: "Emailed to " + to}
}

// offer says who was asked alone, and how it came out.
func offer(e models.Entry) happening {
	to := ui.Line(e.Body.To)
	if e.Kind == models.EntryOffered {
		if e.Body.Reason == "asked" {
			return happening{Who: firstName(e.Author), What: "offered the chat to " + to, Faint: ui.Line(e.Text)}
		}
		return happening{What: "Offered to " + to}
	}
	switch e.Body.Reason {
	case "declined":
		return happening{Who: to, What: "said not now"}
	case "away":
		return happening{Who: to, What: "went away"}
	case "taken back":
		return happening{What: "The offer to " + to + " was taken back"}
	}
	return happening{Who: to, What: "did not answer in time"}
}

func closed(e models.Entry, name string) happening {
	switch {
	case e.Body.Reason == "idle":
		return happening{What: "Chat ended, nobody went on with it"}
	case e.Author.Kind == models.ByAgent || e.Author.Kind == models.ByVisitor:
		return happening{Who: name, What: "ended the chat"}
	}
	return happening{What: "Chat ended"}
}

// firstName is how both sides see a person in the log; a visitor without a name is "Visitor".
func firstName(by models.Author) string {
	switch {
	case by.Kind == models.ByAgent:
		return (&models.Agent{Name: by.Name}).FirstName()
	case by.Name != "":
		return by.Name
	case by.Kind == models.ByBot:
		return "Bot"
	}
	return "Visitor"
}
