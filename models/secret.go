package models

import (
	"net"
	"net/netip"
	"net/url"
	"regexp"
	"strings"
	"time"
	"unicode"
)

// MostSecrets is how many a bot can have.
const MostSecrets = 100

// longestSecret is in bytes: what goes into a header.
const longestSecret = 4096

// Secret is a password or token that a bot's requests may carry, without what it holds: that is shown
// to nobody.
type Secret struct {
	Name string // [A-Z0-9_], at most 64
	// Origin is the only place it is sent to, as https://api.example.com; "": to whatever a flow names.
	Origin    string
	ChangedBy string
	ChangedAt time.Time
}

// NewSecret is one to keep, in the place of another of its name.
type NewSecret struct {
	Bot   BotID
	Name  string
	Only  string // host or origin, as it was typed
	Value string
	By    *Agent
	Now   time.Time
}

// OpenedSecret is a secret with what it holds, for whoever sends a request.
type OpenedSecret struct{ Value, Origin string }

var secretName = regexp.MustCompile(`^[A-Z0-9_]{1,64}$`)

// Cleaned is the secret as it is kept. Errors: CodeInvalid, with the field secret, value or only.
func (s NewSecret) Cleaned() (NewSecret, error) {
	s.Name = strings.ToUpper(strings.TrimSpace(s.Name))
	s.Value = strings.TrimSpace(s.Value)
	if !secretName.MatchString(s.Name) {
		return s, invalid("secret", "The name has letters from A to Z, digits and _, at most 64 of them.")
	}
	switch {
	case s.Value == "":
		return s, invalid("value", "Type or paste the secret.")
	case len(s.Value) > longestSecret:
		return s, invalid("value", "A secret has at most %d characters.", longestSecret)
	case strings.ContainsFunc(s.Value, unicode.IsControl):
		return s, invalid("value", "A secret is one line.")
	}
	if strings.TrimSpace(s.Only) == "" {
		s.Only = ""
		return s, nil
	}
	origin, ok := cleanOrigin(s.Only)
	if !ok {
		return s, invalid("only", "Write a host such as api.example.com, without a path.")
	}
	s.Only = origin
	return s, nil
}

// cleanOrigin is scheme://host[:port], https where no scheme was typed.
func cleanOrigin(text string) (string, bool) {
	text = strings.TrimSpace(text)
	if !strings.Contains(text, "://") {
		text = "https://" + text
	}
	u, err := url.Parse(text)
	if err != nil || u.User != nil || u.Opaque != "" || strings.Trim(u.Path, "/") != "" || u.RawQuery != "" || u.Fragment != "" {
		return "", false
	}
	for _, c := range u.Hostname() {
		if c > unicode.MaxASCII || c <= ' ' || strings.ContainsRune(`*%"'<>\^{|}`+"`", c) {
			return "", false
		}
	}
	origin := OriginOf(u)
	return origin, strings.HasPrefix(origin, "https://") || strings.HasPrefix(origin, "http://")
}

// OriginOf is scheme://host[:port] of an address, the port where it is not the scheme's own; "" when it
// has none.
func OriginOf(u *url.URL) string {
	scheme, host, port := strings.ToLower(u.Scheme), strings.TrimRight(strings.ToLower(u.Hostname()), "."), u.Port()
	if scheme == "" || host == "" {
		return ""
	}
	if scheme == "http" && port == "80" || scheme == "https" && port == "443" {
		port = ""
	}
	switch at, err := netip.ParseAddr(host); {
	case port != "":
		host = net.JoinHostPort(host, port)
	case err == nil && at.Is6():
		host = "[" + host + "]"
	}
	return scheme + "://" + host
}
