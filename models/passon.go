package models

import (
	"strings"
	"time"
	"unicode/utf8"

	"deskbell/models/flow"
)

// Passing is who a chat is passed on to: one of To, Desk and Back is set.
type Passing struct {
	By   AgentID
	To   AgentID // a colleague
	Desk BotID   // another bot's agents, who are asked as theirs are
	Back bool    // to whoever is free, as if it had just been asked for
	// Ask: the colleague is asked first, and the chat stays where it is until he accepts.
	Ask   bool
	Words string // why, for the team
	Now   time.Time
}

// LongestWhy is how many characters the words beside a passed chat may have.
const LongestWhy = 500

// waitOf is how long somebody is looked for who goes on with a chat that no block asks for.
const waitOf = 120 // seconds

// PassOn gives a live or waiting chat to a colleague, to another bot's agents, or back to those who wait.
// Errors: ErrNotFound for other people's bots, CodeConflict with a sentence for a chat that is not his to
// pass on and for a colleague who cannot take it, CodeInvalid with the field.
func PassOn(p Passing) func(*Conversation) (Change, error) {
	return func(c *Conversation) (Change, error) {
		by, err := owner(c, p.By)
		if err != nil {
			return Change{}, err
		}
		if c.State != StateLive && c.State != StateWaiting {
			return Change{}, conflict("This chat is %s; take it over before you pass it on.", c.State.Words())
		}
		if p.Words, err = cleanWhy(p.Words); err != nil {
			return Change{}, err
		}
		d := newDraft(c, p.Now)
		switch {
		case p.To != "" && p.Desk == "" && !p.Back:
			err = d.passTo(p, agentAuthor(by))
		case p.Desk != "" && p.To == "" && !p.Back:
			err = d.passToDesk(p, agentAuthor(by))
		case p.Back && p.To == "" && p.Desk == "":
			err = d.passBack(p, agentAuthor(by))
		default:
			err = invalid("to", "Choose who goes on with this chat.")
		}
		if err != nil {
			return Change{}, err
		}
		return d.done(), nil
	}
}

func cleanWhy(words string) (string, error) {
	words = strings.TrimSpace(words)
	if n := utf8.RuneCountInString(words); n > LongestWhy {
		return "", invalid("words", "This has %d characters; at most %d go.", n, LongestWhy)
	}
	return CleanLine(words, LongestWhy), nil
}

// passTo gives it to a colleague, or asks him.
func (d *draft) passTo(p Passing, by Author) error {
	if d.c.State == StateLive && d.c.OwnerID == p.To {
		return conflict("%s has this chat already.", ownerName(&d.c))
	}
	to, err := d.receiver(p.To)
	if err != nil {
		return err
	}
	if !p.Ask || p.To == p.By {
		return d.give(to, by, p.Words)
	}
	rules, err := routingOf(&d.c)
	if err != nil {
		return err
	}
	d.offer(Offer{To: to.ID, ToName: to.Name, Until: d.now.Add(rules.Accept()), From: p.By, FromName: by.Name, Words: p.Words,
		Tried: triedOf(d.c.Offer)}, by)
	return nil
}

func triedOf(o *Offer) []AgentID {
	if o == nil {
		return nil
	}
	return o.Tried
}

// receiver is the colleague, if he can take the chat now.
func (d *draft) receiver(id AgentID) (Agent, error) {
	a, err := d.c.Records.Agent(id)
	if CodeOf(err) == CodeNotFound {
		return Agent{}, invalid("to", "This colleague is not on the team any more.")
	}
	if err != nil {
		return Agent{}, err
	}
	return a, a.CannotTake(&d.c, d.now)
}

// CannotTake says why a chat cannot be passed on to the agent at now; nil when it can.
func (a *Agent) CannotTake(c *Conversation, now time.Time) error {
	has := a.Live + a.Offered
	if c.OfferedTo(a.ID) {
		has--
	}
	switch {
	case !a.MaySee(c.DeskID) || !a.Role.May(PermitAnswer):
		return conflict("%s does not answer chats of this bot.", a.Name)
	case !a.Willing:
		return conflict("%s is offline.", a.Name)
	case !a.Reachable(now):
		return conflict("%s is away: no browser of theirs is connected.", a.Name)
	case has >= a.MaxChats:
		return conflict("%s has %d of %d chats.", a.Name, has, a.MaxChats)
	}
	return nil
}

// MayPass says whether the agent may pass the chat on: his own, one that waits, and for some roles anybody's.
func (a *Agent) MayPass(c *Conversation) bool {
	if !a.MaySee(c.DeskID) || !a.Role.May(PermitAnswer) {
		return false
	}
	return c.State == StateWaiting || c.State == StateLive && (c.OwnerID == a.ID || a.Role.May(PermitAllBots))
}

// give makes the colleague the one who answers. Of a chat that nobody had yet the visitor sees only who came.
func (d *draft) give(to Agent, by Author, words string) error {
	passed := Entry{Kind: EntryPassedOn, Author: by, Text: words, Body: Body{To: to.FirstName()}}
	if d.c.State == StateWaiting {
		passed.Audience = ForTeam
		d.add(passed)
		return d.takeOver(personOf(to))
	}
	d.withdraw()
	d.add(passed)
	d.own(personOf(to))
	if by.ID != string(to.ID) {
		d.news(News{Kind: NoticeOffered, To: to.ID, By: AgentID(by.ID), Words: words})
	}
	return nil
}

// passToDesk lets the chat wait for another bot's agents.
func (d *draft) passToDesk(p Passing, by Author) error {
	if d.c.Playground {
		return conflict("A chat of the playground stays with its own bot's agents.")
	}
	if p.Desk == d.c.DeskID {
		return conflict("It is with them already.")
	}
	desk, err := d.c.Records.Bot(p.Desk)
	if CodeOf(err) == CodeNotFound {
		return invalid("desk", "There is no such bot any more.")
	}
	if err != nil {
		return err
	}
	passed := Entry{Kind: EntryPassedOn, Author: by, Text: p.Words, Body: Body{To: desk.Name, Reason: "desk"}}
	return d.waitAgain(p, passed, desk.ID)
}

// passBack lets the chat wait for whoever is free.
func (d *draft) passBack(p Passing, by Author) error {
	if d.c.State == StateWaiting {
		return conflict("This chat waits already.")
	}
	return d.waitAgain(p, Entry{Kind: EntryReleased, Author: by, Text: p.Words}, d.c.DeskID)
}

// waitAgain begins a new wait at a desk. Who had the chat is not the first to be asked.
func (d *draft) waitAgain(p Passing, why Entry, desk BotID) error {
	had := d.c.OwnerID
	d.add(why)
	if d.c.State == StateLive {
		d.endLive()
		if err := d.move(StateWaiting); err != nil {
			return err
		}
	}
	d.withdraw()
	d.c.DeskID = desk
	seconds := waitOf
	if d.c.AtPerson() {
		seconds = d.liveChat().WaitSeconds
	}
	d.wait(seconds, d.c.waitToken())
	for i := range d.change.News {
		d.change.News[i].By = p.By // he knows
	}
	if had == "" {
		return nil
	}
	rules, err := routingOf(&d.c)
	d.c.Offer = &Offer{Until: d.now.Add(rules.Accept()).Truncate(time.Millisecond), Tried: []AgentID{had}}
	return err
}

// aloneToken is the timer of a wait that no block began: somebody took over from the bot, and passed it on.
const aloneToken = "waiting"

// AtPerson says that the flow itself stands where a person was asked for.
func (c *Conversation) AtPerson() bool {
	return c.Flow.Wait != nil && c.Flow.Wait.Kind == flow.WaitPerson
}

// waitToken is the token of the timer that ends the waiting for a person.
func (c *Conversation) waitToken() string {
	if c.AtPerson() {
		return c.Flow.Wait.Token
	}
	return aloneToken
}

// backToBot ends a wait that no block began: nobody came, and the bot goes on where it was.
func (d *draft) backToBot() error {
	waited := d.waited()
	d.add(Entry{Kind: EntryGaveUp, Author: Author{Kind: BySystem}, Body: Body{Reason: flow.ReasonTimeout, Waited: waited}})
	if err := d.move(StateBot); err != nil {
		return err
	}
	d.endWait()
	d.c.Missed = true
	d.tellNobody(flow.ReasonTimeout, waited)
	return d.resume(flow.Event{Kind: flow.EventResume})
}

// ForVisitor is the entry as the visitor may have it: why a chat was passed on is for the team.
func (e Entry) ForVisitor() Entry {
	if e.Kind == EntryPassedOn || e.Kind == EntryReleased {
		e.Text = ""
	}
	return e
}
