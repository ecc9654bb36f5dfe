package outbound

import (
	"fmt"
	"net"
	"net/netip"
	"net/url"
	"strconv"
	"strings"
	"syscall"
)

// Refusal is an address that is not asked, in words for an admin.
type Refusal struct{ Why string }

func (r *Refusal) Error() string { return "refused: " + r.Why }

func refuse(format string, args ...any) error { return &Refusal{Why: fmt.Sprintf(format, args...)} }

// gate knows which addresses may be asked.
type gate struct {
	allow []netip.Prefix
	bad   []network
	own   func() []netip.Addr
}

// network is a range that is no place of the public internet, and what it is.
type network struct {
	netip.Prefix
	is string
}

func newGate(allow []netip.Prefix) *gate {
	g := &gate{allow: allow, own: ownAddresses}
	for _, group := range [][]string{
		{"an address of the machine itself", "127.0.0.0/8", "::1/128", "0.0.0.0/8", "::/128"},
		{"a private address", "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10", "fc00::/7", "fec0::/10"},
		{"a link-local address", "169.254.0.0/16", "fe80::/10"},
		{"an address for many", "224.0.0.0/4", "ff00::/8"},
		{"an address that stands for another one", "64:ff9b::/96", "64:ff9b:1::/48", "2002::/16", "192.88.99.0/24", "::ffff:0:0/96"},
		{"a reserved address", "192.0.0.0/24", "192.0.2.0/24", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "240.0.0.0/4",
			"2001::/23", "2001:db8::/32", "3fff::/20"},
	} {
		for _, prefix := range group[1:] {
			g.bad = append(g.bad, network{netip.MustParsePrefix(prefix), group[0]})
		}
	}
	return g
}

// control is asked with the very address that is about to be connected to, whatever name led there.
func (g *gate) control(_, address string, _ syscall.RawConn) error {
	at, err := netip.ParseAddrPort(address)
	if err != nil {
		return refuse("%.100q is no address", address)
	}
	return g.check(at.Addr())
}

// check refuses what is no place of the public internet and was not allowed.
func (g *gate) check(at netip.Addr) error {
	at = at.Unmap().WithZone("")
	for _, prefix := range g.allow {
		if prefix.Contains(at) {
			return nil
		}
	}
	for _, n := range g.bad {
		if n.Contains(at) {
			return refuse("%s is %s", at, n.is)
		}
	}
	if !at.IsGlobalUnicast() || at.Is6() && !netip.MustParsePrefix("2000::/3").Contains(at) {
		return refuse("%s is a reserved address", at)
	}
	for _, mine := range g.own() {
		if mine == at {
			return refuse("%s is an address of the machine itself", at)
		}
	}
	return nil
}

// ownAddresses are those of the machine, as they are now.
func ownAddresses() []netip.Addr {
	all, err := net.InterfaceAddrs()
	if err != nil {
		return nil
	}
	var own []netip.Addr
	for _, a := range all {
		if n, ok := a.(*net.IPNet); ok {
			if at, ok := netip.AddrFromSlice(n.IP); ok {
				own = append(own, at.Unmap())
			}
		}
	}
	return own
}

// address refuses what no request may go to, before any name is looked up.
func (g *gate) address(u *url.URL) error {
	host := strings.TrimRight(u.Hostname(), ".")
	switch {
	case u.Scheme != "http" && u.Scheme != "https":
		return refuse("only http and https addresses can be asked, not %.20q", u.Scheme)
	case u.User != nil:
		return refuse("an address cannot hold a name or password")
	case u.Opaque != "" || host == "":
		return refuse("the address has no host")
	}
	if at, err := netip.ParseAddr(host); err == nil {
		return g.check(at)
	}
	if numeric(host) {
		return refuse("%.100q is no name and no usual way to write an address", host)
	}
	return nil
}

// numeric says that some resolvers take a name for an IP address: 2130706433, 0x7f.1, 0177.0.0.1.
func numeric(host string) bool {
	last := strings.ToLower(host[strings.LastIndexByte(host, '.')+1:])
	if digits, hex := strings.CutPrefix(last, "0x"); hex {
		_, err := strconv.ParseUint(digits, 16, 64)
		return err == nil || digits == ""
	}
	return last != "" && strings.Trim(last, "0123456789") == ""
}
