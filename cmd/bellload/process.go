package main

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"time"
)

// process is the server under load, started by us and started again on the same data and port.
type process struct {
	bin   string
	args  []string
	base  string // http://127.0.0.1:port
	log   string // file with what it writes
	ready time.Duration

	mu    sync.Mutex
	cmd   *exec.Cmd
	ended chan struct{} // closed when cmd is gone
	gone  usage         // of those that are gone
}

// freeAddr finds a port on the loopback that nobody listens on.
func freeAddr() (string, error) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return "", err
	}
	defer l.Close()
	return l.Addr().String(), nil
}

// start runs the server and returns when /readyz answers 200; ready is how long that took.
func (p *process) start(ctx context.Context) error {
	out, err := os.OpenFile(p.log, os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	defer out.Close()
	cmd := exec.Command(p.bin, p.args...)
	cmd.Stdout, cmd.Stderr = out, out
	began := time.Now()
	if err := cmd.Start(); err != nil {
		return fmt.Errorf("starting the server: %w", err)
	}
	ended := make(chan struct{})
	go func() { _ = cmd.Wait(); close(ended) }()
	p.mu.Lock()
	p.cmd, p.ended = cmd, ended
	p.mu.Unlock()
	if err := p.await(ctx, ended); err != nil {
		return err
	}
	p.ready = time.Since(began)
	return nil
}

func (p *process) await(ctx context.Context, ended <-chan struct{}) error {
	ctx, stop := context.WithTimeout(ctx, 30*time.Second)
	defer stop()
	client := http.Client{Transport: &http.Transport{DisableKeepAlives: true}}
	for {
		req, err := http.NewRequestWithContext(ctx, http.MethodGet, p.base+"/readyz", nil)
		if err != nil {
			return err
		}
		if resp, err := client.Do(req); err == nil {
			resp.Body.Close()
			if resp.StatusCode == http.StatusOK {
				return nil
			}
		}
		select {
		case <-ended:
			return fmt.Errorf("the server ended at once: %s", p.lastWords())
		case <-ctx.Done():
			return errors.New("the server was not ready within 30 s: " + p.lastWords())
		case <-time.After(500 * time.Microsecond):
		}
	}
}

// kill ends the server with -9, in the middle of whatever it does.
func (p *process) kill() { p.end(syscall.SIGKILL, 10*time.Second) }

// stop asks the server to end and answers how long it took.
func (p *process) stop() time.Duration {
	began := time.Now()
	if !p.end(syscall.SIGTERM, 15*time.Second) {
		p.kill()
	}
	return time.Since(began)
}

func (p *process) end(how os.Signal, patience time.Duration) bool {
	p.mu.Lock()
	cmd, ended := p.cmd, p.ended
	p.mu.Unlock()
	if cmd == nil {
		return true
	}
	last := read(cmd.Process.Pid)
	_ = cmd.Process.Signal(how)
	select {
	case <-ended:
	case <-time.After(patience):
		return false
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.cmd == cmd {
		p.cmd = nil
		p.gone.cpu += last.cpu
		p.gone.peak = max(p.gone.peak, last.peak)
	}
	return true
}

// usage is what the server uses now, with the CPU time of those that were killed before.
func (p *process) usage() usage {
	p.mu.Lock()
	defer p.mu.Unlock()
	u := p.gone
	if p.cmd != nil {
		now := read(p.cmd.Process.Pid)
		u = usage{rss: now.rss, peak: max(u.peak, now.peak), cpu: u.cpu + now.cpu}
	}
	return u
}

// lastWords are the last lines of what the server wrote.
func (p *process) lastWords() string {
	b, err := os.ReadFile(p.log)
	if err != nil {
		return err.Error()
	}
	lines := strings.Split(strings.TrimSpace(string(b)), "\n")
	return strings.Join(lines[max(0, len(lines)-3):], " / ")
}

// build makes the server's program from the sources around the working folder.
func build(ctx context.Context, into string) (string, error) {
	root, err := os.Getwd()
	if err != nil {
		return "", err
	}
	for {
		mod, err := os.ReadFile(filepath.Join(root, "go.mod"))
		if err == nil && strings.HasPrefix(string(mod), "module deskbell\n") {
			break
		}
		if filepath.Dir(root) == root {
			return "", errors.New("name the server's program with --server, or run this inside of Deskbell's sources")
		}
		root = filepath.Dir(root)
	}
	bin := filepath.Join(into, "deskbell")
	cmd := exec.CommandContext(ctx, "go", "build", "-tags", "sqlite_fts5", "-o", bin, "./cmd/deskbell")
	cmd.Dir = root
	if out, err := cmd.CombinedOutput(); err != nil {
		return "", fmt.Errorf("building the server: %w: %s", err, out)
	}
	return bin, nil
}
