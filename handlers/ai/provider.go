package ai

import (
	"context"
	"errors"
	"net/http"
	"strings"
	"sync"
	"time"

	"github.com/openai/openai-go/v3"
	"github.com/openai/openai-go/v3/option"

	"deskbell/handlers/outbound"
	"deskbell/models"
)

// The bounds of what a service may say.
const (
	mostBytes   = 4 << 20 // of one answer of it, unpacked, with all that is around the words
	mostWritten = 96_000  // bytes of words in one answer, before they are cut to what is shown
	mostTokens  = 4000    // that are asked for; a model that thinks counts its thoughts as well
	afterFinish = 2 * time.Second
)

// Provider asks OpenAI-compatible services. It may be used from many goroutines.
type Provider struct {
	client *http.Client
	lock   sync.Mutex
	habits map[string]habits // by address and model
}

// NewProvider makes one that reaches what o allows.
func NewProvider(o outbound.Options) *Provider {
	o.Most = mostBytes + 1
	client := outbound.New(o)
	client.CheckRedirect = func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse } // what is said in a chat is not sent on
	return &Provider{client: client, habits: map[string]habits{}}
}

// Close lets go of connections that are idle.
func (s *Provider) Close() { s.client.CloseIdleConnections() }

// query is one question to a model.
type query struct {
	settings models.AISettings
	messages []openai.ChatCompletionMessageParamUnion
	tools    []openai.ChatCompletionToolUnionParam
	last     bool // no tool may be called any more
	tokens   int64
	on       func(text func() string) // told of all the words so far, again and again
}

// reply is what a model said.
type reply struct {
	text    string
	calls   []call
	model   string
	in, out int64
	refused bool // it does not want to answer that
	short   bool // it ran out of tokens
	seen    bool // something came, whatever became of it
	sent    bool // the question has left, and was not refused
	ends    *time.Timer
}

// call is a tool that a model wants to be used.
type call struct{ id, name, arguments string }

// again bounds how often a question is asked in other ways until a service understands it.
const again = 5

// ask asks once, and once more where the service is busy or has failed for a moment: second says that this was not
// used up yet. What was used is in the reply also where there is an error.
func (s *Provider) ask(ctx context.Context, q query, second *bool) (reply, error) {
	var used reply
	for range again {
		r, err := s.stream(ctx, q)
		r.in, r.out = r.in+used.in, r.out+used.out
		used = r
		var no *refusal
		switch {
		case err == nil || !errors.As(err, &no):
			return r, err
		case s.learn(q, no):
			continue
		case !*second || !no.momentary() || !pause(ctx, no.wait()):
			return r, err
		}
		*second = false
	}
	return used, &refusal{status: http.StatusBadRequest, words: "it refuses every way to ask"}
}

// pause waits, where there is time for that and for an answer.
func pause(ctx context.Context, wait time.Duration) bool {
	if until, ok := ctx.Deadline(); ok && time.Until(until) < wait+time.Second {
		return false
	}
	timer := time.NewTimer(wait)
	defer timer.Stop()
	select {
	case <-ctx.Done():
		return false
	case <-timer.C:
		return true
	}
}

func (s *Provider) options(settings models.AISettings) []option.RequestOption {
	return []option.RequestOption{option.WithBaseURL(settings.URL), option.WithAPIKey(settings.Key), option.WithHTTPClient(s.client),
		option.WithMaxRetries(0), option.WithMiddleware(around{key: settings.Key}.look)}
}

// stream asks and reads what comes until the model has finished.
func (s *Provider) stream(ctx context.Context, q query) (reply, error) {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	chat := openai.NewChatCompletionService(s.options(q.settings)...)
	var w wire
	stream := chat.NewStreaming(w.watch(ctx), s.params(q))
	defer func() { _ = stream.Close() }()
	var whole openai.ChatCompletionAccumulator
	r, size := reply{}, 0
	for stream.Next() {
		chunk := stream.Current()
		r.seen = true
		if !whole.AddChunk(chunk) {
			return guessed(r, q, &whole), errGarbage
		}
		if len(chunk.Choices) > 0 && chunk.Choices[0].Delta.Content != "" {
			if size += len(chunk.Choices[0].Delta.Content); size > mostWritten {
				return guessed(r, q, &whole), errTooMuch
			}
			if q.on != nil {
				q.on(func() string { return spoke(whole.Choices[0].Message.Content) })
			}
		}
		if r.ends == nil && finish(&whole) != "" { // what it cost may follow
			r.ends = time.AfterFunc(afterFinish, cancel)
			defer r.ends.Stop()
		}
	}
	err := stream.Err()
	r.sent = w.costs(err)
	r = guessed(r, q, &whole)
	if finish(&whole) == "" {
		if err == nil {
			err = errCut
			if !r.seen {
				err = errNoStream
			}
		}
		return r, err
	}
	return r.filled(&whole)
}

// finish is why the model stopped; "" while it has not.
func finish(whole *openai.ChatCompletionAccumulator) string {
	if len(whole.Choices) == 0 {
		return ""
	}
	return whole.Choices[0].FinishReason
}

// filled takes over what was said.
func (r reply) filled(whole *openai.ChatCompletionAccumulator) (reply, error) {
	said := whole.Choices[0].Message
	r.text, r.refused = spoke(said.Content), said.Refusal != ""
	for _, c := range said.ToolCalls {
		r.calls = append(r.calls, call{c.ID, c.Function.Name, c.Function.Arguments})
	}
	switch finish(whole) {
	case "content_filter":
		return r, errFiltered
	case "length":
		if r.short = true; strings.TrimSpace(r.text) == "" && len(r.calls) == 0 {
			return r, errThought
		}
	}
	return r, nil
}

// spoke is what a model says aloud: some write what they think first, between marks.
func spoke(text string) string {
	const begin, end = "<think>", "</think>"
	bare := strings.TrimLeft(text, " \n")
	if strings.HasPrefix(begin, bare) {
		return ""
	}
	if !strings.HasPrefix(bare, begin) {
		return text
	}
	_, aloud, _ := strings.Cut(bare, end)
	return strings.TrimLeft(aloud, " \n")
}

// guessed fills in what was used: as the service says, else about as much as the texts are long.
func guessed(r reply, q query, whole *openai.ChatCompletionAccumulator) reply {
	r.model = models.CleanLine(whole.Model, 100)
	if r.in, r.out = models.TokensSaid(whole.Usage.PromptTokens), models.TokensSaid(whole.Usage.CompletionTokens); r.in > 0 || r.out > 0 {
		return r
	}
	if !r.seen && !r.sent { // refused, or it never came there
		return r
	}
	for _, m := range q.messages {
		if text, ok := m.GetContent().AsAny().(*string); ok {
			r.in += tokens(*text)
		}
	}
	for _, c := range whole.Choices {
		r.out += tokens(c.Message.Content)
	}
	return r
}

// tokens is about how many a text has.
func tokens(text string) int64 { return int64(len(text)+3) / 4 }
