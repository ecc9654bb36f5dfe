package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"text/tabwriter"

	"deskbell/cmd/deskbell/demo"
	"deskbell/db"
	"deskbell/handlers/web"
)

type demoCommand struct {
	Addr     string `env:"DESKBELL_ADDR" default:"127.0.0.1:8080" placeholder:"HOST:PORT" help:"Where to listen (default 127.0.0.1:8080)."`
	BaseURL  string `env:"DESKBELL_BASE_URL" placeholder:"URL" help:"How browsers reach it (default: http://ADDR)."`
	SMTP     string `name:"smtp" env:"DESKBELL_SMTP" placeholder:"URL" help:"Mail server, e.g. smtp://127.0.0.1:1025. None: mails wait in the outbox, and can be read there."`
	MailFrom string `env:"DESKBELL_MAIL_FROM" default:"shop@demo.test" placeholder:"ADDRESS" help:"Whom mails are from (default shop@demo.test)."`
	aiFlags
	LogFormat string `env:"DESKBELL_LOG_FORMAT" default:"text" enum:"json,text" help:"json or text (default text)."`
	LogLevel  string `env:"DESKBELL_LOG_LEVEL" default:"warn" enum:"debug,info,warn,error" help:"debug, info, warn or error (default warn)."`

	AllowOutbound []string `env:"DESKBELL_ALLOW_OUTBOUND" placeholder:"CIDR" help:"Networks that flows, an AI service and mail servers set in the browser may be in although they are not public, e.g. 127.0.0.1/32."`
}

// Help is what `deskbell demo --help` says below its first line.
func (demoCommand) Help() string {
	return `Everything is kept in a temporary folder, which is removed at the end.

  deskbell demo
  deskbell demo --addr 0.0.0.0:9000 --base-url http://192.168.1.20:9000   for a phone in the same network
  deskbell demo --smtp smtp://127.0.0.1:1025                              its mails, in a mail catcher`
}

func (c demoCommand) Run(w world) (err error) {
	folder, err := os.MkdirTemp("", "deskbell-demo-")
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(folder)) }()
	flags := serveFlags{Addr: c.Addr, BaseURL: c.BaseURL, LogFormat: c.LogFormat, LogLevel: c.LogLevel,
		SMTP: c.SMTP, MailFrom: c.MailFrom, AllowOutbound: c.AllowOutbound, aiFlags: c.aiFlags}
	config, err := flags.parse(folder, w.stderr)
	if err != nil {
		return err
	}
	config.Demo, config.Hosts = true, nil // one looks at it by whatever name its machine has
	return serve(w, config, service{
		build:    starting,
		prepare:  func(ctx context.Context, s serveConfig) error { return fill(ctx, w, s) },
		announce: func(s serveConfig) { announceDemo(w, s) },
	})
}

// fill puts the sample shop into the folder, before the server opens it.
func fill(ctx context.Context, w world, c serveConfig) error {
	store, err := db.Open(ctx, db.Options{Path: dataFlag{c.Data}.database(c.Database), Version: version()})
	if err != nil {
		return err
	}
	hash := func(password string) (string, error) { return web.HashPassword(ctx, password) }
	err = demo.Fill(ctx, demo.Shop{Store: store, Hash: hash, Now: w.now(), Base: c.BaseURL})
	return errors.Join(err, store.Close())
}

// announceDemo prints what to open.
func announceDemo(w world, c serveConfig) {
	fmt.Fprintf(w.stdout, "Deskbell's sample shop is open. Ctrl-C closes it and forgets everything.\n\n")
	table := tabwriter.NewWriter(w.stdout, 0, 0, 3, ' ', 0)
	for _, place := range [][2]string{
		{"Both sides at once", "/demo/both"},
		{"The shop, with the chat", "/demo"},
		{"The desk", "/desk"},
		{"The help pages", "/help"},
	} {
		fmt.Fprintf(table, "  %s\t%s%s\n", place[0], c.BaseURL, place[1])
	}
	fmt.Fprintf(table, "\t\n")
	for _, person := range demo.Team() {
		fmt.Fprintf(table, "  %s, %s\t%s\n", person.Name, person.Role.Words(), person.Email)
	}
	table.Flush()
	fmt.Fprintf(w.stdout, "\n  Everybody's password: %s\n\n", demo.Password)
}
