package models

import (
	"cmp"
	"crypto/ed25519"
	"crypto/rsa"
	"crypto/x509"
	"encoding/pem"
	"net/netip"
	"regexp"
	"strings"
)

// longestSigner is how many characters of a domain stand in one line of a signature.
const longestSigner = 70

// longestReplyName is how many characters of an address before the @ leave room for what is behind the plus.
const longestReplyName = 15

var (
	hostName     = regexp.MustCompile(`^[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?(\.[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?)*$`)
	dkimSelector = regexp.MustCompile(`^[A-Za-z0-9]([A-Za-z0-9._-]{0,61}[A-Za-z0-9])?$`)
)

// Cleaned is the settings as they are kept, with the secrets that stay from those before. Errors: CodeInvalid, with
// the field: host, port, security, user, password, sender, name, dkim_domain, dkim_selector, dkim_key, in_address,
// in_folder, and in_host, in_port, in_security, in_user, in_password as those of the server that sends.
func (s MailSettings) Cleaned(had MailSettings) (MailSettings, error) {
	var err error
	if s.Out, err = s.Out.cleaned(had.Out, serverWords{"", MailSTARTTLS, map[MailSecurity]int{MailSTARTTLS: 587, MailTLS: 465, MailPlain: 25}}); err != nil {
		return s, err
	}
	if s.Name = CleanLine(s.Name, 80); strings.ContainsAny(s.Name, "<>@") {
		return s, invalid("name", "A name has no address in it: nor @, < or >.")
	}
	if s.Sender, err = senderOf(s.Sender, s.Out.Host != ""); err != nil {
		return s, err
	}
	if s.DKIM, err = s.DKIM.cleaned(had.DKIM); err != nil {
		return s, err
	}
	s.ByOwner = s.sendsOwn() && (s.ByOwner || had.ByOwner && s.sendsAs(had))
	s.In, err = s.In.cleaned(had.In)
	return s, err
}

// sendsAs says whether both send by the same server and account, as the same sender and signer.
func (s MailSettings) sendsAs(had MailSettings) bool {
	s.Out.HasPassword, s.DKIM.HasKey = had.Out.HasPassword, had.DKIM.HasKey
	return s.Out == had.Out && s.Sender == had.Sender && s.DKIM == had.DKIM
}

func senderOf(address string, needed bool) (string, error) {
	address = strings.TrimSpace(address)
	if address == "" && !needed {
		return "", nil
	}
	if address == "" {
		return "", invalid("sender", "Write the address that emails are from; most servers want one that they know.")
	}
	clean, err := CleanEmail("sender", address)
	if err != nil {
		return "", invalid("sender", "This is no email address; one looks like chat@example.com.")
	}
	return clean, nil
}

// serverWords are how the fields of a server begin, how it is usually spoken to, and its usual ports.
type serverWords struct {
	field string
	usual MailSecurity
	ports map[MailSecurity]int
}

// cleaned keeps the password while it stays the same server: nobody gets it by giving another one.
func (m MailServer) cleaned(had MailServer, of serverWords) (MailServer, error) {
	m.Host, m.User = strings.Trim(strings.ToLower(strings.TrimSpace(m.Host)), "[]"), CleanLine(m.User, 200)
	if m.Host == "" {
		return MailServer{}, nil
	}
	if _, err := netip.ParseAddr(m.Host); err != nil && (len(m.Host) > 253 || !hostName.MatchString(m.Host)) {
		return m, invalid(of.field+"host", "Write the name of the server alone, like mail.example.com.")
	}
	m.Security = cmp.Or(m.Security, of.usual)
	usual, known := of.ports[m.Security]
	if !known {
		return m, invalid(of.field+"security", "Choose one of them.")
	}
	m.Port = cmp.Or(m.Port, usual)
	if m.Port < 1 || m.Port > 65535 {
		return m, invalid(of.field+"port", "A port is a number from 1 to 65535; the usual one is %d.", usual)
	}
	if m.Security == MailPlain && m.User != "" && !loopback(m.Host) {
		return m, invalid(of.field+"security", "A password is not sent to another machine without TLS.")
	}
	return m.withPassword(had, of.field+"password")
}

func (m MailServer) withPassword(had MailServer, field string) (MailServer, error) {
	if m.User == "" {
		m.Password = ""
		return m, nil
	}
	if m.Password != "" {
		return m, nil
	}
	if m.Host != had.Host || m.User != had.User || had.Password == "" {
		return m, invalid(field, "Give the password: the one there was is for another server, or another user.")
	}
	m.Password = had.Password
	return m, nil
}

func loopback(host string) bool {
	at, err := netip.ParseAddr(host)
	return host == "localhost" || err == nil && at.IsLoopback()
}

func (k DKIM) cleaned(had DKIM) (DKIM, error) {
	k.Domain, k.Selector = strings.ToLower(strings.TrimSpace(k.Domain)), strings.TrimSpace(k.Selector)
	k.Key = strings.TrimSpace(k.Key)
	if k.Domain == "" && k.Selector == "" && k.Key == "" {
		return DKIM{}, nil
	}
	if len(k.Domain) > longestSigner || !hostName.MatchString(k.Domain) || !strings.Contains(k.Domain, ".") {
		return k, invalid("dkim_domain", "Write the domain that the key is published for, like example.com.")
	}
	if !dkimSelector.MatchString(k.Selector) {
		return k, invalid("dkim_selector", "Write the selector: what stands before ._domainkey in the name of the DNS entry.")
	}
	if k.Key == "" {
		k.Key = had.Key
	}
	if k.Key == "" {
		return k, invalid("dkim_key", "Paste the private key; it begins with -----BEGIN.")
	}
	return k, readableKey(k.Key)
}

// leastRSA is in bits: what receivers still take.
const leastRSA = 1024

func readableKey(text string) error {
	block, _ := pem.Decode([]byte(text))
	if block == nil {
		return invalid("dkim_key", "This is no key. Paste all of it, from -----BEGIN to the end of the last line.")
	}
	var key any
	var err error
	if block.Type == "RSA PRIVATE KEY" {
		key, err = x509.ParsePKCS1PrivateKey(block.Bytes)
	} else {
		key, err = x509.ParsePKCS8PrivateKey(block.Bytes)
	}
	switch key := key.(type) {
	case *rsa.PrivateKey:
		if err == nil && key.N.BitLen() >= leastRSA {
			return nil
		}
	case ed25519.PrivateKey:
		if err == nil {
			return nil
		}
	}
	return invalid("dkim_key", "This is no private key for DKIM. It has to be RSA of 1024 bits or more, or Ed25519, as PEM without a passphrase.")
}

// cleaned: without an address no answers are taken, and nothing is kept of how.
func (i MailInbox) cleaned(had MailInbox) (MailInbox, error) {
	i.Address = strings.TrimSpace(i.Address)
	if i.Address == "" {
		return MailInbox{}, nil
	}
	address, err := CleanEmail("in_address", i.Address)
	if err != nil {
		return i, invalid("in_address", "This is no email address; one looks like replies@example.com.")
	}
	i.Address = address
	if name, _, _ := strings.Cut(address, "@"); strings.ContainsAny(name, "+\"") || len(name) > longestReplyName {
		return i, invalid("in_address", "What stands before the @ can have %d characters, without a plus: Deskbell adds one, and by what it writes behind it knows the conversation.", longestReplyName)
	}
	if i.Server, err = i.Server.cleaned(had.Server, serverWords{"in_", MailTLS, map[MailSecurity]int{MailTLS: 993, MailSTARTTLS: 143, MailPlain: 143}}); err != nil {
		return i, err
	}
	if i.Server.Host != "" && i.Server.User == "" {
		return i, invalid("in_user", "A mailbox is read by somebody who signs in.")
	}
	if i.Folder = CleanLine(i.Folder, 100); i.Hook == "" && i.HasHook {
		i.Hook = had.Hook
	}
	return i, nil
}
