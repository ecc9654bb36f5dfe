package web

import (
	"net/http"
	"net/http/httptest"
	"net/netip"
	"testing"
)

// A35
func TestServe_HostThatIsNotTheServers_IsRefused(t *testing.T) {
	named := site(Options{Hosts: []string{"chat.example.com", "www.example.com"}, TrustedProxies: []netip.Prefix{netip.MustParsePrefix("10.0.0.0/8")}})
	named.Handle("GET", "/healthz", func(w http.ResponseWriter, r *http.Request) error { return NoContent(w) })
	any := site(Options{})
	for _, c := range []struct {
		host, from, told, path string
		want                   int
	}{
		{"chat.example.com", "192.0.2.1:1", "", "/page", 200},
		{"CHAT.example.com.:443", "192.0.2.1:1", "", "/page", 200},
		{"www.example.com:8080", "192.0.2.1:1", "", "/page", 200},
		{"evil.example", "192.0.2.1:1", "", "/page", 421},
		{"chat.example.com.evil.example", "192.0.2.1:1", "", "/page", 421},
		{"", "192.0.2.1:1", "", "/page", 421},
		{"evil.example", "192.0.2.1:1", "", "/nothing", 421},
		{"evil.example", "192.0.2.1:1", "chat.example.com", "/page", 421}, // nobody believes it
		{"deskbell:8080", "10.0.0.9:1", "chat.example.com", "/page", 200},
		{"deskbell:8080", "10.0.0.9:1", "evil.example, chat.example.com", "/page", 200},
		{"deskbell:8080", "10.0.0.9:1", "chat.example.com, evil.example", "/page", 421},
		{"deskbell:8080", "10.0.0.9:1", "", "/page", 421},
		{"127.0.0.1:8080", "127.0.0.1:1", "", "/page", 200}, // a proxy beside it, or somebody on the machine
		{"[::1]:8080", "[::1]:1", "", "/page", 200},
		{"localhost:8080", "192.0.2.1:1", "", "/page", 421},
		{"10.0.0.3:8080", "192.0.2.1:1", "", "/healthz", 204},
	} {
		r := httptest.NewRequest("GET", c.path, nil)
		r.Host, r.RemoteAddr = c.host, c.from
		if c.told != "" {
			r.Header.Set("X-Forwarded-Host", c.told)
		}
		got := httptest.NewRecorder()
		named.Handler().ServeHTTP(got, r)
		if got.Code != c.want {
			t.Errorf("%q from %s, told %q, %s: %d, want %d", c.host, c.from, c.told, c.path, got.Code, c.want)
		}
		if c.path == "/page" {
			got = httptest.NewRecorder()
			if any.Handler().ServeHTTP(got, r); got.Code != 200 {
				t.Errorf("%q where no address is known: %d", c.host, got.Code)
			}
		}
	}
}
