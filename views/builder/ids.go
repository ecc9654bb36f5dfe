package builder

import (
	"net/url"
	"strings"

	"deskbell/models"
)

// StepID is the id of a block's row in the outline.
func StepID(block string) string { return "step-" + block }

// InFile is a flow's id as addresses have it.
func InFile(h models.FlowHead) string { return strings.TrimPrefix(h.ID, string(h.Bot)+"/") }

// Path is an address under a flow's: Path(bot, flow, "/ops").
func Path(b *models.Bot, h models.FlowHead, rest string) string {
	return BotPath(b) + "/flows/" + url.PathEscape(InFile(h)) + rest
}

// BotPath is the address of a bot.
func BotPath(b *models.Bot) string { return "/bots/" + url.PathEscape(b.Key) }

// BlockPath opens a block's settings; "" opens none.
func (d *Draft) BlockPath(block string) string {
	query := d.Numbers.query()
	query.Set("view", d.View)
	if block != "" {
		query.Set("block", block)
	}
	return d.path("") + "?" + query.Encode()
}

func (d *Draft) path(rest string) string { return Path(d.Bot, d.FlowHead, rest) }

func (d *Draft) viewPath(view string) string {
	query := d.Numbers.query()
	query.Set("view", view)
	if d.Chosen != "" {
		query.Set("block", d.Chosen)
	}
	return d.path("") + "?" + query.Encode()
}
