package builder

import (
	"net/http"
	"net/url"
	"path"
	"strings"

	"deskbell/handlers/web"
	"deskbell/models"
	"deskbell/models/flow"
	view "deskbell/views/builder"
)

// mostReplays is how many conversations are offered to be played again.
const mostReplays = 20

// replay plays what the visitor of a real conversation did against the draft.
func (b *builder) replay(w http.ResponseWriter, r *http.Request, v visit) error {
	asked, err := web.Field(r, "conversation", 300)
	if err != nil {
		return err
	}
	d, err := b.draft(r.Context(), v, looked{view: view.ViewOutline})
	if err != nil {
		return err
	}
	p := view.ReplayPage{Draft: d, Now: b.Now(), Asked: strings.TrimSpace(asked)}
	if p.Newest, err = b.Replays.NewestOf(r.Context(), models.Reader{Agent: v.me}, v.bot.ID, mostReplays); err != nil {
		return err
	}
	status := http.StatusOK
	if p.Asked != "" {
		err = b.replayed(r, v, &p)
		switch models.CodeOf(err) {
		case models.CodeNotFound:
			status, p.Problem = http.StatusNotFound, "There is no such conversation of this bot that you may see."
		default:
			if err != nil {
				return err
			}
		}
	}
	return web.Render(w, r, status, view.ReplayView(p))
}

func (b *builder) replayed(r *http.Request, v visit, p *view.ReplayPage) error {
	who := models.Reader{Agent: v.me}
	c, err := b.Logs.Conversation(r.Context(), who, conversationOf(p.Asked))
	if err != nil {
		return err
	}
	if c.BotID != v.bot.ID {
		return models.ErrNotFound
	}
	entries, err := b.Logs.EntriesAfter(r.Context(), who, models.Position{Conversation: c.ID, Limit: mostEntries})
	if err != nil {
		return err
	}
	lib, err := b.drafts(r.Context(), p.Draft)
	if err != nil {
		return err
	}
	start := flow.Target{Flow: v.bot.StartFlow}
	if c.Trial != nil {
		start = c.Trial.Start
	}
	played := models.Replay(lib, start, models.WorldOf(&c, v.bot, entries), entries)
	p.Conversation, p.Replayed, p.Cut = &c, &played, c.LastSeq > mostEntries
	return nil
}

// conversationOf is the id in an address of the desk, or the id itself.
func conversationOf(text string) models.ConversationID {
	if address, err := url.Parse(text); err == nil {
		text = path.Base(address.Path)
	}
	return models.ConversationID(text)
}
