package models

import (
	"strconv"

	"deskbell/models/flow"
	"deskbell/models/wording"
)

// longestFault is how many characters of what is broken are kept.
const longestFault = 2000

// fault keeps what is broken for the team, and offers a person instead of falling silent: one who is
// there is asked, else the visitor may leave a message. The run is over.
func (d *draft) fault(what string) error {
	d.add(Entry{Kind: EntryFault, Author: Author{Kind: BySystem}, Text: shorten(what, longestFault), Audience: ForTeam})
	if d.c.State != StateBot {
		return nil
	}
	d.cancelWait()
	d.c.Flow.Wait, d.c.Flow.Trail, d.c.Flow.Ended = nil, nil, flow.EndedByFault
	free, err := d.somebody()
	if err != nil {
		return err
	}
	if err := d.handOver(); err != nil {
		return err
	}
	if !free && !d.calledByMail() {
		d.bot(d.words().Of(wording.FaultLeave))
		d.c.Leave = LeaveForm
		return nil
	}
	if err := d.move(StateWaiting); err != nil {
		return err
	}
	d.bot(d.words().Of(wording.FaultPerson))
	// Nothing of the run can be trusted: it waits at no block, and is begun anew after the chat.
	d.c.Flow.Stack = nil
	d.c.Flow.Seq++
	d.c.Flow.Wait = &flow.Wait{Kind: flow.WaitPerson, Token: "t" + strconv.Itoa(d.c.Flow.Seq)}
	d.c.Video, d.c.LiveMessages = false, 0
	d.wait(flow.Defaults(d.words()).WaitSeconds, d.c.Flow.Wait.Token)
	return nil
}

// broken says that a fault has ended the run, and a person is waited for in its place.
func (d *draft) broken() bool { return d.c.Flow.Ended == flow.EndedByFault }
