package models

import (
	"math"
	"net"
	"net/netip"
	"net/url"
	"regexp"
	"strconv"
	"strings"
)

// How far the fields of AISettings go.
const (
	longestAIURL   = 300
	longestAIKey   = 4000
	longestAIModel = 200
	leastAISeconds = 5
	mostTemper     = 2
	mostTokens     = 1_000_000_000_000
	mostAIAnswers  = 100_000
	mostPrice      = 100_000
)

var currencyCode = regexp.MustCompile(`^[A-Z]{3}$`)

// Cleaned is the settings as they are kept. The key that had has stays with HasKey where none is given and the
// service is at the same origin: nobody gets it by giving another address. Errors: CodeInvalid, with the field: url,
// key, model, embedding, temperature, seconds, tokens, bot_tokens, visitor_answers, input_price, output_price,
// embedding_price or currency.
func (s AISettings) Cleaned(had AISettings) (AISettings, error) {
	var err error
	if s.URL, err = CleanAIURL(s.URL); err != nil {
		return s, err
	}
	if s.Key, err = s.cleanKey(had); err != nil {
		return s, err
	}
	s.HasKey = s.Key != ""
	if s.Model, s.Embedding = strings.TrimSpace(s.Model), strings.TrimSpace(s.Embedding); s.URL == "" {
		s.Model, s.Embedding = "", ""
	}
	switch {
	case s.URL != "" && s.Model == "":
		return s, invalid("model", "Write which model answers, as the service calls it.")
	case !aiModelName(s.Model):
		return s, invalid("model", "The name of a model has at most %d characters, without line breaks.", longestAIModel)
	case !aiModelName(s.Embedding):
		return s, invalid("embedding", "The name of a model has at most %d characters, without line breaks.", longestAIModel)
	case !between(s.Temperature, mostTemper):
		return s, invalid("temperature", "A number from 0 to %d.", mostTemper)
	case s.Seconds != 0 && (s.Seconds < leastAISeconds || s.Seconds > MostAISeconds):
		return s, invalid("seconds", "From %d to %d seconds.", leastAISeconds, MostAISeconds)
	}
	return s.limited()
}

// limited checks limits and prices.
func (s AISettings) limited() (AISettings, error) {
	switch {
	case s.Tokens < 0 || s.Tokens > mostTokens:
		return s, invalid("tokens", "A number of tokens, without a sign.")
	case s.BotTokens < 0 || s.BotTokens > mostTokens:
		return s, invalid("bot_tokens", "A number of tokens, without a sign.")
	case s.VisitorAnswers < 0 || s.VisitorAnswers > mostAIAnswers:
		return s, invalid("visitor_answers", "From 0 to %d.", mostAIAnswers)
	case !between(s.InputPrice, mostPrice):
		return s, invalid("input_price", "A price from 0 to %d, like 0.15.", mostPrice)
	case !between(s.OutputPrice, mostPrice):
		return s, invalid("output_price", "A price from 0 to %d, like 0.60.", mostPrice)
	case !between(s.EmbeddingPrice, mostPrice):
		return s, invalid("embedding_price", "A price from 0 to %d, like 0.02.", mostPrice)
	}
	if s.Currency = strings.ToUpper(strings.TrimSpace(s.Currency)); s.Currency != "" && !currencyCode.MatchString(s.Currency) {
		return s, invalid("currency", "Three letters, like USD or EUR.")
	}
	return s, nil
}

// between is false for what is no number as well.
func between(n, most float64) bool { return n >= 0 && n <= most && !math.IsInf(n, 0) }

func aiModelName(name string) bool {
	return len(name) <= longestAIModel && CleanLine(name, longestAIModel) == name
}

func (s AISettings) cleanKey(had AISettings) (string, error) {
	key := strings.TrimSpace(s.Key)
	switch {
	case s.URL == "":
		return "", nil
	case key == "" && s.HasKey && s.SameOrigin(had):
		return had.Key, nil
	case len(key) > longestAIKey:
		return "", invalid("key", "A key has at most %d characters.", longestAIKey)
	}
	for _, r := range key {
		if r <= ' ' || r > '~' {
			return "", invalid("key", "A key has no blanks and no line breaks; paste it alone.")
		}
	}
	return key, nil
}

// CleanAIURL is a service's base address without a slash at its end; "" stays. Errors: CodeInvalid at url.
func CleanAIURL(address string) (string, error) {
	if address = strings.TrimSpace(address); address == "" {
		return "", nil
	}
	if len(address) > longestAIURL {
		return "", invalid("url", "An address has at most %d characters.", longestAIURL)
	}
	u, err := url.Parse(address)
	switch {
	case err != nil || u.Host == "" || u.Hostname() == "" || u.Scheme != "http" && u.Scheme != "https" || !aiHost(u.Hostname()):
		return "", invalid("url", "Write the base address of the service, like https://api.openai.com/v1.")
	case !portNumber(u.Port()):
		return "", invalid("url", "A port is a number from 1 to 65535.")
	case u.User != nil:
		return "", invalid("url", "An address has no user and no password in it; the key has a field of its own.")
	case u.RawQuery != "" || u.ForceQuery || u.Fragment != "" || strings.Contains(address, "#"):
		return "", invalid("url", "A base address ends with its path: without ? and without #.")
	case u.Scheme == "http" && !nearby(u.Hostname()):
		return "", invalid("url", "A service on the internet is spoken to by https alone; http is for one on this machine or in your own network.")
	}
	u.Host = strings.ToLower(u.Host)
	// What documentation of services shows as well is the address of one call.
	path := strings.TrimRight(u.Path, "/")
	path = strings.TrimRight(strings.TrimSuffix(path, "/chat/completions"), "/")
	u.Path, u.RawPath = path, ""
	return u.String(), nil
}

func portNumber(port string) bool {
	n, err := strconv.Atoi(port)
	return port == "" || err == nil && n >= 1 && n <= 65535
}

func aiHost(host string) bool {
	_, err := netip.ParseAddr(host)
	return err == nil || len(host) <= 253 && hostName.MatchString(host)
}

// nearby says that a host is this machine or one in a network of one's own, as far as its name tells.
func nearby(host string) bool {
	if at, err := netip.ParseAddr(host); err == nil {
		return at.IsLoopback() || at.IsPrivate()
	}
	name := strings.ToLower(host)
	if !strings.Contains(name, ".") {
		return true // of a container, or of a machine beside this one
	}
	for _, end := range []string{".localhost", ".local", ".internal", ".lan", ".home.arpa"} {
		if strings.HasSuffix(name, end) {
			return true
		}
	}
	return false
}

// SameOrigin says whether both are at the same scheme, host and port.
func (s AISettings) SameOrigin(other AISettings) bool {
	one, fine := originOf(s.URL)
	two, good := originOf(other.URL)
	return fine && good && one == two
}

func originOf(address string) (string, bool) {
	u, err := url.Parse(strings.TrimSpace(address))
	if err != nil || u.Hostname() == "" {
		return "", false
	}
	port := u.Port()
	if port == "" && u.Scheme == "https" {
		port = "443"
	} else if port == "" {
		port = "80"
	}
	return u.Scheme + "://" + net.JoinHostPort(strings.ToLower(u.Hostname()), port), true
}

// Or is the settings with the service of started where they have none of their own; limits and prices are theirs.
func (s AISettings) Or(started AISettings) AISettings {
	if s.URL != "" {
		return s
	}
	s.URL, s.Key, s.HasKey, s.Model, s.Embedding = started.URL, started.Key, started.HasKey, started.Model, started.Embedding
	if s.SavedAt.IsZero() {
		s.Temperature, s.Seconds = started.Temperature, started.Seconds
	}
	return s
}
