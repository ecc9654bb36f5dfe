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
	cut  bool     // there was more
	on   *url.URL // on another host, where it is instead; nil for what was answered
}

// elsewhereError is a redirect to another host, where pages may be read by others just now.
type elsewhereError struct{ to *url.URL }

func (e *elsewhereError) Error() string { return "intake: it is on another host" }

// staying is a client that follows redirects as c does, but to no other host.
func staying(c *http.Client) *http.Client {
	if c == nil {
		return nil
	}
	own, follow := *c, c.CheckRedirect
	if follow == nil {
		follow = few
	}
	own.CheckRedirect = func(r *http.Request, via []*http.Request) error {
		r.URL.User = nil // no name or password is sent
		if err := follow(r, via); err != nil {
			return err
		}
		if hostOf(r.URL) != hostOf(via[0].URL) {
			return &elsewhereError{r.URL}
		}
		return nil
	}
	return &own
}

// few follows a few redirects.
func few(_ *http.Request, via []*http.Request) error {
	if len(via) > mostHosts {
		return fmt.Errorf("intake: more than %d redirects", mostHosts)
	}
	return nil
}

// get asks the host of an address, and those that it is redirected to. The sentence says why there is nothing.
func (g *fetching) get(ctx context.Context, at string) (fetched, string) {
	to, err := url.Parse(at)
	if err != nil {
		return fetched{}, "This is no address of a page."
	}
	for range mostHosts + 1 {
		answer, why := g.from(ctx, to)
		if answer.on == nil {
			return answer, why
		}
		to = answer.on
	}
	return fetched{}, fmt.Sprintf("It was redirected more than %d times.", mostHosts)
}

// from asks one host once, and once more where it is told to wait.
func (g *fetching) from(ctx context.Context, to *url.URL) (fetched, string) {
	leave, err := g.hosts.enter(ctx, hostOf(to))
	if err != nil {
		return fetched{}, "It was interrupted."
	}
	defer leave()
	for try := range 2 {
		answer, wait, why := g.once(ctx, to.String())
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
	got, err := g.asks.Do(request)
	if away := (*elsewhereError)(nil); errors.As(err, &away) {
		return fetched{on: away.to}, 0, ""
	}
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
