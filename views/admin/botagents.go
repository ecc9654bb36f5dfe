package admin

import (
	"slices"
	"strings"

	"deskbell/models"
)

// BotAgentsPage is who answers a bot's chats.
type BotAgentsPage struct {
	BotHead
	Agents  []CrewRow
	Problem string
}

// CrewRow is somebody who may be given the bot.
type CrewRow struct {
	Agent models.Agent
	Has   bool   // the bot is assigned, as it is kept
	On    bool   // the box is ticked
	Also  string // other bots of theirs, in words; "" for none
}

// CrewRows are the agents of the team for a bot, those who have it first; ticked are those of on, or where that
// is nil those who have it.
func CrewRows(agents []models.Agent, bots []models.Bot, bot models.BotID, on map[models.AgentID]bool) []CrewRow {
	var rows []CrewRow
	for _, a := range agents {
		if !a.DeletedAt.IsZero() {
			continue
		}
		row := CrewRow{Agent: a, Has: slices.Contains(a.Bots, bot)}
		if row.On = row.Has; on != nil {
			row.On = on[a.ID]
		}
		var also []string
		for i := range bots {
			if bots[i].ID != bot && slices.Contains(a.Bots, bots[i].ID) {
				also = append(also, bots[i].Name)
			}
		}
		row.Also = strings.Join(also, ", ")
		rows = append(rows, row)
	}
	slices.SortStableFunc(rows, func(a, b CrewRow) int {
		switch {
		case a.Has == b.Has:
			return 0
		case a.Has:
			return -1
		}
		return 1
	})
	return rows
}

// without are those who have no bot at all, by name.
func (p BotAgentsPage) without() string {
	var names []string
	for _, r := range p.Agents {
		if len(r.Agent.Bots) == 0 && !r.Agent.Disabled {
			names = append(names, r.Agent.Name)
		}
	}
	return strings.Join(names, ", ")
}

// nobody says whether no box is ticked.
func (p BotAgentsPage) nobody() bool {
	return !slices.ContainsFunc(p.Agents, func(r CrewRow) bool { return r.Has && !r.Agent.Disabled })
}
