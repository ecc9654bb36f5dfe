package main

import (
	"context"
	"errors"
	"runtime/debug"
	"time"

	"deskbell/handlers/live"
	"deskbell/models"
)

// How often each job looks. Timers are woken when one is set; the rest is the longest sleep.
const (
	timerSleep  = time.Minute
	retrySleep  = time.Second
	signedEvery = 3 * time.Second // so that streams of somebody who was disabled end within 5 s
	// awayFor is how long a chat waits for an owner whose lease has ended: a reload, a tunnel, a lunch
	// break are no reason to ring for somebody else.
	awayFor                    = 4 * time.Minute
	abandonedEvery             = 30 * time.Second
	idleEvery                  = 10 * time.Minute
	settleAfter                = 2 * time.Second
	timersAtATime, idleAtATime = 100, 200
)

// startJobs begins all that happens by the clock; every job ends with ctx.
func (a *app) startJobs(ctx context.Context) {
	for _, job := range []func(context.Context){settle, a.fireTimers, a.endRevoked, a.freeAbandoned, a.mindGuests, a.closeIdle, a.sweep,
		a.sendRequests, a.answerQuestions, a.sendMails, a.readMails, a.mailNotices, a.sendPushes, a.offerWaiting, a.indexSearch, a.cutArticles, a.embedArticles, a.purgeErased, a.imports.Run} {
		a.jobs.Go(func() { job(ctx) })
	}
}

// settle gives back to the system what only the start needed.
func settle(ctx context.Context) {
	select {
	case <-ctx.Done():
	case <-time.After(settleAfter):
		debug.FreeOSMemory()
	}
}

// fireTimers lets every timer do its work when it is due. It sleeps until the next one, or until a
// turn sets another.
func (a *app) fireTimers(ctx context.Context) {
	for ctx.Err() == nil {
		a.turns.until.Store(0) // what is set from now on may be missed by the look
		sleep, err := a.fireDue(ctx)
		if err != nil {
			a.complain(ctx, "timers", err)
			sleep = retrySleep
		}
		a.turns.until.Store(time.Now().Add(sleep).UnixMilli())
		wake := time.NewTimer(sleep)
		select {
		case <-ctx.Done():
		case <-wake.C:
		case <-a.turns.timers:
		}
		wake.Stop()
	}
}

// fireDue fires what is due and says how long nothing will be.
func (a *app) fireDue(ctx context.Context) (time.Duration, error) {
	due, err := a.store.Lease(ctx, time.Now().UTC(), timersAtATime)
	if err != nil {
		return 0, err
	}
	for _, timer := range due {
		_, err := a.turns.Turn(ctx, timer.Conversation, a.due(timer.Token))
		if err != nil && models.CodeOf(err) != models.CodeNotFound {
			a.complain(ctx, "timer of conversation "+string(timer.Conversation), err)
		}
	}
	if len(due) == timersAtATime {
		return 0, nil
	}
	next, err := a.store.NextDue(ctx)
	if errors.Is(err, models.ErrNotFound) {
		return timerSleep, nil
	}
	if err != nil {
		return 0, err
	}
	return min(timerSleep, max(0, time.Until(next))+time.Millisecond), nil
}

// due is what a timer does.
func (a *app) due(token string) func(*models.Conversation) (models.Change, error) {
	if token == models.AnswersToken {
		return models.MailAnswers(a.lastThere, utcNow())
	}
	return models.Advance(token, utcNow())
}

// lastThere is when a visitor was last at a page that shows the conversation. Of who has not come since this program began it is not known:
// he may have looked until then.
func (a *app) lastThere(c *models.Conversation) time.Time {
	at := a.hub.LastThere(live.VisitorOwner(c.Visitor.ID))
	if back := a.hub.LastThere(live.BackOwner(c.Visitor.ID, c.ID)); back.After(at) {
		at = back
	}
	if at.IsZero() {
		return a.began
	}
	return at
}

// endRevoked ends the streams that agents opened under other rights than they have now, however short
// ago; those who may come back do so by themselves.
func (a *app) endRevoked(ctx context.Context) {
	a.every(ctx, signedEvery, "sign-outs", func() error {
		if !a.anyAgent() {
			return nil
		}
		agents, err := a.store.Agents(ctx)
		if err != nil {
			return err
		}
		there := map[string]bool{}
		for i := range agents {
			owner := live.AgentOwner(agents[i].ID)
			there[owner] = true
			a.hub.EndOthers(owner, agents[i].Rights())
		}
		for _, owner := range a.hub.Owners() {
			if live.IsAgent(owner) && !there[owner] {
				a.hub.End(owner) // off the team
			}
		}
		return nil
	})
}

func (a *app) anyAgent() bool {
	for _, owner := range a.hub.Owners() {
		if live.IsAgent(owner) {
			return true
		}
	}
	return false
}

// freeAbandoned finds somebody else for chats whose owner has gone.
func (a *app) freeAbandoned(ctx context.Context) {
	var up awake
	a.every(ctx, abandonedEvery, "abandoned chats", func() error { return a.freeGone(ctx, up.since(utcNow()), utcNow()) })
}

// freeGone does it once. While this program, which has gone on since began, stood still, nobody could show that they
// are there: that time does not count. Who was disabled has none.
func (a *app) freeGone(ctx context.Context, began, now time.Time) error {
	before := now.Add(-awayFor)
	if before.Before(began) {
		before = time.Time{}
	}
	left, err := a.store.Abandoned(ctx, before, idleAtATime)
	return errors.Join(err, a.turnEach(ctx, left, models.Abandon(before, now)))
}

// closeIdle ends conversations with the bot that nobody goes on with.
func (a *app) closeIdle(ctx context.Context) {
	a.every(ctx, idleEvery, "idle conversations", func() error {
		bots, err := a.store.Bots(ctx)
		for _, bot := range bots {
			err = errors.Join(err, a.closeIdleOf(ctx, bot))
		}
		return err
	})
}

// closeIdleOf goes on until none is left; one that cannot be closed ends it for this time.
func (a *app) closeIdleOf(ctx context.Context, bot models.Bot) error {
	for ctx.Err() == nil {
		now := time.Now().UTC()
		before := now.Add(-bot.Idle())
		idle, err := a.store.IdleBefore(ctx, bot.ID, before, idleAtATime)
		err = errors.Join(err, a.turnEach(ctx, idle, models.CloseIdle(before, now)))
		if err != nil || len(idle) < idleAtATime {
			return err
		}
	}
	return nil
}

// turnEach decides the same for each of them; one that fails keeps none of the others back.
func (a *app) turnEach(ctx context.Context, ids []models.ConversationID, decide func(*models.Conversation) (models.Change, error)) error {
	var failed error
	for _, id := range ids {
		_, err := a.turns.Turn(ctx, id, decide)
		failed = errors.Join(failed, err)
	}
	return failed
}

// every runs work again and again until ctx ends; an error is logged and tried again in its turn.
func (a *app) every(ctx context.Context, pause time.Duration, name string, work func() error) {
	tick := time.NewTicker(pause)
	defer tick.Stop()
	for {
		if err := work(); err != nil {
			a.complain(ctx, name, err)
		}
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		}
	}
}

func (a *app) complain(ctx context.Context, what string, err error) {
	if ctx.Err() == nil {
		a.log.Error("job failed", "job", what, "error", err)
	}
}
