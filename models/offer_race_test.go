package models_test

import (
	"fmt"
	"math/rand/v2"
	"sync"
	"testing"

	"deskbell/models"
)

// M-25 F32
func TestOffers_EightAgentsAndTwentyChatsAtOnce_OneOwnerEachAndLosersAreTold(t *testing.T) {
	d := leastBusy(t)
	var agents []models.AgentID
	for i := range 8 {
		id := models.AgentID(fmt.Sprint("racer", i))
		d.agent(id, fmt.Sprint("Racer", i, " Test"), 2)
		agents = append(agents, id)
	}
	d.nobody() // the racers have it to themselves
	var chats []models.ConversationID
	for i := range 20 {
		chats = append(chats, d.choose(fmt.Sprint(i, "y"), "leave").ID)
	}
	assigner := models.Assigner{Turns: d.store, Queue: d.store, Team: d.store, Bots: d.store}
	var all sync.WaitGroup
	for i, id := range agents {
		all.Go(func() { d.race(t, id, chats, rand.New(rand.NewPCG(uint64(i), 25))) })
	}
	for range 2 { // two that look at once: the transaction decides
		all.Go(func() {
			for range 30 {
				if err := assigner.Look(t.Context(), d.now); err != nil {
					t.Error(err)
				}
			}
		})
	}
	all.Wait()
	owned := map[models.AgentID]int{}
	for _, id := range chats {
		c := d.reload(id)
		if (c.State == models.StateLive) != (c.OwnerID != "") {
			t.Errorf("%s is %s, owned by %q", id, c.State, c.OwnerID)
		}
		owned[c.OwnerID]++
		d.words(id)
	}
	for _, id := range agents {
		if a := d.member(id); owned[id] != a.Live || a.Live > a.MaxChats {
			t.Errorf("%s has %d of %d, and is said to have %d", id, owned[id], a.MaxChats, a.Live)
		}
	}
}

// race is one agent who takes what he can, passes on, and ends.
func (d *desk) race(t *testing.T, id models.AgentID, chats []models.ConversationID, chance *rand.Rand) {
	for range 40 {
		chat := chats[chance.IntN(len(chats))]
		colleague := models.AgentID(fmt.Sprint("racer", chance.IntN(8)))
		act := []func(*models.Conversation) (models.Change, error){
			models.TakeOver(id, d.now), models.TakeOver(id, d.now), models.AcceptOffer(id, d.now), models.DeclineOffer(id, d.now),
			models.PassOn(models.Passing{By: id, To: colleague, Now: d.now}), models.PassOn(models.Passing{By: id, To: colleague, Ask: true, Now: d.now}),
			models.PassOn(models.Passing{By: id, Back: true, Now: d.now}),
		}[chance.IntN(7)]
		if _, err := d.turn(chat, act); err != nil && (models.CodeOf(err) != models.CodeConflict || err.Error() == "") {
			t.Error(err)
		}
	}
}
