package mailbox

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"regexp"
	"slices"
	"strings"

	"github.com/emersion/go-message"
	gomail "github.com/emersion/go-message/mail"

	"deskbell/models"
)

// MostBytes is how large a mail may be, as it comes.
const MostBytes = 30 << 20

// What is read of a header; the rest of a mail has its bounds in parts.go.
const (
	mostHeader  = 256 << 10 // bytes
	mostReplies = 50        // Message-IDs that it may answer, the nearest
	mostSigns   = 20
)

// Mail is one that came in, as far as it concerns a conversation.
type Mail struct {
	Hash      string // of its Message-ID, or of all of it; hex of SHA-256
	MessageID string // without brackets
	From      string // the address, in lower case; "" where none can be read
	Several   bool   // it says that it is from more than one
	Subject   string
	Signs     []string // that may be of our signed addresses, of all whom it is to
	Replies   []string // Message-IDs that it answers, the nearest first
	Machine   string   // why a machine must have sent it; "" for none
	Automatic bool     // it looks as if a machine had written it
	DMARC     string   // what our own mail server says: "pass", "fail", …; "" for nothing
	Text      string   // all of it, quotes and signature too
	Files     []File
	Report    *Report // what it tells of a mail of ours
}

// File is one that was attached.
type File struct {
	Name  string // as it came; "" for none
	Type  string
	Bytes []byte
	id    string // by which the HTML shows it
}

var errNoMail = errors.New("mailbox: this is no mail")

var (
	messageIDs = regexp.MustCompile(`<([^<>\s]{3,300})>`)
	// signed is what stands between the plus and the at of an address that answers go to: the hex of an id
	// and 16 letters and digits.
	signed  = regexp.MustCompile(`(?i)\+([0-9a-f]{32}[a-z2-7]{16})@`)
	address = regexp.MustCompile(`[^\s<>()\[\],;:"\\@]{1,64}@[^\s<>()\[\],;:"\\@]{1,255}`)
)

// Parse reads a raw mail. What is broken in it is left out; it errors where there is no header at all.
func Parse(raw []byte) (*Mail, error) {
	if len(raw) > MostBytes {
		return nil, &models.Error{Code: models.CodeTooLarge, Message: "The mail is larger than 30 MB."}
	}
	e, err := message.ReadWithOptions(bytes.NewReader(raw), &message.ReadOptions{MaxHeaderBytes: mostHeader})
	if e == nil || err != nil && !message.IsUnknownCharset(err) && !message.IsUnknownEncoding(err) {
		return nil, errNoMail
	}
	if e.Header.Len() == 0 {
		return nil, errNoMail
	}
	m := parseHeader(e.Header, raw)
	w := &walker{}
	text := w.walk(e, 0)
	m.Text, m.Files, m.Report = w.finish(text)
	if m.Report == nil {
		m.Report = oldReport(m)
	}
	if m.Report != nil {
		m.Machine = m.Report.words()
	}
	return m, nil
}

// ParseHeader is Parse for the header alone, as far as that tells; raw may end with it.
func ParseHeader(raw []byte) (*Mail, error) {
	e, err := message.ReadWithOptions(bytes.NewReader(raw), &message.ReadOptions{MaxHeaderBytes: mostHeader})
	if e == nil || err != nil && !message.IsUnknownCharset(err) && !message.IsUnknownEncoding(err) {
		return nil, errNoMail
	}
	return parseHeader(e.Header, raw), nil
}

func parseHeader(h message.Header, raw []byte) *Mail {
	m := &Mail{Subject: text(h, "Subject"), DMARC: dmarc(h)}
	sum := sha256.Sum256(raw)
	if ids := idsIn(h.Get("Message-Id")); len(ids) > 0 {
		m.MessageID = ids[0]
		sum = sha256.Sum256([]byte("message-id\x00" + m.MessageID))
	}
	m.Hash = hex.EncodeToString(sum[:])
	m.From, m.Several = from(h)
	m.Signs = signs(h)
	m.Replies = replies(h)
	m.Machine = machine(h)
	if m.Machine == "" && (m.From == "" || fromMachine(m.From)) {
		m.Machine = "It is from a mail server."
		if m.From == "" {
			m.Machine = "It does not say whom it is from."
		}
	}
	m.Automatic = looksAutomatic(h, m.Subject)
	return m
}

// text is a line of the header, decoded.
func text(h message.Header, key string) string {
	value, err := h.Text(key)
	if err != nil {
		value = h.Get(key)
	}
	return models.CleanLine(strings.ToValidUTF8(value, ""), 300)
}

// from is whom it says it is from: the first, where there are several.
func from(h message.Header) (one string, several bool) {
	var all []string
	for fields := h.FieldsByKey("From"); fields.Next(); {
		list, err := gomail.ParseAddressList(fields.Value())
		for _, a := range list {
			all = append(all, a.Address)
		}
		if err != nil {
			all = append(all, address.FindAllString(fields.Value(), 5)...)
		}
	}
	for _, a := range all {
		if clean, err := models.CleanEmail("from", strings.ToLower(a)); err == nil {
			if one == "" {
				one = clean
			}
			several = several || clean != one
		}
	}
	return one, several
}

// signs are found wherever a mail server may have noted whom it is to.
func signs(h message.Header) []string {
	var found []string
	for _, key := range []string{"Delivered-To", "X-Original-To", "Envelope-To", "X-Envelope-To", "X-Forwarded-To", "To", "Cc", "Resent-To"} {
		for fields := h.FieldsByKey(key); fields.Next() && len(found) < mostSigns; {
			for _, sign := range signed.FindAllStringSubmatch(fields.Value(), mostSigns) {
				if one := strings.ToLower(sign[1]); !slices.Contains(found, one) {
					found = append(found, one)
				}
			}
		}
	}
	return found
}

func replies(h message.Header) []string {
	all := idsIn(h.Get("In-Reply-To"))
	earlier := idsIn(h.Get("References"))
	slices.Reverse(earlier)
	for _, id := range earlier {
		if !slices.Contains(all, id) && len(all) < mostReplies {
			all = append(all, id)
		}
	}
	return all[:min(len(all), mostReplies)]
}

// idsIn are the Message-IDs in a text, without their brackets: at most the last few hundred.
func idsIn(text string) []string {
	if len(text) > 64<<10 {
		text = text[len(text)-64<<10:]
	}
	var ids []string
	for _, id := range messageIDs.FindAllStringSubmatch(text, -1) {
		ids = append(ids, id[1])
	}
	return ids
}
