package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"image"
	"image/png"
	"io"
	"mime/multipart"
	"net/http"
	"net/textproto"
	"os"
	"path/filepath"
	"regexp"
	"runtime"
	"strings"
	"testing"
	"time"

	"deskbell/models"
	"deskbell/models/flow"
)

// filed is what the server says about a file that it has taken.
type filed struct {
	ID, URL, Name, Type, Code, Message, Field string
	Size                                      int64
}

// upload sends a file, in a body that is made while it is read.
func (p *person) upload(path, name string, content io.Reader) (answer, filed) {
	p.Helper()
	from, to := io.Pipe()
	form := multipart.NewWriter(to)
	go func() {
		part, err := form.CreatePart(textproto.MIMEHeader{"Content-Type": {"image/svg+xml"},
			"Content-Disposition": {`form-data; name="file"; filename="` + name + `"`}})
		if err == nil {
			_, err = io.Copy(part, content)
		}
		if err == nil {
			err = form.Close()
		}
		to.CloseWithError(err)
	}()
	r, err := http.NewRequest("POST", p.base+path, from)
	p.check(err)
	r.Header.Set("Content-Type", form.FormDataContentType())
	r.Header.Set("X-Forwarded-For", p.address)
	r.Header.Set("Sec-Fetch-Site", "same-origin")
	if p.token != "" {
		r.Header.Set("Authorization", "Bearer "+p.token)
	}
	got := p.do(r)
	var said filed
	_ = json.Unmarshal([]byte(got.body), &said)
	return got, said
}

// gives sends a file and a message with it.
func (p *person) gives(name, content string) filed {
	p.Helper()
	got, f := p.upload("/w/shop/files", name, strings.NewReader(content))
	if got.status != http.StatusCreated {
		p.Fatalf("%s: %d %s", name, got.status, got.body)
	}
	p.must("/w/shop/say", "client_id", p.id(), "text", "Look", "file", f.ID)
	return f
}

func pathTo(f filed) string { return models.FilePath(flow.File{ID: f.ID, Name: f.Name}) }

func picture(t *testing.T, w, h int) string {
	t.Helper()
	var b bytes.Buffer
	if err := png.Encode(&b, image.NewGray(image.Rect(0, 0, w, h))); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// mine is where a visitor's browser fetches a file.
func mine(f filed) string { return "/w/shop/files/" + f.ID }

// M-10 A17
func TestFiles_SentByAVisitor_AreSeenByBothSides(t *testing.T) {
	s := newSite(t)
	visitor, agent := s.visitor(), s.agent("agent")
	photo := picture(t, 40, 30)
	got, f := visitor.upload("/w/shop/files", "photo of me.png", strings.NewReader(photo)) // his first act
	if got.status != http.StatusCreated || f.Name != "photo of me.png" || f.Type != "image/png" {
		t.Fatalf("%d %s", got.status, got.body)
	}
	for name, early := range map[string]answer{"a stranger": s.stranger().get(pathTo(f)), "another visitor": s.visitor().get(mine(f)), "an agent": agent.get(pathTo(f))} {
		if early.status != http.StatusNotFound {
			t.Errorf("before it is sent, %s: %d", name, early.status)
		}
	}
	if own := visitor.get(mine(f)); own.status != http.StatusOK {
		t.Errorf("before it is sent, its sender: %d", own.status)
	}
	visitor.must("/w/shop/say", "client_id", s.id(), "text", "This is broken", "file", f.ID)
	if log := visitor.get("/w/shop/log").body; !strings.Contains(log, `data-file="`+f.ID+`"`) || strings.Contains(log, "/files/") {
		t.Fatalf("the visitor's log is\n%s", log)
	}
	path := "/files/" + f.ID + "/photo%20of%20me.png"
	if desk := agent.get("/desk/" + visitor.conversation()).body; !strings.Contains(desk, path) || !strings.Contains(desk, `width="40"`) {
		t.Error("the desk does not show the picture")
	}
	for name, c := range map[string]struct {
		who  *person
		path string
	}{"visitor": {visitor, mine(f)}, "agent": {agent, path}} {
		seen := c.who.get(c.path)
		if about, kind, err := image.DecodeConfig(strings.NewReader(seen.body)); seen.status != http.StatusOK || err != nil || kind != "png" || about.Width != 40 {
			t.Errorf("%s: %d, %d bytes, %v", name, seen.status, len(seen.body), err)
		}
		part := c.who.request("GET", c.path, nil)
		part.Header.Set("Range", "bytes=1-3")
		if got := c.who.do(part); got.status != http.StatusPartialContent || got.body != "PNG" {
			t.Errorf("%s asks for a part: %d %q", name, got.status, got.body)
		}
		if got := c.who.do(c.who.request("HEAD", c.path, nil)); got.status != http.StatusOK || got.body != "" || got.header.Get("Content-Length") != fmt.Sprint(len(seen.body)) {
			t.Errorf("%s, HEAD: %d %v", name, got.status, got.header)
		}
	}
	for _, none := range []string{"/files/" + strings.Repeat("a", 26) + "/x.png", "/files/x/x.png", "/files/" + f.ID, "/files/..%2f..%2fdeskbell.db/x",
		"/w/shop/files/" + strings.Repeat("a", 26), "/w/shop/files/x", "/w/none/files/" + f.ID} {
		for _, who := range []*person{visitor, agent} {
			if got := who.get(none); got.status != http.StatusNotFound && (who != agent || got.status != http.StatusUnauthorized) {
				t.Errorf("%s: %d", none, got.status)
			}
		}
	}
}

// A13 A17: the address alone opens nothing, whoever has it; nor does it after the conversation was erased.
func TestFiles_AddressInSomebodyElsesBrowser_OpensNothing(t *testing.T) {
	s := newSite(t)
	visitor, agent, id := s.chat()
	_, theirs := visitor.upload("/w/shop/files", "a.txt", strings.NewReader("the visitor's"))
	visitor.must("/w/shop/say", "client_id", s.id(), "text", "x", "file", theirs.ID)
	_, ours := agent.upload("/desk/"+id+"/files", "b.txt", strings.NewReader("the agent's"))
	agent.must("/desk/"+id+"/say", "client_id", s.id(), "text", "x", "file", ours.ID)
	other := s.visitor()
	other.say("Hello")
	revoked, owner := s.agent("second"), s.agent("owner")
	second, err := s.app.store.AgentByID(t.Context(), "id-second")
	s.check(err)
	second.Disabled = true
	s.check(s.app.store.SaveAgent(t.Context(), second, time.Now()))
	type door struct {
		who  *person
		path string
		want int
	}
	const none, refused, open = http.StatusNotFound, http.StatusUnauthorized, http.StatusOK
	doors := map[string]door{}
	for _, f := range []filed{theirs, ours} {
		for name, d := range map[string]door{
			"a fresh browser": {s.stranger(), pathTo(f), none}, "a fresh browser, as a visitor": {s.stranger(), mine(f), refused},
			"another visitor": {other, mine(f), none}, "a visitor without a word": {s.visitor(), mine(f), none},
			"the visitor, by the agents' address": {visitor, pathTo(f), none}, "the visitor at another bot": {visitor, "/w/other/files/" + f.ID, none},
			"an agent of another bot": {s.agent("other"), pathTo(f), none}, "a disabled agent": {revoked, pathTo(f), none},
			"the agent, by the visitors' address": {agent, mine(f), refused},
			"the visitor":                         {visitor, mine(f), open}, "the agent": {agent, pathTo(f), open}, "the owner": {owner, pathTo(f), open},
		} {
			doors[name+" asks for "+f.Name] = d
		}
	}
	try := func(when string, erased bool) {
		for name, d := range doors {
			got, want := d.who.get(d.path), d.want
			if erased && want == open {
				want = none
			}
			if got.status != want || want != open && (strings.Contains(got.body, "visitor's") || strings.Contains(got.body, "agent's")) {
				t.Errorf("%s, %s: %d %.100s", name, when, got.status, got.body)
			}
			if keep := got.header.Get("Cache-Control"); !strings.Contains(keep, "no-store") {
				t.Errorf("%s: kept as %q", name, keep)
			}
		}
	}
	try("while it is there", false)
	agent.must("/desk/" + id + "/close")
	owner.must("/desk/" + id + "/erase")
	try("once it is erased", true)
	if left, _ := filepath.Glob(filepath.Join(s.folder, "files", "??", "*")); len(left) > 0 {
		t.Errorf("on the disk: %v", left)
	}
}

// A5 A6
func TestFiles_WhateverTheirNameAndContent_RunNothing(t *testing.T) {
	s := newSite(t)
	visitor := s.visitor()
	for name, content := range map[string]string{
		"a.png": picture(t, 2, 2) + "<script>alert(1)</script>", "a.gif": "GIF89a\x01\x00\x01\x00\x80\x00\x00\x00\x00\x00\xff\xff\xff,\x00\x00\x00\x00\x01\x00\x01\x00\x00\x02\x02D\x01\x00;<svg onload=alert(1)>",
		"a.pdf": "%PDF-1.7\n/JavaScript (app.alert(1))", "a.txt": "see <script>alert(1)</script>", "a.zip": "PK\x03\x04<html>", "a.mp3": "ID3\x04<html>",
		`..\\..\\evil;x=\"y.txt`: "x", "a\u202egnp.txt": "x", "Ünï — 日本.txt": "x", strings.Repeat("n", 5000) + ".txt": "x",
	} {
		f := visitor.gives(name, content)
		got := visitor.get(mine(f))
		drawn := strings.HasPrefix(f.Type, "image/")
		shown := drawn || strings.HasPrefix(f.Type, "audio/")
		if got.status != http.StatusOK || !drawn && got.body != content || drawn && strings.Contains(got.body, "alert") || got.header.Get("Content-Type") != f.Type {
			t.Errorf("%.40s: %d %s", name, got.status, got.header.Get("Content-Type"))
		}
		named := got.header.Values("Content-Disposition")
		if len(named) != 1 || strings.HasPrefix(named[0], "inline; ") != shown || len(named[0]) > 1000 ||
			!regexp.MustCompile(`^(inline|attachment); filename="[ -!#-\[\]-~]+"; filename\*=UTF-8''[A-Za-z0-9._~%-]+$`).MatchString(named[0]) {
			t.Errorf("%.40s: %q", name, named)
		}
		for header, want := range map[string]string{"X-Content-Type-Options": "nosniff", "Cross-Origin-Resource-Policy": "same-origin",
			"Cache-Control": "private, no-store"} {
			if got.header.Get(header) != want {
				t.Errorf("%.40s: %s is %q", name, header, got.header.Get(header))
			}
		}
		policy := got.header.Get("Content-Security-Policy")
		if !strings.Contains(policy, "default-src 'none'") || !strings.HasSuffix(policy, "; sandbox") || strings.Contains(policy, "unsafe") {
			t.Errorf("%.40s: %q", name, policy)
		}
	}
	for _, name := range []string{"a.svg", "a.html", "a.exe", "a.png", "noending"} {
		got, said := visitor.upload("/w/shop/files", name, strings.NewReader(`<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>`))
		if got.status != http.StatusUnsupportedMediaType || said.Code != "unsupported" || said.Field != "file" || !strings.Contains(said.Message, " ") {
			t.Errorf("%s: %d %s", name, got.status, got.body)
		}
	}
}

// A16
func TestFiles_WithoutRightOrSize_AreRefusedAndLeaveNothing(t *testing.T) {
	s := newSite(t)
	visitor, other := s.visitor(), s.visitor()
	visitor.say("Hello")
	other.say("Hello")
	for name, c := range map[string]struct {
		who  *person
		path string
		want int
	}{
		"without a secret": {s.stranger(), "/w/shop/files", http.StatusUnauthorized}, "for no bot": {visitor, "/w/none/files", http.StatusNotFound},
		"signed out": {s.stranger(), "/bots/shop/media", http.StatusUnauthorized}, "an agent": {s.agent("agent"), "/bots/shop/media", http.StatusForbidden},
		"for no bot of ours": {s.agent("admin"), "/bots/none/media", http.StatusNotFound},
	} {
		if got, _ := c.who.upload(c.path, "a.txt", strings.NewReader("x")); got.status != c.want {
			t.Errorf("%s: %d %s", name, got.status, got.body)
		}
	}
	got, said := visitor.upload("/w/shop/files", "film.mp4", io.MultiReader(strings.NewReader("\x00\x00\x00\x1cftypisom"), io.LimitReader(zeros{}, models.DefaultMostFile<<20)))
	if got.status != http.StatusRequestEntityTooLarge || said.Message != "film.mp4 is larger than 20 MB, which is the limit." {
		t.Errorf("too large: %d %s", got.status, got.body)
	}
	if got, said := visitor.upload("/w/shop/files", "film.mp4", io.LimitReader(zeros{}, 1<<40)); got.status != http.StatusRequestEntityTooLarge || !strings.Contains(said.Message, "20 MB") {
		t.Errorf("endless: %d %s", got.status, got.body)
	}
	vast := visitor.request("POST", "/w/shop/files", nil)
	vast.Header.Set("Content-Type", "multipart/form-data; boundary=x")
	vast.ContentLength, vast.Body = 1<<40, io.NopCloser(io.LimitReader(zeros{}, 1<<40))
	if got, err := visitor.client.Do(vast); err == nil && got.StatusCode != http.StatusRequestEntityTooLarge {
		t.Errorf("1 TB as it says: %d", got.StatusCode)
	}
	if got := visitor.post("/w/shop/files", "file", "x"); got.status != http.StatusUnprocessableEntity {
		t.Errorf("no file at all: %d", got.status)
	}
	_, theirs := other.upload("/w/shop/files", "a.txt", strings.NewReader("theirs"))
	for name, ids := range map[string][]string{"another's": {theirs.ID}, "none": {strings.Repeat("a", 26)}, "no id": {"../x"}} {
		form := map[string][]string{"client_id": {s.id()}, "text": {"x"}, "file": ids}
		if got := visitor.do(visitor.request("POST", "/w/shop/say", form)); got.status != http.StatusNotFound || !strings.Contains(got.body, "Attach it again") {
			t.Errorf("%s: %d %s", name, got.status, got.body)
		}
	}
	if strings.Contains(visitor.get("/w/shop/log").body, ">x<") {
		t.Error("words were kept without their file")
	}
	for range models.MostFilesAnHour {
		visitor.upload("/w/shop/files", "a.txt", strings.NewReader("x"))
	}
	if got, _ := visitor.upload("/w/shop/files", "a.txt", strings.NewReader("x")); got.status != http.StatusTooManyRequests {
		t.Errorf("one too many: %d %s", got.status, got.body)
	}
	if parts, _ := filepath.Glob(filepath.Join(s.folder, "files", ".part-*")); len(parts) > 0 {
		t.Errorf("left: %v", parts)
	}
	if kept, _ := filepath.Glob(filepath.Join(s.folder, "files", "??", "*")); len(kept) != models.MostFilesAnHour+1 {
		t.Errorf("%d files are kept", len(kept))
	}
}

type zeros struct{}

func (zeros) Read(p []byte) (int, error) { clear(p); return len(p), nil }

// A7 A57
func TestFiles_ManyAtOnce_TakeLittleMemory(t *testing.T) {
	s := newSite(t)
	least := uint64(1 << 40)
	for range 5 { // what else happens in the program meanwhile counts too
		visitor := s.visitor() // each may send 150 MB an hour
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		for range 4 {
			content := io.MultiReader(strings.NewReader("\x00\x00\x00\x1cftypisom"), io.LimitReader(zeros{}, models.DefaultMostFile<<20-16))
			if got, _ := visitor.upload("/w/shop/files", "film.mp4", content); got.status != http.StatusCreated {
				t.Fatalf("%d %s", got.status, got.body)
			}
		}
		runtime.ReadMemStats(&after)
		if least = min(least, after.TotalAlloc-before.TotalAlloc); least <= 40<<20 {
			return
		}
	}
	t.Errorf("80 MB of files took %d bytes of memory", least)
}

func TestMedia_OfAnAdmin_IsPublicAtOnce(t *testing.T) {
	s := newSite(t)
	got, f := s.agent("admin").upload("/bots/shop/media", "shop front.png", strings.NewReader(picture(t, 64, 48)))
	if got.status != http.StatusCreated || !regexp.MustCompile(`^/files/[a-z2-7]{26}/shop%20front\.png#64x48$`).MatchString(f.URL) || f.Type != "image/png" {
		t.Fatalf("%d %s", got.status, got.body)
	}
	path, _, _ := strings.Cut(f.URL, "#")
	seen := s.stranger().get(path)
	if seen.status != http.StatusOK || seen.header.Get("Cache-Control") != "public, max-age=86400" {
		t.Errorf("%d %v", seen.status, seen.header)
	}
	id := strings.Split(path, "/")[2]
	visitor := s.visitor()
	if got := visitor.do(visitor.request("POST", "/w/shop/say", map[string][]string{"client_id": {s.id()}, "text": {"x"}, "file": {id}})); got.status != http.StatusNotFound {
		t.Errorf("a visitor sends it as his own: %d", got.status)
	}
	backup := filepath.Join(t.TempDir(), "backup.tar.gz")
	file, err := os.Create(backup)
	s.check(err)
	s.check(s.app.store.Backup(t.Context(), file))
	s.check(file.Close())
	if about, err := os.Stat(backup); err != nil || about.Size() == 0 {
		t.Errorf("%v, %v", about, err)
	}
}

// A42
func TestPolicy_PicturesOfOtherHosts_AreForTheChatAlone(t *testing.T) {
	s := newSite(t)
	agent := s.agent("owner")
	for path, open := range map[string]bool{"/w/shop": true, "/desk": false, "/bots/shop": false, "/help": false, "/login": false} {
		policy := agent.get(path).header.Get("Content-Security-Policy")
		if strings.Contains(policy, "https:;") != open || strings.Contains(policy, "unsafe") || !strings.Contains(policy, "media-src 'self'") {
			t.Errorf("%s: %s", path, policy)
		}
	}
}
