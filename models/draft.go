package models

import (
	"strings"
	"time"

	"deskbell/models/flow"
)

// draft is a change in the making: the conversation as it will be, and what it took.
type draft struct {
	c       Conversation
	change  Change
	now     time.Time
	seed    uint64   // for a run that begins
	rounds  int      // how often a live chat was asked for in this turn
	answers int      // how often the flow asked about the world in this turn
	path    []string // the blocks played in this turn
	calls   []string // what some outside of the house are to be told
}

// usualEntries is how many a turn makes without asking for more memory.
const usualEntries = 4

func newDraft(c *Conversation, now time.Time) *draft {
	d := &draft{c: *c, now: now}
	d.c.Trial = c.Trial.own()
	d.change.Before = c.State
	return d
}

// done is the finished change.
func (d *draft) done() Change {
	d.invite()
	d.c.UpdatedAt = d.now
	next := d.c
	d.change.Conversation = &next
	return d.change
}

// add puts an entry at the end of the log.
func (d *draft) add(e Entry) {
	d.c.LastSeq++
	e.Conversation, e.Seq, e.At = d.c.ID, d.c.LastSeq, d.now
	if d.change.Entries == nil {
		d.change.Entries = make([]Entry, 0, usualEntries)
	}
	d.change.Entries = append(d.change.Entries, e)
	if e.Kind != EntrySaid || e.Audience != ForAll {
		return
	}
	d.c.Preview, d.c.PreviewBy = shorten(e.line(), 160), e.Author.Kind
	if e.Author.Kind == ByVisitor {
		d.c.VisitorCount++
		d.c.Parked = false
	}
	if d.c.State == StateLive && (e.Author.Kind == ByVisitor || e.Author.Kind.Person()) {
		d.c.LiveMessages++
	}
	if e.Author.Kind.Person() {
		d.c.LeftAt = time.Time{}
		d.gather()
	}
	if d.c.State == StateLive && e.Author.Kind == ByVisitor && d.c.OwnerID != "" {
		d.news(News{Kind: NoticeMessage, To: d.c.OwnerID, Words: d.c.Preview})
	}
}

// bot lets the bot say something; an empty text says nothing.
func (d *draft) bot(text string) {
	if strings.TrimSpace(text) != "" {
		d.add(Entry{Kind: EntrySaid, Author: d.botAuthor(), Text: text, Body: Body{Masked: d.masked(text)}})
	}
}

func (d *draft) botAuthor() Author {
	if d.c.Bot == nil {
		return Author{Kind: ByBot}
	}
	return Author{Kind: ByBot, Name: d.c.Bot.Name}
}

func (d *draft) visitorAuthor() Author {
	return Author{Kind: ByVisitor, ID: string(d.c.Visitor.ID), Name: d.c.Visitor.Name}
}

// move changes the state, by the table of states.go alone.
func (d *draft) move(to State) error {
	if !mayMove(d.c.State, to) {
		return conflict("This chat is %s; it cannot become %s from there.", d.c.State.Words(), to.Words())
	}
	if d.c.State == StateWaiting && !d.c.AtPerson() {
		d.change.Cancelled = append(d.change.Cancelled, aloneToken)
	}
	if d.c.State == StateWaiting && d.c.Bot != nil && len(d.c.Bot.Settings.Mail.Untaken) > 0 {
		d.forget(untakenToken)
	}
	d.withdraw()
	d.c.State, d.c.Parked = to, false
	if to == StateBot {
		d.c.DeskID, d.c.LeftAt = d.c.BotID, time.Time{}
	}
	return nil
}

// cancelWait takes away the timer of what the flow waits for.
func (d *draft) cancelWait() {
	if w := d.c.Flow.Wait; w != nil {
		d.change.Cancelled = append(d.change.Cancelled, w.Token)
		d.giveUp(w)
	}
}

// liveChat is the settings of the Live chat block that the flow stands at, else the defaults.
func (d *draft) liveChat() flow.LiveChat {
	if lc, ok := flow.LiveChatAt(d.c.Records, d.c.Flow, d.words()); ok {
		return lc
	}
	lc := flow.Defaults(d.words())
	lc.OfflineForm = d.broken()
	return lc
}

// waited is how long the visitor has waited for a person, in whole seconds.
func (d *draft) waited() int64 {
	if d.c.WaitingSince.IsZero() {
		return 0
	}
	return max(0, int64(d.now.Sub(d.c.WaitingSince)/time.Second))
}

// endWait clears what belongs to waiting.
func (d *draft) endWait() {
	d.c.WaitingSince, d.c.WaitingUntil = time.Time{}, time.Time{}
}

// Words is the state as people read it.
func (s State) Words() string {
	switch s {
	case StateBot:
		return "with the bot"
	case StateWaiting:
		return "waiting"
	case StateLive:
		return "live"
	case StateLeft:
		return "a message left"
	case StateClosed:
		return "closed"
	}
	return string(s)
}

func shorten(text string, most int) string {
	text = strings.Join(strings.Fields(text), " ")
	runes := []rune(text)
	if len(runes) <= most {
		return text
	}
	return strings.TrimSpace(string(runes[:most-1])) + "…"
}
