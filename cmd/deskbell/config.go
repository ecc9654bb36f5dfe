package main

import (
	"crypto/x509"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/netip"
	"net/url"
	"path/filepath"
	"strings"
	"unicode"

	"deskbell/db"
	"deskbell/handlers/mail"
	"deskbell/handlers/web"
	"deskbell/models"
)

// dataFlag is the data folder, the same for every command that has one.
type dataFlag struct {
	Data string `env:"DESKBELL_DATA" default:"./data" placeholder:"FOLDER" help:"Folder with everything that is kept (default ./data)."`
}

// databaseName is the SQLite file in the data folder.
const databaseName = db.FileName

// database is where the SQLite file is: elsewhere, if that is given.
func (d dataFlag) database(elsewhere string) string {
	if elsewhere != "" {
		return elsewhere
	}
	return filepath.Join(d.Data, databaseName)
}

// serveFlags is how serve is told what to do, as typed.
type serveFlags struct {
	Addr           string   `env:"DESKBELL_ADDR" default:"127.0.0.1:8080" placeholder:"HOST:PORT" help:"Where to listen (default 127.0.0.1:8080). Not used with --tls-domain."`
	Database       string   `env:"DESKBELL_DATABASE" placeholder:"FILE" help:"SQLite file (default: deskbell.db in the data folder)."`
	BaseURL        string   `env:"DESKBELL_BASE_URL" placeholder:"URL" help:"How browsers reach the server, e.g. https://chat.example.com (default: http://ADDR, or https:// and the first TLS domain). It goes into script tags and links, and decides whether cookies are for HTTPS alone. Requests for another host are refused, once it is given."`
	TLSDomain      []string `env:"DESKBELL_TLS_DOMAIN" placeholder:"DOMAIN" help:"Serve HTTPS on :443 with certificates from Let's Encrypt for these names, and redirect :80 to it. Certificates are kept in the data folder."`
	TrustedProxies []string `env:"DESKBELL_TRUSTED_PROXIES" placeholder:"CIDR" help:"Networks whose X-Forwarded-For and X-Forwarded-Proto are believed, e.g. 127.0.0.1/32. None unless given."`
	MetricsAddr    string   `env:"DESKBELL_METRICS_ADDR" placeholder:"HOST:PORT" help:"Serve Prometheus figures at /metrics here, e.g. 127.0.0.1:9090. Off unless given; keep it private."`
	AllowOutbound  []string `env:"DESKBELL_ALLOW_OUTBOUND" placeholder:"CIDR" help:"Networks that requests of flows, and questions to an AI service, and imports of articles by who may change bots, may go to although they are not public, e.g. 10.0.5.0/24. None unless given."`
	SMTP           string   `name:"smtp" env:"DESKBELL_SMTP" placeholder:"URL" help:"Mail server, as smtp://user:password@mail.example.com:587 (STARTTLS) or smtps://… (TLS). A server that is saved in Settings › Email wins. Without either mails wait in the outbox. The variable keeps the password out of the list of processes."`
	MailFrom       string   `env:"DESKBELL_MAIL_FROM" placeholder:"ADDRESS" help:"Whom mails are from, as \"Example <chat@example.com>\"; needed with --smtp."`
	aiFlags
	LogFormat string `env:"DESKBELL_LOG_FORMAT" default:"text" enum:"json,text" help:"json or text (default text)."`
	LogLevel  string `env:"DESKBELL_LOG_LEVEL" default:"info" enum:"debug,info,warn,error" help:"debug, info, warn or error (default info)."`
}

// serveConfig is serveFlags understood: what build needs to know.
type serveConfig struct {
	Addr     string // where to listen; with TLSDomains :443
	Data     string // the folder; it is there and locked when build is called
	Database string // the SQLite file; empty: the usual one in Data
	// BaseURL is scheme://host[:port][/path] without a slash at its end.
	BaseURL    string
	TLSDomains []string
	// Hosts are the names that requests may ask for; none: any.
	Hosts          []string
	TrustedProxies []netip.Prefix
	MetricsAddr    string
	AllowOutbound  []netip.Prefix
	AI             models.AISettings // that settings may replace; zero: none
	Mail           *mail.Server      // that settings may replace; nil: none
	Roots          *x509.CertPool    // who signs the certificates of push services; nil: those whom the system trusts
	// Demo says that the sample shop's pages are to be served as well.
	Demo bool
	Log  *slog.Logger
}

// Secure says whether browsers come over HTTPS.
func (c serveConfig) Secure() bool { return strings.HasPrefix(c.BaseURL, "https://") }

// parse checks the flags; every error is one that another flag mends.
func (f serveFlags) parse(data string, logTo io.Writer) (serveConfig, error) {
	c := serveConfig{Addr: f.Addr, Data: data, Database: f.Database, MetricsAddr: f.MetricsAddr}
	if err := checkAddress("--addr", f.Addr); err != nil {
		return c, err
	}
	if f.MetricsAddr != "" {
		if err := checkAddress("--metrics-addr", f.MetricsAddr); err != nil {
			return c, err
		}
	}
	var err error
	if c.TLSDomains, err = parseDomains(f.TLSDomain); err != nil {
		return c, err
	}
	if len(c.TLSDomains) > 0 {
		c.Addr, c.BaseURL = ":443", "https://"+c.TLSDomains[0]
	}
	if f.BaseURL != "" {
		if c.BaseURL, err = parseBase(f.BaseURL); err != nil {
			return c, err
		}
	}
	c.Hosts = hostsOf(c)
	if c.TrustedProxies, err = parseNetworks("--trusted-proxies", f.TrustedProxies); err != nil {
		return c, err
	}
	if err := f.parseOutbound(&c); err != nil {
		return c, err
	}
	c.Log, err = newLog(logTo, f.LogFormat, f.LogLevel)
	return c, err
}

func checkAddress(flag, address string) error {
	if _, port, err := net.SplitHostPort(address); err != nil || port == "" {
		return misused("%s is %q, but must be host:port, for example 127.0.0.1:8080", flag, address)
	}
	return nil
}

func parseDomains(given []string) ([]string, error) {
	var domains []string
	for _, domain := range given {
		domain = strings.ToLower(strings.TrimSpace(domain))
		if domain == "" || strings.ContainsAny(domain, ":/* ") || !strings.Contains(domain, ".") {
			return nil, misused("--tls-domain has %q, but needs plain names such as chat.example.com", domain)
		}
		domains = append(domains, domain)
	}
	return domains, nil
}

func parseBase(given string) (string, error) {
	u, err := url.Parse(given)
	if err != nil || u.Host == "" || (u.Scheme != "http" && u.Scheme != "https") || u.RawQuery != "" || u.Fragment != "" || u.User != nil {
		return "", misused("--base-url is %q, but must be like https://chat.example.com", given)
	}
	if strings.Trim(u.Path, "/") != "" {
		return "", misused("--base-url is %q, but Deskbell needs a host of its own, without a path", given)
	}
	return u.Scheme + "://" + strings.ToLower(u.Host), nil
}

// parseOutbound is about what leaves the house.
func (f serveFlags) parseOutbound(c *serveConfig) (err error) {
	if c.AllowOutbound, err = parseNetworks("--allow-outbound", f.AllowOutbound); err != nil {
		return err
	}
	if c.AI, err = f.aiFlags.parse(); err != nil || f.SMTP == "" {
		return err
	}
	if f.MailFrom == "" {
		return misused("--smtp needs --mail-from: whom mails are from")
	}
	if c.Mail, err = mail.ParseServer(f.SMTP, f.MailFrom); err != nil {
		return misused("%v", err)
	}
	return nil
}

// hostsOf are the names that a server goes by whose address was given; one that only its own machine reaches, or
// that was told no address, answers by any. So does one with a name that browsers write in other letters (xn--).
func hostsOf(c serveConfig) []string {
	base, err := url.Parse(c.BaseURL)
	if err != nil || base.Hostname() == "" || web.Loopback(base.Hostname()) {
		return nil
	}
	if strings.IndexFunc(base.Hostname(), func(r rune) bool { return r > unicode.MaxASCII }) >= 0 {
		return nil
	}
	return append([]string{base.Hostname()}, c.TLSDomains...)
}

func parseNetworks(flag string, given []string) ([]netip.Prefix, error) {
	var networks []netip.Prefix
	for _, text := range given {
		text = strings.TrimSpace(text)
		network, err := netip.ParsePrefix(text)
		if address, alone := netip.ParseAddr(text); alone == nil {
			network, err = netip.PrefixFrom(address, address.BitLen()), nil
		}
		if err != nil {
			return nil, misused("%s has %q, but needs networks such as 10.0.0.0/8", flag, text)
		}
		networks = append(networks, network.Masked())
	}
	return networks, nil
}

func newLog(to io.Writer, format, level string) (*slog.Logger, error) {
	var at slog.Level
	if err := at.UnmarshalText([]byte(level)); err != nil {
		return nil, misused("--log-level is %q, but must be debug, info, warn or error", level)
	}
	options := &slog.HandlerOptions{Level: at}
	if format == "json" {
		return slog.New(slog.NewJSONHandler(to, options)), nil
	}
	return slog.New(slog.NewTextHandler(to, options)), nil
}

// baseOf is the address that one types to reach a listener.
func baseOf(at net.Addr) string {
	host, port, err := net.SplitHostPort(at.String())
	if err != nil {
		return "http://" + at.String()
	}
	if ip, err := netip.ParseAddr(host); err == nil && ip.IsUnspecified() {
		host = "localhost"
	}
	return fmt.Sprintf("http://%s", net.JoinHostPort(host, port))
}
