package push

import (
	"context"
	"math/rand/v2"
	"time"

	"deskbell/handlers/outbound"
	"deskbell/models"
)

// How many are under way at once, and of them to one agent's devices, so that nobody waits for an address
// that does not answer.
const (
	atOnce  = 8
	ofAgent = 3
)

// Run works until ctx ends, and returns when nothing is under way any more.
func (s *Sender) Run(ctx context.Context) {
	defer s.Client.CloseIdleConnections()
	q := outbound.Queue[models.Push, models.AgentID]{Name: "pushes", Wake: s.Wake, AtOnce: atOnce, OfOne: ofAgent,
		Of:    func(p models.Push) models.AgentID { return p.Agent },
		Lease: s.From.LeasePush, NextAt: s.From.NextPush, Recover: s.From.RecoverPushes, Do: s.send, Now: s.Now, Log: s.Log}
	q.Run(ctx)
}

// pause before another try: 2, 4, 8 … 60 seconds and up to half as much.
func pause(tries int) time.Duration {
	wait := min(2*time.Second<<min(max(tries, 1)-1, 5), time.Minute)
	return wait + rand.N(wait/2)
}
