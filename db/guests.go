package db

import "deskbell/models"

const guestBy = `SELECT g.id, g.link_id, g.conversation_id, g.name, l.address, g.browser, g.joined_at, g.here_until, g.ended_at, g.ended_by
	FROM guests g JOIN guest_links l ON l.id = g.link_id WHERE `

func scanGuest(row scanner) (models.Guest, error) {
	var g models.Guest
	err := row.Scan(&g.ID, &g.Link, &g.Conversation, &g.Name, &g.Address, &g.Browser, at{&g.JoinedAt}, at{&g.HereUntil}, at{&g.EndedAt}, &g.EndedBy)
	return g, err
}
