package main

import (
	"context"
	"database/sql"
	"fmt"
	"html"
	"net/http"
	"os/signal"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"time"

	_ "github.com/mattn/go-sqlite3" // the floor's database
)

// bare is the floor: the same posts and streams with net/http, SQLite (FULL, group commit) and
// memory, and nothing else: no rights, no limits, no flow, no lists, no rendering but one escape.
type bare struct {
	db   *sql.DB
	in   chan *barePost
	mu   sync.Mutex
	all  map[string]*bareTalk // by the visitor's token, which is the conversation's id as well
	desk map[*bareStream]bool // who sees the waiting list
}

type bareTalk struct {
	last int64
	subs map[*bareStream]bool
}

type bareStream struct {
	frames chan []byte
	cut    bool // frames is closed
}

type barePost struct {
	talk, client, text string
	kept               chan error
}

// serveBare runs the floor until it is told to end.
func serveBare(addr, dir string) error {
	b, err := newBare(dir)
	if err != nil {
		return err
	}
	ctx, stop := signal.NotifyContext(context.Background(), syscall.SIGTERM, syscall.SIGINT)
	defer stop()
	srv := &http.Server{Addr: addr, Handler: b.routes(), ReadHeaderTimeout: 5 * time.Second}
	go func() { <-ctx.Done(); srv.Close() }()
	return srv.ListenAndServe()
}

func newBare(dir string) (*bare, error) {
	db, err := sql.Open("sqlite3", "file:"+filepath.Join(dir, "bare.db")+"?_journal_mode=WAL&_synchronous=FULL&_busy_timeout=5000&_txlock=immediate&_stmt_cache_size=16")
	if err != nil {
		return nil, err
	}
	b := &bare{db: db, in: make(chan *barePost, 1024), all: map[string]*bareTalk{}, desk: map[*bareStream]bool{}}
	_, err = db.Exec(`CREATE TABLE IF NOT EXISTS entries (talk TEXT, seq BIGINT, client TEXT, text TEXT, UNIQUE (talk, client))`)
	if err != nil {
		return nil, fmt.Errorf("the floor's table: %w", err)
	}
	go b.write()
	return b, nil
}

func (b *bare) routes() http.Handler {
	mux := http.NewServeMux()
	done := func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusNoContent) }
	mux.HandleFunc("GET /readyz", func(http.ResponseWriter, *http.Request) {})
	mux.HandleFunc("POST /login", func(w http.ResponseWriter, _ *http.Request) {
		http.SetCookie(w, &http.Cookie{Name: "deskbell", Value: "bare"})
		w.WriteHeader(http.StatusSeeOther)
	})
	mux.HandleFunc("POST /desk/online", done)
	mux.HandleFunc("POST /desk/{id}/takeover", done)
	mux.HandleFunc("POST /w/{bot}/end", done)
	mux.HandleFunc("POST /w/{bot}/say", func(w http.ResponseWriter, r *http.Request) { b.say(w, r, bareToken(r)) })
	mux.HandleFunc("POST /desk/{id}/say", func(w http.ResponseWriter, r *http.Request) { b.say(w, r, r.PathValue("id")) })
	mux.HandleFunc("GET /w/{bot}/stream", func(w http.ResponseWriter, r *http.Request) {
		b.stream(w, r, []string{bareToken(r) + ":" + r.FormValue("after")})
	})
	mux.HandleFunc("GET /desk/stream", func(w http.ResponseWriter, r *http.Request) { b.stream(w, r, r.URL.Query()["open"]) })
	mux.HandleFunc("GET /w/{bot}/log", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "text/event-stream")
		_ = b.replay(r.Context(), bareToken(r), 0, func(frame []byte) { _, _ = w.Write(frame) })
	})
	return mux
}

func bareToken(r *http.Request) string {
	return strings.TrimPrefix(r.Header.Get("Authorization"), "Bearer ")
}

func (b *bare) say(w http.ResponseWriter, r *http.Request, talk string) {
	p := &barePost{talk: talk, client: r.PostFormValue("client_id"), text: r.PostFormValue("text"), kept: make(chan error, 1)}
	b.in <- p
	if err := <-p.kept; err != nil {
		http.Error(w, err.Error(), http.StatusServiceUnavailable)
		return
	}
	w.WriteHeader(http.StatusNoContent)
}

// write is the one writer: all that waits becomes one transaction, then it is shown and answered.
func (b *bare) write() {
	for first := range b.in {
		group := []*barePost{first}
		for len(group) < 256 && len(b.in) > 0 {
			group = append(group, <-b.in)
		}
		b.mu.Lock()
		frames, err := b.commit(group)
		for i, p := range group {
			if err == nil && frames[i] != nil {
				b.show(b.all[p.talk].subs, frames[i])
			}
			p.kept <- err
		}
		b.mu.Unlock()
	}
}

func (b *bare) commit(group []*barePost) ([][]byte, error) {
	tx, err := b.db.Begin()
	if err != nil {
		return nil, err
	}
	defer func() { _ = tx.Rollback() }()
	frames := make([][]byte, len(group))
	for i, p := range group {
		t := b.all[p.talk]
		if t == nil {
			t = &bareTalk{subs: map[*bareStream]bool{}}
			b.all[p.talk] = t
			b.show(b.desk, bareRow(p.talk))
		}
		res, err := tx.Exec(`INSERT INTO entries VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING`, p.talk, t.last+1, p.client, p.text)
		if err != nil {
			return nil, err
		}
		if n, _ := res.RowsAffected(); n > 0 {
			t.last++
			frames[i] = bareFrame(p.talk, t.last, p.text)
		}
	}
	return frames, tx.Commit()
}

func bareRow(talk string) []byte {
	return []byte(`data: <li id="row-` + talk + `" data-row></li>` + "\n\n")
}

func bareFrame(talk string, seq int64, text string) []byte {
	n := strconv.FormatInt(seq, 10)
	return []byte("id: 1." + n + "\ndata: <li data-seq=\"" + n + "\" data-conversation=\"" + talk + "\">" + html.EscapeString(text) + "</li>\n\n")
}

// show hands a frame to streams; one that does not keep up is closed and comes again.
func (b *bare) show(to map[*bareStream]bool, frame []byte) {
	for s := range to {
		if s.cut {
			continue
		}
		select {
		case s.frames <- frame:
		default:
			s.cut = true
			close(s.frames)
		}
	}
}
