package mailbox

import (
	"bufio"
	"bytes"
	"io"
	"regexp"
	"slices"
	"strings"

	"github.com/emersion/go-message/textproto"

	"deskbell/models"
)

// Report is what a mail server tells of a mail that it was given.
type Report struct {
	Type      string // delivery-status, feedback-report, disposition-notification, …
	Originals []string
	Address   string // that could not be reached
	Action    string // failed, delayed, delivered, …
	Status    string // 5.1.1
	Why       string // in the server's words
}

// Failed says that a mail did not arrive, or is not wanted.
func (r *Report) Failed() bool {
	return r.Action == "failed" || r.Type == "feedback-report" && len(r.Originals) > 0
}

// Hard says that none will.
func (r *Report) Hard() bool {
	return r.Type == "feedback-report" || strings.HasPrefix(r.Status, "5.")
}

// words say what it is, where it is no bounce.
func (r *Report) words() string {
	switch {
	case r.Type == "disposition-notification":
		return "It says that a mail was read."
	case r.Type == "feedback-report":
		return "It says that a mail was taken for spam."
	case r.Action == "failed":
		return "It says that a mail could not be delivered."
	case r.Action != "":
		return "It says how far a mail is (" + r.Action + ")."
	}
	return "It is a mail server's report."
}

var (
	status5 = regexp.MustCompile(`\b5\.\d{1,3}\.\d{1,3}\b`)
	failure = regexp.MustCompile(`(?i)undeliver|could not be delivered|couldn't be delivered|delivery (has )?failed|failure notice|permanent error|returned mail`)
)

// oldReport reads what a mail server writes that knows no form for it; nil where it is nothing of that kind.
func oldReport(m *Mail) *Report {
	if !fromMachine(m.From) || !failure.MatchString(m.Subject+"\n"+m.Text) {
		return nil
	}
	r := &Report{Type: "delivery-status", Action: "failed", Status: status5.FindString(m.Text)}
	r.about(m.Text)
	for line := range strings.Lines(m.Text) {
		if status5.MatchString(line) && r.Why == "" {
			r.Why = models.CleanLine(line, 300)
		}
	}
	if r.Why == "" {
		r.Why = "The mail server could not deliver it."
	}
	return r
}

const mostReport = 128 << 10 // bytes of each part

// reported reads a part of a report: how it went with each address, or the mail that it is about.
func (w *walker) reported(kind string, body io.Reader) {
	if w.report == nil {
		w.report = &Report{Type: strings.TrimPrefix(strings.TrimPrefix(kind, "message/"), "global-")}
	}
	raw, _ := io.ReadAll(io.LimitReader(body, mostReport)) // what could be read counts
	raw = append(raw, "\r\n\r\n"...)
	if strings.Contains(kind, "rfc822") {
		h, _ := textproto.ReadHeader(bufio.NewReader(bytes.NewReader(raw)))
		w.report.about(h.Get("Message-Id"))
		return
	}
	from := bufio.NewReader(bytes.NewReader(raw))
	for range 50 { // addresses
		h, err := textproto.ReadHeader(from)
		w.report.about(h.Get("Original-Message-Id"))
		w.report.about(h.Get("X-Original-Message-Id"))
		w.report.recipient(h)
		if err != nil {
			return
		}
		if next, err := from.Peek(1); err != nil || len(next) == 0 {
			return
		}
	}
}

func (r *Report) about(id string) {
	for _, one := range idsIn(id) {
		if !slices.Contains(r.Originals, one) && len(r.Originals) < 5 {
			r.Originals = append(r.Originals, one)
		}
	}
}

// recipient notes how it went with one address: the worst is told.
func (r *Report) recipient(h textproto.Header) {
	action := strings.ToLower(strings.TrimSpace(h.Get("Action")))
	if action == "" || r.Action == "failed" {
		return
	}
	after := func(value string) string {
		if _, rest, ok := strings.Cut(value, ";"); ok {
			value = rest
		}
		return models.CleanLine(strings.ToValidUTF8(value, ""), 300)
	}
	r.Action = action
	if status, _, _ := strings.Cut(strings.TrimSpace(h.Get("Status")), " "); len(status) <= 12 {
		r.Status = models.CleanLine(status, 12)
	}
	r.Address = strings.ToLower(after(h.Get("Final-Recipient")))
	if original := after(h.Get("Original-Recipient")); original != "" {
		r.Address = strings.ToLower(original)
	}
	if r.Why = after(h.Get("Diagnostic-Code")); r.Why == "" {
		r.Why = "The mail server said " + r.Status + "."
	}
}
