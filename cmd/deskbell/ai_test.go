package main

import (
	"bytes"
	"encoding/json"
	"log/slog"
	"net/http"
	"strings"
	"sync"
	"testing"
)

// M-28 M-33: the way of an answer through the whole program.
func TestAI_VisitorAsks_ReadsItWhileItIsWrittenAndThenWithItsSources(t *testing.T) {
	may := make(chan struct{})
	service := newAIServer(t, aiGoesOn(may, "Within **30", " days or", " days** [1].", " ![](https://evil.example/?q=1)[x](https://evil.example)"))
	s := newAISite(t, service)
	visitor, agent := s.visitor(), s.agent("owner")
	visitor.wonders("How long can I return a teapot?")
	feed := visitor.stream("/w/smart/stream?after=0")
	var half struct {
		At   int
		Text string
	}
	s.check(json.Unmarshal([]byte(feed.until("writing").data), &half))
	if !strings.HasPrefix(half.Text, "Within") && half.At == 0 {
		t.Errorf("written: %+v", half)
	}
	close(may)
	feed.until(" days</strong>")
	log := visitor.get("/w/smart/log").body
	wantsAll(t, log, "<strong>30", " days</strong>", "/help/returns", "Ask me anything.")
	wantsNone(t, log, "evil.example", "[1]")
	if got := s.rows("SELECT port, model, tokens_in, tokens_out, question FROM ai_answers"); got != "port=answered model=tiny-1 tokens_in=100 tokens_out=20 question=How long can I return a teapot? \n" {
		t.Errorf("kept: %s", got)
	}
	wantsAll(t, agent.get("/desk/"+visitor.thread()).body, "30 days")
	sent := service.asked()[0]
	wantsAll(t, sent, "How long can I return a teapot?", "Send it back within")
	wantsNone(t, sent, visitor.thread(), aiKey, visitor.token)
}

// M-14 M-33: a person takes over while it is written, hands back, and the AI goes on knowing what was said.
func TestAI_SomebodyTakesOverAndHandsBack_TheAnswerBegunBeforeIsNeverSaid(t *testing.T) {
	service := newAIServer(t, aiHangs("You cannot "), aiSays(0, "As Owner said: yes [1]."))
	s := newAISite(t, service)
	visitor, agent := s.visitor(), s.agent("owner")
	visitor.wonders("How long can I return a teapot?")
	eventually(t, "it is asked", func() bool { return len(service.asked()) == 1 })
	chat := visitor.thread()
	agent.must("/desk/" + chat + "/takeover")
	eventually(t, "the service is not asked any more", func() bool { return service.left() == 1 })
	agent.must("/desk/"+chat+"/say", "client_id", s.id(), "text", "For you forty days.")
	agent.must("/desk/" + chat + "/restore")
	visitor.wonders("Also a cup, returned in its box?")
	visitor.becomes("As Owner said: yes")
	if log := visitor.get("/w/smart/log").body; strings.Contains(log, "You cannot") {
		t.Error("the answer begun before is said")
	}
	sent := service.asked()
	wantsAll(t, sent[len(sent)-1], "a person, wrote]", "For you forty days.", "has handed the conversation back")
	eventually(t, "both are kept", func() bool {
		return s.rows("SELECT port FROM ai_answers ORDER BY at") == "port=dropped \nport=answered \n"
	})
}

// F35
func TestAI_ServiceFails_TheVisitorIsToldAndAPersonIsAskedFor(t *testing.T) {
	for name, step := range map[string]aiStep{"cut": aiCuts("You "), "refused": aiRefuses(http.StatusUnauthorized, "no"), "asks for a person": aiCalls("ask_for_person", `{"reason":"x"}`)} {
		t.Run(name, func(t *testing.T) {
			s := newAISite(t, newAIServer(t, step))
			s.online("owner")
			visitor := s.visitor()
			visitor.wonders("How long can I return a teapot?")
			eventually(t, "a person is asked for", func() bool { return strings.Contains(s.rows("SELECT state FROM conversations"), "state=waiting") })
			if log := visitor.get("/w/smart/log").body; strings.Contains(log, "That did not work.") != (name != "asks for a person") {
				t.Errorf("the log is %s", log)
			}
		})
	}
}

// A54
func TestAI_KeyAndWords_AreNeverInTheLog(t *testing.T) {
	var log lockedBuffer
	service := newAIServer(t, aiRefuses(http.StatusBadRequest, `{"error":{"message":"bad key `+aiKey+` of How long"}}`), aiSays(0, "Within 30 days [1]."))
	s := newSiteWith(t, func(c *serveConfig) {
		service.serves(c)
		c.Log = slog.New(slog.NewTextHandler(&log, &slog.HandlerOptions{Level: slog.LevelDebug}))
	}).having(aiBot)
	s.withArticle()
	for range 2 {
		s.visitor().wonders("How long can I return a teapot?")
	}
	eventually(t, "both are answered", func() bool { return strings.Count(log.String(), "answer of the AI") == 2 })
	if text := log.String(); strings.Contains(text, aiKey) || strings.Contains(text, "teapot") {
		t.Errorf("the log:\n%s", text)
	}
	wantsNone(t, s.rows("SELECT error FROM ai_answers")+s.rows("SELECT error FROM deliveries"), aiKey)
}

type lockedBuffer struct {
	lock sync.Mutex
	b    bytes.Buffer
}

func (l *lockedBuffer) Write(p []byte) (int, error) {
	l.lock.Lock()
	defer l.lock.Unlock()
	return l.b.Write(p)
}

func (l *lockedBuffer) String() string {
	l.lock.Lock()
	defer l.lock.Unlock()
	return l.b.String()
}

func TestDoctor_AI_SaysWhoAnswers(t *testing.T) {
	folder, service := shop(t), newAIServer(t, aiSays(0, "Yes."))
	if out := must(t, "", "doctor", "--data", folder); !strings.Contains(out, "ok     ai        no service is set, the articles alone answer") {
		t.Errorf("without one: %s", out)
	}
	host := strings.TrimPrefix(service.URL, "http://")
	out := must(t, "", "doctor", "--data", folder, "--allow-outbound", "127.0.0.1", "--ai-url", service.URL+"/v1", "--ai-model", "tiny", "--ai-key", aiKey)
	if !strings.Contains(out, "ok     ai        "+host+" answers as tiny-1") {
		t.Errorf("with one: %s", out)
	}
	for _, test := range [][]string{{"is an address of the machine itself", "--ai-key", aiKey}, {"does not accept the key (401)", "--ai-key", aiKey + "-wrong", "--allow-outbound", "127.0.0.1"}} {
		got := deskbell(t, "", append([]string{"doctor", "--data", folder, "--ai-url", service.URL + "/v1", "--ai-model", "tiny"}, test[1:]...)...)
		if got.code != exitFailed || !strings.Contains(got.out, "wrong  ai        "+host+" does not answer: ") || !strings.Contains(got.out, test[0]) || strings.Contains(got.out+got.stderr, aiKey) {
			t.Errorf("exit %d, %s %s", got.code, got.out, got.stderr)
		}
	}
}

func TestServeFlags_AI_AreCheckedBeforeTheStart(t *testing.T) {
	for name, test := range map[string]struct {
		args []string
		says string
	}{
		"no model":        {[]string{"--ai-url", "https://api.example.com/v1"}, "--ai-model"},
		"no address":      {[]string{"--ai-model", "tiny"}, "--ai-url"},
		"no web address":  {[]string{"--ai-url", "ftp://x", "--ai-model", "tiny"}, "--ai-url"},
		"open http":       {[]string{"--ai-url", "http://api.example.com/v1", "--ai-model", "tiny"}, "https"},
		"key of two rows": {[]string{"--ai-url", "https://api.example.com/v1", "--ai-model", "tiny", "--ai-key", "a b"}, "--ai-key"},
	} {
		got := deskbell(t, "", append([]string{"serve"}, test.args...)...)
		if got.code != exitUsage || !strings.Contains(got.stderr, test.says) {
			t.Errorf("%s: exit %d, %s", name, got.code, got.stderr)
		}
	}
}
