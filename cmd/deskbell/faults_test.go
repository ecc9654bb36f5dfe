package main

import (
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"fmt"
	"io"
	"net"
	"net/http"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"deskbell/db"
	"deskbell/models"
)

// A57: a body that never comes, for an address that takes one and for one that is not there. The wait is
// the server's own, twenty seconds: it goes on while other tests run.
func TestServer_BodyThatNeverComes_IsCutOff(t *testing.T) {
	s := newSiteWith(t, func(*serveConfig) {})
	var slow []net.Conn
	for _, path := range []string{"/w/shop/say", "/login", "/nowhere", "/healthz", "/w/shop"} {
		for _, origin := range []string{"", "Origin: https://evil.example\r\n"} {
			slow = append(slow, s.wire("POST "+path+" HTTP/1.1\r\nHost: x\r\n"+origin+"Authorization: Bearer "+s.visitor().token+
				"\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 1000\r\n\r\ntext="))
		}
	}
	slow = append(slow, s.wire("GET /w/shop HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nte"))
	t.Parallel() // returns when the others are done, which may be long after the wait is over
	until := time.Now().Add(20*time.Second + patience)
	for i, conn := range slow {
		s.check(conn.SetReadDeadline(until))
		if _, err := io.Copy(io.Discard, conn); err != nil {
			t.Errorf("body %d is still waited for: %v", i, err)
		}
	}
}

// F25: the reader's time is the server's own, fifteen seconds: it goes on while other tests run.
func TestStream_ReaderOfOneByteASecond_IsCutAndCostsNothing(t *testing.T) {
	const most = 2000
	s := newSiteWith(t, func(*serveConfig) {})
	slow, agent := s.visitor(), s.agent("agent")
	slow.say("Hello")
	chat := models.ConversationID(slow.conversation())
	agent.must("/desk/" + string(chat) + "/takeover")
	fast := agent.stream("/desk/stream?list=active&open=" + string(chat) + ":0")
	fast.until("Hello")
	conn := s.wire("")
	s.check(conn.(*net.TCPConn).SetReadBuffer(4096))
	_, err := io.WriteString(conn, slow.streamRequest())
	s.check(err)
	var read atomic.Int64
	go func() {
		for one := make([]byte, 1); ; time.Sleep(time.Second) {
			n, err := conn.Read(one)
			if read.Add(int64(n)); err != nil {
				return
			}
		}
	}()
	before := heap()
	text := strings.Repeat("A long story. ", 600)
	var next atomic.Int64
	var all sync.WaitGroup
	for range 32 {
		all.Go(func() {
			for n := next.Add(1); n <= most; n = next.Add(1) {
				answer := models.Answer{Agent: "id-agent", Now: time.Now(), ClientID: fmt.Sprintf("number-%06d", n), Text: text + fmt.Sprint(n)}
				if _, err := s.app.turns.Turn(t.Context(), chat, models.Reply(answer)); err != nil {
					t.Error(err)
					return
				}
			}
		})
	}
	all.Wait()
	agent.must("/desk/"+string(chat)+"/say", "client_id", s.id(), "text", "The last of all")
	fast.until("The last of all")
	fast.close()
	eventually(t, "the fast reader is gone", func() bool { return len(s.app.hub.Owners()) <= 1 }) // the slow one may be cut by now
	for len(fast.events) > 0 {
		<-fast.events // the test's own memory
	}
	grown := heap() - before
	for tries := 0; grown > 10<<20 && tries < 20; tries++ { // what else happens in the program meanwhile counts too
		time.Sleep(100 * time.Millisecond)
		grown = heap() - before
	}
	if grown > 10<<20 {
		t.Errorf("%d bytes more for a reader who is %d bytes behind", grown, most*len(text))
	}
	t.Parallel()
	eventually(t, "the slow reader is cut", func() bool { return len(s.app.hub.Owners()) == 0 })
	if n := read.Load(); n == 0 || n > int64(len(text)) { // a byte for each second that other tests took
		t.Errorf("it has read %d bytes", n)
	}
}

func heap() int64 {
	runtime.GC()
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return int64(m.HeapAlloc)
}

// F7
func TestDisk_Full_NothingIsLostAndReadingGoesOn(t *testing.T) {
	s := newSite(t)
	visitor, agent := s.visitor(), s.agent("agent")
	visitor.say("Before")
	chat := visitor.conversation()
	limit := func(pages int64) {
		s.check(s.app.store.Do(t.Context(), func(tx *db.Tx) error {
			if pages == 0 {
				if err := tx.Row("PRAGMA page_count").Scan(&pages); err != nil {
					return err
				}
			}
			return tx.Row(fmt.Sprintf("PRAGMA max_page_count = %d", pages)).Scan(&pages)
		}))
	}
	limit(0)
	long := strings.Repeat("words ", 1600)
	var refused answer
	id, kept := "", 0
	for range 25 { // the last pages may take some
		id = s.id()
		if refused = visitor.post("/w/shop/say", "client_id", id, "text", long+"signed "+id); refused.status != http.StatusNoContent {
			break
		}
		kept++
	}
	if refused.status != http.StatusServiceUnavailable || !strings.Contains(refused.body, `"code":"unavailable"`) || refused.header.Get("Retry-After") == "" {
		t.Fatalf("on a full disk: %d %v %s", refused.status, refused.header, refused.body)
	}
	if log := visitor.get("/w/shop/log"); log.status != http.StatusOK || !strings.Contains(log.body, "Before") || strings.Contains(log.body, id) {
		t.Errorf("the log: %d", log.status)
	}
	visitor.stream("/w/shop/stream?after=0").until("Before")
	if list := agent.get("/desk?list=bot"); list.status != http.StatusOK || !strings.Contains(list.body, "row-"+chat) {
		t.Errorf("the desk: %d", list.status)
	}
	agent.stream("/desk/stream?list=bot&open=" + chat + ":0").until("Before")
	ready := func() int { return s.stranger().get("/readyz").status }
	eventually(t, "it says that it is not ready", func() bool { return ready() == http.StatusServiceUnavailable })
	limit(1 << 30)
	visitor.must("/w/shop/say", "client_id", id, "text", long+"signed "+id)
	visitor.must("/w/shop/say", "client_id", id, "text", long+"signed "+id)
	if n := strings.Count(visitor.get("/w/shop/log").body, "signed "+id); n != 1 {
		t.Errorf("%d messages where one was sent", n)
	}
	if got := s.rows("SELECT count(*) AS n FROM entries WHERE author_kind = 'visitor'"); got != fmt.Sprintf("n=%d \n", kept+2) {
		t.Errorf("%d were acknowledged, there are %s", kept+2, got)
	}
	eventually(t, "it is ready again", func() bool { return ready() == http.StatusOK })
	s.check(s.app.store.Check(t.Context()))
}

// F3 F4 F18: it is kept, and the process is gone before it could ring or answer.
func TestSay_ServerDiesAfterTheCommit_OneMessageThatEverybodySees(t *testing.T) {
	s := newSite(t)
	visitor := s.visitor()
	visitor.say("Hello")
	chat := visitor.conversation()
	page := visitor.stream("/w/shop/stream?after=0")
	last := page.until("Hello")
	bot, err := s.app.store.BotByKey(t.Context(), "shop")
	s.check(err)
	sum := sha256.Sum256([]byte(visitor.token))
	_, err = s.app.store.Begin(t.Context(), models.Beginning{Bot: bot, TokenHash: hex.EncodeToString(sum[:]), Now: time.Now()},
		models.Receive(models.Message{ClientID: "never-answered", Text: "Kept in silence", Now: time.Now()}))
	s.check(err)
	s.stop()
	s.start()
	again := visitor.stream("/w/shop/stream?after=1", "Last-Event-ID", last.id)
	if e := again.until("Kept in silence"); strings.Contains(e.data, "Hello") {
		t.Errorf("what was seen came again: %s", e.data)
	}
	agent := s.agent("agent")
	agent.stream("/desk/stream?list=bot&open=" + chat + ":0").until("Kept in silence")
	visitor.must("/w/shop/say", "client_id", "never-answered", "text", "Kept in silence")
	if got := visitor.post("/w/shop/say", "client_id", "never-answered", "text", "Other words"); got.status != http.StatusUnprocessableEntity {
		t.Errorf("the same id with other words: %d", got.status)
	}
	if n := strings.Count(visitor.get("/w/shop/log").body, "Kept in silence"); n != 1 {
		t.Errorf("%d messages", n)
	}
}

// F21 F38 F39
func TestBackup_RestoredElsewhere_ClientsStartOver(t *testing.T) {
	s := newSite(t)
	visitor, agent := s.visitor(), s.agent("agent")
	visitor.must("/w/shop/say", "client_id", "before-the-backup", "text", "In the backup")
	chat := visitor.conversation()
	file, folder := filepath.Join(t.TempDir(), "kept.tar.gz"), filepath.Join(t.TempDir(), "restored")
	must(t, "", "backup", "--data", s.folder, file)
	for range 5 {
		visitor.say("After the backup")
	}
	last := visitor.stream("/w/shop/stream?after=0").until("After the backup")
	desk := agent.stream("/desk/stream?list=bot&open=" + chat + ":0").until("After the backup")
	s.stop()
	must(t, "", "restore", "--data", folder, file)
	s.folder = folder
	s.start()
	stream := visitor.stream("/w/shop/stream?after=0", "Last-Event-ID", last.id)
	if e := <-stream.events; e.name != "epoch" {
		t.Errorf("the first event is %q %s", e.name, e.data)
	}
	if e := stream.until("In the backup"); strings.Contains(e.data, "After the backup") {
		t.Errorf("after restoring: %s", e.data)
	}
	visitor.must("/w/shop/say", "client_id", "before-the-backup", "text", "In the backup")
	visitor.say("And on it goes")
	stream.until("And on it goes")
	if log := visitor.get("/w/shop/log").body; strings.Count(log, "In the backup") != 1 || strings.Contains(log, "After the backup") {
		t.Errorf("the log is %s", log)
	}
	if got := agent.get("/desk"); got.status != http.StatusUnauthorized {
		t.Errorf("a session from before: %d", got.status)
	}
	back := s.agent("agent").stream("/desk/stream?list=bot&open="+chat+":0", "Last-Event-ID", desk.id)
	if e := <-back.events; e.name != "epoch" {
		t.Errorf("the desk's first event is %q %s", e.name, e.data)
	}
	back.until("And on it goes")
}

// F22 F39: two tabs; one begins a new conversation.
func TestStream_CursorOfTheConversationBefore_StartsOver(t *testing.T) {
	s := newSite(t)
	visitor := s.visitor()
	for range 3 {
		visitor.say("Of the old one")
	}
	other := visitor.stream("/w/shop/stream?after=0")
	last := other.until("Of the old one")
	visitor.must("/w/shop/end")
	last = other.until("closed")
	visitor.must("/w/shop/say", "client_id", s.id(), "text", "Of the new one", "fresh", "1")
	if came := other.rest(); !strings.Contains(came, "bye") {
		t.Errorf("the other tab goes on with the old conversation: %s", came)
	}
	again := visitor.stream("/w/shop/stream?after=9", "Last-Event-ID", last.id)
	if e := <-again.events; e.name != "epoch" {
		t.Errorf("the first event is %q %s", e.name, e.data)
	}
	if log := visitor.get("/w/shop/log").body; !strings.Contains(log, "Of the new one") || strings.Contains(log, "Of the old one") {
		t.Errorf("the log is %s", log)
	}
}

// F32
func TestDesk_TwoAtOnce_OneWinsAndTheOtherIsToldWho(t *testing.T) {
	s := newSite(t)
	people := map[string]*person{"Agent": s.agent("agent"), "Second": s.agent("second"), "Supervisor": s.agent("supervisor")}
	atOnce := func(chat, act string) map[string]answer {
		var lock sync.Mutex
		var all sync.WaitGroup
		got := map[string]answer{}
		begin := make(chan struct{})
		for name, who := range people {
			r := who.request("POST", "/desk/"+chat+"/"+act, map[string][]string{})
			all.Go(func() {
				<-begin
				one := who.do(r)
				lock.Lock()
				got[name] = one
				lock.Unlock()
			})
		}
		close(begin)
		all.Wait()
		return got
	}
	for _, end := range []string{"restore", "close", "restore", "close"} {
		visitor := s.visitor()
		visitor.say("Hello")
		chat := visitor.conversation()
		winner := ""
		taken := atOnce(chat, "takeover")
		for name, got := range taken {
			if got.status == http.StatusNoContent {
				winner += name
			}
		}
		for name, got := range taken {
			if name != winner && (got.status != http.StatusConflict || !strings.Contains(got.body, winner+" has this chat")) {
				t.Errorf("%s, where %s was first: %d %s", name, winner, got.status, got.body)
			}
		}
		for name, got := range atOnce(chat, end) {
			if got.status != http.StatusNoContent && got.status != http.StatusConflict || name == winner && got.status != http.StatusNoContent && winner != "Supervisor" && end == "close" {
				t.Errorf("%s by %s: %d %s", end, name, got.status, got.body)
			}
		}
		if got := s.rows(`SELECT (SELECT count(*) FROM entries WHERE conversation_id = $1 AND kind = 'joined') AS joined,
			(SELECT count(*) FROM entries WHERE conversation_id = $1 AND kind IN ('handed_back', 'closed')) AS ended`, chat); got != "joined=1 ended=1 \n" {
			t.Errorf("%s: %s", end, got)
		}
	}
}

// M-18
func TestLiveChat_AgentWhoIsOutOfReach_IsNotAsked(t *testing.T) {
	s := newSite(t)
	agent := s.agent("agent")
	agent.must("/desk/online", "on", "1") // willing, but with no page open
	reach := func(until time.Time) { s.check(s.app.store.Reach(t.Context(), "id-agent", until)) }
	reach(time.Now().Add(-time.Second))
	alone := s.visitor()
	alone.asks()
	if log := alone.get("/w/shop/log").body; !strings.Contains(log, `data-kind="leave"`) || strings.Contains(log, `data-kind="waiting"`) {
		t.Errorf("nobody can be reached, and the visitor sees %s", log)
	}
	if list := agent.get("/desk?list=waiting").body; strings.Contains(list, `id="row-`) {
		t.Error("somebody waits for an agent who is out of reach")
	}
	reach(time.Now().Add(time.Hour))
	served := s.visitor()
	served.asks()
	if log := served.get("/w/shop/log").body; !strings.Contains(log, `data-kind="waiting"`) {
		t.Errorf("an agent can be reached, and the visitor sees %s", log)
	}
}

// F13: another program holds the database, so that nothing at all can be kept, not even the lease of an
// agent who comes.
func TestDatabase_HeldByAnother_ReadingGoesOnAndItRecovers(t *testing.T) {
	s := newSite(t)
	visitor, agent := s.visitor(), s.agent("agent")
	visitor.say("Before")
	chat := visitor.conversation()
	s.check(s.app.store.Do(t.Context(), func(tx *db.Tx) error { // five seconds otherwise
		var ms int
		return tx.Row("PRAGMA busy_timeout = 50").Scan(&ms)
	}))
	on, err := sql.Open("sqlite3", filepath.Join(s.folder, db.FileName))
	s.check(err)
	defer on.Close()
	other, err := on.Conn(t.Context())
	s.check(err)
	defer other.Close()
	_, err = other.ExecContext(t.Context(), "BEGIN IMMEDIATE")
	s.check(err)
	id := s.id()
	if got := visitor.post("/w/shop/say", "client_id", id, "text", "During"); got.status != http.StatusServiceUnavailable || got.header.Get("Retry-After") == "" {
		t.Errorf("nothing can be kept: %d %s", got.status, got.body)
	}
	visitor.stream("/w/shop/stream?after=0").until("Before")
	desk := agent.stream("/desk/stream?list=bot&open=" + chat + ":0")
	desk.until("Before")
	if got := agent.post("/desk/" + chat + "/takeover"); got.status != http.StatusServiceUnavailable {
		t.Errorf("taking over: %d", got.status)
	}
	_, err = other.ExecContext(t.Context(), "ROLLBACK")
	s.check(err)
	visitor.must("/w/shop/say", "client_id", id, "text", "During")
	desk.until("During")
	if n := strings.Count(visitor.get("/w/shop/log").body, ">During<"); n != 1 {
		t.Errorf("%d messages where one was sent", n)
	}
}
