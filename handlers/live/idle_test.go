package live

import (
	"bufio"
	"context"
	"fmt"
	"net"
	"net/http"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"testing"
	"time"

	"deskbell/handlers/web"
)

// childEnv makes the test binary a server, so that the benchmark measures another process than its own.
const childEnv = "LIVE_TEST_SERVER"

func TestMain(m *testing.M) {
	if os.Getenv(childEnv) != "" {
		child()
		return
	}
	os.Exit(m.Run())
}

// child serves streams through the whole edge until its input ends.
func child() {
	h := quiet(Options{PerAddress: 1 << 20})
	s := web.New(web.Options{Log: h.options.Log})
	s.Handle("GET", "/w/:bot/stream", func(w http.ResponseWriter, r *http.Request) error {
		owner := r.URL.Query().Get("who")
		return h.Serve(w, r, Stream{Owner: owner, Address: web.AddressKey(r), Topics: []string{"conversation:" + owner}, Start: "0",
			Load: func(context.Context, string) (Batch, error) {
				return Batch{Payload: []byte(strings.Repeat("<li>hello</li>", 30)), Cursor: "1"}, nil
			}})
	}, web.Stream(), web.NoSession())
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(l.Addr())
	go http.Serve(l, s.Handler())
	_, _ = bufio.NewReader(os.Stdin).ReadByte() // until the benchmark ends
}

// BenchmarkIdleStream opens IDLE_STREAMS streams (2,000 unless set) in another process and reports
// what its memory grew by for each, and the CPU that it takes while they idle.
//
//	IDLE_STREAMS=10000 go test -tags sqlite_fts5 -run '^$' -bench IdleStream -benchtime 1x ./handlers/live
func BenchmarkIdleStream(b *testing.B) {
	n, _ := strconv.Atoi(os.Getenv("IDLE_STREAMS"))
	if n == 0 {
		n = 2000
	}
	for b.Loop() {
		idle(b, n)
	}
}

func idle(b *testing.B, n int) {
	c := exec.Command(os.Args[0])
	c.Env = append(os.Environ(), childEnv+"=1")
	in, err := c.StdinPipe()
	if err != nil {
		b.Fatal(err)
	}
	out, err := c.StdoutPipe()
	if err != nil {
		b.Fatal(err)
	}
	if err := c.Start(); err != nil {
		b.Fatal(err)
	}
	defer c.Wait()
	defer in.Close()
	address, err := bufio.NewReader(out).ReadString('\n')
	if err != nil {
		b.Fatal(err)
	}
	address = strings.TrimSpace(address)
	before := rss(b, c.Process.Pid)
	buffer := make([]byte, 4096)
	for i := range n {
		conn, err := net.Dial("tcp", address)
		if err != nil {
			b.Fatal(err)
		}
		defer conn.Close()
		fmt.Fprintf(conn, "GET /w/demo/stream?who=visitor:%d HTTP/1.1\r\nHost: x\r\nUser-Agent: Mozilla/5.0 (X11; Linux x86_64)\r\nAccept: text/event-stream\r\n\r\n", i)
		for got := ""; !strings.Contains(got, "</li>"); {
			k, err := conn.Read(buffer)
			if err != nil {
				b.Fatal(err)
			}
			got += string(buffer[:k])
		}
	}
	b.ReportMetric(float64(rss(b, c.Process.Pid)-before)/float64(n), "KiB/stream")
	spent := cpu(b, c.Process.Pid)
	time.Sleep(10 * time.Second)
	b.ReportMetric(float64(cpu(b, c.Process.Pid)-spent)/10, "%CPU")
	b.ReportMetric(float64(rss(b, c.Process.Pid)-before)/float64(n), "KiB/stream-later")
}

// rss is the resident memory of a process in KiB.
func rss(b *testing.B, pid int) int {
	status, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", pid))
	if err != nil {
		b.Skip("needs /proc")
	}
	_, rest, _ := strings.Cut(string(status), "VmRSS:")
	n, err := strconv.Atoi(strings.Fields(rest)[0])
	if err != nil {
		b.Fatal(err)
	}
	return n
}

// cpu is what a process has taken, in hundredths of a second.
func cpu(b *testing.B, pid int) int {
	stat, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", pid))
	if err != nil {
		b.Skip("needs /proc")
	}
	fields := strings.Fields(string(stat))
	user, err1 := strconv.Atoi(fields[13])
	system, err2 := strconv.Atoi(fields[14])
	if err1 != nil || err2 != nil {
		b.Fatal(err1, err2)
	}
	return user + system
}
