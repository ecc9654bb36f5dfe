package ai

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"mime"
	"net/http"
	"regexp"
	"strconv"
	"strings"
	"time"

	"github.com/openai/openai-go/v3/option"

	"deskbell/models"
)

// What can be wrong with an answer, in words for the team.
var (
	errCut      = errors.New("the answer broke off before its end")
	errNoStream = errors.New("what came back is no stream of an OpenAI-compatible service")
	errGarbage  = errors.New("what came back is no answer of an OpenAI-compatible service")
	errTooMuch  = errors.New("the answer is far too long")
	errFiltered = errors.New("the service's own filter has stopped the answer")
	errThought  = errors.New("the model thought for so long that no word of an answer was left")
	errEmpty    = errors.New("the service has answered without a word")
	errRounds   = errors.New("the model used tools again and again without an answer")
)

// refusal is an answer with another status than 200; words are the service's own, without the key.
type refusal struct {
	status int
	words  string
	page   bool // it was a page for people
	after  time.Duration
}

func (r *refusal) Error() string { return fmt.Sprintf("the service has answered %d", r.status) }

// momentary says that another try may do better.
func (r *refusal) momentary() bool {
	return r.status == http.StatusTooManyRequests || r.status == http.StatusRequestTimeout || r.status >= http.StatusInternalServerError
}

// wait is how long before another try.
func (r *refusal) wait() time.Duration { return max(r.after, 500*time.Millisecond) }

// around stands around each request: it tells the service no more than it has to know, and reads no more of it than
// is bounded.
type around struct{ key string }

// look implements option.Middleware.
func (a around) look(r *http.Request, next option.MiddlewareNext) (*http.Response, error) {
	for name := range r.Header {
		if strings.HasPrefix(name, "X-Stainless-") {
			r.Header.Del(name)
		}
	}
	r.Header.Set("User-Agent", "Deskbell")
	if a.key == "" {
		r.Header.Del("Authorization")
	}
	answer, err := next(r)
	if err != nil {
		return nil, err
	}
	kind, _, _ := mime.ParseMediaType(answer.Header.Get("Content-Type"))
	page := kind == "text/html" || kind == "application/xhtml+xml"
	if answer.StatusCode == http.StatusOK && !page {
		answer.Body = &bounded{ReadCloser: answer.Body, left: mostBytes}
		return answer, nil
	}
	defer func() { _ = answer.Body.Close() }()
	no := &refusal{status: answer.StatusCode, page: page, after: after(answer.Header)}
	if body, err := io.ReadAll(io.LimitReader(answer.Body, 64<<10)); err == nil && !page {
		no.words = a.hide(said(body))
	}
	return nil, no
}

// after is when the service wants another try, at the earliest.
func after(h http.Header) time.Duration {
	if n, err := strconv.ParseFloat(h.Get("Retry-After"), 64); err == nil && n > 0 {
		return time.Duration(min(n, 3600) * float64(time.Second))
	}
	if at, err := http.ParseTime(h.Get("Retry-After")); err == nil {
		return min(max(time.Until(at), 0), time.Hour)
	}
	return 0
}

// said finds the words in the ways in which services say what is wrong.
func said(body []byte) string {
	var shape struct {
		Error   json.RawMessage `json:"error"`
		Message string          `json:"message"`
		Detail  json.RawMessage `json:"detail"`
	}
	if json.Unmarshal(body, &shape) != nil {
		return ""
	}
	for _, part := range []json.RawMessage{shape.Error, shape.Detail} {
		var words string
		var inner struct {
			Message string `json:"message"`
		}
		if json.Unmarshal(part, &words) == nil && words != "" {
			return words
		}
		if json.Unmarshal(part, &inner) == nil && inner.Message != "" {
			return inner.Message
		}
	}
	if shape.Message == "" {
		return string(shape.Detail)
	}
	return shape.Message
}

// keyLike is what services repeat of keys, in part or whole: they all are long words of letters and digits.
var keyLike = regexp.MustCompile(`(?i)\b(?:sk|pk|rk|gsk|key)[-_][^\s"',;]+|\bbearer\s+[^\s"',;]+|[a-z0-9_*•.-]*(?:\*{3}|•{3})[a-z0-9_*•.-]*|\b[a-z0-9_-]{32,}\b`)

// hide leaves the key out of what a service says, and cuts that.
func (a around) hide(words string) string {
	words = keyLike.ReplaceAllString(strings.ToValidUTF8(words[:min(len(words), 2000)], ""), "•••")
	if len(a.key) >= 4 {
		words = strings.ReplaceAll(words, a.key, "•••")
	}
	for n := len(a.key) - 1; n >= 8; n-- { // a part of it
		words = strings.ReplaceAll(strings.ReplaceAll(words, a.key[:n], "•••"), a.key[len(a.key)-n:], "•••")
	}
	return models.CleanLine(words, 200)
}

// bounded is a body that errors where it goes on for longer than is read.
type bounded struct {
	io.ReadCloser
	left int64
}

func (b *bounded) Read(p []byte) (int, error) {
	if b.left <= 0 {
		return 0, errTooMuch
	}
	if int64(len(p)) > b.left {
		p = p[:b.left]
	}
	n, err := b.ReadCloser.Read(p)
	b.left -= int64(n)
	return n, err
}
