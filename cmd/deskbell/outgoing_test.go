package main

import (
	"bufio"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/emersion/go-smtp"
)

// childArgs is where a process of its own is told what to run; it is this test's program again.
const childArgs = "DESKBELL_TEST_CHILD"

func TestChild_WhenItIsOne_RunsTheCommand(t *testing.T) {
	if args := os.Getenv(childArgs); args != "" {
		os.Exit(run(strings.Split(args, "\n"), os.Stdin, os.Stdout, os.Stderr))
	}
}

// child serves a folder in a process of its own and says where.
func child(t *testing.T, args ...string) (process *os.Process, base string) {
	t.Helper()
	c := exec.Command(os.Args[0], "-test.run=^TestChild_WhenItIsOne_RunsTheCommand$")
	c.Env = append(os.Environ(), childArgs+"="+strings.Join(args, "\n"))
	out, err := c.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	c.Stderr = t.Output()
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = c.Process.Kill(); _ = c.Wait() })
	for lines := bufio.NewScanner(out); lines.Scan(); {
		if at, ok := strings.CutPrefix(lines.Text(), "Deskbell is at "); ok {
			go func() { _, _ = io.Copy(io.Discard, out) }()
			return c.Process, at
		}
	}
	t.Fatal("it does not serve")
	return nil, ""
}

// letters is a mail server that keeps what it takes.
type letters struct {
	lock sync.Mutex
	all  []string
}

func (l *letters) NewSession(*smtp.Conn) (smtp.Session, error) { return l, nil }
func (l *letters) Mail(string, *smtp.MailOptions) error        { return nil }
func (l *letters) Rcpt(string, *smtp.RcptOptions) error        { return nil }
func (l *letters) Reset()                                      {}
func (l *letters) Logout() error                               { return nil }
func (l *letters) Data(r io.Reader) error {
	text, err := io.ReadAll(r)
	l.lock.Lock()
	defer l.lock.Unlock()
	l.all = append(l.all, string(text))
	return err
}

func (l *letters) taken() []string {
	l.lock.Lock()
	defer l.lock.Unlock()
	return slices.Clone(l.all)
}

const orders = `{"format":"deskbell/bot/1","key":"orders","name":"Orders","sites":[],"settings":{},"start_flow":"main","flows":[{"schema":1,"id":"main","name":"Main","start":"ask","blocks":{
 "ask":{"kind":"question","settings":{"text":"Your address?","type":"email","var":"visitor.email"},"out":{"next":{"block":"order"}}},
 "order":{"kind":"http","settings":{"method":"POST","url":"%s/orders","body":"{}","timeout_seconds":60,"save":[{"path":"id","var":"id"}]},"out":{"next":{"block":"mail"},"error":{"block":"no"}}},
 "mail":{"kind":"email","settings":{"to":"{{visitor.email}}","subject":"Order {{id}}","text":"It is on its way."},"out":{"next":{"block":"yes"}}},
 "yes":{"kind":"text","settings":{"text":"Order number {{id}} is made."},"out":{"next":{"block":"more"}}},
 "no":{"kind":"text","settings":{"text":"No order."},"out":{"next":{"block":"more"}}},
 "more":{"kind":"question","settings":{"text":"More?","type":"text"}}}}]}`

// F36 M-16
func TestServe_KilledWhileARequestIsUnderWay_OrdersOnceAndSendsItsMail(t *testing.T) {
	var lock sync.Mutex
	var keys []string
	asked := make(chan int, 10)
	far := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		_, _ = io.Copy(io.Discard, r.Body)
		lock.Lock()
		keys = append(keys, r.Header.Get("Idempotency-Key"))
		n := len(keys)
		lock.Unlock()
		asked <- n
		if n == 1 { // it is made, and the answer never comes
			<-r.Context().Done()
			return
		}
		fmt.Fprint(w, `{"id":"4711"}`)
	}))
	t.Cleanup(far.Close)
	post := &letters{}
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	mails := smtp.NewServer(post)
	go func() { _ = mails.Serve(listener) }()
	t.Cleanup(func() { _ = mails.Close() })
	folder, file := filepath.Join(t.TempDir(), "data"), filepath.Join(t.TempDir(), "orders.json")
	if err := os.WriteFile(file, fmt.Appendf(nil, orders, far.URL), 0o600); err != nil {
		t.Fatal(err)
	}
	must(t, "", "bot", "import", "--data", folder, file)
	args := []string{"serve", "--addr", "127.0.0.1:0", "--data", folder, "--allow-outbound", "127.0.0.0/8", "--smtp", "smtp://" + listener.Addr().String(), "--mail-from", "chat@shop.example", "--log-level", "warn"}
	process, base := child(t, args...)
	visitor := func(method, path string, form url.Values) string {
		t.Helper()
		r, err := http.NewRequest(method, base+path, strings.NewReader(form.Encode()))
		if err != nil {
			t.Fatal(err)
		}
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		r.Header.Set("Authorization", "Bearer "+strings.Repeat("v", 43))
		answer, err := http.DefaultClient.Do(r)
		if err != nil {
			t.Fatal(err)
		}
		defer answer.Body.Close()
		body, err := io.ReadAll(answer.Body)
		if err != nil || answer.StatusCode >= 300 {
			t.Fatalf("%s: %d %s %v", path, answer.StatusCode, body, err)
		}
		return string(body)
	}
	visitor("POST", "/w/orders/say", url.Values{"client_id": {"client-0001"}, "text": {"Hello"}})
	visitor("POST", "/w/orders/say", url.Values{"client_id": {"client-0002"}, "text": {"vera@example.com"}})
	select {
	case <-asked:
	case <-time.After(patience):
		t.Fatal("nobody asks")
	}
	if err := process.Kill(); err != nil { // -9
		t.Fatal(err)
	}
	_, _ = process.Wait()
	_, base = child(t, args...)
	made := func() int { return strings.Count(visitor("GET", "/w/orders/log", nil), "Order number 4711 is made.") }
	eventually(t, "the order is made", func() bool { return made() > 0 })
	eventually(t, "the mail is there", func() bool { return len(post.taken()) > 0 })
	lock.Lock()
	defer lock.Unlock()
	if len(keys) != 2 || keys[0] == "" || keys[0] != keys[1] || made() != 1 {
		t.Errorf("asked with %q, %d orders", keys, made())
	}
	if got := post.taken(); len(got) != 1 || !strings.Contains(got[0], "Subject: Order 4711\r\n") || !strings.Contains(got[0], "To: <vera@example.com>\r\n") || !strings.Contains(got[0], "From: <chat@shop.example>\r\n") {
		t.Errorf("the mails are %q", got)
	}
}
