package ai

import (
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"
)

// scripted is an OpenAI-compatible service that answers as it is told: the first request with the first step, and so
// on; the last step is repeated.
type scripted struct {
	*httptest.Server
	lock    sync.Mutex
	steps   []step
	asked   []asking
	vectors step // of /embeddings
}

// asking is one request that came.
type asking struct {
	Path, Auth string
	Header     http.Header
	Raw        string
	Model      string `json:"model"`
	Stream     bool   `json:"stream"`
	Messages   []struct {
		Role       string          `json:"role"`
		Content    json.RawMessage `json:"content"`
		ToolCallID string          `json:"tool_call_id"`
	} `json:"messages"`
	Tools []struct {
		Function struct {
			Name string `json:"name"`
		} `json:"function"`
	} `json:"tools"`
	ToolChoice any      `json:"tool_choice"`
	Input      []string `json:"input"`
}

// said are the words of the request's messages.
func (a asking) said() string {
	var all []string
	for _, m := range a.Messages {
		var words string
		_ = json.Unmarshal(m.Content, &words)
		all = append(all, m.Role+": "+words)
	}
	return strings.Join(all, "\n")
}

// step answers one request.
type step func(w http.ResponseWriter, r *http.Request)

func newScripted(t testing.TB, steps ...step) *scripted {
	t.Helper()
	s := &scripted{steps: steps}
	s.Server = httptest.NewServer(http.HandlerFunc(s.serve))
	t.Cleanup(func() { s.CloseClientConnections(); s.Close() })
	return s
}

func (s *scripted) serve(w http.ResponseWriter, r *http.Request) {
	body, _ := io.ReadAll(r.Body)
	a := asking{Path: r.URL.Path, Auth: r.Header.Get("Authorization"), Header: r.Header.Clone(), Raw: string(body)}
	_ = json.Unmarshal(body, &a)
	s.lock.Lock()
	s.asked = append(s.asked, a)
	if strings.HasSuffix(r.URL.Path, "/embeddings") {
		do := s.vectors
		s.lock.Unlock()
		do(w, r)
		return
	}
	n := 0
	for _, one := range s.asked {
		if strings.HasSuffix(one.Path, "/chat/completions") {
			n++
		}
	}
	var do step = status(http.StatusNotFound, "")
	if len(s.steps) > 0 && n > 0 {
		do = s.steps[min(n, len(s.steps))-1]
	}
	s.lock.Unlock()
	do(w, r)
}

func (s *scripted) requests() []asking {
	s.lock.Lock()
	defer s.lock.Unlock()
	return append([]asking{}, s.asked...)
}

// stream begins a stream of events.
func stream(w http.ResponseWriter) (send func(data string)) {
	w.Header().Set("Content-Type", "text/event-stream; charset=utf-8")
	return func(data string) {
		fmt.Fprintf(w, "data: %s\n\n", data)
		w.(http.Flusher).Flush()
	}
}

func chunk(delta, finish string) string {
	if finish != "" {
		finish = `,"finish_reason":"` + finish + `"`
	}
	return `{"id":"c1","object":"chat.completion.chunk","created":1,"model":"tiny-1","choices":[{"index":0,"delta":` + delta + finish + `}]}`
}

func quoted(text string) string {
	b, _ := json.Marshal(text)
	return string(b)
}

const usage = `{"id":"c1","object":"chat.completion.chunk","created":1,"model":"tiny-1","choices":[],"usage":{"prompt_tokens":100,"completion_tokens":20,"total_tokens":120}}`

// says streams words, one chunk each.
func says(words ...string) step {
	return func(w http.ResponseWriter, _ *http.Request) {
		send := stream(w)
		for _, one := range words {
			send(chunk(`{"role":"assistant","content":`+quoted(one)+`}`, ""))
		}
		send(chunk(`{}`, "stop"))
		send(usage)
		send("[DONE]")
	}
}

// uses calls tools: name and arguments, in turn.
func uses(calls ...string) step {
	return func(w http.ResponseWriter, _ *http.Request) {
		send := stream(w)
		for i := 0; i+1 < len(calls); i += 2 {
			half := len(calls[i+1]) / 2 // arguments come in parts
			send(chunk(fmt.Sprintf(`{"tool_calls":[{"index":%d,"id":"call%d","type":"function","function":{"name":%s,"arguments":%s}}]}`,
				i/2, i/2, quoted(calls[i]), quoted(calls[i+1][:half])), ""))
			send(chunk(fmt.Sprintf(`{"tool_calls":[{"index":%d,"function":{"arguments":%s}}]}`, i/2, quoted(calls[i+1][half:])), ""))
		}
		send(chunk(`{}`, "tool_calls"))
		send(usage)
		send("[DONE]")
	}
}

// status refuses.
func status(code int, body string, headers ...string) step {
	return func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		for i := 0; i+1 < len(headers); i += 2 {
			w.Header().Set(headers[i], headers[i+1])
		}
		w.WriteHeader(code)
		_, _ = io.WriteString(w, body)
	}
}

// raw answers 200 with anything.
func raw(kind, body string) step {
	return func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", kind)
		_, _ = io.WriteString(w, body)
	}
}

// hangs says these words and then nothing more.
func hangs(words ...string) step {
	return func(w http.ResponseWriter, r *http.Request) {
		send := stream(w)
		for _, one := range words {
			send(chunk(`{"content":`+quoted(one)+`}`, ""))
		}
		w.(http.Flusher).Flush()
		select {
		case <-r.Context().Done():
		case <-time.After(time.Minute):
		}
	}
}

// cuts says these words and then hangs up.
func cuts(words ...string) step {
	return func(w http.ResponseWriter, _ *http.Request) {
		send := stream(w)
		for _, one := range words {
			send(chunk(`{"content":`+quoted(one)+`}`, ""))
		}
		panic(http.ErrAbortHandler)
	}
}
