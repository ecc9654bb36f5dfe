package models_test

import (
	"errors"
	"fmt"
	"testing"
	"time"

	"pgregory.net/rapid"

	"deskbell/models"
	"deskbell/models/flow"
)

const everyWait = `"a":{"kind":"quick_replies","settings":{"items":[{"id":"h","label":"Hours"},{"id":"q","label":"Ask"}]},"out":{"quick:h":{"flow":"side"},"quick:q":{"flow":"asks"},"next":{"block":"b"}}},
 "b":{"kind":"question","settings":{"text":"Which colour?","type":"text","var":"colour","timeout_seconds":60},"out":{"next":{"block":"c"},"timeout":{"block":"l"}}},
 "c":{"kind":"http","settings":{"method":"POST","url":"https://api.example/","body":"{}"},"out":{"next":{"block":"w"},"error":{"block":"l"}}},
 "w":{"kind":"wait","settings":{"seconds":60},"out":{"next":{"block":"l"}}},
 "l":{"kind":"live_chat","settings":{"unavailable":"exit","cancel":true,"skip":true,"wait_seconds":60},"out":{"next":{"block":"b"}}}`

// Every answer of a Live chat block, in a quick reply's flow as well, with nobody there now and then, and a
// block that cannot be played.
const everyWay = `"a":{"kind":"quick_replies","settings":{"items":[{"id":"h","label":"Person"},{"id":"q","label":"Ask"}]},"out":{"quick:h":{"block":"l"},"quick:q":{"flow":"asks"},"next":{"block":"b"}}},
 "b":{"kind":"question","settings":{"text":"Which colour?","required":false,"var":"colour","timeout_seconds":60},"out":{"next":{"block":"c"},"timeout":{"block":"bad"},"skipped":{"block":"l"}}},
 "c":{"kind":"agents","out":{"yes":{"block":"l"},"no":{"block":"b2"}}},
 "b2":{"kind":"question","settings":{"text":"And which size?","var":"size","max_tries":1,"pattern":"no"},"out":{"next":{"block":"w"},"failed":{"block":"r"}}},
 "r":{"kind":"http","settings":{"url":"https://api.example/"},"out":{"next":{"block":"w"},"error":{"block":"bad"}}},
 "w":{"kind":"wait","settings":{"seconds":60},"out":{"next":{"block":"o"}}},
 "o":{"kind":"live_chat","settings":{"offer":true,"unavailable":"leave_message","timed_out":"jump","hide_quick":true,"back":true,"skip":true},"out":{"next":{"block":"b"},"timeout":{"block":"b2"},"skipped":{"block":"l"}}},
 "l":{"kind":"live_chat","settings":{"unavailable":"leave_message","offline_form":true,"cancel":true,"back":true,"wait_seconds":60},"out":{"next":{"block":"b"},"cancelled":{"block":"b2"}}},
 "bad":{"kind":"placeholder","settings":{"origin":"x","type":"y"}}`

// M-13 M-14 F36
func TestAnyOrder_OfActs_LosesNoWait(t *testing.T) {
	for name, main := range map[string]string{"waits": everyWait, "ways": everyWay} {
		t.Run(name, func(t *testing.T) { anyOrder(t, main) })
	}
}

func anyOrder(t *testing.T, main string) {
	d := newDesk(t)
	d.importAll(models.BotSettings{}, blocks(main), sideFlow, asksFlow)
	chats, far := 0, d.now.AddDate(1, 0, 0)
	rapid.Check(t, func(r *rapid.T) {
		chats++
		token := fmt.Sprintf("%xy", chats)
		c := d.say(token, "hello")
		timers := map[string]bool{}
		for _, act := range rapid.SliceOfN(rapid.IntRange(0, 17), 1, 25).Draw(r, "acts") {
			change, err := d.act(token, c, act)
			if code := models.CodeOf(err); err != nil && code != models.CodeConflict && code != models.CodeInvalid && !errors.Is(err, models.ErrNotFound) {
				r.Fatalf("act %d in state %s: %v", act, c.State, err)
			}
			if change.Conversation != nil {
				c = *change.Conversation
			}
			far = far.Add(time.Hour)
			due, err := d.store.Lease(d.Context(), far, 500)
			if err != nil {
				r.Fatal(err)
			}
			clear(timers)
			for _, one := range due {
				timers[string(one.Conversation)+one.Token] = true
			}
			if lost := lostWait(c, timers); lost != "" {
				r.Fatalf("after act %d in state %s: %s, %+v", act, c.State, lost, c.Flow.Wait)
			}
		}
		d.words(c.ID) // checks that the log has no gap
		if c.State != models.StateClosed {
			d.must(d.turn(c.ID, models.CloseByVisitor(d.now)))
		}
	})
}

// lostWait says what a conversation waits for that would never come.
func lostWait(c models.Conversation, timers map[string]bool) string {
	w := c.Flow.Wait
	switch {
	case c.State == models.StateBot && w == nil && c.Flow.Ended == "":
		return "the run is neither over nor waiting"
	case c.State == models.StateWaiting && (w == nil || !timers[string(c.ID)+w.Token]):
		return "nobody comes and no time ends it"
	case c.State == models.StateBot && w != nil && (w.Kind == flow.WaitTimer || w.Kind == flow.WaitResult || !w.Due.IsZero()) && !timers[string(c.ID)+w.Token]:
		return "no timer"
	case c.State == models.StateBot && w != nil && w.Kind == flow.WaitPerson && c.Leave == models.LeaveNothing:
		return "nobody was asked for"
	}
	return ""
}

func (d *desk) act(token string, c models.Conversation, act int) (models.Change, error) {
	at := "t0"
	if c.Flow.Wait != nil {
		at = c.Flow.Wait.Token
	}
	switch act {
	case 0, 1:
		return d.visitor(token, models.Receive(models.Message{ClientID: d.clientID(), Text: "words", Now: d.now}))
	case 2:
		return d.visitor(token, models.Press(models.Message{ClientID: d.clientID(), Choice: "h", Now: d.now}))
	case 3:
		return d.visitor(token, models.Press(models.Message{ClientID: d.clientID(), Choice: "q", Now: d.now}))
	case 4:
		return d.turn(c.ID, models.TakeOver("agent1", d.now))
	case 5:
		return d.turn(c.ID, models.HandBack("agent1", d.now))
	case 6:
		return d.turn(c.ID, models.Advance(at, d.now.Add(2*time.Minute)))
	case 7:
		return d.turn(c.ID, models.Advance(at, d.now.Add(time.Hour)))
	case 8:
		return d.turn(c.ID, models.Deliver(at, flow.Result{OK: true, Status: 200}, d.now))
	case 9:
		return d.turn(c.ID, models.Deliver(at, flow.Result{Error: "no"}, d.now))
	case 10:
		return d.visitor(token, models.Cancel(models.Message{Token: at, Now: d.now}))
	case 11:
		return d.turn(c.ID, models.Jump("agent1", d.now, flow.Target{Flow: d.bot.StartFlow, Block: "c"}))
	case 12:
		return d.turn(c.ID, models.Abandon(d.now.Add(48*time.Hour), d.now))
	case 14:
		return d.visitor(token, models.Skip(models.Message{Token: at, Now: d.now}))
	case 15:
		return d.visitor(token, models.Back(models.Message{Token: at, Now: d.now}))
	case 16:
		return d.visitor(token, models.LeaveWord(models.Letter{ClientID: d.clientID(), Message: "Later", Email: "a@b.example", Now: d.now}))
	case 17:
		d.online("agent1", d.ids%2 == 0)
		return models.Change{}, nil
	}
	return d.turn(c.ID, models.Close("agent1", d.now))
}
