package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"time"

	"deskbell/models"
	"deskbell/models/flow"
)

// The bots of the load: one asks for a person at once, the other says a word and is silent.
const (
	loadBot = "load"
	idleBot = "idle"
)

// password of the load's agents; the server is on the loopback and its data is thrown away.
const password = "bellload-does-not-sleep"

// target is the server under load and its data.
type target struct {
	opt    options
	name   string
	base   string
	bin    string // of deskbell; "" for the floor
	dir    string // data
	keep   bool   // the data is somebody's
	temp   string // folder of our own
	server *process
}

// newTarget finds or builds the program and makes the data folder; nothing runs yet.
func newTarget(ctx context.Context, opt options, floor bool) (t *target, err error) {
	t = &target{opt: opt, name: "deskbell", base: opt.URL, bin: opt.Server, dir: opt.Data, keep: opt.Data != ""}
	if t.temp, err = os.MkdirTemp("", "bellload"); err != nil {
		return nil, err
	}
	if t.dir == "" {
		t.dir = filepath.Join(t.temp, "data")
		if err = os.Mkdir(t.dir, 0o700); err != nil {
			return nil, err
		}
	}
	if floor {
		t.name, t.bin = "bare", ""
	} else if t.bin == "" {
		if t.bin, err = build(ctx, t.temp); err != nil {
			t.close()
			return nil, err
		}
	}
	if opt.URL != "" {
		return t, nil
	}
	addr, err := freeAddr()
	if err != nil {
		return nil, err
	}
	t.base = "http://" + addr
	t.server = &process{bin: t.bin, base: t.base, log: filepath.Join(t.temp, "server.log")}
	t.server.args = []string{"serve", "--addr", addr, "--data", t.dir, "--trusted-proxies", "127.0.0.1/32"}
	if floor {
		t.server.args = []string{"--serve-bare", addr, "--data", t.dir}
		t.server.bin, err = os.Executable()
	}
	return t, err
}

// close ends what was started and takes away what was made.
func (t *target) close() {
	if t.server != nil {
		t.server.stop()
	}
	_ = os.RemoveAll(t.temp)
}

func (t *target) usage() usage {
	if t.server == nil {
		return read(t.opt.PID)
	}
	return t.server.usage()
}

// prepare fills the data, adds bots and agents, and starts the server unless it runs.
func (t *target) prepare(ctx context.Context) ([]login, error) {
	logins := make([]login, t.opt.Agents)
	for i := range logins {
		logins[i] = login{email: fmt.Sprintf("agent%d.%x@load.test", i+1, time.Now().UnixNano()), password: password}
	}
	if t.bin != "" {
		if err := t.importBots(ctx); err != nil {
			return nil, err
		}
		if err := t.addAgents(ctx, logins); err != nil {
			return nil, err
		}
		if err := fill(ctx, t.dir, t.opt); err != nil {
			return nil, fmt.Errorf("filling the data: %w", err)
		}
	}
	if t.server == nil {
		return logins, nil
	}
	return logins, t.server.start(ctx)
}

// addAgents adds them through the command, two at a time: a password costs 30 ms of a core.
func (t *target) addAgents(ctx context.Context, logins []login) error {
	var all sync.WaitGroup
	failed := make([]error, len(logins))
	places := make(chan struct{}, 2)
	for i, l := range logins {
		places <- struct{}{}
		all.Go(func() {
			defer func() { <-places }()
			failed[i] = t.command(ctx, l.password+"\n", "user", "add", "--email", l.email, "--name", "Agent "+strconv.Itoa(i+1),
				"--role", string(models.RoleAgent), "--max-chats", strconv.Itoa(mostChats), "--bots", loadBot)
		})
	}
	all.Wait()
	for _, err := range failed {
		if err != nil {
			return err
		}
	}
	return nil
}

func (t *target) importBots(ctx context.Context) error {
	text := flow.Block{Kind: "text", Settings: json.RawMessage(`{"text":"Hello"}`)}
	silent := text
	text.Out = map[string]flow.Target{flow.PortNext: {Block: "person"}}
	person := flow.Block{Kind: "live_chat", Settings: json.RawMessage(`{"offer":false,"wait_seconds":600}`)}
	flows := map[string]map[string]flow.Block{
		loadBot: {"hello": text, "person": person},
		idleBot: {"hello": silent},
	}
	for key, blocks := range flows {
		file := models.BotFile{Format: "deskbell/bot/1", Key: key, Name: "Bellload " + key, Sites: []string{}, StartFlow: key + "-start"}
		file.Flows = []flow.Document{{Schema: flow.Schema, ID: key + "-start", Name: "Start", Start: "hello", Blocks: blocks}}
		doc, err := json.Marshal(file)
		if err != nil {
			return err
		}
		if err := t.command(ctx, string(doc), "bot", "import", "-"); err != nil {
			return err
		}
	}
	return nil
}

// command runs deskbell on the data folder with input.
func (t *target) command(ctx context.Context, input string, args ...string) error {
	cmd := exec.CommandContext(ctx, t.bin, args...)
	cmd.Env = append(os.Environ(), "DESKBELL_DATA="+t.dir)
	cmd.Stdin = strings.NewReader(input)
	var out bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &out
	if err := cmd.Run(); err != nil {
		return fmt.Errorf("deskbell %s: %w: %s", strings.Join(args[:2], " "), err, strings.TrimSpace(out.String()))
	}
	return nil
}
