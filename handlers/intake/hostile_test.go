package intake

import (
	"archive/zip"
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"strings"
	"testing"
	"time"

	"deskbell/models"
)

// readHostile reads one page that is to be over soon, and gives what came of it.
func readHostile(t *testing.T, body string) models.ImportItem {
	t.Helper()
	began := time.Now()
	var it models.ImportItem
	readPage(t.Context(), &it, []byte(body), pageFrom{kind: "text/html"})
	if took := time.Since(began); took > 30*time.Second {
		t.Errorf("%.40q took %s", body, took)
	}
	t.Logf("%.40q %s %d %s", body, time.Since(began), len(it.Body), it.Problem)
	return it
}

// counted is a text with numbers in it, again and again.
func counted(n int, format string) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, format, i)
	}
	return b.String()
}

// Each tied up a core for seconds to minutes, or filled the memory.
func TestPage_MadeToTakeLong_IsRefusedSoon(t *testing.T) {
	deep, large := "too deep in each other", "too large for an article"
	for name, row := range map[string][2]string{
		"attributes":                 {"<body><p " + counted(501, "a%d ") + ">x", "more than 500 attributes"},
		"attributes in a drawing":    {"<svg><p " + counted(501, "a%d ") + "></svg>x", "more than 500 attributes"},
		"tags":                       {"<body>" + strings.Repeat("<i></i>", 60_000), large},
		"quotations":                 {"<body>" + strings.Repeat("<blockquote>", 400) + strings.Repeat("<p>x</p>", 4000), deep},
		"lists":                      {"<body>" + strings.Repeat("<ul><li>", 200) + strings.Repeat("<p>x</p>", 20_000), deep},
		"bold and slanted":           {"<body>" + strings.Repeat("<b><i>", 100) + strings.Repeat("<p>x</p>", 4000), deep},
		"long list, nine deep":       {"<body>" + strings.Repeat("<ul><li>", 9) + strings.Repeat("<p>x", 40_000), deep},
		"lines in a quotation":       {"<body>" + strings.Repeat("<blockquote>", 19) + "<pre>" + strings.Repeat("x\n", 30_000), deep},
		"breaks":                     {"<body>" + strings.Repeat("<blockquote>", 19) + strings.Repeat("<br>", 30_000) + "x", deep},
		"long addresses":             {"<body>" + strings.Repeat(`<a href="/`+strings.Repeat("a", 1800)+`">x</a>`, 500), large},
		"language of code in each":   {"<body>" + strings.Repeat(`<pre><code class="language-`+strings.Repeat("a", 1900)+`">x</code></pre>`, 500), large},
		"text in pieces":             {"<body><table>" + strings.Repeat("<tr>"+strings.Repeat("a", 20), 49_000), large},
		"a tree as deep as it is":    {"<body>" + strings.Repeat("<div>", 600) + "x", "nested too deep"},
		"tags that a drawing closes": {"<svg><style><body a></style></svg>" + strings.Repeat("<ul><li>", 30) + "x", deep},
	} {
		if it := readHostile(t, row[0]); !strings.Contains(it.Problem, row[1]) {
			t.Errorf("%s: %q, %d bytes", name, it.Problem, len(it.Body))
		}
	}
}

// Each took long as well, and is read now as what it says.
func TestPage_MadeToTakeLong_IsReadWithoutWhatTakesLong(t *testing.T) {
	for name, body := range map[string]string{
		"bodies":             "<body>" + counted(30_000, "<body a%d=1>") + "<p>Words",
		"pages":              counted(30_000, "<html a%d=1>") + "<p>Words",
		"bodies in drawings": "<svg><style>" + counted(30_000, "<body a%d=1>") + "</style></svg><p>Words",
		"fonts never closed": "<body><p>" + counted(400, "<font class=a%d>") + strings.Repeat("<p>", 40_000) + "Words",
		"fonts with words":   "<body><p>" + counted(15, "<font class=a%d>") + strings.Repeat("<p>", 40_000) + "Words",
		"links never closed": "<body><p>" + counted(2000, "<a name=a%d>") + "Words",
		"ends":               "<body><p>Words" + strings.Repeat("</b>", 90_000),
		"classes":            "<body><p>" + strings.Repeat("<b class='"+strings.Repeat("a ", 3000)+"'>", 10) + strings.Repeat("<p>", 20_000) + "Words",
	} {
		if it := readHostile(t, body); !strings.Contains(it.Body, "Words") || it.Problem != "" {
			t.Errorf("%s: %q, %.40q", name, it.Problem, it.Body)
		}
	}
}

// What is just small enough is over soon too.
func TestPage_JustBelowTheLimits_IsOverSoon(t *testing.T) {
	for _, body := range []string{
		"<body>" + strings.Repeat("<blockquote>", 20) + strings.Repeat("<p>x", 9_500),
		"<body>" + strings.Repeat("<ul><li>", 10) + strings.Repeat("<p>x", 9_500),
		"<body>" + strings.Repeat("<ol start=999999999999><li>", 10) + strings.Repeat("<p>x", 9_500),
		"<body>" + strings.Repeat("<b><i>", 10) + strings.Repeat("<p>x", 9_500),
		"<body>" + strings.Repeat("<div>", 480) + strings.Repeat("<p>x", 40_000),
		"<body><ul>" + strings.Repeat("<li>x", 45_000),
		"<body>" + strings.Repeat("<span>", 480) + strings.Repeat("x<br>", 40_000),
	} {
		readHostile(t, body)
	}
}

func TestPage_SloppyHTML_IsReadAsItLooks(t *testing.T) {
	for body, want := range map[string]string{
		"<p>a <b>bold <i>both</b> slanted</i> plain":                                      "a **bold *both*** slanted plain",
		"<p><a href=http://a.example/1>one<a href=http://a.example/2>two</a> end":         "[one](http://a.example/1)[two](http://a.example/2) end",
		"<p>a<script>if (a<b) x='</p><ul>'</script> b<style>p > a {}</style>":             "a b",
		"<p>a<svg/> b <svg><title/><g><svg></svg></g><text>Drawn</text></svg>c":           "a b c",
		"<p>a &amp;lt; &lt;b&gt; &copy; &#x1F6B2;":                                        "a &lt; \\<b> © 🚲",
		"<pre><code class='a language-go'>x &lt; y\n</code></pre>":                        "```go\nx < y\n```",
		"<title>T</title><body class=a><p>a<body class=b lang=de><p>b":                    "a\n\nb",
		"<p>a<textarea><b></textarea> b<!-- <p>no --> c<noscript><img src=x></noscript>d": "a b cd",
		"<table><tr><th>A<th>B<tr><td><strong>1</strong><td>2</table>":                    "| A | B |\n|---|---|\n| **1** | 2 |",
	} {
		if it := readHostile(t, body); strings.TrimSpace(it.Body) != want && strings.ReplaceAll(it.Body, "&lt;b&gt;", `\<b>`) != want {
			t.Errorf("%s\n%q %s, want\n%q", body, it.Body, it.Problem, want)
		}
	}
}

func TestRead_Stopped_ReadsNoMore(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	var it models.ImportItem
	if readPage(ctx, &it, []byte("<p>Words"), pageFrom{}); it.Problem != errUnread.Message || it.Body != "" {
		t.Errorf("%+v", it)
	}
	f := NewFiles()
	if err := f.Add("a.html", strings.NewReader("<p>Words")); err != nil {
		t.Fatal(err)
	}
	if _, err := Read(ctx, f); !errors.Is(err, context.Canceled) {
		t.Errorf("%v", err)
	}
}

// breaking answers, but for what is called broken.
type breaking struct{}

func (breaking) RoundTrip(r *http.Request) (*http.Response, error) {
	if r.URL.Path == "/broken" {
		panic("what nobody thought of")
	}
	return here("127.0.0.0/8").Transport.RoundTrip(r)
}

func TestPages_OneBreaksOff_IsToldAndTheOthersAreRead(t *testing.T) {
	s := newSite(t, "/a", "<h1>A</h1><p>x", "/b", "<h1>B</h1><p>x")
	var log bytes.Buffer
	f := Fetcher{Client: &http.Client{Transport: breaking{}}, Log: slog.New(slog.NewTextHandler(&log, nil))}
	set, err := f.Pages(t.Context(), at(s.URL+"/a", s.URL+"/broken", s.URL+"/b"), func(int, int) {})
	if err != nil || len(set.Items) != 3 {
		t.Fatalf("%v %+v", err, set)
	}
	if it := set.of(t, s.URL+"/broken"); !strings.Contains(it.Problem, "could not be read") {
		t.Errorf("%+v", it)
	}
	if a, b := set.of(t, s.URL+"/a"), set.of(t, s.URL+"/b"); a.Title != "A" || b.Title != "B" {
		t.Errorf("%+v %+v", a, b)
	}
	if !strings.Contains(log.String(), "what nobody thought of") || !strings.Contains(log.String(), "hostile_test.go") {
		t.Error(log.String())
	}
}

// zipped is a zip of n small files, with a comment.
func zipped(t *testing.T, n int, comment string) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for i := range n {
		w, err := z.Create(fmt.Sprintf("%d.md", i))
		if err != nil {
			t.Fatal(err)
		}
		_, _ = w.Write([]byte("# A\n\nx"))
	}
	if err := errors.Join(z.SetComment(comment), z.Close()); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// changed is a zip whose end says something else: at, two or four bytes.
func changed(packed []byte, at int, to any) []byte {
	end := bytes.LastIndex(packed, []byte("PK\x05\x06"))
	var b bytes.Buffer
	_ = binary.Write(&b, binary.LittleEndian, to)
	packed = bytes.Clone(packed)
	copy(packed[end+at:], b.Bytes())
	return packed
}

func TestZip_ListThatHidesHowLongItIs_IsNotRead(t *testing.T) {
	one := zipped(t, 1, "")
	listed := changed(one, 12, uint32(mostDirectory+1))
	locator := append([]byte("PK\x06\x07"), make([]byte, 16)...)
	end := bytes.LastIndex(one, []byte("PK\x05\x06"))
	hidden := changed(append(bytes.Clone(one[:end]), append(locator, one[end:]...)...), 12, uint32(0xffff))
	commented := append(bytes.Clone(listed[:len(listed)-2]), 4, 0, 'P', 'K', 5, 6)
	for name, row := range map[string]struct {
		packed []byte
		long   bool
	}{
		"as it is": {one, false}, "with a comment": {zipped(t, 3, "hello"), false}, "long": {listed, true},
		"sign in the comment":         {commented, true},
		"long, and words behind":      {append(bytes.Clone(listed), make([]byte, 65<<10-22)...), true},
		"short, and a sign behind":    {zipped(t, 1, "PK\x05\x06"), false},
		"list of the newer kind":      {changed(one, 10, uint16(0xffff)), true},
		"length of the newer kind":    {changed(one, 12, uint32(0xffffffff)), true},
		"place of the newer kind":     {changed(one, 16, uint32(0xffffffff)), true},
		"newer kind by another sign":  {hidden, true},
		"nothing":                     {nil, false},
		"no zip, but the sign of one": {[]byte("PK\x05\x06"), false},
	} {
		if got := longDirectory(bytes.NewReader(row.packed), int64(len(row.packed))); got != row.long {
			t.Errorf("%s: %t", name, got)
		}
		if row.long {
			if err := NewFiles().Add("a.zip", bytes.NewReader(row.packed)); models.CodeOf(err) != models.CodeTooLarge {
				t.Errorf("%s: %v", name, err)
			}
		}
	}
}
