package message

import (
	"strings"
	"testing"
	"time"
)

// A59
func TestRich_LongLineOfAnything_IsDrawnAtOnce(t *testing.T) {
	for _, part := range []string{"h", "h ", "http", "http:/ ", "https://a ", "h*", "*a ", "**a ", "[a", "[a](https://x ", "`", "_(", "1. a\n", "* a*b _c "} {
		began := time.Now()
		rich(t, strings.Repeat(part, 50_000/len(part)))
		if took := time.Since(began); took > 20*time.Second {
			t.Errorf("50,000 characters of %q took %v", part, took)
		}
	}
}

// A2
func TestPlaceOf_SpaceBeforeAnotherHost_IsNoPathOfOurs(t *testing.T) {
	for _, address := range []string{" //evil.example/x", " ///evil.example/x", "\u00a0///evil.example", "\t/\\evil.example", "\n////evil.example"} {
		if at := placeOf(address); at.url != "" {
			t.Errorf("%q is at %+v", address, at)
		}
	}
	if at := placeOf(" /files/a/b "); !at.own || at.url != "/files/a/b" {
		t.Errorf("a path between spaces is at %+v", at)
	}
}
