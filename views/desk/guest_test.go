package desk

import (
	"strings"
	"testing"

	"deskbell/models"
)

func withGuest() models.Conversation {
	c := hanna(models.StateLive)
	c.GuestID, c.OwnerName, c.PreviewBy = "g1", "Ana Lund", models.ByGuest
	return c
}

func TestDesk_GuestHasTheChat_SaysSoEverywhere(t *testing.T) {
	page := drawn(t, OpenPanel(open(withGuest())))
	wants(t, page, "Live with Ana Lund (guest)", "Ana Lund (guest) has this chat.", "You are watching.", `avatar invited`, `<span class="tag">Guest</span>`)
	if strings.Contains(page, ">Take over<") || strings.Contains(page, `id="reply"`) {
		t.Error("an agent is offered what a guest has")
	}
	row := drawn(t, ListsPanel(list(withGuest())))
	wants(t, row, "with Ana Lund (guest)", "Ana Lund (guest): Hello")
	c := withGuest()
	c.GuestID, c.OwnerName, c.State = "", "", models.StateBot
	wants(t, drawn(t, ListsPanel(list(c))), "Guest: Hello")
}

func TestDesk_GuestHasTheChat_WhoMayActOnAnybodysTakesIt(t *testing.T) {
	o := open(withGuest())
	o.Me.Role = models.RoleSupervisor
	wants(t, drawn(t, OpenPanel(o)), "Ana Lund (guest) has this chat.", ">Take over<")
	other := withGuest()
	other.GuestID = "g2"
	if footKey(o) == footKey(open(other)) {
		t.Error("another guest has the chat, and the foot stays as it is")
	}
}
