package intake

import (
	"bytes"
	"compress/gzip"
	"context"
	"fmt"
	"net"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"net/url"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"deskbell/handlers/outbound"
	"deskbell/handlers/web"
	"deskbell/models"
)

// site is a server with pages, and a client that may ask this machine.
type site struct {
	*httptest.Server
	pages map[string]string
	asked []*http.Request
	mu    sync.Mutex
	now   atomic.Int64
	most  atomic.Int64
}

func newSite(t *testing.T, pairs ...string) *site {
	t.Helper()
	s := &site{pages: map[string]string{}}
	s.Server = httptest.NewServer(http.HandlerFunc(s.answer))
	t.Cleanup(s.Close)
	for i := 0; i+1 < len(pairs); i += 2 {
		s.pages[pairs[i]] = strings.ReplaceAll(pairs[i+1], "BASE", s.URL)
	}
	return s
}

func (s *site) answer(w http.ResponseWriter, r *http.Request) {
	at := s.now.Add(1)
	defer s.now.Add(-1)
	s.mu.Lock()
	s.most.Store(max(s.most.Load(), at))
	s.asked = append(s.asked, r)
	page, has := s.pages[r.URL.Path]
	s.mu.Unlock()
	if !has {
		http.NotFound(w, r)
		return
	}
	if to, is := strings.CutPrefix(page, "to "); is {
		http.Redirect(w, r, to, http.StatusFound)
		return
	}
	if kind, rest, has := strings.Cut(page, "\n\n"); has && strings.HasPrefix(kind, "type ") {
		w.Header().Set("Content-Type", strings.TrimPrefix(kind, "type "))
		page = rest
	} else {
		w.Header().Set("Content-Type", "text/html")
	}
	_, _ = w.Write([]byte(page))
}

func here(allow ...string) *http.Client {
	var networks []netip.Prefix
	for _, a := range allow {
		networks = append(networks, netip.MustParsePrefix(a))
	}
	return outbound.New(outbound.Options{Allow: networks})
}

func (s *site) read(t *testing.T, want PagesWanted) *Set {
	t.Helper()
	set, err := Fetcher{Client: here("127.0.0.0/8")}.Pages(t.Context(), want, func(int, int) {})
	if err != nil {
		t.Fatal(err)
	}
	models.PlanImport(set.Items, nil)
	set.link(func(int) bool { return true })
	models.JudgeImport(set.Items)
	return set
}

func at(paths ...string) PagesWanted { return PagesWanted{Addresses: paths} }

// M-28
func TestPages_APage_BecomesItsMainPart(t *testing.T) {
	s := newSite(t, "/a", `<!doctype html><html lang="de-CH"><head><title>Rückgabe | Laden</title><link rel="canonical" href="/rueckgabe?x=1#y"></head><body><header>Kopf <h1>Laden</h1></header><nav>Weg</nav>
<main><h1>Zurück&shy;geben <a class="headerlink" href="#x">¶</a></h1><p>Innert <b>30</b> Tagen. <a href="/b#so">Wie</a>, <a href="b">nah</a>, <a href="javascript:alert(1)">böse</a>, <a href=" JaVa	script:x">auch</a>, <a href="data:text/html,x">und</a> <a href="mailto:a@b.ch">Post</a></p>
<script>alert(1)</script><style>x</style><form><input value="geheim">Formular</form><aside>Daneben</aside><p hidden>Versteckt</p><iframe src="x"></iframe><svg><text>Bild</text></svg>
<img src="/p.png" alt="Ein Bild"><img src="data:image/png;base64,AAAA"><ul><li>eins<li>zwei</ul><table><tr><th>A<th>B<tr><td>1<td>2 | 3</table><pre><code class="language-go">x := 1</code></pre></main><footer>Fuss</footer>`,
		"/b", `<title>B page</title><body><nav>Menu</nav><header>Top</header><h1>Bee</h1><p>Words &lt;script&gt;</p><footer>End</footer>`)
	set := s.read(t, at(s.URL+"/a", s.URL+"/b"))
	a, b := set.Items[0], set.Items[1]
	if a.Title != "Zurück\u00adgeben" || a.Tongue != "de-CH" || a.Source != s.URL+"/rueckgabe?x=1" || a.Problem != "" {
		t.Errorf("%+v", a)
	}
	for _, want := range []string{"Innert **30** Tagen.", "[Wie](/help/bee#s-so)", "[nah](/help/bee)", "böse, auch, und [Post](mailto:a@b.ch)", "![Ein Bild](" + s.URL + "/p.png)", "- eins\n- zwei", "| A | B |", `2 \| 3`, "```go\nx := 1\n```"} {
		if !strings.Contains(a.Text, want) {
			t.Errorf("%q is missing in\n%s", want, a.Text)
		}
	}
	for _, gone := range []string{"Kopf", "Weg", "alert", "geheim", "Formular", "Daneben", "Versteckt", "Fuss", "data:", "¶", "Bild</", "javascript"} {
		if strings.Contains(strings.ToLower(a.Text), strings.ToLower(gone)) {
			t.Errorf("%q is in\n%s", gone, a.Text)
		}
	}
	if b.Title != "Bee" || b.Text != "Words &lt;script&gt;" && b.Text != `Words \<script>` {
		t.Errorf("%+v", b)
	}
	if ua := s.asked[0].Header.Get("User-Agent"); !strings.HasPrefix(ua, "Deskbell") {
		t.Error(ua)
	}
	if strings.Join(a.Notes, "") != "1 picture is"+leftSuffix {
		t.Errorf("%q", a.Notes)
	}
}

func TestPages_WhatIsNoPage_IsRefusedInWords(t *testing.T) {
	s := newSite(t, "/pdf", "type application/pdf\n\n%PDF", "/script", `<body><div id=app></div><script>x</script>`, "/deep", "<body>"+strings.Repeat("<b><i>", 400)+"x", "/large", "<body><p>"+strings.Repeat("word ", 300_000),
		"/loop", "to /loop", "/long", "<body><p>"+strings.Repeat("a sentence. ", 10_000), "/empty", "", "/md.md", "type text/markdown\n\n---\ntitle: In Markdown\nsource: https://evil.example/\n---\n\nWords")
	for path, want := range map[string]string{"/none": "404", "/pdf": "application/pdf", "/script": "no words", "/deep": "too deep", "/large": "larger than", "/loop": "redirected more than", "/long": "too large", "/empty": "nothing in it"} {
		if it := s.read(t, at(s.URL+path)).Items[0]; it.State != models.ImportRefused || !strings.Contains(it.Problem, want) {
			t.Errorf("%s: %q", path, it.Problem)
		}
	}
	if it := s.read(t, at(s.URL+"/md.md")).Items[0]; it.Title != "In Markdown" || it.Source != s.URL+"/md.md" || it.Text != "Words" {
		t.Errorf("%+v", it)
	}
	if it := s.read(t, at("http://127.0.0.1:1/")).Items[0]; !strings.Contains(it.Problem, "Nothing listens") {
		t.Errorf("%q", it.Problem)
	}
}

// Each would fill the memory or take minutes, if it were taken as it is.
func TestPages_HostileHTML_IsOverSoon(t *testing.T) {
	s := newSite(t, "/wide", "<body><table><tr>"+strings.Repeat("<td>", 50_000)+strings.Repeat("<tr>", 100_000), "/span", `<body><table><tr><td colspan=1000000000 rowspan=1000000000>x<td colspan=-5>y</table>`,
		"/cell", "<body><table>"+strings.Repeat("<tr><td>a", 3000)+"<tr><td>"+strings.Repeat("b ", 20_000), "/nodes", "<body>"+strings.Repeat("<p>a", 200_000), "/tables", "<body>"+strings.Repeat("<table><tr><td>", 150)+"x",
		"/lists", "<body>"+strings.Repeat("<ul><li>", 200)+"x", "/signs", "<body><p>"+strings.Repeat("*_[`", 100_000), "/bold", "<body>"+strings.Repeat("<b>a</b>", 60_000), "/links", "<body><p>"+strings.Repeat(`<a href="/x">a</a> `, 30_000),
		"/quotes", "<body>"+strings.Repeat("<blockquote>", 250)+"x", "/pre", "<body><pre>"+strings.Repeat("`", 100_000), "/spans", "<body><table>"+strings.Repeat("<tr>"+strings.Repeat("<td colspan=20 rowspan=20>x", 2), 400)+"</table>",
		"/attributes", "<body><p "+strings.Repeat("a ", 100_000)+">x", "/nested", "<body>"+strings.Repeat("<a><p>", 20_000)+"x", "/entities", "<body><p>"+strings.Repeat("&lt;", 100_000))
	for path := range s.pages {
		began := time.Now()
		it := s.read(t, at(s.URL+path)).Items[0]
		if took := time.Since(began); took > 30*time.Second {
			t.Errorf("%s took %s", path, took)
		}
		if it.Problem != "" {
			continue
		}
		began = time.Now()
		drawn, err := web.NewProse().HTML(it.Text)
		if took := time.Since(began); err != nil || took > 20*time.Second || strings.Contains(drawn, "<script") {
			t.Errorf("%s: drawn in %s, %v", path, took, err)
		}
	}
}

// A hundred megabytes are not read to their end.
func TestPages_EndlessPage_IsCutOff(t *testing.T) {
	var wrote atomic.Int64
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/html")
		for range 100 {
			n, err := w.Write(bytes.Repeat([]byte("<p>word "), 1<<17))
			if wrote.Add(int64(n)); err != nil {
				return
			}
		}
	}))
	defer s.Close()
	set, err := Fetcher{Client: here("127.0.0.0/8")}.Pages(t.Context(), at(s.URL), func(int, int) {})
	if err != nil || !strings.Contains(set.Items[0].Problem, "larger than") {
		t.Fatalf("%v %+v", err, set.Items)
	}
	s.CloseClientConnections()
	if n := wrote.Load(); n > 60<<20 {
		t.Errorf("%d bytes were sent", n)
	}
}

func TestPages_Encodings_AreRead(t *testing.T) {
	s := newSite(t, "/meta", "type text/html\n\n<meta charset=windows-1252><title>x</title><body><h1>Gr\xfc\xdfe \x80</h1><p>K\xfcche", "/header", "type text/html; charset=iso-8859-2\n\n<body><h1>Pr\xe1ca</h1><p>\xbe",
		"/mark", "type text/html\n\n\xff\xfe"+wide("<body><h1>Größe</h1><p>x", 0), "/utf8", "type text/html\n\n<meta charset=utf-8><body><h1>Größe 🚲</h1><p>x")
	for path, want := range map[string]string{"/meta": "Grüße €|Küche", "/header": "Práca|ž", "/mark": "Größe|x", "/utf8": "Größe 🚲|x"} {
		if it := s.read(t, at(s.URL+path)).Items[0]; it.Title+"|"+it.Text != want {
			t.Errorf("%s: %s|%s %s", path, it.Title, it.Text, it.Problem)
		}
	}
}

// M-28
func TestPages_Sitemap_IsReadTwoAtATimeAndFromItsHostAlone(t *testing.T) {
	var urls strings.Builder
	pairs := []string{}
	for i := range 12 {
		fmt.Fprintf(&urls, "<url><loc>BASE/help/%d</loc><lastmod>2024</lastmod></url>", i)
		pairs = append(pairs, fmt.Sprintf("/help/%d", i), fmt.Sprintf(`<body><h1>Page %d</h1><p>Words, <a href="/help/%d/">next</a></p>`, i, (i+1)%12))
	}
	var zipped bytes.Buffer
	z := gzip.NewWriter(&zipped)
	s := newSite(t, append(pairs, "/other", "<body><h1>Other</h1><p>x", "/map.xml", "type application/xml\n\n<?xml version='1.0'?><urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'>"+urls.String()+
		"<url><loc>BASE/other</loc></url><url><loc>http://evil.example/x</loc></url><url><loc><![CDATA[BASE/help/1]]></loc></url></urlset>",
		"/index.xml", "type text/xml\n\n<sitemapindex><sitemap><loc>BASE/map.xml</loc></sitemap><sitemap><loc>BASE/map.xml.gz</loc></sitemap><sitemap><loc>BASE/index.xml</loc></sitemap></sitemapindex>", "/empty.xml", "<urlset></urlset>")...)
	_, _ = z.Write([]byte("<urlset><url><loc>" + s.URL + "/other</loc></url></urlset>"))
	_ = z.Close()
	s.pages["/map.xml.gz"] = "type application/gzip\n\n" + zipped.String()
	set := s.read(t, PagesWanted{Addresses: []string{s.URL + "/index.xml"}, Below: "/help/"})
	if n := set.Count(models.ImportNew); n != 12 {
		t.Errorf("%d pages: %+v", n, set.Items)
	}
	if it := set.of(t, s.URL+"/map.xml"); !strings.Contains(it.Problem, "1 of its addresses are on another host") {
		t.Errorf("%+v", it)
	}
	if it := set.of(t, s.URL+"/help/11"); !strings.Contains(it.Text, "[next](/help/page-0)") {
		t.Errorf("%+v", it)
	}
	if s.most.Load() > atOnce {
		t.Errorf("%d at once", s.most.Load())
	}
	set = s.read(t, at(s.URL+"/map.xml.gz"))
	if set.Count(models.ImportNew) != 1 || set.Items[0].Title != "Other" {
		t.Errorf("%+v", set.Items)
	}
	if it := s.read(t, at(s.URL+"/empty.xml")).Items[0]; !strings.Contains(it.Problem, "lists no pages") {
		t.Errorf("%+v", it)
	}
}

func TestPages_SitemapOfMore_EndsAtTheLimit(t *testing.T) {
	var urls strings.Builder
	s := newSite(t)
	for i := range models.MostPages + 50 {
		fmt.Fprintf(&urls, "<url><loc>%s/p%d</loc></url>", s.URL, i)
		s.pages[fmt.Sprintf("/p%d", i)] = fmt.Sprintf("<body><h1>P %d</h1><p>x", i)
	}
	s.pages["/map.xml"] = "<urlset>" + urls.String() + "</urlset>"
	s.pages["/bomb.xml.gz"] = gzipped("<urlset>" + strings.Repeat(" ", 100<<20))
	set := s.read(t, at(s.URL+"/map.xml"))
	if n := set.Count(models.ImportNew); n != models.MostPages || len(s.asked) != models.MostPages+1 {
		t.Errorf("%d pages, %d asked", n, len(s.asked))
	}
	if last := set.Items[len(set.Items)-1]; !strings.Contains(last.Problem, "At most 500") {
		t.Errorf("%+v", last)
	}
	if it := s.read(t, at(s.URL+"/bomb.xml.gz")).Items[0]; it.Problem == "" {
		t.Errorf("%+v", it)
	}
}

func gzipped(text string) string {
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	_, _ = z.Write([]byte(text))
	_ = z.Close()
	return b.String()
}

// A46
func TestPages_AddressesThatAreNotPublic_AreNotConnectedTo(t *testing.T) {
	var reached atomic.Int64
	listener, err := net.Listen("tcp", ":0")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = listener.Close() }()
	go func() {
		for {
			conn, err := listener.Accept()
			if err != nil {
				return
			}
			reached.Add(1)
			_ = conn.Close()
		}
	}()
	_, port, _ := net.SplitHostPort(listener.Addr().String())
	var all []string
	for _, host := range []string{"127.0.0.1", "0.0.0.0", "[::]", "[::1]", "[::ffff:7f00:1]", "[64:ff9b::7f00:1]", "[2002:7f00:1::]", "169.254.169.254", "100.64.0.1", "[fc00::1]", "2130706433", "0x7f.1", "127.0.0.1.", "localhost", "10.0.0.1"} {
		all = append(all, "http://"+host+":"+port+"/")
	}
	set, err := Fetcher{Client: here()}.Pages(t.Context(), PagesWanted{Addresses: all}, func(int, int) {})
	if err != nil {
		t.Fatal(err)
	}
	for _, it := range set.Items {
		if !strings.HasPrefix(it.Problem, "Refused: ") && !strings.Contains(it.Problem, "looked up") && !strings.Contains(it.Problem, "no host called") {
			t.Errorf("%s: %q", it.From, it.Problem)
		}
	}
	if len(set.Items) != len(all) || reached.Load() != 0 {
		t.Errorf("%d items, connected %d times", len(set.Items), reached.Load())
	}
	for _, typed := range []string{"file:///etc/passwd", "gopher://x/", "unix:/x", "http://user:word@example.com/", "http://", "javascript:alert(1)", "", strings.Repeat("https://a.example/ ", models.MostPages+1)} {
		if got, err := CleanAddresses(typed); models.CodeOf(err) != models.CodeInvalid {
			t.Errorf("%.40q: %q, %v", typed, got, err)
		}
	}
	if got, err := CleanAddresses(" help.example.com/a\nhttp://b.example "); err != nil || strings.Join(got, " ") != "https://help.example.com/a http://b.example" {
		t.Errorf("%q, %v", got, err)
	}
}

// A47
func TestPages_RedirectsAndSitemapsThatLeadInside_AreNotFollowed(t *testing.T) {
	inside := newSite(t, "/", "<body><h1>Secret</h1><p>x")
	port := inside.Listener.Addr().(*net.TCPAddr).Port
	other := fmt.Sprintf("http://127.0.0.2:%d/", port)
	s := newSite(t, "/go", "to "+other, "/map.xml", "<urlset><url><loc>"+other+"</loc></url><url><loc>BASE/go</loc></url></urlset>", "/canonical", `<link rel=canonical href="`+other+`"><body><h1>A</h1><p>x`, "/base", `<base href="javascript:x"><body><h1>B</h1><p><a href="y">z</a>`)
	set, err := Fetcher{Client: here("127.0.0.1/32")}.Pages(t.Context(), at(s.URL+"/go", s.URL+"/map.xml", s.URL+"/canonical", s.URL+"/base"), func(int, int) {})
	if err != nil {
		t.Fatal(err)
	}
	if it := set.of(t, s.URL+"/go"); !strings.HasPrefix(it.Problem, "Refused") {
		t.Errorf("%+v", it)
	}
	if it := set.of(t, s.URL+"/canonical"); it.Source != s.URL+"/canonical" {
		t.Errorf("it speaks for another host: %+v", it)
	}
	if it := set.of(t, s.URL+"/base"); !strings.Contains(it.Body, "[z]("+s.URL+"/y)") {
		t.Errorf("%+v", it)
	}
	inside.mu.Lock()
	defer inside.mu.Unlock()
	if len(inside.asked) != 0 {
		t.Errorf("what is inside was asked %d times", len(inside.asked))
	}
}

func TestPages_Stopped_EndsSoon(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	hung := make(chan struct{})
	s := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		cancel()
		select {
		case <-r.Context().Done():
		case <-hung:
		}
	}))
	defer s.Close()
	defer close(hung)
	if _, err := (Fetcher{Client: here("127.0.0.0/8"), Pause: time.Hour}).Pages(ctx, at(s.URL+"/a", s.URL+"/b", s.URL+"/c"), func(int, int) {}); err == nil {
		t.Error("it was not stopped")
	}
}

func TestPages_ServerAsksToWait_IsAskedOnceMore(t *testing.T) {
	var asked atomic.Int64
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		if asked.Add(1) == 1 {
			w.Header().Set("Retry-After", "0")
			w.WriteHeader(http.StatusTooManyRequests)
			return
		}
		w.Header().Set("Content-Type", "text/html")
		_, _ = w.Write([]byte("<body><h1>A</h1><p>x"))
	}))
	defer s.Close()
	u, _ := url.Parse(s.URL)
	set, err := Fetcher{Client: here("127.0.0.0/8")}.Pages(t.Context(), at(u.String()), func(int, int) {})
	if err != nil || set.Items[0].Title != "A" || asked.Load() != 2 {
		t.Errorf("%v %+v", err, set.Items)
	}
}
