package main

import (
	"context"
	"net/http"
	"net/url"

	"deskbell/handlers/outbound"
	"deskbell/handlers/push"
	"deskbell/models"
)

// pushes is what goes to agents' devices.
type pushes struct {
	keys    models.PushKeys // empty: nothing can be pushed
	contact string
	client  *http.Client
	wake    chan struct{}
}

// newPushes finds the keys, or makes them at the first start. Without them all goes on but pushing.
func (a *app) newPushes(c serveConfig) *pushes {
	p := &pushes{contact: contactOf(c), client: outbound.New(outbound.Options{Allow: c.AllowOutbound, Roots: c.Roots}), wake: make(chan struct{}, 1)}
	made, err := push.NewKeys()
	if err == nil {
		p.keys, err = a.store.PushKeys(context.Background(), made)
	}
	if err != nil {
		p.keys = models.PushKeys{}
		c.Log.Error("nothing can be pushed", "error", err)
	}
	return p
}

// contactOf is who push services turn to when something is wrong with what is sent: some refuse what is no
// real address.
func contactOf(c serveConfig) string {
	if c.Secure() {
		return c.BaseURL
	}
	base, err := url.Parse(c.BaseURL)
	if err != nil || base.Hostname() == "" {
		return "push@localhost"
	}
	return "push@" + base.Hostname()
}

// rouse says that something was put into the outbox.
func (p *pushes) rouse() {
	select {
	case p.wake <- struct{}{}:
	default: // it is awake
	}
}

// sendPushes tells agents' devices.
func (a *app) sendPushes(ctx context.Context) {
	p := a.out.pushes
	if p.keys.Public == "" {
		return
	}
	s := push.Sender{From: a.store.Pushes(), Client: p.client, Keys: p.keys, Contact: p.contact, Wake: p.wake, Now: utcNow, Log: a.log}
	s.Run(ctx)
}
