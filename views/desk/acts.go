package desk

import (
	"strings"
	"time"

	"deskbell/models/flow"
	"deskbell/static"
)

// Animation is one that can be played.
type Animation struct{ Name, Title, Icon string }

// Animations are all of them.
func Animations() []Animation {
	icons := map[string]string{"confetti": "party-popper", "fireworks": "sparkles", "hearts": "heart", "snow": "snowflake",
		"balloons": "balloon", "thumbs_up": "thumbs-up"}
	var all []Animation
	for _, o := range flow.Animations() {
		all = append(all, Animation{o.Value, o.Label, icons[o.Value]})
	}
	return all
}

// BlockLength is for how long somebody can be blocked; For is 0 for good.
type BlockLength struct {
	For   time.Duration
	Words string
	Usual bool
}

// BlockLengths are those that can be chosen, in whole hours.
func BlockLengths() []BlockLength {
	return []BlockLength{
		{time.Hour, "1 hour", false},
		{24 * time.Hour, "24 hours", false},
		{48 * time.Hour, "48 hours", true},
		{7 * 24 * time.Hour, "7 days", false},
		{0, "For good", false},
	}
}

// ShortAddress is an address as the team sees it: enough to know it again, not enough to find somebody.
func ShortAddress(address string) string {
	address, _, network := strings.Cut(address, "/")
	switch {
	case network: // of an IPv6 customer
		parts := strings.Split(address, ":")
		return strings.Join(parts[:min(2, len(parts))], ":") + ":…"
	case strings.Count(address, ".") == 3:
		return address[:strings.LastIndex(address, ".")] + ".…"
	}
	return address
}

// mayPart: there is something among parting.
func mayPart(o Open) bool { return mayEnd(o) || o.Me != nil && o.Me.MayPass(&o.Conversation) }

func animationScript() string { return static.URL("animations.js") }
