package web

import (
	"crypto/sha256"
	"encoding/hex"
	"net/http"
	"regexp"
	"strings"
)

// secretPattern is 32 bytes in unpadded base64url.
var secretPattern = regexp.MustCompile(`^[A-Za-z0-9_-]{43}$`)

// IsSecret says whether something has the form of a secret: of a browser's, or of a link's token.
func IsSecret(s string) bool { return secretPattern.MatchString(s) }

// SecretHash is what is kept of a browser's secret: hex of SHA-256.
func SecretHash(secret string) string {
	sum := sha256.Sum256([]byte(secret))
	return hex.EncodeToString(sum[:])
}

// HidePath keeps the secret in an address out of all Referers; base is what the addresses of this server begin with.
// Without https browsers that are told no-referrer send "Origin: null" with the page's own form, and nothing else
// that says where it comes from; strict-origin hides the path as well.
func HidePath(w http.ResponseWriter, base string) {
	policy := "no-referrer"
	if !strings.HasPrefix(base, "https://") {
		policy = "strict-origin"
	}
	w.Header().Set("Referrer-Policy", policy)
}

// Unlisted keeps an address with a secret in it out of Referers and out of search engines.
func Unlisted(base string, next Handler) Handler {
	return func(w http.ResponseWriter, r *http.Request) error {
		HidePath(w, base)
		w.Header().Set("X-Robots-Tag", "noindex, nofollow")
		return next(w, r)
	}
}
