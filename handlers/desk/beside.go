package desk

import (
	"bytes"
	"context"
	"hash/maphash"
	"slices"

	"deskbell/models"
	"deskbell/models/flow"
	view "deskbell/views/desk"
)

// beside fills what the panel shows that the conversation itself does not say.
func (d *desk) beside(ctx context.Context, me *models.Agent, c *models.Conversation, o *view.Open) error {
	o.Flow, o.Block = d.standing(ctx, c)
	o.Moves = me.Moves(c)
	o.Owner = d.colleague(ctx, c.OwnerID)
	if c.Offer != nil {
		if to := d.colleague(ctx, c.Offer.To); to != nil {
			o.Offered = to.Name
		}
	}
	var err error
	if o.Guests, err = d.Guests.LinksOf(ctx, models.Reader{Agent: me}, c.ID); err != nil {
		return err
	}
	all, err := d.Categories.Categories(ctx)
	for _, category := range all {
		o.Categories = append(o.Categories, category.Name)
	}
	if c.Category != "" && !slices.Contains(o.Categories, c.Category) {
		o.Categories = append(o.Categories, c.Category) // what a flow has set, or what was deleted
	}
	return err
}

// colleague is nil for nobody, and for one who cannot be found.
func (d *desk) colleague(ctx context.Context, id models.AgentID) *models.Agent {
	if id == "" {
		return nil
	}
	agent, err := d.Team.AgentByID(ctx, id)
	if err != nil {
		return nil
	}
	return agent
}

// standing is the flow and the block that the bot stands at: its title, or the name of its kind.
func (d *desk) standing(ctx context.Context, c *models.Conversation) (in, at string) {
	if len(c.Flow.Stack) == 0 || c.Flow.Wait == nil {
		return "", ""
	}
	top := c.Flow.Stack[len(c.Flow.Stack)-1]
	document, err := d.Flows.Published(ctx).Document(top.Flow, top.Version)
	if err != nil {
		return "", ""
	}
	block := document.Blocks[top.Block]
	if block.Title != "" {
		return document.Name, block.Title
	}
	kind, _ := flow.KindOf(block.Kind)
	return document.Name, kind.Title
}

// notes are the newest of a conversation, for the panel.
func (d *desk) notes(ctx context.Context, me *models.Agent, id models.ConversationID) (view.Notes, error) {
	rows, err := d.Background.Notes(ctx, models.Reader{Agent: me}, id, shownNotes+1)
	n := view.Notes{Me: me, Conversation: id, Rows: rows}
	if len(rows) > shownNotes {
		n.Rows, n.More = rows[:shownNotes], true
	}
	return n, err
}

// noted says whether entries change what the panel's list of notes shows.
func noted(entries []models.Entry) bool {
	return slices.ContainsFunc(entries, func(e models.Entry) bool {
		return e.Kind == models.EntryNote || e.Kind == models.EntryRevised && e.Audience == models.ForTeam
	})
}

// renote sends the list of notes.
func (f *feed) renote(ctx context.Context, id models.ConversationID, out *bytes.Buffer) error {
	notes, err := f.notes(ctx, f.me, id)
	if err != nil {
		return err
	}
	return view.NoteList(notes).Render(ctx, out)
}

// besideKey tells apart what the panel is drawn from, beside what stateKey has.
func (f *feed) besideKey(c *models.Conversation) uint64 {
	sum := maphash.String(f.seed, c.Category+"\x00"+c.Visitor.Phone+"\x00"+c.Page)
	if c.Offer != nil {
		sum += maphash.String(f.seed, "offer\x00"+string(c.Offer.To))
	}
	if n := len(c.Flow.Stack); n > 0 {
		sum += maphash.String(f.seed, "at\x00"+c.Flow.Stack[n-1].Flow+"\x00"+c.Flow.Stack[n-1].Block)
	}
	for of, all := range map[string]map[string]string{"c": c.Attributes, "v": c.Visitor.Attributes} {
		for name, value := range all { // in any order: the sum is the same
			sum += maphash.String(f.seed, of+"\x00"+name+"\x00"+value)
		}
	}
	return sum
}
