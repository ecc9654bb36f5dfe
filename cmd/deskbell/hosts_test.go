package main

import (
	"io"
	"net/http"
	"net/http/httptest"
	"slices"
	"testing"
)

// A35
func TestParse_AddressThatWasGiven_IsTheOnlyNameThatIsAnsweredTo(t *testing.T) {
	for _, c := range []struct {
		base    string
		domains []string
		want    []string
	}{
		{"", nil, nil},
		{"http://localhost:9000", nil, nil},
		{"http://127.0.0.1:9000", nil, nil},
		{"http://[::1]:9000", nil, nil},
		{"https://Chat.Example.com", nil, []string{"chat.example.com"}},
		{"https://chat.example.com:8443", nil, []string{"chat.example.com"}},
		{"http://[2001:db8::1]:8080", nil, []string{"2001:db8::1"}},
		{"https://chät.example", nil, nil},
		{"", []string{"Chat.example.com", "www.example.com"}, []string{"chat.example.com", "chat.example.com", "www.example.com"}},
		{"https://help.example.com", []string{"chat.example.com"}, []string{"help.example.com", "chat.example.com"}},
	} {
		got, err := serveFlags{Addr: "127.0.0.1:0", BaseURL: c.base, TLSDomain: c.domains, LogFormat: "text", LogLevel: "info"}.parse(t.TempDir(), io.Discard)
		if err != nil || !slices.Equal(got.Hosts, c.want) {
			t.Errorf("%q %q: %q, %v", c.base, c.domains, got.Hosts, err)
		}
	}
}

// A35
func TestToHTTPS_UnknownName_IsLedNowhere(t *testing.T) {
	door := toHTTPS([]string{"chat.example.com"})
	for host, want := range map[string]string{"chat.example.com": "https://chat.example.com/desk?list=left", "Chat.Example.com:80": "https://chat.example.com/desk?list=left",
		"evil.example": "", "chat.example.com.evil.example": "", "": ""} {
		r := httptest.NewRequest("GET", "/desk?list=left", nil)
		r.Host = host
		got := httptest.NewRecorder()
		door.ServeHTTP(got, r)
		status := http.StatusFound
		if want == "" {
			status = http.StatusMisdirectedRequest
		}
		if got.Code != status || got.Header().Get("Location") != want {
			t.Errorf("%q: %d to %q", host, got.Code, got.Header().Get("Location"))
		}
	}
}
