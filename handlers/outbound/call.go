package outbound

import (
	"context"
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/textproto"
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"deskbell/models"
	"deskbell/models/flow"
)

// Opener opens the secrets of bots; ErrNotFound.
type Opener interface {
	Open(ctx context.Context, bot models.BotID, name string) (models.OpenedSecret, error)
}

// Caller sends the requests of flows.
type Caller struct {
	Client  *http.Client // made by New
	Secrets Opener
}

// Call is one try of a request.
type Call struct {
	Bot     models.BotID // whose secrets it may carry
	Key     string       // the same each time it is tried; sent as Idempotency-Key
	Request flow.Request
	Within  time.Duration // for all of it; 0: as the request says
}

// Answer is what a call came to.
type Answer struct {
	flow.Result
	Took  time.Duration
	Again bool          // another try may do better
	After time.Duration // when the other side wants it, at the earliest
}

// SecretError is a secret that a request names and cannot have.
type SecretError struct{ Why string }

func (e *SecretError) Error() string { return e.Why }

// The headers that the connection sets, and Accept-Encoding, since answers are unpacked here.
const (
	keyHeader  = "Idempotency-Key"
	agentWords = "Deskbell"
)

func kept() []string {
	return []string{"Host", "Content-Length", "Transfer-Encoding", "Connection", "Upgrade", "Te", "Trailer", "Accept-Encoding",
		"Proxy-Authorization", "Proxy-Connection", "Keep-Alive"}
}

// secretIn is how a request names a secret, as a flow's step leaves it.
var secretIn = regexp.MustCompile(`\{\{secret\.([^{}]*)\}\}`)

// Send tries once. What went wrong is in the answer, in words that hold nothing of the request.
func (c *Caller) Send(ctx context.Context, call Call) Answer {
	within := call.Within
	if within <= 0 {
		within = time.Duration(min(max(call.Request.Seconds, 1), 60)) * time.Second
	}
	ctx, cancel := context.WithTimeout(ctx, within)
	defer cancel()
	began := time.Now()
	answer, used, err := c.send(ctx, call)
	answer.Took = time.Since(began)
	if err != nil {
		var refused *Refusal
		var missing *SecretError
		answer.Result = flow.Result{Error: Words(err, within)}
		answer.Again = !errors.As(err, &refused) && !errors.As(err, &missing) && !errors.Is(err, errTooLarge) &&
			!errors.Is(err, errRedirects) && certificateWords(err) == ""
	}
	answer.Body = hide(answer.Body, used)
	return answer
}

// send gives back the secrets that went along as well.
func (c *Caller) send(ctx context.Context, call Call) (Answer, []string, error) {
	r, used, err := c.request(ctx, call)
	if err != nil {
		return Answer{}, used, err
	}
	came, err := c.Client.Do(r)
	if err != nil {
		return Answer{}, used, err
	}
	defer func() { _ = came.Body.Close() }()
	body, err := io.ReadAll(came.Body)
	if err != nil {
		return Answer{}, used, err
	}
	status := came.StatusCode
	answer := Answer{Result: flow.Result{OK: status >= 200 && status < 300, Status: status, Body: strings.ToValidUTF8(string(body), "\uFFFD")}}
	answer.Again = status >= 500 || status == http.StatusTooManyRequests || status == http.StatusRequestTimeout
	if n, err := strconv.Atoi(came.Header.Get("Retry-After")); err == nil && n > 0 {
		answer.After = time.Duration(min(n, 3600)) * time.Second
	}
	return answer, used, nil
}

// request makes what is sent, with its secrets filled in.
func (c *Caller) request(ctx context.Context, call Call) (*http.Request, []string, error) {
	f := filling{ctx: ctx, from: c.Secrets, bot: call.Bot}
	var body io.Reader
	if call.Request.Body != "" {
		body = strings.NewReader(call.Request.Body)
	}
	r, err := http.NewRequestWithContext(ctx, call.Request.Method, call.Request.URL, body)
	if err != nil {
		return nil, nil, refuse("it is no web address")
	}
	f.to = r.URL
	r.Header.Set("User-Agent", agentWords)
	r.Header.Set("Accept", "application/json, */*;q=0.5")
	if r.Method != http.MethodGet && r.Method != http.MethodHead {
		r.Header.Set(keyHeader, call.Key)
	}
	for name, value := range call.Request.Headers {
		name = textproto.CanonicalMIMEHeaderKey(name)
		if slices.Contains(kept(), name) {
			continue
		}
		if value, err = f.filled(value); err != nil {
			return nil, f.used, err
		}
		r.Header.Set(name, value)
	}
	err = f.signIn(r, call.Request.Auth)
	return r, f.used, err // in this order: signing in uses a secret
}

// filling puts secrets into one request.
type filling struct {
	ctx  context.Context
	from Opener
	bot  models.BotID
	to   *url.URL
	used []string
}

// filled puts secrets into a header. What they hold is not looked through again.
func (f *filling) filled(value string) (string, error) {
	var failed error
	value = secretIn.ReplaceAllStringFunc(value, func(found string) string {
		opened, err := f.open(secretIn.FindStringSubmatch(found)[1])
		failed = errors.Join(failed, err)
		return opened
	})
	return value, failed
}

func (f *filling) signIn(r *http.Request, a flow.Auth) error {
	if a.Type == "" {
		return nil
	}
	value, err := f.open(a.Secret)
	if err != nil {
		return err
	}
	switch a.Type {
	case "bearer":
		r.Header.Set("Authorization", "Bearer "+value)
	case "basic":
		user, err := f.filled(a.User)
		if err != nil {
			return err
		}
		pair := base64.StdEncoding.EncodeToString([]byte(user + ":" + value))
		f.used = append(f.used, pair)
		r.Header.Set("Authorization", "Basic "+pair)
	default:
		return &SecretError{Why: fmt.Sprintf("the sign-in %.20q is unknown", a.Type)}
	}
	return nil
}

// open errors where the secret is missing or belongs to another place.
func (f *filling) open(name string) (string, error) {
	name = strings.TrimSpace(name)
	opened, err := f.from.Open(f.ctx, f.bot, name)
	switch {
	case errors.Is(err, models.ErrNotFound):
		return "", &SecretError{Why: fmt.Sprintf("the bot has no secret called %.64q", name)}
	case err != nil:
		return "", &SecretError{Why: fmt.Sprintf("the secret %.64q cannot be opened: its key is missing or another one", name)}
	case opened.Origin != "" && opened.Origin != models.OriginOf(f.to):
		return "", &SecretError{Why: fmt.Sprintf("refused: the secret %s is only sent to %s", name, opened.Origin)}
	}
	f.used = append(f.used, opened.Value)
	return opened.Value, nil
}

// shortestHidden is the length from which a secret is searched for: a shorter one may be any word.
const shortestHidden = 6

// hide takes secrets out of an answer, so that an echo does not show them to those who may not see them.
func hide(body string, secrets []string) string {
	for _, s := range secrets {
		if len(s) >= shortestHidden {
			body = strings.ReplaceAll(body, s, "•••")
		}
	}
	return body
}
