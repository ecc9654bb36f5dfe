package models

import (
	"time"

	"deskbell/models/flow"
)

// Greeting is what a bot says before anything is kept.
type Greeting struct {
	Entries []Entry
	Prompt  flow.Prompt
	Quick   []flow.Choice // the quick replies in reach
	// Version and Seed come back with the first action, so that it plays the same.
	Version int
	Seed    uint64
	// After is the conversation as the greeting leaves it, for a playground; it is not kept.
	After Conversation
}

// Looker is a visitor who has done nothing yet. Only Bot and Now have to be set.
type Looker struct {
	Bot  *Bot
	Seed uint64 // chance; 0 is as good as any
	Now  time.Time
	// Agents are those of the bot; it is called where the flow wants to know. nil: nobody is there.
	Agents func() ([]Agent, error)
	// Article finds one by its slug; nil: none is there.
	Article                   func(slug string) (*Article, error)
	Visitor                   Visitor
	Page, PageTitle, Language string
	Trial                     *Trial // of a playground
}

// Greet plays the bot's first blocks for a visitor who has done nothing yet. Nobody is asked for,
// no timer runs, nothing is kept; the first action plays the same again, for good.
func Greet(lib flow.Library, l Looker) (Greeting, error) {
	c := Conversation{Bot: l.Bot, Visitor: l.Visitor, State: StateBot, Playground: l.Trial != nil, Trial: l.Trial,
		Page: l.Page, PageTitle: l.PageTitle, Language: l.Language, Records: onlyLooks{lib, l.Agents, l.Article}}
	d := newDraft(&c, l.Now)
	d.seed = l.Seed
	version, err := lib.Latest(l.Bot.StartFlow)
	if err != nil && l.Trial == nil {
		return Greeting{}, err
	}
	ev := d.starting(version)
	for range mostRounds {
		next, err := d.look(ev)
		if err != nil {
			return Greeting{}, err
		}
		if next == nil {
			break
		}
		ev = *next
	}
	return Greeting{Entries: d.change.Entries, Prompt: flow.PromptOf(lib, d.c.Flow, d.words()), Quick: flow.QuickOf(lib, d.c.Flow),
		Version: version, Seed: l.Seed, After: d.c}, nil
}

// look shows what one event leads to, and does nothing else. The event that it returns is played next.
func (d *draft) look(ev flow.Event) (next *flow.Event, err error) {
	for _, e := range d.effects(d.c.Records, ev) {
		switch e.Kind {
		case flow.EffectSay:
			d.show(e)
		case flow.EffectVisit:
			d.visit(e)
		case flow.EffectAgents:
			next, err = d.agents(e)
		case flow.EffectHTTP:
			if d.c.Trial != nil && d.c.Trial.HTTPFails {
				next, err = d.request(e)
			}
		}
		if err != nil {
			return nil, err
		}
	}
	if w := d.c.Flow.Wait; next == nil && hurried(w, d.clock()) {
		next = &flow.Event{Kind: flow.EventTimer, Token: w.Token}
	}
	return next, nil
}

// onlyLooks is what a greeting may look up.
type onlyLooks struct {
	flow.Library
	agents  func() ([]Agent, error)
	article func(slug string) (*Article, error)
}

func (onlyLooks) EntryByClientID(string) (Entry, error)      { return Entry{}, ErrNotFound }
func (onlyLooks) EntryAt(int64) (Entry, error)               { return Entry{}, ErrNotFound }
func (onlyLooks) LastSaid(AgentID) (Entry, error)            { return Entry{}, ErrNotFound }
func (onlyLooks) Outcome(string) (flow.Result, error)        { return flow.Result{}, ErrNotFound }
func (onlyLooks) BlocksOf(Writer) ([]Blocked, error)         { return nil, nil }
func (onlyLooks) Undelivered(string) (bool, error)           { return false, nil }
func (onlyLooks) MailReach(string, time.Time) (Reach, error) { return Reach{}, nil }
func (onlyLooks) Guest(GuestID) (Guest, error)               { return Guest{}, ErrNotFound }
func (onlyLooks) GuestLink(GuestLinkID) (GuestLink, error)   { return GuestLink{}, ErrNotFound }
func (onlyLooks) Invited(string) (time.Time, error)          { return time.Time{}, ErrNotFound }
func (onlyLooks) NamesAt(BotID) ([]string, error)            { return nil, nil }
func (onlyLooks) Said(int64, int) ([]Entry, error)           { return nil, nil }
func (onlyLooks) Agent(AgentID) (Agent, error)               { return Agent{}, ErrNotFound }
func (onlyLooks) Bot(BotID) (*Bot, error)                    { return nil, ErrNotFound }

func (o onlyLooks) Article(slug string) (Article, error) {
	if o.article == nil {
		return Article{}, ErrNotFound
	}
	a, err := o.article(slug)
	if err != nil || !a.Published {
		return Article{}, ErrNotFound
	}
	return *a, nil
}

func (o onlyLooks) AgentsOf(BotID) ([]Agent, error) {
	if o.agents == nil {
		return nil, nil
	}
	return o.agents()
}
