package builder_test

import (
	"compress/gzip"
	"context"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/cookiejar"
	"net/http/httptest"
	"net/netip"
	"net/url"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"deskbell/db"
	"deskbell/handlers/builder"
	"deskbell/handlers/live"
	"deskbell/handlers/outbound"
	"deskbell/handlers/web"
	"deskbell/models"
	"deskbell/models/flow"
)

// house is a server with the builder alone, on a real database.
type house struct {
	*testing.T
	store *db.Store
	web   *web.Server
	at    string
}

// person is somebody with a browser.
type person struct {
	*house
	client *http.Client
}

// page is an answer.
type page struct {
	*testing.T
	status int
	head   http.Header
	text   string
}

func newHouse(t *testing.T) *house {
	t.Helper()
	ctx, now := context.Background(), time.Now().UTC()
	store, err := db.Open(ctx, db.Options{Path: filepath.Join(t.TempDir(), "x.db")})
	must(t, err)
	t.Cleanup(func() { store.Close() })
	for _, a := range []models.Agent{
		{ID: "mira", Name: "Mira Solberg", Role: models.RoleOwner}, {ID: "ana", Name: "Ana Petri", Role: models.RoleAdmin},
		{ID: "tove", Name: "Tove", Role: models.RoleSupervisor},
	} {
		a.Email, a.MaxChats, a.Password = string(a.ID)+"@x.test", 3, "x"
		must(t, store.SaveAgent(ctx, &a, now))
	}
	for _, key := range []string{"shop", "other"} {
		_, err = store.ImportBot(ctx, models.BotFile{Format: "deskbell/bot/1", Key: key, Name: "The " + key, StartFlow: "hello", Flows: flows(key)}, now)
		must(t, err)
	}
	h := &house{T: t, store: store}
	sessions := web.NewSessions(store.Sessions(), false)
	log := slog.New(slog.DiscardHandler)
	h.web = web.New(web.Options{Log: log, Sessions: sessions.SessionManager})
	hub := live.New(live.Options{Epoch: store.Epoch(), Log: log})
	t.Cleanup(hub.Close)
	builder.Mount(h.web, builder.Options{Bots: store, Drafts: store, Articles: store, Team: store, Logs: store, Turns: store,
		Flows: store, FlowChecks: store, Replays: store, Visits: store, Hub: hub, Sessions: sessions,
		Log: log, Now: func() time.Time { return time.Now().UTC() }, Epoch: store.Epoch(),
		Caller: &outbound.Caller{Client: outbound.New(outbound.Options{Allow: []netip.Prefix{netip.MustParsePrefix("127.0.0.0/8")}}), Secrets: store.Secrets()}})
	h.web.Handle("GET", "/in/:id", func(w http.ResponseWriter, r *http.Request) error {
		a, err := store.AgentByID(r.Context(), models.AgentID(web.Param(r, "id")))
		if err != nil {
			return err
		}
		return sessions.SignIn(r.Context(), *a)
	})
	server := httptest.NewServer(h.web.Handler())
	t.Cleanup(server.Close)
	h.at = server.URL
	return h
}

// flows are those of a bot: hello asks, rings and says good-bye; faq is another one.
func flows(key string) []flow.Document {
	next := func(to string) map[string]flow.Target { return map[string]flow.Target{"next": {Block: to}} }
	hello := flow.Document{Schema: 1, ID: "hello", Name: "Hello", Start: "welcome", Blocks: map[string]flow.Block{
		"welcome": {Kind: "text", Title: "Welcome", Settings: []byte(`{"text":"Hi from ` + key + ` <b>"}`), Out: next("ask")},
		"ask": {Kind: "buttons", Settings: []byte(`{"text":"What is it?","choices":[{"id":"a","label":"Bikes"},{"id":"b","label":"A person"}]}`),
			Out: map[string]flow.Target{"choice:a": {Block: "bye"}, "choice:b": {Block: "ring"}}},
		"ring": {Kind: "live_chat", Settings: []byte(`{"wait_seconds":60}`), Out: next("bye")},
		"bye":  {Kind: "end"},
	}}
	if key != "shop" {
		hello.Blocks["welcome"] = flow.Block{Kind: "text", Settings: []byte(`{"text":"A secret of the other bot"}`), Out: next("bye")}
		return []flow.Document{hello}
	}
	faq := flow.Document{Schema: 1, ID: "faq", Name: "Questions", Start: "q", Blocks: map[string]flow.Block{
		"q": {Kind: "text", Title: "Sizes", Settings: []byte(`{"text":"All sizes are at https://shop.test/sizes"}`)}}}
	return []flow.Document{hello, faq}
}

func (h *house) person(id string) *person {
	h.Helper()
	jar, err := cookiejar.New(nil)
	must(h.T, err)
	p := &person{h, &http.Client{Jar: jar, CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}}
	if id != "" {
		if got := p.ask("GET", "/in/"+id, nil); got.status != 200 {
			h.Fatalf("%s is not let in: %d", id, got.status)
		}
	}
	return p
}

// ask sends a request as the page's script does.
func (p *person) ask(method, path string, form url.Values) page {
	p.Helper()
	var body io.Reader
	if form != nil {
		body = strings.NewReader(form.Encode())
	}
	r, err := http.NewRequest(method, p.at+path, body)
	must(p.T, err)
	r.Header.Set("Deskbell-Part", "1")
	r.Header.Set("Accept", "application/json")
	if form != nil {
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	}
	return p.do(r)
}

func (p *person) do(r *http.Request) page {
	p.Helper()
	answer, err := p.client.Do(r)
	must(p.T, err)
	defer answer.Body.Close()
	text, err := io.ReadAll(answer.Body)
	must(p.T, err)
	return page{p.T, answer.StatusCode, answer.Header, string(text)}
}

func (p *person) get(path string) page {
	p.Helper()
	return p.ask("GET", "/bots/shop/flows/"+path, nil)
}

// op does an edit; pairs are names and values.
func (p *person) op(op, rev string, pairs ...string) page {
	p.Helper()
	form := url.Values{"op": {op}, "rev": {rev}}
	for i := 0; i < len(pairs); i += 2 {
		form.Add(pairs[i], pairs[i+1])
	}
	return p.ask("POST", "/bots/shop/flows/hello/ops?view=outline&since="+rev, form)
}

func (p *person) draft() models.FlowDraft {
	p.Helper()
	bot, err := p.store.BotByKey(context.Background(), "shop")
	must(p.T, err)
	d, err := p.store.Draft(context.Background(), bot.FlowID("hello"))
	must(p.T, err)
	return d
}

func (p page) is(status int) page {
	p.Helper()
	if p.status != status {
		p.Fatalf("%d, want %d: %.600s", p.status, status, p.text)
	}
	return p
}

func (p page) reads(words ...string) page {
	p.Helper()
	for _, w := range words {
		if !strings.Contains(p.text, w) {
			p.Errorf("%q is not in: %.3000s", w, p.text)
		}
	}
	return p
}

func (p page) never(words ...string) page {
	p.Helper()
	for _, w := range words {
		if strings.Contains(p.text, w) {
			p.Errorf("%q is in: %.3000s", w, p.text)
		}
	}
	return p
}

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// zipped is how many bytes a text has on the way.
func zipped(t testing.TB, text string) int {
	t.Helper()
	var n counter
	z := gzip.NewWriter(&n)
	_, err := io.WriteString(z, text)
	must(t, err)
	must(t, z.Close())
	return int(n)
}

type counter int

func (c *counter) Write(p []byte) (int, error) { *c += counter(len(p)); return len(p), nil }

func big(blocks int) flow.Document {
	d := flow.Document{Schema: 1, ID: "hello", Name: "Hello", Start: "b0", Blocks: map[string]flow.Block{}}
	for i := range blocks {
		next := flow.Target{Block: fmt.Sprintf("b%d", i+1)}
		b := flow.Block{Kind: "text", Out: map[string]flow.Target{"next": next},
			Settings: fmt.Appendf(nil, `{"text":"Message number %d, {{name}}: a sentence of the usual length, with words of its own %x."}`, i, i*7919)}
		if i%5 == 2 {
			b = flow.Block{Kind: "buttons", Settings: fmt.Appendf(nil, `{"text":"Which one, %x?","choices":[{"id":"1","label":"The first %d"},{"id":"2","label":"Another %d"}]}`, i*104729, i, i),
				Out: map[string]flow.Target{"choice:1": next, "choice:2": {Block: fmt.Sprintf("b%d", (i*7)%blocks)}}}
		}
		if i == blocks-1 {
			b = flow.Block{Kind: "end"}
		}
		d.Blocks[fmt.Sprintf("b%d", i)] = b
	}
	return d
}
