package models

import (
	"strings"
	"time"
)

// News is what happened, for those agents whom it concerns; who of them is told, and how, is by their
// settings.
type News struct {
	Kind NoticeKind
	// To is the one whom it concerns; "" for all who are offered chats of the conversation's desk.
	To AgentID
	// By is who did it; he is not told.
	By    AgentID
	Words string    // a line of it, plain text; "" for none
	Now   time.Time // set by the turn
}

// news puts news into the change.
func (d *draft) news(n News) {
	n.Now = d.now
	d.change.News = append(d.change.News, n)
}

// wanted is the news that a person is asked for. Where agents are asked one after the other, each is told
// in his turn.
func (d *draft) wanted() {
	d.call(WhyWanted)
	d.untakenLater()
	if rules, err := routingOf(&d.c); err == nil && rules.Mode == RouteLeastBusy {
		return
	}
	kind := NoticeLive
	if d.c.Video {
		kind = NoticeVideo
	}
	d.news(News{Kind: kind})
}

// begun is the news that a visitor has begun, or is back. Whoever tries a bot out is no visitor.
func (d *draft) begun() {
	if !d.c.Playground {
		d.news(News{Kind: NoticeStarted})
		d.call(WhyStarted)
	}
}

// Concerns says whether an agent is told at all. What To is empty for goes to agents of the desk.
func (n News) Concerns(a *Agent, c *Conversation) bool {
	switch {
	case a.Disabled || !a.DeletedAt.IsZero() || a.ID == n.By:
		return false
	case n.To != "":
		return n.To == a.ID && (n.Kind == NoticeMissed || a.MaySee(c.DeskID))
	case n.Kind == NoticeStarted:
		return a.Online(n.Now) // who is not here does not want to read of it afterwards
	case n.Kind.Urgent():
		return a.Willing && a.Live < a.MaxChats && !c.offeredToOthers(a.ID)
	}
	return true
}

// offeredToOthers says that somebody else alone is asked.
func (c *Conversation) offeredToOthers(id AgentID) bool {
	return c.Offered() != "" && c.Offered() != id
}

// Before says that of two news for the same agent this one is told.
func (n News) Before(other News) bool { return other.Kind.Less(n.Kind) }

// Told is what a notice of the news says about a conversation.
func (n News) Told(c *Conversation) NoticeWords {
	words := NoticeWords{Title: n.Kind.Words(), Line: place(c), Count: 1, At: n.Now}
	if c.Playground {
		words.Title += " (playground)"
	}
	switch n.Kind {
	case NoticeMessage:
		words.Title, words.Line = c.Visitor.Called(), n.Words
	case NoticeLeft:
		words.Line = joined(c.Visitor.Called(), n.Words)
	case NoticeOffered, NoticeMention:
		if n.Words != "" {
			words.Line = joined(c.Visitor.Called(), n.Words)
		}
	case NoticeMissed:
		words.Line = n.Words
	}
	words.Title, words.Line = shorten(words.Title, 80), shorten(words.Line, 160)
	return words
}

// place is who the visitor is and where.
func place(c *Conversation) string {
	page := c.PageTitle
	if page == "" {
		page = strings.TrimPrefix(strings.TrimPrefix(c.Page, "https://"), "http://")
	}
	return joined(c.Visitor.Called(), page)
}

func joined(one, other string) string {
	switch {
	case other == "":
		return one
	case one == "":
		return other
	}
	return one + " · " + other
}

// Offered is who is asked alone; "" for nobody.
func (c *Conversation) Offered() AgentID {
	if c.Offer == nil {
		return ""
	}
	return c.Offer.To
}

// StillMatters says whether an agent still wants to know, as the conversation is now.
func (k NoticeKind) StillMatters(to AgentID, c *Conversation) bool {
	switch k {
	case NoticeStarted:
		return c.State == StateBot
	case NoticeLive, NoticeVideo:
		return c.State == StateWaiting && !c.offeredToOthers(to)
	case NoticeOffered:
		return c.Offered() == to || c.State == StateLive && c.OwnerID == to
	case NoticeMessage:
		return c.State == StateLive && c.OwnerID == to
	case NoticeLeft:
		return c.State == StateLeft
	}
	return true
}
