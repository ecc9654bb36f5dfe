package builder

import (
	"context"
	"slices"
	"strings"

	"deskbell/models"
	"deskbell/models/flow"
	view "deskbell/views/builder"
)

// panel is the settings of the chosen block; nil without one. since marks what others have changed after
// that revision; unknown: nothing is marked.
func (b *builder) panel(ctx context.Context, d *view.Draft, since int64) (*view.Panel, error) {
	if d.Chosen == "" {
		return nil, nil
	}
	block := d.Document.Blocks[d.Chosen]
	p := &view.Panel{Draft: d, ID: d.Chosen, Block: block, Values: view.Decoded(block.Settings)}
	kind, _ := flow.KindOf(block.Kind)
	if uses(kind.Form, flow.ControlArticle) {
		articles, err := b.Articles.Articles(ctx, models.Reader{}, models.ArticleQuery{})
		if err != nil {
			return nil, err
		}
		p.Articles = articles
	}
	if uses(kind.Form, flow.ControlSecret) {
		var err error
		if p.Secrets, err = b.secrets(ctx, d.Bot); err != nil {
			return nil, err
		}
	}
	if since == unknown || since >= d.Rev {
		return p, nil
	}
	edits, err := b.Drafts.EditsSince(ctx, d.ID, since)
	if err != nil {
		return nil, err
	}
	p.Changed = changedBy(edits, d.Chosen, d.Me.ID)
	return p, nil
}

// changedBy are the fields of a block that somebody else has changed, and who.
func changedBy(edits []models.FlowEdit, block string, me models.AgentID) map[string]string {
	changed := map[string]string{}
	for _, e := range edits {
		if e.By == me {
			continue
		}
		for _, c := range e.Patch {
			if c.Block == block {
				changed[strings.TrimPrefix(c.Path, "settings.")] = firstName(e.ByName)
			}
		}
	}
	return changed
}

// secrets are the names of the bot's, which stay here: what they hold is for whoever sends a request.
func (b *builder) secrets(ctx context.Context, bot *models.Bot) ([]string, error) {
	if b.Secrets == nil {
		return nil, nil
	}
	return b.Secrets(ctx, bot.ID)
}

func firstName(name string) string {
	first, _, _ := strings.Cut(strings.TrimSpace(name), " ")
	if first == "" {
		return "Somebody"
	}
	return first
}

func uses(form []flow.Setting, c flow.Control) bool {
	return slices.ContainsFunc(form, func(s flow.Setting) bool { return s.Control == c || uses(s.Items, c) })
}
