package main

import (
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"deskbell/models"
)

// aiKey is what the service of tests wants to be asked with.
const aiKey = "sk-test-0123456789abcdefghij"

// aiServer is an OpenAI-compatible service that answers as it is told: the first request with the first step, and so
// on; the last step is repeated.
type aiServer struct {
	*httptest.Server
	lock  sync.Mutex
	steps []aiStep
	got   []string // what it was sent
	ended int      // requests whose asker has gone
}

// aiStep answers one request.
type aiStep func(w http.ResponseWriter, r *http.Request)

func newAIServer(t *testing.T, steps ...aiStep) *aiServer {
	t.Helper()
	a := &aiServer{steps: steps}
	a.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		a.lock.Lock()
		a.got = append(a.got, string(body))
		do := a.steps[min(len(a.got), len(a.steps))-1]
		a.lock.Unlock()
		if r.URL.Path != "/v1/chat/completions" || r.Header.Get("Authorization") != "Bearer "+aiKey {
			do = aiRefuses(http.StatusUnauthorized, `{"error":{"message":"Incorrect API key provided: `+r.Header.Get("Authorization")+`"}}`)
		}
		do(w, r)
		if r.Context().Err() != nil {
			a.lock.Lock()
			a.ended++
			a.lock.Unlock()
		}
	}))
	t.Cleanup(func() { a.CloseClientConnections(); a.Close() })
	return a
}

// asked is what it was sent so far, each request's body.
func (a *aiServer) asked() []string {
	a.lock.Lock()
	defer a.lock.Unlock()
	return slices.Clone(a.got)
}

// left is how many requests ended because nobody waited for the answer any more.
func (a *aiServer) left() int {
	a.lock.Lock()
	defer a.lock.Unlock()
	return a.ended
}

// settings are what a program is told of it.
func (a *aiServer) settings() models.AISettings {
	return models.AISettings{URL: a.URL + "/v1", Key: aiKey, HasKey: true, Model: "tiny"}
}

// serves has a site ask it.
func (a *aiServer) serves(c *serveConfig) {
	c.AI, c.AllowOutbound = a.settings(), []netip.Prefix{netip.MustParsePrefix("127.0.0.0/8")}
}

func aiEvents(w http.ResponseWriter) func(delta, finish string) {
	w.Header().Set("Content-Type", "text/event-stream")
	return func(delta, finish string) {
		if finish != "" {
			finish = `,"finish_reason":"` + finish + `"`
		}
		fmt.Fprintf(w, "data: {\"id\":\"c\",\"object\":\"chat.completion.chunk\",\"created\":1,\"model\":\"tiny-1\",\"choices\":[{\"index\":0,\"delta\":%s%s}]}\n\n", delta, finish)
		w.(http.Flusher).Flush()
	}
}

func aiEnds(w http.ResponseWriter) {
	fmt.Fprint(w, `data: {"id":"c","object":"chat.completion.chunk","created":1,"model":"tiny-1","choices":[],"usage":{"prompt_tokens":100,"completion_tokens":20,"total_tokens":120}}`+"\n\ndata: [DONE]\n\n")
}

func aiQuoted(text string) string {
	b, _ := json.Marshal(text)
	return string(b)
}

// aiSays streams words, with a pause between the parts.
func aiSays(pause time.Duration, parts ...string) aiStep {
	return func(w http.ResponseWriter, r *http.Request) {
		send := aiEvents(w)
		for _, part := range parts {
			send(`{"role":"assistant","content":`+aiQuoted(part)+`}`, "")
			select {
			case <-r.Context().Done():
				return
			case <-time.After(pause):
			}
		}
		send(`{}`, "stop")
		aiEnds(w)
	}
}

// aiGoesOn says the first words, and is at them until it may say the rest.
func aiGoesOn(may <-chan struct{}, first, meanwhile string, rest ...string) aiStep {
	return func(w http.ResponseWriter, r *http.Request) {
		send := aiEvents(w)
		say := func(part string) { send(`{"role":"assistant","content":`+aiQuoted(part)+`}`, "") }
		say(first)
		for waits := true; waits; {
			select {
			case <-may:
				waits = false
			case <-r.Context().Done():
				return
			case <-time.After(200 * time.Millisecond):
				say(meanwhile)
			}
		}
		for _, part := range rest {
			say(part)
		}
		send(`{}`, "stop")
		aiEnds(w)
	}
}

// aiCalls calls one tool.
func aiCalls(name, arguments string) aiStep {
	return func(w http.ResponseWriter, _ *http.Request) {
		send := aiEvents(w)
		send(`{"tool_calls":[{"index":0,"id":"call1","type":"function","function":{"name":`+aiQuoted(name)+`,"arguments":`+aiQuoted(arguments)+`}}]}`, "")
		send(`{}`, "tool_calls")
		aiEnds(w)
	}
}

// aiHangs says these words and then nothing more, until whoever asks has gone.
func aiHangs(parts ...string) aiStep {
	return func(w http.ResponseWriter, r *http.Request) {
		send := aiEvents(w)
		for _, part := range parts {
			send(`{"content":`+aiQuoted(part)+`}`, "")
		}
		w.(http.Flusher).Flush()
		select {
		case <-r.Context().Done():
		case <-time.After(time.Minute):
		}
	}
}

// aiCuts says these words and then hangs up.
func aiCuts(parts ...string) aiStep {
	return func(w http.ResponseWriter, _ *http.Request) {
		send := aiEvents(w)
		for _, part := range parts {
			send(`{"content":`+aiQuoted(part)+`}`, "")
		}
		panic(http.ErrAbortHandler)
	}
}

// aiRefuses answers with a status.
func aiRefuses(status int, body string) aiStep {
	return func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		w.WriteHeader(status)
		_, _ = io.WriteString(w, body)
	}
}

// aiBot is a bot "smart" that answers from articles.
const aiBot = `{"format":"deskbell/bot/1","key":"smart","name":"Smart","start_flow":"main","sites":["https://smart.example"],"flows":[
 {"schema":1,"id":"main","name":"Main","start":"ai","blocks":{
  "ai":{"kind":"ai_answer","settings":{"turns":10,"text":"Ask me anything."},
    "out":{"wants_person":{"block":"person"},"error":{"block":"failed"},"not_found":{"block":"unknown"}}},
  "failed":{"kind":"text","settings":{"text":"That did not work."},"out":{"next":{"block":"person"}}},
  "unknown":{"kind":"text","settings":{"text":"I do not know that."},"out":{"next":{"block":"person"}}},
  "person":{"kind":"live_chat","settings":{"wait_seconds":300},"out":{"next":{"block":"ai"}}}}}]}`

// newAISite is a site with the bot "smart", an article about returns, and agents of "smart".
func newAISite(t *testing.T, service *aiServer) *site {
	t.Helper()
	s := newSiteWith(t, service.serves).having(aiBot)
	s.withArticle()
	agents, err := s.app.store.Agents(t.Context())
	s.check(err)
	for i := range agents {
		a := &agents[i]
		a.Bots = append(a.Bots, models.BotID(s.botID("smart")))
		s.check(s.app.store.SaveAgent(t.Context(), a, time.Now()))
	}
	return s
}

// wonders says something to the bot "smart".
func (p *person) wonders(text string) {
	p.Helper()
	p.must("/w/smart/say", "client_id", p.id(), "text", text)
}

// thread is the visitor's conversation with "smart".
func (p *person) thread() string {
	p.Helper()
	found := conversationPattern.FindStringSubmatch(p.get("/w/smart/log").body)
	if found == nil {
		p.Fatal("the log names no conversation")
	}
	return found[1]
}

// becomes waits for the visitor's log to hold all of it.
func (p *person) becomes(words ...string) {
	p.Helper()
	eventually(p.T, strings.Join(words, ", ")+" is in the log", func() bool {
		log := p.get("/w/smart/log").body
		return !slices.ContainsFunc(words, func(one string) bool { return !strings.Contains(log, one) })
	})
}
