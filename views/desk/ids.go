package desk

import (
	"strconv"
	"strings"
	"time"

	"deskbell/models"
)

// ListName is how a list is called in addresses and ids: the state's own name, but "active" for live.
func ListName(s models.State) string {
	if s == models.StateLive {
		return "active"
	}
	return string(s)
}

// StateOfList is the state that a list shows; false for a name that is no list.
func StateOfList(name string) (models.State, bool) {
	for _, s := range listed() {
		if ListName(s) == name {
			return s, true
		}
	}
	return "", false
}

// RowID is the id of a conversation's row.
func RowID(id models.ConversationID) string { return "row-" + string(id) }

// CountID is the id of a list's count.
func CountID(s models.State) string { return "count-" + ListName(s) }

// listed is every state in the order of the tabs.
func listed() []models.State {
	return models.States()
}

func tabID(s models.State) string { return "tab-" + ListName(s) }

func listPath(s models.State) string { return "/desk?list=" + ListName(s) }

func path(id models.ConversationID, rest string) string { return "/desk/" + string(id) + rest }

func earlierPath(id models.ConversationID, before int64) string {
	return path(id, "/log?before="+strconv.FormatInt(before, 10))
}

// footKind says what stands under the log, footKey when it is another one although the kind is the
// same: a composer stays (with the draft and the focus in it) as long as the conversation does.
func footKind(o Open) string {
	if offeredToMe(o) {
		return "offer"
	}
	switch o.Conversation.State {
	case models.StateLive:
		if mine(o) {
			return "composer"
		}
		return "owned"
	case models.StateClosed:
		return "closed"
	}
	return "takeover"
}

func footKey(o Open) string {
	c := o.Conversation
	switch footKind(o) {
	case "takeover", "offer":
		return strings.Join([]string{string(c.ID), string(c.State), stamp(c.WaitingUntil), offerKey(c)}, ":")
	case "owned":
		return string(c.ID) + ":" + string(c.OwnerID) + string(c.GuestID)
	}
	return string(c.ID)
}

// offerKey is another one with each offer.
func offerKey(c models.Conversation) string {
	if !offered(c) {
		return ""
	}
	return strconv.FormatInt(c.Offer.Entry, 10)
}

func mine(o Open) bool {
	return o.Me != nil && o.Conversation.State == models.StateLive && o.Conversation.OwnerID == o.Me.ID
}

// mayTakeOver is what the role allows; limits and colleagues who were first are found out by trying.
func mayTakeOver(o Open) bool {
	if o.Me == nil {
		return false
	}
	if o.Conversation.State == models.StateBot {
		return o.Me.Role.May(models.PermitTakeOverBot)
	}
	return o.Me.Role.May(models.PermitAnswer)
}

// mayTakeFromGuest is for those who may act on anybody's chats.
func mayTakeFromGuest(o Open) bool {
	return o.Conversation.GuestID != "" && o.Me != nil && o.Me.MaySee(o.Conversation.DeskID) && o.Me.Role.May(models.PermitAllBots)
}

// mayEnd is true for the owner of a live chat and for those who may act on anybody's.
func mayEnd(o Open) bool {
	return mine(o) || o.Me != nil && o.Conversation.State == models.StateLive && o.Me.Role.May(models.PermitAllBots)
}

func stamp(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return strconv.FormatInt(t.UnixMilli(), 10)
}
