package builder

import (
	"bytes"
	"context"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"sync"

	"deskbell/handlers/live"
	"deskbell/handlers/web"
	"deskbell/models"
	view "deskbell/views/builder"
)

// mostTabs is how many open pages of one flow are told to each other.
const mostTabs = 100

// stream tells a page of others' edits and of who is here. It sends a number; what changed the page asks
// for itself, so that an edit is drawn for who sees it.
func (b *builder) stream(w http.ResponseWriter, r *http.Request, v visit) error {
	kept, err := b.kept(r.Context(), v)
	if err != nil {
		return err
	}
	query := r.URL.Query()
	topic, tab := live.FlowTopic(v.flow), tabOf(v.me, query.Get("tab"))
	f := &feed{builder: b, v: v, topic: topic}
	since := query.Get("since")
	if _, err := strconv.ParseInt(since, 10, 64); err != nil {
		since = "0"
	}
	b.here.enter(topic, tab, view.Editor{ID: v.me.ID, Name: v.me.FirstName(), Block: known(kept, query.Get("block"))})
	err = b.Hub.Serve(w, r, live.Stream{Owner: live.AgentOwner(v.me.ID), Rights: v.me.Rights(), Topics: []string{topic},
		Start: since, Load: f.load, Beat: f.beat, Done: func() { b.gone(topic, tab) }})
	if err != nil {
		b.gone(topic, tab)
		return err
	}
	b.tellEditors(topic)
	return nil
}

// feed is one open stream.
type feed struct {
	*builder
	v     visit
	topic string
	told  string // the editors as they were sent last
}

// load says the revision where it is another than the page shows, and who is here.
func (f *feed) load(ctx context.Context, cursor string) (live.Batch, error) {
	kept, err := f.Drafts.Draft(ctx, f.v.flow)
	if err != nil {
		return live.Batch{}, err
	}
	batch := live.Batch{Cursor: strconv.FormatInt(kept.Rev, 10)}
	if batch.Cursor != cursor {
		batch.Events = append(batch.Events, live.Whisper{Event: "rev", Data: batch.Cursor})
	}
	editors, err := f.editors(ctx, f.topic)
	if err != nil {
		return live.Batch{}, err
	}
	if editors != f.told {
		f.told = editors
		batch.Events = append(batch.Events, live.Whisper{Event: "editors", Data: editors})
	}
	return batch, nil
}

// beat ends the stream of somebody who may no longer be here.
func (f *feed) beat(ctx context.Context) error {
	now, err := f.Team.AgentByID(ctx, f.v.me.ID)
	if err == nil && now.Rights() != f.v.me.Rights() {
		return models.ErrNotFound
	}
	if err != nil && models.CodeOf(err) == "" {
		f.Log.Error("heartbeat failed", "agent", f.v.me.ID, "error", err)
		return &models.Error{Code: models.CodeUnavailable, Message: "The database cannot be asked."}
	}
	return err
}

// where says at which block one is now.
func (b *builder) where(w http.ResponseWriter, r *http.Request, v visit) error {
	if err := b.edits.Check(string(v.me.ID), b.Now()); err != nil {
		return err
	}
	if err := web.Parse(r); err != nil {
		return err
	}
	kept, err := b.kept(r.Context(), v)
	if err != nil {
		return err
	}
	topic := live.FlowTopic(v.flow)
	if b.here.move(topic, tabOf(v.me, r.PostForm.Get("tab")), known(kept, r.PostForm.Get("block"))) {
		b.tellEditors(topic)
	}
	return web.NoContent(w)
}

// gone forgets a page that was closed.
func (b *builder) gone(topic, tab string) {
	b.here.leave(topic, tab)
	b.tellEditors(topic)
}

// tellEditors has every page of the flow hear who is here.
func (b *builder) tellEditors(topic string) { b.Hub.RingTopic(topic) }

func (b *builder) editors(ctx context.Context, topic string) (string, error) {
	var out bytes.Buffer
	err := view.Editors(b.here.all(topic)).Render(ctx, &out)
	return out.String(), err
}

// tabOf names an open page; whose it is nobody can make up.
func tabOf(me *models.Agent, tab string) string {
	if len(tab) > 32 {
		tab = tab[:32]
	}
	return string(me.ID) + " " + tab
}

// known is the block if the flow has it.
func known(kept models.FlowDraft, block string) string {
	if _, there := kept.Document.Blocks[block]; there {
		return block
	}
	return ""
}

// presence is who has which flow open. It is kept in memory alone.
type presence struct {
	mu   sync.Mutex
	tabs map[string]map[string]seat // by topic, then by tab
}

// seat is an open page. The same page may have come back before its former connection was missed.
type seat struct {
	view.Editor
	streams int
}

func newPresence() *presence { return &presence{tabs: map[string]map[string]seat{}} }

func (p *presence) enter(topic, tab string, e view.Editor) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.tabs[topic] == nil {
		p.tabs[topic] = map[string]seat{}
	}
	if _, there := p.tabs[topic][tab]; !there && len(p.tabs[topic]) >= mostTabs {
		return
	}
	p.tabs[topic][tab] = seat{e, p.tabs[topic][tab].streams + 1}
}

// move says whether that is news.
func (p *presence) move(topic, tab, block string) bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	s, there := p.tabs[topic][tab]
	if !there || s.Block == block {
		return false
	}
	s.Block = block
	p.tabs[topic][tab] = s
	return true
}

func (p *presence) leave(topic, tab string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	s, there := p.tabs[topic][tab]
	if !there {
		return
	}
	if s.streams--; s.streams > 0 {
		p.tabs[topic][tab] = s
		return
	}
	delete(p.tabs[topic], tab)
	if len(p.tabs[topic]) == 0 {
		delete(p.tabs, topic)
	}
}

// all is everybody who is here, each once for a block, by name.
func (p *presence) all(topic string) []view.Editor {
	p.mu.Lock()
	defer p.mu.Unlock()
	var all []view.Editor
	for _, s := range p.tabs[topic] {
		if !slices.Contains(all, s.Editor) {
			all = append(all, s.Editor)
		}
	}
	slices.SortFunc(all, func(a, b view.Editor) int {
		return strings.Compare(a.Name+string(a.ID)+a.Block, b.Name+string(b.ID)+b.Block)
	})
	return all
}
