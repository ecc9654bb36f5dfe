package ai

import (
	"bytes"
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"log/slog"
	"net/http"
	"net/netip"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/google/uuid"

	"deskbell/db"
	"deskbell/handlers/live"
	"deskbell/handlers/outbound"
	"deskbell/models"
	"deskbell/models/flow"
)

// house is a database with a bot that answers, and one who sends.
type house struct {
	*testing.T
	path    string
	store   *db.Store
	bot     *models.Bot
	service *scripted
	extra   models.AISettings
	running *Running
	wake    chan struct{}
	lock    sync.Mutex
	heard   []string
	log     bytes.Buffer
	count   int
	ago     time.Duration // when visitors ask
	before  func()        // the settings are read
	turns   atomic.Int64
	fails   func(turn int64) bool // the database cannot be used for this one
}

func newHouse(t *testing.T, steps ...step) *house {
	t.Helper()
	h := &house{T: t, path: filepath.Join(t.TempDir(), db.FileName), running: NewRunning(), wake: make(chan struct{}, 1), service: newScripted(t, steps...)}
	h.extra = models.AISettings{URL: h.service.URL, Model: "tiny", Key: secretKey, Seconds: 20}
	h.open()
	t.Cleanup(func() { _ = h.store.Close() })
	h.agent()
	h.bot = h.makes("shop")
	h.article("Returns", "How long can I return things? Within 30 days of the delivery, as they were.")
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

func (h *house) agent() {
	h.Helper()
	code, err := h.store.SetupCode(h.Context())
	h.check(err)
	h.check(h.store.MakeOwner(h.Context(), code, &models.Agent{Name: "Mira Example", Email: "mira@shop.example", Role: models.RoleOwner, MaxChats: 5}, time.Now()))
}

func (h *house) makes(key string) *models.Bot {
	h.Helper()
	document, err := flow.Parse([]byte(`{"schema":1,"id":"main","name":"Main","start":"a","blocks":{
		"a":{"kind":"ai_answer","settings":{"turns":10,"text":"Ask me."},"out":{"wants_person":{"block":"p"},"error":{"block":"e"},"not_found":{"block":"n"}}},
		"e":{"kind":"text","settings":{"text":"It failed."},"out":{"next":{"block":"q"}}},
		"n":{"kind":"text","settings":{"text":"I do not know."},"out":{"next":{"block":"q"}}},
		"p":{"kind":"text","settings":{"text":"Somebody comes."},"out":{"next":{"block":"q"}}},
		"q":{"kind":"question","settings":{"text":"More?","type":"text"}}}}`))
	h.check(err)
	bot, err := h.store.ImportBot(h.Context(), models.BotFile{Format: db.BotFormat, Key: key, Name: key, StartFlow: "main", Flows: []flow.Document{*document}}, time.Now())
	h.check(err)
	return bot
}

func (h *house) article(title, body string) {
	h.Helper()
	h.check(h.store.SaveArticle(h.Context(), &models.Article{Slug: models.SlugOf(title), Title: title, Body: body, Language: "en", Published: true}, time.Now()))
}

// Whisper implements Bell.
func (h *house) Whisper(topic string, w live.Whisper) {
	h.lock.Lock()
	defer h.lock.Unlock()
	if !strings.HasPrefix(topic, "conversation:") || w.Event != "writing" {
		h.Errorf("%s hears %s", topic, w.Event)
	}
	h.heard = append(h.heard, w.Data)
}

func (h *house) whispers() []string {
	h.lock.Lock()
	defer h.lock.Unlock()
	return slices.Clone(h.heard)
}

// Write is the log.
func (h *house) Write(p []byte) (int, error) {
	h.lock.Lock()
	defer h.lock.Unlock()
	return h.log.Write(p)
}

// rung are turns as the program makes them: what is not waited for any more ends.
type rung struct{ *house }

func (r rung) Turn(ctx context.Context, id models.ConversationID, decide func(*models.Conversation) (models.Change, error)) (models.Change, error) {
	if n := r.turns.Add(1); r.fails != nil && r.fails(n) {
		return models.Change{}, &models.Error{Code: models.CodeUnavailable, Message: "The disk is full."}
	}
	c, err := r.store.Turn(ctx, id, decide)
	if err == nil && c.Conversation != nil {
		r.running.Follow(c.Conversation)
	}
	return c, err
}

func (r rung) Begin(ctx context.Context, who models.Beginning, decide func(*models.Conversation) (models.Change, error)) (models.Change, error) {
	return r.store.Begin(ctx, who, decide)
}

// asks is a new visitor with a question.
func (h *house) asks(bot *models.Bot, question string) models.ConversationID {
	h.Helper()
	h.count++
	now := time.Now().Add(-h.ago)
	who := models.Beginning{Bot: bot, TokenHash: fmt.Sprint("token", h.count), Now: now}
	change, err := h.store.Begin(h.Context(), who, models.Receive(models.Message{ClientID: fmt.Sprint("client-a-", h.count), Text: question, Now: now}))
	h.check(err)
	h.rouse()
	return change.Conversation.ID
}

func (h *house) says(c models.ConversationID, text string) {
	h.Helper()
	h.count++
	_, err := rung{h}.Turn(h.Context(), c, models.Receive(models.Message{ClientID: fmt.Sprint("client-b-", h.count), Text: text, Now: time.Now()}))
	h.check(err)
	h.rouse()
}

func (h *house) rouse() {
	select {
	case h.wake <- struct{}{}:
	default:
	}
}

// sends works until the test ends or stop is called.
func (h *house) sends(from outbound.Outgoing) (stop func()) {
	ctx, cancel := context.WithCancel(context.Background())
	var all sync.WaitGroup
	s := h.sender(from)
	all.Go(func() { s.Run(ctx) })
	stop = sync.OnceFunc(func() { cancel(); all.Wait(); s.Answerer.Provider.Close() })
	h.Cleanup(stop)
	return stop
}

// sender is one who sends; the caller closes its provider.
func (h *house) sender(from outbound.Outgoing) Sender {
	provider := NewProvider(outbound.Options{Allow: []netip.Prefix{netip.MustParsePrefix("127.0.0.0/8")}})
	log := slog.New(slog.NewTextHandler(h, &slog.HandlerOptions{Level: slog.LevelDebug}))
	return Sender{Turns: rung{h}, From: from, Bell: h, Running: h.running, Wake: h.wake, Now: func() time.Time { return time.Now().UTC() }, Log: log,
		Answerer: Answerer{Settings: h.settings, Provider: provider, Records: h.store, Passages: h.store, Vectors: h.store,
			Logs: h.store, NewID: func() (string, error) { return uuid.NewString(), nil }, Now: time.Now, Log: log}.Ready()}
}

func (h *house) settings(context.Context) (models.AISettings, error) {
	if h.before != nil {
		h.before()
	}
	return h.extra, nil
}

func (h *house) entries(c models.ConversationID) []models.Entry {
	h.Helper()
	entries, err := h.store.EntriesAfter(h.Context(), models.Reader{Agent: &models.Agent{Role: models.RoleOwner}}, models.Position{Conversation: c, Limit: 100})
	h.check(err)
	return entries
}

// said are the bot's words.
func (h *house) said(c models.ConversationID) []string {
	h.Helper()
	var words []string
	for _, e := range h.entries(c) {
		if e.Author.Kind == models.ByBot {
			words = append(words, e.Text)
		}
	}
	return words
}

func (h *house) wait(what string, done func() bool) {
	h.Helper()
	for end := time.Now().Add(time.Minute); time.Now().Before(end); time.Sleep(5 * time.Millisecond) {
		if done() {
			return
		}
	}
	h.lock.Lock()
	defer h.lock.Unlock()
	h.Fatalf("no %s; the log:\n%s", what, h.log.String())
}

func (h *house) until(c models.ConversationID, words ...string) {
	h.Helper()
	h.wait(fmt.Sprintf("%q", words), func() bool {
		return slices.Equal(h.said(c), words)
	})
}

func (h *house) settled(state models.DeliveryState, n int) {
	h.Helper()
	h.wait(fmt.Sprintf("%d %s", n, state), func() bool {
		all, err := h.store.Deliveries(h.Context(), models.DeliveryQuery{Kind: models.DeliverAI, State: state, Limit: 100})
		h.check(err)
		return len(all) == n
	})
}

// answers are what is kept of them, "port model tokens".
func (h *house) answers() string {
	h.Helper()
	on, err := sql.Open("sqlite3", "file:"+h.path+"?_busy_timeout=5000")
	h.check(err)
	defer func() { _ = on.Close() }()
	var all sql.NullString
	h.check(on.QueryRowContext(h.Context(), "SELECT group_concat(port || ' ' || model || ' ' || (tokens_in + tokens_out), ', ') FROM ai_answers").Scan(&all))
	return all.String
}

// M-28 F35
func TestSender_Question_IsAnsweredWhileItIsWrittenAndKeptOnce(t *testing.T) {
	slow := func(w http.ResponseWriter, _ *http.Request) {
		send := stream(w)
		for _, one := range []string{"Within ", "**30", " days** [", "1] of", " the delivery."} {
			send(chunk(`{"content":`+quoted(one)+`}`, ""))
			time.Sleep(writeEvery + 20*time.Millisecond)
		}
		send(chunk(`{}`, "stop"))
		send(usage)
		send("[DONE]")
	}
	h := newHouse(t, slow)
	h.sends(h.store.Outgoing())
	c := h.asks(h.bot, "How long can I return things?")
	h.until(c, "Ask me.", "Within **30 days** of the delivery.")
	h.settled(models.DeliverySent, 1)
	var answer *flow.Content
	for _, e := range h.entries(c) {
		if e.Body.Content != nil {
			answer = e.Body.Content
		}
	}
	if answer == nil || answer.Kind != flow.ContentAnswer || answer.Answer == "" || len(answer.Sources) != 1 || answer.Sources[0].Slug != "returns" {
		t.Errorf("%+v", answer)
	}
	if got := h.answers(); got != "answered tiny-1 120" {
		t.Errorf("kept: %s", got)
	}
	const gone = `{"at":0,"text":""}`
	h.wait("the end of it", func() bool { all := h.whispers(); return all[len(all)-1] == gone })
	all := h.whispers()
	text := ""
	for i, data := range all[:len(all)-1] {
		var p payload
		h.check(json.Unmarshal([]byte(data), &p))
		if i == 0 && p.At != 0 || p.At != 0 && p.At != len([]rune(text)) {
			t.Errorf("%s after %q", data, text)
		}
		text = string([]rune(text)[:p.At]) + p.Text
	}
	if text != "Within **30 days** of the delivery." {
		t.Errorf("written: %q from %q", text, all)
	}
	if log := h.log.String(); strings.Contains(log, "return things") || strings.Contains(log, secretKey) || !strings.Contains(log, "port=answered") {
		t.Errorf("the log:\n%s", log)
	}
}

// M-14 F35: an answer begun before a take-over ends, and is not said.
func TestSender_SomebodyTakesOver_EndsTheAnswerAndSaysNothing(t *testing.T) {
	ended := make(chan struct{})
	h := newHouse(t, func(w http.ResponseWriter, r *http.Request) {
		send := stream(w)
		send(chunk(`{"content":"Within "}`, ""))
		<-r.Context().Done()
		close(ended)
	})
	h.sends(h.store.Outgoing())
	c := h.asks(h.bot, "How long can I return things?")
	h.wait("whisper", func() bool { return len(h.whispers()) > 0 })
	team, err := h.store.Agents(t.Context())
	h.check(err)
	began := time.Now()
	_, err = rung{h}.Turn(t.Context(), c, models.TakeOver(team[0].ID, time.Now()))
	h.check(err)
	select {
	case <-ended:
	case <-time.After(20 * time.Second):
		t.Fatal("the service is still asked")
	}
	h.settled(models.DeliverySent, 1)
	if took := time.Since(began); took > 20*time.Second {
		t.Errorf("it took %v", took)
	}
	if got := strings.Join(h.said(c), "\n"); strings.Contains(got, "Within") {
		t.Errorf("said: %q", got)
	}
	if got := h.answers(); !strings.HasPrefix(got, "dropped tiny-1 ") || strings.HasSuffix(got, " 0") {
		t.Errorf("kept: %s", got)
	}
	h.wait("the end of it", func() bool { all := h.whispers(); return all[len(all)-1] == `{"at":0,"text":""}` })
}

// F35
func TestSender_ServiceFails_TheFlowLeavesByItsExitAndTheOutboxSaysWhy(t *testing.T) {
	h := newHouse(t, cuts("Within "))
	h.sends(h.store.Outgoing())
	h.until(h.asks(h.bot, "How long can I return things?"), "Ask me.", "It failed.", "More?")
	h.settled(models.DeliveryFailed, 1)
	if got := h.answers(); !strings.HasPrefix(got, "error tiny") {
		t.Errorf("kept: %s", got)
	}
}

// F35 F36
func TestSender_ProgramEndsDuringAnAnswer_IsAnsweredOnceByTheNext(t *testing.T) {
	h := newHouse(t, hangs("Within "), says("Within 30 days [1]."))
	stop := h.sends(h.store.Outgoing())
	c := h.asks(h.bot, "How long can I return things?")
	h.wait("whisper", func() bool { return len(h.whispers()) > 0 })
	stop()
	if got := h.answers(); got != "" {
		t.Errorf("kept: %s", got)
	}
	h.check(h.store.Close())
	h.open()
	h.sends(h.store.Outgoing())
	h.until(c, "Ask me.", "Within 30 days.")
	h.settled(models.DeliverySent, 1)
}

// noted is an outbox that cannot be told that something was done.
type noted struct{ db.Deliveries }

func (noted) Done(context.Context, string, time.Time) error {
	return &models.Error{Code: models.CodeUnavailable, Message: "gone"}
}

// F36
func TestSender_ProgramEndsBeforeItIsNoted_SaysNothingTwice(t *testing.T) {
	h := newHouse(t, says("Within 30 days [1]."))
	stop := h.sends(noted{h.store.Outgoing()})
	c := h.asks(h.bot, "How long can I return things?")
	h.until(c, "Ask me.", "Within 30 days.")
	stop()
	h.settled(models.DeliveryPending, 1)
	h.sends(h.store.Outgoing())
	h.settled(models.DeliverySent, 1)
	h.until(c, "Ask me.", "Within 30 days.")
	if n := len(h.service.requests()); n != 1 {
		t.Errorf("asked %d times", n)
	}
}

func TestSender_SlowServiceOfOneBot_LeavesRoomForOthers(t *testing.T) {
	open := make(chan struct{})
	h := newHouse(t, func(w http.ResponseWriter, r *http.Request) {
		select {
		case <-open:
		case <-r.Context().Done():
		}
		says("Within 30 days [1].")(w, r)
	})
	other := h.makes("other")
	h.sends(h.store.Outgoing())
	var all []models.ConversationID
	for range ofBot + 1 {
		all = append(all, h.asks(h.bot, "How long can I return things?"))
	}
	h.wait("as many requests as may be", func() bool { return len(h.service.requests()) == ofBot })
	all = append(all, h.asks(other, "How long can I return things?"))
	h.wait("one more", func() bool { return len(h.service.requests()) == ofBot+1 })
	close(open)
	for _, c := range all {
		h.until(c, "Ask me.", "Within 30 days.")
	}
}

// M-28: without a service the articles alone answer, and nothing leaves the house.
func TestSender_NoService_AnswersFromTheArticles(t *testing.T) {
	h := newHouse(t, says("x"))
	h.extra = models.AISettings{}
	h.sends(h.store.Outgoing())
	c := h.asks(h.bot, "How long can I return things?")
	h.wait("an answer", func() bool { return len(h.said(c)) > 1 })
	if got := h.said(c); !strings.Contains(got[1], "Within 30 days") {
		t.Errorf("%q", got)
	}
	if n := len(h.service.requests()); n != 0 {
		t.Errorf("asked %d times", n)
	}
	if got := h.answers(); got != "answered  0" {
		t.Errorf("kept: %q", got)
	}
}

// A55: where many ask, nobody waits for the service behind them all.
func TestSender_QuestionHasWaited_TheArticlesAnswerAtOnce(t *testing.T) {
	h := newHouse(t, says("From the service [1]."))
	h.ago = longestQueue + time.Second
	late := h.asks(h.bot, "How long can I return things?")
	h.ago = 0
	h.sends(h.store.Outgoing())
	h.wait("an answer", func() bool { return len(h.said(late)) > 1 })
	if got := h.said(late); !strings.Contains(got[1], "Within 30 days") || len(h.service.requests()) != 0 {
		t.Errorf("%q", got)
	}
	h.until(h.asks(h.bot, "How long can I return things?"), "Ask me.", "From the service.")
}

// F36: what is wrong with one answer ends neither the program nor the others.
func TestSender_PanicAtAnAnswer_IsATryThatFailed(t *testing.T) {
	h := newHouse(t, says("Within 30 days [1]."))
	panics := make(chan struct{}, 1)
	panics <- struct{}{}
	h.before = func() {
		select {
		case <-panics:
			panic("the settings are on fire")
		default:
		}
	}
	h.sends(h.store.Outgoing())
	h.until(h.asks(h.bot, "How long can I return things?"), "Ask me.", "Within 30 days.")
	h.settled(models.DeliverySent, 1)
	h.lock.Lock()
	defer h.lock.Unlock()
	if log := h.log.String(); !strings.Contains(log, "the settings are on fire") || !strings.Contains(log, "answer.go") {
		t.Errorf("the log:\n%s", log)
	}
}

// M-33: who takes over after several questions finds a summary.
func TestSender_SummaryForWhoTakesOver_IsWrittenForTheTeam(t *testing.T) {
	h := newHouse(t, says("Within 30 days [1]."), says("As they were [1]."), says("- The visitor asks about returns.\n- [x](https://evil.example/?q=1)"))
	h.sends(h.store.Outgoing())
	c := h.asks(h.bot, "How long can I return things?")
	h.until(c, "Ask me.", "Within 30 days.")
	h.says(c, "And how can I return things?")
	h.until(c, "Ask me.", "Within 30 days.", "As they were.")
	team, err := h.store.Agents(t.Context())
	h.check(err)
	_, err = rung{h}.Turn(t.Context(), c, models.TakeOver(team[0].ID, time.Now()))
	h.check(err)
	h.rouse()
	h.wait("a summary", func() bool {
		return slices.ContainsFunc(h.entries(c), func(e models.Entry) bool {
			return e.Kind == models.EntrySummary && e.Audience == models.ForTeam && strings.Contains(e.Text, "- The visitor asks about returns.") && !strings.Contains(e.Text, "evil")
		})
	})
	h.settled(models.DeliverySent, 3)
}
