package flow

import (
	"encoding/json"
	"fmt"
	"net/textproto"
	"slices"
	"strconv"
	"strings"
	"time"
)

const (
	maxHeaders = 30
	maxSaved   = 30
	maxBody    = 100_000 // bytes of a request's body
	// resultGrace is how much later than all tries together an answer may come: it waits in a queue, too.
	resultGrace = 30 * time.Second
)

// httpBlock sends a request and keeps parts of the answer.
type httpBlock struct {
	Method    string   `json:"method,omitempty"` // default GET
	URL       string   `json:"url"`
	Headers   []header `json:"headers,omitempty"`
	Auth      Auth     `json:"auth,omitzero"`
	Body      string   `json:"body,omitempty"`
	Seconds   int      `json:"timeout_seconds,omitempty"` // for one try; default 10
	Retries   int      `json:"retries,omitempty"`
	Save      []saved  `json:"save,omitempty"`
	StatusVar string   `json:"status_var,omitempty"`
}

type header struct {
	Name  string `json:"name"`
	Value string `json:"value"`
}

// saved keeps the part of a JSON answer at Path ("items.0.name"; "" is all of it) in a variable.
type saved struct {
	Path string `json:"path,omitempty"`
	Var  string `json:"var"`
}

func httpKind() Kind {
	k := kindFor[httpBlock]("http", "HTTP request")
	k.Icon, k.Group = "webhook", groupDo
	k.Help = "Asks another system, or tells it something, and keeps parts of its answer."
	k.Form = httpForm()
	k.Presets = []Preset{
		{Title: k.Title, Help: k.Help, Icon: k.Icon, Group: k.Group},
		{Title: "Send to a webhook", Help: "Sends variables as JSON to an address.", Icon: k.Icon, Group: k.Group,
			Settings: `{"method":"POST","url":"","body":"{\"email\": \"{{visitor.email}}\"}"}`},
	}
	return k
}

func (b *httpBlock) defaults() {
	b.Method = orElse(b.Method, "GET")
	if b.Seconds == 0 {
		b.Seconds = 10
	}
}

func (b *httpBlock) check() []string { return sentences(b.flaws()) }

func (b *httpBlock) ports() []Port {
	return []Port{{Name: PortNext, Label: "Answered"}, {Name: PortError, Label: "Failed", Optional: true}}
}

func (b *httpBlock) summary() string { return brief(b.Method + " " + b.URL) }

// waits is false: nobody has to do anything for the run to go on.
func (b *httpBlock) waits() bool { return false }

func (b *httpBlock) play(r *run, at place) {
	request, err := b.request(r.s.Vars)
	if err != nil {
		r.set(b.StatusVar, "")
		r.leave(at, PortError)
		return
	}
	if request.Method != "GET" && request.Method != "HEAD" {
		r.s.Trail = nil // what was sent cannot be taken back
	}
	w := r.await(WaitResult)
	w.Due = r.now.Add(time.Duration(b.Seconds*(b.Retries+1))*time.Second + resultGrace)
	r.emit(at, Effect{Kind: EffectHTTP, Token: w.Token, Request: request})
	r.emit(at, Effect{Kind: EffectTimer, Token: w.Token, Due: w.Due})
}

// request is what is sent. It errors when variables make an address that cannot be used.
func (b *httpBlock) request(vars map[string]string) (*Request, error) {
	address, err := fillURL(b.URL, vars)
	if err != nil {
		return nil, fmt.Errorf("the address cannot be used: %w", err)
	}
	req := &Request{Method: b.Method, URL: address, Seconds: b.Seconds, Retries: b.Retries, Auth: b.Auth}
	req.Auth.User = fillHeader(b.Auth.User, vars)
	kind := b.contentType()
	if b.sendsBody() {
		if req.Body = fillBody(b.Body, kind, vars); len(req.Body) > maxBody {
			return nil, fmt.Errorf("the body has more than %d bytes", maxBody)
		}
		if kind != "" {
			req.Headers = map[string]string{"Content-Type": kind}
		}
	}
	for _, h := range b.Headers {
		if req.Headers == nil {
			req.Headers = map[string]string{}
		}
		req.Headers[textproto.CanonicalMIMEHeaderKey(h.Name)] = cutBytes(fillHeader(h.Value, vars), maxAddress)
	}
	return req, nil
}

func (b *httpBlock) sendsBody() bool { return b.Method != "GET" && b.Method != "HEAD" && b.Body != "" }

// contentType is that of the headers, else JSON for a body that looks like it, else text.
func (b *httpBlock) contentType() string {
	named := func(h header) bool { return strings.EqualFold(h.Name, "Content-Type") }
	if i := slices.IndexFunc(b.Headers, named); i >= 0 {
		return oneLine(b.Headers[i].Value)
	}
	body := strings.TrimSpace(b.Body)
	switch {
	case body == "":
		return ""
	case body[0] == '[', body[0] == '{' && !strings.HasPrefix(body, "{{"):
		return "application/json"
	}
	return "text/plain; charset=utf-8"
}

func (b *httpBlock) result(r *run, at place, ev Event) {
	status := ""
	if ev.Result.Status > 0 {
		status = strconv.Itoa(ev.Result.Status)
	}
	r.set(b.StatusVar, status)
	if !ev.Result.OK {
		r.leave(at, PortError)
		return
	}
	for _, kept := range b.kept(ev.Result.Body) {
		r.set(kept[0], kept[1])
	}
	r.leave(at, PortNext)
}

// kept are variables and what an answer puts into them; nothing where it has no such part.
func (b *httpBlock) kept(body string) [][2]string {
	var answer any
	d := json.NewDecoder(strings.NewReader(body))
	d.UseNumber()
	if d.Decode(&answer) != nil {
		answer = nil
	}
	vars := make([][2]string, len(b.Save))
	for i, s := range b.Save {
		vars[i] = [2]string{s.Var, body}
		if path := pathOf(s.Path); len(path) > 0 {
			vars[i][1] = textOf(partOf(answer, path))
		}
	}
	return vars
}

// RequestOf is the request that an HTTP block would send with these variables, to try it out. It errors
// when the block is none, or is not ready.
func RequestOf(b Block, vars map[string]string) (*Request, error) {
	block, err := httpOf(b)
	if err != nil {
		return nil, err
	}
	return block.request(vars)
}

// KeptOf are the variables that an HTTP block would take from the body of an answer, each with its
// value, in the order of its settings.
func KeptOf(b Block, body string) ([][2]string, error) {
	block, err := httpOf(b)
	if err != nil {
		return nil, err
	}
	return block.kept(body), nil
}

func httpOf(b Block) (*httpBlock, error) {
	s, _, err := openAs(b.Kind, b.Settings)
	if err != nil {
		return nil, err
	}
	block, ok := s.(*httpBlock)
	if !ok {
		return nil, fmt.Errorf("a block of kind %q sends no request", b.Kind)
	}
	if wrong := block.check(); len(wrong) > 0 {
		return nil, fmt.Errorf("%s", wrong[0])
	}
	return block, nil
}
