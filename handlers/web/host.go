package web

import (
	"errors"
	"net"
	"net/http"
	"net/netip"
	"slices"
	"strings"
)

// errMisdirected is for a request that asks for somebody else.
var errMisdirected = errors.New("web: not a name of this server")

// ownHost refuses what asks for a name that is not the server's: nothing here is made from it, but who sends one
// has made it up, or has taken a wrong way. Those who ask whether it lives do so by whatever name, and the machine
// itself by its own ones. A proxy that is trusted may say which name was asked for.
func (s *Server) ownHost(r *http.Request) error {
	if len(s.options.Hosts) == 0 || r.URL.Path == "/healthz" || r.URL.Path == "/readyz" {
		return nil
	}
	from, asked := remote(r), r.Host
	if told := r.Header.Values("X-Forwarded-Host"); len(told) > 0 && s.trusted(from) {
		asked = told[len(told)-1]
		asked = asked[strings.LastIndexByte(asked, ',')+1:]
	}
	name := hostName(asked)
	if slices.Contains(s.options.Hosts, name) || from.IsLoopback() && Loopback(name) {
		return nil
	}
	return errMisdirected
}

// hostName is the name in a Host header, in lower case.
func hostName(host string) string {
	host = strings.TrimSpace(host)
	if name, _, err := net.SplitHostPort(host); err == nil {
		host = name
	}
	return strings.ToLower(strings.TrimSuffix(strings.Trim(host, "[]"), "."))
}

// Loopback says whether a host is the machine itself.
func Loopback(host string) bool {
	at, err := netip.ParseAddr(host)
	return host == "localhost" || strings.HasSuffix(host, ".localhost") || err == nil && at.IsLoopback()
}
