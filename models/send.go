package models

import (
	"slices"
	"strings"
	"time"

	"deskbell/models/flow"
)

// Sending is something that an agent shows in a live chat beside words.
type Sending struct {
	Agent     AgentID
	ClientID  string
	Article   string // the slug of a published one
	Text      string // a line with the article; "" for none
	Animation string // one of flow.Animations
	Now       time.Time
}

// SendArticle shows a published article. Errors: CodeInvalid with the field; CodeConflict when the chat is
// not live, or a colleague's.
func SendArticle(s Sending) func(*Conversation) (Change, error) {
	return func(c *Conversation) (Change, error) {
		agent, err := owner(c, s.Agent)
		if err != nil {
			return Change{}, err
		}
		text := ""
		if strings.TrimSpace(s.Text) != "" {
			if text, err = CleanText("text", s.Text); err != nil {
				return Change{}, err
			}
		}
		same := func(e Entry) bool {
			return e.Text == text && e.Body.Content != nil && e.Body.Content.Article == s.Article
		}
		if change, known, err := repeated(c, s.ClientID, same); known || err != nil {
			return change, err
		}
		d := newDraft(c, s.Now)
		content := d.completed(&flow.Content{Kind: flow.ContentArticle, Article: s.Article})
		if content == nil {
			return Change{}, invalid("slug", "This article is no longer published.")
		}
		return d.shown(agent, Entry{Text: text, ClientID: s.ClientID, Body: Body{Content: content}})
	}
}

// PlayAnimation plays an animation at the visitor. Errors as SendArticle; CodeForbidden for roles that may
// not.
func PlayAnimation(s Sending) func(*Conversation) (Change, error) {
	return func(c *Conversation) (Change, error) {
		agent, err := owner(c, s.Agent)
		if err != nil {
			return Change{}, err
		}
		if !agent.Role.May(PermitTakeOverBot) {
			return Change{}, &Error{Code: CodeForbidden, Message: "Your role may not play animations."}
		}
		same := func(e Entry) bool { return e.Body.Content != nil && e.Body.Content.Animation == s.Animation }
		if change, known, err := repeated(c, s.ClientID, same); known || err != nil {
			return change, err
		}
		if !slices.ContainsFunc(flow.Animations(), func(o flow.Option) bool { return o.Value == s.Animation }) {
			return Change{}, invalid("name", "There is no such animation.")
		}
		content := &flow.Content{Kind: flow.ContentAnimation, Animation: s.Animation}
		return newDraft(c, s.Now).shown(agent, Entry{ClientID: s.ClientID, Body: Body{Content: content}})
	}
}

// shown keeps what an agent says in a live chat; they have seen what was said before.
func (d *draft) shown(by Agent, e Entry) (Change, error) {
	if d.c.State != StateLive {
		return Change{}, conflict("Take the chat over first.")
	}
	e.Kind, e.Author = EntrySaid, agentAuthor(by)
	d.add(e)
	d.c.TeamSeenCount, d.c.TeamSeen = d.c.VisitorCount, d.c.LastSeq
	return d.done(), nil
}
