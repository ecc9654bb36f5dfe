// Package push tells agents' browsers through their push services that somebody waits. A push is sent at
// least once; one that nobody needs any more is not sent, and none is later than ten minutes: a late bell
// rings for nobody.
package push

import (
	"context"
	"crypto/ecdh"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"

	webpush "github.com/SherClockHolmes/webpush-go"

	"deskbell/handlers/outbound"
	"deskbell/models"
)

const (
	tryWithin = 10 * time.Second
	// late is when a push is given up.
	late = 10 * time.Minute
	// recordSize is how many bytes every push has, so that its length tells nothing.
	recordSize = 2048
	// mostWords bounds title and line, in characters, so that they fit.
	mostWords = 160
)

// Sender sends pushes.
type Sender struct {
	From models.Pushes
	// Client asks addresses that browsers have named: made by outbound.New.
	Client *http.Client
	Keys   models.PushKeys
	// Contact is who push services turn to: an https address, or one for mail.
	Contact string
	Wake    <-chan struct{}
	Now     func() time.Time
	Log     *slog.Logger
}

// NewKeys makes the keys of a Deskbell.
func NewKeys() (models.PushKeys, error) {
	key, err := ecdh.P256().GenerateKey(rand.Reader)
	if err != nil {
		return models.PushKeys{}, fmt.Errorf("push: making keys: %w", err)
	}
	return models.PushKeys{Public: base64.RawURLEncoding.EncodeToString(key.PublicKey().Bytes()),
		Private: base64.RawURLEncoding.EncodeToString(key.Bytes())}, nil
}

// Payload is what the service worker gets: static/js/sw/main.js shows it.
type Payload struct {
	ID           string `json:"id"`
	Kind         string `json:"kind"`
	Conversation string `json:"conversation,omitempty"`
	Title        string `json:"title"`
	Line         string `json:"line"`
	URL          string `json:"url"`
	Urgent       bool   `json:"urgent,omitempty"`
	InPage       bool   `json:"in_page,omitempty"` // pages are told as well, and know when it was seen
	At           int64  `json:"at"`                // unix ms
}

// send tries one once.
func (s *Sender) send(ctx context.Context, p models.Push) {
	r := models.PushResult{Push: p, Now: s.Now()}
	switch {
	case !p.Needed:
		r.Dropped, r.Error = true, p.Why
	case r.Now.Sub(p.CreatedAt) > late:
		r.Error = wordsOr(p.Error, "It was not sent in time.")
	default:
		answer, err := s.ask(ctx, p)
		if ctx.Err() != nil && answer == nil {
			return // the program ends: it comes again
		}
		s.judge(&r, answer, err)
		s.tell(ctx, r)
	}
	if err := s.From.PushTried(ctx, r); err != nil && ctx.Err() == nil {
		s.Log.Error("push", "notice", p.ID, "error", err)
	}
}

// ask hands it to the push service. Only an answer without its body comes back.
func (s *Sender) ask(ctx context.Context, p models.Push) (*http.Response, error) {
	to, err := url.Parse(p.Device.Endpoint)
	if err != nil || to.Scheme != "https" {
		return nil, &outbound.Refusal{Why: "push services are asked over https alone"}
	}
	ctx, cancel := context.WithTimeout(ctx, tryWithin)
	defer cancel()
	body, err := json.Marshal(Payload{ID: p.ID, Kind: string(p.Kind), Conversation: string(p.Conversation), Title: cut(p.Title), Line: cut(p.Line),
		URL: p.Path(), Urgent: p.Kind.Urgent(), InPage: p.InPage, At: p.At.UnixMilli()})
	if err != nil {
		return nil, err
	}
	urgency, ttl := webpush.UrgencyNormal, 10*time.Minute
	switch p.Kind {
	case models.NoticeLive, models.NoticeVideo, models.NoticeOffered, models.NoticeTest:
		urgency, ttl = webpush.UrgencyHigh, time.Minute
	case models.NoticeMessage:
		urgency, ttl = webpush.UrgencyHigh, 5*time.Minute
	}
	client := *s.Client
	client.CheckRedirect = func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse } // none of them does
	answer, err := webpush.SendNotificationWithContext(ctx, body, &webpush.Subscription{Endpoint: p.Device.Endpoint,
		Keys: webpush.Keys{Auth: p.Device.Auth, P256dh: p.Device.P256dh}}, &webpush.Options{HTTPClient: &client, RecordSize: recordSize,
		Subscriber: s.Contact, Topic: topic(p), TTL: int(ttl / time.Second), Urgency: urgency,
		VAPIDPublicKey: s.Keys.Public, VAPIDPrivateKey: s.Keys.Private})
	if err != nil {
		return nil, err
	}
	_, _ = io.Copy(io.Discard, io.LimitReader(answer.Body, 4<<10)) // so that the line can be used again
	return answer, answer.Body.Close()
}

// topic lets a push service keep only the newest about a conversation for a device that is off.
func topic(p models.Push) string {
	if p.Conversation == "" {
		return ""
	}
	sum := sha256.Sum256([]byte(p.Conversation))
	return base64.RawURLEncoding.EncodeToString(sum[:24])
}

func cut(text string) string {
	if runes := []rune(text); len(runes) > mostWords {
		return string(runes[:mostWords])
	}
	return text
}

// judge says what comes of an answer.
func (s *Sender) judge(r *models.PushResult, answer *http.Response, err error) {
	again, after := false, time.Duration(0)
	switch {
	case err != nil:
		r.Error = outbound.Words(err, tryWithin)
		again = !strings.HasPrefix(r.Error, "refused: ")
	case answer.StatusCode >= 200 && answer.StatusCode < 300:
		r.Status = answer.StatusCode
		return
	default:
		r.Status = answer.StatusCode
		r.Error = fmt.Sprintf("The push service has answered %d.", r.Status)
		r.Gone = r.Status == http.StatusNotFound || r.Status == http.StatusGone
		again = r.Status >= 500 || r.Status == http.StatusTooManyRequests || r.Status == http.StatusRequestEntityTooLarge || r.Status == http.StatusRequestTimeout
		if n, err := strconv.Atoi(answer.Header.Get("Retry-After")); err == nil && n > 0 {
			after = time.Duration(min(n, 3600)) * time.Second
		}
	}
	if r.Gone {
		r.Error = "The device does not take pushes any more."
	}
	if next := r.Now.Add(max(pause(r.Push.Tries), after)); again && next.Sub(r.Push.CreatedAt) < late {
		r.Next = next
	}
}

// tell logs a try: nothing of what was sent but to which host.
func (s *Sender) tell(ctx context.Context, r models.PushResult) {
	level, host := slog.LevelInfo, ""
	if r.Error != "" {
		level = slog.LevelWarn
	}
	if u, err := url.Parse(r.Push.Device.Endpoint); err == nil {
		host = u.Host
	}
	s.Log.LogAttrs(ctx, level, "push", slog.String("notice", r.Push.ID), slog.String("agent", string(r.Push.Agent)), slog.String("kind", string(r.Push.Kind)),
		slog.String("host", host), slog.Int("status", r.Status), slog.Int("try", r.Push.Tries), slog.String("problem", r.Error))
}

func wordsOr(words, otherwise string) string {
	if words == "" {
		return otherwise
	}
	return words
}
