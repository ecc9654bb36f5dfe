// Package routing says who is offered which chat. It is pure.
package routing

// Candidate is an agent assigned to the bot that a chat waits for.
type Candidate struct {
	ID        string
	Willing   bool // the Online switch
	Reachable bool // an open stream, or a lease that has not ended
	Live, Max int  // chats owned now, and the limit
}

// Free says whether the candidate is offered a new chat: willing, reachable and under the limit.
func (c Candidate) Free() bool {
	return c.Willing && c.Reachable && c.Live < c.Max
}

// Eligible are those who are asked; with the mode "ask everybody" the first of them takes the chat.
func Eligible(all []Candidate) []Candidate {
	var free []Candidate
	for _, c := range all {
		if c.Free() {
			free = append(free, c)
		}
	}
	return free
}
