package main

import (
	"bufio"
	"bytes"
	"context"
	"io"
	"net/http"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// started is a command that serves until stop.
type started struct {
	lines *bufio.Reader
	stop  context.CancelFunc
	code  chan int
	log   *bytes.Buffer // to be read when code was
}

// start runs a command that serves; the test waits for its lines.
func start(t *testing.T, args ...string) *started {
	t.Helper()
	ctx, stop := context.WithCancel(context.Background())
	read, write := io.Pipe()
	s := &started{lines: bufio.NewReader(read), stop: stop, code: make(chan int, 1), log: &bytes.Buffer{}}
	w := world{ctx: ctx, stdin: strings.NewReader(""), stdout: write, stderr: s.log, now: time.Now}
	go func() {
		code := runIn(w, args)
		write.Close()
		s.code <- code
	}()
	t.Cleanup(func() { stop(); go io.Copy(io.Discard, read) })
	return s
}

// until reads lines up to one with part, and returns it.
func (s *started) until(t *testing.T, part string) string {
	t.Helper()
	for {
		line, err := s.lines.ReadString('\n')
		if strings.Contains(line, part) {
			return strings.TrimSpace(line)
		}
		if err != nil {
			t.Fatalf("no line with %q: %v; exit %d, %s", part, err, <-s.code, s.log)
		}
	}
}

// end stops it and gives what a caller of the process would see.
func (s *started) end(t *testing.T) int {
	t.Helper()
	s.stop()
	go io.Copy(io.Discard, s.lines)
	select {
	case code := <-s.code:
		return code
	case <-time.After(stopTimeout + patience):
		t.Fatal("it does not stop")
		return -1
	}
}

func get(t *testing.T, address string) (int, string) {
	t.Helper()
	client := &http.Client{Timeout: patience}
	answer, err := client.Get(address)
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	body, err := io.ReadAll(answer.Body)
	if err != nil {
		t.Fatal(err)
	}
	return answer.StatusCode, string(body)
}

func TestServe_EmptyFolder_PrintsTheSetupAddressAndServes(t *testing.T) {
	folder := filepath.Join(t.TempDir(), "data")
	s := start(t, "serve", "--addr", "127.0.0.1:0", "--data", folder, "--metrics-addr", "127.0.0.1:0")
	base := strings.TrimPrefix(s.until(t, "Deskbell is at"), "Deskbell is at ")
	setup := s.until(t, "/setup?code=")
	if !strings.HasPrefix(setup, base+"/setup?code=") || strings.HasSuffix(setup, "=") {
		t.Errorf("the setup address is %q", setup)
	}
	for _, path := range []string{"/healthz", "/readyz", "/setup", "/login"} {
		if code, _ := get(t, base+path); code != http.StatusOK {
			t.Errorf("%s answers %d", path, code)
		}
	}
	if code, _ := get(t, base+"/metrics"); code != http.StatusNotFound {
		t.Errorf("/metrics answers %d at the public address", code)
	}
	got := deskbell(t, "", "serve", "--addr", "127.0.0.1:0", "--data", folder)
	if got.code != exitFailed || !strings.Contains(got.stderr, "another Deskbell") {
		t.Errorf("a second server on the folder: exit %d, %s", got.code, got.stderr)
	}
	if code := s.end(t); code != exitDone {
		t.Errorf("exit %d, %s", code, s.log)
	}
	if strings.Contains(s.log.String(), strings.SplitN(setup, "code=", 2)[1]) {
		t.Error("the log has the setup code")
	}
}

func TestServe_WithAnOwner_PrintsNoCode(t *testing.T) {
	folder := filepath.Join(t.TempDir(), "data")
	must(t, secretWords, "user", "add", "--data", folder, "--email", "mira@example.com", "--name", "Mira", "--role", "owner")
	s := start(t, "serve", "--addr", "127.0.0.1:0", "--data", folder)
	s.until(t, "Deskbell is at")
	s.stop()
	rest, err := io.ReadAll(s.lines)
	if err != nil || strings.Contains(string(rest), "setup") {
		t.Errorf("it prints %q, %v", rest, err)
	}
	if code := <-s.code; code != exitDone {
		t.Errorf("exit %d, %s", code, s.log)
	}
}

func TestServe_TakenPort_IsAFailureWithASentence(t *testing.T) {
	at, err := listen("127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer at.Close()
	got := deskbell(t, "", "serve", "--addr", at.Addr().String(), "--data", t.TempDir())
	if got.code != exitFailed || !strings.Contains(got.stderr, "cannot listen on") {
		t.Errorf("exit %d, %s", got.code, got.stderr)
	}
}

func TestDemo_Started_ServesTheShopAndForgetsItAtTheEnd(t *testing.T) {
	temporary := t.TempDir()
	t.Setenv("TMPDIR", temporary)
	s := start(t, "demo", "--addr", "127.0.0.1:0")
	fields := strings.Fields(s.until(t, "The shop, with the chat"))
	s.until(t, "password")
	address := fields[len(fields)-1]
	code, page := get(t, address)
	if code != http.StatusOK || !strings.Contains(page, `src="/widget.js" data-bot="demo"`) {
		t.Errorf("%s answers %d, %s", address, code, page)
	}
	for _, path := range []string{"/order", "/both"} {
		if code, _ := get(t, address+path); code != http.StatusOK {
			t.Errorf("%s answers %d", path, code)
		}
	}
	if code, chat := get(t, strings.TrimSuffix(address, "demo")+"w/demo"); code != http.StatusOK || !strings.Contains(chat, "Chat with a person") {
		t.Errorf("the chat answers %d, %s", code, chat)
	}
	if code := s.end(t); code != exitDone {
		t.Errorf("exit %d, %s", code, s.log)
	}
	left, err := filepath.Glob(filepath.Join(temporary, "deskbell-demo-*"))
	if err != nil || len(left) > 0 {
		t.Errorf("it leaves %v behind", left)
	}
}

func TestServe_StoppedWithAnOpenStream_TellsItAndEndsSoon(t *testing.T) {
	s := start(t, "demo", "--addr", "127.0.0.1:0")
	fields := strings.Fields(s.until(t, "The shop, with the chat"))
	s.until(t, "password")
	chat := strings.TrimSuffix(fields[len(fields)-1], "demo") + "w/demo"
	token := strings.Repeat("v", 42) + "A"
	ask := func(method, path, body string) *http.Response {
		request, err := http.NewRequest(method, chat+path, strings.NewReader(body))
		if err != nil {
			t.Fatal(err)
		}
		request.Header.Set("Authorization", "Bearer "+token)
		request.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		answer, err := (&http.Client{}).Do(request)
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { answer.Body.Close() })
		return answer
	}
	if said := ask("POST", "/say", "client_id=abcdefgh12345678&text=Hello"); said.StatusCode != http.StatusNoContent {
		t.Fatalf("say answers %s", said.Status)
	}
	stream := ask("GET", "/stream", "")
	if stream.StatusCode != http.StatusOK {
		t.Fatalf("the stream answers %s", stream.Status)
	}
	began := time.Now()
	if code := s.end(t); code != exitDone {
		t.Errorf("exit %d, %s", code, s.log)
	}
	if took := time.Since(began); took > stopTimeout {
		t.Errorf("it took %s", took)
	}
	rest, _ := io.ReadAll(stream.Body) // how it is cut off does not matter
	if !strings.Contains(string(rest), "event: bye") {
		t.Errorf("the stream is not told: %q", rest)
	}
}
