package main

import (
	"context"
	"net"
	"time"

	"deskbell/handlers/hooks"
	"deskbell/handlers/mail"
	"deskbell/handlers/outbound"
	"deskbell/models"
)

// outgoing is what leaves the house.
type outgoing struct {
	caller *outbound.Caller
	mail   *mail.Server                          // that the program was started with; nil: none
	dialer *net.Dialer                           // to mail servers that somebody has typed
	base   string                                // address of this Deskbell
	wake   map[models.DeliveryKind]chan struct{} // something was put into the outbox
	pushes *pushes
}

func (a *app) newOutgoing(c serveConfig) outgoing {
	return outgoing{mail: c.Mail, base: c.BaseURL, pushes: a.newPushes(c), dialer: outbound.Dialer(outbound.Options{Allow: c.AllowOutbound}),
		caller: &outbound.Caller{Client: outbound.New(outbound.Options{Allow: c.AllowOutbound}), Secrets: a.store.Secrets()},
		wake: map[models.DeliveryKind]chan struct{}{
			models.DeliverHTTP: make(chan struct{}, 1), models.DeliverMail: make(chan struct{}, 1), models.DeliverAI: make(chan struct{}, 1)}}
}

// rouse wakes those who send what a turn has put into the outbox.
func (o outgoing) rouse(c models.Change) {
	for _, d := range c.Deliveries {
		o.wakeUp(d.Kind)
	}
	if c.Pushes > 0 {
		o.pushes.rouse()
	}
}

// wakeUp says that there is something to send of a kind.
func (o outgoing) wakeUp(kind models.DeliveryKind) {
	select {
	case o.wake[kind] <- struct{}{}:
	default: // it is awake, or nobody sends that kind
	}
}

// sendRequests sends what flows ask of other systems.
func (a *app) sendRequests(ctx context.Context) {
	defer a.out.caller.Client.CloseIdleConnections()
	s := hooks.Sender{Turns: a.turns, From: a.store.Outgoing(), Caller: a.out.caller, Wake: a.out.wake[models.DeliverHTTP], Now: utcNow, Log: a.log}
	s.Run(ctx)
}

func utcNow() time.Time { return time.Now().UTC() }

// secretNames are what the builder shows of secrets.
func (a *app) secretNames(ctx context.Context, bot models.BotID) ([]string, error) {
	all, err := a.store.Secrets().Names(ctx, bot)
	names := make([]string, len(all))
	for i, s := range all {
		names[i] = s.Name
	}
	return names, err
}
