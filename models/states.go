package models

// Transition is one way from a state to another; Name is the function that takes it.
type Transition struct {
	From, To State
	Name     string
}

// Transitions is the whole table. What is not in it is refused.
func Transitions() []Transition {
	return []Transition{
		{StateBot, StateWaiting, "ask"},
		{StateBot, StateLive, "take over"},
		{StateBot, StateLeft, "leave a message"},
		{StateBot, StateClosed, "close"},
		{StateWaiting, StateLive, "take over"},
		{StateWaiting, StateBot, "give up"},
		{StateWaiting, StateLeft, "leave a message"},
		{StateWaiting, StateClosed, "close"},
		{StateLive, StateBot, "hand back"},
		{StateLive, StateWaiting, "release"},
		{StateLive, StateClosed, "close"},
		{StateLeft, StateLive, "take over"},
		{StateLeft, StateClosed, "close"},
		{StateClosed, StateBot, "reopen"},
		{StateClosed, StateLeft, "mail"},
	}
}

// mayMove says whether the table knows the way.
func mayMove(from, to State) bool {
	for _, t := range Transitions() {
		if t.From == from && t.To == to {
			return true
		}
	}
	return false
}

// States in the order of the desk's lists.
func States() []State {
	return []State{StateWaiting, StateLive, StateLeft, StateClosed, StateBot}
}
