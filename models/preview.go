package models

import (
	"time"

	"deskbell/models/flow"
)

// Greeting is what a bot says before anything is kept.
type Greeting struct {
	Entries []Entry
	Prompt  flow.Prompt
	Version int
}

// Greet plays the bot's first blocks for a visitor who has done nothing yet. Nobody is asked for,
// no timer runs, nothing is kept; the first action plays the same again, for good.
func Greet(lib flow.Library, bot *Bot, now time.Time) (Greeting, error) {
	version, err := lib.Latest(bot.StartFlow)
	if err != nil {
		return Greeting{}, err
	}
	d := newDraft(&Conversation{Bot: bot, State: StateBot}, now)
	state, effects := flow.Step(lib, flow.State{}, flow.Event{Kind: flow.EventStart, Now: now,
		Target: flow.Target{Flow: bot.StartFlow}, Version: version})
	d.show(effects)
	for range mostRounds {
		w := state.Wait
		if !hurried(w, now) {
			break
		}
		state, effects = flow.Step(lib, state, flow.Event{Kind: flow.EventTimer, Token: w.Token, Now: now})
		d.show(effects)
	}
	g := Greeting{Version: version, Prompt: flow.PromptOf(lib, state)}
	g.Entries = d.change.Entries
	return g, nil
}

// show keeps what is said, and nothing else.
func (d *draft) show(effects []flow.Effect) {
	for _, e := range effects {
		if e.Kind == flow.EffectSay {
			d.add(Entry{Kind: EntrySaid, Author: d.botAuthor(), Text: e.Text,
				Body: Body{Block: e.Block, Token: e.Token, Choices: e.Choices}})
		}
	}
}
