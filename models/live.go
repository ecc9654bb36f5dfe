package models

import (
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"

	"deskbell/models/flow"
	"deskbell/models/routing"
)

// present says whether anybody of the team is online, and whether anybody is offered new chats.
func (d *draft) present() (online, free bool, err error) {
	if d.c.Trial != nil && d.c.Trial.Nobody {
		return false, false, nil
	}
	agents, err := d.c.Records.AgentsOf(d.c.DeskID)
	return anyOf(agents, d.now, err)
}

func anyOf(agents []Agent, now time.Time, failed error) (online, free bool, err error) {
	all := candidates(agents, now)
	online = slices.ContainsFunc(all, func(c routing.Candidate) bool { return c.Willing && c.Reachable })
	return online, len(routing.Eligible(all)) > 0, failed
}

// somebody says whether anybody is there who is offered new chats.
func (d *draft) somebody() (bool, error) {
	_, free, err := d.present()
	return free, err
}

// missing is why nobody can be asked for now; "" when somebody can.
func (d *draft) missing(lc flow.LiveChat) (string, error) {
	if lc.NeedsHours() && !d.hours().Open(d.clock()) {
		return flow.ReasonClosed, nil
	}
	if !lc.NeedsSomebody() {
		return "", nil
	}
	free, err := d.somebody()
	if err != nil || free || d.calledByMail() {
		return "", err
	}
	return flow.ReasonUnavailable, nil
}

// calledByMail says whether somebody outside of the house is told that a person is asked for, for whom the visitor
// waits while nobody of the team is there; in opening hours alone.
func (d *draft) calledByMail() bool {
	if d.c.Bot == nil || d.c.Playground || len(d.c.Bot.Settings.Mail.Wanted) == 0 || d.c.Bot.Settings.Mail.NotAlone {
		return false
	}
	return d.hours().Open(d.clock())
}

// tell sets what a live chat leaves behind for later blocks; what an earlier one left is gone.
func (d *draft) tell(vars map[string]string) {
	next := make(map[string]string, len(d.c.Flow.Vars)+len(vars))
	for name, value := range d.c.Flow.Vars {
		if !strings.HasPrefix(name, "live.") {
			next[name] = value
		}
	}
	maps.Copy(next, vars)
	if d.c.Visitor.Email != "" && len(vars) > 0 {
		next["live.email"] = d.c.Visitor.Email
	}
	d.c.Flow.Vars = next
}

// tellNobody is tell for a wait that ended without a person.
func (d *draft) tellNobody(reason string, waited int64) {
	d.tell(map[string]string{"live.available": "no", "live.result": reason, "live.wait_seconds": strconv.FormatInt(waited, 10),
		"live.seconds": "0", "live.messages": "0", "live.video": "no"})
}

// tellTaken is tell for the moment when somebody takes over.
func (d *draft) tellTaken(waited int64) {
	d.tell(map[string]string{"live.available": "yes", "live.agent": d.c.OwnerName, "live.wait_seconds": strconv.FormatInt(waited, 10)})
}

// tellEnded is tell for a chat that a person had; live is the conversation as it was then.
func (d *draft) tellEnded(live *Conversation) {
	video := "no"
	if live.Video {
		video = "yes"
	}
	waited := d.c.Flow.Vars["live.wait_seconds"]
	if waited == "" {
		waited = "0"
	}
	d.tell(map[string]string{"live.available": "yes", "live.result": "ended", "live.agent": live.OwnerName,
		"live.wait_seconds": waited, "live.seconds": strconv.FormatInt(int64(d.now.Sub(live.LiveSince)/time.Second), 10),
		"live.messages": strconv.FormatInt(live.LiveMessages, 10), "live.video": video})
}

func candidates(agents []Agent, now time.Time) []routing.Candidate {
	list := make([]routing.Candidate, 0, len(agents))
	for _, a := range agents {
		list = append(list, routing.Candidate{ID: string(a.ID), Willing: a.Willing && !a.Disabled,
			Reachable: a.Reachable(now), Live: a.Live, Max: a.MaxChats, Offered: a.Offered, Taken: a.TakenAt})
	}
	return list
}
