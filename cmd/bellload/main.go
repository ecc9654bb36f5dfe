// Bellload drives a running Deskbell over HTTP as real visitors and agents do, and checks every
// message by (sender, n): what was acknowledged is seen by both sides and in the log, once, in the
// sender's order, also when the server is killed in between.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"runtime/debug"
	"syscall"
	"time"

	"github.com/alecthomas/kong"
)

type options struct {
	URL    string `name:"url" help:"Address of a running server; its data folder is --data. Without it a server is started."`
	Server string `help:"The deskbell program to start. Without it it is built from the sources around the working folder."`
	Data   string `help:"Data folder to use, kept afterwards. Without it a new one is made and taken away."`
	PID    int    `name:"pid" help:"With --url: the server's process, to read memory and CPU of."`

	Visitors  int           `default:"200" help:"Visitors, each with a conversation and a stream."`
	Agents    int           `default:"10" help:"Agents, each with a stream and at most 50 conversations."`
	Rate      float64       `default:"50" help:"Messages a second in all; half of them from visitors."`
	Saturate  int           `help:"Closed loop with so many senders, instead of --rate."`
	Duration  time.Duration `default:"20s" help:"How long messages are sent."`
	KillEvery time.Duration `help:"Kill the server with -9 that often and start it again on the same data."`
	Kills     int           `help:"Stop killing after so many."`

	Idle      int  `help:"Measure memory and CPU of so many idle visitor streams, instead of messages."`
	Coldstart bool `help:"Measure the time from start to /readyz, instead of messages."`

	FillConversations int `help:"Put so many finished conversations into the data before."`
	FillEntries       int `help:"Put so many entries into them."`

	Bare     bool `help:"Run the same against a bare net/http + SQLite pipeline as well: the floor of this machine."`
	OnlyBare bool `help:"Run against the bare pipeline alone."`
	JSON     bool `name:"json" help:"Print JSON."`

	ServeBare string `hidden:"" help:"Be the bare pipeline at this address."`
}

// errLost is the verdict that makes the exit code 1.
var errLost = errors.New("messages were lost, doubled or out of order, or the database is damaged")

func main() {
	var opt options
	parser := kong.Must(&opt, kong.Name("bellload"), kong.UsageOnError(),
		kong.Description("Drives Deskbell as real visitors and agents do, and checks that nothing is lost."))
	if _, err := parser.Parse(os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, "bellload:", err)
		os.Exit(2)
	}
	if err := opt.check(); err != nil {
		fmt.Fprintln(os.Stderr, "bellload:", err)
		os.Exit(2)
	}
	if opt.ServeBare != "" {
		fmt.Fprintln(os.Stderr, serveBare(opt.ServeBare, opt.Data))
		return
	}
	debug.SetGCPercent(400) // the load's own collector should not be what is measured
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	if err := runAll(ctx, opt, os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, "bellload:", err)
		stop()
		os.Exit(1)
	}
}

// check says in a sentence what does not fit together.
func (o *options) check() error {
	switch {
	case o.ServeBare != "":
		return nil
	case o.Visitors < 1 || o.Agents < 1 || o.Rate <= 0 || o.Duration <= 0:
		return errors.New("--visitors, --agents, --rate and --duration must be above 0")
	case o.Visitors > o.Agents*mostChats && !o.Coldstart && o.Idle == 0:
		return fmt.Errorf("an agent has at most %d chats: %d visitors need --agents %d or more", mostChats, o.Visitors, (o.Visitors+mostChats-1)/mostChats)
	case o.URL != "" && (o.KillEvery > 0 || o.Coldstart || o.Idle > 0):
		return errors.New("--kill-every, --coldstart and --idle start the server themselves: leave --url out")
	case o.URL != "" && o.Data == "":
		return errors.New("--url needs --data, the server's data folder, to add the bot and the agents")
	case o.URL != "" && o.FillConversations+o.FillEntries > 0:
		return errors.New("the data cannot be filled while a server runs on it: leave --url out")
	case o.OnlyBare && o.KillEvery > 0:
		return errors.New("--kill-every is not for the bare pipeline: it promises nothing after a kill")
	case o.Kills > 0 && o.KillEvery == 0:
		return errors.New("--kills needs --kill-every")
	}
	return nil
}

// runAll runs against Deskbell, against the floor, or both, and prints what was found. It errors with
// errLost when a check failed.
func runAll(ctx context.Context, opt options, out io.Writer) error {
	var all []report
	for _, floor := range []bool{false, true} {
		if (floor && !opt.Bare && !opt.OnlyBare) || (!floor && opt.OnlyBare) {
			continue
		}
		one := opt
		if floor {
			one.KillEvery, one.Kills, one.URL, one.Data = 0, 0, "", ""
		}
		r, err := run(ctx, one, floor)
		if err != nil {
			return err
		}
		all = append(all, r)
	}
	if err := write(out, all, opt.JSON); err != nil {
		return err
	}
	for i := range all {
		if !all[i].good() {
			return errLost
		}
	}
	return nil
}
