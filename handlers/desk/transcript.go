package desk

import (
	"bufio"
	"context"
	"io"
	"mime"
	"net/http"
	"strings"
	"time"

	"github.com/a-h/templ"

	"deskbell/handlers/web"
	"deskbell/models"
	view "deskbell/views/desk"
)

// pageOfTranscript is how many entries are in memory at a time.
const pageOfTranscript = 200

// transcript downloads what was said; without a format it is the dialog that asks for one.
func (d *desk) transcript(w http.ResponseWriter, r *http.Request, me *models.Agent) error {
	o, err := d.opening(r, me)
	if err != nil {
		return err
	}
	t := transcript{desk: d, me: me, open: o.Conversation, bot: o.Bot.Name, notes: r.URL.Query().Get("notes") == "1"}
	switch format := r.URL.Query().Get("format"); format {
	case "":
		return d.transcriptForm(w, r, o)
	case "txt", "html":
		web.Note(r, d.Audit, models.Act{By: me, What: "Transcript downloaded", Object: string(o.Conversation.ID), Detail: format, Now: d.Now()})
		t.send(w, r, format)
		return nil
	}
	return &models.Error{Code: models.CodeInvalid, Field: "format", Message: "A transcript is text or a web page: txt or html."}
}

// transcript is a conversation on its way into a file.
type transcript struct {
	*desk
	me    *models.Agent
	open  models.Conversation
	bot   string
	notes bool // the team's own entries as well
}

// send writes the file page by page. What goes wrong on the way cuts the download off, so that nobody takes a
// part for the whole.
func (t *transcript) send(w http.ResponseWriter, r *http.Request, format string) {
	h := w.Header()
	h.Set("Content-Disposition", mime.FormatMediaType("attachment", map[string]string{"filename": t.name() + "." + format}))
	h.Set("Content-Type", map[string]string{"txt": "text/plain", "html": "text/html"}[format]+"; charset=utf-8")
	h.Set("Content-Security-Policy", "default-src 'none'; sandbox")
	out := bufio.NewWriter(w)
	write := t.text
	if format == "html" {
		write = t.page
	}
	err := write(r.Context(), out)
	if err == nil {
		err = out.Flush()
	}
	if err != nil {
		if r.Context().Err() == nil {
			t.Log.Error("a transcript was cut off", "conversation", t.open.ID, "error", err)
		}
		panic(http.ErrAbortHandler)
	}
}

func (t *transcript) text(ctx context.Context, out io.Writer) error {
	head := view.TranscriptTitle(t.open) + "\n" + view.TranscriptAbout(t.open, t.bot, t.Now()) + "\nTimes are in UTC.\n\n"
	if _, err := io.WriteString(out, head); err != nil {
		return err
	}
	return t.each(ctx, func(e models.Entry) error {
		_, err := io.WriteString(out, view.TranscriptLines(e))
		return err
	})
}

func (t *transcript) page(ctx context.Context, out io.Writer) error {
	rows := templ.ComponentFunc(func(ctx context.Context, w io.Writer) error {
		return t.each(ctx, func(e models.Entry) error { return view.TranscriptRow(e).Render(ctx, w) })
	})
	return view.Transcript(view.TranscriptTitle(t.open), view.TranscriptAbout(t.open, t.bot, t.Now()), rows).Render(ctx, out)
}

// each goes through the log by pages.
func (t *transcript) each(ctx context.Context, write func(models.Entry) error) error {
	at := models.Position{Conversation: t.open.ID, Limit: pageOfTranscript}
	for {
		entries, err := t.Logs.EntriesAfter(ctx, models.Reader{Agent: t.me}, at)
		if err != nil {
			return err
		}
		for _, e := range entries {
			at.Seq = e.Seq
			if e.Kind == models.EntryRevised || e.Audience == models.ForTeam && !t.notes {
				continue
			}
			if err := write(e); err != nil {
				return err
			}
		}
		if len(entries) < pageOfTranscript {
			return nil
		}
	}
}

// name is the file's, of letters that every system takes.
func (t *transcript) name() string {
	who := strings.Map(func(r rune) rune {
		switch {
		case r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9':
			return r
		case r == ' ' || r == '-':
			return '-'
		}
		return -1
	}, t.open.Visitor.Called())
	who = strings.Trim(who[:min(len(who), 40)], "-")
	if who == "" {
		who = "visitor"
	}
	return "chat-" + who + "-" + t.open.CreatedAt.UTC().Format(time.DateOnly)
}
