package models

import (
	"context"
	"strings"
	"time"

	"deskbell/models/flow"
)

// Bot is what is embedded on a site.
type Bot struct {
	ID   BotID
	Key  string // in the script tag; unique, letters, digits, - and _
	Name string
	// Sites are the origins that may show the widget, as scheme://host[:port]. Empty: none.
	Sites     []string
	Settings  BotSettings
	StartFlow string // id of the flow that greets
	CreatedAt time.Time
	UpdatedAt time.Time
}

// BotSettings is what an admin sets; kept as JSON.
type BotSettings struct {
	Title    string `json:"title,omitempty"`    // in the chat's header; empty: the bot's name
	Subtitle string `json:"subtitle,omitempty"` // under it, e.g. "Answers at once"
	// Look is four colours for buttons and the visitor's bubbles; nil: ink.
	Look *Look `json:"look,omitempty"`
	// IdleHours after which a conversation with the bot that nobody goes on with is closed; 0: 24.
	IdleHours int `json:"idle_hours,omitempty"`
	// Hours are when its people are there; nil: always.
	Hours   *flow.Hours `json:"hours,omitempty"`
	Routing Routing     `json:"routing,omitzero"`
	Mail    BotMail     `json:"mail,omitzero"`
	// MostFile is how large a file sent in a chat may be, in MB; 0: 20.
	MostFile int `json:"most_file,omitempty"`
	// Languages are those its visitors are spoken to in by what is around the chat, the first where none
	// fits; none: English. Texts are words put in place of Deskbell's own, by language and name.
	Languages []string                     `json:"languages,omitempty"`
	Texts     map[string]map[string]string `json:"texts,omitempty"`
}

// Zone is the IANA time zone where the bot is at home, by its opening hours; "" where none is set.
func (s *BotSettings) Zone() string {
	if s.Hours == nil {
		return ""
	}
	return s.Hours.Zone
}

// RoutingMode is who is asked when a chat waits.
type RoutingMode string

// The modes. Everybody: all who are eligible, and the first takes it. LeastBusy: one after the other.
const (
	RouteEverybody RoutingMode = "everybody"
	RouteLeastBusy RoutingMode = "least_busy"
)

// Routing is how a bot's waiting chats find somebody. The zero value asks everybody.
type Routing struct {
	Mode RoutingMode `json:"mode,omitempty"`
	// AcceptSeconds is how long one who is asked alone has; 0: 30.
	AcceptSeconds int `json:"accept_seconds,omitempty"`
	// Priority: of two chats that wait for the same agent the one of the higher is first; -10 to 10.
	Priority int `json:"priority,omitempty"`
}

// Look is a bot's own colours, as #rrggbb.
type Look struct {
	Fill  string `json:"fill"`
	Hover string `json:"hover"`
	On    string `json:"on"`
	Words string `json:"words"`
}

// Header is the chat's title.
func (b *Bot) Header() string {
	if b.Settings.Title != "" {
		return b.Settings.Title
	}
	return b.Name
}

// Idle is how long a conversation with the bot may lie still.
func (b *Bot) Idle() time.Duration {
	if b.Settings.IdleHours > 0 {
		return time.Duration(b.Settings.IdleHours) * time.Hour
	}
	return 24 * time.Hour
}

// BotFile is a bot with its flows as one JSON document, for export and import. The flow's id inside
// the file is what targets name; import makes new versions under those ids for the bot.
type BotFile struct {
	Format    string          `json:"format"` // "deskbell/bot/1"
	Key       string          `json:"key,omitempty"`
	Name      string          `json:"name"`
	Sites     []string        `json:"sites"`
	Settings  BotSettings     `json:"settings"`
	StartFlow string          `json:"start_flow"`
	Flows     []flow.Document `json:"flows"`
}

// FlowID is the id under which a flow of the bot's file is kept: it begins with the id of the bot.
func (b *Bot) FlowID(inFile string) string { return string(b.ID) + "/" + inFile }

// owns says whether the flow is one of the bot's: a flow's id begins with the id of its bot.
func (b *Bot) owns(flowID string) bool {
	return strings.HasPrefix(flowID, b.FlowID(""))
}

// BotByID is one of those that there are; ErrNotFound.
func BotByID(ctx context.Context, from Bots, id BotID) (*Bot, error) {
	bots, err := from.Bots(ctx)
	if err != nil {
		return nil, err
	}
	for i := range bots {
		if bots[i].ID == id {
			return &bots[i], nil
		}
	}
	return nil, ErrNotFound
}
