package web

import (
	"net/http"
	"net/netip"
	"strings"
)

// Address is who really asks: the connection's peer or, where that is a trusted proxy, the last one
// in X-Forwarded-For that is not.
func Address(r *http.Request) string {
	a := addressOf(r)
	if !a.IsValid() {
		return ""
	}
	return a.String()
}

// AddressKey is Address as limits count it: an IPv6 customer has a /64, so that is one.
func AddressKey(r *http.Request) string {
	a := addressOf(r)
	if !a.IsValid() {
		return ""
	}
	if a.Is6() {
		if network, err := a.Prefix(64); err == nil {
			return network.String()
		}
	}
	return a.String()
}

func addressOf(r *http.Request) netip.Addr {
	if v := visitOf(r.Context()); v != nil {
		return v.address
	}
	return remote(r)
}

// remote is the other end of the connection; invalid for what has no IP address.
func remote(r *http.Request) netip.Addr {
	at, err := netip.ParseAddrPort(r.RemoteAddr)
	if err != nil {
		return netip.Addr{}
	}
	return at.Addr().Unmap().WithZone("")
}

// peer walks from the connection towards the client as long as each hop is trusted to name the one
// before it.
func (s *Server) peer(r *http.Request) netip.Addr {
	at := remote(r)
	if !s.trusted(at) {
		return at
	}
	hops := strings.Split(strings.Join(r.Header.Values("X-Forwarded-For"), ","), ",")
	for i := len(hops) - 1; i >= 0; i-- {
		hop, err := netip.ParseAddr(strings.TrimSpace(hops[i]))
		if err != nil {
			break
		}
		at = hop.Unmap().WithZone("")
		if !s.trusted(at) {
			break
		}
	}
	return at
}

func (s *Server) trusted(a netip.Addr) bool {
	for _, p := range s.options.TrustedProxies {
		if p.Contains(a) {
			return true
		}
	}
	return false
}
