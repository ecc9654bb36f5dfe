package models

import (
	"context"
	"net/url"
	"slices"
	"time"
)

// NoticeKind is what an agent is told about.
type NoticeKind string

// The kinds.
const (
	NoticeStarted NoticeKind = "started" // a visitor's first action
	NoticeLive    NoticeKind = "live"    // a person is asked for
	NoticeVideo   NoticeKind = "video"   // by video
	NoticeOffered NoticeKind = "offered" // a chat is offered to him alone, or passed on to him
	NoticeMessage NoticeKind = "message" // a visitor wrote in a chat that is his
	NoticeMention NoticeKind = "mention" // a colleague's note names him
	NoticeLeft    NoticeKind = "left"    // a message was left
	NoticeMissed  NoticeKind = "missed"  // he was set offline because he missed offers
	NoticeTest    NoticeKind = "test"    // he wanted to see whether it works; no choice
)

// NoticeKinds are those that can be chosen, in the order of the settings.
func NoticeKinds() []NoticeKind {
	return []NoticeKind{NoticeLive, NoticeVideo, NoticeOffered, NoticeMessage, NoticeMention, NoticeLeft, NoticeStarted, NoticeMissed}
}

// Words is the kind as people read it.
func (k NoticeKind) Words() string {
	switch k {
	case NoticeStarted:
		return "Conversation started"
	case NoticeLive:
		return "Live chat requested"
	case NoticeVideo:
		return "Video call requested"
	case NoticeOffered:
		return "Chat offered to you"
	case NoticeMessage:
		return "New message in your chat"
	case NoticeMention:
		return "You were mentioned"
	case NoticeLeft:
		return "Message left"
	case NoticeMissed:
		return "You were set offline"
	case NoticeTest:
		return "Test notification"
	}
	return string(k)
}

// rank says which of two kinds is told where a turn has both for the same agent.
func (k NoticeKind) rank() int {
	return slices.Index([]NoticeKind{NoticeStarted, NoticeLeft, NoticeMessage, NoticeMention, NoticeLive, NoticeVideo,
		NoticeOffered, NoticeMissed}, k)
}

// Less says that of two kinds the other one is told first.
func (k NoticeKind) Less(other NoticeKind) bool { return k.rank() < other.rank() }

// Urgent says that a visitor waits for somebody to come.
func (k NoticeKind) Urgent() bool {
	return k == NoticeLive || k == NoticeVideo || k == NoticeOffered
}

// NoticeWay is how he is told.
type NoticeWay string

// The ways. Sound and desktop are chosen apart from the page and come by its stream.
const (
	WayPage    NoticeWay = "page"
	WaySound   NoticeWay = "sound"
	WayDesktop NoticeWay = "desktop"
	WayPush    NoticeWay = "push"
	WayEmail   NoticeWay = "email"
)

// NoticeWays in the order of the settings.
func NoticeWays() []NoticeWay {
	return []NoticeWay{WayPage, WaySound, WayDesktop, WayPush, WayEmail}
}

// Words is the way as people read it.
func (w NoticeWay) Words() string {
	switch w {
	case WayPage:
		return "In the page"
	case WaySound:
		return "Sound"
	case WayDesktop:
		return "Desktop"
	case WayPush:
		return "Push"
	case WayEmail:
		return "Email"
	}
	return string(w)
}

// DefaultNotify is what somebody gets who has chosen nothing: loud where a visitor waits, else quiet.
func DefaultNotify(kind NoticeKind, way NoticeWay) bool {
	switch kind {
	case NoticeLive, NoticeVideo, NoticeOffered:
		return true
	case NoticeMessage:
		return way != WayEmail
	case NoticeMention:
		return way != WaySound
	case NoticeLeft:
		return way == WayPage || way == WayEmail
	case NoticeMissed:
		return way == WayPage || way == WayDesktop || way == WayPush
	case NoticeTest:
		return way == WayPush
	}
	return way == WayPage
}

// Wants says whether the agent is told of a kind by a way.
func (s AgentSettings) Wants(kind NoticeKind, way NoticeWay) bool {
	if chosen, ok := s.Notify[kind][way]; ok {
		return chosen
	}
	return DefaultNotify(kind, way)
}

// InPage says whether anything of a kind is to reach the agent's open pages.
func (s AgentSettings) InPage(kind NoticeKind) bool {
	return s.Wants(kind, WayPage) || s.Wants(kind, WaySound) || s.Wants(kind, WayDesktop)
}

// NoticeState is how far a notice is.
type NoticeState string

// The states. A dropped one was not needed any more: somebody else came, or it was seen elsewhere.
const (
	NoticePending NoticeState = "pending"
	NoticeSent    NoticeState = "sent"
	NoticeFailed  NoticeState = "failed"
	NoticeDropped NoticeState = "dropped"
)

// Notice is one thing that an agent was told, or is to be told, by one way.
type Notice struct {
	ID           string
	Agent        AgentID
	Kind         NoticeKind
	Way          NoticeWay // page (with sound and desktop), push or email
	Conversation ConversationID
	Target       string // of push: the subscription
	NoticeWords

	State  NoticeState
	Status int    // of push: what the push service has answered
	Tries  int    // that were begun, with the one under way
	Error  string // what was wrong with the last one, for the agent
	// ReadyAt is when it is to be shown or sent, or the lease of the try under way ends. SentAt is when that
	// was over, OpenedAt when the agent has seen it by whatever way.
	CreatedAt, ReadyAt, SentAt, OpenedAt time.Time
}

// NoticeWords are what a notice says, plain text.
type NoticeWords struct {
	Title string `json:"title"`
	Line  string `json:"line"`
	// Count is how often it happened since the agent looked; At when it did last.
	Count int       `json:"count"`
	At    time.Time `json:"at"`
	// InPage says that the agent's pages are told as well.
	InPage bool `json:"in_page,omitempty"`
}

// Path is what a notice opens.
func (n Notice) Path() string {
	if n.Kind == NoticeTest {
		return "/settings/notifications"
	}
	if n.Conversation == "" || n.Kind == NoticeMissed {
		return "/desk"
	}
	path := "/desk/" + url.PathEscape(string(n.Conversation))
	switch n.Kind {
	case NoticeLive, NoticeVideo, NoticeOffered:
		return path + "?list=waiting"
	case NoticeMessage:
		return path + "?list=active"
	case NoticeLeft:
		return path + "?list=left"
	case NoticeStarted:
		return path + "?list=bot"
	}
	return path
}

// Notices reads and changes what the agent who asks was told. What it was about conversations that he may not see
// any more is not read.
type Notices interface {
	// Current are those for pages that were not seen yet, the newest first. Some may be ready later.
	Current(ctx context.Context, me AgentID, now time.Time) ([]Notice, error)
	// SeenNotices notes that he has seen all about a conversation; false when there was nothing.
	SeenNotices(ctx context.Context, me AgentID, id ConversationID, now time.Time) (bool, error)
	// OpenedNotice notes that he has opened one; ErrNotFound.
	OpenedNotice(ctx context.Context, me AgentID, id string, now time.Time) error
	// NoticeLog is the newest first, behind an id ("": from the newest on), without what was only begun.
	NoticeLog(ctx context.Context, me AgentID, before string, limit int) ([]Notice, error)
	// TestByMail has him mailed a test notice.
	TestByMail(ctx context.Context, me AgentID, now time.Time) error
	// SaveNotify keeps what he has chosen.
	SaveNotify(ctx context.Context, me AgentID, chosen map[NoticeKind]map[NoticeWay]bool) error
}
