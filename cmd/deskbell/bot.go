package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
	"text/tabwriter"

	"deskbell/db"
	"deskbell/models"
	"deskbell/models/flow"
)

type botCommands struct {
	List   botList   `cmd:"" help:"List the bots."`
	Export botExport `cmd:"" help:"Print a bot with its flows as one JSON document."`
	Import botImport `cmd:"" help:"Make a bot from such a document, or replace the one with its key."`
}

type botList struct{ keptFlags }

func (c botList) Run(w world) error {
	return c.with(w, func(store *db.Store) error {
		bots, err := store.Bots(w.ctx)
		if err != nil {
			return err
		}
		table := tabwriter.NewWriter(w.stdout, 0, 0, 2, ' ', 0)
		fmt.Fprintln(table, "KEY\tNAME\tSITES")
		for _, bot := range bots {
			sites := "none"
			if len(bot.Sites) > 0 {
				sites = strings.Join(bot.Sites, ",")
			}
			fmt.Fprintf(table, "%s\t%s\t%s\n", bot.Key, bot.Name, sites)
		}
		return table.Flush()
	})
}

type botExport struct {
	keptFlags
	Key string `arg:"" help:"Which bot; deskbell bot list shows the keys."`
}

// Help is what `deskbell bot export --help` says below its first line.
func (botExport) Help() string {
	return `What it prints is what bot import reads.

  deskbell bot export shop > shop.json`
}

func (c botExport) Run(w world) error {
	return c.with(w, func(store *db.Store) error {
		file, err := store.ExportBot(w.ctx, c.Key)
		if errors.Is(err, models.ErrNotFound) {
			return fmt.Errorf("there is no bot with the key %q; deskbell bot list shows the keys", c.Key)
		}
		if err != nil {
			return err
		}
		out := json.NewEncoder(w.stdout)
		out.SetEscapeHTML(false)
		out.SetIndent("", "  ")
		return out.Encode(file)
	})
}

type botImport struct {
	keptFlags
	File string `arg:"" help:"The document, or - for standard input."`
}

// Help is what `deskbell bot import --help` says below its first line.
func (botImport) Help() string {
	return `Conversations under way stay in the flows that they began with; new ones get these.

  deskbell bot import shop.json
  deskbell bot export shop | sed s/staging/www/ | deskbell bot import --data /var/lib/deskbell -`
}

func (c botImport) Run(w world) error {
	text, err := w.readFile(c.File)
	if err != nil {
		return err
	}
	file, err := models.ParseBotFile(text)
	if err != nil {
		return fmt.Errorf("%s is no bot: %v", c.File, err) // no usage error: the file is wrong
	}
	if errs := failures(checkBot(file)); len(errs) > 0 {
		return fmt.Errorf("the bot was not imported, its flows have %s: %s", counted(len(errs), "error"), errs[0])
	}
	return c.withNew(w, func(store *db.Store) error {
		bot, err := store.ImportBot(w.ctx, file, w.now())
		if err != nil {
			return fmt.Errorf("the bot was not imported: %w", err)
		}
		if err := w.note(store, models.Act{What: models.ActBotImported, Object: bot.Name, Detail: bot.Key}); err != nil {
			return err
		}
		fmt.Fprintln(w.stdout, bot.Key)
		return nil
	})
}

// largestFile is the most that is read of a document, in bytes.
const largestFile = 16 << 20

// readFile reads a named file, or standard input for "-".
func (w world) readFile(name string) ([]byte, error) {
	from := w.stdin
	if name != "-" {
		file, err := os.Open(name)
		if err != nil {
			return nil, err
		}
		defer file.Close()
		from = file
	}
	text, err := io.ReadAll(io.LimitReader(from, largestFile+1))
	if err != nil {
		return nil, fmt.Errorf("%s could not be read: %w", name, err)
	}
	if len(text) > largestFile {
		return nil, fmt.Errorf("%s is larger than %d MiB", name, largestFile>>20)
	}
	return text, nil
}

// checkBot checks every flow, with the others in reach. Of a flow that came without its bot (Format
// is empty), targets in other flows are taken as they are.
func checkBot(file models.BotFile) []found {
	byID := map[string]*flow.Document{}
	for i := range file.Flows {
		byID[file.Flows[i].ID] = &file.Flows[i]
	}
	var around flow.Around // of a flow that comes alone nobody knows what is around it
	if file.Format != "" {
		around.Others = func(id string) *flow.Document { return byID[id] }
		for i := range file.Flows {
			around.Flows = append(around.Flows, &file.Flows[i])
		}
	}
	var all []found
	for i := range file.Flows {
		document := &file.Flows[i]
		for _, problem := range flow.CheckAll(document, around) {
			all = append(all, found{flow: document.ID, Problem: problem})
		}
	}
	return all
}
