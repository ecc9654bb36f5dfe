package message

import (
	"fmt"
	"strings"

	"deskbell/models"
	"deskbell/models/wording"
	"deskbell/views/ui"
)

// forReader words an event for the desk, and for a guest who looks on.
func forReader(e models.Entry, by reader) happening {
	if by.guest() {
		return forGuest(e, by.say)
	}
	return forTeam(e)
}

// forGuest words an event for somebody who reads of the visitor, and is not of the team: as for the visitor, but
// for what speaks to him.
func forGuest(e models.Entry, say wording.Set) happening {
	switch e.Kind {
	case models.EntryWaiting:
		return happening{Who: say.Of(wording.GuestWanted)}
	case models.EntryGaveUp:
		return happening{What: say.Of(gaveUpFor(e.Body.Reason)), Faint: waited(e, say)}
	case models.EntryJoined:
		h := does(e, say, wording.Joined)
		h.Faint = waited(e, say)
		return h
	case models.EntryHandedBack:
		h := does(e, say, wording.HandedBack)
		h.Faint = ui.Line(e.Body.To)
		return h
	case models.EntryPassedOn:
		if !goesOn(e) {
			return does(e, say, wording.GuestPassedOn)
		}
	case models.EntryClosed:
		switch {
		case e.Body.Reason == "idle":
			return happening{What: say.Of(wording.GuestIdle)}
		case e.Author.Kind == models.ByVisitor || e.Author.Kind.Person():
			return does(e, say, wording.GuestEnded)
		}
	}
	return forVisitor(e, say)
}

// gaveUpFor is gaveUpBecause for all but the visitor.
func gaveUpFor(reason string) wording.Name {
	switch reason {
	case "skipped":
		return wording.GuestWentOn
	case "back":
		return wording.GuestWentBack
	case "left", "cancelled":
		return wording.GuestStopped
	}
	return wording.NobodyFree
}

func waited(e models.Entry, say wording.Set) string {
	if e.Body.Waited <= 0 {
		return ""
	}
	return say.Of(wording.GuestWaited, "time", fmt.Sprintf("%d:%02d", e.Body.Waited/60, e.Body.Waited%60))
}

// plays words an animation for all but the visitor, who sees it.
func plays(e models.Entry, say wording.Set) happening {
	h := does(e, say, wording.GuestPlayed)
	h.What = strings.ReplaceAll(h.What, "{what}", animationWords(animation(e), say))
	return h
}

// via says that words came by mail and, for the team, from where when that is not the visitor's own address.
func via(e models.Entry, say wording.Set) string {
	if e.Body.From == "" {
		return say.Of(wording.GuestByMail)
	}
	return "by email from " + ui.Line(e.Body.From)
}

// called is firstName in the words of a language.
func called(by models.Author, say wording.Set) string {
	switch {
	case by.Kind == models.ByBot && by.Name == "":
		return say.Of(wording.Bot)
	case by.Kind == models.ByVisitor && by.Name == "":
		return say.Of(wording.MailVisitor)
	}
	return firstName(by)
}
