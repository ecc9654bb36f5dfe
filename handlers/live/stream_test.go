package live

import (
	"bytes"
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/http/httptest"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"deskbell/models"
)

var item = regexp.MustCompile(`<li>(\d+) [^<]*</li>`)

// F15 F16 F23 F24
func TestServe_ReadersThatReconnect_GetEveryEntryOnceInOrder(t *testing.T) {
	const readers, entries, writers, each = 20, 300, 3, 37
	h := quiet(Options{PerOwner: 1000, WriteTimeout: 2 * time.Second})
	b := &book{id: "c1"}
	s := serve(t, h, func(r *http.Request) Stream {
		return Stream{Owner: "visitor:" + r.URL.Query().Get("who"), Topics: []string{ConversationTopic(b.id)}, Start: "0", Load: b.load(h)}
	})
	for i := range 5 {
		deaf(t, s.Listener.Addr().String(), i)
	}
	var wg sync.WaitGroup
	for range writers {
		wg.Go(func() {
			for range entries / writers {
				b.write(h, strings.Repeat("x", 200))
			}
		})
	}
	for i := range readers {
		wg.Go(func() {
			if err := follow(t, s.URL+"/?who=r"+strconv.Itoa(i), entries, each+i); err != nil {
				t.Errorf("reader %d: %v", i, err)
			}
		})
	}
	wg.Wait()
}

// follow reads until n entries are there, cutting its connection in the middle of an event now and then.
func follow(t *testing.T, address string, n, each int) error {
	last, seq := "", 0
	for seq < n {
		c := listen(t, &http.Client{Transport: &http.Transport{}}, address, last)
		for until := seq + each; seq < n && seq < until; {
			e, err := c.read()
			if err != nil {
				return err
			}
			for _, m := range item.FindAllStringSubmatch(e.data, -1) {
				if got, _ := strconv.Atoi(m[1]); got != seq+1 {
					return fmt.Errorf("got %d after %d", got, seq)
				}
				seq++
			}
			last = e.id
		}
		c.close()
	}
	return nil
}

// deaf connects and never reads.
func deaf(t *testing.T, address string, i int) net.Conn {
	t.Helper()
	c, err := net.Dial("tcp", address)
	if err != nil {
		t.Fatal(err)
	}
	_ = c.(*net.TCPConn).SetReadBuffer(4096)
	fmt.Fprintf(c, "GET /?who=deaf%d HTTP/1.1\r\nHost: x\r\n\r\n", i)
	t.Cleanup(func() { c.Close() })
	return c
}

// F25 A57
func TestServe_ReaderThatNeverReads_IsCutAndMemoryStaysFlat(t *testing.T) {
	h := quiet(Options{WriteTimeout: 200 * time.Millisecond})
	done := make(chan struct{})
	payload := bytes.Repeat([]byte("0123456789abcdef"), 4096)
	var loads atomic.Int64
	s := serve(t, h, func(*http.Request) Stream {
		return Stream{Owner: "visitor:1", Start: "0", Done: func() { close(done) },
			Load: func(context.Context, string) (Batch, error) {
				loads.Add(1)
				return Batch{Payload: payload, Cursor: "1", More: true}, nil
			}}
	})
	deaf(t, s.Listener.Addr().String(), 0)
	select {
	case <-done:
	case <-time.After(time.Minute):
		t.Fatal("the stuck reader was not cut")
	}
	if got := loads.Load(); got > 500 { // what kernel buffers take, and not more
		t.Errorf("%d batches were loaded for a reader that does not read", got)
	}
	eventually(t, "nothing runs for it", func() bool { return goroutines() == 0 })
	if n := h.open.count(); n != 0 {
		t.Errorf("%v streams are left", n)
	}
}

// F25
func TestClose_StuckReader_IsFreedWithinASecond(t *testing.T) {
	h := quiet(Options{})
	done := make(chan struct{})
	payload := bytes.Repeat([]byte("x"), 1<<20)
	var loads atomic.Int64
	s := serve(t, h, func(*http.Request) Stream {
		return Stream{Owner: "visitor:1", Done: func() { close(done) },
			Load: func(context.Context, string) (Batch, error) {
				loads.Add(1)
				return Batch{Payload: payload, More: true}, nil
			}}
	})
	deaf(t, s.Listener.Addr().String(), 0)
	eventually(t, "it is stuck", func() bool {
		before := loads.Load()
		time.Sleep(50 * time.Millisecond)
		return before > 0 && loads.Load() == before
	})
	began := time.Now()
	h.Close()
	<-done
	if took := time.Since(began); took > 12*time.Second { // a write may take fifteen
		t.Errorf("it took %v", took)
	}
}

// A20
func TestEnd_OpenStreams_GetGoneAndNothingAfter(t *testing.T) {
	h := quiet(Options{})
	s := serve(t, h, func(r *http.Request) Stream { return still(r.URL.Query().Get("who"), "t") })
	a, b := listen(t, http.DefaultClient, s.URL+"/?who=agent:1", ""), listen(t, http.DefaultClient, s.URL+"/?who=agent:2", "")
	began := time.Now()
	h.End("agent:1")
	h.Whisper("t", Whisper{Event: "typing", Data: "Mira"})
	if e := a.until(t, func(event) bool { return true }); e.name != "gone" {
		t.Errorf("got %+v, want gone", e)
	}
	if e, err := a.read(); err == nil {
		t.Errorf("%+v came after gone", e)
	}
	if took := time.Since(began); took > 12*time.Second { // a write may take fifteen
		t.Errorf("it took %v", took)
	}
	b.until(t, named("typing"))
	eventually(t, "one owner is left", func() bool { return len(h.Owners()) == 1 })
}

// F30
func TestClose_OpenStreams_GetByeAndLeaveNoGoroutine(t *testing.T) {
	h := quiet(Options{PerOwner: 100})
	s := httptest.NewServer(handler(h, func(*http.Request) Stream { return still("visitor:1", "t") }))
	var cs []*client
	for range 50 {
		cs = append(cs, listen(t, &http.Client{Transport: &http.Transport{}}, s.URL, ""))
	}
	h.Close()
	for _, c := range cs {
		e := c.until(t, func(event) bool { return true })
		if ms, err := strconv.Atoi(e.data); e.name != "bye" || err != nil || ms < 200 || ms > 2000 {
			t.Fatalf("got %+v, want bye with 200 to 2000", e)
		}
		if _, err := c.read(); err == nil || !strings.Contains(err.Error(), "EOF") || strings.Contains(err.Error(), "unexpected") {
			t.Fatalf("the stream did not end well: %v", err)
		}
	}
	eventually(t, "nothing runs", func() bool { return goroutines() == 0 })
	if got := listen(t, http.DefaultClient, s.URL, "").code; got != http.StatusServiceUnavailable {
		t.Errorf("a stream after Close: %d", got)
	}
	s.Close()
}

// F39
func TestServe_LastEventID_CountsOnlyInItsEpoch(t *testing.T) {
	h := quiet(Options{Epoch: "new.2"})
	var cursor atomic.Value
	s := serve(t, h, func(*http.Request) Stream {
		return Stream{Owner: "v", Start: "7", Load: func(_ context.Context, c string) (Batch, error) {
			cursor.Store(c)
			return Batch{Payload: []byte("x"), Cursor: c}, nil
		}}
	})
	for _, c := range []struct{ last, want, first string }{
		{"", "7", ""}, {"new.2.41", "41", ""}, {"old.41", "7", "epoch"}, {"41", "7", "epoch"}, {"new.2.", "7", ""},
		{"new.2.3,4,5", "3,4,5", ""}, {"new.2." + strings.Repeat("1", 2000), "7", ""},
	} {
		l := listen(t, http.DefaultClient, s.URL, c.last)
		e := l.until(t, func(event) bool { return true })
		if e.name != c.first || c.first == "epoch" && (e.data != "new.2" || e.id != "new.2.7") {
			t.Errorf("last %.20q: first event %+v", c.last, e)
		}
		if c.first != "" {
			e = l.until(t, named(""))
		}
		if cursor.Load() != c.want || e.id != "new.2."+c.want {
			t.Errorf("last %.20q: loaded from %.20v, id %.20q", c.last, cursor.Load(), e.id)
		}
		l.close()
	}
}

// A4
func TestServe_FieldsInsideOfText_StayText(t *testing.T) {
	for _, text := range []string{"a\r\ndata: b", "a\nevent: gone", "a\rid: 9", "a\n\nid: 9\n\n", "\r", "\n", ":a", "a\x00b", "\r\r\rretry: 1", "event: x"} {
		h := quiet(Options{})
		s := serve(t, h, func(*http.Request) Stream {
			return Stream{Owner: "v", Start: "1", Topics: []string{"t"}, Load: func(context.Context, string) (Batch, error) {
				return Batch{Payload: []byte("<" + text + ">"), Cursor: "2",
					Events: []Whisper{{Event: "typing", Data: text}, {Event: "seen\r\nid: 8", Data: "3"}}}, nil
			}}
		})
		c := listen(t, http.DefaultClient, s.URL, "")
		want := strings.NewReplacer("\r", "", "\x00", "").Replace(text)
		for i, e := range []event{{name: "", data: "<" + want + ">"}, {name: "typing", data: want}, {name: "seenid: 8", data: "3"}} {
			got := c.until(t, func(event) bool { return true })
			if got.id != "e1.2" || got.name != e.name || got.data != e.data {
				t.Errorf("%q: event %d is %+v", text, i, got)
			}
		}
		c.close()
	}
}

// A57
func TestServe_TooManyStreams_AreRefused(t *testing.T) {
	h := quiet(Options{PerOwner: 2, PerAddress: 3, Total: 4})
	s := serve(t, h, func(r *http.Request) Stream {
		st := still(r.URL.Query().Get("who"))
		st.Address = r.URL.Query().Get("from")
		return st
	})
	open := func(query string) *client { return listen(t, http.DefaultClient, s.URL+"/?"+query, "") }
	for _, c := range []struct {
		query string
		want  int
	}{
		{"who=a&from=1", 200}, {"who=a&from=1", 200}, {"who=a&from=2", 429}, {"who=b&from=1", 200},
		{"who=c&from=1", 429}, {"who=c&from=2", 200}, {"who=d&from=3", 429},
	} {
		if got := open(c.query).code; got != c.want {
			t.Errorf("%s: %d, want %d", c.query, got, c.want)
		}
	}
	h.End("a")
	eventually(t, "places are free again", func() bool { c := open("who=e&from=1"); defer c.close(); return c.code == 200 })
}

func TestWhisper_ReachesTheOthersAndRepeatsTheLastID(t *testing.T) {
	h := quiet(Options{})
	s := serve(t, h, func(r *http.Request) Stream {
		st := still(r.URL.Query().Get("who"), "t")
		st.Load = func(context.Context, string) (Batch, error) { return Batch{Payload: []byte("x"), Cursor: "5"}, nil }
		return st
	})
	visitor, agent := listen(t, http.DefaultClient, s.URL+"/?who=visitor:1", ""), listen(t, http.DefaultClient, s.URL+"/?who=agent:1", "")
	visitor.until(t, named(""))
	agent.until(t, named(""))
	h.Whisper("t", Whisper{Event: "typing", Data: "Kim", From: "visitor:1", Team: true})
	h.Whisper("t", Whisper{Event: "note", Data: "secret", Team: true})
	h.Whisper("t", Whisper{Event: "seen", Data: ""})
	for _, want := range []event{{"e1.5", "typing", "Kim", 3}, {"e1.5", "note", "secret", 3}, {"e1.5", "seen", "", 3}} {
		if got := agent.until(t, func(event) bool { return true }); got != want {
			t.Errorf("agent: %+v, want %+v", got, want)
		}
	}
	if got := visitor.until(t, func(event) bool { return true }); got.name != "seen" {
		t.Errorf("visitor: %+v", got)
	}
}

func TestRing_WhileLoading_BecomesOneMoreLoad(t *testing.T) {
	h := quiet(Options{})
	var loads atomic.Int64
	began, goOn := make(chan struct{}), make(chan struct{})
	s := serve(t, h, func(*http.Request) Stream {
		return Stream{Owner: "v", Topics: []string{"conversation:c", "desk:b"}, Load: func(context.Context, string) (Batch, error) {
			n := loads.Add(1)
			if n == 1 {
				close(began)
				<-goOn
			}
			return Batch{Payload: fmt.Append(nil, n)}, nil
		}}
	})
	c := listen(t, http.DefaultClient, s.URL, "")
	<-began
	for range 10 {
		h.Ring(models.Change{Conversation: &models.Conversation{ID: "c", BotID: "b"}})
	}
	close(goOn)
	c.until(t, func(e event) bool { return e.data == "2" })
	h.Whisper("desk:b", Whisper{Event: "end", Data: "."})
	c.until(t, named("end"))
	if got := loads.Load(); got != 2 {
		t.Errorf("%d loads, want 2", got)
	}
}

func TestServe_HTTP2IdleBeyondTheWriteTimeout_Lives(t *testing.T) {
	h := quiet(Options{WriteTimeout: time.Second})
	s := httptest.NewUnstartedServer(handler(h, func(*http.Request) Stream { return still("v", "t") }))
	s.EnableHTTP2 = true
	s.StartTLS()
	t.Cleanup(func() { h.Close(); s.CloseClientConnections(); s.Close() })
	web := &http.Client{Transport: &http.Transport{ForceAttemptHTTP2: true, TLSClientConfig: &tls.Config{InsecureSkipVerify: true}}}
	c := listen(t, web, s.URL, "")
	for range 2 {
		time.Sleep(1500 * time.Millisecond) // more than the timeout: this is what is tested
		h.Whisper("t", Whisper{Event: "typing", Data: "x"})
		c.until(t, named("typing"))
	}
}

func TestBeat_EachHeartbeat_SendsHbOrSaysWhyNot(t *testing.T) {
	for _, c := range []struct {
		err  error
		want string
	}{{nil, "hb"}, {errors.New("signed out"), "gone"}, {&models.Error{Code: models.CodeUnavailable}, "bye"}} {
		h := quiet(Options{Heartbeat: 100 * time.Millisecond})
		s := serve(t, h, func(*http.Request) Stream {
			st := still("v")
			st.Beat = func(context.Context) error { return c.err }
			return st
		})
		if e := listen(t, http.DefaultClient, s.URL, "").until(t, func(event) bool { return true }); e.name != c.want || e.id != "e1.0" || e.data == "" {
			t.Errorf("%v: got %+v, want %s", c.err, e, c.want)
		}
	}
}

func TestServe_PastItsAge_SaysByeAndEnds(t *testing.T) {
	h := quiet(Options{Heartbeat: 100 * time.Millisecond, MaxAge: time.Millisecond})
	s := serve(t, h, func(*http.Request) Stream { return still("v") })
	c := listen(t, http.DefaultClient, s.URL, "")
	c.until(t, named("bye"))
	if _, err := c.read(); err == nil {
		t.Error("something came after bye")
	}
}

func TestLoad_ThatFails_EndsOnlyItsStream(t *testing.T) {
	for name, load := range map[string]func() error{
		"error": func() error { return errors.New("disk") },
		"panic": func() error { panic("bug") },
		"gone":  func() error { return models.ErrNotFound },
	} {
		h := quiet(Options{})
		done := make(chan struct{})
		s := serve(t, h, func(*http.Request) Stream {
			return Stream{Owner: "v", Load: func(context.Context, string) (Batch, error) { return Batch{}, load() }, Done: func() { close(done) }}
		})
		c := listen(t, http.DefaultClient, s.URL, "")
		e, err := c.read()
		if name == "gone" && e.name != "gone" || name != "gone" && err == nil {
			t.Errorf("%s: got %+v, %v", name, e, err)
		}
		<-done
	}
}

func TestLoad_ThatAsksForAgain_IsCalledWithoutARing(t *testing.T) {
	h := quiet(Options{})
	var loads atomic.Int64
	s := serve(t, h, func(*http.Request) Stream {
		return Stream{Owner: "v", Load: func(context.Context, string) (Batch, error) {
			if n := loads.Add(1); n < 3 {
				return Batch{Again: time.Millisecond}, nil
			}
			return Batch{Payload: []byte("third")}, nil
		}}
	})
	listen(t, http.DefaultClient, s.URL, "").until(t, func(e event) bool { return e.data == "third" })
}

// A57
func TestServe_ManyThatComeAndGo_LeaveNothing(t *testing.T) {
	h := quiet(Options{PerOwner: 1000})
	s := serve(t, h, func(*http.Request) Stream { return still("v", "a", "b") })
	for range 10 {
		var wg sync.WaitGroup
		for range 20 {
			wg.Go(func() {
				c, err := net.Dial("tcp", s.Listener.Addr().String())
				if err != nil {
					t.Error(err)
					return
				}
				fmt.Fprint(c, "GET / HTTP/1.1\r\nHost: x\r\n\r\n")
				h.RingTopic("a")
				c.Close()
			})
		}
		wg.Wait()
	}
	empty := func() bool {
		h.open.mu.Lock()
		defer h.open.mu.Unlock()
		h.wheel.mu.Lock()
		defer h.wheel.mu.Unlock()
		return len(h.open.topics)+len(h.open.owners)+len(h.open.addresses)+h.open.total+h.wheel.count == 0
	}
	eventually(t, "nothing is left", func() bool { return empty() && goroutines() == 0 })
}
