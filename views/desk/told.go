package desk

import (
	"strconv"

	"deskbell/models"
)

// Told is a notice as the browser has it: static/js/desk/notices shows it.
type Told struct {
	ID           string `json:"id"`
	Kind         string `json:"kind"`
	Conversation string `json:"conversation"` // "" for none
	Title        string `json:"title"`
	Line         string `json:"line"`
	URL          string `json:"url"`
	Count        int    `json:"count"`
	At           int64  `json:"at"` // unix ms, by the server's clock
	// How it is to be shown, as the agent has chosen.
	Toast   bool   `json:"toast"`
	Sound   string `json:"sound"` // bell, twice, tap; "" for none
	Desktop bool   `json:"desktop"`
	Stays   bool   `json:"stays"` // until it is seen, not for a while
}

// ToldOf is a notice for an agent with these settings.
func ToldOf(n models.Notice, s models.AgentSettings) Told {
	t := Told{ID: n.ID, Kind: string(n.Kind), Conversation: string(n.Conversation), Title: n.Title, Line: n.Line, Count: n.Count,
		At: n.At.UnixMilli(), URL: n.Path(), Toast: s.Wants(n.Kind, models.WayPage), Desktop: s.Wants(n.Kind, models.WayDesktop),
		Stays: n.Kind.Urgent() || n.Kind == models.NoticeMissed}
	if n.Kind == models.NoticeMissed { // it is about the agent: what happens in the chat does not take its place
		t.Conversation = ""
	}
	if n.Count > 1 {
		t.Title += " (" + strconv.Itoa(n.Count) + ")"
	}
	if s.Wants(n.Kind, models.WaySound) {
		t.Sound = soundOf(n.Kind)
	}
	return t
}

func soundOf(kind models.NoticeKind) string {
	switch kind {
	case models.NoticeVideo:
		return "twice"
	case models.NoticeLive, models.NoticeOffered:
		return "bell"
	}
	return "tap"
}
