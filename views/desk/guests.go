package desk

import (
	"strings"
	"time"

	"deskbell/models"
	"deskbell/views/ui"
)

func revokePath(l models.GuestLink) string {
	return path(l.Conversation, "/guests/"+string(l.ID)+"/revoke")
}

// inside are the names of those who came by a link and have not gone.
func inside(l models.GuestLink) []string {
	var names []string
	for _, g := range l.Guests {
		if g.EndedAt.IsZero() {
			names = append(names, ui.Line(g.Name))
		}
	}
	return names
}

func revokeWord(l models.GuestLink) string {
	if len(inside(l)) > 0 {
		return "Remove"
	}
	return "Revoke"
}

// revokeAsk is the question before.
func revokeAsk(l models.GuestLink) string {
	switch names := inside(l); len(names) {
	case 0:
		return "Revoke the link of " + ui.Line(l.Address) + "?"
	case 1:
		return "Remove " + names[0] + "?"
	}
	return "Remove all who came by this link?"
}

// revokeAbout says what happens then.
func revokeAbout(l models.GuestLink) string {
	names := inside(l)
	if len(names) == 0 {
		return "It lets nobody in any more."
	}
	return strings.Join(names, ", ") + " can no longer read or write here, and the link of " + ui.Line(l.Address) + " lets nobody in any more. If the chat is theirs, it waits for somebody else or goes back to the bot."
}

func mayRevoke(o Open) bool { return o.Me != nil && o.Me.Role.May(models.PermitAnswer) }

// guestState is what somebody does who came in by a link.
func guestState(o Open, g models.Guest) string {
	switch {
	case g.EndedAt.IsZero() && o.Conversation.State == models.StateLive && o.Conversation.GuestID == g.ID:
		return "has this chat, joined"
	case g.EndedAt.IsZero():
		return "looks on, joined"
	case g.EndedBy == "":
		return "left"
	}
	return "removed" + byWhom(g.EndedBy)
}

// guestAt is the moment of what guestState says.
func guestAt(g models.Guest) time.Time {
	if g.EndedAt.IsZero() {
		return g.JoinedAt
	}
	return g.EndedAt
}

func byWhom(name string) string {
	if name == "" {
		return ""
	}
	return " by " + ui.Line(name)
}
