package widget

import (
	"testing"

	"deskbell/models"
)

// A29
func TestHeader_GuestAnswers_IsNamedAndMarked(t *testing.T) {
	p := in(models.StateLive)
	p.Conversation.GuestID, p.Conversation.OwnerName = "g1", "Ana Lund"
	has(t, drawn(t, PanelView(p)), ">Ana Lund</h1>", `<span class="tag">Guest</span>`, `class="avatar invited"`, "-avatar team")
	has(t, drawn(t, PanelView(in(models.StateLive))), "-Guest", "-invited", "avatar team")
}
