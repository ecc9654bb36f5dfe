package flow

import (
	"net/netip"
	"net/url"
	"strings"
	"unicode"
)

// maxURL is how many bytes an address of the web can have.
const maxURL = 2000

// CleanURL is one web address with its scheme, which is https where none was typed; false for anything
// else: other schemes, a host without a dot, user names, space or what cannot be seen.
func CleanURL(text string) (string, bool) {
	text = strings.TrimSpace(text)
	odd := func(c rune) bool {
		return unicode.IsSpace(c) || !unicode.IsPrint(c) || strings.ContainsRune(`"<>\^{|}`+"`", c)
	}
	if text == "" || len(text) > maxURL || strings.ContainsFunc(text, odd) {
		return "", false
	}
	if scheme, _, ok := strings.Cut(text, "://"); !ok || strings.ContainsAny(scheme, "./?#") {
		text = "https://" + text
	}
	u, err := url.Parse(text)
	if err != nil || u.User != nil || u.Opaque != "" {
		return "", false
	}
	if u.Scheme = strings.ToLower(u.Scheme); u.Scheme != "http" && u.Scheme != "https" {
		return "", false
	}
	if !webHost(u.Hostname()) {
		return "", false
	}
	u.Host = strings.ToLower(u.Host)
	return u.String(), true
}

// webHost is a name with a dot, or an IP address.
func webHost(host string) bool {
	if _, err := netip.ParseAddr(host); err == nil {
		return true
	}
	labels := strings.Split(strings.TrimSuffix(host, "."), ".")
	for _, l := range labels {
		if !hostLabel(l) {
			return false
		}
	}
	top := labels[len(labels)-1]
	return len(labels) > 1 && len(host) <= 253 && strings.ContainsFunc(top, unicode.IsLetter)
}
