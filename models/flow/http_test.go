package flow

import (
	"encoding/json"
	"net/url"
	"reflect"
	"strings"
	"testing"
	"time"
)

// hostile are answers of a visitor who wants more than to answer.
func hostile() []string {
	return []string{
		"Ana", "@canary/", "@canary.example", "../admin?x=", "..", ".", "%2e%2e", "a/../../b", `","role":"admin`, `\","role":"admin`,
		"a\r\nX-Admin: 1", "{{secret.key}}", "{{name}}", "{", "}}", "a&role=admin#x", "?x=1", "//canary.example/", `\\canary`,
		"ä ö/ü", "javascript:alert(1)", "1,2", "null", "-7.5e3", "<a>&'", "\x00\x7f\u2028", "\xff\xfe", "",
	}
}

// A10
func TestHTTP_VisitorsWords_NeverBecomeMoreThanAValue(t *testing.T) {
	const settings = `{"method":"POST","url":"https://api.example.com:8443/v1/users/u-{{name}}/orders?q={{name}}&all=1#f{{name}}",
		"headers":[{"name":"x-name","value":"n={{name}}"},{"name":"X-Key","value":"{{secret.key}}"}],
		"auth":{"type":"basic","user":"u-{{name}}","secret":"key"},
		"body":"{\"name\": \"{{name}}\", \"bare\": {{name}}, \"list\": [{{name}}], \"role\": \"guest\"}"}`
	block := Block{Kind: "http", Settings: json.RawMessage(settings)}
	for _, word := range hostile() {
		req, err := RequestOf(block, map[string]string{"name": word, "secret.key": "stolen"})
		if err != nil {
			t.Errorf("%q: %v", word, err)
			continue
		}
		u, err := url.Parse(req.URL)
		if err != nil || u.Scheme != "https" || u.Host != "api.example.com:8443" || u.User != nil {
			t.Errorf("%q made the address %q (%v)", word, req.URL, err)
			continue
		}
		if path := u.EscapedPath(); strings.Count(path, "/") != 4 || !strings.HasPrefix(path, "/v1/users/u-") || u.Path != "/v1/users/u-"+word+"/orders" {
			t.Errorf("%q made the path %q", word, path)
		}
		if q := u.Query(); q.Get("q") != word || q.Get("all") != "1" || len(q) != 2 {
			t.Errorf("%q made the query %q", word, u.RawQuery)
		}
		headers(t, word, req)
		body(t, word, req.Body)
	}
}

func headers(t *testing.T, word string, req *Request) {
	t.Helper()
	for name, value := range req.Headers {
		if strings.ContainsAny(value, "\r\n\x00") {
			t.Errorf("%q made the header %s: %q", word, name, value)
		}
	}
	if got := req.Headers["X-Key"]; got != "{{secret.key}}" {
		t.Errorf("the secret's name became %q", got)
	}
	if strings.Contains(req.Headers["X-Name"], "{{") || strings.Contains(req.Auth.User, "{{") || strings.ContainsAny(req.Auth.User, "\r\n") {
		t.Errorf("%q made the header %q and the user %q", word, req.Headers["X-Name"], req.Auth.User)
	}
	if len(req.Headers) != 3 || req.Headers["Content-Type"] != "application/json" {
		t.Errorf("%q made the headers %q", word, req.Headers)
	}
}

func body(t *testing.T, word, body string) {
	t.Helper()
	var got map[string]any
	if err := json.Unmarshal([]byte(body), &got); err != nil {
		t.Errorf("%q made the body %q: %v", word, body, err)
		return
	}
	list, _ := got["list"].([]any)
	if name := got["name"]; len(got) != 4 || got["role"] != "guest" || len(list) != 1 || name != strings.ToValidUTF8(word, "\uFFFD") && word != "\xff\xfe" {
		t.Errorf("%q made the body %q", word, body)
	}
}

// A10
func TestEncode_EachPlace_HasItsOwn(t *testing.T) {
	vars := map[string]string{"x": `a"b\c&d=é/`, "n": " 42 ", "secret.key": "stolen"}
	for _, tt := range []struct{ kind, text, want string }{
		{"application/json; charset=utf-8", `{"a":"{{x}}"}`, `{"a":"a\"b\\c\u0026d=é/"}`},
		{"application/vnd.api+json", `{"a":{{n}},"b":{{x}},"c":{{none}}}`, `{"a":42,"b":"a\"b\\c\u0026d=é/","c":""}`},
		{"application/json", `{"{{x}}":"\"{{n}}"}`, `{"a\"b\\c\u0026d=é/":"\" 42 "}`},
		{"application/x-www-form-urlencoded", "a={{x}}&b={{n}}", "a=a%22b%5Cc%26d%3D%C3%A9%2F&b=+42+"},
		{"text/xml", "<a>{{x}}</a>", "<a>a&#34;b\\c&amp;d=é/</a>"},
		{"text/plain", "{{x}} {{secret.key}}.", `a"b\c&d=é/ .`},
		{"", "{{x}}", `a"b\c&d=é/`},
	} {
		if got := fillBody(tt.text, tt.kind, vars); got != tt.want {
			t.Errorf("%s: %s became %s, want %s", tt.kind, tt.text, got, tt.want)
		}
	}
}

func TestHTTP_AddressFromVariables_IsRefused(t *testing.T) {
	for _, tt := range []struct{ url, says string }{
		{"", "no address"}, {"{{url}}", "scheme, host"}, {"https://{{host}}/", "scheme, host"}, {"https://api.{{host}}", "scheme, host"},
		{"https://example.com{{x}}/", "scheme, host"}, {"https://example.com:{{port}}/", "scheme, host"}, {"{{scheme}}://example.com/", "scheme, host"},
		{"https://user:pass@example.com/", "name or password"}, {`https://example.com\\@evil.example/`, "name or password"},
		{"ftp://example.com/", "https://"}, {"/api", "https://"}, {"example.com", "https://"}, {"https:///x", "no web address"},
		{"https://example.com/../x", "“..”"}, {"https://example.com/%2E%2e/x", "“..”"}, {"javascript:alert(1)", "https://"},
	} {
		raw, _ := json.Marshal(map[string]string{"url": tt.url})
		s, _, err := openAs("http", raw)
		if err != nil {
			t.Fatal(err)
		}
		found := flawsOf(s)
		if len(found) != 1 || found[0].field != "url" || !strings.Contains(found[0].says, tt.says) {
			t.Errorf("%q: %v, want %q", tt.url, found, tt.says)
		}
	}
	for _, good := range []string{"https://example.com", "http://example.com?x={{x}}", "https://example.com/{{a/b}}/c", "https://example.com#{{x}}", "HTTPS://Example.com/ä b"} {
		if _, err := fillURL(good, map[string]string{"a/b": "?"}); err != nil {
			t.Errorf("%q: %v", good, err)
		}
	}
}

// A10
func TestHTTP_PathThatLeadsUpwards_IsNotSent(t *testing.T) {
	for _, word := range []string{"..", "."} {
		k := begin(t, `{"a":{"kind":"http","settings":{"url":"https://api.example.com/users/{{name}}/x","status_var":"s"},
				"out":{"error":{"block":"e"}}},
			"e":{"kind":"question","settings":{"text":"Failed."}}}`, map[string]string{"name": word, "s": "200"})
		k.wantSaid("Failed.").wantVar("s", "")
	}
}

func TestHTTP_WaitsForTheAnswer_AndKeepsPartsOfIt(t *testing.T) {
	k := begin(t, `{"a":{"kind":"http","settings":{"url":"https://api.example.com/{{name}}","timeout_seconds":20,"retries":2,"status_var":"s","save":[
			{"path":"","var":"all"},{"path":"data.items.1.name","var":"name2"},{"path":"data.items[0].price","var":"price"},
			{"path":"data.items","var":"items"},{"path":"data.gone.x","var":"old"},{"path":"ok","var":"ok"},{"path":"none","var":"none"}]},
			"out":{"next":{"block":"b"}}},
		"b":{"kind":"question","settings":{"text":"{{name2}} {{price}}"}}}`, map[string]string{"name": "a b", "old": "x"}).wantAt("a", WaitResult)
	e := k.effect(EffectHTTP)
	if want := (&Request{Method: "GET", URL: "https://api.example.com/a%20b", Seconds: 20, Retries: 2}); !reflect.DeepEqual(e.Request, want) || e.Token != k.token() {
		t.Errorf("request %+v", e.Request)
	}
	if timer := k.effect(EffectTimer); !timer.Due.Equal(now.Add(90*time.Second)) || timer.Token != k.token() {
		t.Errorf("timer %+v", timer)
	}
	const answer = `{"ok":true,"none":null,"data":{"items":[{"price":12345678901234567890},{"name":"{{old}}"}]}}`
	k.do(Event{Kind: EventResult, Token: k.token(), Result: Result{OK: true, Status: 201, Body: answer}})
	k.wantSaid("{{old}} 12345678901234567890").wantVar("s", "201").wantVar("all", answer).wantVar("old", "").wantVar("ok", "true").wantVar("none", "")
	k.wantVar("items", `[{"price":12345678901234567890},{"name":"{{old}}"}]`)
}

func TestHTTP_AnswerThatIsNoJSON_IsKeptWhole(t *testing.T) {
	b := Block{Kind: "http", Settings: json.RawMessage(`{"url":"https://example.com/","save":[{"var":"all"},{"path":"a","var":"a"}]}`)}
	for _, answer := range []string{"pong", "", `{"a":`, "\xff"} {
		got, err := KeptOf(b, answer)
		if want := [][2]string{{"all", answer}, {"a", ""}}; err != nil || !reflect.DeepEqual(got, want) {
			t.Errorf("%q: %q, %v", answer, got, err)
		}
	}
	if _, err := KeptOf(Block{Kind: "text"}, ""); err == nil {
		t.Error("a message sends a request")
	}
	if _, err := RequestOf(Block{Kind: "http"}, nil); err == nil {
		t.Error("a request without address")
	}
}

func TestHTTP_TakenOverMeanwhile_IsNotSentTwice(t *testing.T) {
	k := begin(t, `{"a":{"kind":"http","settings":{"method":"POST","url":"https://example.com/"},"out":{"next":{"block":"n"},"error":{"block":"e"}}},
		"n":{"kind":"question","settings":{"text":"N"}},"e":{"kind":"question","settings":{"text":"E"}}}`, nil)
	token := k.token()
	k.do(Event{Kind: EventResume})
	if e := k.effect(EffectTimer); len(k.effects) != 1 || e.Token != token {
		t.Errorf("effects %+v", k.effects)
	}
	k.now = k.now.Add(time.Hour)
	k.do(Event{Kind: EventResume}).wantSaid("E")
	k.do(Event{Kind: EventResult, Token: token, Result: Result{OK: true}}).wantSaid()
}

func TestHTTP_SettingsThatBreakARequest_AreTold(t *testing.T) {
	const url = `"url":"https://example.com/"`
	for _, tt := range []struct{ settings, field string }{
		{`{"method":"TRACE",` + url + `}`, "method"},
		{`{` + url + `,"headers":[{"name":"A B","value":"x"}]}`, "headers.0.name"},
		{`{` + url + `,"headers":[{"name":"","value":"x"}]}`, "headers.0.name"},
		{`{` + url + `,"headers":[{"name":"host","value":"x"}]}`, "headers.0.name"},
		{`{` + url + `,"headers":[{"name":"A","value":"x"},{"name":"a","value":"x"}]}`, "headers.1.name"},
		{`{` + url + `,"headers":[{"name":"A","value":"x\r\nB: y"}]}`, "headers.0.value"},
		{`{` + url + `,"headers":[{"name":"Content-Type","value":"{{x}}"}]}`, "headers.0.value"},
		{`{` + url + `,"auth":{"type":"bearer","secret":"k"},"headers":[{"name":"authorization","value":"x"}]}`, "headers.0.name"},
		{`{` + url + `,"auth":{"type":"digest","secret":"k"}}`, "auth.type"},
		{`{` + url + `,"auth":{"type":"basic","secret":"k"}}`, "auth.user"},
		{`{` + url + `,"auth":{"type":"bearer"}}`, "auth.secret"},
		{`{"method":"POST",` + url + `,"body":"{\"a\": }"}`, "body"},
		{`{` + url + `,"timeout_seconds":61}`, "timeout_seconds"},
		{`{` + url + `,"retries":4}`, "retries"},
		{`{` + url + `,"save":[{"path":"a","var":""}]}`, "save.0.var"},
		{`{` + url + `,"status_var":"agent.x"}`, "status_var"},
	} {
		s, _, err := openAs("http", json.RawMessage(tt.settings))
		if err != nil {
			t.Fatal(err)
		}
		if found := flawsOf(s); len(found) != 1 || found[0].field != tt.field {
			t.Errorf("%s: %v, want one of %s", tt.settings, found, tt.field)
		}
	}
	s, _, _ := openAs("http", json.RawMessage(`{"method":"POST",`+url+`,"body":"{\"a\": {{x}}, \"b\": \"{{y}}\"}"}`))
	if found := flawsOf(s); len(found) > 0 {
		t.Errorf("%v", found)
	}
}

// A10
func FuzzFillJSON(f *testing.F) {
	for _, word := range hostile() {
		f.Add(word)
	}
	f.Fuzz(func(t *testing.T, word string) {
		var got map[string]any
		text := fillJSON(`{"a":"x{{v}}","b":{{v}},"c":[{{v}}]}`, map[string]string{"v": word})
		if err := json.Unmarshal([]byte(text), &got); err != nil || len(got) != 3 {
			t.Fatalf("%q became %s: %v", word, text, err)
		}
		if list, ok := got["c"].([]any); !ok || len(list) != 1 {
			t.Fatalf("%q became %s", word, text)
		}
	})
}
