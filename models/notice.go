package models

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
)

// NoticeWay is how he is told.
type NoticeWay string

// The ways.
const (
	WayPage    NoticeWay = "page"
	WaySound   NoticeWay = "sound"
	WayDesktop NoticeWay = "desktop"
	WayPush    NoticeWay = "push"
	WayEmail   NoticeWay = "email"
)

// News is what happened, for those agents whom it concerns; who of them is told, and how, is by their
// settings.
type News struct {
	Kind NoticeKind
	// To is the one whom it concerns; "" for all who are offered chats of the conversation's desk.
	To AgentID
	// By is who did it; he is not told.
	By    AgentID
	Words string // a line of it, plain text; "" for none
}

// news puts news into the change.
func (d *draft) news(n News) { d.change.News = append(d.change.News, n) }
