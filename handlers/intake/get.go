package intake

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"
	"time"

	"deskbell/handlers/outbound"
)

// fetched is what an address answered.
type fetched struct {
	url  *url.URL // after what it was redirected to
	kind string
	body []byte
	cut  bool // there was more
}

// get asks once, and once more where it is told to wait. The sentence says why there is nothing.
func (g *fetching) get(ctx context.Context, at string) (fetched, string) {
	for try := range 2 {
		answer, wait, why := g.once(ctx, at)
		if why == "" || wait == 0 || try > 0 {
			_ = pause(ctx, g.Pause)
			return answer, why
		}
		if pause(ctx, wait) != nil {
			return answer, why
		}
	}
	return fetched{}, "" // not reached: the second try has returned
}

func (g *fetching) once(ctx context.Context, at string) (answer fetched, wait time.Duration, why string) {
	ctx, cancel := context.WithTimeout(ctx, pageWithin)
	defer cancel()
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, at, nil)
	if err != nil {
		return answer, 0, "This is no address of a page."
	}
	request.Header.Set("User-Agent", userAgent)
	request.Header.Set("Accept", "text/html, application/xhtml+xml, application/xml;q=0.9, text/markdown;q=0.9, */*;q=0.5")
	got, err := g.Client.Do(request)
	if err != nil {
		return answer, 0, sentence(outbound.Words(err, pageWithin))
	}
	defer func() { _ = got.Body.Close() }()
	if got.StatusCode != http.StatusOK {
		if got.StatusCode == http.StatusTooManyRequests || got.StatusCode == http.StatusServiceUnavailable {
			wait = 5 * time.Second
			if asked, err := time.ParseDuration(got.Header.Get("Retry-After") + "s"); err == nil && asked >= 0 {
				wait = min(asked+time.Millisecond, longestPause)
			}
		}
		return answer, wait, fmt.Sprintf("It answered %d %s.", got.StatusCode, http.StatusText(got.StatusCode))
	}
	answer = fetched{url: got.Request.URL, kind: got.Header.Get("Content-Type")}
	answer.body, err = io.ReadAll(io.LimitReader(got.Body, mostFetched))
	switch {
	case err != nil && !looksLikeSitemap(answer):
		return answer, 0, sentence(outbound.Words(err, pageWithin))
	case err != nil || len(answer.body) == mostFetched:
		answer.cut = true
	}
	if answer.cut && !looksLikeSitemap(answer) {
		return answer, 0, "This page is too large."
	}
	return answer, 0, ""
}

func sentence(words string) string {
	if words == "" {
		return ""
	}
	return strings.ToUpper(words[:1]) + words[1:] + "."
}

var errStopped = errors.New("intake: stopped")

func pause(ctx context.Context, d time.Duration) error {
	if d <= 0 {
		return ctx.Err()
	}
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
		return nil
	case <-ctx.Done():
		return errStopped
	}
}
