package mailbox_test

import (
	"bytes"
	"encoding/base64"
	"fmt"
	"strings"
	"testing"

	"deskbell/handlers/mailbox"
	"deskbell/models"
)

// The first bytes of a picture that is one.
const onePixel = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="

func parse(t *testing.T, raw string) *mailbox.Mail {
	t.Helper()
	m, err := mailbox.Parse([]byte(strings.ReplaceAll(raw, "\n", "\r\n")))
	if err != nil {
		t.Fatal(err)
	}
	return m
}

func TestParse_CharsetsAndEncodings_AreRead(t *testing.T) {
	for name, c := range map[string]struct{ header, body, want string }{
		"utf-8":             {"Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: 8bit", "Grüße 🚲", "Grüße 🚲"},
		"quoted-printable":  {"Content-Type: text/plain; charset=\"iso-8859-1\"\nContent-Transfer-Encoding: quoted-printable", "Gr=FC=DFe, sch=\n=F6n", "Grüße, schön"},
		"base64":            {"Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: base64", "R3LDvMOfZQ==", "Grüße"},
		"windows-1252":      {"Content-Type: text/plain; charset=windows-1252\nContent-Transfer-Encoding: quoted-printable", "=80 5 =96 ok", "€ 5 – ok"},
		"koi8-r":            {"Content-Type: text/plain; charset=koi8-r\nContent-Transfer-Encoding: base64", "8NLJ18XU", "Привет"},
		"iso-2022-jp":       {"Content-Type: text/plain; charset=ISO-2022-JP\nContent-Transfer-Encoding: 7bit", "\x1b$B$3$s$K$A$O\x1b(B", "こんにちは"},
		"none, but Windows": {"X-A: b", "Gr\xfc\xdfe", "Grüße"},
		"unknown charset":   {"Content-Type: text/plain; charset=klingon", "Gruesse", "Gruesse"},
		"unknown encoding":  {"Content-Type: text/plain\nContent-Transfer-Encoding: rot13", "Hello", "Hello"},
		"broken type":       {"Content-Type: text/plain; charset=", "Hello", "Hello"},
		"HTML alone":        {"Content-Type: text/html; charset=utf-8", "<p>Grüße &amp; <b>Küsse</b></p>", "Grüße & Küsse"},
		"flowed":            {"Content-Type: text/plain; charset=utf-8; format=flowed", "A long \nline.", "A long line."},
	} {
		if got := strings.TrimSpace(parse(t, "From: a@b.example\n"+c.header+"\n\n"+c.body+"\n").Text); got != c.want {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
}

func TestParse_Header_IsRead(t *testing.T) {
	sign := strings.Repeat("0123456789abcdef", 2) + "abcdefghijklmnop"
	m := parse(t, "From: =?utf-8?q?J=C3=B6rg?= <Joerg@Mail.Example>\nTo: x@y.example\nDelivered-To: CHAT+"+strings.ToUpper(sign)+"@fjord.example\n"+
		"Subject: =?iso-8859-1?q?Gr=FC=DFe?=\nMessage-ID: <1@mail.example>\nIn-Reply-To: <b@x>\nReferences: <a@x>,\n <b@x> <c@x>\n\nHi\n")
	if m.From != "joerg@mail.example" || m.Subject != "Grüße" || len(m.Signs) != 1 || m.Signs[0] != sign || fmt.Sprint(m.Replies) != "[b@x c@x a@x]" || m.MessageID != "1@mail.example" {
		t.Errorf("%+v", m)
	}
	for _, raw := range []string{"", "no header at all", strings.Repeat("x", 1<<20)} {
		if m, err := mailbox.Parse([]byte(raw)); err == nil && m.From != "" {
			t.Errorf("%.20q: %+v", raw, m)
		}
	}
}

// Parts in parts: the words are found, and the files beside them.
const withParts = `From: Ola <ola@mail.example>
Message-ID: <parts@mail.example>
Content-Type: multipart/mixed; boundary=A

--A
Content-Type: multipart/related; boundary=B

--B
Content-Type: multipart/alternative; boundary=C

--C
Content-Type: text/plain; charset=utf-8

The picture shows it.
--C
Content-Type: text/html; charset=utf-8

<p>The picture shows it.</p><img src="cid:shot"><blockquote type="cite"><img src="cid:logo">Fjord</blockquote>
--C--
--B
Content-Type: image/png; name="shot.png"
Content-ID: <shot>
Content-Disposition: inline
Content-Transfer-Encoding: base64

%s
--B
Content-Type: image/png; name="logo.png"
Content-ID: <logo>
Content-Transfer-Encoding: base64

%s
--B--
--A
Content-Type: application/pdf
Content-Disposition: attachment; filename*=utf-8''Rechnung%%20%%C3%%BCber.pdf
Content-Transfer-Encoding: base64

JVBERi0xLjQK
--A
Content-Type: application/pgp-signature; name=signature.asc

x
--A--
`

func TestParse_Parts_WordsAndFilesAreFound(t *testing.T) {
	large := base64.StdEncoding.EncodeToString(bytes.Repeat([]byte("x"), 20<<10))
	m := parse(t, fmt.Sprintf(withParts, large, large))
	if strings.TrimSpace(m.Text) != "The picture shows it." {
		t.Errorf("%q", m.Text)
	}
	var names []string
	for _, f := range m.Files {
		names = append(names, f.Name)
	}
	if fmt.Sprint(names) != "[shot.png Rechnung über.pdf]" {
		t.Errorf("%q", names)
	}
}

// A7: of a mail that is nothing but words, in many parts, no more is kept than anybody reads.
func TestParse_ManyPartsOfWords_AreNotAllKept(t *testing.T) {
	for _, kind := range []string{"text/plain", "text/html", "text/plain; charset=gb18030"} {
		raw := "From: a@b.example\nContent-Type: multipart/mixed; boundary=b\n\n" +
			strings.Repeat("--b\nContent-Type: "+kind+"\n\n"+strings.Repeat("some <b>words\n", 21_000)+"\n", 98) + "--b--\n"
		m, err := mailbox.Parse([]byte(raw))
		if err != nil {
			t.Fatal(err)
		}
		if len(m.Text) > 10<<20 || !strings.Contains(m.Text, "words") {
			t.Errorf("%s: %d bytes of %d are kept", kind, len(m.Text), len(raw))
		}
	}
}

// A11: mails that are made to hurt are read in no time, or not at all.
func TestParse_HostileMails_CostLittle(t *testing.T) {
	nested := func(depth int) string {
		var b strings.Builder
		b.WriteString("From: a@b.example\n")
		for i := range depth {
			fmt.Fprintf(&b, "Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n", i, i)
		}
		return b.String() + "\nend\n"
	}
	for name, raw := range map[string]string{
		"deep":             nested(20_000),
		"many parts":       "From: a@b.example\nContent-Type: multipart/mixed; boundary=b\n\n" + strings.Repeat("--b\n\nx\n", 500_000),
		"no boundary":      "From: a@b.example\nContent-Type: multipart/mixed\n\n" + strings.Repeat("--\n\nx\n", 100_000),
		"long line":        "From: a@b.example\n\n" + strings.Repeat("x ", 5<<20),
		"many lines":       "From: a@b.example\n\n" + strings.Repeat("On 1.1.2026 10:00:\n", 1<<20),
		"many quotes":      "From: a@b.example\n\n" + strings.Repeat(strings.Repeat(">", 500)+"\na\n", 5_000),
		"deep HTML":        "From: a@b.example\nContent-Type: text/html\n\n" + strings.Repeat("<div><blockquote><b><a href=x>", 200_000),
		"unclosed tag":     "From: a@b.example\nContent-Type: text/html\n\n<" + strings.Repeat("a b=", 2<<20),
		"long address":     "From: " + strings.Repeat("\"a\" <a@b.example>, ", 10_000) + "\n\nx",
		"comments":         "From: a" + strings.Repeat("(", 50_000) + "@b.example\nAuthentication-Results: " + strings.Repeat("(", 50_000) + "\n\nx",
		"many ids":         "From: a@b.example\nReferences: " + strings.Repeat("<a@b> ", 30_000) + "\n\nx",
		"many headers":     "From: a@b.example\n" + strings.Repeat("X: y\n", 40_000) + "\nx",
		"endless header":   "From: a@b.example\nX: " + strings.Repeat("y", 29<<20),
		"base64 of pieces": "From: a@b.example\nContent-Transfer-Encoding: base64\n\n" + strings.Repeat("A\n", 5<<20),
		"encoded name":     "From: a@b.example\nContent-Type: image/png; name=\"=?utf-8?b?" + strings.Repeat("A", 100_000) + "?=\"\n\nx",
		"delivery status":  "From: a@b.example\nContent-Type: multipart/report; report-type=delivery-status; boundary=b\n\n--b\nContent-Type: message/delivery-status\n\n" + strings.Repeat("Action: failed\n\n", 100_000),
	} {
		m, err := mailbox.Parse([]byte(raw)) // what costs more than a line's length for each line never comes to an end here
		if err == nil && (len(m.Text) > 10<<20 || len(mailbox.Cut(m.Text)) > len(m.Text)) {
			t.Errorf("%s: %d bytes are kept", name, len(m.Text))
		}
	}
	if _, err := mailbox.Parse(make([]byte, mailbox.MostBytes+1)); models.CodeOf(err) != models.CodeTooLarge {
		t.Errorf("%v", err)
	}
}

func FuzzParse(f *testing.F) {
	f.Add([]byte(fmt.Sprintf(withParts, onePixel, onePixel)))
	f.Add([]byte(bounced("id@chat.fjord.example", "5.1.1")))
	f.Add([]byte("From: a@b\r\nContent-Type: text/html\r\n\r\n<div class=gmail_signature>--<br>x<blockquote>y"))
	f.Add([]byte("From: a@b\nContent-Type: text/plain; format=flowed; delsp=yes\n\n> a \n> b\n-- \nOn 1.1.2026 10:00\nx wrote:\n> c"))
	f.Fuzz(func(t *testing.T, raw []byte) {
		m, err := mailbox.Parse(raw)
		if err != nil {
			return
		}
		mailbox.Cut(m.Text)
		if len(m.Hash) != 64 {
			t.Error("no hash")
		}
	})
}
