package models

// Moves are the states that the agent can bring the conversation to, by the table of states.go and by his
// role. That a colleague was first, or that he has enough chats, is found out by trying.
func (a *Agent) Moves(c *Conversation) []State {
	if !a.MaySee(c.DeskID) || !a.Role.May(PermitAnswer) {
		return nil
	}
	his := c.OwnerID == a.ID || a.Role.May(PermitAllBots)
	var to []State
	for _, s := range []State{StateLive, StateWaiting, StateBot, StateClosed} {
		if s == c.State || !mayMove(c.State, s) {
			continue
		}
		switch {
		case s == StateLive && c.State == StateBot && !a.Role.May(PermitTakeOverBot):
		case (s == StateBot || s == StateWaiting) && c.State != StateLive: // only who has a chat gives it away
		case c.State == StateLive && !his:
		default:
			to = append(to, s)
		}
	}
	return to
}
