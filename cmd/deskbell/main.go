// Command deskbell is the whole product in one binary: the server, and the commands that look after
// its data folder.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"strings"
	"syscall"
	"time"

	"github.com/alecthomas/kong"

	"deskbell/models"
)

// What the process says to who started it.
const (
	exitDone   = 0
	exitFailed = 1
	exitUsage  = 2
)

const description = `Live chat with a bot at the desk and people behind it.

  deskbell demo                                     try it, with a sample shop
  deskbell serve --tls-domain chat.example.com      run it
  deskbell bot import shop.json                     give it a bot
  deskbell user add --email jonas@example.com --name "Jonas Weil" --bots shop < password.txt`

// commands is the command line; every field is a command, in the order of --help.
type commands struct {
	Serve    serveCommand     `cmd:"" help:"Run the server."`
	Demo     demoCommand      `cmd:"" help:"Run the server on a throw-away folder with a sample shop."`
	User     userCommands     `cmd:"" help:"Add and change team members."`
	Bot      botCommands      `cmd:"" help:"List bots, export and import them as JSON."`
	Articles articlesCommands `cmd:"" help:"Import articles from files and pages, export them as Markdown."`
	Flow     flowCommands     `cmd:"" help:"Check or play a flow document without a server."`
	Backup   backupCommand    `cmd:"" help:"Copy the data into one file while the server runs."`
	Restore  restoreCommand   `cmd:"" help:"Unpack a backup into an empty data folder."`
	Doctor   doctorCommand    `cmd:"" help:"Check the data folder, the database, the clock and the address."`
	Version  versionCommand   `cmd:"" help:"Print the version, commit, Go and SQLite."`
}

// world is all that a command may touch besides its own flags.
type world struct {
	ctx    context.Context // ends at the first SIGINT or SIGTERM
	stdin  io.Reader
	stdout io.Writer
	stderr io.Writer
	now    func() time.Time
}

// wrongUse is an error that the caller can mend by typing something else: exit 2.
type wrongUse struct{ sentence string }

func (e wrongUse) Error() string { return e.sentence }

func misused(format string, args ...any) error { return wrongUse{fmt.Sprintf(format, args...)} }

func main() {
	os.Exit(run(os.Args[1:], os.Stdin, os.Stdout, os.Stderr))
}

// run is main without the process: it returns the exit code and writes at most one line to stderr
// when it is not 0 (the server's log aside).
func run(args []string, stdin io.Reader, stdout, stderr io.Writer) int {
	ctx, stop := context.WithCancel(context.Background())
	defer stop()
	defer onSignal(stop)()
	return runIn(world{ctx: ctx, stdin: stdin, stdout: stdout, stderr: stderr, now: time.Now}, args)
}

// runIn parses args and runs the command in w. --help ends the parse early, by way of finished.
func runIn(w world, args []string) (code int) {
	type finished struct{ code int }
	defer func() {
		switch left := recover().(type) {
		case nil:
		case finished:
			code = left.code
		default:
			panic(left)
		}
	}()
	parser, err := kong.New(&commands{},
		kong.Name("deskbell"), kong.Description(description), kong.UsageOnError(),
		kong.ConfigureHelp(kong.HelpOptions{Compact: true, WrapUpperBound: 100}),
		kong.Writers(w.stdout, io.Discard), kong.Bind(w),
		kong.Exit(func(code int) { panic(finished{code}) }))
	if err != nil {
		return w.fail(err)
	}
	parsed, err := parser.Parse(args)
	if err != nil {
		return w.fail(misused("%v; deskbell --help shows what there is", err))
	}
	return w.fail(parsed.Run())
}

// fail says what went wrong in one line and gives the exit code for it.
func (w world) fail(err error) int {
	if err == nil {
		return exitDone
	}
	sentence := strings.Join(strings.Fields(err.Error()), " ")
	if !strings.HasSuffix(sentence, ".") {
		sentence += "."
	}
	fmt.Fprintln(w.stderr, "deskbell:", sentence)
	var use wrongUse
	if errors.As(err, &use) || models.CodeOf(err) == models.CodeInvalid {
		return exitUsage
	}
	return exitFailed
}

// onSignal calls stop at the first SIGINT or SIGTERM and ends the process at the second. The
// returned function undoes it.
func onSignal(stop func()) (undo func()) {
	signals := make(chan os.Signal, 2)
	done := make(chan struct{})
	signal.Notify(signals, os.Interrupt, syscall.SIGTERM)
	go func() {
		for count := 1; ; count++ {
			select {
			case <-done:
				return
			case <-signals:
				if count > 1 {
					os.Exit(exitFailed)
				}
				stop()
			}
		}
	}()
	return func() { signal.Stop(signals); close(done) }
}
