package models

import (
	"context"
	"crypto/ecdh"
	"encoding/base64"
	"net/url"
	"strings"
	"time"
)

// MostDevices is how many browsers of one agent are told by push.
const MostDevices = 10

// Device is a browser that is told by push.
type Device struct {
	ID       string
	Agent    AgentID
	Endpoint string // at the browser's push service; whoever knows it and the keys can send there
	P256dh   string // base64url
	Auth     string // base64url
	Browser  string // as people read it: "Firefox on Android"
	AuthRev  int64  // of the agent when it was added: signing out everywhere ends it too

	CreatedAt time.Time
	WorkedAt  time.Time // when the push service took something last; zero: never yet
	Failures  int       // in a row
}

// longestEndpoint is far longer than those of any push service.
const longestEndpoint = 1000

// Cleaned is the device as it is kept. Errors: CodeInvalid for what no browser sends.
func (d Device) Cleaned() (Device, error) {
	d.Endpoint = strings.TrimSpace(d.Endpoint)
	u, err := url.Parse(d.Endpoint)
	if err != nil || u.Scheme != "https" || u.Host == "" || u.User != nil || u.Fragment != "" || len(d.Endpoint) > longestEndpoint {
		return d, invalid("endpoint", "This is no address of a push service.")
	}
	key, err := base64.RawURLEncoding.DecodeString(strings.TrimRight(d.P256dh, "="))
	if err == nil {
		_, err = ecdh.P256().NewPublicKey(key)
	}
	if err != nil {
		return d, invalid("p256dh", "This is no key of a browser.")
	}
	secret, err := base64.RawURLEncoding.DecodeString(strings.TrimRight(d.Auth, "="))
	if err != nil || len(secret) != 16 {
		return d, invalid("auth", "This is no secret of a browser.")
	}
	d.P256dh, d.Auth = base64.RawURLEncoding.EncodeToString(key), base64.RawURLEncoding.EncodeToString(secret)
	d.Browser = CleanLine(d.Browser, 80)
	if d.Browser == "" {
		d.Browser = "A browser"
	}
	return d, nil
}

// Devices keeps the browsers of the agent who asks.
type Devices interface {
	// AddDevice keeps one, or brings its keys up to date; an endpoint that was somebody else's is his no
	// more. The oldest ones of too many go. It errors as Cleaned.
	AddDevice(ctx context.Context, me *Agent, d Device, now time.Time) (Device, error)
	// RenewDevice is for a browser that has got another endpoint in place of one it had; ErrNotFound.
	RenewDevice(ctx context.Context, me *Agent, old string, d Device) error
	// Devices by age; those of before a sign-out everywhere are not among them.
	Devices(ctx context.Context, me *Agent) ([]Device, error)
	// FindDevice is the one of an endpoint. One from before a sign-out everywhere is theirs again, since they
	// are signed in there; ErrNotFound.
	FindDevice(ctx context.Context, me *Agent, endpoint string) (Device, error)
	// RemoveDevice by its id or its endpoint; one that is not there is no error.
	RemoveDevice(ctx context.Context, me AgentID, idOrEndpoint string) error
	// TestDevices puts a test notice for each of them, or for the one of an id, into the outbox; how many.
	TestDevices(ctx context.Context, me *Agent, id string, now time.Time) (int, error)
}

// Push is a notice with the device that it goes to.
type Push struct {
	Notice
	Device Device
	// Needed is false where nobody needs it any more; Why says so.
	Needed bool
	Why    string
}

// PushResult is what a try has come to.
type PushResult struct {
	Push   Push
	Status int    // of the push service; 0: no answer
	Error  string // for the agent; "" when it is sent
	// Next is when it is tried again; the zero time ends it. Gone says that the device is no more, Dropped
	// that it was not sent because nobody needs it.
	Next          time.Time
	Gone, Dropped bool
	Now           time.Time
}

// Pushes hands out what is to be pushed, leased so that a crash repeats and never loses.
type Pushes interface {
	// LeasePush takes the one that is due first, of another agent than these; ErrNotFound.
	LeasePush(ctx context.Context, now time.Time, busy []AgentID) (Push, error)
	// NextPush is when the next one is due; ErrNotFound when there is none.
	NextPush(ctx context.Context) (time.Time, error)
	// RecoverPushes makes due what a program that has ended had begun.
	RecoverPushes(ctx context.Context, now time.Time) error
	// PushTried keeps what came of a try.
	PushTried(ctx context.Context, r PushResult) error
}

// PushKeys is by which push services know that it is this Deskbell that sends (VAPID).
type PushKeys struct {
	Public, Private string // base64url
}
