package hooks_test

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"deskbell/db"
	"deskbell/handlers/hooks"
	"deskbell/handlers/outbound"
	"deskbell/models"
	"deskbell/models/flow"
)

// far is the other system, and what it was asked.
type far struct {
	*httptest.Server
	lock sync.Mutex
	keys []string
	auth []string
	do   func(n int, w http.ResponseWriter, r *http.Request) // n: 1 for the first
}

func newFar(t *testing.T, do func(n int, w http.ResponseWriter, r *http.Request)) *far {
	t.Helper()
	f := &far{do: do}
	f.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		_, _ = io.Copy(io.Discard, r.Body)
		f.lock.Lock()
		f.keys, f.auth = append(f.keys, r.Header.Get("Idempotency-Key")), append(f.auth, r.Header.Get("Authorization"))
		n, do := len(f.keys), f.do
		f.lock.Unlock()
		do(n, w, r)
	}))
	t.Cleanup(f.Close)
	return f
}

func (f *far) asked() []string {
	f.lock.Lock()
	defer f.lock.Unlock()
	return slices.Clone(f.keys)
}

// house is a database with a bot, and one who sends.
type house struct {
	*testing.T
	path  string
	store *db.Store
	wake  chan struct{}
	log   bytes.Buffer
	lock  sync.Mutex
	count int
}

func newHouse(t *testing.T) *house {
	t.Helper()
	h := &house{T: t, path: filepath.Join(t.TempDir(), db.FileName), wake: make(chan struct{}, 1)}
	h.open()
	t.Cleanup(func() { _ = h.store.Close() })
	return h
}

func (h *house) open() {
	h.Helper()
	store, err := db.Open(context.Background(), db.Options{Path: h.path})
	h.check(err)
	h.store = store
}

func (h *house) check(err error) {
	h.Helper()
	if err != nil {
		h.Fatal(err)
	}
}

// Write is the log.
func (h *house) Write(p []byte) (int, error) {
	h.lock.Lock()
	defer h.lock.Unlock()
	return h.log.Write(p)
}

func (h *house) logged() string {
	h.lock.Lock()
	defer h.lock.Unlock()
	return h.log.String()
}

// bot orders at an address, as the settings say, and tells how it went.
func (h *house) bot(key, settings string) *models.Bot {
	h.Helper()
	document, err := flow.Parse([]byte(`{"schema":1,"id":"main","name":"Main","start":"a","blocks":{
		"a":{"kind":"http","settings":{` + settings + `,"save":[{"path":"id","var":"id"}],"status_var":"code"},"out":{"next":{"block":"b"},"error":{"block":"c"}}},
		"b":{"kind":"text","settings":{"text":"Order {{id}}."},"out":{"next":{"block":"d"}}},
		"c":{"kind":"text","settings":{"text":"No order, {{code}}."},"out":{"next":{"block":"d"}}},
		"d":{"kind":"question","settings":{"text":"More?","type":"text"}}}}`))
	h.check(err)
	bot, err := h.store.ImportBot(h.Context(), models.BotFile{Format: db.BotFormat, Key: key, Name: key, StartFlow: "main", Flows: []flow.Document{*document}}, time.Now())
	h.check(err)
	return bot
}

// begins is a new visitor of a bot, whose flow begins.
func (h *house) begins(bot *models.Bot) models.ConversationID {
	h.Helper()
	h.count++
	change, err := h.store.Begin(h.Context(), models.Beginning{Bot: bot, TokenHash: fmt.Sprint("token", h.count), Now: time.Now()},
		models.Receive(models.Message{ClientID: fmt.Sprint("client-", h.count), Text: "Hello", Now: time.Now()}))
	h.check(err)
	select {
	case h.wake <- struct{}{}:
	default:
	}
	return change.Conversation.ID
}

func (h *house) caller() *outbound.Caller {
	return &outbound.Caller{Client: outbound.New(outbound.Options{Allow: []netip.Prefix{netip.MustParsePrefix("127.0.0.0/8")}}), Secrets: h.store.Secrets()}
}

// sends works until the test ends or stop is called.
func (h *house) sends(turns models.Turns) (stop func()) {
	ctx, cancel := context.WithCancel(context.Background())
	var all sync.WaitGroup
	s := hooks.Sender{Turns: turns, From: h.store.Outgoing(), Caller: h.caller(), Wake: h.wake, Now: func() time.Time { return time.Now().UTC() },
		Log: slog.New(slog.NewTextHandler(h, &slog.HandlerOptions{Level: slog.LevelDebug}))}
	all.Go(func() { s.Run(ctx) })
	stop = sync.OnceFunc(func() { cancel(); all.Wait() })
	h.Cleanup(stop)
	return stop
}

// said are the bot's words.
func (h *house) said(c models.ConversationID) []string {
	h.Helper()
	entries, err := h.store.EntriesAfter(h.Context(), models.Reader{Agent: &models.Agent{Role: models.RoleOwner}}, models.Position{Conversation: c, Limit: 100})
	h.check(err)
	var words []string
	for _, e := range entries {
		if e.Author.Kind == models.ByBot {
			words = append(words, e.Text)
		}
	}
	return words
}

// until waits for the bot to have said all of it.
func (h *house) until(c models.ConversationID, words ...string) {
	h.Helper()
	for end := time.Now().Add(time.Minute); time.Now().Before(end); time.Sleep(10 * time.Millisecond) {
		if slices.Equal(h.said(c), words) {
			return
		}
	}
	h.Fatalf("the bot has said %q, want %q; the log:\n%s", h.said(c), words, h.logged())
}

func (h *house) outbox(state models.DeliveryState) []models.Delivery {
	h.Helper()
	all, err := h.store.Deliveries(h.Context(), models.DeliveryQuery{Kind: models.DeliverHTTP, State: state, Limit: 100})
	h.check(err)
	return all
}

func (h *house) settled(state models.DeliveryState, n int) []models.Delivery {
	h.Helper()
	for end := time.Now().Add(time.Minute); time.Now().Before(end); time.Sleep(10 * time.Millisecond) {
		if all := h.outbox(state); len(all) == n {
			return all
		}
	}
	h.Fatalf("%d are %s, want %d", len(h.outbox(state)), state, n)
	return nil
}

func ordered(_ int, w http.ResponseWriter, _ *http.Request) { fmt.Fprint(w, `{"id":7}`) }

// M-16 A49
func TestSender_RequestWithASecret_GoesOutOnceAndTheFlowGoesOn(t *testing.T) {
	h, f := newHouse(t), newFar(t, ordered)
	bot := h.bot("shop", `"method":"POST","url":"`+f.URL+`/orders?mail=vera@example.com","body":"{\"private\":1}","auth":{"type":"bearer","secret":"TOKEN"}`)
	h.check(h.store.Secrets().Set(t.Context(), models.NewSecret{Bot: bot.ID, Name: "TOKEN", Value: "very-secret-token", Only: f.URL, By: &models.Agent{}, Now: time.Now()}))
	h.sends(h.store)
	c := h.begins(bot)
	h.until(c, "Order 7.", "More?")
	sent := h.settled(models.DeliverySent, 1)
	if keys := f.asked(); len(keys) != 1 || keys[0] != sent[0].Key || f.auth[0] != "Bearer very-secret-token" {
		t.Errorf("asked with %q and %q", keys, f.auth)
	}
	if log := h.logged(); !strings.Contains(log, "status=200") || strings.Contains(log, "very-secret") || strings.Contains(log, "private") || strings.Contains(log, "vera") {
		t.Errorf("the log:\n%s", log)
	}
}

func TestSender_TryThatFails_IsTriedAgainAsTheBlockSays(t *testing.T) {
	h := newHouse(t)
	f := newFar(t, func(n int, w http.ResponseWriter, r *http.Request) {
		if n < 3 {
			w.WriteHeader(http.StatusBadGateway)
			return
		}
		ordered(n, w, r)
	})
	h.sends(h.store)
	c := h.begins(h.bot("shop", `"method":"POST","url":"`+f.URL+`","retries":2`))
	h.until(c, "Order 7.", "More?")
	if keys := f.asked(); len(keys) != 3 || keys[0] == "" || keys[0] != keys[1] || keys[1] != keys[2] {
		t.Errorf("asked with %q", keys)
	}
	h.settled(models.DeliverySent, 1)
}

func TestSender_NoGoodAnswer_TheFlowLeavesByFailedAndTheOutboxSaysWhy(t *testing.T) {
	h := newHouse(t)
	f := newFar(t, func(_ int, w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusNotFound) })
	h.sends(h.store)
	h.until(h.begins(h.bot("missing", `"url":"`+f.URL+`","retries":3`)), "No order, 404.", "More?")
	h.until(h.begins(h.bot("private", `"url":"http://10.0.0.5/","retries":3`)), "No order, .", "More?")
	h.until(h.begins(h.bot("keyless", `"url":"`+f.URL+`","headers":[{"name":"X-Key","value":"{{secret.NONE}}"}]`)), "No order, .", "More?")
	var why []string
	for _, d := range h.settled(models.DeliveryFailed, 3) {
		why = append(why, d.Error)
	}
	slices.Sort(why)
	if want := []string{"The other side has answered 404.", "refused: 10.0.0.5 is a private address", `the bot has no secret called "NONE"`}; !slices.Equal(why, want) {
		t.Errorf("%q, want %q", why, want)
	}
	if n := len(f.asked()); n != 1 {
		t.Errorf("asked %d times", n)
	}
}

// broken are turns that cannot be kept, as at a crash.
type broken struct{ models.Turns }

func (broken) Turn(context.Context, models.ConversationID, func(*models.Conversation) (models.Change, error)) (models.Change, error) {
	return models.Change{}, &models.Error{Code: models.CodeUnavailable, Message: "gone"}
}

// F36
func TestSender_ProgramEndsBeforeTheAnswerIsKept_AsksAgainWithTheSameKeyAndItCountsOnce(t *testing.T) {
	h, f := newHouse(t), newFar(t, ordered)
	bot := h.bot("shop", `"method":"POST","url":"`+f.URL+`"`)
	stop := h.sends(broken{h.store})
	c := h.begins(bot)
	for len(f.asked()) == 0 {
		time.Sleep(time.Millisecond)
	}
	stop()
	h.check(h.store.Close())
	h.open()
	h.sends(h.store)
	h.until(c, "Order 7.", "More?")
	h.settled(models.DeliverySent, 1)
	if keys := f.asked(); len(keys) != 2 || keys[0] == "" || keys[0] != keys[1] {
		t.Errorf("asked with %q", keys)
	}
}

// noted is an outbox that cannot be told that something was sent.
type noted struct{ db.Deliveries }

func (noted) Done(context.Context, string, time.Time) error {
	return &models.Error{Code: models.CodeUnavailable, Message: "gone"}
}

// F36
func TestSender_ProgramEndsBeforeItIsNoted_DoesNotAskAgain(t *testing.T) {
	h, f := newHouse(t), newFar(t, ordered)
	bot := h.bot("shop", `"method":"POST","url":"`+f.URL+`"`)
	ctx, cancel := context.WithCancel(t.Context())
	var all sync.WaitGroup
	s := hooks.Sender{Turns: h.store, From: noted{h.store.Outgoing()}, Caller: h.caller(), Wake: h.wake, Now: time.Now, Log: slog.New(slog.DiscardHandler)}
	all.Go(func() { s.Run(ctx) })
	c := h.begins(bot)
	h.until(c, "Order 7.", "More?")
	cancel()
	all.Wait()
	if n := len(h.outbox(models.DeliveryPending)); n != 1 {
		t.Fatalf("%d are pending", n)
	}
	h.sends(h.store)
	h.settled(models.DeliverySent, 1)
	h.until(c, "Order 7.", "More?")
	if keys := f.asked(); len(keys) != 1 {
		t.Errorf("asked with %q", keys)
	}
}

func TestSender_SlowHostOfOneBot_DoesNotStopOthers(t *testing.T) {
	h := newHouse(t)
	open := make(chan struct{})
	slow := newFar(t, func(n int, w http.ResponseWriter, r *http.Request) {
		select {
		case <-open:
		case <-r.Context().Done():
		}
		ordered(n, w, r)
	})
	fast := newFar(t, ordered)
	slowBot, fastBot := h.bot("slow", `"url":"`+slow.URL+`","timeout_seconds":30`), h.bot("fast", `"url":"`+fast.URL+`"`)
	var waiting []models.ConversationID
	for range 12 {
		waiting = append(waiting, h.begins(slowBot))
	}
	h.sends(h.store)
	for range 5 {
		h.until(h.begins(fastBot), "Order 7.", "More?")
	}
	if n := len(slow.asked()); n > 3 {
		t.Errorf("%d requests of one bot at once", n)
	}
	close(open)
	for _, c := range waiting {
		h.until(c, "Order 7.", "More?")
	}
}

// A48
func TestSender_ProgramEndsDuringARequest_LeavesItForTheNext(t *testing.T) {
	h := newHouse(t)
	f := newFar(t, func(n int, w http.ResponseWriter, r *http.Request) {
		if n == 1 {
			<-r.Context().Done()
			return
		}
		ordered(n, w, r)
	})
	stop := h.sends(h.store)
	c := h.begins(h.bot("shop", `"method":"POST","url":"`+f.URL+`","timeout_seconds":60`))
	for len(f.asked()) == 0 {
		time.Sleep(time.Millisecond)
	}
	began := time.Now()
	stop()
	if took := time.Since(began); took > 30*time.Second {
		t.Errorf("ending took %v", took)
	}
	h.sends(h.store)
	h.until(c, "Order 7.", "More?")
}
